//! Runs that read every dossier.

use crate::error::{InconsistentRow, store_error};
use crate::{Store, Unit};
use async_trait::async_trait;
use kernel::ids::BeneficiaireId;
use kernel::store::StoreError;
use kernel::temps::{Instant, departement_of_code_structure, zone_of_code_structure};
use kernel::texte::fold_for_search;
use portefeuille::model::dossier::{Dossier, NumeroDossier};
use portefeuille::ports::rafraichissement::{Avancement, LectureTx, LecturesDossiers};
use sea_orm::{DbBackend, FromQueryResult, Statement};
use uuid::Uuid;

/// People of one statement.
const PAGE: i64 = 100;

#[derive(FromQueryResult)]
struct Run {
    debut: Instant,
    dernier: Option<Uuid>,
    resultats: serde_json::Value,
}

#[derive(FromQueryResult)]
struct ALire {
    id: Uuid,
    dossier: String,
}

#[derive(FromQueryResult)]
struct Connue {
    connue: bool,
}

#[async_trait]
impl LecturesDossiers for Store {
    async fn begin_run(&self, passage: &str, now: Instant) -> Result<Avancement, StoreError> {
        let sql = "INSERT INTO lecture_dossiers AS l (passage, debut) VALUES ($1, $2)
                   ON CONFLICT (passage) DO UPDATE SET debut = l.debut
                   RETURNING debut, dernier, resultats";
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [passage.into(), now.into()]);
        let run = Run::find_by_statement(statement).one(&self.db).await.map_err(store_error)?;
        let run = run.ok_or_else(|| StoreError::bug("a row written is not answered"))?;
        Ok(Avancement {
            debut: run.debut,
            dernier: run.dernier.map(BeneficiaireId),
            resultats: serde_json::from_value(run.resultats).map_err(StoreError::bug)?,
        })
    }

    async fn next_to_read(&self, avancement: &Avancement) -> Result<Vec<(BeneficiaireId, NumeroDossier)>, StoreError> {
        let sql = "SELECT id, dossier FROM beneficiaire
                   WHERE structure = 'MILO' AND dossier IS NOT NULL AND repris_le IS NULL AND etat <> 'CREATION_INCERTAINE'
                     AND id > $1 AND (imilo_lu_le IS NULL OR imilo_lu_le < $2)
                   ORDER BY id LIMIT $3";
        let after = avancement.dernier.map_or(Uuid::nil(), |id| id.0);
        let values = [after.into(), avancement.debut.into(), PAGE.into()];
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        let rows = ALire::find_by_statement(statement).all(&self.db).await.map_err(store_error)?;
        rows.into_iter()
            .map(|row| {
                let numero = NumeroDossier::parse(&row.dossier)
                    .map_err(|_| InconsistentRow::error("beneficiaire", "dossier", &row.dossier))?;
                Ok((BeneficiaireId(row.id), numero))
            })
            .collect()
    }

    async fn begin(&self) -> Result<Box<dyn LectureTx>, StoreError> {
        Ok(Box::new(self.unit().await?))
    }
}

#[async_trait]
impl LectureTx for Unit {
    async fn know_structure(&mut self, dossier: &Dossier) -> Result<bool, StoreError> {
        let Some(code) = &dossier.code_structure else { return Ok(false) };
        if let Some(nom) = dossier.nom_structure.as_ref().filter(|_| code.len() <= 32) {
            self.run(
                "INSERT INTO structure_milo (code, nom_officiel, nom_usuel, zone, nom_recherche, departement)
                 VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (code) DO NOTHING",
                vec![
                    code.clone().into(),
                    nom.officiel.clone().into(),
                    nom.usuel.clone().into(),
                    zone_of_code_structure(code).name().into(),
                    fold_for_search(&nom.usuel).into(),
                    departement_of_code_structure(code).into(),
                ],
            )
            .await?;
        }
        let sql = "SELECT EXISTS (SELECT FROM structure_milo WHERE code = $1) AS connue";
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [code.clone().into()]);
        let row = Connue::find_by_statement(statement).one(&self.txn).await.map_err(store_error)?;
        Ok(row.is_some_and(|row| row.connue))
    }

    async fn is_conflict_known(&mut self, id: BeneficiaireId, since: Instant) -> Result<bool, StoreError> {
        let sql =
            "SELECT EXISTS (SELECT FROM journal WHERE compte = $1 AND acte = 'CONFLIT_EMAIL' AND le > $2) AS connue";
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [id.0.into(), since.into()]);
        let row = Connue::find_by_statement(statement).one(&self.txn).await.map_err(store_error)?;
        Ok(row.is_some_and(|row| row.connue))
    }

    async fn advance(&mut self, passage: &str, id: BeneficiaireId, resultat: &str) -> Result<(), StoreError> {
        self.run(
            "UPDATE lecture_dossiers
             SET dernier = $2,
                 resultats = jsonb_set(resultats, ARRAY[$3], to_jsonb(coalesce((resultats ->> $3)::bigint, 0) + 1))
             WHERE passage = $1",
            vec![passage.into(), id.0.into(), resultat.into()],
        )
        .await?;
        Ok(())
    }
}
