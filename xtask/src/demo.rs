//! `xtask demo`: from a fresh checkout to the product in a browser.

use std::fs::{self, File};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use pg_local::{Binaires, Source};

use crate::fronts::{self, Travail};
use crate::lanceur::{Echec, Lanceur};
use crate::prerequis;
use crate::progression::{Chrono, Progression};
use crate::projet;

/// Options of the command.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Choix {
    /// Start from fresh data.
    pub reset: bool,
    /// Port of the pages; the product has its own default.
    pub port: Option<u16>,
}

/// Prepares everything, then becomes the product: signals and the exit code are then its own, with nothing in between.
pub fn run(lanceur: &Lanceur, choix: &Choix) -> Result<(), Echec> {
    let mut progression = Progression::new(4);
    let chrono = progression.etape("Prérequis");
    chrono.dire(&prerequis::check()?);

    progression.etape("PostgreSQL");
    let binaires = postgres()?;
    lanceur.check()?;

    let chrono =
        progression.etape("Compilation du serveur et construction des pages (plusieurs minutes la première fois)");
    build(lanceur, chrono)?;

    progression.etape("Démarrage").dire("tout est construit");
    let mut commande = product(&binaires, &projet::racine().join("donnees"))?;
    if let Some(port) = choix.port {
        commande.args(["--port", &port.to_string()]);
    }
    if choix.reset {
        commande.arg("--reset");
    }
    let cause = commande.exec();
    Err(Echec::Message(format!("Le serveur ne démarre pas : {cause}.")))
}

/// The demo of the product, with what was found and built.
pub fn product(binaires: &Binaires, donnees: &Path) -> Result<Command, Echec> {
    let mut commande = Command::new(executable("pass-emploi")?);
    commande.current_dir(projet::racine()).arg("demo");
    commande.arg("--donnees").arg(donnees).arg("--postgres-bin").arg(&binaires.dossier);
    commande.arg("--web").arg(projet::dist());
    Ok(commande)
}

/// Cargo puts it beside this program, wherever the settings place the products.
pub fn executable(nom: &str) -> Result<PathBuf, Echec> {
    let moi = std::env::current_exe().map_err(|cause| format!("Le dossier des programmes est inconnu : {cause}."))?;
    Ok(moi.with_file_name(nom))
}

/// Finds or installs a PostgreSQL, and says which.
pub fn postgres() -> Result<Binaires, Echec> {
    let chrono = Chrono::start();
    let binaires = pg_local::ensure(Source::from_env()?, &projet::outils(), &mut |texte| {
        chrono.dire(texte);
    })?;
    chrono.dire(&format!("version {} ({}), {}", binaires.version, binaires.source, binaires.dossier.display()));
    Ok(binaires)
}

/// Compiles the product.
pub fn cargo_build() -> Command {
    let mut commande = Command::new("cargo");
    commande.args(["build", "--package", "pass-emploi"]).current_dir(projet::racine());
    commande
}

/// Cargo shows its progress; npm, which runs beside it, writes to a log that is shown when it fails.
fn build(lanceur: &Lanceur, chrono: Chrono) -> Result<(), Echec> {
    let journal = projet::outils().join("pages.log");
    thread::scope(|portee| {
        let pages = portee.spawn(|| {
            let resultat = build_pages(lanceur, &journal);
            match &resultat {
                Ok(Travail::Fait) => chrono.dire("pages construites"),
                Ok(Travail::Inutile) => chrono.dire("pages inchangées"),
                Err(_) => lanceur.abandon(),
            }
            resultat
        });
        let serveur = lanceur.run(&mut cargo_build());
        match &serveur {
            Ok(()) => chrono.dire("serveur compilé"),
            Err(_) => lanceur.abandon(),
        }
        let pages =
            pages.join().unwrap_or_else(|_| Err(Echec::Message("La construction des pages s'est arrêtée.".to_owned())));
        // The one that failed first made the other give up: its reason is the one to show.
        match (serveur, pages) {
            (Ok(()), Ok(_)) => Ok(()),
            (Err(Echec::Abandon) | Ok(()), Err(echec)) | (Err(echec), _) => Err(echec),
        }
    })
}

fn build_pages(lanceur: &Lanceur, journal: &Path) -> Result<Travail, Echec> {
    let erreur = |cause| format!("{} : {cause}.", journal.display());
    fs::create_dir_all(projet::outils()).map_err(erreur)?;
    let fichier = File::create(journal).map_err(erreur)?;
    let vers_journal = |commande: &mut Command| {
        if let (Ok(sortie), Ok(plainte)) = (fichier.try_clone(), fichier.try_clone()) {
            commande.stdout(sortie).stderr(plainte);
        }
    };
    let resultat = fronts::install(lanceur, vers_journal).and_then(|_| fronts::build(lanceur, vers_journal));
    resultat.map_err(|echec| match echec {
        Echec::Message(message) => Echec::Message(format!("{}\n{message}", tail(journal))),
        autre => autre,
    })
}

/// The end of the log, where the reason is.
fn tail(journal: &Path) -> String {
    let texte = fs::read_to_string(journal).unwrap_or_default();
    let lignes: Vec<&str> = texte.lines().collect();
    lignes[lignes.len().saturating_sub(40)..].join("\n")
}
