//! How often a partner may be called: one budget for each family of calls, shared by every process.

use crate::store::StoreError;
use async_trait::async_trait;
use std::time::Duration;

/// Who goes first when tokens are short.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priorite {
    /// A person waits for the answer of a reading.
    Personne,
    /// A write of a person.
    Ecriture,
    /// Events of the partner.
    Evenements,
    /// A nightly sweep.
    Nuit,
}

impl Priorite {
    /// How long a call waits for its turn; past it the partner is not called.
    pub fn patience(self) -> Duration {
        match self {
            Self::Personne => Duration::from_secs(1),
            Self::Ecriture => Duration::from_secs(3),
            Self::Evenements | Self::Nuit => Duration::from_secs(8),
        }
    }

    /// Part of the bucket that this priority leaves to the higher ones.
    fn reserve(self) -> f64 {
        match self {
            Self::Personne => 0.0,
            Self::Ecriture => 1.0 / 3.0,
            Self::Evenements => 2.0 / 3.0,
            Self::Nuit => 1.0,
        }
    }
}

/// A bucket of tokens.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Seau {
    /// Its name, the same in every process.
    pub nom: &'static str,
    /// Calls.
    pub appels: u32,
    /// In this time.
    pub par: Duration,
}

impl Seau {
    /// Tokens that come in a second.
    pub fn par_seconde(&self) -> f64 {
        f64::from(self.appels) / self.par.as_secs_f64().max(0.001)
    }

    /// What must be left after a call of this priority. A person may book a token that comes within
    /// her patience; the others leave some for who goes before them, never so many that a full
    /// bucket is not enough.
    pub fn plancher(&self, priorite: Priorite) -> f64 {
        if priorite == Priorite::Personne {
            return -self.par_seconde() * priorite.patience().as_secs_f64();
        }
        f64::from(self.appels.saturating_sub(1)) * priorite.reserve()
    }
}

/// Answer to who asks for a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tour {
    /// Taken: call after this time.
    Pris(Duration),
    /// Not taken: ask again after this time.
    Attendre(Duration),
}

/// The budget.
#[async_trait]
pub trait Debit: Send + Sync {
    /// Asks for a token.
    async fn take(&self, seau: &Seau, priorite: Priorite) -> Result<Tour, StoreError>;

    /// The partner wants no call for this time: nobody gets a token before.
    async fn drain(&self, seau: &Seau, pendant: Duration) -> Result<(), StoreError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_priority_leaves_more_than_the_one_before_and_a_full_bucket_serves_all() {
        use Priorite::{Ecriture, Evenements, Nuit, Personne};
        for appels in [1, 3, 50] {
            let seau = Seau { nom: "x", appels, par: Duration::from_secs(1) };
            let floors = [Personne, Ecriture, Evenements, Nuit].map(|priorite| seau.plancher(priorite));
            assert!(floors.is_sorted(), "{floors:?}");
            assert!(floors[0] < 0.0 && floors[3] <= f64::from(appels) - 1.0, "{floors:?}");
        }
    }
}
