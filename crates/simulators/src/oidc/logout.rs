//! The end of a session at the provider: the person leaves, his tokens are over, and the
//! application is told behind the browser (Back-Channel Logout 1.0).

use std::collections::HashMap;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Extension, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use serde::Deserialize;
use serde_json::json;
use url::{Url, form_urlencoded};
use uuid::Uuid;

use crate::acces::CLIENT_ID;
use crate::pages;
use crate::realm::Realm;
use crate::{JetonFausse, Simulateurs};

const EVENEMENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// The application that does not answer is not waited for.
const PATIENCE: Duration = Duration::from_secs(5);

#[derive(Clone, Deserialize)]
struct Indice {
    sub: String,
}

/// With `id_token_hint`, the person of that token leaves; without, the page asks who.
pub(super) async fn leave(
    State(simulateurs): State<Simulateurs>,
    Extension(realm): Extension<Realm>,
    Query(parametres): Query<HashMap<String, String>>,
) -> Response {
    let indice = parametres.get("id_token_hint").and_then(|jeton| simulateurs.trousseau().read::<Indice>(jeton));
    if let Some(Indice { sub }) = &indice {
        simulateurs.sign_out(realm, sub).await;
    }
    let retour = parametres
        .get("post_logout_redirect_uri")
        .and_then(|texte| Url::parse(texte).ok())
        .filter(|url| matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]")));
    let Some(mut retour) = retour else {
        return match indice {
            Some(_) => pages::signed_out().into_response(),
            None => simulateurs.with_etat(|etat| pages::deconnexion::show(realm, etat)).into_response(),
        };
    };
    if let Some(state) = parametres.get("state") {
        retour.query_pairs_mut().append_pair("state", state);
    }
    Redirect::to(retour.as_str()).into_response()
}

/// A person chosen on the page, or a renewal token that ends with its sign-in.
pub(super) async fn revoke(
    State(simulateurs): State<Simulateurs>,
    Extension(realm): Extension<Realm>,
    corps: Bytes,
) -> Response {
    let champ = |attendu: &str| {
        form_urlencoded::parse(&corps).find(|(nom, _)| nom == attendu).map(|(_, valeur)| valeur.into_owned())
    };
    if let Some(sub) = champ("sub") {
        simulateurs.sign_out(realm, &sub).await;
        return pages::signed_out().into_response();
    }
    let jeton = champ("refresh_token").unwrap_or_default();
    simulateurs.with_etat(|etat| {
        if let Some(famille) = etat.refresh.get(&jeton).map(|refresh| refresh.famille) {
            etat.revoke(famille);
        }
    });
    StatusCode::NO_CONTENT.into_response()
}

impl Simulateurs {
    /// A person leaves his provider: his tokens are over, and the application to which he signed
    /// in is told. What it answered, when it answered.
    pub async fn sign_out(&self, realm: Realm, sub: &str) -> Option<u16> {
        let origine = self.with_etat(|etat| {
            let familles: Vec<_> = etat
                .refresh
                .values()
                .filter(|refresh| refresh.realm == realm && refresh.sub == sub)
                .map(|refresh| refresh.famille)
                .collect();
            for famille in familles {
                etat.revoke(famille);
            }
            etat.connectes.remove(&(realm, sub.to_owned()))
        })?;
        let jeton = self.logout_token(realm, sub, JetonFausse::default()).ok()?;
        let client = reqwest::Client::builder().timeout(PATIENCE).build().ok()?;
        let adresse = format!("{origine}/auth/arriere/{}", realm.fournisseur());
        let reponse = client.post(adresse).form(&[("logout_token", jeton)]).send().await.ok()?;
        Some(reponse.status().as_u16())
    }

    /// A logout token of this person, wrong as said.
    pub fn logout_token(&self, realm: Realm, sub: &str, fausse: JetonFausse) -> anyhow::Result<String> {
        let now = self.now().timestamp();
        let mut claims = json!({
            "iss": self.issuer(realm), "aud": CLIENT_ID, "iat": now, "exp": now + 120, "jti": Uuid::new_v4(),
            "sub": sub, "sid": Uuid::new_v4(), "events": { EVENEMENT: {} },
        });
        if let Some(claims) = claims.as_object_mut() {
            claims.extend(fausse.claims);
            claims.retain(|_, valeur| !valeur.is_null());
        }
        self.trousseau().sign(&claims, fausse.signature)
    }
}
