//! A device that takes push messages, and the browser in it.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;
use web_push_native::p256::elliptic_curve::rand_core::OsRng;
use web_push_native::p256::elliptic_curve::sec1::ToEncodedPoint as _;
use web_push_native::p256::{PublicKey, SecretKey};

/// How many messages a device shows: the oldest leave.
const AFFICHES: usize = 200;

/// What `PushManager.subscribe` gives to the page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AbonnementPush {
    /// The device.
    pub id: Uuid,
    /// Address at the push service.
    pub endpoint: String,
    /// Public key of the browser, base64url.
    pub p256dh: String,
    /// Secret of the browser, base64url.
    pub auth: String,
}

/// A device.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Appareil {
    /// Last part of its address.
    pub id: Uuid,
    /// Its name on the pages.
    pub nom: String,
    /// Public key that messages must be signed with.
    pub cle_application: Option<String>,
    /// The subscription is over: messages get a 410.
    pub mort: bool,
    /// Messages are shown as they come; otherwise they wait.
    pub allume: bool,
    /// Shown, oldest first.
    pub affiches: Vec<MessageRecu>,
    /// Waiting until the device is on.
    pub en_attente: Vec<MessageRecu>,
    pub(super) cle_privee: String,
    pub(super) auth: String,
}

/// A message that a device could read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MessageRecu {
    /// Name of the message at the push service.
    pub numero: Uuid,
    /// What was written, decrypted.
    pub contenu: String,
    /// Topic: of several messages that wait, the last one is kept.
    pub topic: Option<String>,
    /// Seconds that it may wait.
    pub ttl: u32,
    /// Urgency.
    pub urgence: Option<String>,
    /// When it came.
    pub recu_le: DateTime<Utc>,
    /// How many times the device got it: it shows one notification once.
    pub livraisons: u32,
}

/// Change of a device; what is absent stays.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AppareilPatch {
    /// Ends the subscription, or brings it back.
    #[serde(default)]
    pub mort: Option<bool>,
    /// Turns the device on or off.
    #[serde(default)]
    pub allume: Option<bool>,
}

/// The key of the application is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PushError;

impl std::fmt::Display for PushError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("cle_application n’est pas une clé P-256 en base64url")
    }
}

impl std::error::Error for PushError {}

/// How a message asks to be delivered.
pub(super) struct Livraison {
    pub(super) topic: Option<String>,
    pub(super) ttl: u32,
    pub(super) urgence: Option<String>,
}

impl MessageRecu {
    pub(super) fn new(contenu: String, livraison: Livraison, now: DateTime<Utc>) -> Self {
        let Livraison { topic, ttl, urgence } = livraison;
        Self { numero: Uuid::new_v4(), contenu, topic, ttl, urgence, recu_le: now, livraisons: 1 }
    }

    /// A field of the content, when it is a JSON object that has it.
    pub fn champ(&self, nom: &str) -> Option<String> {
        let contenu: Value = serde_json::from_str(&self.contenu).ok()?;
        contenu.get(nom)?.as_str().map(str::to_owned)
    }

    fn is_expired(&self, now: DateTime<Utc>) -> bool {
        self.recu_le + TimeDelta::seconds(self.ttl.into()) <= now
    }
}

impl Appareil {
    pub(super) fn new(nom: &str, cle_application: Option<&str>) -> Result<Self, PushError> {
        if let Some(cle) = cle_application {
            let octets = BASE64.decode(cle).map_err(|_| PushError)?;
            PublicKey::from_sec1_bytes(&octets).map_err(|_| PushError)?;
        }
        Ok(Self {
            id: Uuid::new_v4(),
            nom: nom.to_owned(),
            cle_application: cle_application.map(str::to_owned),
            mort: false,
            allume: true,
            affiches: Vec::new(),
            en_attente: Vec::new(),
            cle_privee: BASE64.encode(SecretKey::random(&mut OsRng).to_bytes()),
            auth: BASE64.encode(Uuid::new_v4().as_bytes()),
        })
    }

    /// What the page of the application is given.
    pub(super) fn abonnement(&self, base: &str) -> AbonnementPush {
        let publique = self.secret().map(|cle| cle.public_key().to_encoded_point(false));
        AbonnementPush {
            id: self.id,
            endpoint: format!("{base}/push/v1/{}", self.id),
            p256dh: publique.map(|point| BASE64.encode(point.as_bytes())).unwrap_or_default(),
            auth: self.auth.clone(),
        }
    }

    pub(super) fn secret(&self) -> Option<SecretKey> {
        SecretKey::from_slice(&BASE64.decode(&self.cle_privee).ok()?).ok()
    }

    /// Shows a message, or keeps it until the device is on.
    pub(super) fn receive(&mut self, message: MessageRecu, now: DateTime<Utc>) {
        if self.allume {
            self.show(message);
            return;
        }
        self.expire(now);
        if message.topic.is_some() {
            self.en_attente.retain(|autre| autre.topic != message.topic);
        }
        if !message.is_expired(now) {
            self.en_attente.push(message);
        }
    }

    /// Changes the device; one that comes on gets what waits.
    pub(super) fn apply(&mut self, patch: AppareilPatch, now: DateTime<Utc>) {
        self.mort = patch.mort.unwrap_or(self.mort);
        self.allume = patch.allume.unwrap_or(self.allume);
        self.expire(now);
        if self.allume {
            for message in std::mem::take(&mut self.en_attente) {
                self.show(message);
            }
        }
    }

    fn expire(&mut self, now: DateTime<Utc>) {
        self.en_attente.retain(|message| !message.is_expired(now));
    }

    /// One notification, told by its `id`, is on the screen once: the last text stays.
    fn show(&mut self, mut message: MessageRecu) {
        let id = message.champ("id");
        let connue = self.affiches.iter().position(|autre| id.is_some() && autre.champ("id") == id);
        if let Some(rang) = connue {
            message.livraisons += self.affiches.remove(rang).livraisons;
        }
        self.affiches.push(message);
        self.affiches.drain(..self.affiches.len().saturating_sub(AFFICHES));
    }
}
