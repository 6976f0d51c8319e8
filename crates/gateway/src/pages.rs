//! Page tokens of the endless lists (D5): opaque, signed, good for one list and one caller only.

use crate::refus::Refus;
use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use proto::passemploi::erreurs::v1::Raison;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tonic::Code;

/// Longest token that is looked at.
const JETON_MAX: usize = 1024;
/// Bytes of the signature at the end of a token.
const SIGNATURE: usize = 32;

/// What a token is good for: the list, the caller, what he filters by. One that was given for
/// another is refused.
#[derive(Debug, Clone, Copy)]
pub struct Portee<'a>(pub &'a [&'a str]);

/// Signs and checks page tokens.
#[derive(Clone)]
pub struct Pages(hmac::Key);

impl Pages {
    /// Derives the key from the signing key of the service, of which it tells nothing.
    pub fn new(cle_signature: &str) -> Self {
        let secret = hmac::Key::new(hmac::HMAC_SHA256, cle_signature.trim().as_bytes());
        let derived = hmac::sign(&secret, b"pass-emploi page tokens v1");
        Self(hmac::Key::new(hmac::HMAC_SHA256, derived.as_ref()))
    }

    /// The token of the next page; empty on the last one, without a cursor.
    pub fn sign<C: Serialize>(&self, portee: Portee<'_>, curseur: Option<&C>) -> Result<String, Refus> {
        let Some(curseur) = curseur else { return Ok(String::new()) };
        let mut token = serde_json::to_vec(curseur).map_err(kernel::store::StoreError::bug)?;
        let signature = hmac::sign(&self.0, &signed(portee, &token));
        token.extend_from_slice(signature.as_ref());
        Ok(URL_SAFE_NO_PAD.encode(token))
    }

    /// The cursor of a token; `None` for the first page, which has none.
    pub fn open<C: DeserializeOwned>(&self, portee: Portee<'_>, jeton: &str) -> Result<Option<C>, Refus> {
        if jeton.is_empty() {
            return Ok(None);
        }
        if jeton.len() > JETON_MAX {
            return Err(wrong());
        }
        let token = URL_SAFE_NO_PAD.decode(jeton).map_err(|_| wrong())?;
        let end = token.len().checked_sub(SIGNATURE).ok_or_else(wrong)?;
        let (cursor, signature) = token.split_at(end);
        hmac::verify(&self.0, &signed(portee, cursor), signature).map_err(|_| wrong())?;
        serde_json::from_slice(cursor).map(Some).map_err(|_| wrong())
    }
}

/// Each part with its length, so that two parts are never read as others.
fn signed(portee: Portee<'_>, cursor: &[u8]) -> Vec<u8> {
    let parts = portee.0.iter().map(|part| part.as_bytes()).chain([cursor]);
    parts.flat_map(|part| (part.len() as u64).to_be_bytes().into_iter().chain(part.iter().copied())).collect()
}

fn wrong() -> Refus {
    let mut refus = Refus::new(Code::InvalidArgument, Raison::JetonDePageInvalide);
    let description = "Ce jeton de page n’est pas valable pour cette liste.".to_owned();
    refus.champs.push(("page_token", Raison::JetonDePageInvalide, description));
    refus
}

#[cfg(test)]
mod tests {
    use super::*;

    const LISTE: Portee<'_> = Portee(&["consultations", "nadia", "kenza"]);

    #[test]
    fn a_page_token_is_good_for_its_list_and_nothing_else() {
        let pages = Pages::new("cle");
        let token = pages.sign(LISTE, Some(&(12_i64, "a".to_owned()))).unwrap();
        assert_eq!(pages.open(LISTE, &token).unwrap(), Some((12_i64, "a".to_owned())));
        assert_eq!(pages.open::<i64>(LISTE, "").unwrap(), None);
        assert_eq!(pages.sign::<i64>(LISTE, None).unwrap(), "");
        let refused = |pages: &Pages, portee, token: &str| {
            pages.open::<(i64, String)>(portee, token).unwrap_err().nom() == "JETON_DE_PAGE_INVALIDE"
        };
        assert!(refused(&Pages::new("autre"), LISTE, &token));
        assert!(refused(&pages, Portee(&["consultations", "yann", "kenza"]), &token));
        assert!(refused(&pages, Portee(&["consultations", "nadiak", "enza"]), &token));
        for bad in ["x".to_owned(), token[1..].to_owned(), format!("{token}AA"), "é".repeat(600), "A".repeat(2000)] {
            assert!(refused(&pages, LISTE, &bad), "{bad}");
        }
        let mut changed = URL_SAFE_NO_PAD.decode(&token).unwrap();
        changed[1] ^= 1;
        assert!(refused(&pages, LISTE, &URL_SAFE_NO_PAD.encode(changed)));
    }
}
