//! Who acts, and what he is to the object.

use kernel::ids::{BeneficiaireId, ConseillerId};
use kernel::structure::Structure;
use uuid::Uuid;

/// A conseiller, as his rights are known now (never as they were when his token was made).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActeurConseiller {
    /// His account.
    pub id: ConseillerId,
    /// His structure.
    pub structure: Structure,
    /// Code of his i-milo structure, Mission Locale only.
    pub structure_milo: Option<String>,
}

/// A bénéficiaire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActeurBeneficiaire {
    /// His account.
    pub id: BeneficiaireId,
    /// The structure that accompanies him.
    pub structure: Structure,
}

/// Who calls. Always read from the session, never from a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Acteur {
    /// Signed in to the espace conseiller.
    Conseiller(ActeurConseiller),
    /// Signed in to the espace bénéficiaire.
    Beneficiaire(ActeurBeneficiaire),
}

/// Kind of caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// A conseiller.
    Conseiller,
    /// A bénéficiaire.
    Beneficiaire,
}

impl Role {
    /// Stable name, in the database and in the journal.
    pub fn code(self) -> &'static str {
        match self {
            Self::Conseiller => "CONSEILLER",
            Self::Beneficiaire => "BENEFICIAIRE",
        }
    }

    /// The role of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Conseiller, Self::Beneficiaire].into_iter().find(|role| role.code() == code)
    }
}

impl Acteur {
    /// Kind of caller.
    pub fn role(&self) -> Role {
        match self {
            Self::Conseiller(_) => Role::Conseiller,
            Self::Beneficiaire(_) => Role::Beneficiaire,
        }
    }

    /// Account of the caller.
    pub fn compte(&self) -> Uuid {
        match self {
            Self::Conseiller(conseiller) => conseiller.id.0,
            Self::Beneficiaire(beneficiaire) => beneficiaire.id.0,
        }
    }

    /// Structure of the caller.
    pub fn structure(&self) -> Structure {
        match self {
            Self::Conseiller(conseiller) => conseiller.structure,
            Self::Beneficiaire(beneficiaire) => beneficiaire.structure,
        }
    }
}

/// What is known of a bénéficiaire when a right on him is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaitsBeneficiaire {
    /// The person.
    pub id: BeneficiaireId,
    /// Who follows him.
    pub referent: ConseillerId,
    /// Code of the i-milo structure of the referent.
    pub structure_milo_referent: Option<String>,
}

/// What the caller is to the object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Relation {
    /// The object is his own: his account, his portefeuille.
    Soi,
    /// He follows the person.
    Referent,
    /// Conseiller of the same Mission Locale as the referent, both known (D16).
    CollegueMl,
    /// Nothing, or the object does not exist.
    Aucune,
}

impl Relation {
    /// The relation of `acteur` to a bénéficiaire; `None` when there is no such person.
    pub fn to_beneficiaire(acteur: &Acteur, faits: Option<&FaitsBeneficiaire>) -> Self {
        match (acteur, faits) {
            (Acteur::Beneficiaire(soi), Some(faits)) if soi.id == faits.id => Self::Soi,
            (Acteur::Conseiller(conseiller), Some(faits)) if conseiller.id == faits.referent => Self::Referent,
            (Acteur::Conseiller(conseiller), Some(faits))
                if conseiller.structure_milo.is_some()
                    && conseiller.structure_milo == faits.structure_milo_referent =>
            {
                Self::CollegueMl
            }
            _ => Self::Aucune,
        }
    }
}
