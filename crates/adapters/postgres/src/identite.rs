//! The stores of the domain identité.

pub(crate) mod comptes;
mod connexion;
mod dormants;
mod entity;
mod jetons;
mod lectures;
mod profil;
mod sessions;
mod store;
mod superviseurs;
mod tentatives;
mod tx;
