//! `GET /operateurs/utilisateurs/moi/structures`.

use axum::Json;
use axum::extract::State;
use axum::http::HeaderMap;
use serde::Serialize;

use super::erreur::ErreurImilo;
use super::garde;
use crate::Simulateurs;
use crate::acces::CLE_UTILISATEURS;
use crate::cast::MISSIONS_LOCALES;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StructureJson {
    code: String,
    nom_officiel: String,
    nom_usuel: Option<String>,
    principale: bool,
}

pub(super) async fn structures(
    State(simulateurs): State<Simulateurs>,
    entetes: HeaderMap,
) -> Result<Json<Vec<StructureJson>>, ErreurImilo> {
    let conseiller = simulateurs.with_etat(|etat| garde::conseiller(&simulateurs, etat, &entetes, CLE_UTILISATEURS))?;
    let structures = conseiller.structures.into_iter().enumerate().map(|(rang, code)| {
        let connue = MISSIONS_LOCALES.into_iter().find(|ml| ml.code == code);
        StructureJson {
            nom_officiel: connue.map_or_else(|| code.clone(), |ml| ml.nom_officiel.to_owned()),
            nom_usuel: connue.map(|ml| ml.nom_usuel.to_owned()),
            principale: rang == 0,
            code,
        }
    });
    Ok(Json(structures.collect()))
}
