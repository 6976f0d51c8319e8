//! Signs an account out everywhere, in the transaction of the act that ends it (D8).

use crate::commands::entree;
use crate::commands::revoke_at_provider::task;
use crate::ports::IdentiteTx;
use access::{Compte, EntreeJournal, MotifRevocation};
use kernel::ids::SessionId;
use kernel::outbox::Fait;
use kernel::store::StoreError;
use kernel::temps::Instant;
use std::collections::BTreeMap;

/// Ends every session of this account and erases its tokens of the providers, who are told by a
/// task. Answers those that were open: the gateway forgets them at
/// once, the other processes within a minute.
pub async fn revoke_account(
    tx: &mut dyn IdentiteTx,
    compte: Compte,
    motif: MotifRevocation,
    now: Instant,
) -> Result<Vec<SessionId>, StoreError> {
    let closed = tx.revoke_sessions_of(compte, now).await?;
    for jetons in tx.take_jetons_of(compte).await? {
        tx.plan(task(&jetons, now)?).await?;
    }
    let row = entree(compte.role, compte.id, "COMPTE_REVOQUE");
    tx.journalize(EntreeJournal { detail: Some(motif.code().to_owned()), ..row }).await?;
    let contenu = BTreeMap::from([("role", compte.role.code()), ("motif", motif.code())]);
    tx.emit(Fait::new("COMPTE_REVOQUE", compte.id).with(contenu)?).await?;
    Ok(closed)
}
