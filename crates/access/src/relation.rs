//! What the caller is to the object.

use crate::Acteur;
use kernel::ids::{BeneficiaireId, ConseillerId};
use kernel::lieu::{FamillePerimetre, Lieu};

/// What is known of a bénéficiaire when a right on him is decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FaitsBeneficiaire {
    /// The person.
    pub id: BeneficiaireId,
    /// Who follows him: the borrower during a loan.
    pub referent: ConseillerId,
    /// Who lent him, during a loan (D47).
    pub premier_conseiller: Option<ConseillerId>,
    /// Where the referent works: his i-milo structure in a Mission Locale, else his agence.
    pub lieu_referent: Option<Lieu>,
}

macro_rules! relations {
    ($($(#[$doc:meta])* $variant:ident = $code:literal),+ $(,)?) => {
        /// What the caller is to the object. He may be several things at once ([`Relations`]).
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Relation { $($(#[$doc])* $variant),+ }

        impl Relation {
            /// Every relation.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Stable name, in the journal and in the matrix.
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The relation of this name.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

relations!(
    /// The object is his own: his account, his portefeuille.
    Soi = "SOI",
    /// He follows the person.
    Referent = "REFERENT",
    /// He follows the person for a time: the referent of a loan, beside [`Self::Referent`].
    Emprunteur = "EMPRUNTEUR",
    /// He lent the person to the referent (D47).
    PremierConseiller = "PREMIER_CONSEILLER",
    /// Conseiller of the same Mission Locale as the referent, both known (D16).
    CollegueMl = "COLLEGUE",
    /// Superviseur, and the place of the referent is in his perimeter (D13).
    Superviseur = "SUPERVISEUR",
    /// Nothing, or the object does not exist.
    Aucune = "AUCUNE",
);

/// Everything that the caller is to the object at once. The widest decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Relations(u8);

impl From<Relation> for Relations {
    fn from(relation: Relation) -> Self {
        Self(1 << relation as u8)
    }
}

impl Relations {
    /// True when the caller is this to the object.
    pub fn contains(self, relation: Relation) -> bool {
        self.0 & Self::from(relation).0 != 0
    }

    fn add_if(&mut self, holds: bool, relation: Relation) {
        if holds {
            self.0 |= Self::from(relation).0;
        }
    }

    /// What `acteur` is to a bénéficiaire; `None` when there is no such person.
    pub fn to_beneficiaire(acteur: &Acteur, faits: Option<&FaitsBeneficiaire>) -> Self {
        let mut relations = Self(0);
        if let Some(faits) = faits {
            match acteur {
                Acteur::Beneficiaire(soi) => relations.add_if(soi.id == faits.id, Relation::Soi),
                Acteur::Conseiller(conseiller) => {
                    let referent = conseiller.id == faits.referent;
                    relations.add_if(referent, Relation::Referent);
                    relations.add_if(referent && faits.premier_conseiller.is_some(), Relation::Emprunteur);
                    let premier = faits.premier_conseiller == Some(conseiller.id);
                    relations.add_if(premier, Relation::PremierConseiller);
                    let lieu = conseiller.lieu().filter(|lieu| lieu.famille == FamillePerimetre::MissionLocale);
                    relations.add_if(lieu.is_some() && lieu == faits.lieu_referent, Relation::CollegueMl);
                    let supervise = |lieu| conseiller.superviseur.as_ref().is_some_and(|droit| droit.contains(lieu));
                    relations.add_if(faits.lieu_referent.as_ref().is_some_and(supervise), Relation::Superviseur);
                }
                Acteur::Support(_) | Acteur::Partenaire(_) => {}
            }
        }
        relations.add_if(relations.0 == 0, Relation::Aucune);
        relations
    }
}
