//! The open sessions of the caller.

use crate::Identite;
use crate::error::IdentiteError;
use crate::model::session::SessionOuverte;
use access::{Acte, Acteur, Compte, Relation};

/// Lists the open sessions of the caller, the last used first. One statement.
pub async fn list_sessions(domaine: &Identite, acteur: &Acteur) -> Result<Vec<SessionOuverte>, IdentiteError> {
    let _permis = access::decide(acteur, Acte::SessionsGerer, Relation::Soi)?;
    Ok(domaine.store.list_sessions(Compte::of(acteur)?, domaine.clock.now()).await?)
}
