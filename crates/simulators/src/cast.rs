//! The one cast of persons (structures, conseillers, bénéficiaires, free dossiers), shared by
//! the simulators, the seed of the demonstration database and the tests.
//!
//! Plain data, always the same: a test may name a person by a constant and find the same
//! identifiers in the database, at i-milo and at France Travail. Nobody here exists.

mod beneficiaires;
mod conseillers;
mod dossiers;
mod limites;
mod portefeuilles;
mod structures;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;
use uuid::Uuid;

pub use beneficiaires::{
    ART, Beneficiaire, Etat, EtatSituation, JEREMY, KENJI, KENZA, LINA, MALEK, Situation, THAM, beneficiaires,
};
pub use conseillers::{AGNES, BRUNO, CONSEILLERS, Conseiller, HELENE, INES, KARIM, NADIA, PAUL, SOPHIE, YANN};
pub use dossiers::{CompteInitial, DOSSIERS_LIBRES, DossierLibre, ReponseCompte, SUB_K1, Surcharge};
pub use limites::{INDIVIDUS_LIBRES, Limite, PERSONNES_LIMITES, SUPPORT, SUPPORT_ABSENT};
pub use structures::{
    AGENCES, Agence, BELLECOUR, BREST, CAYENNE, Dispositif, FINISTERE, LILLE, MISSIONS_LOCALES, MORLAIX, MissionLocale,
    RIOM, SAINT_DENIS, Structure, THIERS,
};

/// A stable UUID: the family says what it names, the rank who.
const fn stable_uuid(famille: u16, rang: u16) -> Uuid {
    Uuid::from_u128(((famille as u128) << 112) | 0x0000_0000_0000_4000_8000_0000_0000_0000 | rang as u128)
}

/// Account ids of conseillers in the database.
const CONSEILLER: u16 = 0xc000;
/// Account ids of bénéficiaires in the database.
const BENEFICIAIRE: u16 = 0xb000;
/// Account ids of conseillers at their partner.
const SUB_CONSEILLER: u16 = 0x5c00;
/// Account ids of bénéficiaires at their partner.
const SUB_BENEFICIAIRE: u16 = 0x5b00;
/// Account ids of people whom only the partner knows.
const SUB_LIBRE: u16 = 0x5f00;

/// The part of an address made from a name: no accent, no capital, hyphens for the rest.
fn slug(nom: &str) -> String {
    let sans_accent: String = nom.nfd().filter(|c| !is_combining_mark(*c)).collect();
    let tirets: String =
        sans_accent.to_lowercase().chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect();
    tirets.split('-').filter(|morceau| !morceau.is_empty()).collect::<Vec<_>>().join("-")
}

/// The address that everybody of the cast has, unless a row says otherwise.
fn default_email(prenom: &str, nom: &str, domaine: &str) -> String {
    format!("{}.{}@{domaine}", slug(prenom), slug(nom))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn all_unique<T: Ord + std::fmt::Debug>(valeurs: impl IntoIterator<Item = T>) {
        let mut vus = BTreeSet::new();
        for valeur in valeurs {
            let texte = format!("{valeur:?}");
            assert!(vus.insert(valeur), "{texte} appears twice");
        }
    }

    #[test]
    fn the_database_gets_120_beneficiaires_with_nothing_in_common() {
        let tous = beneficiaires();
        assert_eq!(tous.len(), 120);
        all_unique(tous.iter().map(|b| b.id));
        all_unique(tous.iter().map(|b| b.email.clone()));
        all_unique(tous.iter().filter_map(|b| b.numero_dossier));
        all_unique(tous.iter().filter_map(|b| b.sub_partenaire));
    }

    #[test]
    fn portefeuilles_have_the_sizes_that_screens_and_scenarios_need() {
        let tous = beneficiaires();
        let taille = |c: &Conseiller| tous.iter().filter(|b| b.conseiller == c.id).count();
        assert_eq!((taille(&NADIA), taille(&SOPHIE), taille(&BRUNO)), (34, 21, 0));
        for conseiller in CONSEILLERS.into_iter().filter(|c| c.id != BRUNO.id) {
            assert!(taille(conseiller) > 0, "{} has nobody", conseiller.nom);
        }
    }

    #[test]
    fn every_state_is_shown_and_only_the_active_ones_have_an_activity() {
        let tous = beneficiaires();
        for etat in [Etat::Actif, Etat::NonActive, Etat::CreationIncertaine] {
            assert!(tous.iter().any(|b| b.etat == etat), "{etat:?}");
        }
        for b in &tous {
            assert_eq!(b.derniere_activite_jours.is_some(), b.etat == Etat::Actif, "{}", b.email);
            assert_eq!(b.numero_dossier.is_some(), b.structure == Structure::Milo, "{}", b.email);
            assert!(b.sub.is_none() || b.sub == b.sub_partenaire, "{}", b.email);
        }
    }

    #[test]
    fn named_people_are_who_the_scenarios_say() {
        let tous = beneficiaires();
        let nomme = |id| tous.iter().find(|b| b.id == id).unwrap();
        assert_eq!((nomme(KENZA).prenom, nomme(KENZA).nom), ("Kenza", "Belkacem"));
        assert_eq!(nomme(KENZA).date_fin_cej.unwrap().to_string(), "2027-03-31");
        assert_eq!(nomme(MALEK).prenom, "Malek");
        assert_eq!(nomme(THAM).prenom, "Tham");
        assert_eq!(nomme(ART).prenom, "Art");
        assert_eq!((nomme(JEREMY).nom, nomme(JEREMY).conseiller), ("Ardéchois", SOPHIE.id));
        assert_eq!(nomme(KENJI).structure, Structure::PoleEmploi);
        assert_eq!((nomme(LINA).nom, nomme(LINA).etat), ("Costa", Etat::NonActive));
    }

    #[test]
    fn free_dossiers_are_not_in_the_database() {
        let tous = beneficiaires();
        all_unique(DOSSIERS_LIBRES.iter().map(|d| d.numero));
        for dossier in &DOSSIERS_LIBRES {
            assert!(tous.iter().all(|b| b.numero_dossier != Some(dossier.numero)));
        }
    }

    #[test]
    fn addresses_lose_accents_and_apostrophes() {
        assert_eq!(default_email("Anne-Marie", "N'Diaye Élan", "mail.fr"), "anne-marie.n-diaye-elan@mail.fr");
    }
}
