//! `POST /sue/compte-jeune/{idDossier}` and its `surcharge` (wire/i-milo.md §3.2, §3.3).

use crate::Imilo;
use crate::familles::Famille;
use crate::reponse::Reponse;
use kernel::debit::Priorite;
use kernel::partenaire::PartnerError;
use portefeuille::model::dossier::NumeroDossier;
use portefeuille::ports::ReponseCompte;
use reqwest::Method;

const DEJA_RATTACHE: &str = "SUE_RECORD_ALREADY_ATTACHED_TO_ACCOUNT";
const AUTRE_ML: &str = "SUE_ACCOUNT_EXISTING_OTHER_ML";

pub async fn create(imilo: &Imilo, numero: &NumeroDossier) -> Result<ReponseCompte, PartnerError> {
    send(imilo, Method::POST, &format!("sue/compte-jeune/{numero}"), |answer| {
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
    })
    .await
}

pub async fn take_over(imilo: &Imilo, numero: &NumeroDossier) -> Result<Option<String>, PartnerError> {
    send(imilo, Method::PUT, &format!("sue/compte-jeune/surcharge/{numero}"), |answer| {
        if answer.status.is_success() { sub_of(&answer.body) } else { Err(answer.failure()) }
    })
    .await
}

async fn send<T>(
    imilo: &Imilo,
    methode: Method,
    path: &str,
    translate: impl Fn(Reponse) -> Result<T, PartnerError>,
) -> Result<T, PartnerError> {
    let request = imilo.as_application(methode, path, &imilo.options.cle_jeune);
    let request = request.header("Content-Type", "application/json").body("{}");
    imilo.write(Famille::Jeune, Priorite::Ecriture, request, translate).await
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
