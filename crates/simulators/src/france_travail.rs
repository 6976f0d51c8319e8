//! The API of France Travail.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde::Serialize;
use serde_json::json;

use crate::Simulateurs;
use crate::realm::Realm;

#[derive(Serialize)]
struct Coordonnees {
    #[serde(skip_serializing_if = "Option::is_none")]
    nom: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    prenom: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
}

pub(crate) fn routes() -> Router<Simulateurs> {
    Router::new().route("/ft/api/peconnect-coordonnees/v1/coordonnees", get(coordonnees))
}

async fn coordonnees(State(simulateurs): State<Simulateurs>, entetes: HeaderMap) -> Response {
    let appelant = simulateurs.with_etat(|etat| simulateurs.bearer(&entetes, Realm::FtIndividu, etat));
    match appelant {
        Ok(p) => Json(Coordonnees { nom: p.nom, prenom: p.prenom, email: p.email }).into_response(),
        Err(_) => (StatusCode::UNAUTHORIZED, Json(json!({"message": "Jeton invalide"}))).into_response(),
    }
}
