//! The pages of i-milo on which a person chooses a password.

use axum::Form;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use serde::Deserialize;

use super::layout;
use crate::Simulateurs;
use crate::etat::{Etat, Mail};
use crate::realm::Realm;

const BANDEAU: &str = "i-milo (simulé)";

enum Lien {
    Inconnu,
    Utilise,
    Expire,
    Valable,
}

fn state_of_link(etat: &Etat, jeton: &str, maintenant: DateTime<Utc>) -> Lien {
    match etat.mails.iter().find(|mail| mail.jeton == jeton) {
        None => Lien::Inconnu,
        Some(Mail { utilise_le: Some(_), .. }) => Lien::Utilise,
        Some(mail) if mail.expire_le <= maintenant => Lien::Expire,
        Some(_) => Lien::Valable,
    }
}

/// The page of a link that cannot be used, if it cannot.
fn unusable(lien: &Lien) -> Option<Response> {
    let oublie = html! { p { a href="/imilo/mot-de-passe-oublie" { "Mot de passe oublié" } } };
    let page = |statut, titre, texte: Markup| Some((statut, layout(BANDEAU, titre, &texte)).into_response());
    match lien {
        Lien::Valable => None,
        Lien::Inconnu => page(
            StatusCode::NOT_FOUND,
            "Lien inconnu",
            html! {
                p { "Ce lien n’existe pas : vérifiez qu’il est complet." } (oublie)
            },
        ),
        Lien::Utilise => page(
            StatusCode::OK,
            "Lien déjà utilisé",
            html! {
                p { "Votre mot de passe est déjà choisi." } (oublie)
            },
        ),
        Lien::Expire => page(
            StatusCode::GONE,
            "Lien expiré",
            html! {
                p { "Ce lien n’est plus valable. Demandez-en un nouveau :" } (oublie)
            },
        ),
    }
}

pub(super) async fn show(State(simulateurs): State<Simulateurs>, Path(jeton): Path<String>) -> Response {
    let lien = simulateurs.with_etat(|etat| state_of_link(etat, &jeton, simulateurs.now()));
    unusable(&lien).unwrap_or_else(|| password_form(None).into_response())
}

#[derive(Deserialize)]
pub(super) struct MotDePasse {
    mot_de_passe: String,
}

pub(super) async fn activate(
    State(simulateurs): State<Simulateurs>,
    Path(jeton): Path<String>,
    Form(saisie): Form<MotDePasse>,
) -> Response {
    if saisie.mot_de_passe.is_empty() {
        let page = password_form(Some("Choisissez un mot de passe."));
        return (StatusCode::BAD_REQUEST, page).into_response();
    }
    let maintenant = simulateurs.now();
    simulateurs.with_etat(|etat| {
        if let Some(page) = unusable(&state_of_link(etat, &jeton, maintenant)) {
            return page;
        }
        let mail = etat.mails.iter_mut().find(|mail| mail.jeton == jeton);
        let sub = mail.map(|mail| {
            mail.utilise_le = Some(maintenant);
            mail.sub.clone()
        });
        let personne = sub.and_then(|sub| etat.personne_mut(Realm::SueJeunes, &sub));
        if let Some(personne) = personne {
            // The link was read in the mail box: the address is hers.
            personne.active = true;
            personne.email_verifie = true;
        }
        activated(etat.origine_application.as_deref()).into_response()
    })
}

fn password_form(erreur: Option<&str>) -> Html<String> {
    let contenu = html! {
        @if let Some(erreur) = erreur { p role="alert" { (erreur) } }
        form method="post" {
            label for="mot_de_passe" { "Nouveau mot de passe (n’importe lequel)" }
            input id="mot_de_passe" name="mot_de_passe" type="password" required
                autocomplete="new-password";
            div { button.action type="submit" { "Activer mon compte" } }
        }
    };
    layout(BANDEAU, "Choisissez votre mot de passe", &contenu)
}

fn activated(origine: Option<&str>) -> Html<String> {
    let contenu = html! {
        p {
            @if let Some(origine) = origine {
                a href={ (origine) "/app" } { "Vous pouvez vous connecter à l’application" }
            } @else {
                "Vous pouvez vous connecter à l’application."
            }
        }
    };
    layout(BANDEAU, "Votre compte est actif", &contenu)
}

pub(super) async fn forgotten() -> Html<String> {
    let contenu = html! {
        form method="post" {
            label for="email" { "Votre adresse e-mail" }
            input id="email" name="email" type="email" required autocomplete="email";
            div { button.action type="submit" { "Recevoir un nouveau lien" } }
        }
    };
    layout(BANDEAU, "Mot de passe oublié", &contenu)
}

#[derive(Deserialize)]
pub(super) struct Adresse {
    email: String,
}

pub(super) async fn send_again(State(simulateurs): State<Simulateurs>, Form(adresse): Form<Adresse>) -> Html<String> {
    simulateurs.with_etat(|etat| {
        let compte = etat.compte_jeune_by_email(adresse.email.trim());
        if let Some(sub) = compte.map(|compte| compte.sub.clone()) {
            let validite = simulateurs.lien_activation();
            etat.send_activation(&sub, simulateurs.base(), simulateurs.now(), validite);
        }
    });
    let contenu = html! {
        p { "Si cette adresse a un compte, un nouveau lien vient de lui être envoyé." }
        p { a href="/boite-mail" { "Ouvrir la boîte mail" } }
    };
    layout(BANDEAU, "Vérifiez votre boîte mail", &contenu)
}
