//! From a mail to the answer of the server.

use crate::rendu::{Rendu, render};
use crate::{Smtp, habillage};
use communication::model::courriel::Courriel;
use communication::ports::EchecEnvoi;
use kernel::structure::Marque;
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::Error;
use lettre::{Address, Message};
use uuid::Uuid;

/// Writes the mail and hands it to the server.
pub(crate) async fn send(smtp: &Smtp, courriel: &Courriel) -> Result<(), EchecEnvoi> {
    let destinataire = recipient(&courriel.destinataire).ok_or_else(|| definitif("not an e-mail address"))?;
    let rendu = render(courriel, &smtp.adresse_du_service).map_err(|_| definitif("the template failed"))?;
    let message = message(smtp, courriel.id, courriel.marque, destinataire, rendu)?;
    let envoi = async {
        let mut connexion = smtp.connexions.take().await.map_err(|erreur| failure(&erreur, Etape::Connexion))?;
        let reponse = connexion.send(message.envelope(), &message.formatted()).await;
        reponse.map_err(|erreur| failure(&erreur, Etape::Message))?;
        smtp.connexions.give_back(connexion);
        Ok(())
    };
    tokio::time::timeout(smtp.delai, envoi).await.unwrap_or_else(|_| Err(passager("no answer in time")))
}

/// The address to write to: nobody reads `@pole-emploi.fr` any more.
fn recipient(brut: &str) -> Option<Address> {
    if brut.chars().any(|c| c.is_control() || c.is_whitespace()) {
        return None;
    }
    let adresse: Address = brut.parse().ok()?;
    if adresse.domain().eq_ignore_ascii_case("pole-emploi.fr") {
        return Address::new(adresse.user(), "francetravail.fr").ok();
    }
    Some(adresse)
}

fn message(smtp: &Smtp, id: Uuid, marque: Marque, a: Address, rendu: Rendu) -> Result<Message, EchecEnvoi> {
    let expediteur = Mailbox::new(Some(habillage::habillage(marque).nom.to_owned()), smtp.expediteur.clone());
    let identifiant = format!("<{id}@{}>", smtp.expediteur.domain());
    let header =
        |nom: &'static str, valeur: &str| HeaderValue::new(HeaderName::new_from_ascii_str(nom), valeur.to_owned());
    Message::builder()
        .from(expediteur)
        .to(Mailbox::new(None, a))
        .subject(rendu.objet)
        .message_id(Some(identifiant))
        // Out-of-office answers would go to nobody (RFC 3834; the second one is Exchange's).
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("X-Auto-Response-Suppress", "All"))
        .multipart(MultiPart::alternative_plain_html(rendu.texte, rendu.html))
        .map_err(|_| definitif("the message cannot be written"))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Etape {
    Connexion,
    Message,
}

/// What a failure means. Texts of the server may quote the address: only its code is kept.
fn failure(erreur: &Error, etape: Etape) -> EchecEnvoi {
    if let Some(code) = erreur.status() {
        let ou = if etape == Etape::Connexion { "at the connection" } else { "for the message" };
        let raison = format!("smtp {code} {ou}");
        return if erreur.is_permanent() { definitif(&raison) } else { passager(&raison) };
    }
    match etape {
        // Our own client refuses: an address that this server cannot carry.
        Etape::Message if erreur.is_client() => definitif("the server cannot carry this address"),
        _ if erreur.is_tls() => passager("TLS"),
        Etape::Connexion => passager("no connection"),
        Etape::Message => passager("connection cut"),
    }
}

fn definitif(raison: &str) -> EchecEnvoi {
    EchecEnvoi::Definitif { raison: raison.to_owned() }
}

fn passager(raison: &str) -> EchecEnvoi {
    EchecEnvoi::Passager { raison: raison.to_owned(), attendre: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_of_before_is_written_as_today() {
        for (brut, attendu) in [
            ("sophie@pole-emploi.fr", Some("sophie@francetravail.fr")),
            ("sophie@Pole-Emploi.FR", Some("sophie@francetravail.fr")),
            ("sophie@ml-pole-emploi.fr", Some("sophie@ml-pole-emploi.fr")),
            ("pole-emploi.fr", None),
            ("", None),
            ("a@b.fr\r\nBcc: c@d.fr", None),
            ("a@b.fr\nc@d.fr", None),
            ("\"a\r\n b\"@c.fr", None),
            ("a b@c.fr", None),
            ("Zoé <zoe@mail.fr>", None),
            ("a@b.fr,c@d.fr", None),
        ] {
            assert_eq!(recipient(brut).map(|adresse| adresse.to_string()).as_deref(), attendu, "{brut:?}");
        }
    }
}
