//! What the domain needs of the world.

use crate::model::courriel::Courriel;
use crate::model::notification::{Avis, Notification};
use crate::model::push::{AbonnementWebPush, MessagePush};
use crate::queries::notifications::Lesquelles;
use access::{Compte, JournalTx};
use async_trait::async_trait;
use chrono_tz::Tz;
use kernel::categorie::Canaux;
use kernel::ids::{AppareilId, NotificationId, SessionId};
use kernel::outbox::OutboxTx;
use kernel::store::StoreError;
use kernel::structure::Marque;
use kernel::temps::Instant;
use std::time::Duration;
use uuid::Uuid;

/// Notifications and devices, outside a transaction: each call is one statement.
#[async_trait]
pub trait CommunicationStore: Send + Sync {
    /// Begins a unit of work; dropping it rolls back.
    async fn begin(&self) -> Result<Box<dyn CommunicationTx>, StoreError>;

    /// Notifications of a person, newest first, after `depuis`, and how many are unread in all.
    async fn list_notifications(
        &self,
        qui: Compte,
        lesquelles: Lesquelles,
        depuis: Option<(Instant, NotificationId)>,
        nombre: u32,
    ) -> Result<(Vec<Notification>, u32), StoreError>;

    /// How many are unread.
    async fn count_unread(&self, qui: Compte) -> Result<u32, StoreError>;

    /// What it takes to deliver this version of a notification; `None` when it is gone, read, or
    /// has a newer version.
    async fn find_livraison(&self, id: NotificationId, version: i32) -> Result<Option<Livraison>, StoreError>;

    /// A device that still takes pushes, with what to push; `None` when either is gone or no
    /// longer wanted.
    async fn find_envoi(
        &self,
        id: NotificationId,
        version: i32,
        appareil: AppareilId,
    ) -> Result<Option<EnvoiPush>, StoreError>;

    /// Forgets a device.
    async fn delete_appareil(&self, id: AppareilId) -> Result<(), StoreError>;
}

/// Notifications and devices, in a transaction.
#[async_trait]
pub trait CommunicationTx: JournalTx + OutboxTx + Send {
    /// Tells the open pages of this account, when the transaction commits.
    async fn wake(&mut self, compte: Uuid) -> Result<(), StoreError>;

    /// Writes a notification, or updates the one of its key; wakes the devices of the person.
    /// Answers its id and its version.
    async fn upsert_notification(
        &mut self,
        id: NotificationId,
        avis: &Avis,
        date: Instant,
    ) -> Result<(NotificationId, i32), StoreError>;

    /// Marks notifications of this person as read, all of them when `ids` is `None`; answers
    /// how many are still unread.
    async fn mark_lues(&mut self, qui: Compte, ids: Option<&[NotificationId]>, now: Instant)
    -> Result<u32, StoreError>;

    /// Zone of the structure of a person; `None` when the account is gone.
    async fn zone_of(&mut self, qui: Compte) -> Result<Option<Tz>, StoreError>;

    /// How to write to a person; `None` when the account is gone.
    async fn find_contact(&mut self, qui: Compte) -> Result<Option<Contact>, StoreError>;

    /// A bénéficiaire, as his conseiller is told of him; `None` when the account is gone.
    async fn find_suivi(&mut self, beneficiaire: Uuid) -> Result<Option<Suivi>, StoreError>;

    /// Names of agences and Missions Locales, in their order.
    async fn find_noms_lieux(&mut self, ids: &[String]) -> Result<Vec<String>, StoreError>;

    /// Erases the notifications and the devices of a person.
    async fn forget(&mut self, qui: Compte) -> Result<(), StoreError>;

    /// Inserts or refreshes a device of this session; the ones beyond `max`, unseen longest,
    /// leave. Answers its id.
    async fn upsert_appareil(&mut self, appareil: &Appareil, max: u32) -> Result<AppareilId, StoreError>;

    /// Removes a device of this person; nothing when it is not his.
    async fn remove_appareil(&mut self, qui: Compte, id: AppareilId) -> Result<(), StoreError>;

    /// Makes everything durable.
    async fn commit(self: Box<Self>) -> Result<(), StoreError>;
}

/// How to write to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// First name.
    pub prenom: String,
    /// E-mail, when known.
    pub email: Option<String>,
    /// Brand of his structure.
    pub marque: Marque,
    /// A conseiller of a Mission Locale.
    pub mission_locale: bool,
}

/// A bénéficiaire, as his conseiller is told of him.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suivi {
    /// First and family name.
    pub nom: String,
    /// Who follows him.
    pub conseiller: Uuid,
}

/// Everything that decides where a notification goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Livraison {
    /// To whom.
    pub destinataire: Compte,
    /// What.
    pub notification: Notification,
    /// What he chose for its category.
    pub canaux: Canaux,
    /// His devices that are signed in.
    pub appareils: Vec<AppareilId>,
    /// How to write to him.
    pub contact: Contact,
    /// Zone of his structure.
    pub zone: Tz,
}

/// One notification for one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EnvoiPush {
    /// Where.
    pub abonnement: AbonnementWebPush,
    /// What.
    pub message: MessagePush,
}

/// A device to register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Appareil {
    /// A new id, for a device that is not known.
    pub id: AppareilId,
    /// Of whom.
    pub qui: Compte,
    /// The session that it lives with.
    pub session: SessionId,
    /// Where to push.
    pub abonnement: AbonnementWebPush,
    /// Version of the front.
    pub version: String,
    /// Now.
    pub vu_le: Instant,
}

/// Why a mail or a push was not sent.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EchecEnvoi {
    /// Try again: the server does not answer, or says to wait.
    #[error("not sent for now: {raison}")]
    Passager {
        /// For the log; no address, no text.
        raison: String,
        /// When the server said to try again.
        attendre: Option<Duration>,
    },
    /// Trying again will not help: refused recipient, refused content, our own key.
    #[error("refused for good: {raison}")]
    Definitif {
        /// For the log; no address, no text.
        raison: String,
    },
    /// The device is gone: forget it.
    #[error("the device is gone")]
    AppareilMort,
}

/// Sends mails.
#[async_trait]
pub trait EnvoyeurCourriel: Send + Sync {
    /// Hands the mail to the server. A repeated call carries the same `Message-ID`.
    async fn send(&self, courriel: &Courriel) -> Result<(), EchecEnvoi>;
}

/// Sends push messages.
#[async_trait]
pub trait EnvoyeurPush: Send + Sync {
    /// Hands the message, encrypted, to the push service of the device. A repeated call
    /// replaces the message that still waits there.
    async fn push(&self, abonnement: &AbonnementWebPush, message: &MessagePush) -> Result<(), EchecEnvoi>;
}

/// Content of the task [`crate::genres::DELIVRER`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ADelivrer {
    /// The notification.
    pub id: Uuid,
    /// Its version.
    pub version: i32,
    /// Not kept back by the quiet hours.
    #[serde(default)]
    pub urgent: bool,
}

/// Content of the task [`crate::genres::POUSSER`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct APousser {
    /// The notification.
    pub id: Uuid,
    /// Its version.
    pub version: i32,
    /// The device.
    pub appareil: Uuid,
}
