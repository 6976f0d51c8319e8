//! The conseillers whom the database knows.

use uuid::Uuid;

use super::structures::{Agence, BELLECOUR, BREST, FINISTERE, MORLAIX, MissionLocale, Structure, THIERS};
use super::{CONSEILLER, SUB_CONSEILLER, stable_uuid};

/// A conseiller of the cast.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conseiller {
    /// Account id in the database.
    pub id: Uuid,
    /// Account id at the partner.
    pub sub: Uuid,
    /// First name.
    pub prenom: &'static str,
    /// Family name.
    pub nom: &'static str,
    /// E-mail given by the partner.
    pub email: &'static str,
    /// Login at the partner (`preferred_username`).
    pub username: &'static str,
    /// Structure of the account.
    pub structure: Structure,
    /// Agence, for France Travail and the département.
    pub agence: Option<&'static Agence>,
    /// Mission Locale, for `MILO`.
    pub mission_locale: Option<&'static MissionLocale>,
    /// Whether he signed in once. If not, the database must not hold him: an account of a
    /// conseiller is made by his first sign-in.
    pub deja_connecte: bool,
    /// Whether his e-mail holds the right of superviseur.
    pub superviseur: bool,
}

const fn milo(
    rang: u16,
    (prenom, nom): (&'static str, &'static str),
    email: &'static str,
    username: &'static str,
    mission_locale: &'static MissionLocale,
) -> Conseiller {
    Conseiller {
        id: stable_uuid(CONSEILLER, rang),
        sub: stable_uuid(SUB_CONSEILLER, rang),
        prenom,
        nom,
        email,
        username,
        structure: Structure::Milo,
        agence: None,
        mission_locale: Some(mission_locale),
        deja_connecte: true,
        superviseur: false,
    }
}

const fn agent(
    rang: u16,
    (prenom, nom): (&'static str, &'static str),
    email: &'static str,
    username: &'static str,
    structure: Structure,
    agence: &'static Agence,
) -> Conseiller {
    Conseiller {
        id: stable_uuid(CONSEILLER, rang),
        sub: stable_uuid(SUB_CONSEILLER, rang),
        prenom,
        nom,
        email,
        username,
        structure,
        agence: Some(agence),
        mission_locale: None,
        deja_connecte: true,
        superviseur: false,
    }
}

/// Mission Locale de Brest, the largest portefeuille.
pub static NADIA: Conseiller = milo(1, ("Nadia", "Kerbrat"), "nadia.kerbrat@ml-brest.fr", "n.kerbrat-ml29", &BREST);
/// Mission Locale de Brest, colleague of Nadia.
pub static YANN: Conseiller = milo(2, ("Yann", "Le Goff"), "yann.le-goff@ml-brest.fr", "y.legoff-ml29", &BREST);
/// Mission Locale de Brest, who never signed in: his portefeuille is empty.
pub static BRUNO: Conseiller = Conseiller {
    deja_connecte: false,
    ..milo(3, ("Bruno", "Dumont"), "bruno.dumont@ml-brest.fr", "b.dumont-ml29", &BREST)
};
/// Mission Locale de Morlaix.
pub static INES: Conseiller = milo(4, ("Inès", "Morvan"), "ines.morvan@ml-morlaix.fr", "i.morvan-ml29", &MORLAIX);
/// France Travail CEJ, agence of Thiers.
pub static SOPHIE: Conseiller =
    agent(5, ("Sophie", "Marchetti"), "sophie.marchetti@francetravail.fr", "ISMA0120", Structure::PoleEmploi, &THIERS);
/// France Travail BRSA, agence of Thiers.
pub static KARIM: Conseiller =
    agent(6, ("Karim", "Haddad"), "karim.haddad@francetravail.fr", "IKHA0330", Structure::PoleEmploiBrsa, &THIERS);
/// France Travail CEJ, agence of Thiers, superviseur.
pub static AGNES: Conseiller = Conseiller {
    superviseur: true,
    ..agent(7, ("Agnès", "Roche"), "agnes.roche@francetravail.fr", "IARO0450", Structure::PoleEmploi, &THIERS)
};
/// France Travail AIJ, agence of Lyon Bellecour.
pub static PAUL: Conseiller =
    agent(8, ("Paul", "Vasseur"), "paul.vasseur@francetravail.fr", "IPVA0690", Structure::PoleEmploiAij, &BELLECOUR);
/// Conseil départemental du Finistère.
pub static HELENE: Conseiller = agent(
    9,
    ("Hélène", "Carpentier"),
    "helene.carpentier@finistere.fr",
    "hcarpentier",
    Structure::ConseilDept,
    &FINISTERE,
);

/// Every conseiller of the cast, the one who never signed in included.
pub static CONSEILLERS: [&Conseiller; 9] = [&NADIA, &YANN, &BRUNO, &INES, &SOPHIE, &KARIM, &AGNES, &PAUL, &HELENE];
