//! A push message and the device that takes it.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What a browser gives when it subscribes (W3C Push API), checked in form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AbonnementWebPush {
    /// https address at the push service.
    pub endpoint: String,
    /// Public key of the browser: 65 bytes, uncompressed P-256.
    pub p256dh: Vec<u8>,
    /// Authentication secret: 16 bytes.
    pub auth: Vec<u8>,
}

/// What the device shows. Nothing personal but the title of the object itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessagePush {
    /// The notification: a device that gets it twice shows it once.
    pub id: Uuid,
    /// Title.
    pub titre: String,
    /// Text.
    pub description: String,
    /// Path of the page to open.
    pub chemin: String,
}

/// Provisional.
pub fn verifier_abonnement(
    endpoint: &str,
    _p256dh: &str,
    _auth: &str,
    _origines: &[String],
) -> Result<AbonnementWebPush, kernel::champ::Probleme> {
    Ok(AbonnementWebPush { endpoint: endpoint.to_owned(), p256dh: vec![], auth: vec![] })
}
