//! Connections to the SMTP server, kept open between two mails.
//!
//! The pool of `lettre` takes back a connection whose sending was given up half-way, and the next
//! mail then reads the answer of the one before. Here a connection comes back only after a sending
//! that went to its end, whatever ended the others: an error, the deadline, a dropped future.

use crate::{Options, OptionsError, Tls};
use lettre::transport::smtp::authentication::{Credentials, Mechanism};
use lettre::transport::smtp::client::{AsyncSmtpConnection, TlsParameters};
use lettre::transport::smtp::extension::ClientId;
use lettre::transport::smtp::{self, Error};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// Connections kept open.
const GARDEES: usize = 4;
/// Servers close a connection that says nothing for some minutes.
const AGE: Duration = Duration::from_secs(30);

/// The open connections, and how to make one.
pub(crate) struct Connexions {
    adresse: (String, u16),
    tls: Protection,
    identifiants: Option<Credentials>,
    nom: ClientId,
    delai: Duration,
    libres: Mutex<Vec<(AsyncSmtpConnection, Instant)>>,
}

enum Protection {
    Aucune,
    StartTls(TlsParameters),
    Tls(TlsParameters),
}

impl Connexions {
    /// No connection yet. `nom` is how we introduce ourselves.
    pub(crate) fn new(options: &Options, nom: &str) -> Result<Self, OptionsError> {
        let parametres = || TlsParameters::new(options.serveur.clone());
        let tls = match options.tls {
            Tls::Aucun => Protection::Aucune,
            Tls::StartTls => Protection::StartTls(parametres()?),
            Tls::Tls => Protection::Tls(parametres()?),
        };
        let identifiants = match (&options.utilisateur, &options.mot_de_passe) {
            (None, None) => None,
            (Some(utilisateur), Some(secret)) => Some(Credentials::new(utilisateur.clone(), secret.0.clone())),
            _ => return Err(OptionsError::Identifiants),
        };
        Ok(Self {
            adresse: (options.serveur.clone(), options.port),
            tls,
            identifiants,
            nom: ClientId::Domain(nom.to_owned()),
            delai: options.delai,
            libres: Mutex::default(),
        })
    }

    /// A connection that answers: one that was kept, else a new one.
    pub(crate) async fn take(&self) -> Result<AsyncSmtpConnection, Error> {
        while let Some(mut connexion) = self.pop() {
            if connexion.test_connected().await {
                return Ok(connexion);
            }
        }
        self.connect().await
    }

    /// Keeps a connection whose mail went to its end.
    pub(crate) fn give_back(&self, connexion: AsyncSmtpConnection) {
        let mut libres = self.libres.lock().unwrap_or_else(PoisonError::into_inner);
        if libres.len() < GARDEES && !connexion.has_broken() {
            libres.push((connexion, Instant::now()));
        }
    }

    fn pop(&self) -> Option<AsyncSmtpConnection> {
        let mut libres = self.libres.lock().unwrap_or_else(PoisonError::into_inner);
        libres.retain(|(_, depuis)| depuis.elapsed() < AGE);
        libres.pop().map(|(connexion, _)| connexion)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, smtp::Error> {
        let d_emblee = match &self.tls {
            Protection::Tls(parametres) => Some(parametres.clone()),
            Protection::Aucune | Protection::StartTls(_) => None,
        };
        let adresse = (self.adresse.0.as_str(), self.adresse.1);
        let mut connexion =
            AsyncSmtpConnection::connect_tokio1(adresse, Some(self.delai), &self.nom, d_emblee, None).await?;
        if let Protection::StartTls(parametres) = &self.tls {
            connexion.starttls(parametres.clone(), &self.nom).await?;
        }
        if let Some(identifiants) = &self.identifiants {
            connexion.auth(&[Mechanism::Plain, Mechanism::Login], identifiants).await?;
        }
        Ok(connexion)
    }
}
