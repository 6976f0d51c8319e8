//! The profile of a bénéficiaire, read by himself.

use crate::Identite;
use crate::error::IdentiteError;
use access::{Acte, Acteur, Motif, Relation};
use kernel::structure::Dispositif;
use kernel::temps::Instant;

/// Who he is and who accompanies him.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProfilBeneficiaire {
    /// First name.
    pub prenom: String,
    /// Family name.
    pub nom: String,
    /// E-mail.
    pub email: Option<String>,
    /// His scheme.
    pub dispositif: Dispositif,
    /// First name of his conseiller.
    pub conseiller_prenom: String,
    /// Family name of his conseiller.
    pub conseiller_nom: String,
    /// Mission Locale or agence of his conseiller.
    pub lieu: Option<String>,
    /// Since when this conseiller follows him.
    pub depuis: Instant,
}

/// Reads the profile of the caller. One statement.
pub async fn get_profil(domaine: &Identite, acteur: &Acteur) -> Result<ProfilBeneficiaire, IdentiteError> {
    let _permis = access::decide(acteur, Acte::ProfilBeneficiaireLire, Relation::Soi)?;
    let Acteur::Beneficiaire(soi) = acteur else { return Err(Motif::RoleInterdit.into()) };
    domaine.store.find_profil(soi.id).await?.ok_or(IdentiteError::SessionRevoquee)
}
