//! Reads, and the shapes that they return.

pub mod consultations;
pub mod consultations_inhabituelles;
pub mod dossier_imilo;
pub mod email;
pub mod etablissement;
pub mod fiche;
pub mod historique;
pub mod identites;
pub mod portefeuille;
