//! The stores of the domain identité.

pub(crate) mod comptes;
mod connexion;
mod entity;
mod lectures;
mod profil;
mod sessions;
mod store;
mod superviseurs;
mod tx;
