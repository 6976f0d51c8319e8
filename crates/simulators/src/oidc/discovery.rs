//! `/.well-known/openid-configuration`.

use axum::Json;
use axum::extract::{Extension, State};
use serde_json::{Value, json};
use url::form_urlencoded::byte_serialize;

use super::Chemins;
use crate::Simulateurs;
use crate::realm::Realm;

pub(super) async fn read(State(simulateurs): State<Simulateurs>, Extension(realm): Extension<Realm>) -> Json<Value> {
    let issuer = simulateurs.issuer(realm);
    let chemins = Chemins::of(realm);
    let suffixe = realm.parametre_ft().map_or_else(String::new, |parametre| {
        format!("?realm={}", byte_serialize(parametre.as_bytes()).collect::<String>())
    });
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}{}{suffixe}", chemins.authorize),
        "token_endpoint": format!("{issuer}{}{suffixe}", chemins.token),
        "userinfo_endpoint": format!("{issuer}{}{suffixe}", chemins.userinfo),
        "jwks_uri": format!("{issuer}{}", chemins.certs),
        "revocation_endpoint": format!("{issuer}{}", chemins.revoke),
        "end_session_endpoint": format!("{issuer}{}", chemins.logout),
        "backchannel_logout_supported": true,
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
        "code_challenge_methods_supported": ["S256"],
        "scopes_supported": ["openid", "email", "profile", "offline_access"],
        "claims_supported": [
            "sub", "given_name", "family_name", "email", "email_verified", "preferred_username"
        ],
    }))
}
