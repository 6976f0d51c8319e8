//! Places that bound a right: a Mission Locale by its i-milo structure, elsewhere the agence (D16).

use crate::structure::{Famille, Structure};
use std::collections::BTreeSet;

/// Family of a perimeter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FamillePerimetre {
    /// Missions Locales.
    MissionLocale,
    /// Agences.
    FranceTravail,
}

impl FamillePerimetre {
    /// Every family.
    pub const ALL: [Self; 2] = [Self::MissionLocale, Self::FranceTravail];

    /// Stable name, in the database and in the journal.
    pub fn code(self) -> &'static str {
        match self {
            Self::MissionLocale => "MISSION_LOCALE",
            Self::FranceTravail => "FRANCE_TRAVAIL",
        }
    }

    /// The family of this name.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|famille| famille.code() == code)
    }

    /// The family that bounds the people of this structure.
    pub fn of(structure: Structure) -> Self {
        match structure.capacites().famille {
            Famille::Milo => Self::MissionLocale,
            Famille::FranceTravail | Famille::ConseilDepartemental | Famille::AvenirPro => Self::FranceTravail,
        }
    }
}

/// Where a conseiller works, as far as rights know it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Lieu {
    /// Kind of place.
    pub famille: FamillePerimetre,
    /// Code of the i-milo structure, or id of the agence.
    pub id: String,
}

impl Lieu {
    /// The place of a conseiller. The agence of one of a Mission Locale is only a label (D16).
    pub fn of(structure: Structure, structure_milo: Option<&str>, agence: Option<&str>) -> Option<Self> {
        let famille = FamillePerimetre::of(structure);
        let id = match famille {
            FamillePerimetre::MissionLocale => structure_milo,
            FamillePerimetre::FranceTravail => agence,
        };
        id.map(|id| Self { famille, id: id.to_owned() })
    }
}

/// Places of one family.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Perimetre {
    /// Their family.
    pub famille: FamillePerimetre,
    /// Their codes or ids.
    pub lieux: BTreeSet<String>,
}

impl Perimetre {
    /// True when the place is one of them.
    pub fn contains(&self, lieu: &Lieu) -> bool {
        self.famille == lieu.famille && self.lieux.contains(&lieu.id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn au_29_the_agence_of_a_conseiller_of_a_mission_locale_is_only_a_label() {
        let lieu = Lieu::of(Structure::Milo, Some("29019S00"), Some("459")).unwrap();
        assert_eq!((lieu.famille, lieu.id.as_str()), (FamillePerimetre::MissionLocale, "29019S00"));
        assert_eq!(Lieu::of(Structure::Milo, None, Some("459")), None);
        assert_eq!(Lieu::of(Structure::PoleEmploi, Some("29019S00"), None), None);
    }

    #[test]
    fn an_agence_and_a_mission_locale_of_the_same_id_are_two_places() {
        let agences = Perimetre { famille: FamillePerimetre::FranceTravail, lieux: ["459".to_owned()].into() };
        assert!(agences.contains(&Lieu::of(Structure::PoleEmploi, None, Some("459")).unwrap()));
        assert!(!agences.contains(&Lieu::of(Structure::Milo, Some("459"), None).unwrap()));
    }
}
