//! The account that runs PostgreSQL: one's own, or `nobody` when one is root, because PostgreSQL refuses root.

use std::fs;
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::Error;

/// A user and its group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Account {
    pub uid: u32,
    pub gid: u32,
}

/// Number of the user who runs this program.
pub fn current_uid() -> Result<u32, Error> {
    let sortie = Command::new("id").arg("-u").output().map_err(|_| Error::OutilManquant("id"))?;
    String::from_utf8_lossy(&sortie.stdout).trim().parse().map_err(|_| Error::OutilManquant("id"))
}

/// True when this program runs as root.
pub fn is_root() -> Result<bool, Error> {
    Ok(current_uid()? == 0)
}

/// The account to change to, or none when the current one will do.
pub fn server_account() -> Result<Option<Account>, Error> {
    if !is_root()? {
        return Ok(None);
    }
    let comptes = fs::read_to_string("/etc/passwd").map_err(|_| Error::CompteAbsent)?;
    nobody(&comptes).map(Some).ok_or(Error::CompteAbsent)
}

/// PostgreSQL asks for an account that exists, so the numbers are read and not invented.
fn nobody(comptes: &str) -> Option<Account> {
    let ligne = comptes.lines().find(|ligne| ligne.starts_with("nobody:"))?;
    let mut champs = ligne.split(':').skip(2);
    let uid = champs.next()?.parse().ok()?;
    let gid = champs.next()?.parse().ok()?;
    (uid != 0).then_some(Account { uid, gid })
}

/// A command of PostgreSQL run by the right account, in a process group of its own so that Ctrl-C reaches only its owner,
/// and with a clean environment: no `PG*` variable of the caller, English messages that the code can read.
pub fn command(programme: &Path) -> Result<Command, Error> {
    let mut commande = Command::new(programme);
    commande
        .env_clear()
        .env("PATH", std::env::var_os("PATH").unwrap_or_default())
        .env("LC_ALL", "C")
        .current_dir("/")
        .stdin(Stdio::null())
        .process_group(0);
    if let Some(compte) = server_account()? {
        // The standard library also drops root's other groups when it changes the user.
        commande.uid(compte.uid).gid(compte.gid);
    }
    Ok(commande)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_read_from_the_list_of_accounts() {
        let liste = "root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65533:nobody:/nonexistent:/usr/sbin/nologin\n";
        assert_eq!(nobody(liste), Some(Account { uid: 65534, gid: 65533 }));
    }

    #[test]
    fn a_nobody_that_is_root_is_refused() {
        assert_eq!(nobody("nobody:x:0:0::/:\n"), None);
    }
}
