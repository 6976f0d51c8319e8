//! Renewal and sign-out of a browser.

use super::limites::{too_many, wait_after_failure, wait_of};
use crate::app::App;
use crate::auth::cookies::{CookieSession, Cookies};
use crate::auth::layer::ESPACE;
use crate::auth::origine::Origine;
use crate::auth::secrets::{digest, new_secret};
use access::Compte;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, StatusCode, header::SET_COOKIE};
use identite::commands::close_session::close_session;
use identite::commands::renew_session::{Renouvellement, renew_session};
use identite::error::IdentiteError;
use identite::model::entree::Espace;
use identite::model::session::Session;
use std::sync::Arc;

/// The space of the route, when the header that a foreign page cannot send names it too.
fn espace_of(espace: &str, headers: &HeaderMap) -> Option<Espace> {
    let named = headers.get(ESPACE).and_then(|value| value.to_str().ok());
    Espace::from_code(espace).filter(|espace| named == Some(espace.code()))
}

/// `POST /auth/{espace}/renouveler`: 204 with a new cookie, 401 when the session is over.
pub async fn renew(
    State(app): State<Arc<App>>,
    Path(espace): Path<String>,
    origine: Origine,
    headers: HeaderMap,
) -> Response {
    let Some(espace) = espace_of(&espace, &headers) else { return StatusCode::FORBIDDEN.into_response() };
    let cookies = Cookies { secure: app.adresses.is_secure() };
    let Some(cookie) = cookies.read_session(&headers, espace) else { return StatusCode::UNAUTHORIZED.into_response() };
    match wait_of(&app, origine).await {
        Ok(None) => {}
        Ok(Some(attente)) => return too_many(attente),
        Err(error) => return unavailable(&error),
    }
    let secret = new_secret();
    let presente = digest(&cookie.renouvellement);
    let renewed = renew_session(&app.identite, Some(espace.role()), &presente, digest(&secret)).await;
    match renewed_session(&app, renewed).await {
        Ok(session) => {
            let now = app.identite.clock.now();
            let compte = Compte { role: session.role, id: session.compte };
            let Ok(acces) = app.jetons.sign(compte, session.id, now) else {
                return StatusCode::INTERNAL_SERVER_ERROR.into_response();
            };
            let cookie = cookies.session(espace, &CookieSession { acces, renouvellement: secret });
            with_cookie(StatusCode::NO_CONTENT, cookie)
        }
        Err(IdentiteError::JetonInvalide | IdentiteError::SessionRevoquee) => {
            match wait_after_failure(&app, origine, Some(&presente)).await {
                Ok(None) => with_cookie(StatusCode::UNAUTHORIZED, cookies.clear(espace)),
                Ok(Some(attente)) => too_many(attente),
                Err(error) => unavailable(&error),
            }
        }
        Err(error) => unavailable(&error),
    }
}

fn unavailable(error: &dyn std::error::Error) -> Response {
    tracing::error!(error = ?error, "a session could not be renewed");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

/// The session that goes on. One that a copied token just ended is forgotten here at once.
pub async fn renewed_session(
    app: &App,
    renewed: Result<Renouvellement, IdentiteError>,
) -> Result<Session, IdentiteError> {
    match renewed? {
        Renouvellement::Fait(session) => Ok(session),
        Renouvellement::Reutilisation(session) => {
            app.recognizer.close(session).await;
            Err(IdentiteError::SessionRevoquee)
        }
    }
}

/// `POST /auth/{espace}/deconnexion`: 204. Ends the session of this space only (AU-30); the
/// provider's own session is not ended.
pub async fn sign_out(State(app): State<Arc<App>>, Path(espace): Path<String>, headers: HeaderMap) -> Response {
    let Some(espace) = espace_of(&espace, &headers) else { return StatusCode::FORBIDDEN.into_response() };
    close(&app, espace, &headers).await
}

/// Ends the session of this space: 204, and the cookie goes.
pub async fn close(app: &App, espace: Espace, headers: &HeaderMap) -> Response {
    let cookies = Cookies { secure: app.adresses.is_secure() };
    if let Some(cookie) = cookies.read_session(headers, espace) {
        match close_session(&app.identite, &digest(&cookie.renouvellement)).await {
            Ok(Some(session)) => app.recognizer.close(session).await,
            Ok(None) => {}
            Err(error) => {
                tracing::error!(error = ?error, "a session could not be closed");
                return StatusCode::SERVICE_UNAVAILABLE.into_response();
            }
        }
    }
    with_cookie(StatusCode::NO_CONTENT, cookies.clear(espace))
}

fn with_cookie(status: StatusCode, cookie: Option<http::HeaderValue>) -> Response {
    let mut response = status.into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}
