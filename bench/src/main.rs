//! What each layer of a call costs: `bench` makes a database of 60 000 bénéficiaires, loads a
//! server that runs in a process of its own, and prints ratios of one run.
//!
//! | Module | Does |
//! |---|---|
//! | [`base`], [`database`], [`fill`] | a throw-away PostgreSQL with people and sessions in it |
//! | [`app`], [`server`] | the real gateway, beside services that are its layers alone |
//! | [`cases`], [`codec`], [`load`] | what is called, and the client |
//! | [`machine`] | processor time and memory, read from the system |
//! | [`statements`], [`product`] | SQL statements of a call; the real `pass-emploi serve` |
//! | [`connexion`], [`taches`] | a sign-in, without the partners' time; the outbox drained by a worker |
//! | [`portefeuille`] | lists, fiche and search in databases of three sizes, and creations all at once |
//! | [`rounds`], [`report`] | the rounds, and what is printed |

mod app;
mod base;
mod cases;
mod codec;
mod connexion;
mod database;
mod fill;
mod load;
mod machine;
mod portefeuille;
mod process;
mod product;
mod report;
mod rounds;
mod server;
mod statements;
mod taches;

use anyhow::{Context, Result};
use clap::{Args, Parser, Subcommand};
use serde::Serialize;
use std::fmt::Display;
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "bench", about = "Mesure ce que coûte chaque couche d'un appel")]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Options of the measurement.
#[derive(Debug, Args)]
struct Options {
    /// Writes JSON instead of tables
    #[arg(long)]
    json: bool,
    /// Rounds; each figure is the median of all
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u16).range(1..))]
    tours: u16,
    /// Seconds of each case in each round
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u64).range(1..))]
    secondes: u64,
    /// Only the portefeuille, in databases of three sizes
    #[arg(long)]
    portefeuille: bool,
    /// Only the portefeuille, in tiny databases, to see in seconds that everything still works
    #[arg(long)]
    bref: bool,
    /// Folder of the PostgreSQL programs; looked for when absent
    #[arg(long)]
    postgres_bin: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// The server under load, in a process of its own
    #[command(hide = true)]
    Server,
    /// The worker that drains the outbox, in a process of its own
    #[command(hide = true)]
    Ouvrier {
        /// Where the effect of its tasks is
        effet: taches::Effet,
    },
}

fn main() -> ExitCode {
    // One TLS implementation, chosen before anything uses it.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("tokio");
    match runtime.and_then(|runtime| runtime.block_on(run(cli))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench : {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<()> {
    match cli.command {
        Some(Command::Server) => return server::run().await,
        Some(Command::Ouvrier { effet }) => return taches::run(effet).await,
        None => {}
    }
    // Ctrl-C drops the measurement: its processes end and its folder goes with it.
    tokio::select! {
        done = measure_and_print(&cli.options) => done,
        _ = tokio::signal::ctrl_c() => anyhow::bail!("interrompu"),
    }
}

async fn measure_and_print(options: &Options) -> Result<()> {
    if cfg!(debug_assertions) && !options.bref {
        eprintln!("Sans « --release », les chiffres ne valent rien.");
    }
    if options.portefeuille || options.bref {
        let measured = portefeuille::measure(options).await?;
        print(options, &measured)?;
        return end(&measured);
    }
    let report = measure(options).await?;
    print(options, &report)?;
    end(&report.portefeuille)
}

fn print(options: &Options, report: &(impl Serialize + Display)) -> Result<()> {
    if options.json {
        println!("{}", serde_json::to_string_pretty(report)?);
    } else {
        print!("{report}");
    }
    Ok(())
}

/// Some findings are faults, not figures.
fn end(portefeuille: &portefeuille::Portefeuille) -> Result<()> {
    portefeuille.faute().map_or(Ok(()), |faute| Err(anyhow::anyhow!(faute)))
}

async fn measure(options: &Options) -> Result<report::Report> {
    say("base de données");
    let database = database::Database::start(options.postgres_bin.as_deref()).await?;
    say("requêtes SQL d'un appel");
    let statements = statements::count(&database).await?;
    say("démarrage et mémoire du produit");
    let product = product::measure(&database).await?;
    say("charge");
    let lines = rounds::run(&database, options).await?;
    say("connexions");
    let connexions = connexion::measure(&database).await?;
    say("tâches de fond");
    let taches = taches::measure(&database).await?;
    let (postgres, base) = (database.base.version.clone(), database.base);
    base.stop().await?;
    let portefeuille = portefeuille::measure(options).await?;
    let figures = report::Figures { lines, statements, product, connexions, taches, portefeuille };
    Ok(report::Report::new(options, postgres, figures))
}

/// Progress, beside the report.
fn say(step: &str) {
    eprintln!("… {step}");
}
