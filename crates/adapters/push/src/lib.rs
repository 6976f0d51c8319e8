//! Web Push (RFC 8030): messages encrypted for the browser that takes them (RFC 8291), signed with
//! our key (RFC 8292), handed to the push service of that browser.
//!
//! The address of the service comes from outside. Its form is checked at each sending, and the
//! name it holds may only lead to addresses of the public Internet: a name that changed since its
//! registration reaches none of our machines.

mod cle;
mod envoi;
mod resolution;
mod retry_after;

use async_trait::async_trait;
use communication::model::push::{AbonnementWebPush, MessagePush, OriginesPermises};
use communication::ports::{EchecEnvoi, EnvoyeurPush};
use kernel::temps::Clock;
use reqwest::Client;
use reqwest::dns::Resolve;
use resolution::{Publique, Systeme};
use std::sync::Arc;
use std::time::Duration;

pub use cle::{CleInvalide, ClePrivee};

/// How to send push messages.
#[derive(Debug, Clone)]
pub struct Options {
    /// Our key: browsers give a subscription to one key for ever.
    pub cle: ClePrivee,
    /// How the operator of a push service writes to us: `mailto:…` or `https://…`.
    pub contact: String,
    /// Servers that may be called although they are not public: a simulator.
    pub origines_permises: OriginesPermises,
    /// How long a sending may last, [`DELAI`] but in tests.
    pub delai: Duration,
    /// How long the service keeps a message for a device that is off, [`DUREE_DE_VIE`] by default.
    pub duree_de_vie: Duration,
}

/// Longest sending.
pub const DELAI: Duration = Duration::from_secs(10);
/// A message that could not be delivered within a day is only read in the app.
pub const DUREE_DE_VIE: Duration = Duration::from_hours(24);

/// Why the sender cannot be made: a setting is wrong.
#[derive(Debug, thiserror::Error)]
pub enum OptionsError {
    /// `contact` is neither `mailto:` nor `https://`.
    #[error("the contact of the push messages is neither mailto: nor https:")]
    Contact,
    /// The HTTP client cannot be made.
    #[error("the HTTP client cannot be made: {0}")]
    Client(#[from] reqwest::Error),
}

/// The sender. Cheap to clone.
#[derive(Clone)]
pub struct WebPush {
    http: Client,
    options: Arc<Options>,
    clock: Arc<dyn Clock>,
}

impl WebPush {
    /// Makes the sender; nothing is called. `clock` dates our signatures: push services compare it
    /// with theirs, so it is the clock of the machine.
    pub fn new(options: Options, clock: Arc<dyn Clock>) -> Result<Self, OptionsError> {
        Self::resolving(options, clock, Systeme)
    }

    fn resolving(options: Options, clock: Arc<dyn Clock>, noms: impl Resolve + 'static) -> Result<Self, OptionsError> {
        if !options.contact.starts_with("mailto:") && !options.contact.starts_with("https://") {
            return Err(OptionsError::Contact);
        }
        let http = Client::builder()
            .timeout(options.delai)
            .redirect(reqwest::redirect::Policy::none())
            // A proxy would resolve the names itself.
            .no_proxy()
            .dns_resolver(Arc::new(Publique::new(noms, &options.origines_permises)))
            .build()?;
        Ok(Self { http, options: Arc::new(options), clock })
    }

    /// The public key that browsers subscribe with: base64url without padding.
    pub fn cle_publique(&self) -> String {
        self.options.cle.cle_publique()
    }
}

#[async_trait]
impl EnvoyeurPush for WebPush {
    async fn push(&self, abonnement: &AbonnementWebPush, message: &MessagePush) -> Result<(), EchecEnvoi> {
        envoi::push(self, abonnement, message).await
    }
}
