//! The stores of the domain identité.

mod connexion;
mod entity;
mod lectures;
mod store;
mod superviseurs;
mod tx;
