//! In a transaction.

use super::{appareils, livraison, notifications};
use crate::Unit;
use access::Compte;
use async_trait::async_trait;
use chrono_tz::Tz;
use communication::model::notification::Avis;
use communication::ports::{Appareil, CommunicationTx, Contact, Suivi};
use kernel::ids::{AppareilId, NotificationId};
use kernel::store::StoreError;
use kernel::temps::Instant;
use uuid::Uuid;

#[async_trait]
impl CommunicationTx for Unit {
    async fn wake(&mut self, compte: Uuid) -> Result<(), StoreError> {
        Unit::wake(self, compte).await
    }

    async fn upsert_notification(
        &mut self,
        id: NotificationId,
        avis: &Avis,
        date: Instant,
    ) -> Result<(NotificationId, i32), StoreError> {
        let written = notifications::upsert(&self.txn, id, avis, date).await?;
        self.wake(avis.destinataire.id).await?;
        Ok(written)
    }

    async fn mark_lues(
        &mut self,
        qui: Compte,
        ids: Option<&[NotificationId]>,
        now: Instant,
    ) -> Result<u32, StoreError> {
        let unread = notifications::mark(&self.txn, qui, ids, now).await?;
        self.wake(qui.id).await?;
        Ok(unread)
    }

    async fn zone_of(&mut self, qui: Compte) -> Result<Option<Tz>, StoreError> {
        livraison::zone_of(&self.txn, qui).await
    }

    async fn find_contact(&mut self, qui: Compte) -> Result<Option<Contact>, StoreError> {
        livraison::contact_of(&self.txn, qui).await
    }

    async fn find_suivi(&mut self, beneficiaire: Uuid) -> Result<Option<Suivi>, StoreError> {
        livraison::suivi(&self.txn, beneficiaire).await
    }

    async fn find_noms_lieux(&mut self, ids: &[String]) -> Result<Vec<String>, StoreError> {
        livraison::noms_lieux(&self.txn, ids).await
    }

    async fn forget(&mut self, qui: Compte) -> Result<(), StoreError> {
        for table in ["notification", "appareil"] {
            let sql = format!("DELETE FROM {table} WHERE role = $1 AND compte = $2");
            self.run(&sql, vec![qui.role.code().into(), qui.id.into()]).await?;
        }
        Ok(())
    }

    async fn upsert_appareil(&mut self, appareil: &Appareil, max: u32) -> Result<AppareilId, StoreError> {
        appareils::upsert(&self.txn, appareil, max).await
    }

    async fn remove_appareil(&mut self, qui: Compte, id: AppareilId) -> Result<(), StoreError> {
        appareils::remove(&self.txn, qui, id).await
    }

    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        Unit::commit(*self).await
    }
}
