//! Sign-in, renewal and sign-out, by plain HTTP because a browser is redirected
//! (docs/adr/0002-sign-in.md).
//!
//! | Route | Does |
//! |---|---|
//! | `GET /auth/{espace}/connexion/{entree}` | sends the browser to the provider |
//! | `GET /auth/{espace}/retour` | the provider sends it back: session or explained refusal |
//! | `POST /auth/{espace}/renouveler` | replaces the tokens of the cookie |
//! | `POST /auth/{espace}/deconnexion` | ends the session of the cookie |
//! | `POST /auth/arriere/{fournisseur}` | a provider says that a person signed out there |
//! | `GET /support` | says who of the support is signed in, or why not |
//! | `POST /auth/jeton` | mobile apps: exchanges a code, renews |

mod arriere;
mod depart;
mod limites;
mod mobile;
mod refus;
mod retour;
mod session;
mod support;

use crate::app::App;
use axum::Router;
use axum::routing::{get, post};
use std::sync::Arc;

pub use refus::raison_connexion;

/// The routes under `/auth`.
pub fn routes(app: Arc<App>) -> Router {
    Router::new()
        .route("/auth/{espace}/connexion/{entree}", get(depart::begin))
        .route("/auth/{espace}/retour", get(retour::come_back))
        .route("/auth/{espace}/renouveler", post(session::renew))
        .route("/auth/{espace}/deconnexion", post(session::sign_out))
        .route("/auth/arriere/{fournisseur}", post(arriere::sign_out))
        .route("/auth/jeton", post(mobile::token))
        .merge(support::routes())
        .with_state(app)
}
