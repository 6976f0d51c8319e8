//! Logout tokens (OpenID Connect Back-Channel Logout 1.0): what a provider sends, on its own, when
//! a person signed out there.

use chrono::Duration;
use identite::ports::FinDeSession;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use kernel::temps::Instant;
use serde::Deserialize;
use serde_json::{Map, Value};

/// The one event of a logout token.
const EVENEMENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// A token that was made longer ago is not applied any more: replays are remembered longer.
const AGE: Duration = Duration::minutes(5);
/// Longest `sub` and `jti` that are looked at.
const TEXTE_MAX: usize = 255;

/// Signatures that only the provider can make.
const ALGORITHMES: [Algorithm; 9] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::EdDSA,
];

/// Who is expected to speak, and to whom.
pub struct Attendu<'a> {
    pub issuer: &'a str,
    pub client_id: &'a str,
    pub now: Instant,
    pub skew: Duration,
}

/// Why a logout token is refused.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Refus {
    /// Its key is not published: the keys may have changed.
    #[error("unknown key")]
    CleInconnue,
    /// It does not hold.
    #[error("{0}")]
    Invalide(&'static str),
}

#[derive(Deserialize)]
struct Claims {
    sub: Option<String>,
    jti: Option<String>,
    iat: f64,
    exp: Option<f64>,
    events: Map<String, Value>,
    nonce: Option<Value>,
}

/// Checks everything that the specification asks (§2.6). A session identifier without `sub` is not
/// enough for us: every session of the account ends.
pub fn verify(jeton: &str, cles: &JwkSet, attendu: &Attendu<'_>) -> Result<FinDeSession, Refus> {
    let entete = jsonwebtoken::decode_header(jeton).map_err(|_| Refus::Invalide("header"))?;
    if !ALGORITHMES.contains(&entete.alg) {
        return Err(Refus::Invalide("alg"));
    }
    let cle = match (&entete.kid, cles.keys.as_slice()) {
        (Some(kid), _) => cles.find(kid).ok_or(Refus::CleInconnue)?,
        (None, [seule]) => seule,
        (None, _) => return Err(Refus::Invalide("kid")),
    };
    let cle = DecodingKey::from_jwk(cle).map_err(|_| Refus::Invalide("key"))?;
    let mut validation = Validation::new(entete.alg);
    validation.set_issuer(&[attendu.issuer]);
    validation.set_audience(&[attendu.client_id]);
    validation.set_required_spec_claims(&["iss", "aud"]);
    // Times are compared below, with our clock.
    validation.validate_exp = false;
    let claims = jsonwebtoken::decode::<Claims>(jeton, &cle, &validation)
        .map_err(|_| Refus::Invalide("signature, iss, aud or form"))?
        .claims;
    check(claims, attendu)
}

fn check(claims: Claims, attendu: &Attendu<'_>) -> Result<FinDeSession, Refus> {
    #[expect(clippy::cast_precision_loss, reason = "seconds of our era fit in 53 bits")]
    let seconds = |instant: Instant| instant.timestamp() as f64;
    if claims.nonce.is_some() {
        return Err(Refus::Invalide("a nonce: it is an id token"));
    }
    if !claims.events.get(EVENEMENT).is_some_and(Value::is_object) {
        return Err(Refus::Invalide("events"));
    }
    if claims.iat > seconds(attendu.now + attendu.skew) || claims.iat < seconds(attendu.now - AGE - attendu.skew) {
        return Err(Refus::Invalide("iat"));
    }
    if claims.exp.is_some_and(|exp| exp <= seconds(attendu.now - attendu.skew)) {
        return Err(Refus::Invalide("exp"));
    }
    let texte = |texte: Option<String>| texte.filter(|texte| (1..=TEXTE_MAX).contains(&texte.len()));
    let sub = texte(claims.sub).ok_or(Refus::Invalide("sub"))?;
    let jti = texte(claims.jti).ok_or(Refus::Invalide("jti"))?;
    Ok(FinDeSession { sub, jti })
}
