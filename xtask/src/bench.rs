//! `xtask bench`: the measurements, on an optimised build.

use std::os::unix::process::CommandExt;
use std::process::Command;

use crate::demo;
use crate::lanceur::{Echec, Lanceur};
use crate::projet;

/// Finds a PostgreSQL, builds, then becomes the measurement.
pub fn run(lanceur: &Lanceur, options: &[String]) -> Result<(), Echec> {
    // Progress goes beside the figures.
    let binaires =
        pg_local::ensure(pg_local::Source::from_env()?, &projet::outils(), &mut |texte| eprintln!("{texte}"))?;
    lanceur.run(
        Command::new("cargo")
            .args(["build", "--release", "--package", "bench", "--package", "pass-emploi"])
            .current_dir(projet::racine()),
    )?;
    let cause = Command::new(demo::executable("../release/bench")?)
        .current_dir(projet::racine())
        .arg("--postgres-bin")
        .arg(&binaires.dossier)
        .args(options)
        .exec();
    Err(Echec::Message(format!("La mesure ne démarre pas : {cause}.")))
}
