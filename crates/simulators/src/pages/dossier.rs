//! A dossier, as the link of a fiche opens it in i-milo.

use axum::extract::{Path, State};
use axum::http::Uri;
use axum::response::{IntoResponse as _, Response};
use maud::html;

use super::{layout, not_found};
use crate::Simulateurs;

pub(super) async fn show(State(simulateurs): State<Simulateurs>, Path(numero): Path<u64>, adresse: Uri) -> Response {
    let Some(dossier) = simulateurs.dossier(numero) else { return not_found(adresse).await };
    let absent = || "Non renseigné".to_owned();
    let contenu = html! {
        dl {
            dt { "Numéro de dossier" } dd { (dossier.numero) }
            dt { "Date de naissance" } dd { (dossier.date_naissance.format("%d/%m/%Y")) }
            dt { "E-mail" } dd { (dossier.email.clone().unwrap_or_else(absent)) }
            dt { "Mission Locale" }
            dd { (dossier.mission_locale().map_or_else(absent, |ml| ml.nom_usuel.to_owned())) }
            dt { "Fin du CEJ" }
            dd { (dossier.fin_cej.map_or_else(absent, |jour| jour.format("%d/%m/%Y").to_string())) }
        }
    };
    layout("i-milo (simulé)", &format!("{} {}", dossier.prenom, dossier.nom), &contenu).into_response()
}
