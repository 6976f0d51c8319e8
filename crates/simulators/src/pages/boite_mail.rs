//! The mail box: what i-milo sent, and what came through the mail server.

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::response::{Html, IntoResponse as _, Response};
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use serde::Deserialize;
use uuid::Uuid;

use super::{instant, layout};
use crate::Simulateurs;
use crate::courriel::CourrielRecu;
use crate::etat::Mail;

const BANDEAU: &str = "Boîte mail simulée";

/// The page of a mail runs no script and loads nothing; its links open beside it.
const BAC_A_SABLE: &str = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; \
                           style-src 'unsafe-inline'; img-src data:";

#[derive(Deserialize)]
pub(super) struct Filtre {
    destinataire: Option<String>,
}

pub(super) async fn show(State(simulateurs): State<Simulateurs>, Query(filtre): Query<Filtre>) -> Html<String> {
    let maintenant = simulateurs.now();
    let retenu = |adresse: &str| filtre.destinataire.as_deref().is_none_or(|d| d == adresse);
    let activations = simulateurs.mails();
    let courriels = simulateurs.courriels();
    let mut boite: Vec<(DateTime<Utc>, Markup)> = Vec::new();
    let imilo = activations.iter().filter(|mail| retenu(&mail.destinataire));
    boite.extend(imilo.map(|mail| (mail.envoye_le, activation(mail, maintenant))));
    let recus = courriels.iter().filter(|recu| retenu(&recu.destinataire));
    boite.extend(recus.map(|recu| (recu.recu_le, summary(recu))));
    boite.sort_by_key(|(quand, _)| std::cmp::Reverse(*quand));
    let contenu = html! {
        @if let Some(adresse) = &filtre.destinataire {
            p { "Mails de " strong { (adresse) } ". " a href="/boite-mail" { "Voir tous les mails" } }
        }
        @if boite.is_empty() { p { "Aucun mail." } }
        @for (_, mail) in &boite { (mail) }
    };
    layout(BANDEAU, "Mails reçus", &contenu)
}

/// A mail that i-milo sent.
fn activation(mail: &Mail, maintenant: DateTime<Utc>) -> Markup {
    html! {
        article.mail {
            h2 { "Activez votre compte – " (mail.nom) }
            (from_to("ne-pas-repondre@i-milo.example", &mail.destinataire, mail.envoye_le))
            p { "Bonjour, choisissez votre mot de passe pour activer votre compte :" }
            p { a href=(mail.lien) { "Activer mon compte (" (mail.nom) ")" } }
            p.discret {
                @if let Some(quand) = mail.utilise_le {
                    "Lien utilisé le " (instant(quand)) "."
                } @else if mail.expire_le <= maintenant {
                    "Lien expiré depuis le " (instant(mail.expire_le)) "."
                } @else {
                    "Lien valable jusqu’au " (instant(mail.expire_le)) "."
                }
            }
        }
    }
}

/// A mail that came through the mail server, in the list.
fn summary(recu: &CourrielRecu) -> Markup {
    html! {
        article.mail {
            h2 { a href={ "/boite-mail/" (recu.id) } { (subject(recu)) } }
            (from_to(&recu.expediteur, &recu.destinataire, recu.recu_le))
        }
    }
}

fn subject(recu: &CourrielRecu) -> &str {
    if recu.objet.is_empty() { "(sans objet)" } else { &recu.objet }
}

fn from_to(de: &str, a: &str, quand: DateTime<Utc>) -> Markup {
    html! {
        p.discret {
            "De " (de) " à "
            a href={ "/boite-mail?destinataire=" (a) } { (a) }
            ", le " (instant(quand))
        }
    }
}

fn find(simulateurs: &Simulateurs, id: Uuid) -> Option<CourrielRecu> {
    simulateurs.with_etat(|etat| etat.courriels.iter().find(|recu| recu.id == id).cloned())
}

fn unknown() -> Response {
    let contenu = html! { p { a href="/boite-mail" { "Voir tous les mails" } } };
    (StatusCode::NOT_FOUND, layout(BANDEAU, "Mail introuvable", &contenu)).into_response()
}

pub(super) async fn show_one(State(simulateurs): State<Simulateurs>, Path(id): Path<Uuid>) -> Response {
    let Some(recu) = find(&simulateurs, id) else {
        return unknown();
    };
    let contenu = html! {
        (from_to(&recu.expediteur, &recu.destinataire, recu.recu_le))
        @if recu.livraisons > 1 {
            p.discret { "Arrivé " (recu.livraisons) " fois avec le même identifiant : une boîte mail ne le montre qu’une fois." }
        }
        @if recu.html.is_some() {
            h2 { "Version mise en page" }
            iframe src={ "/boite-mail/" (recu.id) "/page" } title={ "Mail : " (subject(&recu)) } {}
        }
        @if let Some(texte) = &recu.texte {
            h2 { "Version texte" }
            pre.courriel { (texte) }
        }
        details {
            summary { "En-têtes" }
            dl {
                @for (nom, valeur) in &recu.entetes { dt { (nom) } dd { code { (valeur) } } }
            }
        }
    };
    layout(BANDEAU, subject(&recu), &contenu).into_response()
}

pub(super) async fn show_html(State(simulateurs): State<Simulateurs>, Path(id): Path<Uuid>) -> Response {
    let Some(html) = find(&simulateurs, id).and_then(|recu| recu.html) else {
        return unknown();
    };
    let page = html.replacen("<head>", "<head><base target=\"_blank\">", 1);
    ([(CONTENT_SECURITY_POLICY, BAC_A_SABLE)], Html(page)).into_response()
}
