//! The keys with which every simulated realm signs its tokens, and the ways to sign them wrong.

use anyhow::Context as _;
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair as _, RsaKeyPair};
use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::acces::CLIENT_SECRET;

/// How an id token is signed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Signature {
    /// As it should be.
    #[default]
    Bonne,
    /// By a key that is not published, under the name of the one that is.
    AutreCle,
    /// By the good key, under a name that is not published.
    KidInconnu,
    /// Not at all: `alg` is `none`.
    Aucune,
    /// HS256 with the public key, which everybody has, as the secret.
    Hs256ClePublique,
    /// HS256 with the secret of the client.
    Hs256Secret,
    /// The last signs are changed.
    Abimee,
}

/// An RSA key made at start: nothing secret is ever stored.
pub(crate) struct Cle {
    kid: String,
    signature: EncodingKey,
    verification: DecodingKey,
    jwk: Value,
}

impl Cle {
    fn generate(kid: String) -> anyhow::Result<Self> {
        let paire = RsaKeyPair::generate(KeySize::Rsa2048).context("RSA key not made")?;
        let der: Pkcs8V1Der<'_> = paire.as_der().context("RSA key not exported")?;
        // jsonwebtoken reads a private key in PKCS#8 only when it is in PEM.
        let corps = BASE64_STANDARD.encode(der.as_ref());
        let pem = format!("-----BEGIN PRIVATE KEY-----\n{corps}\n-----END PRIVATE KEY-----\n");
        let publique = paire.public_key();
        let n = BASE64_URL_SAFE_NO_PAD.encode(publique.modulus().big_endian_without_leading_zero());
        let e = BASE64_URL_SAFE_NO_PAD.encode(publique.exponent().big_endian_without_leading_zero());
        Ok(Self {
            signature: EncodingKey::from_rsa_pem(pem.as_bytes()).context("RSA key not read")?,
            verification: DecodingKey::from_rsa_components(&n, &e).context("public key not read")?,
            jwk: json!({"kty": "RSA", "use": "sig", "alg": "RS256", "kid": kid, "n": n, "e": e}),
            kid,
        })
    }
}

/// The keys of the realms: the last one signs and is published; the others only recognise the
/// tokens that they signed.
pub(crate) struct Trousseau(Vec<Cle>);

impl Trousseau {
    pub(crate) fn generate() -> anyhow::Result<Self> {
        Ok(Self(vec![Cle::generate("simulateurs-1".to_owned())?]))
    }

    /// Signs with a new key from now on.
    pub(crate) fn rotate(&mut self) -> anyhow::Result<()> {
        self.0.push(Cle::generate(format!("simulateurs-{}", self.0.len() + 1))?);
        Ok(())
    }

    fn last(&self) -> anyhow::Result<&Cle> {
        self.0.last().context("no key")
    }

    /// The public keys, as `certs` publishes them.
    pub(crate) fn jwks(&self) -> Value {
        json!({"keys": self.0.last().map(|cle| &cle.jwk).into_iter().collect::<Vec<_>>()})
    }

    pub(crate) fn sign(&self, claims: &impl Serialize, signature: Signature) -> anyhow::Result<String> {
        let cle = self.last()?;
        let entete = |alg, kid: &str| Header { kid: Some(kid.to_owned()), ..Header::new(alg) };
        let encode =
            |entete: &Header, cle: &EncodingKey| jsonwebtoken::encode(entete, claims, cle).context("token not signed");
        match signature {
            Signature::Bonne => encode(&entete(Algorithm::RS256, &cle.kid), &cle.signature),
            Signature::AutreCle => {
                encode(&entete(Algorithm::RS256, &cle.kid), &Cle::generate(String::new())?.signature)
            }
            Signature::KidInconnu => encode(&entete(Algorithm::RS256, "jamais-publiee"), &cle.signature),
            Signature::Hs256ClePublique => {
                let publique = cle.jwk["n"].as_str().unwrap_or_default();
                encode(&entete(Algorithm::HS256, &cle.kid), &EncodingKey::from_secret(publique.as_bytes()))
            }
            Signature::Hs256Secret => {
                encode(&entete(Algorithm::HS256, &cle.kid), &EncodingKey::from_secret(CLIENT_SECRET.as_bytes()))
            }
            Signature::Aucune => {
                let tete = BASE64_URL_SAFE_NO_PAD.encode(json!({"alg": "none", "typ": "JWT"}).to_string());
                let corps = BASE64_URL_SAFE_NO_PAD.encode(serde_json::to_vec(claims)?);
                Ok(format!("{tete}.{corps}."))
            }
            Signature::Abimee => {
                let bon = encode(&entete(Algorithm::RS256, &cle.kid), &cle.signature)?;
                let (debut, fin) = bon.split_at(bon.len() - 8);
                Ok(format!("{debut}{}", fin.chars().rev().collect::<String>()))
            }
        }
    }

    /// Claims of a token that one of the keys signed. The end of life is left to the caller, who
    /// knows the clock of the simulators.
    pub(crate) fn read<C: DeserializeOwned + Clone>(&self, jeton: &str) -> Option<C> {
        let mut regles = Validation::new(Algorithm::RS256);
        regles.validate_exp = false;
        regles.validate_aud = false;
        regles.required_spec_claims.clear();
        let mut keys = self.0.iter().rev();
        keys.find_map(|cle| jsonwebtoken::decode(jeton, &cle.verification, &regles).ok()).map(|lu| lu.claims)
    }
}
