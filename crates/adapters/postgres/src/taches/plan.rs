//! Writes the outbox in the transaction of an act.

use crate::Unit;
use async_trait::async_trait;
use kernel::ids::{IdGenerator as _, UuidV7};
use kernel::outbox::{Fait, OutboxTx, Tache};
use kernel::store::StoreError;
use serde_json::json;

/// Kind of the task that tells a fact to its listeners.
pub const FAIT: &str = "fait";

#[async_trait]
impl OutboxTx for Unit {
    async fn emit(&mut self, fait: Fait) -> Result<(), StoreError> {
        let contenu = json!({ "code": fait.code, "sujet": fait.sujet, "contenu": fait.contenu });
        // Two facts are never one: the key is new each time.
        let tache = Tache::new(FAIT, &UuidV7.new_uuid(), self.clock.now()).with(contenu)?;
        self.plan(tache).await
    }

    async fn plan(&mut self, tache: Tache) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO tache (id, genre, cle, voie, contenu, etat, echeance, disponible_le, cree_le)
             VALUES ($1, $2, $3, $4, $5, 'A_FAIRE', $6, $6, $7)
             ON CONFLICT (genre, cle) DO NOTHING",
            vec![
                UuidV7.new_uuid().into(),
                tache.genre.into(),
                tache.cle.into(),
                tache.voie.into(),
                tache.contenu.into(),
                tache.echeance.into(),
                self.clock.now().into(),
            ],
        )
        .await?;
        Ok(())
    }
}
