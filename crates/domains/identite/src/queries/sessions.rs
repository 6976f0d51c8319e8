//! The open sessions of the caller.

use crate::Identite;
use crate::error::IdentiteError;
use crate::model::session::SessionOuverte;
use access::{Acte, Acteur, Compte, Motif, Relation};

/// Lists the open sessions of the caller, the last used first. One statement.
pub async fn list_sessions(domaine: &Identite, acteur: &Acteur) -> Result<Vec<SessionOuverte>, IdentiteError> {
    let _permis = access::decide(acteur, Acte::SessionsGerer, Relation::Soi)?;
    let id = acteur.compte().ok_or(Motif::RoleInterdit)?;
    let compte = Compte { role: acteur.role(), id };
    Ok(domaine.store.list_sessions(compte, domaine.clock.now()).await?)
}
