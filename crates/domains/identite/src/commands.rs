//! Use cases that write, one a file.

pub mod borrow_jeton;
pub mod close_session;
pub mod end_provider_session;
pub mod exchange_code;
pub mod keep_jetons;
pub mod limit_attempts;
pub mod mandate;
pub mod open_session;
pub mod purge_sessions;
pub mod renew_session;
pub mod revoke_account;
pub mod revoke_at_provider;
pub mod revoke_session;
pub mod sign_cgu;
pub mod sign_in_conseiller;
pub mod sign_in_support;

use access::{EntreeJournal, Resultat, Role};
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
    }
}
