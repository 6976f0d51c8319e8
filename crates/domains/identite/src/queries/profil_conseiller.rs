//! The profile of a conseiller, read by himself.

use crate::Identite;
use crate::error::IdentiteError;
use crate::model::profil::ProfilConseiller;
use access::{Acte, Acteur, Motif, Relation};

/// Reads the profile of the caller. One statement.
pub async fn get_profil_conseiller(domaine: &Identite, acteur: &Acteur) -> Result<ProfilConseiller, IdentiteError> {
    let _permis = access::decide(acteur, Acte::ProfilConseillerGerer, Relation::Soi)?;
    let Acteur::Conseiller(soi) = acteur else { return Err(Motif::RoleInterdit.into()) };
    domaine.profils.find_conseiller(soi.id).await?.ok_or(IdentiteError::SessionRevoquee)
}
