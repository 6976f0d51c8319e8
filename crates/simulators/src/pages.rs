//! The pages that people see: sign-in, mail box, activation, state.

mod accueil;
mod activation;
mod boite_mail;
pub(crate) mod connexion;
pub(crate) mod deconnexion;
mod dossier;
mod push;

use axum::Router;
use axum::http::{StatusCode, Uri};
use axum::response::{Html, IntoResponse as _, Response};
use axum::routing::get;
use chrono::{DateTime, Utc};
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::Simulateurs;

const STYLE: &str = include_str!("pages/style.css");

pub(crate) fn routes() -> Router<Simulateurs> {
    Router::new()
        .route("/", get(accueil::show))
        .route("/push", get(push::show))
        .route("/boite-mail", get(boite_mail::show))
        .route("/boite-mail/{id}", get(boite_mail::show_one))
        .route("/boite-mail/{id}/page", get(boite_mail::show_html))
        .route("/imilo/dossiers/{numero}/acces-externe", get(dossier::show))
        .route("/imilo/activation/{jeton}", get(activation::show).post(activation::activate))
        .route("/imilo/mot-de-passe-oublie", get(activation::forgotten).post(activation::send_again))
}

/// A whole page. `bandeau` says whose page is simulated.
fn layout(bandeau: &str, titre: &str, contenu: &Markup) -> Html<String> {
    let page = html! {
        (DOCTYPE)
        html lang="fr" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (titre) " – " (bandeau) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                header {
                    p.bandeau { (bandeau) }
                    p.fictif { "Simulation : rien ici n’est vrai, personne n’existe." }
                }
                main {
                    h1 { (titre) }
                    (contenu)
                }
                footer {
                    nav aria-label="Simulateurs" {
                        a href="/" { "État des simulateurs" }
                        a href="/boite-mail" { "Boîte mail" }
                        a href="/push" { "Messages poussés" }
                    }
                }
            }
        }
    };
    Html(page.into_string())
}

/// A page that says why nothing can be done.
pub(crate) fn refusal(statut: StatusCode, texte: &str) -> Response {
    let contenu = html! { p role="alert" { (texte) } };
    (statut, layout("Portail de connexion simulé", "Connexion impossible", &contenu)).into_response()
}

/// The page after the end of a session at a provider.
pub(crate) fn signed_out() -> Html<String> {
    let contenu = html! { p { "Vous pouvez fermer cette page." } };
    layout("Portail de connexion simulé", "Vous êtes déconnecté", &contenu)
}

pub(crate) async fn not_found(adresse: Uri) -> Response {
    let contenu = html! { p { "Aucune page des simulateurs à l’adresse " code { (adresse.path()) } "." } };
    (StatusCode::NOT_FOUND, layout("Simulateurs", "Page introuvable", &contenu)).into_response()
}

/// An instant as people read it, in Paris.
fn instant(instant: DateTime<Utc>) -> String {
    instant.with_timezone(&chrono_tz::Europe::Paris).format("%d/%m/%Y à %Hh%M").to_string()
}
