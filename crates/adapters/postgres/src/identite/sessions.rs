//! The sessions of an account: listed, limited, ended all at once.

use super::entity::session;
use crate::error::store_error;
use access::Compte;
use identite::model::session::SessionOuverte;
use kernel::ids::SessionId;
use kernel::store::StoreError;
use kernel::temps::Instant;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Closed {
    id: Uuid,
}

async fn close(db: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<Vec<SessionId>, StoreError> {
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    let closed = Closed::find_by_statement(statement).all(db).await.map_err(store_error)?;
    Ok(closed.into_iter().map(|row| SessionId(row.id)).collect())
}

#[derive(FromQueryResult)]
struct OuverteRow {
    #[sea_orm(nested)]
    session: session::Model,
    push: bool,
}

pub async fn list(db: &impl ConnectionTrait, compte: Compte, now: Instant) -> Result<Vec<SessionOuverte>, StoreError> {
    let sql = "
        SELECT s.*, EXISTS (SELECT FROM appareil a WHERE a.session = s.id) AS push
        FROM session s
        WHERE s.role = $1 AND s.compte = $2 AND s.revoquee_le IS NULL AND s.expire_le > $3
        ORDER BY s.vue_le DESC, s.id DESC";
    let values = [compte.role.code().into(), compte.id.into(), now.into()];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    let rows = OuverteRow::find_by_statement(statement).all(db).await.map_err(store_error)?;
    rows.into_iter().map(|row| Ok(SessionOuverte { session: row.session.into_domain()?, push: row.push })).collect()
}

pub async fn close_excess(
    db: &impl ConnectionTrait,
    compte: Compte,
    kept: u64,
    now: Instant,
) -> Result<Vec<SessionId>, StoreError> {
    let sql = "
        UPDATE session SET revoquee_le = $3
        WHERE id IN (
            SELECT id FROM session
            WHERE role = $1 AND compte = $2 AND revoquee_le IS NULL AND expire_le > $3
            ORDER BY vue_le DESC, id DESC OFFSET $4
        )
        RETURNING id";
    let kept = i64::try_from(kept).map_err(StoreError::bug)?;
    close(db, sql, vec![compte.role.code().into(), compte.id.into(), now.into(), kept.into()]).await
}

pub async fn revoke_all(db: &impl ConnectionTrait, compte: Compte, now: Instant) -> Result<Vec<SessionId>, StoreError> {
    let sql = "
        UPDATE session SET revoquee_le = $3
        WHERE role = $1 AND compte = $2 AND revoquee_le IS NULL
        RETURNING id";
    close(db, sql, vec![compte.role.code().into(), compte.id.into(), now.into()]).await
}
