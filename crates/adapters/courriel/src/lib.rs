//! Mails: the words of each one (`templates/`), in the look of each brand, and their way to the
//! SMTP server (`domain/transverse.md` §2).
//!
//! No header is made of what people typed: the recipient is an address alone, and a subject that
//! quotes the title of an object is cut to one clean line.

mod connexions;
mod envoi;
mod habillage;
mod rendu;
mod texte;

use async_trait::async_trait;
use communication::model::courriel::Courriel;
use communication::ports::{EchecEnvoi, EnvoyeurCourriel};
use connexions::Connexions;
use lettre::Address;
use lettre::address::AddressError;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;
use url::Url;

/// How the connection to the server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tls {
    /// Not at all: a relay on the same machine, or a simulator.
    Aucun,
    /// Begins in clear, then is encrypted or given up (port 587).
    StartTls,
    /// Encrypted from the first byte (port 465).
    Tls,
}

/// Password of the account at the server.
#[derive(Clone)]
pub struct MotDePasse(String);

impl MotDePasse {
    /// Wraps the password.
    pub fn new(mot_de_passe: impl Into<String>) -> Self {
        Self(mot_de_passe.into())
    }
}

impl fmt::Debug for MotDePasse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("MotDePasse(…)")
    }
}

/// How to send mails.
#[derive(Debug, Clone)]
pub struct Options {
    /// Name of the SMTP server.
    pub serveur: String,
    /// Its port.
    pub port: u16,
    /// Protection of the connection.
    pub tls: Tls,
    /// Account at the server; none when it asks for none.
    pub utilisateur: Option<String>,
    /// Its password; both or none.
    pub mot_de_passe: Option<MotDePasse>,
    /// Address that mails come from.
    pub expediteur: String,
    /// Address of the service, such as `https://passemploi.example`: links begin with it.
    pub adresse_du_service: String,
    /// How long a sending may last, [`DELAI`] but in tests.
    pub delai: Duration,
}

/// Longest sending. The job that waits for it has a longer lease.
pub const DELAI: Duration = Duration::from_secs(20);

/// Why the sender cannot be made: a setting is wrong.
#[derive(Debug, thiserror::Error)]
pub enum OptionsError {
    /// `expediteur` is not an address.
    #[error("the sender is not an e-mail address: {0}")]
    Expediteur(#[from] AddressError),
    /// `adresse_du_service` is not an address of the web.
    #[error("the address of the service is not one of the web")]
    AdresseDuService,
    /// An account without its password, or the other way round.
    #[error("the account of the mail server and its password go together")]
    Identifiants,
    /// The name of the server cannot be one for TLS.
    #[error("TLS cannot be set up for this mail server: {0}")]
    Serveur(#[from] lettre::transport::smtp::Error),
}

/// The sender. Cheap to clone; its connections are kept and shared.
#[derive(Clone)]
pub struct Smtp {
    connexions: Arc<Connexions>,
    expediteur: Address,
    adresse_du_service: Url,
    delai: Duration,
}

impl Smtp {
    /// Makes the sender; nothing is connected yet.
    pub fn new(options: &Options) -> Result<Self, OptionsError> {
        let expediteur: Address = options.expediteur.parse()?;
        let adresse_du_service = Url::parse(&options.adresse_du_service)
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
            .ok_or(OptionsError::AdresseDuService)?;
        let connexions = Arc::new(Connexions::new(options, expediteur.domain())?);
        Ok(Self { connexions, expediteur, adresse_du_service, delai: options.delai })
    }
}

#[async_trait]
impl EnvoyeurCourriel for Smtp {
    async fn send(&self, courriel: &Courriel) -> Result<(), EchecEnvoi> {
        envoi::send(self, courriel).await
    }
}
