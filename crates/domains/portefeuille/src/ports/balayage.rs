//! Who may be concerned by the nightly work on accounts.

use crate::model::beneficiaire::SeuilsArchivage;
use async_trait::async_trait;
use kernel::ids::BeneficiaireId;
use kernel::store::StoreError;
use kernel::temps::Instant;

/// What a sweep looks for. Each person is judged again, under his lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Balayage {
    /// The motives that the calendar decides are not those that are stored.
    Motifs(SeuilsArchivage),
    /// Active, not seen since then, and his conseiller was not told since he was seen.
    AAnnoncer {
        /// Seen before.
        vu_avant: Instant,
    },
    /// Active, not seen since then, and his conseiller was told long enough ago.
    AArchiver {
        /// Seen before.
        vu_avant: Instant,
        /// Told before.
        annonce_avant: Instant,
    },
    /// Created before then, never activated.
    JamaisActives {
        /// Created before.
        cree_avant: Instant,
    },
}

/// Outside a transaction.
#[async_trait]
pub trait Balayages: Send + Sync {
    /// The next people, after `apres` in the order of their ids; a page of them.
    async fn next_of(
        &self,
        balayage: Balayage,
        apres: Option<BeneficiaireId>,
    ) -> Result<Vec<BeneficiaireId>, StoreError>;
}
