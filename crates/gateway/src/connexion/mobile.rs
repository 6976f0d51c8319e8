//! Mobile apps: a public client with PKCE, a bearer and a renewal token (D4).

use super::limites;
use super::session::renewed_session;
use crate::app::App;
use crate::auth::jetons::ACCES;
use crate::auth::origine::Origine;
use crate::auth::secrets::{digest, new_secret, s256};
use access::Compte;
use axum::extract::{Form, State};
use axum::response::{IntoResponse, Json, Redirect, Response};
use http::{HeaderValue, StatusCode, header::CACHE_CONTROL};
use identite::commands::{exchange_code::exchange_code, renew_session::renew_session};
use identite::error::IdentiteError;
use identite::model::interaction::{DemandeMobile, Empreinte};
use kernel::ids::SessionId;
use serde::Deserialize;
use serde_json::json;
use std::sync::Arc;
use url::Url;

/// The one public client.
pub const CLIENT: &str = "mobile";

/// True when a code may be sent there. A loopback address may have any port and path: it is
/// the machine of the person (RFC 8252 §7.3).
pub fn is_registered(app: &App, redirect_uri: &str) -> bool {
    let Ok(uri) = Url::parse(redirect_uri) else { return false };
    app.reglages.redirections_mobiles.iter().any(|registered| match registered.as_str() {
        "http://127.0.0.1" | "http://[::1]" => {
            Url::parse(registered).is_ok_and(|loopback| {
                uri.scheme() == "http" && uri.host() == loopback.host() && uri.username().is_empty()
            }) && uri.fragment().is_none()
        }
        exact => exact == redirect_uri,
    })
}

/// Sends the code to the app.
pub fn send_code(mobile: &DemandeMobile, code: &str) -> Response {
    send(mobile, &[("code", code)])
}

/// Sends the refusal to the app: `access_denied`, with our reason beside it.
pub fn send_error(mobile: &DemandeMobile, raison: &str) -> Response {
    send(mobile, &[("error", "access_denied"), ("error_description", raison)])
}

fn send(mobile: &DemandeMobile, pairs: &[(&str, &str)]) -> Response {
    let Ok(mut url) = Url::parse(&mobile.redirect_uri) else { return StatusCode::BAD_REQUEST.into_response() };
    url.query_pairs_mut().extend_pairs(pairs).append_pair("state", &mobile.state);
    Redirect::to(url.as_str()).into_response()
}

/// A token request (RFC 6749).
#[derive(Debug, Deserialize)]
#[serde(tag = "grant_type", rename_all = "snake_case")]
pub enum DemandeJeton {
    /// The code of a sign-in.
    AuthorizationCode {
        /// The code.
        code: String,
        /// Where it was sent.
        redirect_uri: String,
        /// Verifier of the challenge.
        code_verifier: String,
    },
    /// A renewal.
    RefreshToken {
        /// The renewal token.
        refresh_token: String,
    },
}

/// `POST /auth/jeton`
pub async fn token(
    State(app): State<Arc<App>>,
    origine: Origine,
    form: Result<Form<DemandeJeton>, axum::extract::rejection::FormRejection>,
) -> Response {
    let Ok(Form(demande)) = form else { return refuse("invalid_request") };
    match limites::wait_of(&app, origine).await {
        Ok(None) => {}
        Ok(Some(attente)) => return limites::too_many(attente),
        Err(error) => return unavailable(&error),
    }
    let renouvellement = new_secret();
    let presente = demande.presente();
    let opened = match demande {
        DemandeJeton::AuthorizationCode { code, redirect_uri, code_verifier } => {
            open_with_code(&app, &code, &redirect_uri, &code_verifier, &renouvellement).await
        }
        DemandeJeton::RefreshToken { refresh_token } => {
            let renewed = renew_session(&app.identite, None, &digest(&refresh_token), digest(&renouvellement)).await;
            renewed_session(&app, renewed).await.map(|session| {
                let compte = Compte { role: session.role, id: session.compte };
                (compte, session.id)
            })
        }
    };
    match opened {
        Ok((compte, session)) => answer(&app, compte, session, &renouvellement),
        Err(IdentiteError::Store(error)) => unavailable(&error),
        Err(_) => match limites::wait_after_failure(&app, origine, presente.as_ref()).await {
            Ok(None) => refuse("invalid_grant"),
            Ok(Some(attente)) => limites::too_many(attente),
            Err(error) => unavailable(&error),
        },
    }
}

fn unavailable(error: &dyn std::error::Error) -> Response {
    tracing::error!(error = ?error, "a token request failed");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

impl DemandeJeton {
    /// Digest of the renewal token that is presented.
    fn presente(&self) -> Option<Empreinte> {
        match self {
            Self::RefreshToken { refresh_token } => Some(digest(refresh_token)),
            Self::AuthorizationCode { .. } => None,
        }
    }
}

async fn open_with_code(
    app: &App,
    code: &str,
    redirect_uri: &str,
    verifier: &str,
    renouvellement: &str,
) -> Result<(Compte, SessionId), IdentiteError> {
    let session =
        exchange_code(&app.identite, &digest(code), redirect_uri, &s256(verifier), digest(renouvellement)).await?;
    let etat = app.identite.store.find_etat_session(session).await?.ok_or(IdentiteError::SessionRevoquee)?;
    let acteur = etat.acteur.ok_or(IdentiteError::SessionRevoquee)?;
    let id = acteur.compte().ok_or(IdentiteError::SessionRevoquee)?;
    Ok((Compte { role: acteur.role(), id }, session))
}

fn answer(app: &App, compte: Compte, session: SessionId, renouvellement: &str) -> Response {
    let Ok(acces) = app.jetons.sign(compte, session, app.identite.clock.now()) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let body = json!({
        "access_token": acces,
        "token_type": "Bearer",
        "expires_in": ACCES.num_seconds(),
        "refresh_token": renouvellement,
    });
    let mut response = Json(body).into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

fn refuse(error: &'static str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({ "error": error }))).into_response()
}
