//! The stores of the domain identité.

pub(crate) mod comptes;
mod connexion;
mod entity;
mod jetons;
mod lectures;
mod purge;
mod sessions;
mod store;
mod tentatives;
mod tx;
