//! What an answer of i-milo means (wire/i-milo.md §2.3).

use kernel::partenaire::PartnerError;
use reqwest::{Response, StatusCode, header::RETRY_AFTER};
use serde::Deserialize;
use std::time::Duration;

/// Body of an error, as far as it can be read.
#[derive(Debug, Default, Deserialize)]
pub struct CorpsErreur {
    #[serde(default)]
    pub code: Option<String>,
    #[serde(default)]
    pub message: Option<String>,
    #[serde(default, rename = "id-keycloak")]
    pub id_keycloak: Option<String>,
}

/// A whole answer.
pub struct Reponse {
    pub status: StatusCode,
    retry_after: Option<Duration>,
    pub body: String,
}

/// Sends a reading. Whatever fails on the way, nothing happened at i-milo.
pub async fn read(request: reqwest::RequestBuilder) -> Result<Reponse, PartnerError> {
    let answer = request.send().await.map_err(|error| PartnerError::Indisponible(cause(&error)))?;
    whole(answer).await.map_err(|error| PartnerError::Indisponible(cause(&error)))
}

/// Sends a write. A connection that was never made sent nothing; anything later may have been
/// applied.
pub async fn write(request: reqwest::RequestBuilder) -> Result<Reponse, PartnerError> {
    let answer = request.send().await.map_err(|error| {
        let cause = cause(&error);
        if error.is_connect() { PartnerError::Indisponible(cause) } else { PartnerError::Incertain(cause) }
    })?;
    let answer = whole(answer).await.map_err(|error| PartnerError::Incertain(cause(&error)))?;
    if answer.status.is_server_error() {
        return Err(PartnerError::Incertain(format!("http {}", answer.status.as_u16())));
    }
    Ok(answer)
}

async fn whole(answer: Response) -> Result<Reponse, reqwest::Error> {
    let status = answer.status();
    let retry_after = answer
        .headers()
        .get(RETRY_AFTER)
        .and_then(|value| value.to_str().ok()?.trim().parse().ok())
        .map(Duration::from_secs);
    Ok(Reponse { status, retry_after, body: answer.text().await? })
}

/// Kind of failure, without the address: it may hold the number of a dossier.
fn cause(error: &reqwest::Error) -> String {
    let kind = if error.is_connect() {
        "connection refused"
    } else if error.is_timeout() {
        "no answer in time"
    } else {
        "connection cut"
    };
    kind.to_owned()
}

impl Reponse {
    /// The error body; empty when it is not JSON.
    pub fn erreur(&self) -> CorpsErreur {
        serde_json::from_str(&self.body).unwrap_or_default()
    }

    /// What a status that is not a success means, for a call made as the application.
    pub fn failure(&self) -> PartnerError {
        let erreur = self.erreur();
        let message = erreur.message.unwrap_or_default();
        match self.status.as_u16() {
            // "pas justifié": a fact about the dossier. It may come with or without its accent.
            403 if message.contains("pas justifi") => PartnerError::AccesNonJustifie,
            401 | 403 => PartnerError::CleRefusee,
            404 => PartnerError::Introuvable,
            429 => PartnerError::Limite { retry_after: self.retry_after },
            http @ 400..500 => PartnerError::Refuse { code: erreur.code.unwrap_or_default(), message, http },
            http => PartnerError::Indisponible(format!("http {http}")),
        }
    }

    /// The same, for a call made with the token of a person: a 401 is his token, not our key.
    pub fn failure_of_person(&self) -> PartnerError {
        if self.status == StatusCode::UNAUTHORIZED { PartnerError::SessionExpiree } else { self.failure() }
    }
}
