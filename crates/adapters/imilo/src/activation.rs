//! `PUT /sue/sendVerifyEmail`: the activation mail, once more (wire/i-milo.md §3.4).

use crate::Imilo;
use crate::familles::Famille;
use kernel::debit::Priorite;
use kernel::partenaire::{JetonPartenaire, PartnerError};
use reqwest::Method;

pub async fn resend(imilo: &Imilo, jeton: &JetonPartenaire, email: &str) -> Result<(), PartnerError> {
    let request = imilo.as_person(Method::PUT, "sue/sendVerifyEmail", &imilo.options.cle_envoi_email, jeton);
    let request = request.header("Content-Type", "text/plain").body(email.to_owned());
    imilo
        .write(Famille::EnvoiEmail, Priorite::Ecriture, request, |answer| {
            if answer.status.is_success() { Ok(()) } else { Err(answer.failure_of_person()) }
        })
        .await
}
