//! Use cases that write, one a file.

pub mod borrow_jeton;
pub mod close_session;
pub mod delete_compte;
pub mod end_provider_session;
pub mod exchange_code;
pub mod grant_superviseur;
pub mod keep_jetons;
pub mod limit_attempts;
pub mod mandate;
pub mod mark_dormants;
pub mod open_session;
mod parse_support;
pub mod recheck_structure;
pub mod renew_session;
pub mod revoke_account;
pub mod revoke_at_provider;
pub mod revoke_session;
pub mod revoke_superviseur;
pub mod sign_cgu;
pub mod sign_in_conseiller;
pub mod sign_in_support;
pub mod update_preferences;
pub mod update_profil;

use access::{Contexte, EntreeJournal, Resultat, Role};
use uuid::Uuid;

/// A journal row about the caller's own session or account.
fn entree(role: Role, compte: Uuid, acte: &'static str) -> EntreeJournal {
    EntreeJournal {
        role: Some(role),
        compte: Some(compte),
        acte,
        cible: None,
        resultat: Resultat::Autorise,
        motif: None,
        detail: None,
        contexte: Contexte::default(),
    }
}
