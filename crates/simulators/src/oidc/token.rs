//! The token endpoint: codes once, refresh tokens in turn.

use std::collections::HashMap;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::http::header::CACHE_CONTROL;
use axum::response::IntoResponse;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};
use url::form_urlencoded;
use uuid::Uuid;

use super::erreur::ErreurOidc;
use crate::Simulateurs;
use crate::acces::{CLIENT_ID, CLIENT_SECRET};
use crate::etat::{Etat, Refresh};
use crate::jetons::{Emission, JeuDeJetons};
use crate::realm::Realm;

type Formulaire = HashMap<String, String>;

pub(super) async fn exchange(
    State(simulateurs): State<Simulateurs>,
    Extension(realm): Extension<Realm>,
    corps: Bytes,
) -> Result<impl IntoResponse, ErreurOidc> {
    let formulaire: Formulaire = form_urlencoded::parse(&corps).into_owned().collect();
    check_client(realm, &formulaire)?;
    let jetons = simulateurs.with_etat(|etat| match formulaire.get("grant_type").map(String::as_str) {
        Some("authorization_code") => exchange_code(&simulateurs, etat, realm, &formulaire),
        Some("refresh_token") => rotate(&simulateurs, etat, realm, &formulaire),
        _ => Err(ErreurOidc::bad_request("unsupported_grant_type", "Unsupported grant_type")),
    })?;
    Ok(([(CACHE_CONTROL, "no-store")], Json(jetons)))
}

/// RFC 7009: the token and everything of its sign-in are over. An unknown one is a success.
pub(super) async fn revoke(
    State(simulateurs): State<Simulateurs>,
    Extension(realm): Extension<Realm>,
    corps: Bytes,
) -> Result<StatusCode, ErreurOidc> {
    let formulaire: Formulaire = form_urlencoded::parse(&corps).into_owned().collect();
    check_client(realm, &formulaire)?;
    let jeton = formulaire.get("token").map(String::as_str).unwrap_or_default();
    simulateurs.with_etat(|etat| {
        if let Some(famille) = etat.refresh.get(jeton).filter(|refresh| refresh.realm == realm).map(|r| r.famille) {
            etat.revoke(famille);
        }
    });
    Ok(StatusCode::OK)
}

fn check_client(realm: Realm, formulaire: &Formulaire) -> Result<(), ErreurOidc> {
    let est = |nom: &str, attendu: &str| formulaire.get(nom).is_some_and(|v| v == attendu);
    if est("client_id", CLIENT_ID) && est("client_secret", CLIENT_SECRET) {
        return Ok(());
    }
    let erreur = ErreurOidc::bad_request("invalid_client", "Invalid client credentials");
    // France Travail answers 400 where Keycloak answers 401.
    Err(if realm.parametre_ft().is_some() { erreur } else { erreur.with_status(StatusCode::UNAUTHORIZED) })
}

fn exchange_code(
    simulateurs: &Simulateurs,
    etat: &mut Etat,
    realm: Realm,
    formulaire: &Formulaire,
) -> Result<JeuDeJetons, ErreurOidc> {
    let code = formulaire.get("code").map(String::as_str).unwrap_or_default();
    let accord = etat
        .codes
        .get_mut(code)
        .filter(|accord| accord.realm == realm)
        .ok_or(ErreurOidc::invalid_grant("Code not valid"))?;
    let deja_utilise = std::mem::replace(&mut accord.utilise, true);
    let accord = accord.clone();
    if deja_utilise {
        // A code seen twice was stolen by one of the two callers.
        etat.revoke(accord.famille);
        return Err(ErreurOidc::invalid_grant("Code already used"));
    }
    if accord.expire_le <= simulateurs.now() {
        return Err(ErreurOidc::invalid_grant("Code expired"));
    }
    if formulaire.get("redirect_uri") != Some(&accord.redirect_uri) {
        return Err(ErreurOidc::invalid_grant("Incorrect redirect_uri"));
    }
    if let Some(attendu) = &accord.code_challenge {
        let preuve = formulaire.get("code_verifier").map(|verifier| challenge(verifier));
        if preuve.as_ref() != Some(attendu) {
            return Err(ErreurOidc::invalid_grant("PKCE verification failed"));
        }
    }
    issue(
        simulateurs,
        etat,
        Refresh {
            realm,
            sub: accord.sub,
            nonce: accord.nonce,
            scope: accord.scope,
            expire_le: simulateurs.now() + realm.duree_renouvellement(),
            famille: accord.famille,
            utilise: false,
        },
    )
}

fn rotate(
    simulateurs: &Simulateurs,
    etat: &mut Etat,
    realm: Realm,
    formulaire: &Formulaire,
) -> Result<JeuDeJetons, ErreurOidc> {
    let jeton = formulaire.get("refresh_token").map(String::as_str).unwrap_or_default();
    let refresh = etat
        .refresh
        .get_mut(jeton)
        .filter(|refresh| refresh.realm == realm)
        .ok_or(ErreurOidc::invalid_grant("Invalid refresh token"))?;
    let deja_utilise = std::mem::replace(&mut refresh.utilise, true);
    let refresh = refresh.clone();
    if deja_utilise {
        etat.revoke(refresh.famille);
        return Err(ErreurOidc::invalid_grant("Maximum allowed refresh token reuse exceeded"));
    }
    if refresh.expire_le <= simulateurs.now() {
        return Err(ErreurOidc::invalid_grant("Token is not active"));
    }
    if etat.familles_revoquees.contains(&refresh.famille) {
        return Err(ErreurOidc::invalid_grant("Session not active"));
    }
    let expire_le = simulateurs.now() + realm.duree_renouvellement();
    issue(simulateurs, etat, Refresh { expire_le, utilise: false, ..refresh })
}

/// Records a new refresh token, and makes the tokens that go with it.
fn issue(simulateurs: &Simulateurs, etat: &mut Etat, refresh: Refresh) -> Result<JeuDeJetons, ErreurOidc> {
    let personne =
        etat.personne(refresh.realm, &refresh.sub).cloned().ok_or(ErreurOidc::invalid_grant("User not found"))?;
    let emission = Emission {
        realm: refresh.realm,
        nonce: refresh.nonce.as_deref(),
        scope: &refresh.scope,
        famille: refresh.famille,
        refresh_token: format!("{}{}", Uuid::new_v4().simple(), Uuid::new_v4().simple()),
    };
    let jeton = emission.refresh_token.clone();
    let fausse = etat.jetons_fausses.pop_front();
    let jetons = simulateurs.issue(&personne, emission, fausse, simulateurs.now()).map_err(|_| {
        ErreurOidc::bad_request("server_error", "Tokens could not be signed")
            .with_status(StatusCode::INTERNAL_SERVER_ERROR)
    })?;
    etat.refresh.insert(jeton, refresh);
    Ok(jetons)
}

/// PKCE, method S256.
fn challenge(verifier: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}
