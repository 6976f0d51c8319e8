//! What happens around every call to a partner: it is written in the journal, and a fault may
//! be played on it.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use futures::{StreamExt as _, stream};

use crate::Simulateurs;
use crate::fault::Effet;
use crate::journal::{self, Appel, body_without_secrets, fields_without_secrets, headers_without_secrets};

const TAILLE_MAXIMALE: usize = 1 << 20;
const PARTENAIRES: [&str; 5] = ["/imilo/", "/ft/", "/cd/", "/support/", "/push/"];

/// The layer around everything: a change that could not be written is not acknowledged, since a
/// restart would forget it.
pub(crate) async fn acknowledge(State(simulateurs): State<Simulateurs>, requete: Request, suite: Next) -> Response {
    let reponse = suite.run(requete).await;
    match simulateurs.echec() {
        None => reponse,
        Some(echec) => (StatusCode::INTERNAL_SERVER_ERROR, echec).into_response(),
    }
}

/// The layer of every route; pages of the simulators and the control plane pass untouched.
pub(crate) async fn intercept(State(simulateurs): State<Simulateurs>, requete: Request, suite: Next) -> Response {
    let chemin = requete.uri().path().to_owned();
    if !PARTENAIRES.iter().any(|prefixe| chemin.starts_with(prefixe)) {
        return suite.run(requete).await;
    }
    let (tete, corps) = requete.into_parts();
    let Ok(corps) = to_bytes(corps, TAILLE_MAXIMALE).await else {
        return StatusCode::PAYLOAD_TOO_LARGE.into_response();
    };
    let appel = Appel {
        numero: 0,
        instant: simulateurs.now(),
        methode: tete.method.to_string(),
        chemin,
        parametres: fields_without_secrets(tete.uri.query().unwrap_or_default()),
        entetes: headers_without_secrets(&tete.headers),
        corps: body_without_secrets(&tete.headers, &corps),
        statut: None,
        faute: None,
    };
    let (numero, effet) = simulateurs.begin_call(appel);
    let appliquer = async || {
        let reponse = suite.run(Request::from_parts(tete, Body::from(corps))).await;
        simulateurs.end_call(numero, reponse.status().as_u16());
        reponse
    };
    match effet {
        None => appliquer().await,
        Some(Effet::Reponse { statut, corps, entetes, applique }) => {
            if applique {
                appliquer().await;
            }
            let reponse = scripted(statut, corps, &entetes);
            simulateurs.end_call(numero, reponse.status().as_u16());
            reponse
        }
        Some(Effet::Delai { millisecondes }) => {
            tokio::time::sleep(Duration::from_millis(millisecondes)).await;
            appliquer().await
        }
        Some(Effet::DelaiApres { millisecondes }) => {
            let reponse = appliquer().await;
            tokio::time::sleep(Duration::from_millis(millisecondes)).await;
            reponse
        }
        Some(Effet::CoupureAvant) => cut(StatusCode::OK.into_response(), Bytes::new()),
        Some(Effet::CoupureApres) => cut(appliquer().await, Bytes::new()),
        Some(Effet::CorpsTronque { octets }) => truncate(appliquer().await, octets).await,
        Some(Effet::CorpsVide) => {
            let (mut tete, _) = appliquer().await.into_parts();
            tete.headers.remove(CONTENT_LENGTH);
            Response::from_parts(tete, Body::empty())
        }
    }
}

fn scripted(statut: u16, corps: String, entetes: &BTreeMap<String, String>) -> Response {
    let statut = StatusCode::from_u16(statut).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut reponse = (statut, corps).into_response();
    for (nom, valeur) in entetes {
        if let (Ok(nom), Ok(valeur)) = (nom.parse::<HeaderName>(), HeaderValue::from_str(valeur)) {
            reponse.headers_mut().insert(nom, valeur);
        }
    }
    reponse
}

async fn truncate(reponse: Response, octets: usize) -> Response {
    let (tete, corps) = reponse.into_parts();
    let corps = to_bytes(corps, TAILLE_MAXIMALE).await.unwrap_or_default();
    let debut = corps.slice(..octets.min(corps.len()));
    cut(Response::from_parts(tete, Body::empty()), debut)
}

/// An answer whose body breaks after `debut`. It announces more bytes than it has, so that the
/// server can only close the connection, whatever the client counted. With an empty `debut` it
/// breaks before the server has sent anything, status included.
fn cut(reponse: Response, debut: Bytes) -> Response {
    let (mut tete, _) = reponse.into_parts();
    // An answer that has no body by its status would leave whole.
    tete.status = if tete.status == StatusCode::NO_CONTENT { StatusCode::OK } else { tete.status };
    tete.headers.insert(CONTENT_LENGTH, HeaderValue::from(debut.len() + 1_000));
    let rupture = || std::io::Error::other("connection cut by a fault");
    let corps = if debut.is_empty() {
        Body::from_stream(stream::once(async move { Err::<Bytes, _>(rupture()) }))
    } else {
        let fin = stream::once(async move {
            // Leaves the server the time to send what precedes.
            tokio::time::sleep(Duration::from_millis(20)).await;
            Err(rupture())
        });
        Body::from_stream(stream::once(async { Ok(debut) }).chain(fin))
    };
    Response::from_parts(tete, corps)
}

impl Simulateurs {
    /// Writes a call in the journal, and gives the fault to play on it.
    pub(crate) fn begin_call(&self, mut appel: Appel) -> (u64, Option<Effet>) {
        self.with_etat(|etat| {
            etat.dernier_appel += 1;
            appel.numero = etat.dernier_appel;
            let effet = etat.fautes.iter_mut().find_map(|faute| faute.play(&appel.methode, &appel.chemin));
            appel.faute = effet.as_ref().map(ToString::to_string);
            if etat.journal.len() == journal::TAILLE {
                etat.journal.pop_front();
            }
            let numero = appel.numero;
            etat.journal.push_back(appel);
            (numero, effet)
        })
    }

    /// Writes how a call ended.
    pub(crate) fn end_call(&self, numero: u64, statut: u16) {
        self.with_etat(|etat| {
            if let Some(appel) = etat.journal.iter_mut().rev().find(|a| a.numero == numero) {
                appel.statut = Some(statut);
            }
        });
    }
}
