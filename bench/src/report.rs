//! What is printed: tables for people, the same figures as JSON for programs.

use crate::cases::{CLE_PRIMAIRE, ECHO, FICHE_CACHEE, FICHE_INCONNUE, LISTE_30};
use crate::database::Database;
use crate::product::Product;
use crate::rounds::Line;
use crate::statements::Statements;
use crate::{Options, fill, load, machine};
use serde::Serialize;
use std::fmt::{self, Display, Formatter};

/// Statements of a call at most.
const STATEMENTS_MAX: usize = 2;
/// Resident memory of an idle product at most, in millions of bytes.
const IDLE_MB_MAX: f64 = 80.0;
/// Time until a started product answers at most, in milliseconds.
const START_MS_MAX: f64 = 1000.0;
/// How far the time of the two refusals of a fiche may be apart, as a share.
const REFUS_ECART_MAX: f64 = 0.05;
/// Throughput of the list of 30 at least, as a share of the read by primary key.
const LIST_TO_READ_MIN: f64 = 1.0 / 3.0;

/// Everything that was measured.
#[derive(Debug, Serialize)]
pub struct Report {
    processors: usize,
    postgres: String,
    beneficiaires: u32,
    calls_in_flight: usize,
    rounds: u16,
    seconds: u64,
    lines: Vec<Compared>,
    statements: Vec<Statements>,
    product: Product,
    aims: Vec<Aim>,
}

/// A line beside the two that it is compared with, on as many connections.
#[derive(Debug, Serialize)]
struct Compared {
    #[serde(flatten)]
    line: Line,
    /// Throughput, as a share of the echo's.
    to_echo: f64,
    /// Throughput, as a share of the read by primary key.
    to_read: f64,
    /// The same share, by processor time.
    cpu_to_read: f64,
}

/// Something that was promised.
#[derive(Debug, Serialize)]
struct Aim {
    text: &'static str,
    measured: String,
    held: bool,
}

impl Report {
    /// Compares the figures with the aims.
    pub fn new(
        options: &Options,
        database: &Database,
        lines: Vec<Line>,
        statements: Vec<Statements>,
        product: Product,
    ) -> Self {
        let lines = compare(lines);
        let list = lines.iter().find(|compared| compared.line.case == LISTE_30);
        let (ratio, cpu_ratio) = list.map_or((0.0, 0.0), |list| (list.to_read, list.cpu_to_read));
        // An operation of several calls has a budget for each.
        let most = statements.iter().map(|line| line.unknown_caller.div_ceil(line.calls.max(1))).max().unwrap_or(0);
        let refusals = refusal_ratio(&lines);
        let aims = vec![
            Aim {
                text: "liste de 30 : au moins un tiers de la lecture par clé",
                measured: format!("{ratio:.2} (par temps de processeur {cpu_ratio:.2})"),
                held: ratio >= LIST_TO_READ_MIN,
            },
            Aim {
                text: "2 requêtes SQL au plus par appel, à toute taille",
                measured: most.to_string(),
                held: most <= STATEMENTS_MAX,
            },
            Aim {
                text: "fiche d'autrui et identifiant inconnu : même temps, à 5 % près",
                measured: format!("{refusals:.3}"),
                held: (refusals - 1.0).abs() <= REFUS_ECART_MAX,
            },
            Aim {
                text: "mémoire du produit au repos : moins de 80 Mo",
                measured: format!("{:.1} Mo", product.idle_mb),
                held: product.idle_mb < IDLE_MB_MAX,
            },
            Aim {
                text: "« serve » répond en moins de 1 s",
                measured: format!("{:.0} ms", product.start_ms),
                held: product.start_ms < START_MS_MAX,
            },
        ];
        Self {
            processors: machine::processors(),
            postgres: database.version.clone(),
            beneficiaires: fill::BENEFICIAIRES,
            calls_in_flight: load::IN_FLIGHT,
            rounds: options.tours,
            seconds: options.secondes,
            lines,
            statements,
            product,
            aims,
        }
    }
}

/// Median time of the refusal of a person who exists, as a share of that of an id of nobody. A
/// difference that could be measured would tell who is followed here (D1).
fn refusal_ratio(lines: &[Compared]) -> f64 {
    let p50 = |case| lines.iter().find(|compared| compared.line.case == case).map_or(0.0, |found| found.line.p50_us);
    p50(FICHE_CACHEE) / p50(FICHE_INCONNUE)
}

fn compare(lines: Vec<Line>) -> Vec<Compared> {
    let peer = |line: &Line, case: &str| {
        lines.iter().find(|other| other.case == case && other.connections == line.connections)
    };
    let shares: Vec<_> = lines
        .iter()
        .map(|line| {
            let throughput = |case| peer(line, case).map_or(0.0, |other| line.per_second / other.per_second);
            let cpu = peer(line, CLE_PRIMAIRE).map_or(0.0, |read| read.cpu_us() / line.cpu_us());
            (throughput(ECHO), throughput(CLE_PRIMAIRE), cpu)
        })
        .collect();
    lines
        .into_iter()
        .zip(shares)
        .map(|(line, (to_echo, to_read, cpu_to_read))| Compared { line, to_echo, to_read, cpu_to_read })
        .collect()
}

impl Display for Report {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "\n{} bénéficiaires, PostgreSQL {}, {} processeurs partagés entre client, serveur et base\n\
             {} appels en vol, médiane de {} tours de {} s ; temps en µs",
            self.beneficiaires, self.postgres, self.processors, self.calls_in_flight, self.rounds, self.seconds,
        )?;
        let mut connections = None;
        for compared in &self.lines {
            if connections != Some(compared.line.connections) {
                connections = Some(compared.line.connections);
                writeln!(f, "\n{} connexion(s)", compared.line.connections)?;
                writeln!(
                    f,
                    "{:<22}{:>9}{:>8}{:>9}{:>9}{:>9}{:>11}{:>9}{:>9}{:>9}{:>8}",
                    "", "par s", "p50", "p99", "/ écho", "/ clé", "cpu / clé", "client", "serveur", "base", "autres",
                )?;
            }
            compared.fmt(f)?;
        }
        writeln!(f, "\nRequêtes SQL (appelant inconnu, puis connu)")?;
        for line in &self.statements {
            writeln!(f, "{:<22}{:>9}{:>8}", line.title, line.unknown_caller, line.known_caller)?;
        }
        let Product { start_ms, idle_mb, loaded_mb, liste_30_per_second, .. } = &self.product;
        writeln!(f, "\npass-emploi serve")?;
        writeln!(f, "{:<34}{start_ms:>9.0} ms", "premier contrôle de santé")?;
        writeln!(f, "{:<34}{idle_mb:>9.1} Mo", "mémoire au repos")?;
        writeln!(f, "{:<34}{loaded_mb:>9.1} Mo", "mémoire après la charge")?;
        writeln!(f, "{:<34}{liste_30_per_second:>9.0} par s", "liste de 30, journal compris")?;
        writeln!(f, "\nObjectifs")?;
        for aim in &self.aims {
            let verdict = if aim.held { "tenu" } else { "MANQUÉ" };
            writeln!(f, "{verdict:<8}{:<56}{}", aim.text, aim.measured)?;
        }
        Ok(())
    }
}

impl Display for Compared {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { line, to_echo, to_read, cpu_to_read } = self;
        writeln!(
            f,
            "{:<22}{:>9.0}{:>8.0}{:>9.0}{:>9.3}{:>9.3}{:>11.3}{:>9.0}{:>9.0}{:>9.0}{:>7.0}%",
            line.title,
            line.per_second,
            line.p50_us,
            line.p99_us,
            to_echo,
            to_read,
            cpu_to_read,
            line.client_us,
            line.server_us,
            line.postgres_us,
            line.others * 100.0,
        )
    }
}
