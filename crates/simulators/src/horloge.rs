//! The clock of the simulators: the machine's, moved by what the control plane asked.

use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, Duration, Utc};

/// A clock that tests can move, so that a link of twelve hours expires in a millisecond.
#[derive(Debug, Default)]
pub(crate) struct Horloge {
    decalage_ms: AtomicI64,
}

impl Horloge {
    /// A clock that is moved already.
    pub(crate) const fn shifted(decalage_ms: i64) -> Self {
        Self { decalage_ms: AtomicI64::new(decalage_ms) }
    }

    /// How far it is from the machine's.
    pub(crate) fn decalage_ms(&self) -> i64 {
        self.decalage_ms.load(Ordering::SeqCst)
    }

    /// The instant of the simulators.
    #[expect(
        clippy::disallowed_methods,
        reason = "the partners have a clock of their own: this is the only place that reads it"
    )]
    pub(crate) fn now(&self) -> DateTime<Utc> {
        Utc::now() + Duration::milliseconds(self.decalage_ms())
    }

    /// Moves the clock, backwards when the duration is negative.
    pub(crate) fn advance(&self, duree: Duration) {
        self.decalage_ms.fetch_add(duree.num_milliseconds(), Ordering::SeqCst);
    }

    /// Back to the time of the machine.
    pub(crate) fn reset(&self) {
        self.decalage_ms.store(0, Ordering::SeqCst);
    }
}
