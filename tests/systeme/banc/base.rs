//! A database of its own for each test, cloned from a template that is migrated once.

use super::settings;
use migrations::{Migrator, MigratorTrait};
use pass_emploi::settings::Settings;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement, TryGetable};
use simulators::Simulateurs;
use std::sync::LazyLock;
use tokio::sync::{OnceCell, Semaphore};

/// Databases alive at once; more only wait for each other.
static PLACES: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(6));
static TEMPLATE: OnceCell<String> = OnceCell::const_new();

/// A database, dropped with this value.
pub struct Base {
    admin: String,
    name: String,
    _place: tokio::sync::SemaphorePermit<'static>,
}

impl Base {
    pub async fn create() -> Self {
        let place = PLACES.acquire().await.unwrap();
        let admin = tokio::task::spawn_blocking(|| pg_local::cluster_de_test().unwrap()).await.unwrap();
        let template = TEMPLATE.get_or_init(|| make_template(admin.clone())).await;
        let name = format!("t_{}", uuid::Uuid::new_v4().simple());
        let connection = connect(&admin).await;
        run(&connection, &format!("CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")).await;
        connection.close().await.unwrap();
        Self { admin, name, _place: place }
    }

    pub fn url(&self) -> String {
        at(&self.admin, &self.name)
    }

    pub fn settings(&self, partners: &str, partenaires: &Simulateurs) -> Settings {
        settings(&self.url(), partners, partenaires)
    }

    pub async fn execute(&self, sql: &str) -> Result<(), String> {
        let connection = connect(&self.url()).await;
        let done = connection.execute_unprepared(sql).await.map(|_| ()).map_err(|error| error.to_string());
        connection.close().await.unwrap();
        done
    }

    pub async fn one<T: TryGetable>(&self, sql: &str) -> T {
        let connection = connect(&self.url()).await;
        let row = connection.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await.unwrap().unwrap();
        let value = row.try_get_by_index(0).unwrap();
        connection.close().await.unwrap();
        value
    }

    pub async fn sql(&self, sql: &str) {
        let connection = connect(&self.url()).await;
        run(&connection, sql).await;
        connection.close().await.unwrap();
    }
}

impl Drop for Base {
    fn drop(&mut self) {
        let (admin, name) = (self.admin.clone(), self.name.clone());
        // A runtime of its own: that of the test may be ending.
        let drop = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let connection = connect(&admin).await;
                run(&connection, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
                let _ = connection.close().await;
            });
        });
        let _ = drop.join();
    }
}

/// Made once for each schema: its name is the last migration and the program's own number, so
/// that two test programs that run at once never share a half-made one.
async fn make_template(admin: String) -> String {
    let steps = Migrator::migrations().len();
    let name = format!("modele_{steps}_{}", std::process::id());
    let connection = connect(&admin).await;
    run(&connection, &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await;
    run(&connection, &format!("CREATE DATABASE {name}")).await;
    let base = connect(&at(&admin, &name)).await;
    Migrator::up(&base, None).await.unwrap();
    // A template may have no open connection.
    base.close().await.unwrap();
    connection.close().await.unwrap();
    name
}

async fn connect(url: &str) -> DatabaseConnection {
    let mut options = ConnectOptions::new(url);
    options.max_connections(2).sqlx_logging(false);
    Database::connect(options).await.unwrap()
}

async fn run(connection: &DatabaseConnection, sql: &str) {
    connection.execute_unprepared(sql).await.unwrap();
}

/// The same server, another database.
fn at(admin: &str, name: &str) -> String {
    let (server, _) = admin.rsplit_once('/').unwrap();
    format!("{server}/{name}")
}
