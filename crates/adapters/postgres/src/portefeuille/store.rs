//! Reads outside a transaction, one statement each.

use super::{entity, holders, list};
use crate::Store;
use crate::error::store_error;
use access::ActeurConseiller;
use async_trait::async_trait;
use kernel::ids::{BeneficiaireId, ConseillerId, RequestId};
use kernel::page::Page;
use kernel::store::StoreError;
use kernel::structure::Famille;
use portefeuille::model::beneficiaire::Beneficiaire;
use portefeuille::ports::{Holder, Identifiants, PortefeuilleStore, PortefeuilleTx};
use portefeuille::queries::fiche::FicheLue;
use portefeuille::queries::portefeuille::{LignePortefeuille, PortefeuilleQuery};
use sea_orm::{ColumnTrait, DbBackend, EntityTrait, FromQueryResult, QueryFilter, Statement};

#[derive(FromQueryResult)]
struct FicheRow {
    #[sea_orm(nested)]
    beneficiaire: entity::Model,
    referent: String,
    structure_milo_referent: Option<String>,
}

#[async_trait]
impl PortefeuilleStore for Store {
    async fn begin(&self) -> Result<Box<dyn PortefeuilleTx>, StoreError> {
        Ok(Box::new(self.unit().await?))
    }

    async fn list(
        &self,
        conseiller: ConseillerId,
        query: &PortefeuilleQuery,
    ) -> Result<Page<LignePortefeuille>, StoreError> {
        list::list(self, conseiller, query).await
    }

    async fn find_fiche(&self, lecteur: &ActeurConseiller, id: BeneficiaireId) -> Result<Option<FicheLue>, StoreError> {
        let sql = "
            SELECT b.*, c.prenom || ' ' || c.nom AS referent, c.structure_milo AS structure_milo_referent
            FROM beneficiaire b JOIN conseiller c ON c.id = b.conseiller
            WHERE b.id = $1 AND (b.conseiller = $2 OR c.structure_milo = $3)";
        let values = [id.0.into(), lecteur.id.0.into(), lecteur.structure_milo.clone().into()];
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        let row = FicheRow::find_by_statement(statement).one(&self.db).await.map_err(store_error)?;
        row.map(|row| {
            Ok(FicheLue {
                beneficiaire: row.beneficiaire.into_domain()?,
                referent: row.referent,
                structure_milo_referent: row.structure_milo_referent,
            })
        })
        .transpose()
    }

    async fn find_by_request(
        &self,
        auteur: ConseillerId,
        request_id: RequestId,
    ) -> Result<Option<Beneficiaire>, StoreError> {
        let row = entity::Entity::find()
            .filter(entity::Column::Auteur.eq(auteur.0))
            .filter(entity::Column::RequestId.eq(request_id.0))
            .one(&self.db)
            .await
            .map_err(store_error)?;
        row.map(entity::Model::into_domain).transpose()
    }

    async fn find_holders(&self, identifiants: &Identifiants<'_>) -> Result<Vec<Holder>, StoreError> {
        holders::find(&self.db, identifiants, false).await
    }

    async fn find_unbound_milo(&self, email: &str) -> Result<Vec<Beneficiaire>, StoreError> {
        let rows = entity::Entity::find()
            .filter(entity::Column::Email.eq(email))
            .filter(entity::Column::Famille.eq(Famille::Milo.code()))
            .filter(entity::Column::Sub.is_null())
            .filter(entity::Column::ReprisLe.is_null())
            .all(&self.db)
            .await
            .map_err(store_error)?;
        rows.into_iter().map(entity::Model::into_domain).collect()
    }
}
