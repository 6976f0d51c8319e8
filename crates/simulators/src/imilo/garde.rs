//! Who may call: the key of each family, `operateur`, the bearer token. The contract says which
//! headers each family sends **and which it does not**: a header too many is refused here, so
//! that a person's token is never sent where it has no business.

use axum::http::{HeaderMap, StatusCode};

use super::erreur::ErreurImilo;
use crate::Simulateurs;
use crate::etat::Etat;
use crate::jetons::RefusJeton;
use crate::personne::Personne;
use crate::realm::Realm;

const CLE: &str = "x-gravitee-api-key";
const OPERATEUR: &str = "operateur";
const OPERATEUR_ATTENDU: &[u8] = b"APPLICATION_CEJ";

fn key(entetes: &HeaderMap, cle: &str) -> Result<(), ErreurImilo> {
    if entetes.get(CLE).is_some_and(|valeur| valeur.as_bytes() == cle.as_bytes()) {
        return Ok(());
    }
    Err(ErreurImilo::new(StatusCode::UNAUTHORIZED, "Unauthorized"))
}

/// A call of the application itself.
pub(super) fn application(entetes: &HeaderMap, cle: &str) -> Result<(), ErreurImilo> {
    key(entetes, cle)?;
    if entetes.contains_key(OPERATEUR) {
        return Err(ErreurImilo::new(StatusCode::BAD_REQUEST, "En-tête operateur inattendu"));
    }
    if entetes.contains_key("authorization") {
        return Err(ErreurImilo::new(StatusCode::BAD_REQUEST, "En-tête Authorization inattendu"));
    }
    Ok(())
}

/// A call of the application with the token of a conseiller.
pub(super) fn conseiller(
    simulateurs: &Simulateurs,
    etat: &Etat,
    entetes: &HeaderMap,
    cle: &str,
) -> Result<Personne, ErreurImilo> {
    key(entetes, cle)?;
    if entetes.get(OPERATEUR).is_none_or(|valeur| valeur.as_bytes() != OPERATEUR_ATTENDU) {
        return Err(ErreurImilo::new(StatusCode::BAD_REQUEST, "En-tête operateur absent ou inconnu"));
    }
    simulateurs.bearer(entetes, Realm::ImiloConseillers, etat).map_err(|refus| match refus {
        RefusJeton::Invalide => ErreurImilo::new(StatusCode::UNAUTHORIZED, "Jeton invalide"),
        RefusJeton::AutreRealm => ErreurImilo::new(StatusCode::FORBIDDEN, "Accès refusé"),
    })
}

/// The media type of the body.
pub(super) fn content_type(entetes: &HeaderMap, attendu: &str) -> Result<(), ErreurImilo> {
    let recu = entetes.get("content-type").and_then(|valeur| valeur.to_str().ok());
    let media = recu.and_then(|valeur| valeur.split(';').next()).unwrap_or_default();
    if media.trim().eq_ignore_ascii_case(attendu) {
        return Ok(());
    }
    Err(ErreurImilo::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "Content-Type inattendu"))
}
