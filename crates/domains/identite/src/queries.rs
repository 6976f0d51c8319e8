//! Reads, and the shapes that they return.

pub mod etat_session;
pub mod preferences;
pub mod profil;
pub mod profil_conseiller;
pub mod referentiel;
pub mod session;
pub mod sessions;
pub mod superviseurs;
