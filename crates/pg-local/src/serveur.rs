//! One server process: starting it, waiting for it, ending it.

use std::fs::{self, File};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::{Binaires, Error, account, initdb, state};

/// A crash recovery replays the log before the server is ready.
const READY_WITHIN: Duration = Duration::from_secs(90);
/// Processes of a killed server need a moment to notice.
const LEFTOVERS_WITHIN: Duration = Duration::from_secs(15);
/// Between two looks at a process.
pub const TICK: Duration = Duration::from_millis(15);
/// A free port can be taken between the moment it is found and the moment it is used.
const PORT_ATTEMPTS: usize = 5;

/// What a server is made of.
pub struct Plan<'a> {
    pub binaires: &'a Binaires,
    /// Folder of ours that holds `base` and the password.
    pub dossier: &'a Path,
    pub port: Option<u16>,
    pub durable: bool,
    pub journal: &'a Path,
}

impl Plan<'_> {
    pub fn base(&self) -> PathBuf {
        base(self.dossier)
    }

    pub fn pg_ctl(&self) -> PathBuf {
        self.binaires.programme("pg_ctl")
    }
}

pub fn base(dossier: &Path) -> PathBuf {
    dossier.join("base")
}

pub fn secret(dossier: &Path) -> PathBuf {
    dossier.join("mot-de-passe")
}

/// Makes the data if needed, clears what a crash left, starts the server and waits until it answers.
pub fn start(plan: &Plan) -> Result<(Child, u16), Error> {
    let base = plan.base();
    stop_orphan(plan.binaires, &base)?;
    initdb::prepare(plan.binaires, &base, &secret(plan.dossier), plan.durable)?;
    if let Some(port) = plan.port {
        return start_on(plan, free_port(port)?);
    }
    for _ in 1..PORT_ATTEMPTS {
        match start_on(plan, free_port(0)?) {
            Err(Error::PortOccupe(_)) => {}
            autre => return autre,
        }
    }
    start_on(plan, free_port(0)?)
}

/// Zero asks the system for any free port.
fn free_port(port: u16) -> Result<u16, Error> {
    let ecoute = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|_| Error::PortOccupe(port))?;
    ecoute.local_addr().map(|adresse| adresse.port()).map_err(|_| Error::PortOccupe(port))
}

fn start_on(plan: &Plan, port: u16) -> Result<(Child, u16), Error> {
    let debut = Instant::now();
    loop {
        let mut serveur = launch(plan, port)?;
        match wait_ready(&mut serveur, plan) {
            Ok(()) => return Ok((serveur, port)),
            Err(Refus::Leftovers) if debut.elapsed() < LEFTOVERS_WITHIN => {
                thread::sleep(Duration::from_millis(200));
            }
            Err(refus) => return Err(refus.into_error(plan, port)),
        }
    }
}

fn launch(plan: &Plan, port: u16) -> Result<Child, Error> {
    let erreur = |cause| Error::file(plan.journal, cause);
    if let Some(parent) = plan.journal.parent() {
        fs::create_dir_all(parent).map_err(erreur)?;
    }
    // Opened here and handed over: the account of the server may not reach the folder of the log.
    let journal = File::create(plan.journal).map_err(erreur)?;
    let copie = journal.try_clone().map_err(erreur)?;
    let base = plan.base();
    let mut commande = account::command(&plan.binaires.programme("postgres"))?;
    commande.arg("-D").arg(&base).args(["-p", &port.to_string()]);
    let mut reglages = vec![
        // No socket file: Debian's default folder for it belongs to another account.
        "unix_socket_directories=",
        "listen_addresses=127.0.0.1",
        "max_connections=200",
        "timezone=UTC",
        "log_timezone=UTC",
    ];
    if !plan.durable {
        reglages.extend(["fsync=off", "synchronous_commit=off", "full_page_writes=off"]);
    }
    commande.args(reglages.into_iter().flat_map(|reglage| ["-c", reglage]));
    commande.stdout(journal).stderr(copie).spawn().map_err(|cause| Error::file(&plan.binaires.dossier, cause))
}

/// Why a server that was launched is not there.
enum Refus {
    /// Processes of the former server still hold its memory.
    Leftovers,
    PortTaken,
    DiskFull,
    Other(String),
}

impl Refus {
    fn into_error(self, plan: &Plan, port: u16) -> Error {
        match self {
            Self::PortTaken => Error::PortOccupe(port),
            Self::DiskFull => Error::DisquePlein(plan.base()),
            Self::Leftovers => other(plan, "un ancien serveur de ces données ne s'arrête pas"),
            Self::Other(detail) => other(plan, &detail),
        }
    }
}

fn other(plan: &Plan, detail: &str) -> Error {
    Error::Demarrage { journal: plan.journal.to_path_buf(), detail: detail.to_owned() }
}

fn wait_ready(serveur: &mut Child, plan: &Plan) -> Result<(), Refus> {
    let fichier = state::pid_file(&plan.base());
    let debut = Instant::now();
    loop {
        let fini = serveur.try_wait().map_err(|cause| Refus::Other(cause.to_string()))?;
        if fini.is_some() {
            return Err(reason(&String::from_utf8_lossy(&fs::read(plan.journal).unwrap_or_default())));
        }
        let etat = fs::read_to_string(&fichier).ok().and_then(|texte| state::parse(&texte));
        if etat.is_some_and(|etat| etat.ready && etat.pid == serveur.id()) {
            return Ok(());
        }
        if debut.elapsed() > READY_WITHIN {
            end(serveur);
            return Err(Refus::Other(format!("pas prêt après {} s", READY_WITHIN.as_secs())));
        }
        thread::sleep(TICK);
    }
}

fn reason(journal: &str) -> Refus {
    if journal.contains("pre-existing shared memory block") {
        return Refus::Leftovers;
    }
    if journal.contains("No space left on device") {
        return Refus::DiskFull;
    }
    if journal.contains("Address already in use") {
        return Refus::PortTaken;
    }
    let ligne = journal.lines().rev().find(|l| l.contains("FATAL:") || l.contains("PANIC:")).or(journal.lines().last());
    Refus::Other(ligne.unwrap_or("il n'a rien écrit").trim().to_owned())
}

/// Stops a server that outlived its owner, and removes the file of one that is gone: its number may belong to another
/// process by now, which PostgreSQL would take for a rival. Call it with the lock of the folder held.
pub fn stop_orphan(binaires: &Binaires, base: &Path) -> Result<(), Error> {
    if state::running(base).is_some() {
        stop_command(&binaires.programme("pg_ctl"), base)?.status().map_err(|cause| Error::file(base, cause))?;
    }
    // Without /proc nothing proves that the server is gone, and PostgreSQL must judge by itself.
    if Path::new("/proc/self").exists() && state::running(base).is_none() {
        let fichier = state::pid_file(base);
        match fs::remove_file(&fichier) {
            Err(cause) if cause.kind() != std::io::ErrorKind::NotFound => {
                return Err(Error::file(&fichier, cause));
            }
            _ => {}
        }
    }
    Ok(())
}

fn stop_command(pg_ctl: &Path, base: &Path) -> Result<Command, Error> {
    let mut commande = account::command(pg_ctl)?;
    commande.args(["stop", "--silent", "--wait", "--timeout=30", "--mode=fast", "-D"]).arg(base);
    commande.stdout(Stdio::null()).stderr(Stdio::null());
    Ok(commande)
}

/// Waits a little for a server that was told to stop, then kills it.
pub fn end(serveur: &mut Child) {
    let debut = Instant::now();
    while debut.elapsed() < Duration::from_secs(5) {
        if !matches!(serveur.try_wait(), Ok(None)) {
            return;
        }
        thread::sleep(TICK);
    }
    kill(serveur);
}

/// Ends a server at once; its data are recovered at the next start.
pub fn kill(serveur: &mut Child) {
    // An error here means that it is gone already.
    let _ = serveur.kill();
    let _ = serveur.wait();
}
