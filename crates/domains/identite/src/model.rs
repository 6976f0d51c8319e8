//! Entities, values and transitions: pure, synchronous, total.

pub mod cgu;
pub mod conseiller;
pub mod entree;
pub mod interaction;
pub mod jetons;
pub mod mandat;
pub mod profil;
pub mod session;
pub mod superviseur;
pub mod support;
pub mod tentatives;
