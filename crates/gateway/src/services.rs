//! One file a service: decode, call the use case, encode. No rule lives here.

mod compte;
mod consultations;
pub mod convert;
mod fiche;
mod listes;
pub mod notifications;
pub mod portefeuille;
pub mod profil;
pub mod referentiel;
pub mod session;
pub mod support;
