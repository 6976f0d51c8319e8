//! Refusals, as i-milo writes them.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// A refusal of i-milo: `{ "message", "code"?, "id-keycloak"? }`.
#[derive(Debug, Serialize)]
pub(super) struct ErreurImilo {
    #[serde(skip)]
    statut: StatusCode,
    message: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
    #[serde(rename = "id-keycloak", skip_serializing_if = "Option::is_none")]
    id_keycloak: Option<String>,
}

impl ErreurImilo {
    pub(super) const fn new(statut: StatusCode, message: &'static str) -> Self {
        Self { statut, message, code: None, id_keycloak: None }
    }

    pub(super) fn with_code(self, code: &'static str) -> Self {
        Self { code: Some(code), ..self }
    }

    pub(super) fn with_account(self, sub: String) -> Self {
        Self { id_keycloak: Some(sub), ..self }
    }
}

impl IntoResponse for ErreurImilo {
    fn into_response(self) -> Response {
        (self.statut, Json(self)).into_response()
    }
}

pub(super) async fn unknown_path() -> ErreurImilo {
    ErreurImilo::new(StatusCode::NOT_FOUND, "No context-path matches the request URI.")
}
