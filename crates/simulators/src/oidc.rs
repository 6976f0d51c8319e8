//! The sign-in providers (`OpenID` Connect): authorization code, PKCE, refresh with rotation.

mod authorize;
mod discovery;
mod erreur;
mod logout;
mod token;
mod userinfo;

use axum::extract::{Extension, Query, Request};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;

use crate::Simulateurs;
use crate::realm::Realm;
use erreur::ErreurOidc;

/// Paths of the endpoints under an issuer.
struct Chemins {
    authorize: &'static str,
    token: &'static str,
    userinfo: &'static str,
    certs: &'static str,
    logout: &'static str,
    revoke: &'static str,
}

const KEYCLOAK: Chemins = Chemins {
    authorize: "/protocol/openid-connect/auth",
    token: "/protocol/openid-connect/token",
    userinfo: "/protocol/openid-connect/userinfo",
    certs: "/protocol/openid-connect/certs",
    logout: "/protocol/openid-connect/logout",
    revoke: "/protocol/openid-connect/revoke",
};

const FRANCE_TRAVAIL: Chemins = Chemins {
    authorize: "/connexion/oauth2/authorize",
    token: "/connexion/oauth2/access_token",
    userinfo: "/connexion/oauth2/userinfo",
    certs: "/connexion/oauth2/certs",
    logout: "/connexion/oauth2/logout",
    revoke: "/connexion/oauth2/token/revoke",
};

impl Chemins {
    const fn of(realm: Realm) -> &'static Self {
        if realm.parametre_ft().is_some() { &FRANCE_TRAVAIL } else { &KEYCLOAK }
    }
}

pub(crate) fn routes() -> Router<Simulateurs> {
    Realm::ALL.into_iter().fold(Router::new(), |routes, realm| routes.nest(realm.chemin(), routes_of(realm)))
}

fn routes_of(realm: Realm) -> Router<Simulateurs> {
    let chemins = Chemins::of(realm);
    Router::new()
        .route(chemins.authorize, get(authorize::show).post(authorize::choose))
        .route(chemins.token, post(token::exchange))
        .route(chemins.userinfo, get(userinfo::read).post(userinfo::read))
        .route_layer(from_fn(require_realm))
        .route("/.well-known/openid-configuration", get(discovery::read))
        .route(chemins.certs, get(certs))
        .route(chemins.revoke, post(token::revoke))
        .route(chemins.logout, get(logout::leave).post(logout::revoke))
        .layer(Extension(realm))
}

#[derive(Deserialize)]
struct ParametreRealm {
    realm: Option<String>,
}

/// France Travail wants its realm in the query of authorize, token and userinfo.
async fn require_realm(
    Extension(realm): Extension<Realm>,
    Query(recu): Query<ParametreRealm>,
    requete: Request,
    suite: Next,
) -> Response {
    match realm.parametre_ft() {
        Some(attendu) if recu.realm.as_deref() != Some(attendu) => {
            ErreurOidc::bad_request("invalid_request", "realm is missing or unknown").into_response()
        }
        _ => suite.run(requete).await,
    }
}

async fn certs(axum::extract::State(simulateurs): axum::extract::State<Simulateurs>) -> Json<serde_json::Value> {
    Json(simulateurs.trousseau().jwks())
}
