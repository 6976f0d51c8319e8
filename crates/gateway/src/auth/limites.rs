//! How many calls one account may make. Each gateway counts its own: several gateways let
//! through as many times more, and none asks another before it answers.

use crate::refus::Refus;
use governor::clock::{Clock as _, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use proto::passemploi::erreurs::v1::Raison;
use std::num::NonZeroU32;
use tonic::Code;
use uuid::Uuid;

/// Past this many accounts, those that are at rest are forgotten.
const COMPTES: usize = 20_000;

/// The limits of a gateway.
pub struct Limites {
    comptes: DefaultKeyedRateLimiter<Uuid>,
}

impl Limites {
    /// Calls of one account in a minute; all of them may come at once.
    pub fn new(appels_par_compte: u32) -> Self {
        let quota = Quota::per_minute(NonZeroU32::new(appels_par_compte).unwrap_or(NonZeroU32::MIN));
        Self { comptes: RateLimiter::keyed(quota) }
    }

    /// Counts a call; refused with the time to wait when there were too many.
    pub fn check_compte(&self, compte: Uuid) -> Result<(), Refus> {
        if self.comptes.len() > COMPTES {
            self.comptes.retain_recent();
        }
        self.comptes.check_key(&compte).map_err(|until| {
            let wait = until.wait_time_from(DefaultClock::default().now());
            Refus::new(Code::ResourceExhausted, Raison::QuotaAppels).retry_in(wait)
        })
    }
}
