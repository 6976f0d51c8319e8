//! Reads, and the shapes that they return.

pub mod etat_session;
pub mod profil;
pub mod session;
pub mod superviseurs;
