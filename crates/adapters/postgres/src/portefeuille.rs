//! The stores of the domain portefeuille.

mod consultations;
mod entity;
mod holders;
mod list;
mod store;
mod tx;
