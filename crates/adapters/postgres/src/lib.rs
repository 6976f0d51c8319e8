//! Every store port of every domain, on PostgreSQL.
//!
//! One folder a domain: its entities (SeaORM) and its ports. Reads that a person waits for are
//! one SQL statement, written out. A [`Unit`] is a transaction: state and journal go through
//! it together, dropping it rolls back, [`Unit::commit`] is the only way out.

mod communication;
mod error;
mod export;
mod identite;
mod imilo;
mod insert;
mod journal;
mod portefeuille;
mod purge;
mod recherche;
mod role;
mod taches;

use chrono::Duration;
use kernel::store::StoreError;
use kernel::temps::Clock;
use migrations::{Migrator, MigratorTrait};
use sea_orm::sqlx::postgres::PgConnectOptions;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseTransaction, DbBackend, Statement,
    TransactionTrait, Value,
};
use std::sync::Arc;

use error::store_error;

pub use export::{DemandeExport, HORS_EXPORT, PartieExport, tables_exportees};
pub use purge::Purge;
pub use taches::{Bail, EtatTache, FAIT, FiltreTaches, LigneTache, MesureGenre, Prise, TachePrise};

pub use role::{NomRole, NomRoleInvalide, RoleError};

/// The database, as a pool of connections. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    db: DatabaseConnection,
    clock: Arc<dyn Clock>,
}

/// A transaction that writes for every domain.
pub struct Unit {
    txn: DatabaseTransaction,
    clock: Arc<dyn Clock>,
}

/// How to reach the database.
#[derive(Debug, Clone)]
pub struct Options {
    /// `postgres://` address.
    pub url: String,
    /// Connections at most.
    pub connexions: u32,
}

impl Store {
    /// Opens the pool, and fails when the database does not answer within 5 s.
    pub async fn connect(options: &Options, clock: Arc<dyn Clock>) -> Result<Self, StoreError> {
        Self::connect_observed(options, clock, |_| {}).await
    }

    /// As [`Self::connect`]; `observe` is told the text of every statement (query budgets).
    pub async fn connect_observed(
        options: &Options,
        clock: Arc<dyn Clock>,
        observe: impl Fn(&str) + Send + Sync + 'static,
    ) -> Result<Self, StoreError> {
        let patience = Duration::seconds(5).to_std().unwrap_or_default();
        // What the library says of an address that it cannot read is the address, password included.
        if options.url.parse::<PgConnectOptions>().is_err() {
            return Err(StoreError::bug(
                "the address of the database cannot be read: encode what is special in the password",
            ));
        }
        let mut connect = ConnectOptions::new(&options.url);
        connect
            .max_connections(options.connexions)
            .connect_timeout(patience)
            .acquire_timeout(patience)
            .statement_timeout(Duration::seconds(20).to_std().unwrap_or_default())
            .sqlx_logging(false);
        let mut db = Database::connect(connect).await.map_err(store_error)?;
        db.set_metric_callback(move |info| observe(&info.statement.sql));
        Ok(Self { db, clock })
    }

    /// Brings the schema to the version of this program.
    pub async fn migrate(&self) -> Result<(), StoreError> {
        Migrator::up(&self.db, None).await.map_err(store_error)
    }

    /// Names of the migrations that this program has and the database has not.
    pub async fn pending_migrations(&self) -> Result<Vec<String>, StoreError> {
        // Not by the migrator, which makes its table when it is missing: the account of the
        // service may not.
        let one = |sql| self.db.query_one_raw(Statement::from_string(DbBackend::Postgres, sql));
        let exists = one("SELECT to_regclass('seaql_migrations') IS NOT NULL").await.map_err(store_error)?;
        let exists = exists.map(|row| row.try_get_by_index(0)).transpose().map_err(store_error)?;
        let done: Vec<String> = if exists == Some(true) {
            let done = one("SELECT array_agg(version::text) FROM seaql_migrations").await.map_err(store_error)?;
            let done = done.map(|row| row.try_get_by_index::<Option<Vec<String>>>(0)).transpose();
            done.map_err(store_error)?.flatten().unwrap_or_default()
        } else {
            Vec::new()
        };
        let steps = Migrator::migrations();
        Ok(steps.iter().map(|step| step.name().to_owned()).filter(|name| !done.contains(name)).collect())
    }

    /// Fails when the database does not answer.
    pub async fn ping(&self) -> Result<(), StoreError> {
        self.db.ping().await.map_err(store_error)
    }

    /// The pool, to measure a bare statement beside the ports. The product goes through the ports.
    pub fn pool(&self) -> &DatabaseConnection {
        &self.db
    }

    /// Begins a transaction.
    pub async fn unit(&self) -> Result<Unit, StoreError> {
        let txn = self.db.begin().await.map_err(store_error)?;
        Ok(Unit { txn, clock: Arc::clone(&self.clock) })
    }

    /// Closes every connection.
    pub async fn close(self) -> Result<(), StoreError> {
        self.db.close().await.map_err(store_error)
    }
}

impl Unit {
    /// Runs one statement that answers no row.
    async fn run(&self, sql: &str, values: Vec<Value>) -> Result<u64, StoreError> {
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, values);
        let done = self.txn.execute_raw(statement).await.map_err(store_error)?;
        Ok(done.rows_affected())
    }

    /// Wakes whoever watches this account, in every process, when the transaction commits.
    async fn wake(&self, compte: uuid::Uuid) -> Result<(), StoreError> {
        self.run("SELECT pg_notify('comptes', $1)", vec![compte.to_string().into()]).await?;
        Ok(())
    }

    /// Makes everything durable.
    pub async fn commit(self) -> Result<(), StoreError> {
        self.txn.commit().await.map_err(store_error)
    }
}
