//! Making the data folder of a server.

use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
use std::path::Path;

use crate::{Binaires, Error, account, place};

/// Name of the administrator inside the server.
pub const ADMIN: &str = "pass_emploi";

/// Makes `base` if it is not there, and checks that these binaries can read it if it is. The password of the
/// administrator is in `secret`.
///
/// The port is open on the loopback only, but to every account of the machine, and an administrator of PostgreSQL runs
/// programs: hence a random password rather than `trust`. It travels in clear (`password`), which nobody can listen to on
/// the loopback, and spares unoptimised builds 4096 rounds of hashing at each connection.
pub fn prepare(binaires: &Binaires, base: &Path, secret: &Path, durable: bool) -> Result<(), Error> {
    if let Ok(version) = fs::read_to_string(base.join("PG_VERSION")) {
        if version.trim() == binaires.majeure() {
            return Ok(());
        }
        return Err(Error::AutreVersion {
            donnees: base.to_path_buf(),
            presente: version.trim().to_owned(),
            demandee: binaires.majeure().to_owned(),
        });
    }
    // Renamed when complete: an interrupted creation is started again, never used.
    let neuf = base.with_extension("neuf");
    place::remove(&neuf)?;
    fs::create_dir(&neuf).map_err(|cause| Error::file(&neuf, cause))?;
    fs::set_permissions(&neuf, fs::Permissions::from_mode(0o700)).map_err(|cause| Error::file(&neuf, cause))?;
    place::give_to_server(&neuf)?;
    write_secret(secret)?;

    let mut commande = account::command(&binaires.programme("initdb"))?;
    commande.arg("-D").arg(&neuf).args(["-U", ADMIN, "-A", "password", "-E", "UTF8", "--locale=C.UTF-8"]);
    commande.arg("--pwfile").arg(secret);
    if !durable {
        commande.arg("--no-sync");
    }
    let sortie = commande.output().map_err(|cause| Error::file(&binaires.dossier, cause))?;
    if !sortie.status.success() {
        place::remove(&neuf)?;
        return Err(failure(&String::from_utf8_lossy(&sortie.stderr), base));
    }
    fs::rename(&neuf, base).map_err(|cause| Error::file(base, cause))
}

fn write_secret(chemin: &Path) -> Result<(), Error> {
    let erreur = |cause| Error::file(chemin, cause);
    let mut hasard = [0_u8; 16];
    File::open("/dev/urandom").and_then(|mut f| f.read_exact(&mut hasard)).map_err(erreur)?;
    let texte = format!("{:032x}", u128::from_ne_bytes(hasard));
    let mut fichier =
        File::options().create(true).write(true).truncate(true).mode(0o600).open(chemin).map_err(erreur)?;
    fichier.write_all(texte.as_bytes()).map_err(erreur)?;
    place::give_to_server(chemin)
}

/// Reads the password back.
pub fn read_secret(chemin: &Path) -> Result<String, Error> {
    fs::read_to_string(chemin).map(|texte| texte.trim().to_owned()).map_err(|cause| Error::file(chemin, cause))
}

fn failure(plainte: &str, base: &Path) -> Error {
    if plainte.contains("No space left on device") {
        return Error::DisquePlein(base.to_path_buf());
    }
    let ligne = plainte.lines().find(|ligne| ligne.contains("error:") || ligne.contains("FATAL:"));
    Error::Initialisation(ligne.or(plainte.lines().last()).unwrap_or("initdb n'a rien dit").trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_named_as_such() {
        let refus = failure("initdb: error: could not write file: No space left on device\n", Path::new("/d/base"));
        assert_eq!(refus.to_string(), "Le disque est plein : libérez de la place pour /d/base.");
    }

    #[test]
    fn another_failure_keeps_the_line_that_tells() {
        let refus = failure("creating…\ninitdb: error: invalid locale name\ninitdb: removing data\n", Path::new("/d"));
        assert!(refus.to_string().contains("invalid locale name"));
    }
}
