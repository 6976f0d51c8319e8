//! The real `pass-emploi serve`, on the same database: how long until it answers, how much memory
//! it holds, what it bears.

use crate::cases::{self, LISTE_30};
use crate::database::Database;
use crate::process::Process;
use crate::{load, machine, rounds};
use anyhow::{Context, Result, ensure};
use serde::Serialize;
use std::fs::File;
use std::net::{Ipv4Addr, TcpListener};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};
use tonic_health::pb::HealthCheckRequest;
use tonic_health::pb::health_check_response::ServingStatus;
use tonic_health::pb::health_client::HealthClient;

/// Starts that are timed.
const STARTS: usize = 5;
/// Rest before the memory of an idle process is read.
const REST: Duration = Duration::from_secs(5);
/// How long each list is asked for before the memory is read again.
const LOAD: Duration = Duration::from_secs(10);
/// A start that takes this long has failed.
const PATIENCE: Duration = Duration::from_secs(30);

/// What was measured on the product itself.
#[derive(Debug, Serialize)]
pub struct Product {
    /// From the start of the process to the first answer to a health check: median, in milliseconds.
    pub start_ms: f64,
    /// Each start.
    pub each_start_ms: Vec<f64>,
    /// Resident memory after a rest, in millions of bytes.
    pub idle_mb: f64,
    /// Resident memory under load, once all lists were asked for.
    pub loaded_mb: f64,
    /// Lists of 30 a second, with its log on.
    pub liste_30_per_second: f64,
}

/// Starts the product several times, then loads the last one.
pub async fn measure(database: &Database) -> Result<Product> {
    let mut each_start_ms = Vec::new();
    for _ in 1..STARTS {
        each_start_ms.push(start(database).await?.2);
    }
    let (process, port, last) = start(database).await?;
    each_start_ms.push(last);
    tokio::time::sleep(REST).await;
    let idle_mb = machine::resident_mb(process.pid()?)?;

    let channels = load::connect(port, 1).await?;
    let mut liste_30_per_second = 0.0;
    for case in cases::all(database)?.into_iter().filter(cases::Case::is_list).map(Arc::new) {
        case.check(&channels[0]).await?;
        let load = load::run(&channels, &case, LOAD).await?;
        if case.name == LISTE_30 {
            liste_30_per_second = load.per_second();
        }
    }
    let loaded_mb = machine::resident_mb(process.pid()?)?;
    let start_ms = rounds::median(each_start_ms.iter().copied());
    Ok(Product { start_ms, each_start_ms, idle_mb, loaded_mb, liste_30_per_second })
}

/// Starts the product on the migrated database; gives its port and the milliseconds until it
/// answered.
async fn start(database: &Database) -> Result<(Process, u16, f64)> {
    let program = std::env::current_exe()?.with_file_name("pass-emploi");
    ensure!(program.is_file(), "{} n'est pas construit : lancez « ./pe bench »", program.display());
    let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
    let mut command = Command::new(program);
    command
        .arg("serve")
        .env_clear()
        .env("DATABASE_URL", &database.base.url)
        .env("PASS_EMPLOI_CLE_SIGNATURE", &database.base.cle)
        .env("PASS_EMPLOI_CLES_CHIFFREMENT__1", &database.base.cle)
        .env("PASS_EMPLOI_ECOUTE", format!("127.0.0.1:{port}"))
        .env("PASS_EMPLOI_ECOUTE_EXPLOITATION", "127.0.0.1:0")
        // One account, on one machine, makes all the calls.
        .env("PASS_EMPLOI_LIMITES__APPELS_PAR_COMPTE", u32::MAX.to_string())
        .env("PASS_EMPLOI_LIMITES__APPELS_PAR_ADRESSE", u32::MAX.to_string())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(File::create(database.base.file("produit.log"))?);
    let started = Instant::now();
    let mut process = Process::spawn(&mut command)?;
    while !answers(port).await {
        process.check().context("pass-emploi serve")?;
        ensure!(started.elapsed() < PATIENCE, "pass-emploi serve ne répond pas");
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    Ok((process, port, started.elapsed().as_secs_f64() * 1e3))
}

async fn answers(port: u16) -> bool {
    let Ok(channels) = load::connect(port, 1).await else { return false };
    for channel in channels {
        let answer = HealthClient::new(channel).check(HealthCheckRequest::default()).await;
        if answer.is_ok_and(|answer| answer.into_inner().status() == ServingStatus::Serving) {
            return true;
        }
    }
    false
}
