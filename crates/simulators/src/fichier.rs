//! The file in which the durable part of the state lasts from one start to the next.
//!
//! What lasts is what a partner would not forget overnight: accounts, dossiers, mails, and the
//! clock they are dated with. Codes, tokens, faults and the journal belong to one run.

use std::fs::{self, File};
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;

use anyhow::{Context as _, bail};
use serde::{Deserialize, Serialize};

use crate::etat::Etat;

/// To be raised when a file of before can no longer be read as it is.
const VERSION: u32 = 1;

/// What the file holds: `E` is the state, borrowed to write it and owned once read.
#[derive(Serialize, Deserialize)]
struct Contenu<E> {
    version: u32,
    decalage_ms: i64,
    etat: E,
}

/// The only field that every version has.
#[derive(Deserialize)]
struct Entete {
    version: u32,
}

/// The file, and how far it follows the state.
pub(crate) struct Fichier {
    chemin: PathBuf,
    /// What it is known to hold, so that a call that changed nothing durable writes nothing.
    ecrit: Vec<u8>,
    /// Why it is behind the state, when it is.
    echec: Option<String>,
}

impl Fichier {
    pub(crate) const fn new(chemin: PathBuf) -> Self {
        Self { chemin, ecrit: Vec::new(), echec: None }
    }

    /// The state and the clock shift of the last run; none when there was no run.
    pub(crate) fn read(&self) -> anyhow::Result<Option<(Etat, i64)>> {
        let illisible = || {
            let chemin = self.chemin.display();
            format!("Le fichier d’état des simulateurs {chemin} est illisible : `--reset` repart de zéro.")
        };
        let octets = match fs::read(&self.chemin) {
            Err(erreur) if erreur.kind() == ErrorKind::NotFound => return Ok(None),
            lu => lu.with_context(illisible)?,
        };
        let Entete { version } = serde_json::from_slice(&octets).with_context(illisible)?;
        if version != VERSION {
            bail!(
                "Le fichier d’état des simulateurs {} est de la version {version}, et non {VERSION} : \
                 `--reset` repart de zéro.",
                self.chemin.display()
            );
        }
        let Contenu { decalage_ms, etat, .. } = serde_json::from_slice(&octets).with_context(illisible)?;
        Ok(Some((etat, decalage_ms)))
    }

    /// Brings the file level with the state. A failure is tried again by the next call.
    pub(crate) fn save(&mut self, etat: &Etat, decalage_ms: i64) {
        self.echec = self.write(etat, decalage_ms).err().map(|erreur| {
            let chemin = self.chemin.display();
            format!("Le fichier d’état des simulateurs {chemin} n’a pas pu être écrit : {erreur}.")
        });
    }

    /// Why the file is behind the state, when it is, in French.
    pub(crate) fn echec(&self) -> Option<String> {
        self.echec.clone()
    }

    fn write(&mut self, etat: &Etat, decalage_ms: i64) -> anyhow::Result<()> {
        let contenu = serde_json::to_vec(&Contenu { version: VERSION, decalage_ms, etat })?;
        if contenu != self.ecrit {
            self.replace(&contenu)?;
            self.ecrit = contenu;
        }
        Ok(())
    }

    /// A reader, or a start after a crash, finds the former content or the new one, never half.
    fn replace(&self, contenu: &[u8]) -> std::io::Result<()> {
        let mut provisoire = self.chemin.clone().into_os_string();
        provisoire.push(".tmp");
        let mut fichier = File::create(&provisoire)?;
        fichier.write_all(contenu)?;
        fichier.sync_all()?;
        fs::rename(&provisoire, &self.chemin)
    }
}
