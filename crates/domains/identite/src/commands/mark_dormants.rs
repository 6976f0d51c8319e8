//! Conseillers who do not come any more (A8): their people are to be given to somebody else, by the
//! superviseurs of the place. Nobody is erased.

use crate::Identite;
use crate::commands::entree;
use access::Role;
use chrono::Months;
use kernel::ids::ConseillerId;
use kernel::outbox::Fait;
use kernel::store::StoreError;
use kernel::temps::Instant;
use serde::Serialize;
use uuid::Uuid;

/// Time without a sign-in, in months.
const ABSENCE: u32 = 24;

#[derive(Serialize)]
struct Dormant {
    nom: String,
    nombre: u64,
    superviseurs: Vec<Uuid>,
}

/// Marks them, one transaction each; answers how many. Run again it marks nobody again.
pub async fn mark_dormants(domaine: &Identite) -> Result<u64, StoreError> {
    let now = domaine.clock.now();
    let avant = now - Months::new(ABSENCE);
    let (mut marked, mut last) = (0, None);
    loop {
        let page = domaine.store.list_dormants(avant, last).await?;
        let Some(end) = page.last().copied() else { return Ok(marked) };
        for id in page {
            marked += u64::from(mark(domaine, id, avant, now).await?);
        }
        last = Some(end);
    }
}

async fn mark(domaine: &Identite, id: ConseillerId, avant: Instant, now: Instant) -> Result<bool, StoreError> {
    let mut tx = domaine.store.begin().await?;
    // He may have signed in since he was listed.
    let Some(absent) = tx.mark_dormant(id, avant, now).await? else { return Ok(false) };
    tx.journalize(entree(Role::Conseiller, id.0, "CONSEILLER_DORMANT")).await?;
    let superviseurs = absent.superviseurs.iter().map(|id| id.0).collect();
    let dormant = Dormant { nom: absent.nom, nombre: absent.nombre, superviseurs };
    tx.emit(Fait::new("CONSEILLER_DORMANT", id.0).with(dormant)?).await?;
    tx.commit().await?;
    Ok(true)
}
