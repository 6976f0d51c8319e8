//! Nightly purges: what is past its time is erased, by the calendar alone (transverse.md §9.3).

use crate::calendrier::Horaire;
use crate::ouvrier::TacheEnCours;
use crate::registre::{Echec, Executant, Issue, Registre};
use async_trait::async_trait;
use postgres::{Purge, Store};
use std::sync::Arc;

struct Executer {
    store: Store,
    purge: Purge,
}

#[async_trait]
impl Executant for Executer {
    async fn execute(&self, _: &TacheEnCours) -> Result<Issue, Echec> {
        let erased = self.store.purge(self.purge).await?;
        tracing::info!(purge = self.purge.nom(), erased, "purged");
        Ok(Issue::Faite)
    }
}

/// Adds every purge, each at its hour.
#[must_use]
pub fn register(registre: Registre, store: &Store) -> Registre {
    Purge::ALL.into_iter().fold(registre, |registre, purge| {
        let (heure, minute) = match purge {
            Purge::Sessions => (3, 0),
            Purge::Taches => (3, 15),
            Purge::Imilo => (4, 0),
            Purge::Journal => (3, 30),
            Purge::Notifications => (3, 45),
            Purge::Archives => (5, 0),
        };
        let executant = Arc::new(Executer { store: store.clone(), purge });
        registre.scheduled(purge.nom(), Horaire::daily(heure, minute), executant)
    })
}
