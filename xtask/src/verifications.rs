//! `xtask test`: every check, in order, stopping at the first that fails.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

use pg_local::{Binaires, Cluster, Options};

use crate::fronts;
use crate::lanceur::{Echec, Enfant, Lanceur};
use crate::progression::{Progression, secondes};
use crate::{demo, prerequis, projet};

/// What the product prints when its pages can be opened.
const READY: &str = "Prêt";
/// A first start makes its database and fills it.
const READY_WITHIN: Duration = Duration::from_mins(3);

/// Runs the checks and prints the time of each.
pub fn run(lanceur: &Lanceur, rapide: bool) -> Result<(), Echec> {
    let dossier = Dossier::new()?;
    let mut serie = Serie { progression: Progression::new(if rapide { 7 } else { 11 }), durees: Vec::new() };
    let resultat = checks(lanceur, &mut serie, dossier.chemin(), rapide);
    serie.summary();
    match resultat {
        Ok(()) => {
            println!("toutes les vérifications passent en {}", secondes(serie.progression.duree()));
            Ok(())
        }
        Err(Echec::Message(message)) => {
            let etape = serie.durees.last().map_or("préparation", |(titre, _)| titre);
            Err(Echec::Message(format!("{message}\néchec : {etape}")))
        }
        Err(autre) => Err(autre),
    }
}

fn checks(lanceur: &Lanceur, serie: &mut Serie, dossier: &Path, rapide: bool) -> Result<(), Echec> {
    let racine = projet::racine();
    let (cluster, binaires, chromium) = serie.step("Préparation", || {
        println!("      {}", prerequis::check()?);
        prerequis::check_components()?;
        let chromium = if rapide { None } else { Some(prerequis::ensure_chromium()?) };
        let binaires = demo::postgres()?;
        Ok((start_cluster(&binaires, dossier)?, binaires, chromium))
    })?;
    serie.step("Paquets des pages", || fronts::install(lanceur, |_| {}))?;

    let cargo = |arguments: &[&str]| {
        let mut commande = Command::new("cargo");
        commande.args(arguments).current_dir(&racine).env("PASS_EMPLOI_TEST_PG", cluster.url("postgres"));
        lanceur.run(&mut commande)
    };
    serie.step("cargo fmt", || cargo(&["fmt", "--all", "--check"]))?;
    serie.step("cargo clippy", || cargo(&["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))?;
    serie.step("cargo test", || cargo(&["test", "--workspace"]))?;
    serie.step("buf lint", || {
        lanceur.run(Command::new(projet::web().join("node_modules/.bin/buf")).arg("lint").current_dir(&racine))
    })?;
    serie.step("npm run check", || lanceur.run(&mut fronts::npm(&["run", "check"])))?;
    let Some(chromium) = chromium else {
        return Ok(());
    };

    serie.step("npm run build", || fronts::build(lanceur, |_| {}))?;
    serie.step("npm run budget", || lanceur.run(&mut fronts::npm(&["run", "budget"])))?;
    serie.step("cargo build", || lanceur.run(&mut demo::cargo_build()))?;
    serie.step("npm run test:navigateur", || browser(lanceur, &binaires, dossier, &chromium))
}

fn start_cluster(binaires: &Binaires, dossier: &Path) -> Result<Cluster, Echec> {
    let cluster = Cluster::start(&Options {
        binaires: binaires.clone(),
        donnees: dossier.join("postgres"),
        port: None,
        durable: false,
        journal: dossier.join("postgres.log"),
    })?;
    Ok(cluster)
}

/// Starts the demo on fresh data, drives it through a browser, and stops it.
fn browser(lanceur: &Lanceur, binaires: &Binaires, dossier: &Path, chromium: &Path) -> Result<(), Echec> {
    let (port, port_simulateurs) = (free_port()?, free_port()?);
    let mut commande = demo::product(binaires, &dossier.join("donnees"))?;
    commande.args(["--port", &port.to_string(), "--port-simulateurs", &port_simulateurs.to_string()]);
    let mut produit = lanceur.spawn(commande.stdout(Stdio::piped()))?;
    wait_ready(lanceur, &mut produit)?;
    let mut essais = fronts::npm(&["run", "test:navigateur"]);
    essais.env("PASS_EMPLOI_URL", format!("http://127.0.0.1:{port}"));
    essais.env("PASS_EMPLOI_SIM_URL", format!("http://127.0.0.1:{port_simulateurs}"));
    essais.env("PASS_EMPLOI_CHROMIUM", chromium);
    lanceur.run(&mut essais)
}

/// Shows what the product writes, and returns at the line that says it can be used. The rest is shown as it comes.
fn wait_ready(lanceur: &Lanceur, produit: &mut Enfant) -> Result<(), Echec> {
    let (envoi, lignes) = mpsc::channel();
    let sortie = produit.stdout();
    thread::spawn(move || {
        for ligne in sortie.into_iter().flat_map(|sortie| BufReader::new(sortie).lines()).map_while(Result::ok) {
            println!("{ligne}");
            // Nobody listens any more once the product is ready.
            let _ = envoi.send(ligne);
        }
    });
    let debut = Instant::now();
    while debut.elapsed() < READY_WITHIN {
        match lignes.recv_timeout(Duration::from_millis(100)) {
            Ok(ligne) if ligne.contains(READY) => return Ok(()),
            Ok(_) | Err(RecvTimeoutError::Timeout) => lanceur.check()?,
            Err(RecvTimeoutError::Disconnected) => {
                let statut = produit.wait()?;
                return Err(Echec::Message(format!("La démonstration s'est arrêtée avant d'être prête ({statut}).")));
            }
        }
    }
    Err(Echec::Message(format!("La démonstration n'est pas prête après {} s.", READY_WITHIN.as_secs())))
}

fn free_port() -> Result<u16, Echec> {
    let adresse = TcpListener::bind(("127.0.0.1", 0)).and_then(|ecoute| ecoute.local_addr());
    adresse.map(|adresse| adresse.port()).map_err(|cause| Echec::Message(format!("Aucun port libre : {cause}.")))
}

/// The steps and their times.
struct Serie {
    progression: Progression,
    durees: Vec<(&'static str, Duration)>,
}

impl Serie {
    fn step<T>(&mut self, titre: &'static str, faire: impl FnOnce() -> Result<T, Echec>) -> Result<T, Echec> {
        let chrono = self.progression.etape(titre);
        let resultat = faire();
        self.durees.push((titre, chrono.duree()));
        resultat
    }

    fn summary(&self) {
        println!();
        for (titre, duree) in &self.durees {
            println!("{titre:<26}{:>10}", secondes(*duree));
        }
    }
}

/// A folder that goes with the command.
struct Dossier(PathBuf);

impl Dossier {
    fn new() -> Result<Self, Echec> {
        let chemin = std::env::temp_dir().join(format!("pass-emploi-verifications-{}", std::process::id()));
        // Passable whatever the umask: the account of the database has its folder inside.
        let cree =
            fs::create_dir_all(&chemin).and_then(|()| fs::set_permissions(&chemin, fs::Permissions::from_mode(0o711)));
        cree.map_err(|cause| format!("{} : {cause}.", chemin.display()))?;
        Ok(Self(chemin))
    }

    fn chemin(&self) -> &Path {
        &self.0
    }
}

impl Drop for Dossier {
    fn drop(&mut self) {
        // Left behind, it is only a temporary folder.
        let _ = fs::remove_dir_all(&self.0);
    }
}
