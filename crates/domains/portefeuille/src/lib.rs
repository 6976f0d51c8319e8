//! The people whom a conseiller follows (`domain/portefeuille-reaffectation.md`, part A).
//!
//! An account is born in one of two ways. With France Travail, a département or Avenir pro the
//! conseiller types names and an e-mail ([`commands::create_beneficiaire_ft`]). In a Mission
//! Locale he gives a dossier number; the server reads the dossier itself, reserves the person
//! in the database **before** it asks i-milo for the account, and so a lost answer or a crash
//! leaves one visible person in `CREATION_INCERTAINE`, never two and never none
//! ([`commands::create_beneficiaire_milo`], [`commands::resume_creation`], D17). The account
//! becomes active when the person signs in for the first time
//! ([`commands::sign_in_beneficiaire`]). It ends by an archive sealed with a key of its own
//! ([`commands::archive_beneficiaire`]), or leaves nothing when nobody ever used it.
//!
//! The states and their transitions are in [`model::beneficiaire`], pure; the database and
//! i-milo are the ports of [`ports`].

pub mod commands;
pub mod error;
pub mod model;
pub mod ports;
pub mod queries;

use chrono::Duration;
use kernel::coffre::Coffre;
use kernel::ids::IdGenerator;
use kernel::temps::Clock;
use std::sync::Arc;

/// What the use cases of this domain stand on.
#[derive(Clone)]
pub struct Portefeuille {
    /// The database.
    pub store: Arc<dyn ports::PortefeuilleStore>,
    /// i-milo.
    pub dossiers: Arc<dyn ports::DossiersImilo>,
    /// i-milo tokens of conseillers.
    pub jetons: Arc<dyn ports::JetonsImilo>,
    /// Seals the archives.
    pub coffre: Arc<dyn Coffre>,
    /// The present instant.
    pub clock: Arc<dyn Clock>,
    /// New ids.
    pub ids: Arc<dyn IdGenerator>,
    /// Durations that the operator may change.
    pub reglages: Reglages,
}

/// Durations that the operator may change.
#[derive(Debug, Clone, Copy)]
pub struct Reglages {
    /// How long an attempt of creation keeps others away; longer than all its calls to i-milo.
    pub bail_creation: Duration,
    /// How long the activation link of i-milo is valid (D18).
    pub lien_activation: Duration,
}

impl Default for Reglages {
    fn default() -> Self {
        Self { bail_creation: Duration::seconds(30), lien_activation: Duration::hours(12) }
    }
}
