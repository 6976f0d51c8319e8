//! What a data folder says about its server: the file `postmaster.pid`.

use std::fs;
use std::path::{Path, PathBuf};

/// A server, running or starting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct State {
    pub pid: u32,
    pub port: u16,
    pub ready: bool,
}

pub fn pid_file(base: &Path) -> PathBuf {
    base.join("postmaster.pid")
}

/// The server of this folder, if it really runs. After a crash the file stays, and its number may have gone to another
/// process: that one is recognised by its command line.
pub fn running(base: &Path) -> Option<State> {
    let etat = parse(&fs::read_to_string(pid_file(base)).ok()?)?;
    let commande = fs::read(format!("/proc/{}/cmdline", etat.pid)).ok()?;
    serves(&commande, base).then_some(etat)
}

/// The file has one fact a line: number of the process first, port fourth, state eighth.
pub fn parse(texte: &str) -> Option<State> {
    let lignes: Vec<&str> = texte.lines().map(str::trim).collect();
    Some(State {
        pid: lignes.first()?.parse().ok()?,
        port: lignes.get(3).and_then(|port| port.parse().ok()).unwrap_or(0),
        ready: lignes.get(7) == Some(&"ready"),
    })
}

fn serves(commande: &[u8], base: &Path) -> bool {
    commande.split(|octet| *octet == 0).any(|argument| argument == base.as_os_str().as_encoded_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_running_server_is_read_from_its_file() {
        let texte = "4242\n/donnees/base\n1700000000\n5433\n\n127.0.0.1\n  123  4\nready   \n";
        assert_eq!(parse(texte), Some(State { pid: 4242, port: 5433, ready: true }));
    }

    #[test]
    fn a_file_being_written_is_not_ready() {
        assert_eq!(parse("4242\n/donnees/base\n"), Some(State { pid: 4242, port: 0, ready: false }));
        assert_eq!(parse(""), None);
    }

    #[test]
    fn another_process_with_the_same_number_is_not_our_server() {
        let base = Path::new("/donnees/base");
        assert!(serves(b"/bin/postgres\0-D\0/donnees/base\0-F\0", base));
        assert!(!serves(b"/bin/postgres\0-D\0/donnees/base2\0", base));
        assert!(!serves(b"sleep\0 1\0", base));
    }
}
