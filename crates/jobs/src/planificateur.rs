//! Plans what the schedule says: once, however many workers run; late when none ran.

use crate::registre::Registre;
use kernel::outbox::{OutboxTx as _, Tache};
use kernel::store::StoreError;
use kernel::temps::{Clock, Instant};
use postgres::Store;

/// Plans every run that is due, and answers when to look again. A run that was missed while no
/// worker was there is done once, late, and not once a day missed.
pub async fn plan_due(store: &Store, clock: &dyn Clock, registre: &Registre) -> Result<Option<Instant>, StoreError> {
    let mut soonest: Option<Instant> = None;
    for (genre, definition) in registre.genres() {
        let now = clock.now();
        if definition.continu {
            let mut unit = store.unit().await?;
            unit.plan(Tache::new(genre, &"continu", now)).await?;
            unit.commit().await?;
        }
        let Some(horaire) = definition.horaire else { continue };
        let following = horaire.next_after(now);
        let mut unit = store.unit().await?;
        // A new job waits for its hour: it does not run because it was installed.
        let Some(expected) = unit.lock_schedule(genre, following.le).await? else { continue };
        let mut next = expected;
        if expected <= now {
            let missed = horaire.next_after(expected - chrono::Duration::microseconds(1));
            if missed.le != expected {
                tracing::info!(job = genre, "the schedule of a job has changed");
            }
            unit.plan(Registre::scheduled_task(genre, missed)).await?;
            unit.move_schedule(genre, Some(expected), following.le).await?;
            next = following.le;
        } else if expected > following.le {
            // The hour was brought forward.
            unit.move_schedule(genre, None, following.le).await?;
            next = following.le;
        }
        unit.commit().await?;
        soonest = Some(soonest.map_or(next, |soonest| soonest.min(next)));
    }
    Ok(soonest)
}
