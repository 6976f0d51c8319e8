//! The API gateway of i-milo.

mod compte_jeune;
mod dossiers;
mod envoi_email;
mod erreur;
mod evenements;
mod garde;
mod utilisateurs;

use axum::Router;
use axum::routing::{get, post, put};

use crate::Simulateurs;

pub use evenements::Evenement;

pub(crate) fn routes() -> Router<Simulateurs> {
    let api = Router::new()
        .route("/sue/dossiers/{numero}", get(dossiers::read))
        .route("/sue/compte-jeune/{numero}", post(compte_jeune::create))
        .route("/sue/compte-jeune/surcharge/{numero}", put(compte_jeune::take_over))
        .route("/sue/sendVerifyEmail", put(envoi_email::send))
        .route("/operateurs/utilisateurs/moi/structures", get(utilisateurs::structures))
        .route("/operateurs/events", get(evenements::list))
        .route("/operateurs/events/{identifiant}/ack", post(evenements::acknowledge))
        .fallback(erreur::unknown_path)
        .method_not_allowed_fallback(erreur::unknown_path);
    Router::new().nest("/imilo/api", api)
}
