//! Sign-out: ends the session of the caller, and no other.

use crate::Identite;
use crate::commands::entree;
use crate::error::IdentiteError;
use crate::model::interaction::Empreinte;

/// Ends the session of a renewal token. A token that is not ours ends nothing, and is a
/// success: the person wanted to be signed out.
pub async fn close_session(
    domaine: &Identite,
    jeton: &Empreinte,
) -> Result<Option<kernel::ids::SessionId>, IdentiteError> {
    let mut tx = domaine.store.begin().await?;
    let Some((session, _)) = tx.lock_session_of(jeton).await? else { return Ok(None) };
    if session.revoquee_le.is_none() {
        tx.revoke_session(session.id, domaine.clock.now()).await?;
        tx.journalize(entree(session.role, session.compte, "SESSION_FERMEE")).await?;
        tx.commit().await?;
    }
    Ok(Some(session.id))
}
