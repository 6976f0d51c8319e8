//! Rendez-vous and sessions. For now only their inbox: i-milo says that something changed in a
//! dossier, the event is kept ([`commands::collect`]) and waits for who will read what changed
//! (wire/i-milo.md §4). Events of a dossier without account are kept too: its appointments were
//! perhaps made before the account.

pub mod commands;
pub mod model;
pub mod ports;

use kernel::temps::Clock;
use std::sync::Arc;

/// What the use cases of this domain stand on.
#[derive(Clone)]
pub struct Agenda {
    /// The inbox.
    pub boite: Arc<dyn ports::BoiteEvenements>,
    /// The queue of i-milo.
    pub file: Arc<dyn ports::FileEvenements>,
    /// The present instant.
    pub clock: Arc<dyn Clock>,
    /// Events that may wait here; past them i-milo keeps the others.
    pub en_attente_max: u32,
}
