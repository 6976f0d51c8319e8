//! Loans, as far as the end of an account touches them.

use crate::Unit;
use crate::error::store_error;
use kernel::ids::ConseillerId;
use kernel::store::StoreError;
use portefeuille::ports::PretsLiberes;
use sea_orm::{DbBackend, FromQueryResult, Statement};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    conseiller: Uuid,
    nombre: i64,
    premier_conseiller: String,
}

pub async fn release(unit: &Unit, premier: ConseillerId) -> Result<Vec<PretsLiberes>, StoreError> {
    let sql = "
        WITH liberes AS (
            UPDATE beneficiaire SET premier_conseiller = NULL, fin_de_pret = NULL
            WHERE premier_conseiller = $1 RETURNING conseiller
        )
        SELECT l.conseiller, count(*) AS nombre, p.prenom || ' ' || p.nom AS premier_conseiller
        FROM liberes l CROSS JOIN conseiller p WHERE p.id = $1
        GROUP BY l.conseiller, p.prenom, p.nom ORDER BY l.conseiller";
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [premier.0.into()]);
    let rows = Row::find_by_statement(statement).all(&unit.txn).await.map_err(store_error)?;
    let liberes = rows.into_iter().map(|row| PretsLiberes {
        conseiller: ConseillerId(row.conseiller),
        nombre: row.nombre.unsigned_abs(),
        premier_conseiller: row.premier_conseiller,
    });
    Ok(liberes.collect())
}
