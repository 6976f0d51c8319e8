//! Leaves for the provider.

use super::refus::explain;
use super::{limites, mobile};
use crate::app::App;
use crate::auth::cookies::Cookies;
use crate::auth::origine::Origine;
use crate::auth::secrets::digest;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderMap, StatusCode, Uri, header::SET_COOKIE};
use identite::error::RefusConnexion;
use identite::model::entree::{Entree, Espace, retour_permis};
use identite::model::interaction::{DemandeMobile, Interaction};
use serde::Deserialize;
use std::sync::Arc;

/// What the address may hold.
#[derive(Debug, Default, Deserialize)]
pub struct Demande {
    /// Path to open afterwards.
    retour: Option<String>,
    /// Mobile apps: `mobile`.
    client_id: Option<String>,
    redirect_uri: Option<String>,
    code_challenge: Option<String>,
    code_challenge_method: Option<String>,
    state: Option<String>,
}

/// `GET /auth/{espace}/connexion/{entree}`
pub async fn begin(
    State(app): State<Arc<App>>,
    Path((espace, entree)): Path<(String, String)>,
    Query(demande): Query<Demande>,
    origine: Origine,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    let origin = app.adresses.of(&uri, &headers);
    let Some(espace) = Espace::from_code(&espace) else { return StatusCode::NOT_FOUND.into_response() };
    let mobile = match mobile_request(&app, &demande) {
        Ok(mobile) => mobile,
        Err(answer) => return answer.into_response(),
    };
    let cookies = Cookies { secure: app.adresses.is_secure() };
    let (navigateur, set_cookie) = cookies.navigateur(&headers);
    let Some(entree) = Entree::find(espace, &entree) else {
        let refus = RefusConnexion::EntreeInconnue;
        return explain(&app, espace, &navigateur, set_cookie, mobile.as_ref(), refus).await;
    };
    let retour = demande.retour.as_deref().and_then(|retour| retour_permis(espace, retour)).map(str::to_owned);
    if let Err(refus) = limites::admit_sign_in(&app, origine).await {
        return explain(&app, espace, &navigateur, set_cookie, mobile.as_ref(), refus).await;
    }
    match leave(&app, entree, &origin, &navigateur, retour, mobile.clone()).await {
        Ok(url) => {
            let mut response = Redirect::to(&url).into_response();
            if let Some(cookie) = set_cookie {
                response.headers_mut().append(SET_COOKIE, cookie);
            }
            response
        }
        Err(refus) => explain(&app, espace, &navigateur, set_cookie, mobile.as_ref(), refus).await,
    }
}

async fn leave(
    app: &App,
    entree: &Entree,
    origin: &str,
    navigateur: &str,
    retour: Option<String>,
    mobile: Option<DemandeMobile>,
) -> Result<String, RefusConnexion> {
    let redirection = format!("{origin}/auth/{}/retour", entree.espace.code());
    let demande = app
        .fournisseurs
        .authorize(entree.fournisseur, &redirection)
        .await
        .map_err(|error| RefusConnexion::PartenaireIndisponible(entree.fournisseur.partenaire(), error))?;
    let interaction = Interaction {
        state: digest(&demande.state),
        navigateur: digest(navigateur),
        entree: entree.code.to_owned(),
        espace: entree.espace,
        nonce: demande.nonce,
        pkce: demande.pkce,
        redirection,
        retour,
        mobile,
        cree_le: app.identite.clock.now(),
    };
    app.identite.store.insert_interaction(&interaction).await?;
    Ok(demande.url)
}

/// A mobile app says who it is and where it waits. Nothing is sent to an address that is not
/// registered: the answer is a plain 400.
fn mobile_request(app: &App, demande: &Demande) -> Result<Option<DemandeMobile>, (StatusCode, &'static str)> {
    let Some(client) = demande.client_id.as_deref() else { return Ok(None) };
    let refuse = |text| Err((StatusCode::BAD_REQUEST, text));
    if client != mobile::CLIENT {
        return refuse("client_id inconnu");
    }
    let Some(redirect_uri) = demande.redirect_uri.as_deref().filter(|uri| mobile::is_registered(app, uri)) else {
        return refuse("redirect_uri non enregistrée");
    };
    let challenge = demande.code_challenge.as_deref().filter(|challenge| (43..=128).contains(&challenge.len()));
    let (Some(code_challenge), Some("S256")) = (challenge, demande.code_challenge_method.as_deref()) else {
        return refuse("code_challenge S256 attendu");
    };
    let state = demande.state.clone().unwrap_or_default();
    if state.len() > 512 {
        return refuse("state trop long");
    }
    Ok(Some(DemandeMobile { redirect_uri: redirect_uri.to_owned(), code_challenge: code_challenge.to_owned(), state }))
}
