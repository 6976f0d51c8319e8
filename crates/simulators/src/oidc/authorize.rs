//! The authorization endpoint: a page on which a person of the realm is chosen.

use std::collections::HashMap;

use axum::Form;
use axum::extract::{Extension, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::Duration;
use serde::Deserialize;
use url::Url;
use uuid::Uuid;

use crate::Simulateurs;
use crate::acces::{CHEMINS_RETOUR, CLIENT_ID};
use crate::etat::{Etat, Grant};
use crate::pages;
use crate::pages::connexion::{Avis, PageConnexion};
use crate::realm::Realm;

const VIE_DU_CODE: Duration = Duration::seconds(60);

/// A sign-in that the application asks for.
struct Demande {
    redirect_uri: Url,
    state: Option<String>,
    nonce: Option<String>,
    scope: String,
    code_challenge: Option<String>,
    login_hint: Option<String>,
}

/// Why a request is not one.
pub(super) enum Refus {
    /// The address to return to cannot be trusted: the person reads why.
    Page(&'static str),
    /// The application is told.
    Retour(Redirect),
}

impl IntoResponse for Refus {
    fn into_response(self) -> Response {
        match self {
            Self::Page(texte) => pages::refusal(StatusCode::BAD_REQUEST, texte).into_response(),
            Self::Retour(redirection) => redirection.into_response(),
        }
    }
}

/// What the person pressed.
#[derive(Deserialize)]
pub(super) struct Choix {
    sub: Option<String>,
}

pub(super) async fn show(
    State(simulateurs): State<Simulateurs>,
    Extension(realm): Extension<Realm>,
    Query(parametres): Query<HashMap<String, String>>,
) -> Result<Response, Refus> {
    let demande = Demande::parse(&parametres)?;
    Ok(simulateurs.with_etat(|etat| {
        let page = |avis| PageConnexion { realm, avis, etat }.render();
        let Some(hint) = &demande.login_hint else {
            return page(None).into_response();
        };
        match etat.personne_by_hint(realm, hint) {
            None => page(Some(Avis::Inconnu)).into_response(),
            Some(personne) if !personne.active => (StatusCode::FORBIDDEN, page(Some(Avis::NonActive))).into_response(),
            Some(personne) => {
                let sub = personne.sub.clone();
                demande.grant(realm, sub, &simulateurs, etat).into_response()
            }
        }
    }))
}

pub(super) async fn choose(
    State(simulateurs): State<Simulateurs>,
    Extension(realm): Extension<Realm>,
    Query(parametres): Query<HashMap<String, String>>,
    Form(choix): Form<Choix>,
) -> Result<Redirect, Refus> {
    let demande = Demande::parse(&parametres)?;
    let Some(sub) = choix.sub else {
        return Ok(demande.retour(&[("error", "access_denied")]));
    };
    simulateurs.with_etat(|etat| {
        if etat.personne(realm, &sub).is_some_and(|personne| personne.active) {
            return Ok(demande.grant(realm, sub, &simulateurs, etat));
        }
        Err(Refus::Page("Ce compte n’existe pas, ou n’est pas activé."))
    })
}

impl Demande {
    fn parse(parametres: &HashMap<String, String>) -> Result<Self, Refus> {
        let lire = |nom: &str| parametres.get(nom).cloned();
        if lire("client_id").as_deref() != Some(CLIENT_ID) {
            return Err(Refus::Page("Cette application n’est pas connue du portail."));
        }
        let redirect_uri = lire("redirect_uri")
            .and_then(|texte| Url::parse(&texte).ok())
            .filter(is_registered)
            .ok_or(Refus::Page("L’adresse de retour n’est pas enregistrée pour l’application."))?;
        let demande = Self {
            redirect_uri,
            state: lire("state"),
            nonce: lire("nonce"),
            scope: lire("scope").unwrap_or_default(),
            code_challenge: lire("code_challenge"),
            login_hint: lire("login_hint").filter(|hint| !hint.is_empty()),
        };
        let erreur = if lire("response_type").as_deref() != Some("code") {
            Some("unsupported_response_type")
        } else if !demande.scope.split(' ').any(|mot| mot == "openid") {
            Some("invalid_scope")
        } else if demande.code_challenge.is_some() && lire("code_challenge_method").as_deref() != Some("S256") {
            Some("invalid_request")
        } else {
            None
        };
        match erreur {
            Some(code) => Err(Refus::Retour(demande.retour(&[("error", code)]))),
            None => Ok(demande),
        }
    }

    /// Signs the person in: the application gets a code.
    fn grant(&self, realm: Realm, sub: String, simulateurs: &Simulateurs, etat: &mut Etat) -> Redirect {
        let code = Uuid::new_v4().simple().to_string();
        let retour = self.retour(&[("code", &code)]);
        if self.redirect_uri.path() == "/auth/beneficiaire/retour" {
            etat.origine_application = Some(self.redirect_uri.origin().ascii_serialization());
        }
        let origine = self.redirect_uri.origin().ascii_serialization();
        etat.connectes.insert((realm, sub.clone()), origine);
        etat.codes.insert(
            code,
            Grant {
                realm,
                sub,
                redirect_uri: self.redirect_uri.to_string(),
                nonce: self.nonce.clone(),
                scope: self.scope.clone(),
                code_challenge: self.code_challenge.clone(),
                expire_le: simulateurs.now() + VIE_DU_CODE,
                famille: Uuid::new_v4(),
                utilise: false,
            },
        );
        retour
    }

    fn retour(&self, reponse: &[(&str, &str)]) -> Redirect {
        let mut adresse = self.redirect_uri.clone();
        let etat = self.state.iter().map(|state| ("state", state.as_str()));
        adresse.query_pairs_mut().extend_pairs(reponse.iter().copied().chain(etat));
        Redirect::to(adresse.as_str())
    }
}

/// The applications of a machine are registered, whatever their port.
fn is_registered(adresse: &Url) -> bool {
    matches!(adresse.scheme(), "http" | "https")
        && matches!(adresse.host_str(), Some("localhost" | "127.0.0.1" | "[::1]"))
        && CHEMINS_RETOUR.contains(&adresse.path())
        && adresse.fragment().is_none()
}
