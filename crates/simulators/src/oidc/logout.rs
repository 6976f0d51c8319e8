//! The end of a session at the provider. The simulated providers keep no browser session: there
//! is only the return to the application, and the revocation of tokens.

use std::collections::HashMap;

use axum::body::Bytes;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use url::{Url, form_urlencoded};

use crate::Simulateurs;
use crate::pages;

pub(super) async fn leave(Query(parametres): Query<HashMap<String, String>>) -> Response {
    let retour = parametres
        .get("post_logout_redirect_uri")
        .and_then(|texte| Url::parse(texte).ok())
        .filter(|url| matches!(url.host_str(), Some("localhost" | "127.0.0.1" | "[::1]")));
    let Some(mut retour) = retour else {
        return pages::signed_out().into_response();
    };
    if let Some(state) = parametres.get("state") {
        retour.query_pairs_mut().append_pair("state", state);
    }
    Redirect::to(retour.as_str()).into_response()
}

pub(super) async fn revoke(State(simulateurs): State<Simulateurs>, corps: Bytes) -> StatusCode {
    let jeton = form_urlencoded::parse(&corps)
        .find(|(nom, _)| nom == "refresh_token")
        .map(|(_, valeur)| valeur.into_owned())
        .unwrap_or_default();
    simulateurs.with_etat(|etat| {
        if let Some(famille) = etat.refresh.get(&jeton).map(|refresh| refresh.famille) {
            etat.revoke(famille);
        }
    });
    StatusCode::NO_CONTENT
}
