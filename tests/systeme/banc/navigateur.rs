//! A browser whose cookies a test can read and send elsewhere: the jar of an HTTP client hides them.

use super::personne::{browser, channel, location};
use proto::passemploi::identite::v1::session_service_client::SessionServiceClient;
use proto::passemploi::identite::v1::{GetErreurConnexionRequest, GetErreurConnexionResponse};
use reqwest::{Client, RequestBuilder, Response, Url};
use std::collections::BTreeMap;
use tonic::{Request, Status};

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

pub struct Navigateur {
    client: Client,
    agent: &'static str,
    /// Address that a proxy would say it has.
    pub forwarded: Option<&'static str>,
    /// What it would send, by name.
    pub cookies: BTreeMap<String, String>,
    /// Every `Set-Cookie` received.
    pub poses: Vec<String>,
}

impl Navigateur {
    pub fn new() -> Self {
        Self { client: browser(), agent: FIREFOX, forwarded: None, cookies: BTreeMap::new(), poses: Vec::new() }
    }

    /// Access token of the cookie of a space.
    pub fn acces(&self, espace: &str) -> String {
        self.cookies[&format!("pe-{espace}")].split_once('~').unwrap().0.to_owned()
    }

    pub fn cookie(&self) -> String {
        self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("; ")
    }

    pub async fn get(&mut self, url: &str) -> Response {
        let answer = self.with_headers(self.client.get(url)).send().await.unwrap();
        self.keep(&answer);
        answer
    }

    /// A call of a route of the sign-in, with the header of this space or without.
    pub async fn post(&mut self, url: &str, espace: Option<&str>) -> Response {
        let mut request = self.with_headers(self.client.post(url));
        if let Some(espace) = espace {
            request = request.header("x-pe-espace", espace);
        }
        let answer = request.send().await.unwrap();
        self.keep(&answer);
        answer
    }

    fn with_headers(&self, request: RequestBuilder) -> RequestBuilder {
        let request = request.header("cookie", self.cookie()).header("user-agent", self.agent);
        match self.forwarded {
            Some(adresse) => request.header("x-forwarded-for", adresse),
            None => request,
        }
    }

    fn keep(&mut self, answer: &Response) {
        for header in answer.headers().get_all("set-cookie") {
            let text = header.to_str().unwrap();
            self.poses.push(text.to_owned());
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            if text.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }

    /// Leaves for the provider, chooses this person there: the address that comes back to us.
    pub async fn choose(&mut self, url: &str, chemin: &str, qui: &str) -> Url {
        let mut next = location(&self.get(&format!("{url}{chemin}")).await);
        if next.path().ends_with("/connexion") {
            return next;
        }
        next.query_pairs_mut().append_pair("login_hint", qui);
        location(&self.client.get(next).send().await.unwrap())
    }

    /// The whole sign-in; where it ends up.
    pub async fn sign_in(&mut self, url: &str, chemin: &str, qui: &str) -> Url {
        let back = self.choose(url, chemin, qui).await;
        if back.path().ends_with("/connexion") {
            return back;
        }
        location(&self.get(back.as_str()).await)
    }

    /// Why it was sent to this address.
    pub async fn explanation(&self, url: &str, end: &Url) -> Result<GetErreurConnexionResponse, Status> {
        let id = end.query_pairs().find(|(key, _)| key == "erreur").unwrap().1.into_owned();
        let mut request = Request::new(GetErreurConnexionRequest { id });
        request.metadata_mut().insert("cookie", self.cookie().parse().unwrap());
        let answer = SessionServiceClient::new(channel(url).await).get_erreur_connexion(request).await;
        answer.map(tonic::Response::into_inner)
    }
}
