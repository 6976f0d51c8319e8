//! How long, how often, and how patiently a kind of task is tried.

use std::time::Duration;

/// Policy of a kind of task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Politique {
    /// An attempt that is not over by then is stopped and counts as failed.
    pub delai: Duration,
    /// Attempts before the task is set aside and shown.
    pub tentatives: u32,
    /// Wait after the first failed attempt; it doubles at each one.
    pub recul: Duration,
    /// Longest wait.
    pub recul_max: Duration,
}

impl Politique {
    /// Work inside the database: seconds, and a few attempts.
    pub const INTERNE: Self = Self {
        delai: Duration::from_mins(1),
        tentatives: 8,
        recul: Duration::from_secs(2),
        recul_max: Duration::from_mins(10),
    };
    /// A message that a server may refuse for a while: about a day and a half of attempts.
    pub const MESSAGE: Self = Self {
        delai: Duration::from_secs(30),
        tentatives: 14,
        recul: Duration::from_secs(10),
        recul_max: Duration::from_hours(6),
    };
    /// A push: worth little once it is old (transverse.md §1.1: 3 tries).
    pub const PUSH: Self = Self {
        delai: Duration::from_secs(15),
        tentatives: 3,
        recul: Duration::from_secs(10),
        recul_max: Duration::from_mins(5),
    };
    /// A nightly sweep.
    pub const NUIT: Self = Self {
        delai: Duration::from_mins(10),
        tentatives: 5,
        recul: Duration::from_mins(1),
        recul_max: Duration::from_mins(30),
    };

    /// A round that always comes again: never set aside.
    pub const RONDE: Self = Self {
        delai: Duration::from_mins(10),
        tentatives: u32::MAX,
        recul: Duration::from_secs(30),
        recul_max: Duration::from_mins(5),
    };

    /// The lease: the deadline, and time to write the end.
    pub fn bail(&self) -> Duration {
        self.delai + Duration::from_secs(30)
    }

    /// Wait before the next attempt, after `faites` failed ones. `hasard` in 0..1 spreads the
    /// tasks that failed together: from half the wait to the whole.
    pub fn wait(&self, faites: u32, hasard: f64) -> Duration {
        let doublings = faites.saturating_sub(1).min(30);
        let wait = self.recul.saturating_mul(1 << doublings).min(self.recul_max);
        wait.mul_f64(0.5 + hasard.clamp(0.0, 1.0) / 2.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wait_doubles_is_bounded_and_spread() {
        let p = Politique::MESSAGE;
        assert_eq!(p.wait(1, 1.0), Duration::from_secs(10));
        assert_eq!(p.wait(2, 1.0), Duration::from_secs(20));
        assert_eq!(p.wait(1, 0.0), Duration::from_secs(5));
        assert_eq!(p.wait(40, 1.0), p.recul_max);
    }
}
