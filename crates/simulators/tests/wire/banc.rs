//! What every test needs: the simulators on a free port, and clients of their wire.

use std::collections::HashMap;
use std::path::PathBuf;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use reqwest::{Client, RequestBuilder, Response, redirect};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use simulators::acces::{CLE_DOSSIER, CLE_ENVOI_EMAIL, CLE_JEUNE, CLE_UTILISATEURS, CLIENT_ID, CLIENT_SECRET};
use simulators::{Options, Realm, Simulateurs};
use tokio::task::JoinSet;
use url::Url;

pub const RETOUR: &str = "http://localhost:8080/auth/conseiller/retour";
pub const VERIFIER: &str = "un-verificateur-de-plus-de-quarante-trois-caracteres";

pub struct Banc {
    pub sim: Simulateurs,
    pub client: Client,
    pub base: String,
    /// Port of the mail server.
    pub smtp: u16,
    serveurs: JoinSet<()>,
}

impl Banc {
    pub async fn start() -> Self {
        Self::open(None).await
    }

    /// The simulators, on the file of a former run.
    pub async fn open(etat: Option<PathBuf>) -> Self {
        let ecoute = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", ecoute.local_addr().unwrap());
        let sim = Simulateurs::new(options(&base, etat)).unwrap();
        let routes = sim.router();
        let mut serveurs = JoinSet::new();
        serveurs.spawn(async move { axum::serve(ecoute, routes).await.unwrap() });
        let ecoute = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let smtp = ecoute.local_addr().unwrap().port();
        let recepteur = sim.clone();
        serveurs.spawn(async move { recepteur.serve_smtp(ecoute).await.unwrap() });
        let client = Client::builder().redirect(redirect::Policy::none()).build().unwrap();
        Self { sim, client, base, smtp, serveurs }
    }

    /// Ends the run: nothing of it is left but its file.
    pub async fn stop(mut self) {
        self.serveurs.shutdown().await;
    }

    pub fn url(&self, chemin: &str) -> String {
        format!("{}{chemin}", self.base)
    }

    pub fn dossier(&self, numero: impl std::fmt::Display) -> RequestBuilder {
        self.client
            .get(self.url(&format!("/imilo/api/sue/dossiers/{numero}")))
            .header("X-Gravitee-Api-Key", CLE_DOSSIER)
    }

    pub fn create(&self, numero: u64) -> RequestBuilder {
        self.client
            .post(self.url(&format!("/imilo/api/sue/compte-jeune/{numero}")))
            .header("X-Gravitee-Api-Key", CLE_JEUNE)
            .json(&serde_json::json!({}))
    }

    pub fn take_over(&self, numero: u64) -> RequestBuilder {
        self.client
            .put(self.url(&format!("/imilo/api/sue/compte-jeune/surcharge/{numero}")))
            .header("X-Gravitee-Api-Key", CLE_JEUNE)
            .json(&serde_json::json!({}))
    }

    pub fn send_mail(&self, jeton: &str, email: &str) -> RequestBuilder {
        self.client
            .put(self.url("/imilo/api/sue/sendVerifyEmail"))
            .header("X-Gravitee-Api-Key", CLE_ENVOI_EMAIL)
            .header("operateur", "APPLICATION_CEJ")
            .header("content-type", "text/plain")
            .bearer_auth(jeton)
            .body(email.to_owned())
    }

    pub fn structures(&self, jeton: &str) -> RequestBuilder {
        self.client
            .get(self.url("/imilo/api/operateurs/utilisateurs/moi/structures"))
            .header("X-Gravitee-Api-Key", CLE_UTILISATEURS)
            .header("operateur", "APPLICATION_CEJ")
            .bearer_auth(jeton)
    }

    pub async fn discovery(&self, realm: Realm) -> Value {
        let adresse = format!("{}/.well-known/openid-configuration", self.sim.issuer(realm));
        self.client.get(adresse).send().await.unwrap().json().await.unwrap()
    }

    /// Address of the sign-in page; an empty value leaves a parameter out.
    pub async fn authorize_url(&self, realm: Realm, change: &[(&str, &str)]) -> Url {
        let decouverte = self.discovery(realm).await;
        let defi = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
        let mut parametres: HashMap<&str, &str> = HashMap::from([
            ("response_type", "code"),
            ("client_id", CLIENT_ID),
            ("redirect_uri", RETOUR),
            ("scope", "openid email profile offline_access"),
            ("state", "etat-1"),
            ("nonce", "nonce-1"),
            ("code_challenge", &defi),
            ("code_challenge_method", "S256"),
        ]);
        parametres.extend(change.iter().copied());
        let mut url = Url::parse(decouverte["authorization_endpoint"].as_str().unwrap()).unwrap();
        parametres.retain(|_, valeur| !valeur.is_empty());
        url.query_pairs_mut().extend_pairs(parametres);
        url
    }

    /// Signs a person in, up to the code.
    pub async fn code(&self, realm: Realm, hint: &str) -> String {
        let url = self.authorize_url(realm, &[("login_hint", hint)]).await;
        let reponse = self.client.get(url).send().await.unwrap();
        returned(&reponse).remove("code").unwrap()
    }

    pub async fn token(&self, realm: Realm, champs: &[(&str, &str)]) -> Response {
        let decouverte = self.discovery(realm).await;
        let mut formulaire = HashMap::from([("client_id", CLIENT_ID), ("client_secret", CLIENT_SECRET)]);
        formulaire.extend(champs.iter().copied());
        self.client.post(decouverte["token_endpoint"].as_str().unwrap()).form(&formulaire).send().await.unwrap()
    }

    pub async fn exchange(&self, realm: Realm, code: &str) -> Response {
        self.token(
            realm,
            &[
                ("grant_type", "authorization_code"),
                ("code", code),
                ("redirect_uri", RETOUR),
                ("code_verifier", VERIFIER),
            ],
        )
        .await
    }

    pub async fn refresh(&self, realm: Realm, jeton: &str) -> Response {
        self.token(realm, &[("grant_type", "refresh_token"), ("refresh_token", jeton)]).await
    }

    /// What the realm says of the bearer.
    pub async fn userinfo(&self, realm: Realm, jeton: &str) -> Value {
        let decouverte = self.discovery(realm).await;
        let adresse = decouverte["userinfo_endpoint"].as_str().unwrap();
        self.client.get(adresse).bearer_auth(jeton).send().await.unwrap().json().await.unwrap()
    }

    /// Chooses a password on the page of an activation link.
    pub async fn choose_password(&self, lien: &str) -> Response {
        self.client.post(lien).form(&[("mot_de_passe", "secret")]).send().await.unwrap()
    }

    /// Signs a person in, up to the tokens.
    pub async fn sign_in(&self, realm: Realm, hint: &str) -> Value {
        let code = self.code(realm, hint).await;
        let reponse = self.exchange(realm, &code).await;
        assert_eq!(reponse.status(), 200);
        reponse.json().await.unwrap()
    }

    pub async fn access_token(&self, realm: Realm, hint: &str) -> String {
        self.sign_in(realm, hint).await["access_token"].as_str().unwrap().to_owned()
    }
}

pub fn options(base: &str, etat: Option<PathBuf>) -> Options {
    Options { base: base.to_owned(), lien_activation: chrono::Duration::hours(12), etat }
}

/// Parameters with which the provider sends the browser back.
pub fn returned(reponse: &Response) -> HashMap<String, String> {
    assert_eq!(reponse.status(), 303);
    let adresse = reponse.headers()["location"].to_str().unwrap();
    assert!(adresse.starts_with(RETOUR), "{adresse}");
    Url::parse(adresse).unwrap().query_pairs().into_owned().collect()
}

/// The JSON body of a refusal that must have this status.
pub async fn refusal(requete: RequestBuilder, statut: u16) -> Value {
    let reponse = requete.send().await.unwrap();
    assert_eq!(reponse.status(), statut);
    reponse.json().await.unwrap()
}
