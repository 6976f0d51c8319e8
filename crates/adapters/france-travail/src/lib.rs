//! Client of France Travail (wire/france-travail.md). The wire types are private; what leaves
//! this crate is the ports of the domains.

use async_trait::async_trait;
use identite::model::jetons::JetonPartenaire;
use identite::ports::{Coordonnees, CoordonneesFt};
use kernel::partenaire::PartnerError;
use kernel::texte::{email_recu, nom_recu};
use reqwest::Client;
use serde::Deserialize;
use std::time::Duration;

/// A person waits behind this call, and the sign-in can do without its answer.
const DEADLINE: Duration = Duration::from_secs(5);

/// The client. Cheap to clone.
#[derive(Debug, Clone)]
pub struct FranceTravail {
    http: Client,
    api: String,
}

impl FranceTravail {
    /// Makes the client of the API at this address; no call is sent.
    pub fn new(api: &str) -> Result<Self, reqwest::Error> {
        let http = Client::builder().timeout(DEADLINE).redirect(reqwest::redirect::Policy::none()).build()?;
        Ok(Self { http, api: api.trim_end_matches('/').to_owned() })
    }
}

#[derive(Deserialize)]
struct CoordonneesJson {
    prenom: Option<String>,
    nom: Option<String>,
    email: Option<String>,
}

#[async_trait]
impl Coordonnees for FranceTravail {
    async fn coordonnees_of(&self, jeton: &JetonPartenaire) -> Result<CoordonneesFt, PartnerError> {
        let unavailable = |error: reqwest::Error| {
            PartnerError::Indisponible(if error.is_timeout() { "no answer in time" } else { "connection" }.to_owned())
        };
        let request = self.http.get(format!("{}/peconnect-coordonnees/v1/coordonnees", self.api));
        let answer = request.bearer_auth(jeton.expose()).send().await.map_err(unavailable)?;
        match answer.status().as_u16() {
            200 => {}
            204 | 404 => return Ok(CoordonneesFt::default()),
            401 => return Err(PartnerError::SessionExpiree),
            http => return Err(PartnerError::Indisponible(format!("http {http}"))),
        }
        let json: CoordonneesJson =
            answer.json().await.map_err(|_| PartnerError::ReponseInvalide { champ: "coordonnees".to_owned() })?;
        Ok(CoordonneesFt {
            prenom: json.prenom.as_deref().and_then(nom_recu),
            nom: json.nom.as_deref().and_then(nom_recu),
            email: json.email.as_deref().and_then(email_recu),
        })
    }
}
