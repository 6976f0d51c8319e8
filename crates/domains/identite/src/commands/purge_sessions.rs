//! Removes what a sign-in and a session leave behind once it is out of date: a task of each night.

use crate::Identite;
use kernel::store::StoreError;

/// Kind of the task.
pub const PURGER_SESSIONS: &str = "purger_sessions";

/// Handler of the task. What is out of date is told by its dates alone: doing it twice removes
/// nothing more. Answers how many rows left.
pub async fn purge_sessions(domaine: &Identite) -> Result<u64, StoreError> {
    domaine.store.purge_connexions(domaine.clock.now()).await
}
