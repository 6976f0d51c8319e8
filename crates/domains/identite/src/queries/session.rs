//! What the shells of both fronts show of the person who is signed in.

use crate::Identite;
use crate::error::IdentiteError;
use access::{Acte, Acteur, Relation};
use kernel::structure::Dispositif;
use kernel::temps::Jour;

/// The person, without what his structure opens (that is data of the kernel).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VueSession {
    /// First name.
    pub prenom: String,
    /// Family name.
    pub nom: String,
    /// E-mail.
    pub email: Option<String>,
    /// Usual name of the Mission Locale of a conseiller.
    pub mission_locale: Option<String>,
    /// Name of the agence of a conseiller.
    pub agence: Option<String>,
    /// A conseiller who has not been through the visit.
    pub visite_a_faire: bool,
    /// A conseiller of whom neither an agence nor a Mission Locale is known.
    pub lieu_a_choisir: bool,
    /// A sound for a new message (conseiller).
    pub notifications_sonores: bool,
    /// Day from which a conseiller uses another product.
    pub date_migration: Option<Jour>,
    /// Dispositif of a bénéficiaire.
    pub dispositif: Option<Dispositif>,
    /// Ids and names of the places where a conseiller is superviseur, by name.
    pub perimetre: Vec<(String, String)>,
}

/// Reads the session of the caller. One statement.
pub async fn get_session(domaine: &Identite, acteur: &Acteur) -> Result<VueSession, IdentiteError> {
    let _permis = access::decide(acteur, Acte::SessionLire, Relation::Soi)?;
    domaine.store.find_vue_session(acteur).await?.ok_or(IdentiteError::SessionRevoquee)
}
