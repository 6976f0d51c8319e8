//! The journal of the calls that the partners received.

use std::collections::BTreeMap;

use axum::http::HeaderMap;
use chrono::{DateTime, Utc};
use serde::Serialize;
use url::form_urlencoded;

/// How many calls are remembered.
pub(crate) const TAILLE: usize = 5_000;

const MASQUE: &str = "***";
const ENTETES_SECRETS: [&str; 4] = ["authorization", "cookie", "set-cookie", "x-gravitee-api-key"];
const CHAMPS_SECRETS: [&str; 7] =
    ["access_token", "client_secret", "code", "code_verifier", "id_token_hint", "mot_de_passe", "refresh_token"];

/// A call that a partner received. Secrets are masked.
#[derive(Debug, Clone, Serialize)]
pub struct Appel {
    /// Rank, from 1.
    pub numero: u64,
    /// When it arrived, at the clock of the simulators.
    pub instant: DateTime<Utc>,
    /// Method.
    pub methode: String,
    /// Path.
    pub chemin: String,
    /// Query, decoded.
    pub parametres: BTreeMap<String, String>,
    /// Headers; names in lower case.
    pub entetes: BTreeMap<String, String>,
    /// Body, as text.
    pub corps: String,
    /// Status; absent while the answer is awaited, or when the call was never applied.
    pub statut: Option<u16>,
    /// The fault that was played on it.
    pub faute: Option<String>,
}

/// Headers of a call, without what proves an identity.
pub(crate) fn headers_without_secrets(entetes: &HeaderMap) -> BTreeMap<String, String> {
    entetes
        .iter()
        .map(|(nom, valeur)| {
            let valeur = if ENTETES_SECRETS.contains(&nom.as_str()) {
                MASQUE.to_owned()
            } else {
                String::from_utf8_lossy(valeur.as_bytes()).into_owned()
            };
            (nom.to_string(), valeur)
        })
        .collect()
}

/// Fields of a query or a form, without secrets.
pub(crate) fn fields_without_secrets(texte: &str) -> BTreeMap<String, String> {
    form_urlencoded::parse(texte.as_bytes())
        .map(|(nom, valeur)| {
            let secret = CHAMPS_SECRETS.contains(&nom.as_ref());
            (nom.into_owned(), if secret { MASQUE.to_owned() } else { valeur.into_owned() })
        })
        .collect()
}

/// Body of a call, without secrets.
pub(crate) fn body_without_secrets(entetes: &HeaderMap, corps: &[u8]) -> String {
    if entetes.contains_key("content-encoding") {
        return format!("({} octets encodés)", corps.len());
    }
    let texte = String::from_utf8_lossy(corps);
    let formulaire =
        entetes.get("content-type").is_some_and(|t| t.as_bytes().starts_with(b"application/x-www-form-urlencoded"));
    if !formulaire {
        return texte.into_owned();
    }
    form_urlencoded::Serializer::new(String::new()).extend_pairs(fields_without_secrets(&texte)).finish()
}
