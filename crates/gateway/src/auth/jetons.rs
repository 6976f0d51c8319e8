//! Our access tokens: JWT signed with EdDSA, 30 minutes (D4).

use access::{Compte, Role};
use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use chrono::Duration;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use kernel::ids::SessionId;
use kernel::temps::Instant;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Life of an access token.
pub const ACCES: Duration = Duration::minutes(30);
/// Who our tokens are for.
const AUDIENCE: &str = "pass-emploi";
/// Longest token that is looked at.
const JETON_MAX: usize = 8192;

/// What a token says. What the account may do is not in it.
#[derive(Debug, Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    azp: String,
    sub: Uuid,
    sid: Uuid,
    #[serde(rename = "type")]
    role: String,
    iat: i64,
    nbf: i64,
    exp: i64,
}

/// A token that was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct JetonVerifie {
    /// Session of the token.
    pub session: SessionId,
    /// Kind of person.
    pub role: Role,
    /// End of the token.
    pub expire_le: i64,
}

/// Why a token is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum JetonRefuse {
    /// Not one of ours, damaged, or for another audience.
    #[error("not a token of ours")]
    Invalide,
    /// One of ours, past its end.
    #[error("the token is past its end")]
    Expire,
}

/// Signs and checks tokens.
#[derive(Clone)]
pub struct Jetons {
    issuer: String,
    kid: String,
    signature: EncodingKey,
    /// Public keys by their ids: the one that signs, and the one before it.
    verifications: Vec<(String, DecodingKey)>,
    validation: Validation,
}

/// The signing key is not 32 bytes in base64.
#[derive(Debug, thiserror::Error)]
#[error("the signing key is not 32 bytes in base64 (make one with: openssl rand -base64 32)")]
pub struct CleInvalide;

impl Jetons {
    /// Makes the pair of keys from 32 secret bytes in base64.
    pub fn new(issuer: &str, cle: &str) -> Result<Self, CleInvalide> {
        let pair = pair(cle)?;
        let private = pair.to_pkcs8v1().map_err(|_| CleInvalide)?;
        let (kid, verification) = verification(&pair);
        let mut validation = Validation::new(Algorithm::EdDSA);
        validation.set_issuer(&[issuer]);
        validation.set_audience(&[AUDIENCE]);
        validation.set_required_spec_claims(&["iss", "aud", "exp", "nbf", "sub"]);
        // Times are compared with our own clock, so that "expired" is told from "not ours".
        validation.validate_exp = false;
        validation.validate_nbf = false;
        Ok(Self {
            issuer: issuer.to_owned(),
            signature: EncodingKey::from_ed_der(private.as_ref()),
            verifications: vec![(kid.clone(), verification)],
            kid,
            validation,
        })
    }

    /// Also checks what the key before this one signed: nobody is signed out while it is replaced.
    pub fn accepting(mut self, precedente: &str) -> Result<Self, CleInvalide> {
        self.verifications.push(verification(&pair(precedente)?));
        Ok(self)
    }

    /// Signs a token for a session.
    pub fn sign(
        &self,
        compte: Compte,
        session: SessionId,
        now: Instant,
    ) -> Result<String, jsonwebtoken::errors::Error> {
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(self.kid.clone());
        let claims = Claims {
            iss: self.issuer.clone(),
            aud: AUDIENCE.to_owned(),
            azp: AUDIENCE.to_owned(),
            sub: compte.id,
            sid: session.0,
            role: compte.role.code().to_owned(),
            iat: now.timestamp(),
            nbf: now.timestamp(),
            exp: (now + ACCES).timestamp(),
        };
        jsonwebtoken::encode(&header, &claims, &self.signature)
    }

    /// Checks algorithm, key, signature, issuer, audience, party, times. No skew: the clock
    /// that signed is ours.
    pub fn verify(&self, jeton: &str, now: Instant) -> Result<JetonVerifie, JetonRefuse> {
        if jeton.len() > JETON_MAX {
            return Err(JetonRefuse::Invalide);
        }
        let header = jsonwebtoken::decode_header(jeton).map_err(|_| JetonRefuse::Invalide)?;
        let known = self.verifications.iter().find(|(kid, _)| header.kid.as_ref() == Some(kid));
        let (_, key) = known.ok_or(JetonRefuse::Invalide)?;
        let data = jsonwebtoken::decode::<Claims>(jeton, key, &self.validation).map_err(|_| JetonRefuse::Invalide)?;
        let claims = data.claims;
        if claims.azp != AUDIENCE {
            return Err(JetonRefuse::Invalide);
        }
        if claims.nbf > now.timestamp() {
            return Err(JetonRefuse::Invalide);
        }
        if claims.exp <= now.timestamp() {
            return Err(JetonRefuse::Expire);
        }
        let role = Role::from_code(&claims.role).ok_or(JetonRefuse::Invalide)?;
        Ok(JetonVerifie { session: SessionId(claims.sid), role, expire_le: claims.exp })
    }
}

fn pair(cle: &str) -> Result<Ed25519KeyPair, CleInvalide> {
    let seed = STANDARD.decode(cle.trim()).map_err(|_| CleInvalide)?;
    Ed25519KeyPair::from_seed_unchecked(&seed).map_err(|_| CleInvalide)
}

fn verification(pair: &Ed25519KeyPair) -> (String, DecodingKey) {
    let public = pair.public_key().as_ref();
    (URL_SAFE_NO_PAD.encode(&Sha256::digest(public)[..8]), DecodingKey::from_ed_der(public))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeZone, Utc};
    use serde_json::{Value, json};

    const CLE: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    const NADIA: Compte = Compte { role: Role::Conseiller, id: Uuid::nil() };

    fn now() -> Instant {
        Utc.with_ymd_and_hms(2026, 11, 2, 9, 0, 0).unwrap()
    }

    fn forge(jetons: &Jetons, header: &Header, change: impl FnOnce(&mut Value)) -> String {
        let mut claims = json!({
            "iss": "http://localhost:8080", "aud": AUDIENCE, "azp": AUDIENCE, "sub": Uuid::nil(), "sid": Uuid::nil(),
            "type": "CONSEILLER", "iat": now().timestamp(), "nbf": now().timestamp(), "exp": (now() + ACCES).timestamp(),
        });
        change(&mut claims);
        jsonwebtoken::encode(header, &claims, &jetons.signature).unwrap()
    }

    #[test]
    fn a_token_of_the_key_before_is_checked_while_it_is_given() {
        let autre = STANDARD.encode([7_u8; 32]);
        let former = Jetons::new("http://localhost:8080", CLE).unwrap();
        let jeton = former.sign(NADIA, SessionId(Uuid::nil()), now()).unwrap();
        let replaced = Jetons::new("http://localhost:8080", &autre).unwrap();
        assert_eq!(replaced.verify(&jeton, now()), Err(JetonRefuse::Invalide));
        let both = replaced.accepting(CLE).unwrap();
        assert!(both.verify(&jeton, now()).is_ok());
        // It signs with the new one.
        let signed = both.sign(NADIA, SessionId(Uuid::nil()), now()).unwrap();
        assert_eq!(former.verify(&signed, now()), Err(JetonRefuse::Invalide));
    }

    #[test]
    fn a_token_is_refused_for_each_wrong_claim() {
        let jetons = Jetons::new("http://localhost:8080", CLE).unwrap();
        let mut header = Header::new(Algorithm::EdDSA);
        header.kid = Some(jetons.kid.clone());
        let verify = |jeton: &str| jetons.verify(jeton, now());
        assert!(verify(&forge(&jetons, &header, |_| {})).is_ok());
        for (claim, value) in [
            ("iss", json!("http://ailleurs.example")),
            ("aud", json!("autre-service")),
            ("azp", json!("autre-service")),
            ("type", json!("ADMINISTRATEUR")),
            ("nbf", json!((now() + Duration::seconds(1)).timestamp())),
            ("sid", json!("pas-un-uuid")),
            ("exp", Value::Null),
        ] {
            let jeton = forge(&jetons, &header, |claims| claims[claim] = value.clone());
            assert_eq!(verify(&jeton), Err(JetonRefuse::Invalide), "{claim}");
        }
        let other_key = Jetons::new("http://localhost:8080", "ZZECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=").unwrap();
        assert_eq!(verify(&forge(&other_key, &header, |_| {})), Err(JetonRefuse::Invalide), "signature");
        header.kid = Some("inconnu".into());
        assert_eq!(verify(&forge(&jetons, &header, |_| {})), Err(JetonRefuse::Invalide), "kid");
    }

    #[test]
    fn au_12_a_token_that_ended_a_second_ago_is_told_from_one_that_is_not_ours() {
        let jetons = Jetons::new("http://localhost:8080", CLE).unwrap();
        let jeton = jetons.sign(NADIA, SessionId(Uuid::nil()), now()).unwrap();
        assert!(jetons.verify(&jeton, now() + ACCES - Duration::seconds(1)).is_ok());
        assert_eq!(jetons.verify(&jeton, now() + ACCES), Err(JetonRefuse::Expire));
    }

    #[test]
    fn alg_none_and_damaged_tokens_are_refused() {
        let jetons = Jetons::new("http://localhost:8080", CLE).unwrap();
        let good = jetons.sign(NADIA, SessionId(Uuid::nil()), now()).unwrap();
        let payload = good.split('.').nth(1).unwrap();
        let none = URL_SAFE_NO_PAD.encode(r#"{"alg":"none","typ":"JWT"}"#);
        let hs256 = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256","typ":"JWT"}"#);
        for bad in [
            String::new(),
            "a.b.c".into(),
            format!("{none}.{payload}."),
            format!("{hs256}.{payload}.AAAA"),
            good[..good.len() - 4].to_owned(),
            "é".repeat(9000),
        ] {
            assert_eq!(jetons.verify(&bad, now()), Err(JetonRefuse::Invalide));
        }
        assert!(Jetons::new("x", "court").is_err());
    }
}
