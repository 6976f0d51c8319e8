//! What the domain needs of the world.

use crate::model::courriel::Courriel;
use crate::model::push::{AbonnementWebPush, MessagePush};
use async_trait::async_trait;
use std::time::Duration;

/// Why a mail or a push was not sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EchecEnvoi {
    /// Try again: the server does not answer, or says to wait.
    #[error("not sent for now: {raison}")]
    Passager {
        /// For the log; no address, no text.
        raison: String,
        /// When the server said to try again.
        attendre: Option<Duration>,
    },
    /// Trying again will not help: refused recipient, refused content, our own key.
    #[error("refused for good: {raison}")]
    Definitif {
        /// For the log; no address, no text.
        raison: String,
    },
    /// The device is gone: forget it.
    #[error("the device is gone")]
    AppareilMort,
}

/// Sends mails.
#[async_trait]
pub trait EnvoyeurCourriel: Send + Sync {
    /// Hands the mail to the server. A repeated call carries the same `Message-ID`.
    async fn send(&self, courriel: &Courriel) -> Result<(), EchecEnvoi>;
}

/// Sends push messages.
#[async_trait]
pub trait EnvoyeurPush: Send + Sync {
    /// Hands the message, encrypted, to the push service of the device. A repeated call
    /// replaces the message that still waits there.
    async fn push(&self, abonnement: &AbonnementWebPush, message: &MessagePush) -> Result<(), EchecEnvoi>;
}
