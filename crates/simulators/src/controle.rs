//! The control plane: what tests and demonstrations ask of the simulators, in JSON.
//!
//! | Call | Body | Does |
//! |---|---|---|
//! | `POST /_sim/reset` | - | the cast again: accounts, mails, tokens, faults, journal, clock |
//! | `POST /_sim/horloge` (or `clock`) | `{"avance_secondes": 43200}` | moves the clock |
//! | `POST /_sim/fautes` (or `faults`) | a [`Fault`], below | asks for a fault |
//! | `GET`, `DELETE /_sim/fautes` | - | faults that still have calls to fail; removes them all |
//! | `GET /_sim/journal` | - | calls received by the partners, oldest first |
//! | `GET /_sim/etat` | - | people, dossiers, mails of i-milo, faults |
//! | `GET /_sim/courriels` | `?destinataire=` | the mails that came through the mail server, oldest first |
//! | `POST /_sim/push/abonnements` | `{"nom": "...", "cle_application": "..."}`, both optional | a new device: `id`, `endpoint`, `p256dh`, `auth` |
//! | `GET /_sim/push/abonnements` | - | the devices and their messages, decrypted |
//! | `POST /_sim/push/abonnements/{id}` | `{"mort": true, "allume": false}`, both optional | ends a subscription, turns a device off |
//! | `POST /_sim/dossiers` | a [`Dossier`]; `numero`, `prenom` and `nom` are enough | adds or replaces it |
//! | `POST /_sim/evenements` | `{"idDossier": 402117, "type": "RDV", "action": "CREATE", "idType": 7}` | adds an event to the queue of i-milo |
//! | `POST /_sim/jetons` | a [`JetonFausse`]: `{"claims": {"aud": "autre"}, "signature": "bonne"}` | the next id token is wrong |
//! | `POST /_sim/cles` | - | every realm signs with a new key |
//! | `POST /_sim/personnes` | a [`PersonnePatch`]: `{"realm": "sue-jeunes", "sub": "...", "email": "...", "sans": ["nom"]}` | changes a person, or adds one |
//!
//! A fault: `{"methode": "POST", "chemin": "/imilo/api/sue/compte-jeune/*", "nieme": 1,
//! "fois": 1, "effet": {"type": "coupure_apres"}}`. `methode`, `nieme` and `fois` (a number or
//! `"toujours"`) may be left out. Types: `reponse` (`statut`, `corps`, `entetes`, `applique`),
//! `delai` and `delai_apres` (`millisecondes`), `coupure_avant`, `coupure_apres`,
//! `corps_tronque` (`octets`), `corps_vide`. Faults of the mail server: see [`crate::smtp`].

use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use chrono::Duration;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::courriel::CourrielRecu;
use crate::dossier::Dossier;
use crate::fault::{ActiveFault, Fault};
use crate::imilo::Evenement;
use crate::journal::Appel;
use crate::personne::{Personne, PersonnePatch};
use crate::push::appareil::{Appareil, AppareilPatch};
use crate::{JetonFausse, Simulateurs};

pub(crate) fn routes() -> Router<Simulateurs> {
    let fautes = get(list_faults).post(push_fault).delete(clear_faults);
    Router::new()
        .route("/reset", post(reset))
        .route("/horloge", post(advance))
        .route("/clock", post(advance))
        .route("/fautes", fautes.clone())
        .route("/faults", fautes)
        .route("/journal", get(journal))
        .route("/etat", get(etat))
        .route("/courriels", get(courriels))
        .route("/push/abonnements", get(appareils).post(subscribe_push))
        .route("/push/abonnements/{id}", post(patch_push))
        .route("/dossiers", post(put_dossier))
        .route("/evenements", post(push_evenement))
        .route("/personnes", post(patch_personne))
        .route("/jetons", post(falsify))
        .route("/cles", post(rotate))
}

async fn reset(State(simulateurs): State<Simulateurs>) -> StatusCode {
    simulateurs.reset();
    StatusCode::NO_CONTENT
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Avance {
    avance_secondes: i32,
}

async fn advance(State(simulateurs): State<Simulateurs>, Json(avance): Json<Avance>) -> Json<Value> {
    simulateurs.advance(Duration::seconds(i64::from(avance.avance_secondes)));
    Json(json!({"instant": simulateurs.now()}))
}

async fn list_faults(State(simulateurs): State<Simulateurs>) -> Json<Vec<ActiveFault>> {
    Json(simulateurs.faults())
}

async fn push_fault(State(simulateurs): State<Simulateurs>, Json(faute): Json<Fault>) -> StatusCode {
    simulateurs.push_fault(faute);
    StatusCode::NO_CONTENT
}

async fn clear_faults(State(simulateurs): State<Simulateurs>) -> StatusCode {
    simulateurs.clear_faults();
    StatusCode::NO_CONTENT
}

async fn journal(State(simulateurs): State<Simulateurs>) -> Json<Vec<Appel>> {
    Json(simulateurs.journal())
}

async fn etat(State(simulateurs): State<Simulateurs>) -> Json<Value> {
    let instant = simulateurs.now();
    let fautes = simulateurs.faults();
    Json(simulateurs.with_etat(|etat| {
        json!({
            "instant": instant,
            "personnes": etat.personnes,
            "dossiers": etat.dossiers.values().collect::<Vec<_>>(),
            "mails": etat.mails,
            "fautes": fautes,
            "appels": etat.dernier_appel,
        })
    }))
}

#[derive(Deserialize)]
struct Destinataire {
    destinataire: Option<String>,
}

async fn courriels(
    State(simulateurs): State<Simulateurs>,
    Query(filtre): Query<Destinataire>,
) -> Json<Vec<CourrielRecu>> {
    let mut courriels = simulateurs.courriels();
    courriels.retain(|recu| filtre.destinataire.as_deref().is_none_or(|d| recu.destinataire == d));
    Json(courriels)
}

async fn falsify(State(simulateurs): State<Simulateurs>, Json(jeton): Json<JetonFausse>) -> StatusCode {
    simulateurs.falsify(jeton);
    StatusCode::NO_CONTENT
}

async fn rotate(State(simulateurs): State<Simulateurs>) -> StatusCode {
    match simulateurs.rotate_keys() {
        Ok(()) => StatusCode::NO_CONTENT,
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NouvelAppareil {
    #[serde(default)]
    nom: Option<String>,
    #[serde(default)]
    cle_application: Option<String>,
}

async fn subscribe_push(State(simulateurs): State<Simulateurs>, Json(nouveau): Json<NouvelAppareil>) -> Response {
    let nom = nouveau.nom.as_deref().unwrap_or("Appareil simulé");
    match simulateurs.subscribe_push(nom, nouveau.cle_application.as_deref()) {
        Ok(abonnement) => (StatusCode::CREATED, Json(abonnement)).into_response(),
        Err(erreur) => (StatusCode::BAD_REQUEST, erreur.to_string()).into_response(),
    }
}

async fn appareils(State(simulateurs): State<Simulateurs>) -> Json<Vec<Appareil>> {
    Json(simulateurs.appareils())
}

async fn patch_push(
    State(simulateurs): State<Simulateurs>,
    Path(id): Path<Uuid>,
    Json(patch): Json<AppareilPatch>,
) -> Result<Json<Appareil>, StatusCode> {
    simulateurs.patch_push(id, patch).map(Json).ok_or(StatusCode::NOT_FOUND)
}

async fn put_dossier(State(simulateurs): State<Simulateurs>, Json(dossier): Json<Dossier>) -> Json<Dossier> {
    simulateurs.put_dossier(dossier.clone());
    Json(dossier)
}

async fn push_evenement(State(simulateurs): State<Simulateurs>, Json(evenement): Json<Evenement>) -> StatusCode {
    simulateurs.push_evenements([evenement]);
    StatusCode::NO_CONTENT
}

async fn patch_personne(State(simulateurs): State<Simulateurs>, Json(patch): Json<PersonnePatch>) -> Json<Personne> {
    Json(simulateurs.patch_personne(patch))
}
