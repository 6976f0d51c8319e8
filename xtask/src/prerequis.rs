//! What the machine must have before anything is built. What apt can bring is installed; the rest is said in one line.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::lanceur::Echec;

/// A program, the version it must have, and how to get it.
struct Outil {
    nom: &'static str,
    minimum: (u32, u32),
    conseil: &'static str,
}

const OUTILS: [Outil; 4] = [
    Outil { nom: "cargo", minimum: (1, 95), conseil: "installez Rust 1.95 ou plus avec rustup" },
    Outil { nom: "cc", minimum: (0, 0), conseil: "installez les paquets gcc et libc6-dev" },
    Outil { nom: "node", minimum: (20, 19), conseil: "installez Node.js 20.19 ou plus" },
    Outil { nom: "npm", minimum: (10, 0), conseil: "installez npm 10 ou plus, livré avec Node.js" },
];

/// Checks every tool, names all that are missing, and gives the versions found.
pub fn check() -> Result<String, Echec> {
    let mut trouves = Vec::new();
    let mut manques = Vec::new();
    for outil in &OUTILS {
        match version(outil.nom) {
            Some(texte) if numbers(&texte) >= outil.minimum => {
                trouves.push(format!("{} {texte}", outil.nom));
            }
            Some(texte) => manques.push(format!("{} {texte} est trop ancien : {}.", outil.nom, outil.conseil)),
            None => manques.push(format!("{} est introuvable : {}.", outil.nom, outil.conseil)),
        }
    }
    if manques.is_empty() { Ok(trouves.join(", ")) } else { Err(Echec::Message(manques.join("\n"))) }
}

/// Checks the two parts of Rust that a minimal installation leaves out.
pub fn check_components() -> Result<(), Echec> {
    for (commande, composant) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if !Command::new("cargo").args([commande, "--version"]).output().is_ok_and(|s| s.status.success()) {
            let message = format!("cargo {commande} est introuvable : lancez « rustup component add {composant} ».");
            return Err(Echec::Message(message));
        }
    }
    Ok(())
}

/// The browser of the tests, installed when root can.
pub fn ensure_chromium() -> Result<PathBuf, Echec> {
    let noms = ["chromium", "chromium-browser", "google-chrome"];
    let chercher = || noms.iter().find_map(|nom| which(nom));
    if let Some(chemin) = chercher() {
        return Ok(chemin);
    }
    if !pg_local::apt_available()? {
        return Err(Echec::Message("chromium est introuvable : installez le paquet chromium.".to_owned()));
    }
    pg_local::apt_install(&["chromium", "fonts-liberation", "fonts-noto-color-emoji"])?;
    chercher().ok_or_else(|| Echec::Message("chromium reste introuvable après son installation.".to_owned()))
}

fn which(nom: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|dossier| dossier.join(nom)).find(|chemin| Path::is_file(chemin))
}

/// The first word of `--version` that begins with a digit, possibly after a `v`.
fn version(programme: &str) -> Option<String> {
    let sortie = Command::new(programme).arg("--version").output().ok()?;
    let texte = String::from_utf8_lossy(&sortie.stdout).into_owned();
    if !sortie.status.success() {
        return None;
    }
    let mots = texte.split_whitespace().map(|mot| mot.trim_start_matches('v'));
    let mot = mots.into_iter().find(|mot| mot.starts_with(|c: char| c.is_ascii_digit()))?;
    // Debian writes `12.2.0-14+deb12u1)`.
    mot.split(['-', '+', ')']).next().map(str::to_owned)
}

fn numbers(version: &str) -> (u32, u32) {
    let mut nombres = version.split(['.', '-']).map(|partie| partie.parse().unwrap_or(0));
    (nombres.next().unwrap_or(0), nombres.next().unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        assert!(numbers("20.20.2") >= (20, 19));
        assert!(numbers("22.1.0") >= (20, 19));
        assert!(numbers("20.9.0") < (20, 19));
        assert!(numbers("1.95.0-nightly") >= (1, 95));
    }

    #[test]
    fn a_program_that_does_not_exist_has_no_version() {
        assert_eq!(version("programme-qui-n-existe-pas"), None);
    }
}
