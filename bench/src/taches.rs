//! The outbox: thousands of tasks of one kind, drained by one worker in a process of its own, as
//! fast as it can. Rate, and memory from the first task to the last.

use crate::base;
use crate::database::Database;
use crate::machine;
use crate::process::Process;
use access::{EntreeJournal, JournalTx as _, Resultat, Role};
use anyhow::{Context, Result, ensure};
use async_trait::async_trait;
use clap::ValueEnum;
use jobs::ouvrier::{Cadence, Ouvrier, TacheEnCours};
use jobs::politique::Politique;
use jobs::registre::{Echec, Executant, Issue, Registre};
use kernel::outbox::{OutboxTx as _, Tache};
use kernel::temps::{Clock as _, SystemClock};
use pass_emploi::settings::Settings;
use postgres::Store;
use sea_orm::{ConnectionTrait, DbBackend, Statement};
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tokio::sync::watch;

/// Tasks of each kind.
pub const TACHES: usize = 10_000;
/// The memory of a worker that has done this many is the one it should keep.
const LANCE: usize = TACHES / 10;
/// Between two looks at the memory.
const REGARD: Duration = Duration::from_millis(100);

/// Where the effect of a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ValueEnum)]
#[serde(rename_all = "snake_case")]
pub enum Effet {
    /// In the database: a row, in the transaction that ends the task.
    Base,
    /// In the world: nothing here takes time, so that what is left is the machinery.
    Dehors,
}

impl Effet {
    /// Kind of the tasks.
    fn genre(self) -> &'static str {
        match self {
            Self::Base => "mesure_base",
            Self::Dehors => "mesure_dehors",
        }
    }

    /// For people.
    pub fn titre(self) -> &'static str {
        match self {
            Self::Base => "effet en base, une transaction",
            Self::Dehors => "effet au dehors",
        }
    }
}

/// What the worker says of itself.
#[derive(Debug, Serialize, Deserialize)]
pub struct Vidange {
    /// Seconds from its start to the last task ended.
    pub secondes: f64,
    /// Resident memory before the first task, in millions of bytes.
    pub avant_mo: f64,
    /// Once a tenth was done.
    pub lance_mo: f64,
    /// The most that was seen from then on.
    pub pic_mo: f64,
    /// At the end.
    pub apres_mo: f64,
}

/// One kind, planned and drained.
#[derive(Debug, Serialize)]
pub struct Mesure {
    /// Where the effect is.
    pub effet: Effet,
    /// Tasks planned a second, in one transaction.
    pub planifiees_par_s: f64,
    /// Tasks done a second.
    pub faites_par_s: f64,
    /// What the worker said of itself.
    #[serde(flatten)]
    pub vidange: Vidange,
}

/// Plans and drains both kinds, and fails when a task was not done exactly once.
pub async fn measure(database: &Database) -> Result<Vec<Mesure>> {
    let store = base::open(&database.base.url).await?;
    let mut measured = Vec::new();
    for effet in [Effet::Base, Effet::Dehors] {
        let begun = Instant::now();
        let mut unit = store.unit().await?;
        for number in 0..TACHES {
            unit.plan(Tache::new(effet.genre(), &number, SystemClock.now())).await?;
        }
        unit.commit().await?;
        let planned = begun.elapsed().as_secs_f64();
        let vidange = drain_apart(database, effet).await?;
        check(&store, effet).await?;
        let all = f64::from(u32::try_from(TACHES)?);
        let (planifiees_par_s, faites_par_s) = (all / planned, all / vidange.secondes);
        measured.push(Mesure { effet, planifiees_par_s, faites_par_s, vidange });
    }
    store.close().await?;
    Ok(measured)
}

/// Every task is done, each by one attempt; an effect in the database is there once for each.
async fn check(store: &Store, effet: Effet) -> Result<()> {
    let count = async |sql: &str| -> Result<i64> {
        let statement = Statement::from_sql_and_values(DbBackend::Postgres, sql, [effet.genre().into()]);
        let row = store.pool().query_one_raw(statement).await?.context("aucune ligne")?;
        Ok(row.try_get_by_index(0)?)
    };
    let done = count("SELECT count(*) FROM tache WHERE genre = $1 AND etat = 'FAITE' AND tentatives = 1").await?;
    let effects = count("SELECT count(DISTINCT compte) FROM journal WHERE acte = upper($1)").await?;
    let rows = count("SELECT count(*) FROM journal WHERE acte = upper($1)").await?;
    let all = i64::try_from(TACHES)?;
    let expected = if effet == Effet::Base { all } else { 0 };
    ensure!(done == all, "{done} tâches faites en un essai au lieu de {all}");
    ensure!(effects == expected && rows == expected, "{effects} effets distincts, {rows} en tout, {expected} attendus");
    Ok(())
}

/// Starts this program again, as the worker.
async fn drain_apart(database: &Database, effet: Effet) -> Result<Vidange> {
    let mut command = Command::new(std::env::current_exe()?);
    command
        .args(["ouvrier", effet.to_possible_value().context("effet")?.get_name()])
        .env_clear()
        .env(crate::server::DATABASE_URL, &database.base.url)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(File::create(database.base.file("ouvrier.log"))?);
    let mut worker = Process::spawn(&mut command)?;
    let output = worker.stdout().context("sortie de l'ouvrier")?;
    let line = tokio::task::spawn_blocking(move || {
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line).map(|_| line)
    });
    let line = line.await??;
    serde_json::from_str(&line).context("l'ouvrier de mesure ne finit pas")
}

/// Does every task of this kind with the worker of the product, then says how it went.
pub async fn run(effet: Effet) -> Result<()> {
    tracing_subscriber::fmt().json().flatten_event(true).with_writer(std::io::stderr).init();
    let store = base::open(&std::env::var(crate::server::DATABASE_URL)?).await?;
    let pid = i32::try_from(std::process::id())?;
    let done = Arc::new(AtomicUsize::new(0));
    let executant = Compter { store: store.clone(), effet, done: Arc::clone(&done) };
    let registre = Registre::default().with(effet.genre(), Politique::INTERNE, Arc::new(executant));
    let places = usize::try_from(Settings::default().ouvrier_places)?;
    let cadence = Cadence { places, ..Cadence::default() };
    let ouvrier = Ouvrier::new(store, Arc::new(SystemClock), Arc::new(registre), cadence);

    let avant_mo = machine::resident_mb(pid)?;
    let (stop, arret) = watch::channel(false);
    let begun = Instant::now();
    let working = tokio::spawn(async move { ouvrier.run(arret).await });
    let (mut lance_mo, mut pic_mo) = (0.0, 0.0);
    loop {
        let ended = done.load(Ordering::Relaxed);
        let resident = machine::resident_mb(pid)?;
        if ended >= LANCE {
            if lance_mo == 0.0 {
                lance_mo = resident;
            }
            pic_mo = resident.max(pic_mo);
        }
        if ended >= TACHES {
            break;
        }
        tokio::time::sleep(REGARD).await;
    }
    stop.send(true)?;
    // The ends of the last ones are still being written.
    working.await?;
    let secondes = begun.elapsed().as_secs_f64();
    let vidange = Vidange { secondes, avant_mo, lance_mo, pic_mo, apres_mo: machine::resident_mb(pid)? };
    println!("{}", serde_json::to_string(&vidange)?);
    Ok(())
}

struct Compter {
    store: Store,
    effet: Effet,
    done: Arc<AtomicUsize>,
}

#[async_trait]
impl Executant for Compter {
    async fn execute(&self, tache: &TacheEnCours) -> Result<Issue, Echec> {
        let issue = match self.effet {
            Effet::Dehors => Issue::Faite,
            Effet::Base => {
                let mut unit = self.store.unit().await?;
                unit.journalize(EntreeJournal {
                    role: Some(Role::Support),
                    compte: Some(tache.id()),
                    acte: "MESURE_BASE",
                    cible: None,
                    resultat: Resultat::Autorise,
                    motif: None,
                    detail: None,
                    contexte: access::Contexte::default(),
                })
                .await?;
                tache.finish(unit).await?
            }
        };
        self.done.fetch_add(1, Ordering::Relaxed);
        Ok(issue)
    }
}
