//! The page on which a person of the support lands. The support works by calls (its space has no
//! screen yet): the page says who is signed in, or why the sign-in was refused.

use crate::app::App;
use crate::auth::cookies::Cookies;
use crate::auth::secrets::digest;
use crate::fronts;
use access::Acteur;
use axum::Router;
use axum::extract::{Query, State};
use axum::middleware::from_fn;
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use http::HeaderMap;
use identite::ERREUR_CONNEXION;
use identite::model::entree::Espace;
use serde::Deserialize;
use std::sync::Arc;

/// `/support`, and the address to which a refused sign-in goes back.
pub fn routes() -> Router<Arc<App>> {
    Router::new().route("/support", get(show)).route("/support/connexion", get(show)).layer(from_fn(fronts::headers))
}

#[derive(Deserialize)]
struct Parametres {
    erreur: Option<String>,
}

async fn show(State(app): State<Arc<App>>, Query(parametres): Query<Parametres>, headers: HeaderMap) -> Response {
    let texte = match parametres.erreur {
        Some(id) => refusal(&app, &headers, &id).await,
        None => who(&app, &headers).await,
    };
    // Nothing that a person or a provider wrote gets here unescaped: see `escape`.
    Html(format!(
        "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Support – Pass Emploi</title></head>\
         <body><main><h1>Espace support</h1><p>{}</p>\
         <p><a href=\"/auth/support/connexion/support\">Se connecter</a></p></main></body></html>",
        escape(&texte)
    ))
    .into_response()
}

async fn who(app: &App, headers: &HeaderMap) -> String {
    let cookies = Cookies { secure: app.adresses.is_secure() };
    let nobody = "Personne n’est connecté.".to_owned();
    let Some(cookie) = cookies.read_session(headers, Espace::Support) else { return nobody };
    match app.recognizer.recognise(&app.jetons, &app.identite, &cookie.acces).await {
        Ok(appelant) => match &appelant.acteur {
            Acteur::Support(support) => format!("Connecté : {}", support.email),
            _ => nobody,
        },
        Err(_) => nobody,
    }
}

async fn refusal(app: &App, headers: &HeaderMap, id: &str) -> String {
    let cookies = Cookies { secure: app.adresses.is_secure() };
    let unknown = "La connexion n’a pas abouti.".to_owned();
    let Some(navigateur) = cookies.read_navigateur(headers) else { return unknown };
    let taken = app.identite.store.take_erreur(&digest(id), &digest(&navigateur)).await.ok().flatten();
    taken
        .filter(|erreur| app.identite.clock.now() - erreur.cree_le <= ERREUR_CONNEXION)
        .map_or(unknown, |erreur| format!("La connexion a été refusée : {}.", erreur.raison))
}

fn escape(texte: &str) -> String {
    texte.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
