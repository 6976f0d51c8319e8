//! A clock that a test moves. It runs with the machine's, so that the partners' tokens stay
//! within their times, and jumps ahead when asked.

use chrono::Duration;
use kernel::temps::{Clock, Instant, SystemClock};
use std::sync::Mutex;

#[derive(Debug, Default)]
pub struct Horloge(Mutex<Duration>);

impl Horloge {
    /// Moves the gateway's present.
    pub fn advance(&self, duration: Duration) {
        let mut shift = self.0.lock().unwrap();
        *shift += duration;
    }
}

impl Clock for Horloge {
    fn now(&self) -> Instant {
        SystemClock.now() + *self.0.lock().unwrap()
    }
}
