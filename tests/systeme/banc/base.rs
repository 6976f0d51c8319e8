//! A database of its own for each test, cloned from a template that is migrated once.

use super::settings;
use kernel::temps::SystemClock;
use migrations::{Migrator, MigratorTrait};
use pass_emploi::settings::Settings;
use postgres::{NomRole, Store};
use reqwest::Url;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, Statement, TryGetable};
use simulators::Simulateurs;
use std::sync::{Arc, LazyLock};
use tokio::sync::{OnceCell, Semaphore};

/// Databases alive at once; more only wait for each other.
static PLACES: LazyLock<Semaphore> = LazyLock::new(|| Semaphore::new(6));
static TEMPLATE: OnceCell<String> = OnceCell::const_new();

/// Account of the service: the one that the gateway of a test connects with.
const SERVICE: &str = "passemploi_app";

/// A database, dropped with this value.
pub struct Base {
    /// Address of the server, as the owner.
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

    /// Address for the owner.
    pub fn url(&self) -> String {
        at(&self.admin, &self.name)
    }

    /// Address for the service.
    pub fn service_url(&self) -> String {
        let mut url = Url::parse(&self.url()).unwrap();
        url.set_username(SERVICE).unwrap();
        url.set_password(Some(&password(&self.admin))).unwrap();
        url.into()
    }

    pub fn settings(&self, partners: &str, partenaires: &Simulateurs) -> Settings {
        settings(&self.service_url(), partners, partenaires)
    }

    pub async fn sql(&self, sql: &str) -> Result<(), String> {
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
    // The rights on tables go with the template, the account is of the server.
    let options = postgres::Options { url: at(&admin, &name), connexions: 2 };
    let owner = Store::connect(&options, Arc::new(SystemClock)).await.unwrap();
    let role = NomRole::parse(SERVICE).unwrap();
    owner.create_role(&role, &password(&admin)).await.unwrap();
    owner.grant(&role).await.unwrap();
    owner.close().await.unwrap();
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

/// Password of the service: no easier to guess than that of the server, which is thrown away.
fn password(admin: &str) -> String {
    let secret = Url::parse(admin).unwrap().password().unwrap_or_default().to_owned();
    format!("service{secret}")
}

/// The same server, another database.
fn at(admin: &str, name: &str) -> String {
    let (server, _) = admin.rsplit_once('/').unwrap();
    format!("{server}/{name}")
}
