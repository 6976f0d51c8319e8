//! The stores of the domain portefeuille.

mod archive;
mod balayage;
mod consultations;
mod entity;
mod holders;
mod lectures;
mod list;
mod prets;
mod store;
mod tx;
