//! The sign-out page of a realm: the people who are signed in, as buttons.

use axum::response::Html;
use maud::html;

use super::layout;
use crate::etat::Etat;
use crate::realm::Realm;

pub(crate) fn show(realm: Realm, etat: &Etat) -> Html<String> {
    let (portail, _) = realm.titre();
    let connectes =
        || etat.connectes.keys().filter(|(de, _)| *de == realm).filter_map(|(_, sub)| etat.personne(realm, sub));
    let contenu = html! {
        @if connectes().next().is_none() {
            p { "Personne n’est connecté à une application par ce portail." }
        } @else {
            p { "Choisissez la personne qui se déconnecte : ses applications en sont averties." }
            form method="post" {
                ul.personnes {
                    @for personne in connectes() {
                        li {
                            button type="submit" name="sub" value=(personne.sub) {
                                strong { (personne.nom_complet()) }
                                span { (personne.email.as_deref().unwrap_or("sans e-mail")) }
                            }
                        }
                    }
                }
            }
        }
    };
    layout(&format!("Portail de connexion simulé — {portail}"), "Se déconnecter", &contenu)
}
