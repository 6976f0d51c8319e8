//! Back-channel sign-out: the provider calls, no browser is there.

use super::limites::{too_many, wait_after_failure, wait_of};
use crate::app::App;
use crate::auth::origine::Origine;
use axum::extract::rejection::FormRejection;
use axum::extract::{Form, Path, State};
use axum::response::{IntoResponse, Json, Response};
use http::header::CACHE_CONTROL;
use http::{HeaderValue, StatusCode};
use identite::commands::end_provider_session::end_provider_session;
use kernel::partenaire::PartnerError;
use kernel::structure::Fournisseur;
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;

/// What the provider posts.
#[derive(Deserialize)]
pub struct Demande {
    logout_token: String,
}

/// `POST /auth/arriere/{fournisseur}`
pub async fn sign_out(
    State(app): State<Arc<App>>,
    Path(fournisseur): Path<String>,
    origine: Origine,
    form: Result<Form<Demande>, FormRejection>,
) -> Response {
    let known = Fournisseur::ALL.iter().find(|known| known.code().to_lowercase() == fournisseur);
    let Some(fournisseur) = known.copied() else { return StatusCode::NOT_FOUND.into_response() };
    let mut response = match wait_of(&app, origine).await {
        Ok(None) => receive(&app, fournisseur, origine, form).await,
        Ok(Some(attente)) => too_many(attente),
        Err(error) => unavailable(&error),
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn receive(
    app: &App,
    fournisseur: Fournisseur,
    origine: Origine,
    form: Result<Form<Demande>, FormRejection>,
) -> Response {
    let Ok(Form(demande)) = form else { return invalid(app, origine).await };
    let fin = match app.fournisseurs.read_logout(fournisseur, &demande.logout_token).await {
        Ok(fin) => fin,
        Err(error @ PartnerError::Indisponible(_)) => return unavailable(&error),
        Err(error) => {
            tracing::warn!(partner = fournisseur.code(), %error, "a sign-out of a provider was refused");
            return invalid(app, origine).await;
        }
    };
    match end_provider_session(&app.identite, fournisseur, &fin).await {
        Ok(closed) => {
            app.recognizer.close_all(&closed).await;
            StatusCode::OK.into_response()
        }
        Err(error) => unavailable(&error),
    }
}

/// A forged message is a failed exchange of its sender.
async fn invalid(app: &App, origine: Origine) -> Response {
    match wait_after_failure(app, origine, None).await {
        Ok(None) => (StatusCode::BAD_REQUEST, Json(json!({ "error": "invalid_request" }))).into_response(),
        Ok(Some(attente)) => too_many(attente),
        Err(error) => unavailable(&error),
    }
}

fn unavailable(error: &dyn std::error::Error) -> Response {
    tracing::error!(error = ?error, "a sign-out of a provider was not applied");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}
