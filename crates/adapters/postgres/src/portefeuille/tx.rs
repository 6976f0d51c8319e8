//! Writes, in a transaction.

use super::{archive, balayage, entity, holders, lectures, prets};
use crate::Unit;
use crate::error::store_error;
use crate::identite::comptes::find_migration;
use access::{Acte, Permis, Resultat};
use async_trait::async_trait;
use kernel::ids::{BeneficiaireId, ConseillerId};
use kernel::store::StoreError;
use kernel::temps::{Echeance, Instant};
use portefeuille::model::archive::Archive;
use portefeuille::model::beneficiaire::Beneficiaire;
use portefeuille::ports::{Entourage, Holder, Identifiants, PortefeuilleTx, PretsLiberes};
use portefeuille::queries::consultations_inhabituelles::{LECTURES_INHABITUELLES, LecturesHorsPortefeuille};
use portefeuille::queries::historique::Passage;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, EntityTrait, FromQueryResult, QueryFilter, QuerySelect, SqlErr, Statement,
};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Reading {
    le: Instant,
}

#[derive(FromQueryResult)]
struct Lectures {
    personnes: i64,
    plus_ancienne: Option<Instant>,
    signalees: bool,
}

#[async_trait]
impl PortefeuilleTx for Unit {
    async fn lock(&mut self, id: BeneficiaireId) -> Result<Option<Beneficiaire>, StoreError> {
        let row = entity::Entity::find_by_id(id.0).lock_exclusive().one(&self.txn).await.map_err(store_error)?;
        row.map(entity::Model::into_domain).transpose()
    }

    async fn lock_holders(&mut self, identifiants: &Identifiants<'_>) -> Result<Vec<Holder>, StoreError> {
        holders::find(&self.txn, identifiants, true).await
    }

    async fn find_migration(&mut self, id: BeneficiaireId) -> Result<Option<Echeance>, StoreError> {
        // During a loan, the first of his two conseillers who moves.
        let sql = "SELECT c.migration_le, a.zone AS migration_zone
                   FROM beneficiaire b
                   JOIN conseiller c ON c.id IN (b.conseiller, b.premier_conseiller) AND c.migration_le IS NOT NULL
                   LEFT JOIN agence a ON a.id = c.agence
                   WHERE b.id = $1 ORDER BY c.migration_le LIMIT 1";
        find_migration(&self.txn, sql, id.0.into()).await
    }

    async fn insert(&mut self, _permis: &Permis, beneficiaire: &Beneficiaire) -> Result<bool, StoreError> {
        entity::insert(&self.txn, beneficiaire).await
    }

    async fn update(&mut self, beneficiaire: &Beneficiaire) -> Result<(), StoreError> {
        let updated = entity::Entity::update_many()
            .set(entity::row_of(beneficiaire)?)
            .filter(entity::Column::Id.eq(beneficiaire.id.0))
            .exec(&self.txn)
            .await
            .map_err(store_error)?;
        expect_one(updated.rows_affected)
    }

    async fn update_unless_taken(&mut self, beneficiaire: &Beneficiaire) -> Result<bool, StoreError> {
        let update = entity::Entity::update_many()
            .set(entity::row_of(beneficiaire)?)
            .filter(entity::Column::Id.eq(beneficiaire.id.0));
        match update.exec(&self.txn).await {
            Ok(updated) => expect_one(updated.rows_affected).map(|()| true),
            Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Ok(false),
            Err(error) => Err(store_error(error)),
        }
    }

    async fn find_entourage(&mut self, id: BeneficiaireId) -> Result<Entourage, StoreError> {
        archive::entourage(self, id).await
    }

    async fn list_passages(&mut self, id: BeneficiaireId) -> Result<Vec<Passage>, StoreError> {
        lectures::passages(&self.txn, id).await
    }

    async fn insert_archive(&mut self, archive: &Archive) -> Result<(), StoreError> {
        archive::insert(self, archive).await
    }

    async fn release_prets(&mut self, premier_conseiller: ConseillerId) -> Result<Vec<PretsLiberes>, StoreError> {
        prets::release(self, premier_conseiller).await
    }

    async fn find_annonce(&mut self, id: BeneficiaireId) -> Result<Option<Instant>, StoreError> {
        balayage::find_annonce(self, id).await
    }

    async fn note_retour(&mut self, id: BeneficiaireId, passage: Uuid, le: Instant) -> Result<(), StoreError> {
        let sql = "
            INSERT INTO reaffectation (id, beneficiaire, type, source, source_nom, cible, cible_nom, auteur_nom, le)
            SELECT $2, b.id, 'RETOUR_AUTOMATIQUE', c.id, c.prenom || ' ' || c.nom, p.id, p.prenom || ' ' || p.nom, '', $3
            FROM beneficiaire b
            JOIN conseiller c ON c.id = b.conseiller JOIN conseiller p ON p.id = b.premier_conseiller
            WHERE b.id = $1";
        expect_one(self.run(sql, vec![id.0.into(), passage.into(), le.into()]).await?)
    }

    async fn note_annonce(&mut self, id: BeneficiaireId, le: Instant) -> Result<(), StoreError> {
        let sql = "UPDATE beneficiaire SET archivage_annonce_le = $2 WHERE id = $1";
        expect_one(self.run(sql, vec![id.0.into(), le.into()]).await?)
    }

    async fn delete(&mut self, id: BeneficiaireId) -> Result<(), StoreError> {
        let deleted = entity::Entity::delete_by_id(id.0).exec(&self.txn).await.map_err(store_error)?;
        expect_one(deleted.rows_affected)
    }

    async fn lock_dossier_readings(
        &mut self,
        conseiller: ConseillerId,
        since: Instant,
    ) -> Result<Vec<Instant>, StoreError> {
        let lock = Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT pg_advisory_xact_lock(hashtextextended('dossier_readings:' || $1, 0))",
            [conseiller.to_string().into()],
        );
        self.txn.execute_raw(lock).await.map_err(store_error)?;
        let readings = Statement::from_sql_and_values(
            DbBackend::Postgres,
            "SELECT le FROM journal WHERE compte = $1 AND acte = $2 AND resultat = $3 AND le > $4 ORDER BY le",
            [conseiller.0.into(), Acte::DossierImiloLire.code().into(), Resultat::Autorise.code().into(), since.into()],
        );
        let rows = Reading::find_by_statement(readings).all(&self.txn).await.map_err(store_error)?;
        Ok(rows.into_iter().map(|row| row.le).collect())
    }

    async fn count_lectures(
        &mut self,
        lecteur: ConseillerId,
        present: BeneficiaireId,
        since: Instant,
    ) -> Result<LecturesHorsPortefeuille, StoreError> {
        let sql = "
            SELECT count(*) AS personnes, min(derniere) FILTER (WHERE cible <> $2) AS plus_ancienne,
                   EXISTS (SELECT FROM journal WHERE compte = $1 AND acte = $5 AND le > $3) AS signalees
            FROM (
                SELECT cible, max(le) AS derniere FROM journal
                WHERE compte = $1 AND acte = $4 AND resultat = $6 AND le > $3
                  AND relation NOT IN ('SOI', 'REFERENT', 'EMPRUNTEUR')
                GROUP BY cible
            ) lues";
        let values = [
            lecteur.0.into(),
            present.to_string().into(),
            since.into(),
            Acte::FicheLire.code().into(),
            LECTURES_INHABITUELLES.into(),
            Resultat::Autorise.code().into(),
        ];
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        let row = Lectures::find_by_statement(statement).one(&self.txn).await.map_err(store_error)?;
        let row = row.ok_or_else(|| StoreError::bug("a count without a row"))?;
        Ok(LecturesHorsPortefeuille {
            personnes: u32::try_from(row.personnes).unwrap_or(u32::MAX),
            plus_ancienne: row.plus_ancienne,
            signalees: row.signalees,
        })
    }

    async fn commit(self: Box<Self>) -> Result<(), StoreError> {
        Unit::commit(*self).await
    }
}

fn expect_one(rows: u64) -> Result<(), StoreError> {
    if rows == 1 { Ok(()) } else { Err(StoreError::bug(format!("{rows} rows written, 1 expected"))) }
}
