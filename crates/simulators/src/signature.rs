//! The key with which every simulated realm signs its tokens.

use anyhow::Context as _;
use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{KeyPair as _, RsaKeyPair};
use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

const KID: &str = "simulateurs";

/// An RSA key made at start: nothing secret is ever stored.
pub(crate) struct Cle {
    signature: EncodingKey,
    verification: DecodingKey,
    jwks: Value,
}

impl Cle {
    pub(crate) fn generate() -> anyhow::Result<Self> {
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
            jwks: json!({"keys": [
                {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": KID, "n": n, "e": e}
            ]}),
        })
    }

    /// The public keys, as `certs` publishes them.
    pub(crate) fn jwks(&self) -> Value {
        self.jwks.clone()
    }

    pub(crate) fn sign(&self, claims: &impl Serialize) -> anyhow::Result<String> {
        let entete = Header { kid: Some(KID.to_owned()), ..Header::new(Algorithm::RS256) };
        jsonwebtoken::encode(&entete, claims, &self.signature).context("token not signed")
    }

    /// Claims of a token that this key signed. The end of life is left to the caller, who
    /// knows the clock of the simulators.
    pub(crate) fn read<C: DeserializeOwned + Clone>(&self, jeton: &str) -> Option<C> {
        let mut regles = Validation::new(Algorithm::RS256);
        regles.validate_exp = false;
        regles.validate_aud = false;
        regles.required_spec_claims.clear();
        jsonwebtoken::decode(jeton, &self.verification, &regles).ok().map(|lu| lu.claims)
    }
}
