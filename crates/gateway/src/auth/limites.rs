//! How many calls one account, or one address, may make. Each gateway counts its own: several
//! gateways let through as many times more, and none asks another before it answers.

use crate::refus::Refus;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, NotUntil, Quota, RateLimiter};
use proto::passemploi::erreurs::v1::Raison;
use std::hash::Hash;
use std::net::IpAddr;
use std::num::NonZeroU32;
use tonic::Code;
use uuid::Uuid;

/// Past this many keys, those that are at rest are forgotten.
const CLES: usize = 20_000;

/// The limits of a gateway.
pub struct Limites {
    comptes: DefaultKeyedRateLimiter<Uuid>,
    adresses: DefaultKeyedRateLimiter<IpAddr>,
}

impl Limites {
    /// Calls of one account, and from one address, in a minute; all of them may come at once.
    pub fn new(par_compte: u32, par_adresse: u32) -> Self {
        Self { comptes: per_minute(par_compte), adresses: per_minute(par_adresse) }
    }

    /// Counts a call of this account; refused with the time to wait when there were too many.
    pub fn check_compte(&self, compte: Uuid) -> Result<(), Refus> {
        check(&self.comptes, &compte)
    }

    /// Counts a call from this address; refused with the time to wait when there were too many.
    pub fn check_adresse(&self, adresse: IpAddr) -> Result<(), Refus> {
        check(&self.adresses, &adresse)
    }
}

fn per_minute<K: Hash + Eq + Clone>(calls: u32) -> DefaultKeyedRateLimiter<K> {
    RateLimiter::keyed(Quota::per_minute(NonZeroU32::new(calls).unwrap_or(NonZeroU32::MIN)))
}

fn check<K: Hash + Eq + Clone>(limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), Refus> {
    if limiter.len() > CLES {
        limiter.retain_recent();
    }
    limiter.check_key(key).map_err(|until| too_many(&until))
}

fn too_many(until: &NotUntil<<DefaultClock as Clock>::Instant>) -> Refus {
    let wait = until.wait_time_from(DefaultClock::default().now());
    Refus::new(Code::ResourceExhausted, Raison::QuotaAppels).retry_in(wait)
}
