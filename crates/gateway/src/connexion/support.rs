//! The page on which a person of the support lands. The support works by calls (its space has no
//! screen yet): the page says who is signed in, or why the sign-in was refused.

use super::session;
use crate::app::App;
use crate::auth::cookies::Cookies;
use crate::auth::secrets::digest;
use crate::fronts;
use access::Acteur;
use axum::Router;
use axum::extract::{Query, State};
use axum::middleware::from_fn;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use http::header::ORIGIN;
use http::{HeaderMap, StatusCode, Uri};
use identite::ERREUR_CONNEXION;
use identite::model::entree::Espace;
use serde::Deserialize;
use std::sync::Arc;

/// `/support`, and the address to which a refused sign-in goes back.
pub fn routes() -> Router<Arc<App>> {
    Router::new()
        .route("/support", get(show))
        .route("/support/connexion", get(show))
        .route("/support/deconnexion", post(sign_out))
        .layer(from_fn(fronts::headers))
}

#[derive(Deserialize)]
struct Parametres {
    erreur: Option<String>,
}

const SIGN_IN: &str = "<p><a href=\"/auth/support/connexion/support\">Se connecter</a></p>";
const SIGN_OUT: &str = "<form method=\"post\" action=\"/support/deconnexion\"><button>Se déconnecter</button></form>";

async fn show(State(app): State<Arc<App>>, Query(parametres): Query<Parametres>, headers: HeaderMap) -> Response {
    let (texte, suite) = match parametres.erreur {
        Some(id) => (refusal(&app, &headers, &id).await, SIGN_IN),
        None => match who(&app, &headers).await {
            Some(email) => (format!("Connecté : {email}"), SIGN_OUT),
            None => ("Personne n’est connecté.".to_owned(), SIGN_IN),
        },
    };
    // Nothing that a person or a provider wrote gets here unescaped: see `escape`.
    Html(format!(
        "<!DOCTYPE html><html lang=\"fr\"><head><meta charset=\"utf-8\"><title>Support – Pass Emploi</title></head>\
         <body><main><h1>Espace support</h1><p>{}</p>{suite}</main></body></html>",
        escape(&texte)
    ))
    .into_response()
}

/// `POST /support/deconnexion`: a form cannot send the header that the other spaces send. A
/// browser says where a form comes from: only our own page may close the session.
async fn sign_out(State(app): State<Arc<App>>, uri: Uri, headers: HeaderMap) -> Response {
    let from = headers.get(ORIGIN).and_then(|origin| origin.to_str().ok());
    if from != Some(app.adresses.of(&uri, &headers).as_str()) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let closed = session::close(&app, Espace::Support, &headers).await;
    if !closed.status().is_success() {
        return closed;
    }
    (closed.headers().clone(), Redirect::to("/support")).into_response()
}

/// E-mail of the person who is signed in.
async fn who(app: &App, headers: &HeaderMap) -> Option<String> {
    let cookies = Cookies { secure: app.adresses.is_secure() };
    let cookie = cookies.read_session(headers, Espace::Support)?;
    let appelant = app.recognizer.recognise(&app.jetons, &app.identite, &cookie.acces).await.ok()?;
    match &appelant.acteur {
        Acteur::Support(support) => Some(support.email.clone()),
        _ => None,
    }
}

async fn refusal(app: &App, headers: &HeaderMap, id: &str) -> String {
    let cookies = Cookies { secure: app.adresses.is_secure() };
    let unknown = "La connexion n’a pas abouti.".to_owned();
    let Some(navigateur) = cookies.read_navigateur(headers) else { return unknown };
    let taken = app.identite.store.take_erreur(&digest(id), &digest(&navigateur)).await.ok().flatten();
    taken
        .filter(|erreur| app.identite.clock.now() - erreur.cree_le <= ERREUR_CONNEXION)
        .map_or(unknown, |erreur| explain(&erreur.raison))
}

/// Why, and what to do next.
fn explain(raison: &str) -> String {
    match raison {
        "TYPE_UTILISATEUR_NON_TRAITABLE" => {
            "Cette adresse e-mail n’est pas dans la liste du support. Demandez à qui exploite le service de l’y ajouter \
             (réglage « support »), puis recommencez."
                .to_owned()
        }
        "CONSENTEMENT_REFUSE" => "Vous avez refusé l’accès. Recommencez pour vous connecter.".to_owned(),
        "PARTENAIRE_INDISPONIBLE" => {
            "Le fournisseur d’identité du support ne répond pas. Recommencez dans quelques minutes.".to_owned()
        }
        autre => format!("La connexion n’a pas abouti ({autre}). Recommencez ; si cela dure, donnez ce code à qui exploite le service."),
    }
}

fn escape(texte: &str) -> String {
    texte.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
