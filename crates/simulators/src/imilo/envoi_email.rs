//! `PUT /sue/sendVerifyEmail`: the activation mail, once more.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};

use super::erreur::ErreurImilo;
use super::garde;
use crate::Simulateurs;
use crate::acces::CLE_ENVOI_EMAIL;

pub(super) async fn send(
    State(simulateurs): State<Simulateurs>,
    entetes: HeaderMap,
    corps: String,
) -> Result<StatusCode, ErreurImilo> {
    simulateurs.with_etat(|etat| {
        garde::conseiller(&simulateurs, etat, &entetes, CLE_ENVOI_EMAIL)?;
        garde::content_type(&entetes, "text/plain")?;
        let compte = etat
            .compte_jeune_by_email(corps.trim())
            .ok_or(ErreurImilo::new(StatusCode::NOT_FOUND, "Aucun compte pour cette adresse"))?;
        if compte.active {
            return Err(ErreurImilo::new(StatusCode::BAD_REQUEST, "Le compte est déjà activé"));
        }
        let sub = compte.sub.clone();
        let validite = simulateurs.lien_activation();
        etat.send_activation(&sub, simulateurs.base(), simulateurs.now(), validite);
        Ok(StatusCode::NO_CONTENT)
    })
}
