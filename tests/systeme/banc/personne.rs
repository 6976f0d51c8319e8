//! Somebody who signed in as a mobile app does (code, PKCE), and calls with his bearer.

use super::brut::EnTete;
use proto::passemploi::communication::v1::notifications_service_client::NotificationsServiceClient;
use proto::passemploi::identite::v1::profil_service_client::ProfilServiceClient;
use proto::passemploi::identite::v1::referentiel_service_client::ReferentielServiceClient;
use proto::passemploi::identite::v1::session_service_client::SessionServiceClient;
use proto::passemploi::portefeuille::v1 as pb;
use proto::passemploi::portefeuille::v1::portefeuille_service_client::PortefeuilleServiceClient;
use reqwest::{Client, Response, StatusCode, Url, redirect};
use serde_json::Value;
use tonic::metadata::MetadataValue;
use tonic::service::Interceptor;
use tonic::service::interceptor::InterceptedService;
use tonic::transport::Channel;
use tonic::{Request, Status};

pub const REDIRECT_URI: &str = "http://127.0.0.1:1/retour";
const VERIFIER: &str = "verifier-verifier-verifier-verifier-verifier-verifier";

/// Puts the bearer on every call.
#[derive(Clone)]
pub struct Porteur(String);

impl Interceptor for Porteur {
    fn call(&mut self, mut request: Request<()>) -> Result<Request<()>, Status> {
        let bearer: MetadataValue<_> = format!("Bearer {}", self.0).parse().unwrap();
        request.metadata_mut().insert("authorization", bearer);
        Ok(request)
    }
}

pub type Appels = InterceptedService<Channel, Porteur>;

#[derive(Clone)]
pub struct Personne {
    pub acces: String,
    pub renouvellement: String,
    pub channel: Channel,
}

impl Personne {
    /// The whole sign-in; the reason when it is refused.
    pub async fn sign_in(url: &str, espace: &str, entree: &str, qui: &str) -> Result<Self, String> {
        let back = authorize(url, espace, entree, qui).await;
        let query = |name: &str| back.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned());
        assert_eq!(query("state").as_deref(), Some("etat-de-l-application"));
        let Some(code) = query("code") else { return Err(query("error_description").unwrap()) };
        let form = [
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", REDIRECT_URI),
            ("code_verifier", VERIFIER),
        ];
        let answer = browser().post(format!("{url}/auth/jeton")).form(&form).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        let json: Value = answer.json().await.unwrap();
        Ok(Self {
            acces: json["access_token"].as_str().unwrap().to_owned(),
            renouvellement: json["refresh_token"].as_str().unwrap().to_owned(),
            channel: channel(url).await,
        })
    }

    /// The same person, with the next access token.
    pub async fn renewed(&self, url: &str) -> Self {
        let form = [("grant_type", "refresh_token"), ("refresh_token", self.renouvellement.as_str())];
        let answer = browser().post(format!("{url}/auth/jeton")).form(&form).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        let json: Value = answer.json().await.unwrap();
        Self {
            acces: json["access_token"].as_str().unwrap().to_owned(),
            renouvellement: json["refresh_token"].as_str().unwrap().to_owned(),
            channel: self.channel.clone(),
        }
    }

    /// The header of this person, for a call in bytes.
    pub fn bearer(&self) -> EnTete {
        ("authorization", format!("Bearer {}", self.acces))
    }

    fn porteur(&self) -> Porteur {
        Porteur(self.acces.clone())
    }

    pub fn portefeuille(&self) -> PortefeuilleServiceClient<Appels> {
        PortefeuilleServiceClient::with_interceptor(self.channel.clone(), self.porteur())
    }

    pub fn session(&self) -> SessionServiceClient<Appels> {
        SessionServiceClient::with_interceptor(self.channel.clone(), self.porteur())
    }

    pub fn notifications(&self) -> NotificationsServiceClient<Appels> {
        NotificationsServiceClient::with_interceptor(self.channel.clone(), self.porteur())
    }

    pub fn referentiel(&self) -> ReferentielServiceClient<Appels> {
        ReferentielServiceClient::with_interceptor(self.channel.clone(), self.porteur())
    }

    pub fn profil(&self) -> ProfilServiceClient<Appels> {
        ProfilServiceClient::with_interceptor(self.channel.clone(), self.porteur())
    }

    /// The whole portefeuille, a page of 100.
    pub async fn lignes(&self) -> Vec<pb::LignePortefeuille> {
        let request = pb::ListPortefeuilleRequest { page_size: 100, ..Default::default() };
        self.portefeuille().list_portefeuille(request).await.unwrap().into_inner().lignes
    }

    /// Signs the CGU when they are asked for.
    pub async fn signs_cgu(self) -> Self {
        use proto::passemploi::identite::v1::{GetSessionRequest, SignCguRequest};
        let session = self.session().get_session(GetSessionRequest {}).await.unwrap().into_inner();
        if let Some(version) = session.cgu_a_signer {
            self.profil().sign_cgu(SignCguRequest { version }).await.unwrap();
        }
        self
    }
}

/// A browser that keeps its cookies and follows nothing by itself.
pub fn browser() -> Client {
    Client::builder().redirect(redirect::Policy::none()).cookie_store(true).build().unwrap()
}

pub async fn channel(url: &str) -> Channel {
    Channel::from_shared(url.to_owned()).unwrap().connect().await.unwrap()
}

/// Goes to the provider, signs in there, comes back: the address that the app is sent to.
async fn authorize(url: &str, espace: &str, entree: &str, qui: &str) -> Url {
    let browser = browser();
    let mut start = Url::parse(&format!("{url}/auth/{espace}/connexion/{entree}")).unwrap();
    start
        .query_pairs_mut()
        .append_pair("client_id", "mobile")
        .append_pair("redirect_uri", REDIRECT_URI)
        .append_pair("code_challenge", &gateway::auth::secrets::s256(VERIFIER))
        .append_pair("code_challenge_method", "S256")
        .append_pair("state", "etat-de-l-application");
    let mut next = location(&browser.get(start).send().await.unwrap());
    if next.as_str().starts_with(REDIRECT_URI) {
        return next;
    }
    next.query_pairs_mut().append_pair("login_hint", qui);
    let back = location(&browser.get(next).send().await.unwrap());
    location(&browser.get(back).send().await.unwrap())
}

/// Where an answer sends the browser.
pub fn location(answer: &Response) -> Url {
    let header = answer.headers().get("location").unwrap_or_else(|| panic!("no redirection: {}", answer.status()));
    answer.url().join(header.to_str().unwrap()).unwrap()
}
