//! Outside a transaction, one statement each.

use super::{appareils, livraison, notifications};
use crate::Store;
use access::Compte;
use async_trait::async_trait;
use communication::model::notification::Notification;
use communication::ports::{CommunicationStore, CommunicationTx, EnvoiPush, Livraison};
use communication::queries::notifications::Lesquelles;
use kernel::ids::{AppareilId, NotificationId};
use kernel::store::StoreError;
use kernel::temps::Instant;

#[async_trait]
impl CommunicationStore for Store {
    async fn begin(&self) -> Result<Box<dyn CommunicationTx>, StoreError> {
        Ok(Box::new(self.unit().await?))
    }

    async fn list_notifications(
        &self,
        qui: Compte,
        lesquelles: Lesquelles,
        depuis: Option<(Instant, NotificationId)>,
        nombre: u32,
    ) -> Result<(Vec<Notification>, u32), StoreError> {
        notifications::list(&self.db, qui, lesquelles, depuis, nombre).await
    }

    async fn count_unread(&self, qui: Compte) -> Result<u32, StoreError> {
        notifications::count_unread(&self.db, qui).await
    }

    async fn find_livraison(&self, id: NotificationId, version: i32) -> Result<Option<Livraison>, StoreError> {
        livraison::find(&self.db, id, version, self.clock.now()).await
    }

    async fn find_envoi(
        &self,
        id: NotificationId,
        version: i32,
        appareil: AppareilId,
    ) -> Result<Option<EnvoiPush>, StoreError> {
        livraison::find_envoi(&self.db, id, version, appareil, self.clock.now()).await
    }

    async fn delete_appareil(&self, id: AppareilId) -> Result<(), StoreError> {
        appareils::delete(&self.db, id).await
    }
}
