//! A server that belongs to one program.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::thread;

use crate::serveur::{self, Plan};
use crate::{Binaires, Error, account, initdb, place};

/// What to start.
#[derive(Debug, Clone)]
pub struct Options {
    /// The programs to run.
    pub binaires: Binaires,
    /// Folder of the data. One is made elsewhere when the account of the server cannot reach it: see [`Cluster::avis`].
    pub donnees: PathBuf,
    /// None takes a free port.
    pub port: Option<u16>,
    /// True keeps every commit through a power cut; false is for data that are thrown away.
    pub durable: bool,
    /// Log of the server, emptied at each start.
    pub journal: PathBuf,
}

/// A running server. It stops with this value, or with the program when that is killed.
#[derive(Debug)]
pub struct Cluster {
    dossier: PathBuf,
    secret: String,
    port: u16,
    avis: Option<String>,
    serveur: Child,
    veilleur: Option<Child>,
    /// Held for as long as the server runs.
    _verrou: File,
}

/// Receives the number of the server, waits for the end of its owner, seen as the end of the input, then stops the server.
/// The owner closes the input to stop, and the system closes it when the owner is killed. (The "parent death" signal of
/// Linux would follow the thread that started the server, not the program.) The number is compared each time: after a
/// kill, a new owner may have started another server on the same data.
const WATCH: &str = r#"base=$1
read -r pid || exit
read -r _
ours() { read -r actuel <"$base/postmaster.pid" && [ "$actuel" = "$pid" ]; }
ours && "$0" stop -s -w -t 30 -m fast -D "$base"
ours && "$0" stop -s -w -t 10 -m immediate -D "$base""#;

impl Cluster {
    /// Starts a server on these data, made now if there are none. Data of a crash are recovered, and a server that
    /// outlived its owner is stopped first. A second program on the same data is refused.
    pub fn start(options: &Options) -> Result<Self, Error> {
        let (dossier, avis) = prepare(&options.donnees)?;
        let verrou = place::own(&dossier)?;
        if avis.is_some() {
            follow(&options.donnees, &dossier, &options.binaires)?;
        }
        let plan = Plan {
            binaires: &options.binaires,
            dossier: &dossier,
            port: options.port,
            durable: options.durable,
            journal: &options.journal,
        };
        let (mut serveur, port) = serveur::start(&plan)?;
        let accompagnement = watch(&plan, serveur.id()).and_then(|veilleur| {
            let secret = initdb::read_secret(&serveur::secret(&dossier))?;
            Ok((veilleur, secret))
        });
        match accompagnement {
            Ok((veilleur, secret)) => {
                Ok(Self { dossier, secret, port, avis, serveur, veilleur: Some(veilleur), _verrou: verrou })
            }
            Err(raison) => {
                serveur::kill(&mut serveur);
                Err(raison)
            }
        }
    }

    /// Address of a base on this server, for its administrator. It holds the password.
    pub fn url(&self, base: &str) -> String {
        url(&self.secret, self.port, base)
    }

    /// Address of a base on this server, for an account that its administrator made.
    pub fn url_for(&self, compte: &str, secret: &str, base: &str) -> String {
        format!("postgres://{compte}:{secret}@127.0.0.1:{}/{base}", self.port)
    }

    /// The port it listens on.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Where the data really are.
    pub fn dossier(&self) -> &Path {
        &self.dossier
    }

    /// A sentence to show when the data could not be where they were asked for.
    pub fn avis(&self) -> Option<&str> {
        self.avis.as_deref()
    }

    /// Stops the server and waits until it has written everything. Nothing happens the second time.
    pub fn stop(&mut self) {
        let Some(mut veilleur) = self.veilleur.take() else {
            return;
        };
        drop(veilleur.stdin.take());
        // A server that has ended stays in the list of processes until its parent asks, and the watcher would wait for it.
        while matches!(veilleur.try_wait(), Ok(None)) {
            let _ = self.serveur.try_wait();
            thread::sleep(serveur::TICK);
        }
        // Should the watcher have been killed, the server is ended all the same.
        serveur::end(&mut self.serveur);
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.stop();
    }
}

pub fn url(secret: &str, port: u16, base: &str) -> String {
    format!("postgres://{}:{secret}@127.0.0.1:{port}/{base}", initdb::ADMIN)
}

/// Erases the data, wherever they are, and stops a server that outlived its owner. Nothing happens when there are none.
pub fn erase(binaires: &Binaires, donnees: &Path) -> Result<(), Error> {
    let dossier = place::reachable(donnees)?;
    if !dossier.exists() {
        return Ok(());
    }
    let _verrou = place::own(&dossier)?;
    wipe(binaires, &dossier)
}

fn wipe(binaires: &Binaires, dossier: &Path) -> Result<(), Error> {
    let base = serveur::base(dossier);
    serveur::stop_orphan(binaires, &base)?;
    place::remove(&base)
}

fn prepare(donnees: &Path) -> Result<(PathBuf, Option<String>), Error> {
    let dossier = place::reachable(donnees)?;
    place::create(&dossier)?;
    let voulu = std::path::absolute(donnees).map_err(|cause| Error::file(donnees, cause))?;
    let avis = (dossier != voulu).then(|| {
        format!(
            "Les données de PostgreSQL sont dans {} : lancé par root, il tourne sous le compte « nobody », qui ne peut pas entrer dans {}.",
            dossier.display(),
            voulu.display()
        )
    });
    Ok((dossier, avis))
}

/// Ties data kept elsewhere to the folder that was asked for: when a person has removed that folder, the data go too.
fn follow(donnees: &Path, dossier: &Path, binaires: &Binaires) -> Result<(), Error> {
    let temoin = donnees.join("emplacement");
    if temoin.exists() {
        return Ok(());
    }
    wipe(binaires, dossier)?;
    fs::create_dir_all(donnees).map_err(|cause| Error::file(donnees, cause))?;
    fs::write(&temoin, format!("{}\n", dossier.display())).map_err(|cause| Error::file(&temoin, cause))
}

fn watch(plan: &Plan, pid: u32) -> Result<Child, Error> {
    let erreur = |_| Error::OutilManquant("sh");
    let mut veilleur = account::command(Path::new("sh"))?
        .arg("-c")
        .arg(WATCH)
        .arg(plan.pg_ctl())
        .arg(plan.base())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(erreur)?;
    if let Some(entree) = &mut veilleur.stdin {
        writeln!(entree, "{pid}").map_err(erreur)?;
    }
    Ok(veilleur)
}
