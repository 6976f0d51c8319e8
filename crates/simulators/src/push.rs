//! The push service: it takes messages (RFC 8030), checks who signs them (RFC 8292), and being
//! the browser as well, decrypts them (RFC 8291).
//!
//! A device that is on shows a message at once; one that is off gets the messages that wait when it
//! comes back: the last one of each topic, if it is not too old. Faults are those of the partners,
//! on `/push/v1/*`; a dead subscription is asked for on the control plane.

pub(crate) mod appareil;
mod chiffrement;
mod entetes;
mod vapid;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use uuid::Uuid;

use crate::Simulateurs;
use appareil::{AbonnementPush, Appareil, AppareilPatch, MessageRecu, PushError};

/// What a push service takes (RFC 8030 §7.2).
const TAILLE_MAXIMALE: usize = 4_096;

pub(crate) fn routes() -> Router<Simulateurs> {
    Router::new().route("/push/v1/{id}", post(receive))
}

/// Why a message is not taken.
pub(crate) struct Refus(StatusCode, &'static str);

async fn receive(
    State(simulateurs): State<Simulateurs>,
    Path(id): Path<Uuid>,
    entetes: HeaderMap,
    corps: Bytes,
) -> Response {
    match take(&simulateurs, id, &entetes, &corps) {
        Ok(message) => {
            let adresse = format!("{}/push/messages/{message}", simulateurs.base());
            (StatusCode::CREATED, [(LOCATION, adresse)]).into_response()
        }
        Err(Refus(statut, texte)) => (statut, texte).into_response(),
    }
}

/// A real push service cannot read a message; this one refuses what its device could not, so that
/// a mistake is seen.
fn take(simulateurs: &Simulateurs, id: Uuid, entetes: &HeaderMap, corps: &[u8]) -> Result<Uuid, Refus> {
    let now = simulateurs.now();
    simulateurs.with_etat(|etat| {
        let inconnu = Refus(StatusCode::NOT_FOUND, "unknown subscription");
        let appareil = etat.appareils.iter_mut().find(|appareil| appareil.id == id).ok_or(inconnu)?;
        if appareil.mort {
            return Err(Refus(StatusCode::GONE, "the subscription is over"));
        }
        vapid::check(entetes, simulateurs.base(), appareil.cle_application.as_deref(), now)?;
        let livraison = entetes::read(entetes)?;
        if corps.len() > TAILLE_MAXIMALE {
            return Err(Refus(StatusCode::PAYLOAD_TOO_LARGE, "more than 4096 bytes"));
        }
        let clair = chiffrement::decrypt(corps, appareil)
            .ok_or(Refus(StatusCode::BAD_REQUEST, "the device cannot decrypt this message"))?;
        let message = MessageRecu::new(clair, livraison, now);
        let numero = message.numero;
        appareil.receive(message, now);
        Ok(numero)
    })
}

impl Simulateurs {
    /// Makes a device that takes push messages. `cle_application` is the public key it is
    /// subscribed with; without one it takes messages of every key.
    pub fn subscribe_push(&self, nom: &str, cle_application: Option<&str>) -> Result<AbonnementPush, PushError> {
        let appareil = Appareil::new(nom, cle_application)?;
        let abonnement = appareil.abonnement(self.base());
        self.with_etat(|etat| etat.appareils.push(appareil));
        Ok(abonnement)
    }

    /// The messages that a device shows, oldest first.
    pub fn push_messages(&self, id: Uuid) -> Vec<MessageRecu> {
        self.with_etat(|etat| {
            etat.appareils.iter().find(|appareil| appareil.id == id).map(|a| a.affiches.clone()).unwrap_or_default()
        })
    }

    /// Turns a device on or off, or ends its subscription. `None` when there is no such device.
    pub fn patch_push(&self, id: Uuid, patch: AppareilPatch) -> Option<Appareil> {
        let now = self.now();
        self.with_etat(|etat| {
            let appareil = etat.appareils.iter_mut().find(|appareil| appareil.id == id)?;
            appareil.apply(patch, now);
            Some(appareil.clone())
        })
    }

    /// The devices that take push messages.
    pub fn appareils(&self) -> Vec<Appareil> {
        self.with_etat(|etat| etat.appareils.clone())
    }
}
