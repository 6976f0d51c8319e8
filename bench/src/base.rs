//! A throw-away PostgreSQL: one database, migrated and empty, and the account of the service.

use crate::app;
use access::{Compte, Role};
use anyhow::{Context, Result};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use gateway::App;
use identite::commands::open_session::open_session;
use identite::model::session::Appareil;
use kernel::structure::Structure;
use kernel::temps::{Clock, SystemClock};
use pg_local::{Binaires, Cluster, Source};
use postgres::{NomRole, Store};
use procfs::process::Process;
use sea_orm::{ConnectOptions, ConnectionTrait, DatabaseConnection, DbBackend, Statement};
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;
use tokio::sync::watch;
use uuid::Uuid;

/// The database, and what a server needs to stand on it.
pub struct Base {
    /// Address, with the password of the account of the service.
    pub url: String,
    /// Signing key of the tokens, made for this run.
    pub cle: String,
    /// Version of PostgreSQL.
    pub version: String,
    /// Parent of every process of PostgreSQL.
    pub postmaster: i32,
    // Dropped in this order: the server stops before its folder goes.
    cluster: Cluster,
    folder: TempDir,
}

impl Base {
    /// Starts a cluster that writes for good, as a real one does, and migrates it.
    pub async fn start(postgres_bin: Option<&Path>) -> Result<Self> {
        let binaires = binaries(postgres_bin)?;
        // Passable: the account of the database has its folder inside.
        let folder = tempfile::Builder::new()
            .prefix("pass-emploi-bench-")
            .permissions(Permissions::from_mode(0o711))
            .tempdir()
            .context("dossier temporaire")?;
        let options = pg_local::Options {
            binaires,
            donnees: folder.path().join("postgres"),
            port: None,
            durable: true,
            journal: folder.path().join("postgres.log"),
        };
        let cluster = tokio::task::spawn_blocking(move || Cluster::start(&options)).await??;
        let owner = open(&cluster.url("postgres")).await?;
        owner.migrate().await?;
        // The service runs with an account of its own, as it does in production.
        let (role, password) = ("passemploi_app", format!("{:032x}", rand::random::<u128>()));
        owner.create_role(&NomRole::parse(role)?, &password).await?;
        owner.grant(&NomRole::parse(role)?).await?;
        owner.close().await?;
        let url = cluster.url_for(role, &password, "postgres");
        let store = open(&url).await?;
        let version = scalar(store.pool(), "SELECT current_setting('server_version')").await?;
        let backend: i32 = scalar(store.pool(), "SELECT pg_backend_pid()").await?;
        let postmaster = Process::new(backend)?.stat()?.ppid;
        store.close().await?;
        let cle = STANDARD.encode(rand::random::<[u8; 32]>());
        Ok(Self { url, cle, version, postmaster, cluster, folder })
    }

    /// One connection of the owner, who may wait for his statements as long as they take.
    pub async fn owner(&self) -> Result<DatabaseConnection> {
        let mut options = ConnectOptions::new(self.cluster.url("postgres"));
        options.max_connections(1).sqlx_logging(false);
        Ok(sea_orm::Database::connect(options).await?)
    }

    /// The tokens of these conseillers, signed in as a sign-in does it, CGU signed.
    pub async fn sign_in(&self, conseillers: &[(Uuid, Structure)]) -> Result<Vec<String>> {
        let app = app::build(open(&self.url).await?, &self.cle, watch::channel(false).1)?;
        let mut jetons = Vec::new();
        for &(conseiller, structure) in conseillers {
            jetons.push(sign_in(&app, conseiller, structure).await?);
        }
        app.store.close().await?;
        Ok(jetons)
    }

    /// What PostgreSQL wrote.
    pub fn journal(&self) -> PathBuf {
        self.file("postgres.log")
    }

    /// A file of this run; it goes with the database.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Stops the server and removes its folder.
    pub async fn stop(self) -> Result<()> {
        let Self { mut cluster, folder, .. } = self;
        tokio::task::spawn_blocking(move || cluster.stop()).await?;
        folder.close().context("dossier temporaire")
    }
}

/// Opens a pool as the product does.
pub async fn open(url: &str) -> Result<Store> {
    Ok(Store::connect(&app::store_options(url.to_owned()), Arc::new(SystemClock)).await?)
}

/// The only figure that a statement answers.
pub async fn scalar<T: sea_orm::TryGetable>(db: &DatabaseConnection, sql: &str) -> Result<T> {
    let row = db.query_one_raw(Statement::from_string(DbBackend::Postgres, sql)).await?;
    Ok(row.context("aucune ligne")?.try_get_by_index(0)?)
}

fn binaries(folder: Option<&Path>) -> Result<Binaires> {
    if let Some(folder) = folder {
        return Ok(Binaires::open(folder, Source::Path)?);
    }
    pg_local::find(Source::from_env()?, Path::new(".outils"))?
        .context("PostgreSQL est introuvable : lancez « ./pe bench », qui l'installe")
}

async fn sign_in(app: &App, conseiller: Uuid, structure: Structure) -> Result<String> {
    let now = SystemClock.now();
    let mut tx = app.identite.store.begin().await?;
    let compte = Compte { role: Role::Conseiller, id: conseiller };
    let fournisseur = structure.capacites().fournisseur_conseiller;
    let opened = open_session(&app.identite, &mut *tx, compte, fournisseur, Appareil::default(), None).await?;
    tx.sign_cgu(conseiller, &app::cgu_version()?, now).await?;
    tx.commit().await?;
    Ok(app.jetons.sign(compte, opened.session, now)?)
}
