//! The journal: rows are appended in the transaction of the act.

use crate::error::store_error;
use crate::{Store, Unit};
use access::{EntreeJournal, JournalTx, LECTURE_JOURNALISEE, Relation, Role};
use async_trait::async_trait;
use kernel::store::StoreError;
use kernel::structure::Structure;
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
        pub relation: Option<String>,
        pub structure: Option<String>,
        pub lieu: Option<String>,
        pub raison: Option<String>,
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
            detail: Set(entree.detail),
            relation: Set(entree.contexte.relation.map(|relation| relation.code().to_owned())),
            structure: Set(entree.contexte.structure.map(|structure| structure.code().to_owned())),
            lieu: Set(entree.contexte.lieu),
            raison: Set(entree.contexte.raison),
            ..Default::default()
        };
        entity::Entity::insert(row).exec_without_returning(&self.txn).await.map_err(store_error)?;
        Ok(())
    }

    async fn journalize_lecture(&mut self, entree: EntreeJournal) -> Result<(), StoreError> {
        let (cible_type, cible) = entree.cible.map(|cible| cible.parts()).unzip();
        self.run(
            "SELECT journaliser_lecture($1, make_interval(secs => $2), $3, $4, $5, $6, $7, $8, $9, $10)",
            vec![
                self.clock.now().into(),
                LECTURE_JOURNALISEE.as_seconds_f64().into(),
                entree.role.map(Role::code).into(),
                entree.compte.into(),
                entree.acte.into(),
                cible_type.into(),
                cible.into(),
                entree.contexte.relation.map(Relation::code).into(),
                entree.contexte.structure.map(Structure::code).into(),
                entree.contexte.lieu.into(),
            ],
        )
        .await?;
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
