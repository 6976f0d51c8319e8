//! The rounds: every case in turn, again and again, so that what else the machine does falls on
//! all of them alike. A figure is the median of its rounds.

use crate::Options;
use crate::base::Base;
use crate::cases::{self, Case};
use crate::database::Database;
use crate::load::{self, Load};
use crate::machine::{self, Usage, Watched};
use crate::process::Process;
use crate::server;
use anyhow::{Context, Result};
use serde::Serialize;
use std::borrow::Cow;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;
use tonic::transport::Channel;

/// Numbers of connections that share the calls in flight.
const CONNECTIONS: [usize; 2] = [1, 4];
/// How long each case runs before anything is written down.
const WARM_UP: Duration = Duration::from_secs(1);

/// Figures of one case on one number of connections: medians of the rounds.
#[derive(Debug, Serialize)]
pub struct Line {
    /// Name of the case.
    pub case: Cow<'static, str>,
    /// For people.
    #[serde(skip)]
    pub title: Cow<'static, str>,
    /// Connections that share the calls in flight.
    pub connections: usize,
    /// Operations a second.
    pub per_second: f64,
    /// Slowest and fastest round.
    pub per_second_range: [f64; 2],
    /// Median time of an operation, in microseconds.
    pub p50_us: f64,
    /// Time that one operation in a hundred exceeds, in microseconds.
    pub p99_us: f64,
    /// Processor time of an operation in the client, in microseconds.
    pub client_us: f64,
    /// In the server.
    pub server_us: f64,
    /// In PostgreSQL.
    pub postgres_us: f64,
    /// Share of the machine that other programs used meanwhile.
    pub others: f64,
}

impl Line {
    /// Processor time of an operation, on all sides. Unlike the throughput, it does not depend on
    /// what else the machine does.
    pub fn cpu_us(&self) -> f64 {
        self.client_us + self.server_us + self.postgres_us
    }
}

/// One case on one number of connections, with its rounds.
struct Series {
    case: Arc<Case>,
    channels: Vec<Channel>,
    rounds: Vec<(Load, Usage)>,
}

/// Loads a server of its own and gives one line for each case and number of connections.
pub async fn run(database: &Database, options: &Options) -> Result<Vec<Line>> {
    let (server, port) = start(&database.base)?;
    let watched = Watched { server: server.pid()?, postmaster: database.base.postmaster };
    let mut all = Vec::new();
    for connections in CONNECTIONS {
        let channels = load::connect(port, connections).await?;
        for case in cases::all(database)? {
            case.check(&channels[0]).await?;
            all.push((case, channels.clone()));
        }
    }
    turn(all, watched, WARM_UP, options.tours, Duration::from_secs(options.secondes)).await
}

/// Warms every case up, then runs them in turn, again and again.
pub async fn turn(
    cases: Vec<(Case, Vec<Channel>)>,
    watched: Watched,
    warm_up: Duration,
    rounds: u16,
    duration: Duration,
) -> Result<Vec<Line>> {
    let mut all = Vec::new();
    for (case, channels) in cases {
        let case = Arc::new(case);
        load::run(&channels, &case, warm_up).await?;
        all.push(Series { case, channels, rounds: Vec::new() });
    }
    for round in 1..=rounds {
        eprintln!("  tour {round} sur {rounds}");
        for series in &mut all {
            let before = watched.usage()?;
            let load = load::run(&series.channels, &series.case, duration).await?;
            series.rounds.push((load, watched.usage()? - before));
        }
    }
    Ok(all.iter().map(Series::line).collect())
}

/// Starts this program again, as the server.
pub fn start(base: &Base) -> Result<(Process, u16)> {
    let mut command = Command::new(std::env::current_exe()?);
    command
        .arg("server")
        .env_clear()
        .env(server::DATABASE_URL, &base.url)
        .env(server::CLE, &base.cle)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(File::create(base.file("serveur.log"))?);
    let mut server = Process::spawn(&mut command)?;
    let mut port = String::new();
    BufReader::new(server.stdout().context("sortie du serveur")?).read_line(&mut port)?;
    Ok((server, port.trim().parse().context("le serveur de mesure ne démarre pas")?))
}

impl Series {
    #[expect(clippy::cast_precision_loss, reason = "processors and operations are far below 2^52")]
    fn line(&self) -> Line {
        let of = |figure: fn(&Load, &Usage) -> f64| self.rounds.iter().map(move |(load, usage)| figure(load, usage));
        let per_operation = |part: fn(&Usage) -> f64| {
            median(self.rounds.iter().map(|(load, usage)| part(usage) * 1e6 / load.operations.max(1) as f64))
        };
        Line {
            case: self.case.name.clone(),
            title: self.case.title.clone(),
            connections: self.channels.len(),
            per_second: median(of(|load, _| load.per_second())),
            per_second_range: [
                of(|load, _| load.per_second()).fold(f64::INFINITY, f64::min),
                of(|load, _| load.per_second()).fold(0.0, f64::max),
            ],
            p50_us: median(of(|load, _| load.p50)),
            p99_us: median(of(|load, _| load.p99)),
            client_us: per_operation(|usage| usage.client),
            server_us: per_operation(|usage| usage.server),
            postgres_us: per_operation(|usage| usage.postgres),
            others: median(of(|load, usage| {
                usage.others() / (load.elapsed.as_secs_f64() * machine::processors() as f64)
            })),
        }
    }
}

/// The middle of some figures; of an even number of them, the higher of the two in the middle.
pub fn median(figures: impl Iterator<Item = f64>) -> f64 {
    let mut sorted: Vec<f64> = figures.collect();
    sorted.sort_unstable_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn one_strange_round_does_not_change_the_median() {
        let close = |found: f64, expected: f64| (found - expected).abs() < f64::EPSILON;
        assert!(close(median([3.0, 900.0, 2.0].into_iter()), 3.0));
        assert!(close(median([2.0, 1.0].into_iter()), 2.0));
        assert!(close(median(std::iter::empty()), 0.0));
    }
}
