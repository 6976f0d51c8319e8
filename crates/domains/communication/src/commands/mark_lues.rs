//! Marks notifications as read.

use crate::Communication;
use crate::error::CommunicationError;
use access::{Acte, Acteur, Compte, Relation};
use kernel::champ::{ChampsInvalides, Lecture, Probleme};
use kernel::ids::NotificationId;

/// Most ids of one call.
const IDS_MAX: usize = 100;

/// Marks those of the caller, the first instant is kept; answers how many are still unread.
pub async fn mark_lues(
    domaine: &Communication,
    acteur: &Acteur,
    ids: &[String],
    toutes: bool,
) -> Result<u32, CommunicationError> {
    let _permis = access::decide(acteur, Acte::NotificationsGerer, Relation::Soi)?;
    let qui = Compte::of(acteur)?;
    let ids = if toutes { None } else { Some(read_ids(ids)?) };
    let mut tx = domaine.store.begin().await?;
    let unread = tx.mark_lues(qui, ids.as_deref(), domaine.clock.now()).await?;
    tx.commit().await?;
    Ok(unread)
}

fn read_ids(ids: &[String]) -> Result<Vec<NotificationId>, ChampsInvalides> {
    if ids.is_empty() {
        return Err(ChampsInvalides::one("ids", Probleme::ListeVide));
    }
    if ids.len() > IDS_MAX {
        return Err(ChampsInvalides::one("ids", Probleme::ListeTropLongue { limite: IDS_MAX }));
    }
    let mut lecture = Lecture::default();
    let read = ids.iter().filter_map(|id| lecture.read("ids", NotificationId::parse(id))).collect();
    lecture.finish()?;
    Ok(read)
}
