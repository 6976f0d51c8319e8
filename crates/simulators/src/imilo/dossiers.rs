//! `GET /sue/dossiers/{numero}`.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use chrono::NaiveDate;
use serde::Serialize;

use super::erreur::ErreurImilo;
use super::garde;
use crate::acces::CLE_DOSSIER;
use crate::dossier::Dossier;
use crate::etat::Etat;
use crate::{Simulateurs, SituationDossier};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct DossierJson {
    id_dossier: u64,
    id_jeune: String,
    #[serde(rename = "numeroDE")]
    numero_de: &'static str,
    nom_naissance: String,
    nom_usage: String,
    prenom: String,
    date_naissance: NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    adresse: Option<AdresseJson>,
    mail: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    structure_rattachement: Option<StructureJson>,
    #[serde(rename = "accompagnementCEJ")]
    accompagnement_cej: AccompagnementJson,
    situations: Vec<SituationJson>,
}

/// Made of the Mission Locale: nobody of the cast has a street.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AdresseJson {
    numero: &'static str,
    libelle_voie: &'static str,
    complement: &'static str,
    code_postal: &'static str,
    commune: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StructureJson {
    nom_usuel: String,
    nom_officiel: String,
    code_structure: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AccompagnementJson {
    #[serde(rename = "accompagnementCEJ")]
    accompagnement_cej: bool,
    date_debut: Option<NaiveDate>,
    date_fin_prevue: Option<NaiveDate>,
    date_fin_reelle: Option<NaiveDate>,
    premier_accompagnement: Option<NaiveDate>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SituationJson {
    etat: String,
    date_fin: Option<NaiveDate>,
    categorie_situation: String,
    code_rome_metier_prepare: Option<String>,
    code_rome_premier_metier: Option<String>,
    code_rome_metier_exerce: Option<String>,
}

pub(super) async fn read(
    State(simulateurs): State<Simulateurs>,
    Path(numero): Path<String>,
    entetes: HeaderMap,
) -> Result<Json<DossierJson>, ErreurImilo> {
    garde::application(&entetes, CLE_DOSSIER)?;
    simulateurs.with_etat(|etat| find(etat, &numero).map(|dossier| Json(dossier.into())))
}

/// The dossier of a number, if the application may know it.
pub(super) fn find<'a>(etat: &'a Etat, numero: &str) -> Result<&'a Dossier, ErreurImilo> {
    let chiffres = !numero.is_empty() && numero.bytes().all(|octet| octet.is_ascii_digit());
    let numero: u64 = numero
        .parse()
        .ok()
        .filter(|_| chiffres)
        .ok_or(ErreurImilo::new(StatusCode::BAD_REQUEST, "Le numéro de dossier doit être un nombre"))?;
    let dossier = etat.dossiers.get(&numero).ok_or(ErreurImilo::new(StatusCode::NOT_FOUND, "Dossier introuvable"))?;
    if dossier.acces_non_justifie {
        return Err(ErreurImilo::new(
            StatusCode::FORBIDDEN,
            "L'accès à ce dossier n'est pas justifié pour cet opérateur",
        ));
    }
    Ok(dossier)
}

impl From<&Dossier> for DossierJson {
    fn from(dossier: &Dossier) -> Self {
        let structure = dossier.structure.as_ref().map(|code| {
            let connue = dossier.mission_locale();
            StructureJson {
                nom_usuel: connue.map_or(code.as_str(), |ml| ml.nom_usuel).to_owned(),
                nom_officiel: connue.map_or(code.as_str(), |ml| ml.nom_officiel).to_owned(),
                code_structure: code.clone(),
            }
        });
        Self {
            id_dossier: dossier.numero,
            id_jeune: id_jeune(dossier.numero),
            numero_de: "",
            nom_naissance: dossier.nom.clone(),
            nom_usage: dossier.nom.clone(),
            prenom: dossier.prenom.clone(),
            date_naissance: dossier.date_naissance,
            adresse: dossier.mission_locale().and_then(|ml| ml.commune).map(|(code_postal, commune)| AdresseJson {
                numero: "",
                libelle_voie: "",
                complement: "",
                code_postal,
                commune,
            }),
            mail: dossier.email.clone(),
            structure_rattachement: structure,
            accompagnement_cej: AccompagnementJson {
                accompagnement_cej: dossier.fin_cej.is_some(),
                date_debut: dossier.debut_cej,
                date_fin_prevue: dossier.fin_cej,
                date_fin_reelle: None,
                premier_accompagnement: dossier.debut_cej,
            },
            situations: dossier.situations.iter().map(SituationJson::from).collect(),
        }
    }
}

impl From<&SituationDossier> for SituationJson {
    fn from(situation: &SituationDossier) -> Self {
        Self {
            etat: situation.etat.clone(),
            date_fin: situation.date_fin,
            categorie_situation: situation.categorie.clone(),
            code_rome_metier_prepare: None,
            code_rome_premier_metier: situation.code_rome.clone(),
            code_rome_metier_exerce: None,
        }
    }
}

/// Id of a person at i-milo; 402118 is the example of the contract.
fn id_jeune(numero: u64) -> String {
    if numero == 402_118 { "J-88213".to_owned() } else { format!("J-{}", numero % 100_000) }
}
