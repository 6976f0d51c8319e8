//! What an error of the database means.

use kernel::store::StoreError;
use sea_orm::{DbErr, RuntimeErr, SqlxError};

/// A row that is not what the schema and the program agreed on.
#[derive(Debug, thiserror::Error)]
#[error("inconsistent row: {table}.{column} = {value:?}")]
pub struct InconsistentRow {
    /// Table of the row.
    pub table: &'static str,
    /// Column whose value is not understood.
    pub column: &'static str,
    /// The value; never one that a person typed.
    pub value: String,
}

impl InconsistentRow {
    /// The failure of a conversion.
    pub fn error(table: &'static str, column: &'static str, value: impl Into<String>) -> StoreError {
        StoreError::bug(Self { table, column, value: value.into() })
    }
}

/// Transient: connection, saturation, shutdown, lost race. The rest is our fault.
pub fn store_error(error: DbErr) -> StoreError {
    let transient = match &error {
        DbErr::ConnectionAcquire(_) | DbErr::Conn(_) => true,
        DbErr::Exec(RuntimeErr::SqlxError(error)) | DbErr::Query(RuntimeErr::SqlxError(error)) => is_transient(error),
        _ => false,
    };
    if transient { StoreError::transient(error) } else { StoreError::bug(error) }
}

fn is_transient(error: &SqlxError) -> bool {
    match error {
        SqlxError::Io(_) | SqlxError::PoolTimedOut | SqlxError::PoolClosed | SqlxError::WorkerCrashed => true,
        // 08 connection, 40 rollback (deadlock, serialization), 53 resources, 57 shutdown or
        // cancelled by a timeout, 55P03 lock not available, 23505 a unique value lost in a race
        // (insertions avoid it, updates do not).
        SqlxError::Database(error) => error.code().is_some_and(|code| {
            ["08", "40", "53", "57"].iter().any(|class| code.starts_with(class)) || code == "55P03" || code == "23505"
        }),
        _ => false,
    }
}
