//! How a message asks to be delivered (RFC 8030 §5).

use axum::http::header::CONTENT_ENCODING;
use axum::http::{HeaderMap, StatusCode};

use super::Refus;
use super::appareil::Livraison;

const URGENCES: [&str; 4] = ["very-low", "low", "normal", "high"];

/// Reads the headers; whatever a push service might refuse is refused.
pub(super) fn read(entetes: &HeaderMap) -> Result<Livraison, Refus> {
    let refus = |texte| Refus(StatusCode::BAD_REQUEST, texte);
    let texte = |nom: &str| entetes.get(nom).map(|valeur| valeur.to_str().unwrap_or_default().to_owned());
    if entetes.get(CONTENT_ENCODING).is_none_or(|codage| codage != "aes128gcm") {
        return Err(Refus(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Content-Encoding must be aes128gcm"));
    }
    let ttl = texte("ttl").and_then(|ttl| ttl.parse().ok()).ok_or(refus("TTL must be a number of seconds"))?;
    let topic = texte("topic");
    let base64url = |c: u8| c.is_ascii_alphanumeric() || c == b'-' || c == b'_';
    if topic.as_deref().is_some_and(|topic| !(1..=32).contains(&topic.len()) || !topic.bytes().all(base64url)) {
        return Err(refus("Topic must be 1 to 32 characters of base64url"));
    }
    let urgence = texte("urgency");
    if urgence.as_deref().is_some_and(|urgence| !URGENCES.contains(&urgence)) {
        return Err(refus("Urgency must be very-low, low, normal or high"));
    }
    Ok(Livraison { topic, ttl, urgence })
}
