//! The bénéficiaires whom the database knows, made from the portefeuilles.

use chrono::{Days, NaiveDate};
use uuid::Uuid;

use super::conseillers::Conseiller;
use super::portefeuilles::{Avancement, Ligne, PORTEFEUILLES};
use super::structures::{Dispositif, MissionLocale, Structure};
use super::{BENEFICIAIRE, SUB_BENEFICIAIRE, default_email, stable_uuid};

/// Kenza Belkacem: Mission Locale de Brest, Nadia, active.
pub const KENZA: Uuid = stable_uuid(BENEFICIAIRE, 1);
/// Malek Benali: Mission Locale de Brest, Nadia, active.
pub const MALEK: Uuid = stable_uuid(BENEFICIAIRE, 2);
/// Tham Nguyen: Mission Locale de Brest, Nadia, active.
pub const THAM: Uuid = stable_uuid(BENEFICIAIRE, 3);
/// Art Kelmendi: Mission Locale de Brest, Yann, active.
pub const ART: Uuid = stable_uuid(BENEFICIAIRE, 101);
/// Jérémy Ardéchois: France Travail CEJ, Sophie, active.
pub const JEREMY: Uuid = stable_uuid(BENEFICIAIRE, 301);
/// Kenji Nakamura: France Travail CEJ, Sophie, active.
pub const KENJI: Uuid = stable_uuid(BENEFICIAIRE, 302);
/// Lina Costa: France Travail CEJ, Sophie, not activated.
pub const LINA: Uuid = stable_uuid(BENEFICIAIRE, 303);

/// Account id of Kenza at i-milo, to which a free dossier is attached as well.
pub(super) const SUB_KENZA: Uuid = stable_uuid(SUB_BENEFICIAIRE, 1);

/// State of an account in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Etat {
    /// The person never signed in.
    NonActive,
    /// The person signed in.
    Actif,
    /// The answer of i-milo is unknown.
    CreationIncertaine,
}

impl Etat {
    /// The code, as the contract and the database write it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NonActive => "NON_ACTIVE",
            Self::Actif => "ACTIF",
            Self::CreationIncertaine => "CREATION_INCERTAINE",
        }
    }
}

/// State of a situation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EtatSituation {
    /// Current.
    EnCours,
    /// To come.
    Prevu,
    /// Over.
    Termine,
}

impl EtatSituation {
    /// The code, as i-milo writes it.
    pub const fn code(self) -> &'static str {
        match self {
            Self::EnCours => "EN_COURS",
            Self::Prevu => "PREVU",
            Self::Termine => "TERMINE",
        }
    }
}

/// A situation of an i-milo dossier.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Situation {
    /// State.
    pub etat: EtatSituation,
    /// Label of i-milo, accents included.
    pub categorie: &'static str,
    /// End, when known.
    pub date_fin: Option<NaiveDate>,
}

/// A bénéficiaire of the cast. Ages are relative (days, hours before the seed is written), so
/// that a demonstration looks alive whatever the date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beneficiaire {
    /// Account id in the database.
    pub id: Uuid,
    /// First name.
    pub prenom: &'static str,
    /// Family name.
    pub nom: &'static str,
    /// E-mail, lower case, unique.
    pub email: String,
    /// Structure.
    pub structure: Structure,
    /// Dispositif.
    pub dispositif: Dispositif,
    /// State of the account.
    pub etat: Etat,
    /// Id of the referent, see [`super::CONSEILLERS`].
    pub conseiller: Uuid,
    /// Mission Locale of the dossier, for `MILO`.
    pub mission_locale: Option<&'static MissionLocale>,
    /// Number of the i-milo dossier, for `MILO`.
    pub numero_dossier: Option<u64>,
    /// Account id at the partner **as the database knows it**.
    pub sub: Option<Uuid>,
    /// Account id at the partner; absent when the partner made none.
    pub sub_partenaire: Option<Uuid>,
    /// Days since the account was created.
    pub creation_jours: u32,
    /// Days since the last activity, for an active account.
    pub derniere_activite_jours: Option<u32>,
    /// Hours since the last activation mail, for an account of i-milo that was not activated.
    pub activation_envoyee_heures: Option<u32>,
    /// Date of birth, as on the i-milo dossier.
    pub date_naissance: NaiveDate,
    /// End of the CEJ, for the CEJ of a Mission Locale.
    pub date_fin_cej: Option<NaiveDate>,
    /// Situations of the i-milo dossier, in the order of i-milo.
    pub situations: Vec<Situation>,
}

/// The 120 bénéficiaires of the database, portefeuille by portefeuille.
pub fn beneficiaires() -> Vec<Beneficiaire> {
    PORTEFEUILLES
        .iter()
        .flat_map(|(conseiller, premier, lignes)| {
            (*premier..).zip(*lignes).map(|(rang, ligne)| beneficiaire(conseiller, rang, ligne))
        })
        .collect()
}

fn beneficiaire(conseiller: &Conseiller, rang: u16, ligne: &Ligne) -> Beneficiaire {
    let (prenom, nom, avancement) = *ligne;
    let milo = conseiller.structure == Structure::Milo;
    let dispositif = dispositif(conseiller.structure, rang);
    let compte = stable_uuid(SUB_BENEFICIAIRE, rang);
    let (etat, activite, age_heures) = match avancement {
        Avancement::Actif(jours) => (Etat::Actif, Some(jours), None),
        Avancement::Invite(heures) | Avancement::InviteSansSub(heures) => (Etat::NonActive, None, Some(heures)),
        Avancement::Incertain(_) => (Etat::CreationIncertaine, None, Some(0)),
    };
    // i-milo answers the account id at the creation; elsewhere the first sign-in brings it.
    let sub_connu = etat == Etat::Actif || (milo && matches!(avancement, Avancement::Invite(_)));
    let compte_existe = !matches!(avancement, Avancement::Incertain(false));
    Beneficiaire {
        id: stable_uuid(BENEFICIAIRE, rang),
        prenom,
        nom,
        email: default_email(prenom, nom, "mail.fr"),
        structure: conseiller.structure,
        dispositif,
        etat,
        conseiller: conseiller.id,
        mission_locale: conseiller.mission_locale,
        numero_dossier: milo.then_some(401_000 + u64::from(rang)),
        sub: sub_connu.then_some(compte),
        sub_partenaire: compte_existe.then_some(compte),
        creation_jours: age_heures.map_or_else(|| activite.unwrap_or(0) + 20 + u32::from(rang % 90), |h| h / 24),
        derniere_activite_jours: activite,
        activation_envoyee_heures: age_heures.filter(|_| milo && etat == Etat::NonActive),
        date_naissance: date_naissance(conseiller.structure, rang),
        date_fin_cej: (milo && dispositif == Dispositif::Cej).then(|| date_fin_cej(rang)),
        situations: if milo { situations(rang) } else { Vec::new() },
    }
}

fn dispositif(structure: Structure, rang: u16) -> Dispositif {
    match structure {
        Structure::Milo if rang.is_multiple_of(4) => Dispositif::Pacea,
        Structure::Milo | Structure::PoleEmploi => Dispositif::Cej,
        Structure::PoleEmploiBrsa => Dispositif::Brsa,
        Structure::PoleEmploiAij => Dispositif::Aij,
        Structure::ConseilDept => Dispositif::ConseilDept,
    }
}

fn day(annee: i32, mois: u32, jour: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(annee, mois, jour).unwrap_or_default()
}

fn date_naissance(structure: Structure, rang: u16) -> NaiveDate {
    let adulte = matches!(structure, Structure::PoleEmploiBrsa | Structure::ConseilDept);
    let premier = if adulte { day(1968, 2, 3) } else { day(2001, 2, 3) };
    premier + Days::new(u64::from(rang) * 97 % if adulte { 9_000 } else { 2_500 })
}

/// Spread over a year; one in nine is long over, to show what is to be archived.
fn date_fin_cej(rang: u16) -> NaiveDate {
    match rang {
        1 => day(2027, 3, 31),
        _ if rang % 9 == 5 => day(2026, 3, 31),
        _ => day(2026, 12, 15) + Days::new(u64::from(rang) * 37 % 300),
    }
}

fn situations(rang: u16) -> Vec<Situation> {
    use EtatSituation::{EnCours, Prevu, Termine};
    let une = |etat, categorie, date_fin| Situation { etat, categorie, date_fin };
    let jusque = |jours: u64| Some(day(2027, 1, 15) + Days::new(jours));
    match rang % 9 {
        0 => vec![une(EnCours, "Emploi", None)],
        1 => vec![une(EnCours, "Demandeur d'emploi", None)],
        2 => vec![une(EnCours, "Formation", jusque(90)), une(Termine, "Scolarité", Some(day(2024, 6, 30)))],
        3 => vec![une(EnCours, "Contrat en Alternance", jusque(230))],
        4 => vec![une(EnCours, "Demandeur d'emploi", None), une(Prevu, "Immersion en entreprise", jusque(12))],
        5 => Vec::new(),
        6 => vec![une(EnCours, "Pmsmp", jusque(5))],
        7 => vec![une(EnCours, "Contrat de volontariat - bénévolat", jusque(150))],
        _ => vec![une(EnCours, "Scolarité", Some(day(2027, 7, 3)))],
    }
}
