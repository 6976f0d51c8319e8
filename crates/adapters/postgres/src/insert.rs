//! Insertion of a row whose unique values may be taken.

use crate::error::store_error;
use kernel::store::StoreError;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, Insert};

/// True when the row is inserted, false when any unique value of it is taken. Waits for a
/// concurrent insertion to end, and leaves the transaction usable either way. (The shorthand
/// of the library looks at the primary key only.)
pub async fn or_nothing<A>(db: &impl ConnectionTrait, row: A) -> Result<bool, StoreError>
where
    A: ActiveModelTrait,
    A::Entity: EntityTrait,
{
    let insert = Insert::one(row).on_conflict(OnConflict::new().do_nothing().to_owned());
    match insert.exec_without_returning(db).await {
        Ok(rows) => Ok(rows == 1),
        Err(DbErr::RecordNotInserted) => Ok(false),
        Err(error) => Err(store_error(error)),
    }
}
