//! What the nightly reading of the dossiers needs of the database.

use crate::model::dossier::{Dossier, NumeroDossier};
use crate::ports::PortefeuilleTx;
use async_trait::async_trait;
use kernel::ids::BeneficiaireId;
use kernel::store::StoreError;
use kernel::temps::Instant;
use std::collections::BTreeMap;

/// How far a run got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Avancement {
    /// When it began.
    pub debut: Instant,
    /// The last person who was dealt with; people are dealt with in the order of their ids.
    pub dernier: Option<BeneficiaireId>,
    /// How many people had each result.
    pub resultats: BTreeMap<String, u64>,
}

/// Runs and who is left to read, outside a transaction.
#[async_trait]
pub trait LecturesDossiers: Send + Sync {
    /// Begins a run, or finds it where it was.
    async fn begin_run(&self, passage: &str, now: Instant) -> Result<Avancement, StoreError>;

    /// The next people of a Mission Locale who have a dossier, were not taken over, and whose
    /// dossier was not read since the run began.
    async fn next_to_read(&self, avancement: &Avancement) -> Result<Vec<(BeneficiaireId, NumeroDossier)>, StoreError>;

    /// Begins a unit of work; dropping it rolls back.
    async fn begin(&self) -> Result<Box<dyn LectureTx>, StoreError>;
}

/// One person of a run, in a transaction.
#[async_trait]
pub trait LectureTx: PortefeuilleTx {
    /// True when the structure of this dossier is known here, or could be made from what the dossier
    /// says of it.
    async fn know_structure(&mut self, dossier: &Dossier) -> Result<bool, StoreError>;

    /// True when it was told since then that an e-mail of this person is another's.
    async fn is_conflict_known(&mut self, id: BeneficiaireId, since: Instant) -> Result<bool, StoreError>;

    /// This person is dealt with in this run.
    async fn advance(&mut self, passage: &str, id: BeneficiaireId, resultat: &str) -> Result<(), StoreError>;
}
