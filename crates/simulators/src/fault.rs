//! Faults that a test or a demonstration asks of the partners.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

/// A fault to play on the calls that match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fault {
    /// Method of the calls; every method when absent.
    #[serde(default)]
    pub methode: Option<String>,
    /// Path of the calls; `*` stands for any text, slashes included.
    pub chemin: String,
    /// Which matching call is the first one to fail, counted from 1.
    #[serde(default = "first")]
    pub nieme: u32,
    /// How many calls fail, from that one on.
    #[serde(default)]
    pub fois: Fois,
    /// What happens to them.
    pub effet: Effet,
}

const fn first() -> u32 {
    1
}

/// How many calls a fault is played on: a number, or `"toujours"`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Fois {
    /// This many calls.
    Nombre(u32),
    /// Every call until the faults are removed.
    Mot(Toujours),
}

/// The word `toujours`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Toujours {
    /// For ever.
    Toujours,
}

impl Default for Fois {
    fn default() -> Self {
        Self::Nombre(1)
    }
}

/// What happens to a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case", deny_unknown_fields)]
pub enum Effet {
    /// A scripted answer.
    Reponse {
        /// Status.
        statut: u16,
        /// Body.
        #[serde(default)]
        corps: String,
        /// Headers.
        #[serde(default)]
        entetes: BTreeMap<String, String>,
        /// Whether the call is applied before its answer is replaced.
        #[serde(default)]
        applique: bool,
    },
    /// The call waits, then is applied; if the caller leaves meanwhile it is never applied.
    Delai {
        /// How long.
        millisecondes: u64,
    },
    /// The call is applied, then its answer waits: the deadline of the caller may pass although
    /// the partner did the work.
    DelaiApres {
        /// How long.
        millisecondes: u64,
    },
    /// The connection is cut before anything is applied.
    CoupureAvant,
    /// The call is applied, then the connection is cut: the answer is lost.
    CoupureApres,
    /// The call is applied, then the connection is cut inside the body of its answer.
    CorpsTronque {
        /// Bytes that arrive.
        octets: usize,
    },
    /// The call is applied; the status arrives, the body is empty.
    CorpsVide,
}

impl Fault {
    /// A fault on the next matching call. `chemin` may hold `*`.
    pub fn new(methode: &str, chemin: impl Into<String>, effet: Effet) -> Self {
        Self { methode: Some(methode.to_owned()), chemin: chemin.into(), nieme: 1, fois: Fois::Nombre(1), effet }
    }

    /// Lets `rang - 1` matching calls pass first.
    #[must_use]
    pub fn from_call(self, rang: u32) -> Self {
        Self { nieme: rang, ..self }
    }

    /// Plays the fault on `nombre` calls.
    #[must_use]
    pub fn times(self, nombre: u32) -> Self {
        Self { fois: Fois::Nombre(nombre), ..self }
    }

    /// Plays the fault until it is removed.
    #[must_use]
    pub fn always(self) -> Self {
        Self { fois: Fois::Mot(Toujours::Toujours), ..self }
    }

    fn concerns(&self, methode: &str, chemin: &str) -> bool {
        self.methode.as_deref().is_none_or(|m| m.eq_ignore_ascii_case(methode)) && matches_pattern(&self.chemin, chemin)
    }
}

impl Effet {
    /// A scripted answer that is not applied and has no header of its own.
    pub fn reponse(statut: u16, corps: impl Into<String>) -> Self {
        Self::Reponse { statut, corps: corps.into(), entetes: BTreeMap::new(), applique: false }
    }
}

/// In French: the pages and the journal show it.
impl fmt::Display for Effet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reponse { statut, applique: false, .. } => write!(f, "réponse {statut}"),
            Self::Reponse { statut, applique: true, .. } => {
                write!(f, "appliqué, puis réponse {statut}")
            }
            Self::Delai { millisecondes } => write!(f, "délai de {millisecondes} ms avant"),
            Self::DelaiApres { millisecondes } => write!(f, "délai de {millisecondes} ms après"),
            Self::CoupureAvant => f.write_str("connexion coupée avant"),
            Self::CoupureApres => f.write_str("connexion coupée après"),
            Self::CorpsTronque { octets } => write!(f, "corps tronqué à {octets} octets"),
            Self::CorpsVide => f.write_str("corps vide"),
        }
    }
}

/// A fault that is waiting for its calls.
#[derive(Debug, Clone, Serialize)]
pub struct ActiveFault {
    /// What was asked.
    #[serde(flatten)]
    pub faute: Fault,
    /// Matching calls seen so far.
    pub vus: u32,
    /// Calls on which it was played.
    pub joues: u32,
}

impl ActiveFault {
    pub(crate) const fn new(faute: Fault) -> Self {
        Self { faute, vus: 0, joues: 0 }
    }

    /// Whether it has calls left to fail.
    pub(crate) const fn is_pending(&self) -> bool {
        match self.faute.fois {
            Fois::Nombre(nombre) => self.joues < nombre,
            Fois::Mot(Toujours::Toujours) => true,
        }
    }

    /// Counts the call, and gives what must happen to it.
    pub(crate) fn play(&mut self, methode: &str, chemin: &str) -> Option<Effet> {
        if !self.is_pending() || !self.faute.concerns(methode, chemin) {
            return None;
        }
        self.vus += 1;
        if self.vus < self.faute.nieme {
            return None;
        }
        self.joues += 1;
        Some(self.faute.effet.clone())
    }
}

/// Whether `chemin` is `motif`, where `*` stands for any text.
fn matches_pattern(motif: &str, chemin: &str) -> bool {
    let Some((debut, suite)) = motif.split_once('*') else {
        return motif == chemin;
    };
    chemin.strip_prefix(debut).is_some_and(|reste| {
        reste
            .char_indices()
            .map(|(position, _)| position)
            .chain([reste.len()])
            .any(|position| matches_pattern(suite, &reste[position..]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_any_text() {
        for (motif, chemin, attendu) in [
            ("/imilo/api/sue/dossiers/402117", "/imilo/api/sue/dossiers/402117", true),
            ("/imilo/api/sue/dossiers/*", "/imilo/api/sue/dossiers/402117", true),
            ("/imilo/*/402117", "/imilo/api/sue/dossiers/402117", true),
            ("*token", "/imilo/auth/realms/sue-jeunes/protocol/openid-connect/token", true),
            ("*", "/ft/api", true),
            ("/imilo/api/*", "/imilo/ap", false),
            ("/imilo/*/402117", "/imilo/api/sue/dossiers/402118", false),
        ] {
            assert_eq!(matches_pattern(motif, chemin), attendu, "{motif} {chemin}");
        }
    }

    #[test]
    fn a_fault_waits_for_its_rank_then_stops() {
        let faute = Fault::new("post", "/x/*", Effet::CorpsVide).from_call(2).times(2);
        let mut active = ActiveFault::new(faute);
        let joues: Vec<bool> = (0..5).map(|_| active.play("POST", "/x/1").is_some()).collect();
        assert_eq!(joues, [false, true, true, false, false]);
    }

    #[test]
    fn the_control_plane_reads_numbers_and_the_word_toujours() {
        let lue: Fault = serde_json::from_value(serde_json::json!({
            "chemin": "/imilo/*", "fois": "toujours",
            "effet": {"type": "reponse", "statut": 429, "entetes": {"Retry-After": "2"}}
        }))
        .unwrap();
        assert_eq!(lue.fois, Fois::Mot(Toujours::Toujours));
        let lue: Fault = serde_json::from_value(serde_json::json!({
            "methode": "GET", "chemin": "/imilo/*", "fois": 3, "nieme": 2,
            "effet": {"type": "coupure_apres"}
        }))
        .unwrap();
        assert_eq!((lue.fois, lue.nieme), (Fois::Nombre(3), 2));
    }
}
