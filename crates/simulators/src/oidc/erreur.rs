//! Errors of the OAuth 2 endpoints.

use axum::Json;
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

/// `{ "error", "error_description" }`.
#[derive(Debug, Serialize)]
pub(super) struct ErreurOidc {
    #[serde(skip)]
    statut: StatusCode,
    error: &'static str,
    error_description: &'static str,
}

impl ErreurOidc {
    pub(super) const fn bad_request(error: &'static str, description: &'static str) -> Self {
        Self { statut: StatusCode::BAD_REQUEST, error, error_description: description }
    }

    pub(super) const fn invalid_grant(description: &'static str) -> Self {
        Self::bad_request("invalid_grant", description)
    }

    pub(super) const fn with_status(self, statut: StatusCode) -> Self {
        Self { statut, ..self }
    }
}

impl IntoResponse for ErreurOidc {
    fn into_response(self) -> Response {
        (self.statut, [(CACHE_CONTROL, "no-store")], Json(self)).into_response()
    }
}
