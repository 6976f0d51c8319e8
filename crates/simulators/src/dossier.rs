//! A dossier of i-milo.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::cast::{MISSIONS_LOCALES, MissionLocale, ReponseCompte, Surcharge};

/// A dossier of i-milo, and how i-milo answers about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dossier {
    /// Number that a conseiller types.
    pub numero: u64,
    /// First name.
    pub prenom: String,
    /// Family name in use.
    pub nom: String,
    /// E-mail; absent when it has to be completed in i-milo.
    #[serde(default)]
    pub email: Option<String>,
    /// Date of birth.
    #[serde(default)]
    pub date_naissance: NaiveDate,
    /// Code of the Mission Locale; absent when the dossier names none.
    #[serde(default)]
    pub structure: Option<String>,
    /// Start of the CEJ, when there is one.
    #[serde(default)]
    pub debut_cej: Option<NaiveDate>,
    /// Planned end of the CEJ, when there is one.
    #[serde(default)]
    pub fin_cej: Option<NaiveDate>,
    /// Situations.
    #[serde(default)]
    pub situations: Vec<SituationDossier>,
    /// Reading answers 403 "pas justifié".
    #[serde(default)]
    pub acces_non_justifie: bool,
    /// Answer of the creation when nothing else decides.
    #[serde(default)]
    pub reponse: ReponseCompte,
    /// Answer of the take-over.
    #[serde(default)]
    pub surcharge: Surcharge,
    /// Account attached to the dossier.
    #[serde(default)]
    pub compte: Option<String>,
    /// What the dossier is there to show, in French.
    #[serde(default)]
    pub montre: String,
}

/// A situation, with the codes and labels of i-milo.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SituationDossier {
    /// `EN_COURS`, `PREVU` or `TERMINE`.
    pub etat: String,
    /// Label of i-milo.
    pub categorie: String,
    /// End, when known.
    #[serde(default)]
    pub date_fin: Option<NaiveDate>,
    /// ROME code of the first job looked for.
    #[serde(default)]
    pub code_rome: Option<String>,
}

impl Dossier {
    /// The Mission Locale of the dossier, when i-milo knows its code.
    pub(crate) fn mission_locale(&self) -> Option<&'static MissionLocale> {
        let code = self.structure.as_deref()?;
        MISSIONS_LOCALES.into_iter().find(|ml| ml.code == code)
    }
}
