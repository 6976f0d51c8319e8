//! The right of superviseur (D5, D13): an exact e-mail and a perimeter, given by the support; or
//! a place that gives it to all its conseillers.

use access::ActeurConseiller;
use kernel::lieu::{FamillePerimetre, Perimetre};
use kernel::structure::Structure;
use kernel::temps::Instant;
use uuid::Uuid;

/// Places of a perimeter at most.
pub const PERIMETRE_MAX: usize = 50;
/// Fewest and most characters of the reason of an act of the support.
pub const RAISON: (usize, usize) = (10, 500);

/// A right held by an e-mail. The account need not exist yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DroitSuperviseur {
    /// The right, for the journal.
    pub id: Uuid,
    /// Whose, as [`adresse`] writes it.
    pub email: String,
    /// Where.
    pub perimetre: Perimetre,
    /// When it was given, or last changed.
    pub donne_le: Instant,
    /// E-mail of the person of the support who gave it.
    pub donne_par: String,
}

/// The one spelling of an e-mail that holds a right: France Travail has two domains, and nothing
/// else is alike.
pub fn adresse(email: &str) -> String {
    let email = email.to_lowercase();
    match email.strip_suffix("@pole-emploi.fr") {
        Some(local) => format!("{local}@francetravail.fr"),
        None => email,
    }
}

/// Places whose conseillers are all superviseurs, each of his own place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SuperviseursDOffice {
    /// Every place of these structures.
    structures: Vec<Structure>,
    /// These Missions Locales and agences.
    lieux: Vec<String>,
}

impl SuperviseursDOffice {
    /// Reads codes of structures, codes of Missions Locales and ids of agences.
    pub fn parse(codes: &[String]) -> Self {
        let mut parsed = Self::default();
        for code in codes {
            match Structure::from_code(code) {
                Some(structure) => parsed.structures.push(structure),
                None => parsed.lieux.push(code.clone()),
            }
        }
        parsed
    }

    /// Adds his own place to the perimeter of a conseiller whose place gives the right.
    pub fn extend(&self, conseiller: &mut ActeurConseiller) {
        let Some(lieu) = conseiller.lieu() else { return };
        if self.structures.contains(&conseiller.structure) || self.lieux.contains(&lieu.id) {
            let famille = FamillePerimetre::of(conseiller.structure);
            let none = || Perimetre { famille, lieux: std::collections::BTreeSet::new() };
            conseiller.superviseur.get_or_insert_with(none).lieux.insert(lieu.id);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::ids::ConseillerId;

    #[test]
    fn au_14_the_two_domains_of_france_travail_are_one_and_nothing_else_is_alike() {
        assert_eq!(adresse("Agnes.Roche@pole-emploi.fr"), "agnes.roche@francetravail.fr");
        assert_eq!(adresse("agnes.roche@francetravail.fr"), "agnes.roche@francetravail.fr");
        for other in ["agnes@pole-emploi.fr.exemple.fr", "agnes@xpole-emploi.fr", "agnes@pole-emploi.net"] {
            assert_eq!(adresse(other), other);
        }
    }

    #[test]
    fn a_place_that_gives_the_right_gives_it_for_itself_only() {
        let conseiller = |structure, structure_milo: Option<&str>, agence: Option<&str>| ActeurConseiller {
            id: ConseillerId(Uuid::nil()),
            structure,
            structure_milo: structure_milo.map(str::to_owned),
            agence: agence.map(str::to_owned),
            superviseur: None,
        };
        let lieux = |codes: &[&str], mut conseiller: ActeurConseiller| {
            let codes: Vec<String> = codes.iter().map(|&code| code.to_owned()).collect();
            SuperviseursDOffice::parse(&codes).extend(&mut conseiller);
            conseiller.superviseur.map(|perimetre| perimetre.lieux.into_iter().collect::<Vec<_>>())
        };
        let brest = || conseiller(Structure::Milo, Some("29019S00"), Some("459"));
        assert_eq!(lieux(&["MILO"], brest()), Some(vec!["29019S00".to_owned()]));
        assert_eq!(lieux(&["29019S00"], brest()), Some(vec!["29019S00".to_owned()]));
        assert_eq!(lieux(&["29151S00", "POLE_EMPLOI", "459"], brest()), None);
        assert_eq!(lieux(&["459"], conseiller(Structure::PoleEmploi, None, Some("459"))), Some(vec!["459".to_owned()]));
        assert_eq!(lieux(&["MILO"], conseiller(Structure::Milo, None, None)), None);
    }
}
