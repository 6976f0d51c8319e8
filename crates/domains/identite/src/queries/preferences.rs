//! The preferences of a bénéficiaire, read by himself.

use crate::Identite;
use crate::error::IdentiteError;
use crate::ports::profil::Preferences;
use access::{Acte, Acteur, Motif, Relation};

/// Reads the preferences of the caller. One statement.
pub async fn get_preferences(domaine: &Identite, acteur: &Acteur) -> Result<Preferences, IdentiteError> {
    let _permis = access::decide(acteur, Acte::PreferencesGerer, Relation::Soi)?;
    let Acteur::Beneficiaire(soi) = acteur else { return Err(Motif::RoleInterdit.into()) };
    domaine.profils.find_preferences(soi.id).await?.ok_or(IdentiteError::SessionRevoquee)
}
