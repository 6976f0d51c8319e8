//! Limits of the sign-in (D9): how many attempts an address or an account has in ten minutes.

use chrono::Duration;
use kernel::temps::Instant;

/// Attempts are counted over this time, from the first one.
pub const FENETRE: Duration = Duration::minutes(10);

/// Activation mails that one address may ask for in that time (D18).
pub const ACTIVATIONS: u32 = 10;

/// What the operator allows in that time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limites {
    /// Sign-ins begun from one address.
    pub connexions: u32,
    /// Failed exchanges of one address, or of one account.
    pub echecs: u32,
}

/// Attempts made since `debut`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tentatives {
    /// The first one.
    pub debut: Instant,
    /// How many.
    pub nombre: u32,
}

impl Tentatives {
    /// When one more is allowed again; `None` when it is allowed now.
    pub fn attente(&self, limite: u32, now: Instant) -> Option<Duration> {
        let rest = self.debut + FENETRE - now;
        (self.nombre > limite && rest > Duration::zero()).then_some(rest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{TimeZone, Utc};

    #[test]
    fn one_more_than_the_limit_waits_for_the_end_of_the_ten_minutes() {
        let debut = Utc.with_ymd_and_hms(2026, 11, 2, 9, 0, 0).unwrap();
        let after = |minutes| debut + Duration::minutes(minutes);
        assert_eq!(Tentatives { debut, nombre: 30 }.attente(30, after(1)), None);
        assert_eq!(Tentatives { debut, nombre: 31 }.attente(30, after(1)), Some(Duration::minutes(9)));
        assert_eq!(Tentatives { debut, nombre: 31 }.attente(30, after(10)), None);
    }
}
