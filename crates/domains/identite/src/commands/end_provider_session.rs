//! A provider says that a person signed out there, or that his account there is gone (D8).

use crate::Identite;
use crate::commands::revoke_account::revoke_account;
use crate::ports::FinDeSession;
use access::MotifRevocation;
use kernel::ids::SessionId;
use kernel::store::StoreError;
use kernel::structure::Fournisseur;

/// Ends every session of this person, once for each message of the provider: a replay, which
/// would end the sessions opened since, does nothing. Answers the sessions that were open.
pub async fn end_provider_session(
    domaine: &Identite,
    fournisseur: Fournisseur,
    fin: &FinDeSession,
) -> Result<Vec<SessionId>, StoreError> {
    let now = domaine.clock.now();
    let mut tx = domaine.store.begin().await?;
    if !tx.insert_deconnexion(fournisseur, &fin.jti, now).await? {
        return Ok(Vec::new());
    }
    let closed = match tx.find_compte(fournisseur, &fin.sub).await? {
        Some(compte) => revoke_account(tx.as_mut(), compte, MotifRevocation::FinChezLeFournisseur, now).await?,
        None => Vec::new(),
    };
    tx.commit().await?;
    Ok(closed)
}
