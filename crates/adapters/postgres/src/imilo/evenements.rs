//! The inbox of the events of i-milo.

use crate::Store;
use crate::error::store_error;
use agenda::model::evenement::EvenementImilo;
use agenda::ports::BoiteEvenements;
use async_trait::async_trait;
use kernel::store::StoreError;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement};

#[derive(FromQueryResult)]
struct Compte {
    compte: i64,
}

#[async_trait]
impl BoiteEvenements for Store {
    async fn count_pending(&self, most: u32) -> Result<u32, StoreError> {
        let sql = "SELECT count(*) AS compte FROM (
                       SELECT FROM evenement_imilo e
                       WHERE e.etat = 'A_TRAITER'
                         AND EXISTS (SELECT FROM beneficiaire b WHERE b.dossier = e.dossier AND b.structure = 'MILO')
                       LIMIT $1) attendent";
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [i64::from(most).into()]);
        let row = Compte::find_by_statement(statement).one(&self.db).await.map_err(store_error)?;
        Ok(row.map_or(0, |row| u32::try_from(row.compte).unwrap_or(u32::MAX)))
    }

    async fn keep(&self, evenements: &[EvenementImilo]) -> Result<u64, StoreError> {
        if evenements.is_empty() {
            return Ok(0);
        }
        let column = |value: fn(&EvenementImilo) -> String| evenements.iter().map(value).collect::<Vec<_>>();
        let values = [
            column(|e| e.identifiant.clone()).into(),
            column(|e| e.dossier.clone()).into(),
            column(|e| e.objet.clone()).into(),
            column(|e| e.action.clone()).into(),
            evenements.iter().map(|e| e.id_objet.clone().unwrap_or_default()).collect::<Vec<_>>().into(),
            evenements.iter().map(|e| e.date.timestamp_micros()).collect::<Vec<_>>().into(),
            column(|e| e.etat().code().to_owned()).into(),
            self.clock.now().into(),
        ];
        // The same event twice in one lot is one row as well.
        let sql = "INSERT INTO evenement_imilo (identifiant, dossier, type, action, id_type, date, etat, recu_le)
                   SELECT identifiant, dossier, type, action, nullif(id_type, ''),
                          timestamptz 'epoch' + date * interval '1 microsecond', etat, $8
                   FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::text[])
                        AS e(identifiant, dossier, type, action, id_type, date, etat)
                   ON CONFLICT (identifiant) DO NOTHING";
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        Ok(self.db.execute_raw(statement).await.map_err(store_error)?.rows_affected())
    }

    async fn mark_acknowledged(&self, identifiant: &str) -> Result<(), StoreError> {
        let sql = "UPDATE evenement_imilo SET acquitte_le = $2 WHERE identifiant = $1 AND acquitte_le IS NULL";
        let values = [identifiant.into(), self.clock.now().into()];
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        self.db.execute_raw(statement).await.map_err(store_error)?;
        Ok(())
    }
}
