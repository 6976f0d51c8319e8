//! What the domain needs of the world.

use crate::model::evenement::EvenementImilo;
use async_trait::async_trait;
use kernel::partenaire::PartnerError;
use kernel::store::StoreError;

/// The queue of events at i-milo.
#[async_trait]
pub trait FileEvenements: Send + Sync {
    /// The events that were not acknowledged, in any order; reading takes nothing away.
    async fn lire(&self) -> Result<Vec<EvenementImilo>, PartnerError>;

    /// Takes an event out of the queue. Safe to repeat.
    async fn acquitter(&self, identifiant: &str) -> Result<(), PartnerError>;
}

/// The inbox.
#[async_trait]
pub trait BoiteEvenements: Send + Sync {
    /// Events to treat of people who have an account, counted up to `most`.
    async fn count_pending(&self, most: u32) -> Result<u32, StoreError>;

    /// Keeps these events, durably, all or none; one that is there already stays as it is.
    /// Answers how many are new.
    async fn keep(&self, evenements: &[EvenementImilo]) -> Result<u64, StoreError>;

    /// i-milo knows that we have this event.
    async fn mark_acknowledged(&self, identifiant: &str) -> Result<(), StoreError>;
}
