//! The notification centre.

use crate::Communication;
use crate::error::CommunicationError;
use crate::model::notification::Notification;
use access::{Acte, Acteur, Compte, Relation};
use kernel::ids::NotificationId;
use kernel::temps::Instant;

/// Where a page begins: after this one.
pub type Curseur = (Instant, NotificationId);

/// Which notifications are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lesquelles {
    /// All of them.
    Toutes,
    /// Those that were not read yet.
    NonLues,
}

/// One page of the centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageNotifications {
    /// Newest first.
    pub notifications: Vec<Notification>,
    /// Where the next page begins; `None` on the last.
    pub suite: Option<Curseur>,
    /// How many are unread, on all pages.
    pub non_lues: u32,
}

/// Reads a page of the notifications of the caller. One statement.
pub async fn list_notifications(
    domaine: &Communication,
    acteur: &Acteur,
    lesquelles: Lesquelles,
    depuis: Option<Curseur>,
    nombre: u32,
) -> Result<PageNotifications, CommunicationError> {
    let _permis = access::decide(acteur, Acte::NotificationsGerer, Relation::Soi)?;
    let qui = Compte::of(acteur)?;
    // One more than asked for says whether there is a next page.
    let (mut notifications, non_lues) = domaine.store.list_notifications(qui, lesquelles, depuis, nombre + 1).await?;
    let more = notifications.len() > nombre as usize;
    notifications.truncate(nombre as usize);
    let suite = notifications.last().filter(|_| more).map(|last| (last.date, last.id));
    Ok(PageNotifications { notifications, suite, non_lues })
}

/// How many notifications of the caller are unread. One statement.
pub async fn count_unread(domaine: &Communication, acteur: &Acteur) -> Result<u32, CommunicationError> {
    let _permis = access::decide(acteur, Acte::NotificationsGerer, Relation::Soi)?;
    let qui = Compte::of(acteur)?;
    Ok(domaine.store.count_unread(qui).await?)
}
