//! The userinfo endpoint.

use axum::Json;
use axum::extract::{Extension, State};
use axum::http::header::WWW_AUTHENTICATE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};

use super::erreur::ErreurOidc;
use crate::Simulateurs;
use crate::jetons::Identite;
use crate::realm::Realm;

pub(super) async fn read(
    State(simulateurs): State<Simulateurs>,
    Extension(realm): Extension<Realm>,
    entetes: HeaderMap,
) -> Response {
    match simulateurs.with_etat(|etat| simulateurs.bearer(&entetes, realm, etat)) {
        Ok(personne) => Json(Identite::from(&personne)).into_response(),
        Err(_) => (
            [(WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")],
            ErreurOidc::bad_request("invalid_token", "Token verification failed").with_status(StatusCode::UNAUTHORIZED),
        )
            .into_response(),
    }
}
