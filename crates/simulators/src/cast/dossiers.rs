//! i-milo dossiers that the database does not know: free to create, or made to refuse.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::beneficiaires::SUB_KENZA;
use super::structures::{BREST, CAYENNE, LILLE, MORLAIX, MissionLocale, SAINT_DENIS};
use super::{SUB_LIBRE, stable_uuid};

/// Account "K1": attached to a dossier at i-milo, unknown to the database.
pub const SUB_K1: Uuid = stable_uuid(SUB_LIBRE, 0x0a1);

/// What the creation of an account answers when nothing else decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReponseCompte {
    /// 201 with the account id.
    #[default]
    Sub,
    /// 204: created, the account id is not told.
    SansSub,
    /// 400 "already attached", without the account id.
    DejaRattacheSansId,
    /// 400 with a code of i-milo that we do not know.
    RefusRegle,
    /// 404: the dossier is closed for creation.
    RefusClos,
}

/// What taking over the account of another Mission Locale answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Surcharge {
    /// 201 with the account id.
    #[default]
    Sub,
    /// 201 with an empty body: the account is free, the creation that follows gives its id.
    VidePuisCreation,
    /// 201 with an empty body: the account is attached, the creation that follows says so.
    VidePuisDejaRattache,
}

/// The account that exists before anything is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompteInitial {
    /// None.
    Aucun,
    /// This account is attached to the dossier.
    Rattache(Uuid),
    /// The person's e-mail has this account, attached to a dossier of Lille.
    AutreMissionLocale(Uuid),
}

/// A dossier of i-milo that nobody follows in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DossierLibre {
    /// Number that a conseiller types.
    pub numero: u64,
    /// First name.
    pub prenom: &'static str,
    /// Family name in use.
    pub nom: &'static str,
    /// E-mail, absent when the conseiller has to complete it in i-milo.
    pub email: Option<&'static str>,
    /// Mission Locale of the dossier, absent when i-milo names none.
    pub mission_locale: Option<&'static MissionLocale>,
    /// Reading answers 403 "pas justifié".
    pub acces_non_justifie: bool,
    /// Answer of the creation.
    pub reponse: ReponseCompte,
    /// Answer of the take-over.
    pub surcharge: Surcharge,
    /// The account that exists already.
    pub compte: CompteInitial,
    /// What this dossier is there to show, in French, for the page of the simulators.
    pub montre: &'static str,
}

const fn libre(
    numero: u64,
    prenom: &'static str,
    nom: &'static str,
    email: &'static str,
    montre: &'static str,
) -> DossierLibre {
    DossierLibre {
        numero,
        prenom,
        nom,
        email: Some(email),
        mission_locale: Some(&BREST),
        acces_non_justifie: false,
        reponse: ReponseCompte::Sub,
        surcharge: Surcharge::Sub,
        compte: CompteInitial::Aucun,
        montre,
    }
}

const fn autre_ml(rang: u16) -> CompteInitial {
    CompteInitial::AutreMissionLocale(stable_uuid(SUB_LIBRE, rang))
}

/// The free dossiers.
pub static DOSSIERS_LIBRES: [DossierLibre; 24] = [
    libre(402_117, "Théo", "Lambert", "theo.lambert@mail.fr", "création simple"),
    libre(402_201, "Maëlle", "Kerjean", "maelle.kerjean@mail.fr", "création simple"),
    libre(402_202, "Souleymane", "N'Guessan", "souleymane.nguessan@mail.fr", "création simple"),
    libre(402_203, "Anne-Sophie", "Le Borgne", "anne-sophie.le-borgne@mail.fr", "création simple"),
    DossierLibre {
        reponse: ReponseCompte::SansSub,
        ..libre(402_204, "Soizic", "Prigent", "soizic.prigent@mail.fr", "créé, identifiant tu (204)")
    },
    DossierLibre {
        compte: CompteInitial::Rattache(SUB_K1),
        ..libre(402_205, "Dylan", "Le Floch", "dylan.le-floch@mail.fr", "déjà rattaché à un compte inconnu ici (K1)")
    },
    DossierLibre {
        compte: CompteInitial::Rattache(SUB_KENZA),
        ..libre(402_206, "Sabrina", "Belkacem", "sabrina.belkacem@mail.fr", "déjà rattaché au compte de Kenza Belkacem")
    },
    DossierLibre {
        reponse: ReponseCompte::DejaRattacheSansId,
        ..libre(402_207, "Loïc", "Bescond", "loic.bescond@mail.fr", "déjà rattaché, identifiant tu")
    },
    DossierLibre {
        compte: autre_ml(0x101),
        surcharge: Surcharge::VidePuisCreation,
        ..libre(
            402_208,
            "Léa",
            "Marchand",
            "lea.marchand@mail.fr",
            "compte dans une autre Mission Locale ; surcharge sans corps, puis création",
        )
    },
    DossierLibre {
        compte: autre_ml(0x102),
        ..libre(
            402_209,
            "Ibrahim",
            "Camara",
            "ibrahim.camara@mail.fr",
            "compte dans une autre Mission Locale ; la surcharge rend l’identifiant",
        )
    },
    DossierLibre {
        compte: autre_ml(0x103),
        surcharge: Surcharge::VidePuisDejaRattache,
        ..libre(
            402_210,
            "Candice",
            "Rolland",
            "candice.rolland@mail.fr",
            "compte dans une autre Mission Locale ; surcharge sans corps, puis déjà rattaché",
        )
    },
    DossierLibre { email: None, ..libre(402_211, "Gwenaëlle", "Pichon", "", "dossier sans e-mail") },
    DossierLibre {
        acces_non_justifie: true,
        ..libre(402_212, "Tom", "Le Lann", "tom.le-lann@mail.fr", "accès « pas justifié » (403)")
    },
    DossierLibre {
        reponse: ReponseCompte::RefusRegle,
        ..libre(402_213, "Enzo", "Guivarc'h", "enzo.guivarch@mail.fr", "refus d’une règle (400)")
    },
    DossierLibre {
        reponse: ReponseCompte::RefusClos,
        ..libre(402_214, "Nolwenn", "Abiven", "nolwenn.abiven@mail.fr", "dossier clos (404)")
    },
    libre(402_215, "Malik", "Benali", "malek.benali@mail.fr", "e-mail d’une personne déjà suivie (Malek Benali)"),
    DossierLibre {
        mission_locale: None,
        ..libre(402_216, "Éric", "Salaün", "eric.salaun@mail.fr", "dossier sans structure")
    },
    DossierLibre {
        mission_locale: Some(&MORLAIX),
        ..libre(402_301, "Erwan", "Coat", "erwan.coat@mail.fr", "création simple à Morlaix")
    },
    DossierLibre {
        mission_locale: Some(&MORLAIX),
        reponse: ReponseCompte::SansSub,
        ..libre(402_302, "Aïcha", "Sidibé", "aicha.sidibe@mail.fr", "créé, identifiant tu (204)")
    },
    DossierLibre {
        mission_locale: Some(&MORLAIX),
        ..libre(
            402_317,
            "Théo",
            "Lambert",
            "theo.lambert@mail.fr",
            "le même Théo à Morlaix : autre Mission Locale dès qu’il a un compte à Brest",
        )
    },
    DossierLibre {
        mission_locale: Some(&LILLE),
        ..libre(990_001, "Victor", "Delattre", "victor.delattre@mail.fr", "dossier de Lille")
    },
    DossierLibre {
        mission_locale: Some(&LILLE),
        ..libre(402_118, "Aminata", "Diallo", "aminata.diallo@example.fr", "dossier de Lille")
    },
    DossierLibre {
        mission_locale: Some(&CAYENNE),
        ..libre(402_401, "Ruth", "Appolinaire", "ruth.appolinaire@mail.fr", "dossier de Cayenne")
    },
    DossierLibre {
        mission_locale: Some(&SAINT_DENIS),
        ..libre(402_402, "Kévin", "Hoarau", "kevin.hoarau@mail.fr", "dossier de Saint-Denis")
    },
];
