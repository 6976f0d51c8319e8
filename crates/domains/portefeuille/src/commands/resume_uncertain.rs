//! Asks i-milo again, by itself, for an account whose creation is uncertain (A8): after 1, 2, 5 and
//! 15 minutes, then every hour, until it answers or the conseiller gives up.
//!
//! The first attempt is planned in the transaction that reserves the person, so that a process that
//! dies leaves one; each attempt that knows nothing plans the next.

use crate::Portefeuille;
use crate::commands::creation_imilo::{Attempt, attempt_creation};
use crate::error::PortefeuilleError;
use crate::model::beneficiaire::EtatCompte;
use chrono::Duration;
use kernel::ids::BeneficiaireId;
use kernel::outbox::{Fait, Tache};
use kernel::store::StoreError;
use kernel::temps::Instant;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use uuid::Uuid;

/// Kind of the task of one attempt.
pub const REPRENDRE_CREATIONS: &str = "reprendre_creations";
/// Kind of the task that tells the conseiller of a creation that i-milo does not answer.
pub const SIGNALER_CREATION: &str = "signaler_creation";

#[derive(Serialize, Deserialize)]
struct Reprise {
    id: Uuid,
    tentative: u32,
}

/// One attempt, the `tentative`th.
pub(super) fn reprise(id: BeneficiaireId, tentative: u32, now: Instant) -> Result<Tache, StoreError> {
    let cle = format!("{id}:{tentative}");
    Tache::new(REPRENDRE_CREATIONS, &cle, now + delay(tentative)).with(Reprise { id: id.0, tentative })
}

fn delay(tentative: u32) -> Duration {
    Duration::minutes(match tentative {
        0 | 1 => 1,
        2 => 2,
        3 => 5,
        4 => 15,
        _ => 60,
    })
}

/// Handler of an attempt. `Some` when another attempt is under way: to be tried then.
pub async fn resume_uncertain(domaine: &Portefeuille, contenu: Value) -> Result<Option<Instant>, StoreError> {
    let Reprise { id, tentative } = serde_json::from_value(contenu).map_err(StoreError::bug)?;
    let mut tx = domaine.store.begin().await?;
    let Some(mut personne) = tx.lock(BeneficiaireId(id)).await? else { return Ok(None) };
    match personne.take_lease(domaine.clock.now(), domaine.reglages.bail_creation) {
        Err(end) => return Ok(Some(end)),
        Ok(None) => return Ok(None),
        Ok(Some(_)) => {}
    }
    tx.update(&personne).await?;
    tx.commit().await?;
    match attempt_creation(domaine, personne, Attempt::Tache(tentative)).await {
        Err(PortefeuilleError::Store(error)) => Err(error),
        // Whatever i-milo answered is written: the person is completed, gone, or asked for later.
        Ok(_) | Err(_) => Ok(None),
    }
}

/// Handler of the alert: nothing once the creation ended.
pub async fn report_uncertain(domaine: &Portefeuille, contenu: Value) -> Result<(), StoreError> {
    let id: Uuid = serde_json::from_value(contenu).map_err(StoreError::bug)?;
    let mut tx = domaine.store.begin().await?;
    let Some(personne) = tx.lock(BeneficiaireId(id)).await? else { return Ok(()) };
    if personne.etat_compte() == EtatCompte::CreationIncertaine {
        tx.emit(Fait::new("CREATION_SANS_REPONSE", id)).await?;
        tx.commit().await?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attempts_are_far_apart_once_they_are_many() {
        let minutes: Vec<_> = (1..=6).map(|tentative| delay(tentative).num_minutes()).collect();
        assert_eq!(minutes, [1, 2, 5, 15, 60, 60]);
    }
}
