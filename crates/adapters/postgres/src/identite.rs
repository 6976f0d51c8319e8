//! The stores of the domain identité.

mod connexion;
mod entity;
mod lectures;
mod profil;
mod store;
mod tx;
