//! What is past its time (transverse.md §9.3). Each statement erases a bounded lot: a purge
//! never holds a table, and one that is cut goes on where it was.

use crate::Store;
use crate::error::store_error;
use chrono::Duration;
use kernel::store::StoreError;
use sea_orm::{ConnectionTrait, DbBackend, Statement};

/// A purge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purge {
    /// Sessions that are over, sign-ins abandoned, refusals that nobody read.
    Sessions,
    /// Tasks that are done.
    Taches,
    /// Notifications and devices.
    Notifications,
}

/// Rows erased by one statement.
const LOT: i64 = 5_000;

impl Purge {
    /// Every purge.
    pub const ALL: [Self; 3] = [Self::Sessions, Self::Taches, Self::Notifications];

    /// Name of its job.
    pub fn nom(self) -> &'static str {
        match self {
            Self::Sessions => "purger_sessions",
            Self::Taches => "purger_taches",
            Self::Notifications => "purger_notifications",
        }
    }

    /// Tables, the column that dates a row, how long it is kept, and what spares it.
    fn lines(self) -> Vec<(&'static str, &'static str, Duration)> {
        match self {
            Self::Sessions => vec![
                ("interaction_connexion", "cree_le", Duration::minutes(60)),
                ("erreur_connexion", "cree_le", Duration::minutes(10)),
                ("code_mobile", "cree_le", Duration::minutes(2)),
                // A session that was closed is kept a day, for the calls that are under way.
                ("session", "least(expire_le, coalesce(revoquee_le, expire_le))", Duration::days(1)),
            ],
            // Scheduled runs and parked tasks that somebody settled are rows like the others;
            // those set aside and not settled stay (etat).
            Self::Taches => vec![("tache", "CASE WHEN etat = 'FAITE' THEN fini_le END", Duration::days(30))],
            Self::Notifications => {
                vec![("notification", "date", Duration::days(60)), ("appareil", "vu_le", Duration::days(60))]
            }
        }
    }
}

impl Store {
    /// Erases what is past its time; answers how many rows.
    pub async fn purge(&self, purge: Purge) -> Result<u64, StoreError> {
        let now = self.clock.now();
        let mut erased = 0;
        for (table, dated, kept) in purge.lines() {
            let sql = format!(
                "DELETE FROM {table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM {table} WHERE {dated} < $1 LIMIT $2))"
            );
            loop {
                let values = [(now - kept).into(), LOT.into()];
                let statement = Statement::from_sql_and_values(DbBackend::Postgres, &sql, values);
                let lot = self.db.execute_raw(statement).await.map_err(store_error)?.rows_affected();
                erased += lot;
                if lot < LOT.unsigned_abs() {
                    break;
                }
            }
        }
        Ok(erased)
    }
}
