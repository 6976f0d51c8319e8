//! What has to happen after an act: written in the transaction of the act, done by a worker.
//!
//! A domain says a fact with [`OutboxTx::emit`] and does not know who listens; it asks for work
//! of its own with [`OutboxTx::plan`]. Both are one line, and neither exists without the act.

use crate::store::StoreError;
use crate::temps::Instant;
use async_trait::async_trait;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

/// Something that happened, as the other domains may know it. Ids, never a name or a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Fait {
    /// Name of the fact, such as `CONSEILLER_CREE`.
    pub code: &'static str,
    /// Whom or what it is about.
    pub sujet: Uuid,
    /// What else the listeners need.
    pub contenu: Value,
}

impl Fait {
    /// A fact that its code and subject tell whole.
    pub fn new(code: &'static str, sujet: Uuid) -> Self {
        Self { code, sujet, contenu: Value::Null }
    }

    /// Adds what the listeners need.
    pub fn with(mut self, contenu: impl Serialize) -> Result<Self, StoreError> {
        self.contenu = serde_json::to_value(contenu).map_err(StoreError::bug)?;
        Ok(self)
    }
}

/// Work for later. Planning the same work twice is planning it once.
#[derive(Debug, Clone, PartialEq)]
pub struct Tache {
    /// Kind of work: it has one handler, one deadline, one retry policy.
    pub genre: &'static str,
    /// Key of this work among those of its kind, such as an id and a day.
    pub cle: String,
    /// Not before.
    pub echeance: Instant,
    /// What the handler needs. Ids, or what has to be sent.
    pub contenu: Value,
    /// Tasks of one lane are done one at a time.
    pub voie: Option<String>,
}

impl Tache {
    /// Work that its key tells whole.
    pub fn new(genre: &'static str, cle: &impl ToString, echeance: Instant) -> Self {
        Self { genre, cle: cle.to_string(), echeance, contenu: Value::Null, voie: None }
    }

    /// Adds what the handler needs.
    pub fn with(mut self, contenu: impl Serialize) -> Result<Self, StoreError> {
        self.contenu = serde_json::to_value(contenu).map_err(StoreError::bug)?;
        Ok(self)
    }

    /// Puts it in a lane.
    #[must_use]
    pub fn in_lane(mut self, voie: impl Into<String>) -> Self {
        self.voie = Some(voie.into());
        self
    }
}

/// Writes the outbox in a transaction.
#[async_trait]
pub trait OutboxTx: Send {
    /// Says a fact: every listener is told once.
    async fn emit(&mut self, fait: Fait) -> Result<(), StoreError>;

    /// Plans work; nothing when the same work is planned, or was done and is still known.
    async fn plan(&mut self, tache: Tache) -> Result<(), StoreError>;
}
