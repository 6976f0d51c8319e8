//! From a message to the answer of the push service.

use crate::resolution::leads_inside;
use crate::{WebPush, retry_after};
use communication::model::push::{AbonnementWebPush, MessagePush};
use communication::ports::EchecEnvoi;
use p256::PublicKey;
use reqwest::header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE};
use std::time::Duration;
use url::Url;
use web_push_native::{Auth, encrypt};

/// What every push service takes, encrypted (RFC 8291 §4).
const TAILLE_MAXIMALE: usize = 4_096;

/// Encrypts the message, signs the call and sends it.
pub(crate) async fn push(
    web_push: &WebPush,
    abonnement: &AbonnementWebPush,
    message: &MessagePush,
) -> Result<(), EchecEnvoi> {
    let options = &web_push.options;
    let url = Url::parse(&abonnement.endpoint).ok().filter(|url| options.origines_permises.permits(url));
    let url = url.ok_or_else(|| definitif("the address of the push service is not public"))?;
    let corps = encrypted(abonnement, message)?;
    let now = web_push.clock.now();
    let autorisation = options.cle.authorization(&url, &options.contact, now);
    let reponse = web_push
        .http
        .post(url)
        .header(AUTHORIZATION, autorisation.map_err(|_| definitif("our key cannot sign"))?)
        .header(CONTENT_ENCODING, "aes128gcm")
        .header(CONTENT_TYPE, "application/octet-stream")
        .header("TTL", options.duree_de_vie.as_secs())
        .header("Urgency", "normal")
        // Of two messages with one topic, a device that was off gets the last: at most 32 signs.
        .header("Topic", message.id.simple().to_string())
        .body(corps)
        .send()
        .await
        .map_err(|erreur| not_sent(&erreur))?;
    match reponse.status().as_u16() {
        200..300 => Ok(()),
        404 | 410 => Err(EchecEnvoi::AppareilMort),
        code @ (429 | 500..) => {
            let attendre = retry_after::read(reponse.headers(), now);
            Err(EchecEnvoi::Passager { raison: format!("http {code}"), attendre })
        }
        code => Err(definitif(&format!("http {code}"))),
    }
}

/// The message, readable by this device only.
fn encrypted(abonnement: &AbonnementWebPush, message: &MessagePush) -> Result<Vec<u8>, EchecEnvoi> {
    let clair = serde_json::to_vec(message).map_err(|_| definitif("the message cannot be written"))?;
    // With such keys no message will ever be read there.
    let cle = PublicKey::from_sec1_bytes(&abonnement.p256dh).map_err(|_| EchecEnvoi::AppareilMort)?;
    let secret: [u8; 16] = abonnement.auth.as_slice().try_into().map_err(|_| EchecEnvoi::AppareilMort)?;
    let corps = encrypt(clair, &cle, &Auth::from(secret)).map_err(|_| definitif("the message cannot be encrypted"))?;
    if corps.len() > TAILLE_MAXIMALE {
        return Err(definitif("the message is too long"));
    }
    Ok(corps)
}

/// Kind of failure, without the address: whoever knows it can write to the device.
fn not_sent(erreur: &reqwest::Error) -> EchecEnvoi {
    if leads_inside(erreur) {
        return definitif("the name of the push service leads to no public address");
    }
    let raison = if erreur.is_timeout() {
        "no answer in time"
    } else if erreur.is_connect() {
        "no connection"
    } else {
        "connection cut"
    };
    EchecEnvoi::Passager { raison: raison.to_owned(), attendre: None::<Duration> }
}

fn definitif(raison: &str) -> EchecEnvoi {
    EchecEnvoi::Definitif { raison: raison.to_owned() }
}
