//! People whom only the partners know: edge cases of a sign-in, and job seekers of France
//! Travail who have no account yet.

use uuid::Uuid;

use super::structures::{BREST, CAYENNE, MORLAIX, MissionLocale};
use super::{SUB_LIBRE, stable_uuid};
use crate::realm::Realm;

/// A person of a realm, some of whose claims may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limite {
    /// Account id at the partner.
    pub sub: Uuid,
    /// Realm of the account.
    pub realm: Realm,
    /// First name.
    pub prenom: Option<&'static str>,
    /// Family name.
    pub nom: Option<&'static str>,
    /// E-mail.
    pub email: Option<&'static str>,
    /// Structures at i-milo; the first one is the principal one.
    pub structures: &'static [&'static MissionLocale],
    /// What this person is there to show, in French.
    pub montre: &'static str,
}

/// E-mail of the person of the support.
pub const SUPPORT: &str = "support@passemploi.example";
/// E-mail of a person of the realm of the support who is not in the list of the product.
pub const SUPPORT_ABSENT: &str = "ancien-support@passemploi.example";

/// Persons who test a sign-in, and the support.
pub static PERSONNES_LIMITES: [Limite; 9] = [
    Limite {
        sub: stable_uuid(SUB_LIBRE, 1),
        realm: Realm::ImiloConseillers,
        prenom: Some("Gildas"),
        nom: Some("Rannou"),
        email: None,
        structures: &[&BREST],
        montre: "conseiller sans e-mail",
    },
    Limite {
        sub: stable_uuid(SUB_LIBRE, 2),
        realm: Realm::ImiloConseillers,
        prenom: Some("Maud"),
        nom: Some("Cloarec"),
        email: Some("maud.cloarec@ml-morlaix.fr"),
        structures: &[&MORLAIX, &BREST],
        montre: "conseillère de deux structures, Morlaix en principale",
    },
    Limite {
        sub: stable_uuid(SUB_LIBRE, 3),
        realm: Realm::ImiloConseillers,
        prenom: Some("Armelle"),
        nom: None,
        email: Some("armelle@ml-brest.fr"),
        structures: &[&BREST],
        montre: "conseillère sans nom de famille",
    },
    Limite {
        sub: stable_uuid(SUB_LIBRE, 4),
        realm: Realm::ImiloConseillers,
        prenom: Some("Denis"),
        nom: Some("Tromeur"),
        email: Some("denis.tromeur@mail.fr"),
        structures: &[],
        montre: "conseiller sans aucune structure",
    },
    Limite {
        sub: stable_uuid(SUB_LIBRE, 5),
        realm: Realm::ImiloConseillers,
        prenom: Some("Guylaine"),
        nom: Some("Rosemond"),
        email: Some("guylaine.rosemond@ml-cayenne.fr"),
        structures: &[&CAYENNE],
        montre: "conseillère de Cayenne, structure à découvrir",
    },
    Limite {
        sub: stable_uuid(SUB_LIBRE, 6),
        realm: Realm::FtAgent,
        prenom: Some("Laurent"),
        nom: Some("Bonnefoy"),
        email: Some("laurent.bonnefoy@francetravail.fr"),
        structures: &[],
        montre: "agent qui ne s’est jamais connecté à l’application",
    },
    Limite {
        sub: stable_uuid(SUB_LIBRE, 7),
        realm: Realm::ConseilDepartemental,
        prenom: Some("Marc"),
        nom: Some("Abgrall"),
        email: Some("marc.abgrall@finistere.fr"),
        structures: &[],
        montre: "agent qui n’est pas dans la liste du département",
    },
    Limite {
        sub: stable_uuid(SUB_LIBRE, 8),
        realm: Realm::Support,
        prenom: Some("Claire"),
        nom: Some("Jaouen"),
        email: Some(SUPPORT),
        structures: &[],
        montre: "personne du support",
    },
    Limite {
        sub: stable_uuid(SUB_LIBRE, 9),
        realm: Realm::Support,
        prenom: Some("Denis"),
        nom: Some("Ollivier"),
        email: Some(SUPPORT_ABSENT),
        structures: &[],
        montre: "personne qui n’est pas dans la liste du support",
    },
];

const fn individu(
    rang: u16,
    prenom: &'static str,
    nom: &'static str,
    email: Option<&'static str>,
    montre: &'static str,
) -> Limite {
    Limite {
        sub: stable_uuid(SUB_LIBRE, rang),
        realm: Realm::FtIndividu,
        prenom: Some(prenom),
        nom: Some(nom),
        email,
        structures: &[],
        montre,
    }
}

/// Job seekers of France Travail whom a conseiller can add by e-mail, and one who has none.
pub static INDIVIDUS_LIBRES: [Limite; 6] = [
    individu(0x201, "Camille", "Roussel", Some("camille.roussel@mail.fr"), "compte à créer"),
    individu(0x202, "Mamadou", "Bâ", Some("mamadou.ba@mail.fr"), "compte à créer"),
    individu(0x203, "Anaïs", "D'Oliveira", Some("anais.doliveira@mail.fr"), "compte à créer"),
    individu(0x204, "Marie-Ève", "Lemaître", Some("marie-eve.lemaitre@mail.fr"), "compte à créer"),
    individu(0x205, "Thomas", "O'Connor", Some("thomas.oconnor@mail.fr"), "compte à créer"),
    individu(0x206, "Roger", "Besson", None, "sans e-mail"),
];
