//! Outbox and jobs: writing them, taking them, looking at them.

mod file;
mod plan;
mod regard;

pub use file::{Bail, Prise, TachePrise};
pub use plan::FAIT;
pub use regard::{EtatTache, FiltreTaches, LigneTache, MesureGenre};
