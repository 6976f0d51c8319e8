//! Our key pair: it proves to push services that we are who people subscribed to (RFC 8292).

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use kernel::temps::Instant;
use p256::SecretKey;
use p256::elliptic_curve::rand_core::OsRng;
use p256::elliptic_curve::sec1::ToEncodedPoint as _;
use p256::pkcs8::EncodePrivateKey as _;
use serde::Serialize;
use std::fmt;
use std::time::Duration;
use url::Url;

/// Life of a signature. It is made for each message: one that leaks is soon worth nothing.
const VIE: Duration = Duration::from_hours(1);

/// The private key.
#[derive(Clone)]
pub struct ClePrivee {
    secrete: SecretKey,
    signature: EncodingKey,
}

/// The text is not a private key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the private key of the push messages is not 32 bytes of P-256 in base64url")]
pub struct CleInvalide;

impl ClePrivee {
    /// Reads the 32 bytes of the key, in base64url without padding.
    pub fn parse(texte: &str) -> Result<Self, CleInvalide> {
        let octets = BASE64.decode(texte.trim()).map_err(|_| CleInvalide)?;
        Self::new(SecretKey::from_slice(&octets).map_err(|_| CleInvalide)?)
    }

    /// A new key. Who changes the key loses every subscription.
    pub fn generate() -> Result<Self, CleInvalide> {
        Self::new(SecretKey::random(&mut OsRng))
    }

    fn new(secrete: SecretKey) -> Result<Self, CleInvalide> {
        let der = secrete.to_pkcs8_der().map_err(|_| CleInvalide)?;
        Ok(Self { signature: EncodingKey::from_ec_der(der.as_bytes()), secrete })
    }

    /// What [`ClePrivee::parse`] reads: to be kept as a secret.
    pub fn expose(&self) -> String {
        BASE64.encode(self.secrete.to_bytes())
    }

    /// The public key that browsers subscribe with: base64url without padding.
    pub fn cle_publique(&self) -> String {
        BASE64.encode(self.secrete.public_key().to_encoded_point(false).as_bytes())
    }

    /// The header `Authorization` of a message for this push service.
    pub(crate) fn authorization(
        &self,
        service: &Url,
        contact: &str,
        now: Instant,
    ) -> Result<String, jsonwebtoken::errors::Error> {
        let claims = Claims { aud: service.origin().ascii_serialization(), exp: (now + VIE).timestamp(), sub: contact };
        let jeton = jsonwebtoken::encode(&Header::new(Algorithm::ES256), &claims, &self.signature)?;
        Ok(format!("vapid t={jeton}, k={}", self.cle_publique()))
    }
}

#[derive(Serialize)]
struct Claims<'a> {
    aud: String,
    exp: i64,
    sub: &'a str,
}

impl fmt::Debug for ClePrivee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClePrivee({})", self.cle_publique())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_public_key_follows_from_the_private_one() {
        // RFC 8292 gives no private key; RFC 8291, appendix A, does.
        let cle = ClePrivee::parse("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw").unwrap();
        assert_eq!(
            cle.cle_publique(),
            "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"
        );
        assert_eq!(cle.expose(), "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw");
        assert!(!format!("{cle:?}").contains("yfWPiYE"));
    }

    #[test]
    fn a_key_is_made_once_and_read_again() {
        let cle = ClePrivee::generate().unwrap();
        assert_ne!(cle.expose(), ClePrivee::generate().unwrap().expose());
        assert_eq!(ClePrivee::parse(&cle.expose()).unwrap().cle_publique(), cle.cle_publique());
    }

    #[test]
    fn what_is_not_a_key_is_refused() {
        let zero = BASE64.encode([0u8; 32]);
        let longue = BASE64.encode([1u8; 33]);
        for texte in ["", "pas une clé", "AAAA", &zero, &longue] {
            assert_eq!(ClePrivee::parse(texte).err(), Some(CleInvalide), "{texte}");
        }
    }
}
