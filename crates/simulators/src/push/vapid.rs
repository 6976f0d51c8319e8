//! Who signs a message (RFC 8292).

use axum::http::header::AUTHORIZATION;
use axum::http::{HeaderMap, StatusCode};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use chrono::{DateTime, TimeDelta, Utc};
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::Deserialize;

use super::Refus;

/// A signature may be made for a day, no more.
const VIE_MAXIMALE: TimeDelta = TimeDelta::hours(24);

#[derive(Clone, Deserialize)]
struct Claims {
    aud: String,
    exp: i64,
    #[serde(default)]
    sub: String,
}

/// Whether the message is signed, for this service, now, with the key of the subscription.
pub(super) fn check(
    entetes: &HeaderMap,
    base: &str,
    cle_application: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(), Refus> {
    let refus = |texte| Refus(StatusCode::FORBIDDEN, texte);
    let entete = entetes.get(AUTHORIZATION).and_then(|valeur| valeur.to_str().ok());
    let (jeton, cle) =
        entete.and_then(parts).ok_or(Refus(StatusCode::UNAUTHORIZED, "Authorization must be vapid t=…, k=…"))?;
    if cle_application.is_some_and(|attendue| attendue != cle) {
        return Err(refus("not the key of the subscription"));
    }
    let claims = read(jeton, cle).ok_or(refus("the signature is not the one of the key"))?;
    if url::Url::parse(base).is_ok_and(|url| url.origin().ascii_serialization() != claims.aud) {
        return Err(refus("aud is not the origin of the push service"));
    }
    let fin = DateTime::from_timestamp(claims.exp, 0).ok_or(refus("exp is not an instant"))?;
    if fin <= now || fin > now + VIE_MAXIMALE {
        return Err(refus("exp must be within the next 24 hours"));
    }
    if !claims.sub.starts_with("mailto:") && !claims.sub.starts_with("https://") {
        return Err(refus("sub must be mailto: or https:"));
    }
    Ok(())
}

/// `vapid t=jeton, k=cle`, in any order.
fn parts(entete: &str) -> Option<(&str, &str)> {
    let (schema, reste) = entete.split_once(' ')?;
    let valeur = |nom: &str| reste.split(',').find_map(|partie| partie.trim().strip_prefix(nom));
    (schema.eq_ignore_ascii_case("vapid")).then_some((valeur("t=")?, valeur("k=")?))
}

/// The claims that this key signed. The end of life is left to the caller, who knows the clock.
fn read(jeton: &str, cle: &str) -> Option<Claims> {
    let point = BASE64.decode(cle).ok().filter(|point| point.len() == 65 && point[0] == 4)?;
    let (x, y) = (BASE64.encode(&point[1..33]), BASE64.encode(&point[33..]));
    let mut regles = Validation::new(Algorithm::ES256);
    regles.validate_exp = false;
    regles.validate_aud = false;
    regles.required_spec_claims.clear();
    let verification = DecodingKey::from_ec_components(&x, &y).ok()?;
    jsonwebtoken::decode(jeton, &verification, &regles).ok().map(|lu| lu.claims)
}
