//! Child processes that end when the command does: Ctrl-C, SIGTERM, or the failure of a neighbour.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

/// How long a child may take to end before it is killed: a demo closes its database.
const GRACE: Duration = Duration::from_secs(20);
const TICK: Duration = Duration::from_millis(20);

/// Why a command stopped.
#[derive(Debug)]
pub enum Echec {
    /// A person or the system asked for it.
    Signal(u8),
    /// A neighbour failed, and tells why.
    Abandon,
    /// Something went wrong; the sentence is for the person.
    Message(String),
}

impl From<String> for Echec {
    fn from(message: String) -> Self {
        Self::Message(message)
    }
}

impl From<pg_local::Error> for Echec {
    fn from(erreur: pg_local::Error) -> Self {
        Self::Message(erreur.to_string())
    }
}

/// Starts children and watches for the signals that must end them.
#[derive(Clone)]
pub struct Lanceur {
    signal: Arc<AtomicUsize>,
    abandon: Arc<AtomicBool>,
}

impl Lanceur {
    pub fn new() -> Result<Self, Echec> {
        let signal = Arc::new(AtomicUsize::new(0));
        for numero in [SIGINT, SIGTERM, SIGHUP] {
            let valeur = usize::try_from(numero).unwrap_or_default();
            signal_hook::flag::register_usize(numero, Arc::clone(&signal), valeur)
                .map_err(|cause| format!("Les signaux ne peuvent pas être suivis : {cause}."))?;
        }
        Ok(Self { signal, abandon: Arc::new(AtomicBool::new(false)) })
    }

    /// Runs a command to its end.
    pub fn run(&self, commande: &mut Command) -> Result<(), Echec> {
        let nom = name(commande);
        let statut = self.spawn(commande)?.wait()?;
        if statut.success() { Ok(()) } else { Err(Echec::Message(format!("« {nom} » a échoué ({statut})."))) }
    }

    /// Starts a command in a process group of its own, so that it can be ended with all its own children.
    pub fn spawn(&self, commande: &mut Command) -> Result<Enfant, Echec> {
        self.check()?;
        let nom = name(commande);
        let enfant = commande.stdin(Stdio::null()).process_group(0).spawn();
        let enfant = enfant.map_err(|cause| format!("« {nom} » ne démarre pas : {cause}."))?;
        Ok(Enfant { enfant, lanceur: self.clone() })
    }

    /// Says whether the work must go on.
    pub fn check(&self) -> Result<(), Echec> {
        match self.signal.load(Ordering::SeqCst) {
            0 if self.abandon.load(Ordering::SeqCst) => Err(Echec::Abandon),
            0 => Ok(()),
            numero => Err(Echec::Signal(u8::try_from(numero).unwrap_or(u8::MAX))),
        }
    }

    /// Ends what runs beside, after a failure.
    pub fn abandon(&self) {
        self.abandon.store(true, Ordering::SeqCst);
    }
}

/// A child and its descendants. They end with this value.
pub struct Enfant {
    enfant: Child,
    lanceur: Lanceur,
}

impl Enfant {
    /// Waits for its end, or ends it when the command must stop.
    pub fn wait(&mut self) -> Result<ExitStatus, Echec> {
        loop {
            if let Some(statut) = self.ended()? {
                return Ok(statut);
            }
            self.lanceur.check()?;
            thread::sleep(TICK);
        }
    }

    pub fn ended(&mut self) -> Result<Option<ExitStatus>, Echec> {
        self.enfant.try_wait().map_err(|cause| Echec::Message(format!("Un programme ne répond plus : {cause}.")))
    }

    pub fn stdout(&mut self) -> Option<std::process::ChildStdout> {
        self.enfant.stdout.take()
    }

    fn tell(&self, signal: &str) -> io::Result<ExitStatus> {
        let groupe = self.enfant.id().to_string();
        // The one of the shell: the program `kill` is not part of a minimal Debian.
        Command::new("sh").args(["-c", r#"kill -s "$0" -- "-$1" 2>/dev/null"#, signal, &groupe]).status()
    }
}

impl Drop for Enfant {
    fn drop(&mut self) {
        if !matches!(self.enfant.try_wait(), Ok(None)) {
            return;
        }
        // A failure to tell means that it is gone already.
        let _ = self.tell("TERM");
        let debut = Instant::now();
        while debut.elapsed() < GRACE {
            if !matches!(self.enfant.try_wait(), Ok(None)) {
                return;
            }
            thread::sleep(TICK);
        }
        let _ = self.tell("KILL");
        let _ = self.enfant.wait();
    }
}

fn name(commande: &Command) -> String {
    let mots = std::iter::once(commande.get_program()).chain(commande.get_args());
    mots.map(|mot| mot.to_string_lossy().into_owned()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lanceur() -> Lanceur {
        Lanceur { signal: Arc::default(), abandon: Arc::default() }
    }

    fn sh(script: &str) -> Command {
        let mut commande = Command::new("sh");
        commande.args(["-c", script]);
        commande
    }

    #[test]
    fn a_failure_names_the_command() {
        let refus = lanceur().run(&mut sh("exit 3")).unwrap_err();
        assert!(matches!(&refus, Echec::Message(m) if m.contains("exit 3")), "{refus:?}");
    }

    #[test]
    fn the_end_of_a_child_is_the_end_of_its_own_children() {
        let lanceur = lanceur();
        let mut enfant = lanceur.spawn(sh("sleep 61 & echo $!; wait").stdout(Stdio::piped())).unwrap();
        let mut ligne = String::new();
        io::BufRead::read_line(&mut io::BufReader::new(enfant.stdout().unwrap()), &mut ligne).unwrap();
        drop(enfant);
        let debut = Instant::now();
        while std::fs::read(format!("/proc/{}/cmdline", ligne.trim())).is_ok_and(|c| !c.is_empty()) {
            assert!(debut.elapsed() < Duration::from_secs(5), "the grandchild is still there");
            thread::sleep(TICK);
        }
    }

    #[test]
    fn a_signal_ends_the_wait_and_gives_its_number() {
        let lanceur = lanceur();
        let mut enfant = lanceur.spawn(&mut sh("sleep 61")).unwrap();
        lanceur.signal.store(15, Ordering::SeqCst);
        assert!(matches!(enfant.wait(), Err(Echec::Signal(15))));
        assert!(matches!(lanceur.spawn(&mut sh("true")), Err(Echec::Signal(15))));
    }

    #[test]
    fn a_failure_beside_ends_the_wait() {
        let lanceur = lanceur();
        let mut enfant = lanceur.spawn(&mut sh("sleep 61")).unwrap();
        lanceur.clone().abandon();
        assert!(matches!(enfant.wait(), Err(Echec::Abandon)));
    }
}
