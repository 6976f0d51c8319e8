//! What people are told: notifications in the app, push, mails (`domain/transverse.md` §1, 2).
//!
//! The row in the app is written in the transaction of the fact ([`commands::notify`]); push
//! and mail are attempts to deliver it, planned beside it, re-checked before each sending
//! ([`commands::deliver`], [`commands::push`]). Other domains do not know this one: they say
//! facts, and [`commands::hear`] knows which facts concern whom.

pub mod commands;
pub mod error;
pub mod model;
pub mod ports;
pub mod queries;

use kernel::ids::IdGenerator;
use kernel::temps::Clock;
use std::sync::Arc;

/// What the use cases of this domain stand on.
#[derive(Clone)]
pub struct Communication {
    /// The database.
    pub store: Arc<dyn ports::CommunicationStore>,
    /// The present instant.
    pub clock: Arc<dyn Clock>,
    /// New ids.
    pub ids: Arc<dyn IdGenerator>,
    /// Where a push may be sent.
    pub origines_push: model::push::OriginesPermises,
    /// E-mails of the support, told of what only it can look at.
    pub support: Vec<String>,
}

/// Devices of a person at most; the one unseen longest leaves (transverse.md §8.1).
pub const APPAREILS_MAX: u32 = 10;

/// Kinds of tasks that this domain plans.
pub mod genres {
    /// Decides which devices and mails a notification goes to.
    pub const DELIVRER: &str = "delivrer_notification";
    /// One notification to one device.
    pub const POUSSER: &str = "pousser_notification";
    /// One mail.
    pub const COURRIEL: &str = "envoyer_courriel";
}
