//! Tokens of the simulated realms: issue, check, revoke.

use anyhow::Context as _;
use axum::http::HeaderMap;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::acces::CLIENT_ID;
use crate::personne::Personne;
use crate::realm::Realm;
use crate::signature::Signature;
use crate::{JetonFausse, Simulateurs, etat::Etat};

/// What a realm says of a person, in an id token and at `userinfo`.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Identite {
    sub: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    given_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    family_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email_verified: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preferred_username: Option<String>,
}

impl From<&Personne> for Identite {
    fn from(p: &Personne) -> Self {
        Self {
            sub: p.sub.clone(),
            given_name: p.prenom.clone(),
            family_name: p.nom.clone(),
            email: p.email.clone(),
            email_verified: p.email.as_ref().map(|_| p.email_verifie),
            preferred_username: p.username.clone(),
        }
    }
}

#[derive(Serialize)]
struct IdToken<'a> {
    iss: &'a str,
    aud: &'a str,
    azp: &'a str,
    iat: i64,
    exp: i64,
    typ: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<&'a str>,
    #[serde(flatten)]
    identite: Identite,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct AccessToken {
    iss: String,
    sub: String,
    azp: String,
    iat: i64,
    exp: i64,
    typ: String,
    jti: Uuid,
    sid: Uuid,
    scope: String,
}

/// What a token request obtains.
#[derive(Debug, Serialize)]
pub(crate) struct JeuDeJetons {
    access_token: String,
    refresh_token: String,
    id_token: String,
    expires_in: i64,
    refresh_expires_in: i64,
    scope: String,
    token_type: &'static str,
}

/// What one sign-in gives a right to.
pub(crate) struct Emission<'a> {
    pub(crate) realm: Realm,
    pub(crate) nonce: Option<&'a str>,
    pub(crate) scope: &'a str,
    pub(crate) famille: Uuid,
    /// An opaque refresh token, already recorded.
    pub(crate) refresh_token: String,
}

/// Why a bearer token is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RefusJeton {
    /// Absent, not ours, expired or revoked.
    Invalide,
    /// A good token of another realm.
    AutreRealm,
}

impl Simulateurs {
    pub(crate) fn issue(
        &self,
        personne: &Personne,
        emission: Emission<'_>,
        fausse: Option<JetonFausse>,
        now: DateTime<Utc>,
    ) -> anyhow::Result<JeuDeJetons> {
        let realm = emission.realm;
        let iss = self.issuer(realm);
        let exp = (now + realm.duree_acces()).timestamp();
        let JetonFausse { claims, signature } = fausse.unwrap_or_default();
        let acces = AccessToken {
            iss: iss.clone(),
            sub: personne.sub.clone(),
            azp: CLIENT_ID.to_owned(),
            iat: now.timestamp(),
            exp,
            typ: "Bearer".to_owned(),
            jti: Uuid::new_v4(),
            sid: emission.famille,
            scope: emission.scope.to_owned(),
        };
        let mut identite = serde_json::to_value(IdToken {
            iss: &iss,
            aud: CLIENT_ID,
            azp: CLIENT_ID,
            iat: now.timestamp(),
            exp,
            typ: "ID",
            nonce: emission.nonce,
            identite: Identite::from(personne),
        })?;
        if let Some(id) = identite.as_object_mut() {
            id.extend(claims);
            id.retain(|_, valeur| !valeur.is_null());
        }
        let trousseau = self.trousseau();
        Ok(JeuDeJetons {
            access_token: trousseau.sign(&acces, Signature::Bonne).context("access token")?,
            refresh_token: emission.refresh_token,
            id_token: trousseau.sign(&identite, signature).context("id token")?,
            expires_in: realm.duree_acces().num_seconds(),
            refresh_expires_in: realm.duree_renouvellement().num_seconds(),
            scope: emission.scope.to_owned(),
            token_type: "Bearer",
        })
    }

    /// The person whose access token of this realm is in the `Authorization` header.
    pub(crate) fn bearer(&self, entetes: &HeaderMap, realm: Realm, etat: &Etat) -> Result<Personne, RefusJeton> {
        let jeton = entetes
            .get("authorization")
            .and_then(|valeur| valeur.to_str().ok())
            .and_then(|valeur| valeur.split_once(' '))
            .filter(|(mot, _)| mot.eq_ignore_ascii_case("bearer"))
            .map(|(_, jeton)| jeton.trim())
            .ok_or(RefusJeton::Invalide)?;
        let claims: AccessToken = self.trousseau().read(jeton).ok_or(RefusJeton::Invalide)?;
        let vivant = claims.typ == "Bearer"
            && claims.exp > self.now().timestamp()
            && !etat.familles_revoquees.contains(&claims.sid);
        if !vivant {
            return Err(RefusJeton::Invalide);
        }
        if claims.iss != self.issuer(realm) {
            return Err(RefusJeton::AutreRealm);
        }
        etat.personne(realm, &claims.sub).cloned().ok_or(RefusJeton::Invalide)
    }
}
