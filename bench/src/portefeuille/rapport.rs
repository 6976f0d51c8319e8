//! What is printed of the portefeuille.

use super::plans::Plan;
use super::{Comparee, Mesure, Rythme};
use crate::report::Aim;
use crate::{load, machine};
use serde::Serialize;
use std::fmt::{self, Display, Formatter};

/// Statements of a call at most: list, search.
const REQUETES_MAX: usize = 2;
/// Statements of a fiche at most.
const REQUETES_FICHE_MAX: usize = 3;
/// Growth of a time from the smallest database to the largest at most.
const CROISSANCE_MAX: f64 = 1.5;
/// Resident memory of the gateway at most, in millions of bytes.
const MEMOIRE_MO_MAX: f64 = 150.0;

/// Everything that was measured on the portefeuille.
#[derive(Debug, Serialize)]
pub struct Portefeuille {
    postgres: String,
    processors: usize,
    calls_in_flight: usize,
    #[serde(flatten)]
    rythme: Rythme,
    mesures: Vec<Mesure>,
    croissances: Vec<Croissance>,
    objectifs: Vec<Aim>,
}

/// A case in the largest database, as multiples of itself in the smallest.
#[derive(Debug, Serialize)]
struct Croissance {
    cas: String,
    #[serde(skip)]
    titre: String,
    p50: f64,
    p99: f64,
    /// Processor time on all sides.
    processeur: f64,
}

impl Portefeuille {
    /// Compares the sizes, and the figures with the aims. Times of a short run are not judged.
    pub(super) fn new(bref: bool, rythme: Rythme, postgres: String, mesures: Vec<Mesure>) -> Self {
        let croissances = grown(&mesures);
        let mut objectifs = bounds(&mesures);
        if !bref {
            objectifs.extend(growth(&croissances));
        }
        let (processors, calls_in_flight) = (machine::processors(), load::IN_FLIGHT);
        Self { postgres, processors, calls_in_flight, rythme, mesures, croissances, objectifs }
    }

    /// What must never be: a big table read from end to end, a double, one statement too many.
    pub fn faute(&self) -> Option<&'static str> {
        let plans = || self.mesures.iter().flat_map(|mesure| &mesure.plans);
        if plans().any(|plan| !plan.parcours.is_empty()) {
            return Some("une requête courante lit une grande table de bout en bout");
        }
        if self.mesures.iter().any(|mesure| mesure.creations.doubles != 0) {
            return Some("une création a fait deux personnes");
        }
        self.mesures.iter().any(|mesure| !within(&mesure.plans)).then_some("un appel fait trop de requêtes SQL")
    }
}

/// The budget of a caller who is remembered; whoever is not costs one statement more, which the
/// list has room for.
fn within(plans: &[Plan]) -> bool {
    plans.iter().all(|plan| {
        if plan.cas.starts_with("fiche") {
            plan.appelant_connu <= REQUETES_FICHE_MAX
        } else {
            plan.appelant_inconnu <= REQUETES_MAX
        }
    })
}

fn grown(mesures: &[Mesure]) -> Vec<Croissance> {
    let (Some(first), Some(last)) = (mesures.first(), mesures.last()) else { return Vec::new() };
    let of = |(small, large): (&Comparee, &Comparee)| Croissance {
        cas: large.line.case.to_string(),
        titre: large.line.title.to_string(),
        p50: large.line.p50_us / small.line.p50_us,
        p99: large.line.p99_us / small.line.p99_us,
        processeur: large.line.cpu_us() / small.line.cpu_us(),
    };
    first.lignes.iter().zip(&last.lignes).map(of).collect()
}

fn bounds(mesures: &[Mesure]) -> Vec<Aim> {
    let most = |fiche: bool, unknown: bool| {
        let plans = mesures.iter().flat_map(|mesure| &mesure.plans);
        let plans = plans.filter(|plan| plan.cas.starts_with("fiche") == fiche);
        plans.map(|r| if unknown { r.appelant_inconnu } else { r.appelant_connu }).max().unwrap_or(0)
    };
    let peak = mesures.iter().map(|mesure| mesure.pic_mo).fold(0.0, f64::max);
    let doubles: i64 = mesures.iter().map(|mesure| mesure.creations.doubles).sum();
    let scans = mesures.iter().flat_map(|mesure| &mesure.plans).filter(|plan| !plan.parcours.is_empty()).count();
    vec![
        Aim {
            text: "liste et établissement : 2 requêtes SQL au plus",
            measured: format!("{} (appelant inconnu : {})", most(false, false), most(false, true)),
            held: most(false, true) <= REQUETES_MAX,
        },
        Aim {
            text: "fiche : 3 requêtes SQL au plus",
            measured: format!("{} (appelant inconnu : {})", most(true, false), most(true, true)),
            held: most(true, false) <= REQUETES_FICHE_MAX,
        },
        Aim { text: "aucune grande table lue de bout en bout", measured: format!("{scans} cas"), held: scans == 0 },
        Aim { text: "créations en même temps : aucun double", measured: doubles.to_string(), held: doubles == 0 },
        Aim {
            text: "mémoire de la passerelle : moins de 150 Mo",
            measured: format!("{peak:.1} Mo"),
            held: peak < MEMOIRE_MO_MAX,
        },
    ]
}

fn growth(croissances: &[Croissance]) -> Vec<Aim> {
    let worst = |of: fn(&Croissance) -> f64| {
        // The first is the read by key, which is not judged.
        let all = croissances.iter().skip(1).map(|croissance| (of(croissance), croissance.titre.as_str()));
        all.max_by(|a, b| a.0.total_cmp(&b.0)).unwrap_or((0.0, ""))
    };
    let aim = |text, (times, titre): (f64, &str)| Aim {
        text,
        measured: format!("{times:.2} ({titre})"),
        held: times <= CROISSANCE_MAX,
    };
    vec![
        aim("p50 de la plus petite base à la plus grande : 1,5 fois au plus", worst(|c| c.p50)),
        aim("p99, de même", worst(|c| c.p99)),
        aim("temps de processeur, de même", worst(|c| c.processeur)),
    ]
}

impl Display for Portefeuille {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "\nPortefeuille, PostgreSQL {}, {} processeurs, {} appels en vol sur une connexion, médiane de {} tours de {} ms ; temps en µs",
            self.postgres, self.processors, self.calls_in_flight, self.rythme.tours, self.rythme.millisecondes
        )?;
        for mesure in &self.mesures {
            mesure.fmt(f)?;
        }
        writeln!(
            f,
            "\n{:<40}{:>8}{:>8}{:>12}",
            "De la plus petite à la plus grande, fois", "p50", "p99", "processeur"
        )?;
        for c in &self.croissances {
            writeln!(f, "{:<40}{:>8.2}{:>8.2}{:>12.2}", c.titre, c.p50, c.p99, c.processeur)?;
        }
        writeln!(f, "\nObjectifs du portefeuille")?;
        self.objectifs.iter().try_for_each(|aim| aim.fmt(f))
    }
}

impl Display for Mesure {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let parc = &self.parc;
        writeln!(
            f,
            "\n{} bénéficiaires, {} notifications, {} lignes de journal ; {} Mo, remplie en {:.0} s",
            parc.beneficiaires,
            parc.notifications,
            parc.journal,
            parc.octets / 1_000_000,
            parc.remplissage_s
        )?;
        writeln!(
            f,
            "{:<40}{:>9}{:>9}{:>9}{:>9}{:>11}{:>9}{:>9}{:>8}",
            "", "par s", "p50", "p99", "/ clé", "cpu / clé", "serveur", "base", "autres"
        )?;
        for Comparee { line, to_read, cpu_to_read } in &self.lignes {
            writeln!(
                f,
                "{:<40}{:>9.0}{:>9.0}{:>9.0}{to_read:>9.3}{cpu_to_read:>11.3}{:>9.0}{:>9.0}{:>7.0}%",
                line.title,
                line.per_second,
                line.p50_us,
                line.p99_us,
                line.server_us,
                line.postgres_us,
                line.others * 100.0
            )?;
        }
        let creations = &self.creations;
        writeln!(
            f,
            "{:<40}{:>9.0}  p50 {:.0} ms, p99 {:.0} ms, {} double ; chacune deux fois : {:.0} appels par s",
            "200 créations à la fois",
            creations.par_s,
            creations.p50_ms,
            creations.p99_ms,
            creations.doubles,
            creations.doublees_par_s
        )?;
        writeln!(f, "{:<40}{:>9.1} Mo, au plus {:.1} Mo", "passerelle", self.residente_mo, self.pic_mo)?;
        writeln!(f, "Requêtes SQL (appelant inconnu, puis connu) et accès aux grandes tables")?;
        for plan in &self.plans {
            let Plan { cas, appelant_inconnu, appelant_connu, .. } = plan;
            writeln!(f, "  {cas:<40}{appelant_inconnu:>3}{appelant_connu:>3}  {}", accesses(plan))?;
        }
        let scans = self.plans.iter().flat_map(|plan| plan.parcours.iter().map(move |scan| (&plan.cas, scan)));
        for (cas, scan) in scans {
            writeln!(f, "LECTURE DE BOUT EN BOUT, {cas} :\n{scan:#}")?;
        }
        Ok(())
    }
}

fn accesses(plan: &Plan) -> String {
    plan.acces.iter().map(|(how, times)| format!("{how} × {times}")).collect::<Vec<_>>().join(" ; ")
}
