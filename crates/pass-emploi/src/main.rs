//! `pass-emploi`: the one binary.

use anyhow::{Context, Result};
use clap::{Parser, Subcommand};
use pass_emploi::settings::Settings;
use pass_emploi::{demo, doctor, export, ouvriers, ports, referentiel, wiring};
use std::path::PathBuf;
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "pass-emploi", version, about = "Pass Emploi : serveur, démonstration et outils d'exploitation")]
struct Cli {
    /// File of the settings (TOML); each can also be given in the environment
    #[arg(long, global = true, env = "PASS_EMPLOI_CONFIG")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Everything in one process, with a private PostgreSQL, simulated partners and a French cast
    Demo(demo::Options),
    /// The gateway, on the database of the settings
    Serve,
    /// Brings the schema of the database to the version of this program
    Migrate(wiring::Migration),
    /// The background tasks of the database: mails, notifications, purges
    Worker,
    /// Looks at background tasks, tries them again, pauses them
    #[command(subcommand)]
    Jobs(ouvriers::Jobs),
    /// Imports agences and Missions Locales from lists
    ImportReferentiel(referentiel::Listes),
    /// Writes everything that is held on one person, from his account and his archive
    ExportPersonne(export::Options),
    /// Shows the settings in force, defaults included, secrets hidden
    PrintConfig,
    /// Checks the settings, the database and the partners, one line each
    Doctor,
    /// The simulated partners alone
    Simulate(ports::Simulators),
}

fn main() -> ExitCode {
    // One TLS implementation, chosen before anything uses it.
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let cli = Cli::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().context("tokio");
    match runtime.and_then(|runtime| runtime.block_on(run(cli))) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("pass-emploi : {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(cli: Cli) -> Result<()> {
    let config = cli.config.as_deref();
    match cli.command {
        Command::Demo(options) => {
            logs(false);
            demo::run(options).await
        }
        Command::Serve => {
            logs(true);
            wiring::serve(Settings::load(config)?).await
        }
        Command::Migrate(options) => {
            logs(true);
            wiring::migrate(&Settings::load(config)?, &options).await
        }
        Command::Worker => {
            logs(true);
            ouvriers::worker(Settings::load(config)?).await
        }
        Command::Jobs(commande) => ouvriers::jobs(&Settings::load(config)?, commande).await,
        Command::ImportReferentiel(listes) => referentiel::import(&Settings::load(config)?, &listes).await,
        Command::ExportPersonne(options) => export::run(&Settings::load(config)?, &options).await,
        Command::PrintConfig => {
            print!("{}", toml::to_string_pretty(&Settings::read(config)?)?);
            Ok(())
        }
        Command::Doctor => doctor::run(&Settings::load(config)?).await,
        Command::Simulate(options) => {
            logs(true);
            ports::simulate(&options).await
        }
    }
}

/// Logs go to the standard error: JSON for a service, plain for a person.
fn logs(json: bool) {
    use tracing_subscriber::EnvFilter;
    let default = if json { "info" } else { "warn" };
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(default));
    let builder = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    if json {
        builder.json().flatten_event(true).init();
    } else {
        builder.init();
    }
}
