//! Attempts of sign-in, counted over ten minutes.

use crate::error::{InconsistentRow, store_error};
use access::{Compte, Role};
use identite::model::interaction::Empreinte;
use identite::model::tentatives::{FENETRE, Tentatives};
use kernel::store::StoreError;
use kernel::temps::Instant;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};
use uuid::Uuid;

#[derive(FromQueryResult)]
struct Row {
    debut: Instant,
    nombre: i32,
}

impl Row {
    fn into_domain(self) -> Tentatives {
        Tentatives { debut: self.debut, nombre: u32::try_from(self.nombre).unwrap_or_default() }
    }
}

async fn one<R: FromQueryResult>(
    db: &impl ConnectionTrait,
    sql: &str,
    values: Vec<Value>,
) -> Result<Option<R>, StoreError> {
    let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
    R::find_by_statement(statement).one(db).await.map_err(store_error)
}

pub async fn add(db: &impl ConnectionTrait, cle: &Empreinte, now: Instant) -> Result<Tentatives, StoreError> {
    let sql = "
        INSERT INTO tentative_connexion AS t (cle, debut, nombre) VALUES ($1, $2, 1)
        ON CONFLICT (cle) DO UPDATE
        SET debut = CASE WHEN t.debut <= $3 THEN excluded.debut ELSE t.debut END,
            nombre = CASE WHEN t.debut <= $3 THEN 1 ELSE least(t.nombre, 1000000) + 1 END
        RETURNING debut, nombre";
    let row = one::<Row>(db, sql, vec![cle.to_vec().into(), now.into(), (now - FENETRE).into()]).await?;
    row.map(Row::into_domain).ok_or_else(|| InconsistentRow::error("tentative_connexion", "cle", "absent"))
}

pub async fn find(db: &impl ConnectionTrait, cle: &Empreinte) -> Result<Option<Tentatives>, StoreError> {
    let sql = "SELECT debut, nombre FROM tentative_connexion WHERE cle = $1";
    Ok(one::<Row>(db, sql, vec![cle.to_vec().into()]).await?.map(Row::into_domain))
}

#[derive(FromQueryResult)]
struct CompteRow {
    role: String,
    compte: Uuid,
}

pub async fn find_compte_of_jeton(db: &impl ConnectionTrait, jeton: &Empreinte) -> Result<Option<Compte>, StoreError> {
    let sql = "SELECT s.role, s.compte FROM jeton_renouvellement j JOIN session s ON s.id = j.session
               WHERE j.empreinte = $1";
    let Some(row) = one::<CompteRow>(db, sql, vec![jeton.to_vec().into()]).await? else { return Ok(None) };
    let role = Role::from_code(&row.role).ok_or_else(|| InconsistentRow::error("session", "role", &row.role))?;
    Ok(Some(Compte { role, id: row.compte }))
}
