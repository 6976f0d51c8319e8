//! Closes a session of the caller, on this device or another.

use crate::Identite;
use crate::commands::entree;
use crate::error::IdentiteError;
use access::{Acte, Acteur, Motif, Relation};
use kernel::ids::SessionId;

/// Ends a session of the caller. One that is over changes nothing; that of another account is
/// unknown.
pub async fn revoke_session(domaine: &Identite, acteur: &Acteur, id: SessionId) -> Result<(), IdentiteError> {
    let _permis = access::decide(acteur, Acte::SessionsGerer, Relation::Soi)?;
    let mut tx = domaine.store.begin().await?;
    let session = tx.lock_session(id).await?;
    let own = |role, compte| acteur.role() == role && acteur.compte() == Some(compte);
    let session = session.filter(|session| own(session.role, session.compte)).ok_or(Motif::Introuvable)?;
    if session.revoquee_le.is_none() {
        tx.revoke_session(id, domaine.clock.now()).await?;
        tx.journalize(entree(session.role, session.compte, "SESSION_FERMEE")).await?;
        tx.commit().await?;
    }
    Ok(())
}
