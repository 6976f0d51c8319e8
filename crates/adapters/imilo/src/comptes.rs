//! `POST /sue/compte-jeune/{idDossier}` and its `surcharge` (wire/i-milo.md §3.2, §3.3).

use crate::{Imilo, reponse};
use kernel::partenaire::PartnerError;
use portefeuille::model::dossier::NumeroDossier;
use portefeuille::ports::ReponseCompte;

const DEJA_RATTACHE: &str = "SUE_RECORD_ALREADY_ATTACHED_TO_ACCOUNT";
const AUTRE_ML: &str = "SUE_ACCOUNT_EXISTING_OTHER_ML";

pub async fn create(imilo: &Imilo, numero: &NumeroDossier) -> Result<ReponseCompte, PartnerError> {
    let request = imilo.http.post(imilo.url(&format!("sue/compte-jeune/{numero}")));
    let answer = send(imilo, request).await?;
    if answer.status.is_success() {
        return Ok(ReponseCompte::Existe { sub: sub_of(&answer.body)? });
    }
    let erreur = answer.erreur();
    match erreur.code.as_deref() {
        // Made by an earlier call of ours, or by another tool of the Mission Locale.
        Some(DEJA_RATTACHE) => {
            Ok(ReponseCompte::Existe { sub: sub_of(erreur.id_keycloak.as_deref().unwrap_or_default())? })
        }
        Some(AUTRE_ML) => Ok(ReponseCompte::AutreMl),
        _ => Err(answer.failure()),
    }
}

pub async fn take_over(imilo: &Imilo, numero: &NumeroDossier) -> Result<Option<String>, PartnerError> {
    let request = imilo.http.put(imilo.url(&format!("sue/compte-jeune/surcharge/{numero}")));
    let answer = send(imilo, request).await?;
    if answer.status.is_success() { sub_of(&answer.body) } else { Err(answer.failure()) }
}

async fn send(imilo: &Imilo, request: reqwest::RequestBuilder) -> Result<reponse::Reponse, PartnerError> {
    let request = Imilo::as_application(request, &imilo.options.cle_jeune.0);
    reponse::write(request.header("Content-Type", "application/json").body("{}")).await
}

/// The identifier is a plain text body, possibly between quotes; empty when i-milo gives none.
/// Anything else, such as a page of a proxy, tells nothing of what happened at i-milo.
fn sub_of(body: &str) -> Result<Option<String>, PartnerError> {
    let sub = body.trim().trim_matches('"').trim();
    let known = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.' | b':');
    if sub.is_empty() {
        Ok(None)
    } else if sub.len() <= 64 && sub.bytes().all(known) {
        Ok(Some(sub.to_owned()))
    } else {
        Err(PartnerError::Incertain("not an identifier".to_owned()))
    }
}
