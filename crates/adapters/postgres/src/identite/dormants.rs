//! Conseillers who do not come any more.

use super::superviseurs::ADRESSE;
use crate::error::store_error;
use crate::{Store, Unit};
use identite::ports::ConseillerDormant;
use kernel::ids::ConseillerId;
use kernel::store::StoreError;
use kernel::temps::Instant;
use sea_orm::{DbBackend, FromQueryResult, Statement};
use uuid::Uuid;

/// Conseillers of one page.
const PAGE: i64 = 500;

/// A conseiller whose people are to be given to somebody. A session may be renewed for years.
const DORMANT: &str = "c.derniere_connexion < $1 AND c.dormant_depuis IS NULL
    AND EXISTS (SELECT FROM beneficiaire b WHERE b.conseiller = c.id)
    AND NOT EXISTS (SELECT FROM session s WHERE s.role = 'CONSEILLER' AND s.compte = c.id AND s.vue_le >= $1)";

#[derive(FromQueryResult)]
struct Id {
    id: Uuid,
}

#[derive(FromQueryResult)]
struct Row {
    nom: String,
    nombre: i64,
    superviseurs: Vec<Uuid>,
}

pub async fn list(store: &Store, avant: Instant, apres: Option<ConseillerId>) -> Result<Vec<ConseillerId>, StoreError> {
    let sql = format!(
        "SELECT c.id FROM conseiller c WHERE {DORMANT} AND ($2::uuid IS NULL OR c.id > $2) ORDER BY c.id LIMIT $3"
    );
    let values = [avant.into(), apres.map(|id| id.0).into(), PAGE.into()];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    let rows = Id::find_by_statement(statement).all(&store.db).await.map_err(store_error)?;
    Ok(rows.into_iter().map(|row| ConseillerId(row.id)).collect())
}

/// The place of a conseiller is his Mission Locale, else his agence (D16).
pub async fn mark(
    unit: &Unit,
    id: ConseillerId,
    avant: Instant,
    now: Instant,
) -> Result<Option<ConseillerDormant>, StoreError> {
    let sql = format!(
        "WITH dormant AS (
             UPDATE conseiller c SET dormant_depuis = $3 WHERE c.id = $2 AND {DORMANT}
             RETURNING c.id, c.prenom || ' ' || c.nom AS nom,
                       CASE WHEN c.structure = 'MILO' THEN 'MISSION_LOCALE' ELSE 'FRANCE_TRAVAIL' END AS famille,
                       CASE WHEN c.structure = 'MILO' THEN c.structure_milo ELSE c.agence END AS lieu
         )
         SELECT d.nom, (SELECT count(*) FROM beneficiaire b WHERE b.conseiller = d.id) AS nombre,
                ARRAY(SELECT c.id FROM superviseur s JOIN conseiller c ON {ADRESSE} = s.email
                      WHERE s.retire_le IS NULL AND s.famille = d.famille AND d.lieu = ANY (s.perimetre) AND c.id <> d.id
                      ORDER BY c.id) AS superviseurs
         FROM dormant d"
    );
    let values = [avant.into(), id.0.into(), now.into()];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    let row = Row::find_by_statement(statement).one(&unit.txn).await.map_err(store_error)?;
    Ok(row.map(|row| ConseillerDormant {
        nom: row.nom,
        nombre: row.nombre.unsigned_abs(),
        superviseurs: row.superviseurs.into_iter().map(ConseillerId).collect(),
    }))
}
