//! The stores of the domain portefeuille.

mod consultations;
mod entity;
mod holders;
mod lectures;
mod list;
mod store;
mod tx;
