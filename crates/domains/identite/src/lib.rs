//! Accounts, sign-in, sessions (`domain/messagerie-identite.md`, part D).
//!
//! A person proves who he is at a provider (i-milo, France Travail, conseil départemental);
//! the gateway checks the proof and hands an identity to this domain, which decides whose
//! account it is ([`commands::sign_in_conseiller`]; a bénéficiaire is found by the domain
//! portefeuille, which owns his account) and opens a session of ours
//! ([`commands::open_session`]). A session is renewed by an opaque token that changes at each
//! use ([`commands::renew_session`]); what the account may do is never read from a token but
//! from the database ([`queries::etat_session`]).
//!
//! What the provider gave is kept sealed, and handed out for a [`model::mandat::Mandat`] only
//! ([`commands::borrow_jeton`]): one's own token, or that of a bénéficiaire whom one follows.

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
pub struct Identite {
    /// The database.
    pub store: Arc<dyn ports::IdentiteStore>,
    /// The database again, for profiles, preferences and referentials.
    pub profils: Arc<dyn ports::profil::ProfilStore>,
    /// The present instant.
    pub clock: Arc<dyn Clock>,
    /// New ids.
    pub ids: Arc<dyn IdGenerator>,
    /// The CGU in force.
    pub cgu: model::cgu::CguEnVigueur,
    /// Places whose conseillers are all superviseurs.
    pub superviseurs_d_office: model::superviseur::SuperviseursDOffice,
    /// E-mails of the conseillers of the départements who may have an account, lower-cased.
    pub conseillers_departement: Vec<String>,
    /// E-mails of the people of the support, lower-cased.
    pub support: Vec<String>,
    /// Seals the tokens of the providers.
    pub coffre: Arc<dyn Coffre>,
    /// Attempts of sign-in that are allowed.
    pub limites: model::tentatives::Limites,
}

/// A sign-in must come back from the provider within this time (it may send a code by SMS).
pub const INTERACTION: Duration = Duration::minutes(60);
/// A refused sign-in is explained within this time.
pub const ERREUR_CONNEXION: Duration = Duration::minutes(10);
/// A session ends when it was not renewed for this time.
pub const SESSION: Duration = Duration::days(42);
/// Open sessions of an account at most; the one unseen longest leaves.
pub const SESSIONS_MAX: u64 = 20;
/// An e-mail that a conseiller did not have is news within this time of his first sign-in.
pub const BIENVENUE: Duration = Duration::days(30);
/// A renewal token that was just replaced is accepted for this time: two tabs, a lost answer.
pub const GRACE_RENOUVELLEMENT: Duration = Duration::seconds(30);
/// The code handed to a mobile app is exchanged within this time.
pub const CODE_MOBILE: Duration = Duration::minutes(2);
