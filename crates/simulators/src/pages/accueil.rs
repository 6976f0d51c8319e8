//! The state of the simulators, for people.

use axum::extract::State;
use axum::response::Html;
use maud::{Markup, html};

use super::{instant, layout};
use crate::Simulateurs;
use crate::etat::Etat;
use crate::fault::ActiveFault;
use crate::realm::Realm;

const DERNIERS_APPELS: usize = 40;

pub(super) async fn show(State(simulateurs): State<Simulateurs>) -> Html<String> {
    let fautes = simulateurs.faults();
    let maintenant = instant(simulateurs.now());
    let contenu = simulateurs.with_etat(|etat| {
        html! {
            p { "Heure des simulateurs : " (maintenant) ". "
                a href="/boite-mail" { (etat.mails.len() + etat.courriels.len()) " mails dans la boîte simulée" } "." }
            p { "Pilotage : "
                a href="/_sim/etat" { "état complet" } ", "
                a href="/_sim/journal" { "journal des appels" } ", "
                a href="/_sim/fautes" { "fautes" } " (JSON)." }
            (faults(&fautes))
            (dossiers(etat))
            (people(etat))
            (calls(etat))
        }
    });
    layout("Simulateurs", "État des simulateurs", &contenu)
}

fn faults(fautes: &[ActiveFault]) -> Markup {
    html! {
        h2 { "Fautes en attente" }
        @if fautes.is_empty() { p { "Aucune." } }
        ul {
            @for active in fautes {
                li {
                    code {
                        (active.faute.methode.as_deref().unwrap_or("*")) " " (active.faute.chemin)
                    }
                    " : " (active.faute.effet)
                    ", jouée " (active.joues) " fois"
                }
            }
        }
    }
}

fn dossiers(etat: &Etat) -> Markup {
    html! {
        h2 { "Dossiers i-milo à essayer" }
        div.defile { table {
            thead { tr {
                th scope="col" { "Numéro" } th scope="col" { "Personne" } th scope="col" { "E-mail" }
                th scope="col" { "Mission Locale" } th scope="col" { "Compte" }
                th scope="col" { "Ce qu’il montre" }
            } }
            tbody {
                @for dossier in etat.dossiers.values().filter(|d| !d.montre.is_empty()) {
                    tr {
                        td { (dossier.numero) }
                        td { (dossier.prenom) " " (dossier.nom) }
                        td { (dossier.email.as_deref().unwrap_or("–")) }
                        td { (dossier.mission_locale().map_or("–", |ml| ml.nom_usuel)) }
                        td { @if dossier.compte.is_some() { "rattaché" } @else { "–" } }
                        td { (dossier.montre) }
                    }
                }
            }
        } }
    }
}

fn people(etat: &Etat) -> Markup {
    html! {
        h2 { "Personnes" }
        @for realm in Realm::ALL {
            @let (portail, population) = realm.titre();
            details {
                summary {
                    (portail) ", " (population) " : "
                    (etat.personnes.iter().filter(|p| p.realm == realm).count())
                }
                div.defile { table {
                    thead { tr {
                        th scope="col" { "Personne" } th scope="col" { "E-mail" }
                        th scope="col" { "Compte" } th scope="col" { "Identifiant" }
                    } }
                    tbody {
                        @for p in etat.personnes.iter().filter(|p| p.realm == realm) {
                            tr {
                                td { (p.nom_complet()) br; span.discret { (p.description) } }
                                td { (p.email.as_deref().unwrap_or("–")) }
                                td { @if p.active { "actif" } @else { "à activer" } }
                                td { code { (p.sub) } }
                            }
                        }
                    }
                } }
            }
        }
    }
}

fn calls(etat: &Etat) -> Markup {
    html! {
        h2 { "Derniers appels" }
        @if etat.journal.is_empty() { p { "Aucun." } }
        div.defile { table {
            tbody {
                @for appel in etat.journal.iter().rev().take(DERNIERS_APPELS) {
                    tr {
                        td { (instant(appel.instant)) }
                        td { code { (appel.methode) " " (appel.chemin) } }
                        td { @if let Some(statut) = appel.statut { (statut) } @else { "–" } }
                        td { @if let Some(faute) = &appel.faute { "faute : " (faute) } }
                    }
                }
            }
        } }
    }
}
