//! Opaque secrets: 32 random bytes in a cookie or in an address, their digest in the database.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use identite::model::interaction::Empreinte;
use sha2::{Digest, Sha256};

/// A new secret, 43 characters.
pub fn new_secret() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 32]>())
}

/// What the database keeps of a secret.
pub fn digest(secret: &str) -> Empreinte {
    Sha256::digest(secret.as_bytes()).into()
}

/// S256 challenge of a PKCE verifier (RFC 7636).
pub fn s256(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}
