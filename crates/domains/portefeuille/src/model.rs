//! Entities, values and transitions: pure, synchronous, total.

pub mod archive;
pub mod beneficiaire;
pub mod dossier;
pub mod etag;
pub mod motif;
pub mod situation;
