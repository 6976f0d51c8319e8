//! When a push service says to try again.

use chrono::DateTime;
use kernel::temps::Instant;
use reqwest::header::{HeaderMap, RETRY_AFTER};
use std::time::Duration;

/// What `Retry-After` says: seconds, or a date.
pub(crate) fn read(entetes: &HeaderMap, now: Instant) -> Option<Duration> {
    let valeur = entetes.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(secondes) = valeur.parse() {
        return Some(Duration::from_secs(secondes));
    }
    let date = DateTime::parse_from_rfc2822(valeur).ok()?;
    Some((date.to_utc() - now).to_std().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_and_dates_are_read() {
        let now = DateTime::parse_from_rfc3339("2026-03-11T08:00:00Z").unwrap().to_utc();
        let with = |valeur: &'static str| {
            let entetes = HeaderMap::from_iter([(RETRY_AFTER, valeur.parse().unwrap())]);
            read(&entetes, now)
        };
        assert_eq!(with("120"), Some(Duration::from_mins(2)));
        assert_eq!(with("Wed, 11 Mar 2026 08:01:00 GMT"), Some(Duration::from_mins(1)));
        assert_eq!(with("Wed, 11 Mar 2026 07:00:00 GMT"), Some(Duration::ZERO));
        assert_eq!(with("bientôt"), None);
        assert_eq!(read(&HeaderMap::new(), now), None);
    }
}
