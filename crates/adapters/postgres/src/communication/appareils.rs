//! The devices that take push messages.

use crate::error::store_error;
use access::Compte;
use communication::ports::Appareil;
use kernel::ids::AppareilId;
use kernel::store::StoreError;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Ecrit {
    id: Uuid,
}

async fn run(db: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<(), StoreError> {
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    db.execute_raw(statement).await.map_err(store_error)?;
    Ok(())
}

/// A browser that changes hands keeps its subscription: it goes to the person who signed in last.
pub async fn upsert(db: &impl ConnectionTrait, appareil: &Appareil, max: u32) -> Result<AppareilId, StoreError> {
    let sql = "
        INSERT INTO appareil (id, session, role, compte, endpoint, p256dh, auth, version, vu_le)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (endpoint) DO UPDATE
        SET session = excluded.session, role = excluded.role, compte = excluded.compte, p256dh = excluded.p256dh,
            auth = excluded.auth, version = excluded.version, vu_le = excluded.vu_le
        RETURNING id";
    let values = [
        appareil.id.0.into(),
        appareil.session.0.into(),
        appareil.qui.role.code().into(),
        appareil.qui.id.into(),
        appareil.abonnement.endpoint.clone().into(),
        appareil.abonnement.p256dh.clone().into(),
        appareil.abonnement.auth.clone().into(),
        appareil.version.clone().into(),
        appareil.vu_le.into(),
    ];
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    let row = Ecrit::find_by_statement(statement).one(db).await.map_err(store_error)?;
    let row = row.ok_or_else(|| StoreError::bug("a device was not written"))?;
    run(
        db,
        "DELETE FROM appareil WHERE role = $1 AND compte = $2 AND id NOT IN (
             SELECT id FROM appareil WHERE role = $1 AND compte = $2 ORDER BY vu_le DESC, id LIMIT $3)",
        vec![appareil.qui.role.code().into(), appareil.qui.id.into(), i64::from(max).into()],
    )
    .await?;
    Ok(AppareilId(row.id))
}

pub async fn remove(db: &impl ConnectionTrait, qui: Compte, id: AppareilId) -> Result<(), StoreError> {
    let sql = "DELETE FROM appareil WHERE id = $1 AND role = $2 AND compte = $3";
    run(db, sql, vec![id.0.into(), qui.role.code().into(), qui.id.into()]).await
}

pub async fn delete(db: &impl ConnectionTrait, id: AppareilId) -> Result<(), StoreError> {
    run(db, "DELETE FROM appareil WHERE id = $1", vec![id.0.into()]).await
}
