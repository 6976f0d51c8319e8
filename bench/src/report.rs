//! What is printed: tables for people, the same figures as JSON for programs.

use crate::cases::{CLE_PRIMAIRE, LISTE_30};
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
    lines: Vec<Line>,
    statements: Vec<Statements>,
    product: Product,
    aims: Vec<Aim>,
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
        let ratio = lines.iter().find(|line| line.case == LISTE_30).and_then(|list| {
            let read = peer(&lines, list, CLE_PRIMAIRE)?;
            Some(list.per_second / read.per_second)
        });
        let ratio = ratio.unwrap_or_default();
        // An operation of several calls has a budget for each.
        let most = statements.iter().map(|line| line.unknown_caller.div_ceil(line.calls.max(1))).max().unwrap_or(0);
        let aims = vec![
            Aim {
                text: "liste de 30 : au moins un tiers de la lecture par clé",
                measured: format!("{ratio:.2}"),
                held: ratio >= LIST_TO_READ_MIN,
            },
            Aim {
                text: "2 requêtes SQL au plus par appel, à toute taille",
                measured: most.to_string(),
                held: most <= STATEMENTS_MAX,
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

/// The line of another case on as many connections.
fn peer<'a>(lines: &'a [Line], line: &Line, case: &str) -> Option<&'a Line> {
    lines.iter().find(|other| other.case == case && other.connections == line.connections)
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
        for line in &self.lines {
            if connections != Some(line.connections) {
                connections = Some(line.connections);
                writeln!(f, "\n{} connexion(s)", line.connections)?;
                writeln!(
                    f,
                    "{:<22}{:>9}{:>8}{:>9}{:>9}{:>9}{:>9}{:>9}{:>9}{:>8}",
                    "", "par s", "p50", "p99", "/ écho", "/ clé", "client", "serveur", "base", "autres",
                )?;
            }
            self.write_line(f, line)?;
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

impl Report {
    fn write_line(&self, f: &mut Formatter<'_>, line: &Line) -> fmt::Result {
        let ratio = |case| peer(&self.lines, line, case).map_or(0.0, |other| line.per_second / other.per_second);
        writeln!(
            f,
            "{:<22}{:>9.0}{:>8.0}{:>9.0}{:>9.3}{:>9.3}{:>9.0}{:>9.0}{:>9.0}{:>7.0}%",
            line.title,
            line.per_second,
            line.p50_us,
            line.p99_us,
            ratio("echo"),
            ratio(CLE_PRIMAIRE),
            line.client_us,
            line.server_us,
            line.postgres_us,
            line.others * 100.0,
        )
    }
}
