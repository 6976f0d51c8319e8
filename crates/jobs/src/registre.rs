//! Which handler does which kind of task, and who listens to which fact.

use crate::calendrier::Horaire;
use crate::ouvrier::TacheEnCours;
use crate::politique::Politique;
use async_trait::async_trait;
use kernel::outbox::Tache;
use kernel::store::StoreError;
use kernel::temps::Instant;
use postgres::Unit;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use uuid::Uuid;

/// How an attempt ended well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Issue {
    /// The effect is there; the worker writes the end.
    Faite,
    /// The handler ended the task in the transaction of its effect.
    Close,
    /// Not now: again at this instant, without counting an attempt.
    Reportee(Instant),
}

/// How an attempt failed.
#[derive(Debug, thiserror::Error)]
pub enum Echec {
    /// Trying again may succeed.
    #[error("{cause}")]
    Passager {
        /// For the operator; no name, no address, no text.
        cause: String,
        /// The other side said when to try again.
        attendre: Option<Duration>,
    },
    /// Trying again will not help: the task is set aside at once.
    #[error("{cause}")]
    Definitif {
        /// For the operator; no name, no address, no text.
        cause: String,
    },
    /// Another worker has the task now: nothing of ours was written.
    #[error("the lease was lost")]
    BailPerdu,
}

impl From<StoreError> for Echec {
    fn from(error: StoreError) -> Self {
        let cause = std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
        Self::Passager { cause, attendre: None }
    }
}

impl From<serde_json::Error> for Echec {
    fn from(error: serde_json::Error) -> Self {
        Self::Definitif { cause: format!("content of the task: {error}") }
    }
}

/// Does one kind of task. Done twice must be done once.
#[async_trait]
pub trait Executant: Send + Sync {
    /// One attempt.
    async fn execute(&self, tache: &TacheEnCours) -> Result<Issue, Echec>;
}

/// A fact, as its listeners get it.
#[derive(Debug, Clone, PartialEq)]
pub struct FaitRecu {
    /// Unique to this fact: the key of what a listener plans.
    pub id: Uuid,
    /// Its name.
    pub code: String,
    /// Whom or what it is about.
    pub sujet: Uuid,
    /// What else it carries.
    pub contenu: Value,
}

/// Hears facts, in the transaction that ends them: what it writes and plans is written once.
#[async_trait]
pub trait Ecouteur: Send + Sync {
    /// One fact. Facts that do not concern it are passed over.
    async fn hear(&self, unit: &mut Unit, fait: &FaitRecu) -> Result<(), StoreError>;
}

/// A kind of task.
#[derive(Clone)]
pub struct Genre {
    /// How it is tried.
    pub politique: Politique,
    /// Who does it.
    pub executant: Arc<dyn Executant>,
    /// When it is planned by itself.
    pub horaire: Option<Horaire>,
    /// One task that is always there: its handler puts it off until its next round.
    pub continu: bool,
}

/// Everything that a worker can do.
#[derive(Clone, Default)]
pub struct Registre {
    genres: BTreeMap<&'static str, Genre>,
    ecouteurs: Vec<Arc<dyn Ecouteur>>,
}

impl Registre {
    /// Adds a kind of task. The last one of a name wins.
    #[must_use]
    pub fn with(mut self, genre: &'static str, politique: Politique, executant: Arc<dyn Executant>) -> Self {
        self.genres.insert(genre, Genre { politique, executant, horaire: None, continu: false });
        self
    }

    /// Adds a kind of task that the schedule plans, one a local day.
    #[must_use]
    pub fn scheduled(mut self, genre: &'static str, horaire: Horaire, executant: Arc<dyn Executant>) -> Self {
        let genre_de_nuit = Genre { politique: Politique::NUIT, executant, horaire: Some(horaire), continu: false };
        self.genres.insert(genre, genre_de_nuit);
        self
    }

    /// Adds a kind of task that always comes again: there is one, so it is done by one worker at a
    /// time, and its handler ends each round with [`Issue::Reportee`].
    #[must_use]
    pub fn continuous(mut self, genre: &'static str, executant: Arc<dyn Executant>) -> Self {
        let continu = Genre { politique: Politique::RONDE, executant, horaire: None, continu: true };
        self.genres.insert(genre, continu);
        self
    }

    /// Adds a listener.
    #[must_use]
    pub fn listening(mut self, ecouteur: Arc<dyn Ecouteur>) -> Self {
        self.ecouteurs.push(ecouteur);
        self
    }

    /// Adds the kind that tells facts to the listeners, which are all known now.
    #[must_use]
    pub fn telling_facts(self, store: &postgres::Store) -> Self {
        let diffusion = crate::faits::Diffusion { store: store.clone(), ecouteurs: self.ecouteurs.clone() };
        self.with(postgres::FAIT, Politique::INTERNE, Arc::new(diffusion))
    }

    /// The kind of this name.
    pub fn genre(&self, nom: &str) -> Option<&Genre> {
        self.genres.get(nom)
    }

    /// Every kind.
    pub fn genres(&self) -> impl Iterator<Item = (&'static str, &Genre)> {
        self.genres.iter().map(|(nom, genre)| (*nom, genre))
    }

    /// The task that the schedule plans for this day.
    pub fn scheduled_task(genre: &'static str, passage: crate::calendrier::Passage) -> Tache {
        Tache::new(genre, &passage.jour, passage.le)
    }
}
