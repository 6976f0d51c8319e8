//! The devices that take push messages, and what they show.

use axum::extract::State;
use axum::response::Html;
use maud::{Markup, html};

use super::{instant, layout};
use crate::Simulateurs;
use crate::push::appareil::{Appareil, MessageRecu};

pub(super) async fn show(State(simulateurs): State<Simulateurs>) -> Html<String> {
    let appareils = simulateurs.appareils();
    let contenu = html! {
        @if appareils.is_empty() { p { "Aucun appareil abonné." } }
        @for appareil in appareils.iter().rev() { (device(appareil)) }
    };
    layout("Service de push simulé", "Messages poussés, par appareil", &contenu)
}

fn device(appareil: &Appareil) -> Markup {
    html! {
        article.mail {
            h2 { (appareil.nom) }
            p.discret {
                "Appareil " code { (appareil.id) } ", "
                @if appareil.mort { "abonnement terminé" }
                @else if appareil.allume { "allumé" }
                @else { "éteint, " (appareil.en_attente.len()) " en attente" }
                "."
            }
            @if appareil.affiches.is_empty() { p { "Aucun message." } }
            ul {
                @for message in appareil.affiches.iter().rev() { (shown(message)) }
            }
        }
    }
}

fn shown(message: &MessageRecu) -> Markup {
    html! {
        li {
            @if let (Some(titre), Some(description)) = (message.champ("titre"), message.champ("description")) {
                strong { (titre) } br; (description)
                @if let Some(chemin) = message.champ("chemin") { " (ouvre " code { (chemin) } ")" }
            } @else {
                code { (message.contenu) }
            }
            p.discret {
                "Reçu le " (instant(message.recu_le))
                @if message.livraisons > 1 { ", " (message.livraisons) " fois" }
                "."
            }
        }
    }
}
