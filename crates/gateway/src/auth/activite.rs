//! Last activity of the bénéficiaires (A3): every call of theirs is one, and few are written.

use kernel::ids::BeneficiaireId;
use kernel::temps::Instant;
use moka::sync::Cache;
use portefeuille::Portefeuille;
use portefeuille::model::beneficiaire::ACTIVITE_NOTEE;
use std::time::Duration;

/// People remembered at most.
const PERSONNES: u64 = 50_000;
/// Longer than an instant is worth remembering.
const OUBLI: Duration = Duration::from_mins(20);

/// The activities that are kept, so that the database is not asked at each call.
pub struct Activites(Cache<BeneficiaireId, Instant>);

impl Default for Activites {
    fn default() -> Self {
        Self(Cache::builder().max_capacity(PERSONNES).time_to_live(OUBLI).build())
    }
}

impl Activites {
    /// This person calls now. At most one statement in [`ACTIVITE_NOTEE`]. A failure is logged: it
    /// must not refuse a call.
    pub async fn note(&self, domaine: &Portefeuille, id: BeneficiaireId) {
        let now = domaine.clock.now();
        if self.0.get(&id).is_some_and(|kept| now - kept <= ACTIVITE_NOTEE) {
            return;
        }
        match domaine.store.note_activite(id, now).await {
            Ok(Some(kept)) => self.0.insert(id, kept),
            Ok(None) => {}
            Err(error) => tracing::warn!(error = &error as &dyn std::error::Error, "an activity was not written"),
        }
    }
}
