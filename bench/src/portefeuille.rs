//! The portefeuille in databases of three sizes, a hundred times apart: lists with every sort, fiche,
//! search in a Mission Locale, creations all at once. The people who are asked for are as many in
//! each; what is beside them grows.

pub mod cas;
mod creations;
mod parc;
mod plans;
mod rapport;

use crate::base::Base;
use crate::machine::{self, Watched};
use crate::rounds::{self, Line};
use crate::{Options, load, say};
use anyhow::Result;
use serde::Serialize;
use std::time::{Duration, Instant};

pub use rapport::Portefeuille;

/// Bénéficiaires of each size, and the rows beside them at most.
const TAILLES: [parc::Taille; 3] = [
    parc::Taille { beneficiaires: 6_000, notifications: 100_000, journal: 50_000 },
    parc::Taille { beneficiaires: 60_000, notifications: 1_000_000, journal: 500_000 },
    parc::Taille { beneficiaires: 600_000, notifications: 10_000_000, journal: 5_000_000 },
];
/// Two sizes that are made in seconds: every statement, plan and creation is looked at all the
/// same, and the times mean nothing.
const TAILLES_BREVES: [parc::Taille; 2] = [
    parc::Taille { beneficiaires: 6_000, notifications: 2_000, journal: 1_000 },
    parc::Taille { beneficiaires: 60_000, notifications: 4_000, journal: 2_000 },
];

/// Portefeuilles that a short run passes over: one of three is enough to see that lists work.
const PASSES: [u32; 2] = [30, 1_000];

/// How long, how often.
#[derive(Debug, Clone, Copy, Serialize)]
struct Rythme {
    #[serde(skip)]
    echauffement: Duration,
    tours: u16,
    millisecondes: u64,
}

const RYTHME: Rythme = Rythme { echauffement: Duration::from_millis(500), tours: 3, millisecondes: 1_000 };
const RYTHME_BREF: Rythme = Rythme { echauffement: Duration::from_millis(20), tours: 1, millisecondes: 50 };

/// Everything that was measured at one size.
#[derive(Debug, Serialize)]
struct Mesure {
    parc: parc::Parc,
    lignes: Vec<Comparee>,
    plans: Vec<plans::Plan>,
    creations: creations::Creations,
    /// Resident memory of the gateway once all was asked for, in millions of bytes.
    residente_mo: f64,
    /// The most that it held since its start.
    pic_mo: f64,
}

/// A line beside the read by primary key of the same size.
#[derive(Debug, Serialize)]
struct Comparee {
    #[serde(flatten)]
    line: Line,
    /// Throughput, as a share of the read by primary key.
    to_read: f64,
    /// The same share, by processor time.
    cpu_to_read: f64,
}

/// Grows one database from size to size, and asks the same of it at each.
pub async fn measure(options: &Options) -> Result<Portefeuille> {
    let (tailles, rythme) = if options.bref { (&TAILLES_BREVES[..], RYTHME_BREF) } else { (&TAILLES[..], RYTHME) };
    let base = Base::start(options.postgres_bin.as_deref()).await?;
    let (server, port) = rounds::start(&base)?;
    let watched = Watched { server: server.pid()?, postmaster: base.postmaster };
    let (mut mesures, mut before) = (Vec::new(), None);
    for taille in tailles {
        say(&format!("portefeuille : {} bénéficiaires", taille.beneficiaires));
        let parc = parc::grow(&base, before, taille).await?;
        eprintln!("  remplie en {:.0} s", parc.remplissage_s);
        let jetons = parc::sign_in(&base).await?;
        let cases = || -> Result<Vec<cas::Cas>> {
            let all = cas::all(&jetons, taille.beneficiaires)?.into_iter();
            Ok(all.filter(|cas| !options.bref || !PASSES.contains(&cas.people)).collect())
        };
        let plans = plans::read(&base, cases()?, taille.beneficiaires).await?;
        let channels = load::connect(port, 1).await?;
        let mut asked = Vec::new();
        for cas in cases()? {
            cas.check(&channels[0]).await?;
            asked.push((cas.case, channels.clone()));
        }
        let duration = Duration::from_millis(rythme.millisecondes);
        let lines = rounds::turn(asked, watched, rythme.echauffement, rythme.tours, duration).await?;
        let creations = creations::measure(&base, &channels[0], &jetons.createur).await?;
        let (residente_mo, pic_mo) = (machine::resident_mb(watched.server)?, machine::peak_mb(watched.server)?);
        mesures.push(Mesure { parc, lignes: compare(lines), plans, creations, residente_mo, pic_mo });
        before = Some(*taille);
    }
    let portefeuille = Portefeuille::new(options.bref, rythme, base.version.clone(), mesures);
    drop(server);
    base.stop().await?;
    Ok(portefeuille)
}

fn compare(lines: Vec<Line>) -> Vec<Comparee> {
    let read = lines.first().map_or((0.0, 0.0), |read| (read.per_second, read.cpu_us()));
    let compared = |line: Line| {
        let (to_read, cpu_to_read) = (line.per_second / read.0, read.1 / line.cpu_us());
        Comparee { line, to_read, cpu_to_read }
    };
    lines.into_iter().map(compared).collect()
}

/// Seconds since then.
fn seconds(begun: Instant) -> f64 {
    begun.elapsed().as_secs_f64()
}
