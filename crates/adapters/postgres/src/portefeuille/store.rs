//! Reads outside a transaction, one statement each.

use super::{archive, consultations, entity, holders, lectures, list};
use crate::Store;
use crate::error::{InconsistentRow, store_error};
use access::{Acteur, ActeurConseiller, FaitsBeneficiaire};
use async_trait::async_trait;
use kernel::ids::{BeneficiaireId, ConseillerId, RequestId};
use kernel::lieu::Lieu;
use kernel::page::{Page, PageRequest};
use kernel::store::StoreError;
use kernel::structure::{Famille, Structure};
use kernel::temps::Instant;
use portefeuille::model::archive::Archive;
use portefeuille::model::beneficiaire::Beneficiaire;
use portefeuille::model::dossier::NumeroDossier;
use portefeuille::ports::{Holder, Identifiants, PortefeuilleStore, PortefeuilleTx};
use portefeuille::queries::consultations::{Consultation, ConsultationsQuery};
use portefeuille::queries::etablissement::LigneEtablissement;
use portefeuille::queries::fiche::FicheLue;
use portefeuille::queries::historique::Passage;
use portefeuille::queries::identites::Identite;
use portefeuille::queries::portefeuille::{PagePortefeuille, PortefeuilleQuery};
use sea_orm::{ColumnTrait, DbBackend, EntityTrait, FromQueryResult, QueryFilter, Statement};

#[derive(FromQueryResult)]
struct FicheRow {
    #[sea_orm(nested)]
    beneficiaire: entity::Model,
    referent: String,
    premier_conseiller_nom: Option<String>,
    reaffecte_le: Option<Instant>,
    structure_referent: String,
    structure_milo_referent: Option<String>,
    agence_referent: Option<String>,
}

impl FicheRow {
    fn into_domain(self) -> Result<FicheLue, StoreError> {
        let structure = Structure::from_code(&self.structure_referent)
            .ok_or_else(|| InconsistentRow::error("conseiller", "structure", &self.structure_referent))?;
        let beneficiaire = self.beneficiaire.into_domain()?;
        Ok(FicheLue {
            faits: FaitsBeneficiaire {
                id: beneficiaire.id,
                referent: beneficiaire.conseiller,
                premier_conseiller: beneficiaire.pret.map(|pret| pret.premier_conseiller),
                lieu_referent: Lieu::of(
                    structure,
                    self.structure_milo_referent.as_deref(),
                    self.agence_referent.as_deref(),
                ),
            },
            beneficiaire,
            referent: self.referent,
            premier_conseiller: self.premier_conseiller_nom,
            reaffecte_le: self.reaffecte_le,
        })
    }
}

#[async_trait]
impl PortefeuilleStore for Store {
    async fn begin(&self) -> Result<Box<dyn PortefeuilleTx>, StoreError> {
        Ok(Box::new(self.unit().await?))
    }

    async fn list(
        &self,
        conseiller: &ActeurConseiller,
        query: &PortefeuilleQuery,
    ) -> Result<PagePortefeuille, StoreError> {
        list::list(self, conseiller, query).await
    }

    async fn list_identites(
        &self,
        conseiller: ConseillerId,
        ids: &[BeneficiaireId],
    ) -> Result<Vec<Identite>, StoreError> {
        lectures::identites(self, conseiller, ids).await
    }

    async fn search_etablissement(
        &self,
        lecteur: ConseillerId,
        structure_milo: &str,
        recherche: &str,
        page: PageRequest,
    ) -> Result<Page<LigneEtablissement>, StoreError> {
        lectures::etablissement(self, lecteur, structure_milo, recherche, page).await
    }

    async fn list_passages(&self, id: BeneficiaireId) -> Result<Vec<Passage>, StoreError> {
        lectures::passages(&self.db, id).await
    }

    async fn note_activite(&self, id: BeneficiaireId, le: Instant) -> Result<Option<Instant>, StoreError> {
        lectures::note_activite(self, id, le).await
    }

    async fn find_fiche(&self, lecteur: &Acteur, id: BeneficiaireId) -> Result<Option<FicheLue>, StoreError> {
        let (seen, mut values) = lectures::sees(lecteur);
        let sql = format!(
            "
            SELECT b.*, c.prenom || ' ' || c.nom AS referent, c.structure AS structure_referent,
                   p.prenom || ' ' || p.nom AS premier_conseiller_nom,
                   (SELECT max(r.le) FROM reaffectation r WHERE r.beneficiaire = b.id) AS reaffecte_le,
                   c.structure_milo AS structure_milo_referent, c.agence AS agence_referent
            FROM beneficiaire b JOIN conseiller c ON c.id = b.conseiller
                 LEFT JOIN conseiller p ON p.id = b.premier_conseiller
            WHERE b.id = $1 AND ({seen})"
        );
        values.insert(0, id.0.into());
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        let row = FicheRow::find_by_statement(statement).one(&self.db).await.map_err(store_error)?;
        row.map(FicheRow::into_domain).transpose()
    }

    async fn find_repris(
        &self,
        conseiller: ConseillerId,
        dossier: &NumeroDossier,
    ) -> Result<Option<BeneficiaireId>, StoreError> {
        lectures::repris(&self.db, conseiller, dossier).await
    }

    async fn list_consultations(&self, query: &ConsultationsQuery) -> Result<Vec<Consultation>, StoreError> {
        consultations::list(self, query).await
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

    async fn find_archive(&self, id: BeneficiaireId) -> Result<Option<Archive>, StoreError> {
        archive::find(self, id).await
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
