//! Use cases that write, one a file.

pub mod abandon_creation;
mod activation;
pub mod archive_beneficiaire;
pub mod correct_email;
pub mod create_beneficiaire_ft;
pub mod create_beneficiaire_milo;
mod creation_imilo;
pub mod delete_beneficiaire;
pub mod delete_compte;
mod end_account;
mod referent;
pub mod refresh_dossiers;
pub mod release_prets;
pub mod request_activation;
pub mod resend_activation;
pub mod resume_creation;
pub mod resume_uncertain;
pub mod sign_in_beneficiaire;
pub mod sweep;
pub mod update_beneficiaire;

use crate::model::beneficiaire::{Beneficiaire, EtatCompte};
use kernel::ids::BeneficiaireId;
use sha2::{Digest, Sha256};

/// What a creation gives back, the first time and at every replay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CompteCree {
    /// The person.
    pub id: BeneficiaireId,
    /// State of his account.
    pub etat: EtatCompte,
}

impl CompteCree {
    fn of(beneficiaire: &Beneficiaire) -> Self {
        Self { id: beneficiaire.id, etat: beneficiaire.etat_compte() }
    }
}

/// Digest of the content of a command, by which a replay is known from a reused key (D4). It
/// is kept instead of the content, which may change later.
fn empreinte(parts: &[&str]) -> Vec<u8> {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part.as_bytes());
    }
    digest.finalize().to_vec()
}
