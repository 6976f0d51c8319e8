//! `GET /operateurs/events` and `POST /operateurs/events/{identifiant}/ack`.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::erreur::ErreurImilo;
use super::garde;
use crate::Simulateurs;
use crate::acces::CLE_EVENEMENTS;

/// Events that one reading answers at most.
const TAILLE_LOT: usize = 500;

/// An event that was not acknowledged.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Evenement {
    /// Unique, 24 hexadecimal characters; made when it is left empty.
    #[serde(default)]
    pub identifiant: String,
    /// The dossier.
    pub id_dossier: u64,
    /// `RDV`, `SESSION`, `DOSSIER` or another.
    #[serde(rename = "type")]
    pub objet: String,
    /// `CREATE`, `UPDATE`, `DELETE`, `ARCHIVE` or another.
    pub action: String,
    /// Id of the rendez-vous, or of the registration.
    #[serde(default)]
    pub id_type: Option<u64>,
    /// When it changed.
    #[serde(default)]
    pub date: DateTime<Utc>,
}

pub(super) async fn list(
    State(simulateurs): State<Simulateurs>,
    entetes: HeaderMap,
) -> Result<Json<Vec<Evenement>>, ErreurImilo> {
    garde::application(&entetes, CLE_EVENEMENTS)?;
    Ok(Json(simulateurs.with_etat(|etat| etat.evenements.iter().take(TAILLE_LOT).cloned().collect())))
}

pub(super) async fn acknowledge(
    State(simulateurs): State<Simulateurs>,
    Path(identifiant): Path<String>,
    entetes: HeaderMap,
) -> Result<StatusCode, ErreurImilo> {
    garde::application(&entetes, CLE_EVENEMENTS)?;
    garde::content_type(&entetes, "application/json")?;
    simulateurs.with_etat(|etat| {
        let before = etat.evenements.len();
        etat.evenements.retain(|evenement| evenement.identifiant != identifiant);
        if etat.evenements.len() < before {
            Ok(StatusCode::NO_CONTENT)
        } else {
            Err(ErreurImilo::new(StatusCode::NOT_FOUND, "Événement inconnu"))
        }
    })
}
