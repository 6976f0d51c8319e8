//! What is printed: tables for people, the same figures as JSON for programs.

use crate::cases::{CLE_GARDEE, CLE_PRIMAIRE, CLE_SANS_CONTROLE, ECHO, FICHE_CACHEE, FICHE_INCONNUE, LISTE_30};
use crate::connexion::Connexion;
use crate::portefeuille::Portefeuille;
use crate::product::Product;
use crate::rounds::Line;
use crate::statements::Statements;
use crate::taches::{self, Mesure};
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
/// Processor time of the check of a token at most, as a share of the read by primary key.
const CONTROLE_MAX: f64 = 0.05;
/// Our own time of a sign-in at most, in milliseconds, for nineteen in twenty.
const CONNEXION_MS_MAX: f64 = 50.0;
/// How much a worker may grow between a tenth of its tasks and the last, in millions of bytes.
const OUVRIER_MO_MAX: f64 = 2.0;
/// Throughput of the list of 30 at least, as a share of the read by primary key.
const LIST_TO_READ_MIN: f64 = 1.0 / 3.0;

/// What each part of the measurement found.
pub struct Figures {
    /// Rounds of load.
    pub lines: Vec<Line>,
    /// SQL statements.
    pub statements: Vec<Statements>,
    /// The product itself.
    pub product: Product,
    /// Sign-ins.
    pub connexions: Vec<Connexion>,
    /// The outbox.
    pub taches: Vec<Mesure>,
    /// The portefeuille.
    pub portefeuille: Portefeuille,
}

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
    garde: Garde,
    connexions: Vec<Connexion>,
    taches: Vec<Mesure>,
    aims: Vec<Aim>,
    /// In databases of three sizes.
    pub portefeuille: Portefeuille,
}

/// What stands in front of a call, as shares of a read by primary key that nobody looks at; by
/// processor time on all sides, on one connection.
#[derive(Debug, Serialize)]
struct Garde {
    /// The token alone: digest, cache, ended sessions.
    controle: f64,
    /// Everything: rule, token, limit, role, CGU, metrics, log line.
    garde: f64,
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
pub struct Aim {
    /// The promise.
    pub text: &'static str,
    /// What was found.
    pub measured: String,
    /// Whether it is kept.
    pub held: bool,
}

impl Report {
    /// Compares the figures with the aims.
    pub fn new(options: &Options, postgres: String, figures: Figures) -> Self {
        let Figures { lines, statements, product, connexions, taches, portefeuille } = figures;
        let lines = compare(lines);
        let list = lines.iter().find(|compared| compared.line.case == LISTE_30);
        let (ratio, cpu_ratio) = list.map_or((0.0, 0.0), |list| (list.to_read, list.cpu_to_read));
        // An operation of several calls has a budget for each.
        let most = statements.iter().map(|line| line.unknown_caller.div_ceil(line.calls.max(1))).max().unwrap_or(0);
        let refusals = refusal_ratio(&lines);
        let garde = guard(&lines);
        let slowest = connexions.iter().map(|connexion| connexion.notre_p95_ms).fold(0.0, f64::max);
        let grown = taches.iter().map(|mesure| mesure.vidange.pic_mo - mesure.vidange.lance_mo).fold(0.0, f64::max);
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
                text: "contrôle du jeton : au plus 5 % d'une lecture par clé",
                measured: format!("{:.1} % (toute la garde : {:.1} %)", garde.controle * 100.0, garde.garde * 100.0),
                held: garde.controle <= CONTROLE_MAX,
            },
            Aim {
                text: "connexion : moins de 50 ms à nous, 19 fois sur 20",
                measured: format!("{slowest:.1} ms"),
                held: slowest < CONNEXION_MS_MAX,
            },
            Aim {
                text: "mémoire de l'ouvrier plate du dixième à la fin",
                measured: format!("+ {grown:.1} Mo"),
                held: grown <= OUVRIER_MO_MAX,
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
            postgres,
            beneficiaires: fill::BENEFICIAIRES,
            calls_in_flight: load::IN_FLIGHT,
            rounds: options.tours,
            seconds: options.secondes,
            lines,
            statements,
            product,
            garde,
            connexions,
            taches,
            aims,
            portefeuille,
        }
    }
}

fn guard(lines: &[Compared]) -> Garde {
    let cpu = |case| lines.iter().find(|compared| compared.line.case == case).map_or(0.0, |found| found.line.cpu_us());
    let bare = cpu(CLE_SANS_CONTROLE);
    Garde { controle: cpu(CLE_PRIMAIRE) / bare - 1.0, garde: cpu(CLE_GARDEE) / bare - 1.0 }
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
        writeln!(
            f,
            "\n{:<30}{:>8}{:>10}{:>10}{:>13}",
            "Connexion (ms)", "appels", "nous p50", "nous p95", "partenaires"
        )?;
        for c in &self.connexions {
            writeln!(
                f,
                "{:<30}{:>8.1}{:>10.1}{:>10.1}{:>13.1}",
                c.entree, c.appels, c.notre_p50_ms, c.notre_p95_ms, c.partenaires_p50_ms
            )?;
        }
        writeln!(
            f,
            "\n{:<30}{:>14}{:>10}{:>10}{:>10}{:>10}{:>10}",
            format!("{} tâches, un ouvrier", taches::TACHES),
            "planifiées/s",
            "faites/s",
            "Mo avant",
            "au 10e",
            "pic",
            "après"
        )?;
        for m in &self.taches {
            let v = &m.vidange;
            writeln!(
                f,
                "{:<30}{:>14.0}{:>10.0}{:>10.1}{:>10.1}{:>10.1}{:>10.1}",
                m.effet.titre(),
                m.planifiees_par_s,
                m.faites_par_s,
                v.avant_mo,
                v.lance_mo,
                v.pic_mo,
                v.apres_mo
            )?;
        }
        writeln!(f, "\nObjectifs")?;
        self.aims.iter().try_for_each(|aim| aim.fmt(f))?;
        self.portefeuille.fmt(f)
    }
}

impl Display for Aim {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let verdict = if self.held { "tenu" } else { "MANQUÉ" };
        writeln!(f, "{verdict:<8}{:<66}{}", self.text, self.measured)
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
