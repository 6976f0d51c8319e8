//! Tells somebody something: the row of the app now, push and mail by a task beside it.

use crate::Communication;
use crate::genres::DELIVRER;
use crate::model::heures_calmes::next_waking_moment;
use crate::model::notification::Avis;
use crate::ports::{ADelivrer, CommunicationTx};
use kernel::ids::NotificationId;
use kernel::outbox::Tache;
use kernel::store::StoreError;

/// Longest title, in characters.
const TITRE_MAX: usize = 50;
/// Longest text, in characters.
const DESCRIPTION_MAX: usize = 150;

/// Writes the notification in the transaction of the fact, and plans its delivery: at once, or
/// at the end of the quiet hours (D32). Nobody is told when the account is gone.
pub async fn notify(
    domaine: &Communication,
    tx: &mut dyn CommunicationTx,
    avis: &Avis,
) -> Result<Option<NotificationId>, StoreError> {
    let Some(zone) = tx.zone_of(avis.destinataire).await? else { return Ok(None) };
    let now = domaine.clock.now();
    let avis = Avis {
        titre: cut(&avis.titre, TITRE_MAX),
        description: cut(&avis.description, DESCRIPTION_MAX),
        ..avis.clone()
    };
    let (id, version) = tx.upsert_notification(NotificationId(domaine.ids.new_uuid()), &avis, now).await?;
    if !avis.type_.is_centre_only() {
        let when = if avis.urgent { now } else { next_waking_moment(zone, now) };
        let contenu = ADelivrer { id: id.0, version, urgent: avis.urgent };
        tx.plan(Tache::new(DELIVRER, &format!("{id}:{version}"), when).with(contenu)?).await?;
    }
    Ok(Some(id))
}

/// A title made of the name of an object may be long: it is cut at a whole character.
fn cut(texte: &str, max: usize) -> String {
    if texte.chars().count() <= max {
        return texte.to_owned();
    }
    let mut short: String = texte.chars().take(max - 1).collect();
    short.push('…');
    short
}
