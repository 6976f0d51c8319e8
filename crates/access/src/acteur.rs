//! Who acts, and what he is to the object.

use kernel::ids::{BeneficiaireId, ConseillerId, SupportId};
use kernel::lieu::{Lieu, Perimetre};
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
    /// Id of his agence; only a label in a Mission Locale (D16).
    pub agence: Option<String>,
    /// Where he is superviseur; `None` without the right (D13).
    pub superviseur: Option<Perimetre>,
}

impl ActeurConseiller {
    /// Where he works.
    pub fn lieu(&self) -> Option<Lieu> {
        Lieu::of(self.structure, self.structure_milo.as_deref(), self.agence.as_deref())
    }
}

/// A bénéficiaire.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActeurBeneficiaire {
    /// His account.
    pub id: BeneficiaireId,
    /// The structure that accompanies him.
    pub structure: Structure,
}

/// A person of the support (D15).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActeurSupport {
    /// His account.
    pub id: SupportId,
    /// His e-mail, by which the configuration knows him.
    pub email: String,
}

/// A partner that calls us with a key of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartenaireAppelant {
    /// Immersion facilitée.
    Immersion,
    /// France Travail.
    FranceTravail,
}

impl PartenaireAppelant {
    /// Every partner.
    pub const ALL: [Self; 2] = [Self::Immersion, Self::FranceTravail];

    /// Stable name, in the settings and in the logs.
    pub fn code(self) -> &'static str {
        match self {
            Self::Immersion => "IMMERSION",
            Self::FranceTravail => "FRANCE_TRAVAIL",
        }
    }

    /// The partner of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|partenaire| partenaire.code() == code)
    }
}

/// Who calls. Always read from the session, or from the key of a partner, never from a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Acteur {
    /// Signed in to the espace conseiller.
    Conseiller(ActeurConseiller),
    /// Signed in to the espace bénéficiaire.
    Beneficiaire(ActeurBeneficiaire),
    /// Signed in to the espace support.
    Support(ActeurSupport),
    /// A program of a partner.
    Partenaire(PartenaireAppelant),
}

/// Kind of caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// A conseiller.
    Conseiller,
    /// A bénéficiaire.
    Beneficiaire,
    /// The support.
    Support,
    /// A partner.
    Partenaire,
}

impl Role {
    /// Every kind of caller.
    pub const ALL: [Self; 4] = [Self::Conseiller, Self::Beneficiaire, Self::Support, Self::Partenaire];

    /// Stable name, in the database and in the journal.
    pub fn code(self) -> &'static str {
        match self {
            Self::Conseiller => "CONSEILLER",
            Self::Beneficiaire => "BENEFICIAIRE",
            Self::Support => "SUPPORT",
            Self::Partenaire => "PARTENAIRE",
        }
    }

    /// The role of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.code() == code)
    }
}

impl Acteur {
    /// Kind of caller.
    pub fn role(&self) -> Role {
        match self {
            Self::Conseiller(_) => Role::Conseiller,
            Self::Beneficiaire(_) => Role::Beneficiaire,
            Self::Support(_) => Role::Support,
            Self::Partenaire(_) => Role::Partenaire,
        }
    }

    /// Account of the caller; a partner has none.
    pub fn compte(&self) -> Option<Uuid> {
        match self {
            Self::Conseiller(conseiller) => Some(conseiller.id.0),
            Self::Beneficiaire(beneficiaire) => Some(beneficiaire.id.0),
            Self::Support(support) => Some(support.id.0),
            Self::Partenaire(_) => None,
        }
    }

    /// Structure of the caller; the support and the partners have none.
    pub fn structure(&self) -> Option<Structure> {
        match self {
            Self::Conseiller(conseiller) => Some(conseiller.structure),
            Self::Beneficiaire(beneficiaire) => Some(beneficiaire.structure),
            Self::Support(_) | Self::Partenaire(_) => None,
        }
    }

    /// Where the caller works, when he is a conseiller.
    pub fn lieu(&self) -> Option<Lieu> {
        match self {
            Self::Conseiller(conseiller) => conseiller.lieu(),
            Self::Beneficiaire(_) | Self::Support(_) | Self::Partenaire(_) => None,
        }
    }
}
