//! A clock that a test moves. It runs with the machine's, so that the partners' tokens stay
//! within their times, jumps ahead when asked, and stands still when seconds are counted.

use chrono::Duration;
use kernel::temps::{Clock, Instant, SystemClock};
use std::sync::Mutex;

#[derive(Debug, Default)]
pub struct Horloge(Mutex<Etat>);

#[derive(Debug, Default)]
struct Etat {
    shift: Duration,
    frozen: Option<Instant>,
}

impl Horloge {
    /// Moves the gateway's present.
    pub fn advance(&self, duration: Duration) {
        self.0.lock().unwrap().shift += duration;
    }

    /// From now on only [`Self::advance`] moves the present.
    pub fn freeze(&self) {
        self.0.lock().unwrap().frozen = Some(SystemClock.now());
    }
}

impl Clock for Horloge {
    fn now(&self) -> Instant {
        let etat = self.0.lock().unwrap();
        etat.frozen.unwrap_or_else(|| SystemClock.now()) + etat.shift
    }
}
