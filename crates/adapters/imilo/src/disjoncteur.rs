//! Stops calling a family that fails: 10 failures in 30 s stop it for 30 s, then one call tries
//! (wire/i-milo.md §9.3). Each process judges by what it saw.

use chrono::Duration;
use kernel::temps::Instant;
use std::collections::VecDeque;

const ECHECS: usize = 10;
const FENETRE: Duration = Duration::seconds(30);
const PAUSE: Duration = Duration::seconds(30);

/// State of one family.
#[derive(Debug)]
pub enum Disjoncteur {
    /// Calls pass; instants of the failures.
    Ferme(VecDeque<Instant>),
    /// No call passes before.
    Ouvert(Instant),
    /// One call tries; if it is never heard of again, another may after this instant.
    Essai(Instant),
}

impl Default for Disjoncteur {
    fn default() -> Self {
        Self::Ferme(VecDeque::new())
    }
}

impl Disjoncteur {
    /// How long until a call may pass; none when it may now.
    pub fn closed_for(&self, now: Instant) -> Option<std::time::Duration> {
        match self {
            Self::Ouvert(fin) | Self::Essai(fin) if *fin > now => Some((*fin - now).to_std().unwrap_or_default()),
            _ => None,
        }
    }

    /// A call begins. After a pause it is the one that tries.
    pub fn enter(&mut self, now: Instant) -> Result<(), std::time::Duration> {
        if let Some(wait) = self.closed_for(now) {
            return Err(wait);
        }
        if !matches!(self, Self::Ferme(_)) {
            *self = Self::Essai(now + PAUSE);
        }
        Ok(())
    }

    /// A call ended; true when calls are stopped by it.
    pub fn leave(&mut self, now: Instant, failed: bool) -> bool {
        match self {
            Self::Ferme(echecs) if failed => {
                echecs.push_back(now);
                while echecs.front().is_some_and(|first| now - *first > FENETRE) {
                    echecs.pop_front();
                }
                if echecs.len() < ECHECS {
                    return false;
                }
            }
            Self::Essai(_) if failed => {}
            Self::Essai(_) => {
                *self = Self::default();
                return false;
            }
            // A call that began before says nothing new.
            Self::Ferme(_) | Self::Ouvert(_) => return false,
        }
        *self = Self::Ouvert(now + PAUSE);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(secondes: i64) -> Instant {
        Instant::from_timestamp(secondes, 0).unwrap()
    }

    #[test]
    fn ten_failures_in_thirty_seconds_open_it_and_one_call_tries_after_the_pause() {
        let mut d = Disjoncteur::default();
        for n in 0..9 {
            assert!(!d.leave(at(n), true));
        }
        assert!(d.enter(at(9)).is_ok());
        assert!(d.leave(at(9), true));
        assert_eq!(d.enter(at(10)), Err(std::time::Duration::from_secs(29)));
        // One tries, the others wait for it; it fails.
        assert!(d.enter(at(39)).is_ok());
        assert!(d.enter(at(39)).is_err());
        assert!(d.leave(at(40), true));
        assert!(d.enter(at(69)).is_err());
        // It succeeds: the past is forgotten.
        assert!(d.enter(at(70)).is_ok());
        assert!(!d.leave(at(70), false));
        assert!(d.enter(at(70)).is_ok());
        assert!(!d.leave(at(70), true));
    }

    #[test]
    fn failures_that_are_far_apart_do_not_open_it() {
        let mut d = Disjoncteur::default();
        assert!((0..100).all(|n| !d.leave(at(4 * n), true)));
    }
}
