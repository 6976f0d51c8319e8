//! A conseiller, made by his first sign-in and never by a form.

use kernel::ids::ConseillerId;
use kernel::structure::{Famille, Fournisseur, Structure};
use kernel::temps::Instant;

/// A conseiller.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conseiller {
    /// The account.
    pub id: ConseillerId,
    /// His structure; never changes.
    pub structure: Structure,
    /// Identifier at the provider of the structure; unique there.
    pub sub: String,
    /// First name.
    pub prenom: String,
    /// Family name.
    pub nom: String,
    /// E-mail, lower-cased; some have none (D19).
    pub email: Option<String>,
    /// Login at the provider; i-milo wants it in writes.
    pub username: Option<String>,
    /// Code of his i-milo structure, Mission Locale only.
    pub structure_milo: Option<String>,
    /// Id of his agence.
    pub agence: Option<String>,
    /// First sign-in.
    pub date_creation: Instant,
    /// Last sign-in.
    pub derniere_connexion: Instant,
}

/// An i-milo structure, as i-milo names it (wire/i-milo.md §7).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StructureMilo {
    /// Its code, such as `59350S00`.
    pub code: String,
    /// Official name.
    pub nom_officiel: String,
    /// Usual name; the official one when i-milo gives none.
    pub nom_usuel: String,
    /// The one where the conseiller mainly works.
    pub principale: bool,
}

/// An agence of France Travail or of a département.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agence {
    /// Id in the referential.
    pub id: String,
    /// Name that people read.
    pub nom: String,
    /// Code of the département.
    pub departement: String,
    /// IANA time zone.
    pub zone: String,
    /// Family of the conseillers who may choose it.
    pub famille: Famille,
}

/// Identity of a conseiller, proven by a provider.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentiteConseiller {
    /// The provider.
    pub fournisseur: Fournisseur,
    /// Identifier of the person there.
    pub sub: String,
    /// First name, when given.
    pub prenom: Option<String>,
    /// Family name, when given.
    pub nom: Option<String>,
    /// E-mail, lower-cased, when given.
    pub email: Option<String>,
    /// Login, when given.
    pub username: Option<String>,
    /// His i-milo structures; `None` when i-milo did not answer, and then the last known stays.
    pub structures_milo: Option<Vec<StructureMilo>>,
}

impl IdentiteConseiller {
    /// The structure where he mainly works.
    pub fn structure_principale(&self) -> Option<&StructureMilo> {
        principale(self.structures_milo.as_ref()?)
    }
}

/// Among his structures, the one where a conseiller mainly works.
pub fn principale(structures: &[StructureMilo]) -> Option<&StructureMilo> {
    structures.iter().find(|structure| structure.principale)
}
