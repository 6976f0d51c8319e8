//! Tokens of people at the providers, and the lease of their renewal.

use crate::Store;
use crate::error::{InconsistentRow, store_error};
use access::{Compte, Role};
use chrono::Duration;
use identite::model::jetons::{JetonsGardes, Titulaire};
use identite::ports::Attendu;
use kernel::store::StoreError;
use kernel::structure::Fournisseur;
use kernel::temps::Instant;
use sea_orm::{ConnectionTrait, DbBackend, FromQueryResult, Statement, Value};
use std::time::Duration as StdDuration;
use uuid::Uuid;

/// Between two looks at a renewal that another makes: a provider answers in some 100 ms.
const REGARD: StdDuration = StdDuration::from_millis(50);

#[derive(FromQueryResult)]
struct Row {
    role: String,
    compte: Uuid,
    fournisseur: String,
    scelle: Vec<u8>,
    expire_le: Instant,
    version: Uuid,
}

impl Row {
    fn into_domain(self) -> Result<JetonsGardes, StoreError> {
        let wrong = |column, value: &str| InconsistentRow::error("jeton_partenaire", column, value);
        let role = Role::from_code(&self.role).ok_or_else(|| wrong("role", &self.role))?;
        let fournisseur =
            Fournisseur::from_code(&self.fournisseur).ok_or_else(|| wrong("fournisseur", &self.fournisseur))?;
        Ok(JetonsGardes {
            titulaire: Titulaire { compte: Compte { role, id: self.compte }, fournisseur },
            scelle: self.scelle,
            expire_le: self.expire_le,
            version: self.version,
        })
    }
}

fn key(titulaire: Titulaire) -> Vec<Value> {
    vec![titulaire.compte.role.code().into(), titulaire.compte.id.into(), titulaire.fournisseur.code().into()]
}

fn statement(sql: &str, values: Vec<Value>) -> Statement {
    Statement::from_sql_and_values(DbBackend::Postgres, sql, values)
}

async fn execute(db: &impl ConnectionTrait, sql: &str, values: Vec<Value>) -> Result<bool, StoreError> {
    let done = db.execute_raw(statement(sql, values)).await.map_err(store_error)?;
    Ok(done.rows_affected() == 1)
}

pub async fn find(db: &impl ConnectionTrait, titulaire: Titulaire) -> Result<Option<JetonsGardes>, StoreError> {
    let sql = "SELECT * FROM jeton_partenaire WHERE role = $1 AND compte = $2 AND fournisseur = $3";
    let row = Row::find_by_statement(statement(sql, key(titulaire))).one(db).await.map_err(store_error)?;
    row.map(Row::into_domain).transpose()
}

pub async fn upsert(db: &impl ConnectionTrait, jetons: &JetonsGardes) -> Result<(), StoreError> {
    let sql = "
        INSERT INTO jeton_partenaire (role, compte, fournisseur, scelle, expire_le, version)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (role, compte, fournisseur) DO UPDATE
        SET scelle = excluded.scelle, expire_le = excluded.expire_le, version = excluded.version, bail = NULL";
    let mut values = key(jetons.titulaire);
    values.extend([jetons.scelle.clone().into(), jetons.expire_le.into(), jetons.version.into()]);
    execute(db, sql, values).await?;
    Ok(())
}

pub async fn take_of(db: &impl ConnectionTrait, compte: Compte) -> Result<Vec<JetonsGardes>, StoreError> {
    let sql = "DELETE FROM jeton_partenaire WHERE role = $1 AND compte = $2 RETURNING *";
    let values = vec![compte.role.code().into(), compte.id.into()];
    let rows = Row::find_by_statement(statement(sql, values)).all(db).await.map_err(store_error)?;
    rows.into_iter().map(Row::into_domain).collect()
}

pub async fn take_bail(
    db: &impl ConnectionTrait,
    jetons: &JetonsGardes,
    now: Instant,
    fin: Instant,
) -> Result<bool, StoreError> {
    let sql =
        "UPDATE jeton_partenaire SET bail = $3 WHERE version = $1 AND compte = $4 AND (bail IS NULL OR bail <= $2)";
    let values = vec![jetons.version.into(), now.into(), fin.into(), jetons.titulaire.compte.id.into()];
    execute(db, sql, values).await
}

pub async fn release_bail(db: &impl ConnectionTrait, jetons: &JetonsGardes) -> Result<(), StoreError> {
    let sql = "UPDATE jeton_partenaire SET bail = NULL WHERE version = $1 AND compte = $2";
    execute(db, sql, vec![jetons.version.into(), jetons.titulaire.compte.id.into()]).await?;
    Ok(())
}

pub async fn replace(db: &impl ConnectionTrait, old: &JetonsGardes, new: &JetonsGardes) -> Result<bool, StoreError> {
    let sql = "UPDATE jeton_partenaire SET scelle = $2, expire_le = $3, version = $4, bail = NULL
               WHERE version = $1 AND compte = $5";
    let values = vec![
        old.version.into(),
        new.scelle.clone().into(),
        new.expire_le.into(),
        new.version.into(),
        old.titulaire.compte.id.into(),
    ];
    execute(db, sql, values).await
}

pub async fn delete(db: &impl ConnectionTrait, jetons: &JetonsGardes) -> Result<(), StoreError> {
    let sql = "DELETE FROM jeton_partenaire WHERE version = $1 AND compte = $2";
    execute(db, sql, vec![jetons.version.into(), jetons.titulaire.compte.id.into()]).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct EnCours {
    en_cours: bool,
}

/// Looks every 50 ms: a notification would need a connection that listens for each waiting call.
pub async fn wait(store: &Store, jetons: &JetonsGardes, patience: Duration) -> Result<Attendu, StoreError> {
    let sql = "SELECT EXISTS (
                   SELECT FROM jeton_partenaire WHERE version = $1 AND compte = $2 AND bail > $3
               ) AS en_cours";
    let waiting = async {
        loop {
            let values = vec![jetons.version.into(), jetons.titulaire.compte.id.into(), store.clock.now().into()];
            let row = EnCours::find_by_statement(statement(sql, values)).one(&store.db).await.map_err(store_error)?;
            if !row.is_some_and(|row| row.en_cours) {
                return Ok(Attendu::Nouveau);
            }
            tokio::time::sleep(REGARD).await;
        }
    };
    let patience = patience.to_std().unwrap_or_default();
    tokio::time::timeout(patience, waiting).await.unwrap_or(Ok(Attendu::Rien))
}
