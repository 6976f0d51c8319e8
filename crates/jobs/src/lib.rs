//! Work that outlives a request: rows of the outbox, done by workers (transverse.md §3).
//!
//! | Module | Holds |
//! |---|---|
//! | [`calendrier`] | the schedule, as data in local time, through both clock changes |
//! | [`politique`] | deadline, lease, attempts and back-off of a kind of task |
//! | [`registre`] | which handler does which kind, and who listens to which fact |
//! | [`ouvrier`] | takes tasks, does them, and never holds one that its process lost |
//! | [`faits`] | tells a fact to its listeners, each once |
//! | [`comptes`] | accounts: uncertain creations, activation mails asked for |
//! | [`envois`] | deliveries: pushes and mails |
//! | [`fournisseurs`] | tokens ended at the providers |
//! | [`imilo`] | events of i-milo, nightly reading of the dossiers |
//! | [`planificateur`] | plans what the schedule says, once however many workers run |
//! | [`purges`] | nightly purges |
//!
//! A task is done at least once; a handler whose effect is in the database ends it in the very
//! transaction of its effect ([`ouvrier::TacheEnCours::finish`]), and is then done exactly once.
//! A handler that speaks to the world carries a key by which the receiver knows a repetition.

pub mod calendrier;
pub mod comptes;
pub mod envois;
pub mod faits;
pub mod fournisseurs;
pub mod imilo;
pub mod ouvrier;
pub mod planificateur;
pub mod politique;
pub mod purges;
pub mod registre;
