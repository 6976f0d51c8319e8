//! The mails that i-milo sent.

use axum::extract::{Query, State};
use axum::response::Html;
use maud::html;
use serde::Deserialize;

use super::{instant, layout};
use crate::Simulateurs;

#[derive(Deserialize)]
pub(super) struct Filtre {
    destinataire: Option<String>,
}

pub(super) async fn show(State(simulateurs): State<Simulateurs>, Query(filtre): Query<Filtre>) -> Html<String> {
    let maintenant = simulateurs.now();
    let mut mails = simulateurs.mails();
    let retenu = |adresse: &str| filtre.destinataire.as_deref().is_none_or(|d| d == adresse);
    mails.retain(|mail| retenu(&mail.destinataire));
    mails.sort_by_key(|mail| std::cmp::Reverse(mail.envoye_le));
    let contenu = html! {
        @if let Some(adresse) = &filtre.destinataire {
            p { "Mails de " strong { (adresse) } ". " a href="/boite-mail" { "Voir tous les mails" } }
        }
        @if mails.is_empty() { p { "Aucun mail." } }
        @for mail in &mails {
            article.mail {
                h2 { "Activez votre compte – " (mail.nom) }
                p.discret {
                    "De ne-pas-repondre@i-milo.example à "
                    a href={ "/boite-mail?destinataire=" (mail.destinataire) } { (mail.destinataire) }
                    ", le " (instant(mail.envoye_le))
                }
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
    };
    layout("Boîte mail simulée", "Mails envoyés par i-milo", &contenu)
}
