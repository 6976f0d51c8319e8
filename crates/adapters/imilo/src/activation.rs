//! `PUT /sue/sendVerifyEmail`: the activation mail, once more (wire/i-milo.md §3.4).

use crate::{Imilo, reponse};
use kernel::partenaire::{JetonPartenaire, PartnerError};
use reqwest::Method;

pub async fn resend(imilo: &Imilo, jeton: &JetonPartenaire, email: &str) -> Result<(), PartnerError> {
    let request = imilo.as_person(Method::PUT, "sue/sendVerifyEmail", &imilo.options.cle_envoi_email, jeton);
    let answer = reponse::write(request.header("Content-Type", "text/plain").body(email.to_owned())).await?;
    if answer.status.is_success() { Ok(()) } else { Err(answer.failure_of_person()) }
}
