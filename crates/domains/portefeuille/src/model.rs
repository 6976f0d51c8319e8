//! Entities, values and transitions: pure, synchronous, total.

pub mod beneficiaire;
pub mod dossier;
pub mod situation;
