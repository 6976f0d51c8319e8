//! `GET /operateurs/events` and its acknowledgement (wire/i-milo.md §4.1, §4.2).

use crate::Imilo;
use crate::familles::Famille;
use crate::reponse::Reponse;
use agenda::model::evenement::EvenementImilo;
use kernel::debit::Priorite;
use kernel::partenaire::PartnerError;
use kernel::temps::Instant;
use reqwest::Method;
use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EvenementJson {
    identifiant: String,
    id_dossier: Value,
    #[serde(rename = "type")]
    objet: String,
    action: String,
    id_type: Option<Value>,
    date: Instant,
}

pub async fn read(imilo: &Imilo) -> Result<Vec<EvenementImilo>, PartnerError> {
    let request = imilo.as_application(Method::GET, "operateurs/events", &imilo.options.cle_evenements);
    imilo.read(Famille::Evenements, request, |answer| events_of(&answer)).await
}

pub async fn acknowledge(imilo: &Imilo, identifiant: &str) -> Result<(), PartnerError> {
    let path = format!("operateurs/events/{identifiant}/ack");
    let request = imilo.as_application(Method::POST, &path, &imilo.options.cle_evenements);
    let request = request.header("Content-Type", "application/json").body("{}");
    imilo
        .write(Famille::Evenements, Priorite::Evenements, request, |answer| {
            if answer.status.is_success() { Ok(()) } else { Err(answer.failure()) }
        })
        .await
}

fn events_of(answer: &Reponse) -> Result<Vec<EvenementImilo>, PartnerError> {
    if !answer.status.is_success() {
        return Err(answer.failure());
    }
    if answer.body.trim().is_empty() {
        return Ok(Vec::new());
    }
    let elements: Vec<Value> = serde_json::from_str(&answer.body)
        .map_err(|error| PartnerError::ReponseInvalide { champ: format!("events: {:?}", error.classify()) })?;
    let total = elements.len();
    let events: Vec<_> = elements
        .into_iter()
        .filter_map(|element| serde_json::from_value::<EvenementJson>(element).ok()?.into_domain())
        .collect();
    if events.len() < total {
        tracing::warn!(skipped = total - events.len(), "events of i-milo could not be read");
    }
    Ok(events)
}

impl EvenementJson {
    fn into_domain(self) -> Option<EvenementImilo> {
        // It becomes a part of an address: nothing else is believed.
        let hex =
            (1..=64).contains(&self.identifiant.len()) && self.identifiant.bytes().all(|b| b.is_ascii_alphanumeric());
        Some(EvenementImilo {
            identifiant: hex.then_some(self.identifiant)?,
            dossier: id_of(&self.id_dossier)?,
            objet: self.objet.chars().take(32).collect(),
            action: self.action.chars().take(32).collect(),
            id_objet: self.id_type.as_ref().and_then(id_of),
            date: self.date,
        })
    }
}

/// i-milo writes ids as numbers or as texts.
fn id_of(value: &Value) -> Option<String> {
    match value {
        Value::Number(number) => Some(number.to_string()),
        Value::String(text) if (1..=32).contains(&text.len()) => Some(text.clone()),
        _ => None,
    }
}
