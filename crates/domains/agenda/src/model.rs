//! Entities and values.

pub mod evenement;
