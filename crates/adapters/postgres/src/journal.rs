//! The journal: rows are appended in the transaction of the act.

use crate::error::store_error;
use crate::{Store, Unit};
use access::{EntreeJournal, JournalTx};
use async_trait::async_trait;
use kernel::store::StoreError;
use sea_orm::{EntityTrait, Set};

mod entity {
    use sea_orm::entity::prelude::*;

    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "journal")]
    pub struct Model {
        #[sea_orm(primary_key)]
        pub id: i64,
        pub le: DateTimeUtc,
        pub role: Option<String>,
        pub compte: Option<Uuid>,
        pub acte: String,
        pub cible_type: Option<String>,
        pub cible: Option<String>,
        pub resultat: String,
        pub motif: Option<String>,
        pub detail: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

#[async_trait]
impl JournalTx for Unit {
    async fn journalize(&mut self, entree: EntreeJournal) -> Result<(), StoreError> {
        let cible = entree.cible.map(|cible| cible.parts());
        let row = entity::ActiveModel {
            le: Set(self.clock.now()),
            role: Set(entree.role.map(|role| role.code().to_owned())),
            compte: Set(entree.compte),
            acte: Set(entree.acte.to_owned()),
            cible_type: Set(cible.as_ref().map(|(kind, _)| (*kind).to_owned())),
            cible: Set(cible.map(|(_, id)| id)),
            resultat: Set(entree.resultat.code().to_owned()),
            motif: Set(entree.motif),
            detail: Set(entree.detail.map(str::to_owned)),
            ..Default::default()
        };
        entity::Entity::insert(row).exec_without_returning(&self.txn).await.map_err(store_error)?;
        Ok(())
    }
}

impl Store {
    /// Journals in a transaction of its own: a refusal, whose act rolls back.
    pub async fn journalize_alone(&self, entree: EntreeJournal) -> Result<(), StoreError> {
        let mut unit = self.unit().await?;
        unit.journalize(entree).await?;
        unit.commit().await
    }
}
