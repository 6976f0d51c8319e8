//! The sign-in page of a realm: its people, as buttons.

use axum::response::Html;
use maud::{Markup, PreEscaped, html};

use super::layout;
use crate::etat::Etat;
use crate::personne::Personne;
use crate::realm::Realm;

/// Hides the people whose text does not hold what is typed. The page works without it.
const FILTRE: &str = "\
const champ = document.getElementById('filtre');
champ.closest('p').hidden = false;
const plier = t => t.normalize('NFD').replace(/[\\u0300-\\u036f]/g, '').toLowerCase();
champ.addEventListener('input', () => {
  for (const li of document.querySelectorAll('.personnes li'))
    li.hidden = !plier(li.textContent).includes(plier(champ.value));
});";

/// Why the page is shown although somebody was named.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Avis {
    /// Nobody of the realm has this account id or e-mail.
    Inconnu,
    /// The account waits for its activation.
    NonActive,
}

/// What the page needs.
pub(crate) struct PageConnexion<'a> {
    pub(crate) realm: Realm,
    pub(crate) avis: Option<Avis>,
    pub(crate) etat: &'a Etat,
}

impl PageConnexion<'_> {
    pub(crate) fn render(&self) -> Html<String> {
        let (portail, population) = self.realm.titre();
        let (cast, depuis) = self.etat.personnes.split_at(self.etat.personnes_du_cast.min(self.etat.personnes.len()));
        // Accounts made during the demonstration come first: they are what is being shown.
        let personnes: Vec<&Personne> = depuis.iter().rev().chain(cast).filter(|p| p.realm == self.realm).collect();
        let contenu = html! {
            @match self.avis {
                Some(Avis::Inconnu) => p role="alert" { "Aucun compte de ce portail ne correspond." },
                Some(Avis::NonActive) => p role="alert" {
                    "Compte à activer : ouvrez le lien reçu par e-mail (" a href="/boite-mail" { "boîte mail" } ")."
                },
                None => {},
            }
            p { (population) " : choisissez la personne qui se connecte." }
            p hidden {
                label for="filtre" { "Filtrer les " (personnes.len()) " personnes" }
                input id="filtre" type="search" autocomplete="off";
            }
            form method="post" {
                ul.personnes { @for personne in personnes { li { (carte(personne)) } } }
                button.action.secondaire type="submit" { "Refuser l’accès" }
            }
            @if self.realm == Realm::SueJeunes {
                p { a href="/imilo/mot-de-passe-oublie" { "Mot de passe oublié" } }
            }
            script { (PreEscaped(FILTRE)) }
        };
        layout(&format!("Portail de connexion simulé — {portail}"), "Se connecter", &contenu)
    }
}

fn carte(personne: &Personne) -> Markup {
    let texte = html! {
        strong { (personne.nom_complet()) }
        span { (personne.email.as_deref().unwrap_or("sans e-mail")) }
        @if !personne.description.is_empty() { span.discret { (personne.description) } }
    };
    html! {
        @if personne.active {
            button type="submit" name="sub" value=(personne.sub) { (texte) }
        } @else {
            div.inactif {
                (texte)
                span {
                    "compte à activer : ouvrez le lien reçu par e-mail ("
                    a href="/boite-mail" { "boîte mail" } ")"
                }
            }
        }
    }
}
