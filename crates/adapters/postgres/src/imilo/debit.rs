//! The budget of calls, one statement a token.

use crate::Store;
use crate::error::store_error;
use async_trait::async_trait;
use kernel::debit::{Debit, Priorite, Seau, Tour};
use kernel::store::StoreError;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};
use std::time::Duration;

/// What a partner asks for is believed up to here.
const PAUSE_MAX: Duration = Duration::from_mins(15);

#[derive(FromQueryResult)]
struct Row {
    pris: bool,
    attente: f64,
}

#[async_trait]
impl Debit for Store {
    async fn take(&self, seau: &Seau, priorite: Priorite) -> Result<Tour, StoreError> {
        let values =
            [seau.nom.into(), f64::from(seau.appels).into(), seau.par_seconde().into(), seau.plancher(priorite).into()];
        let sql = "SELECT pris, attente FROM prendre_debit($1, $2, $3, $4)";
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        let row = Row::find_by_statement(statement).one(&self.db).await.map_err(store_error)?;
        let row = row.ok_or_else(|| StoreError::bug("a function without a row"))?;
        let wait = Duration::try_from_secs_f64(row.attente).unwrap_or(PAUSE_MAX);
        Ok(if row.pris { Tour::Pris(wait) } else { Tour::Attendre(wait) })
    }

    async fn drain(&self, seau: &Seau, pendant: Duration) -> Result<(), StoreError> {
        let debt = -pendant.min(PAUSE_MAX).as_secs_f64() * seau.par_seconde();
        // Empty once the time has passed: what came meanwhile is not kept.
        let sql = "INSERT INTO debit_partenaire AS d (seau, solde, vu_le) VALUES ($1, $2, clock_timestamp())
                   ON CONFLICT (seau) DO UPDATE SET solde = least(d.solde, excluded.solde), vu_le = excluded.vu_le";
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [seau.nom.into(), debt.into()]);
        self.db.execute_raw(statement).await.map_err(store_error)?;
        Ok(())
    }
}
