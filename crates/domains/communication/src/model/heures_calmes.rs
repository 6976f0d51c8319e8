//! Quiet hours (D32): from 21h to 8h, in the zone of the structure, a push waits for 8h.

use chrono::{Days, NaiveTime, TimeDelta, TimeZone, Timelike};
use chrono_tz::Tz;
use kernel::temps::Instant;

const SOIR: u32 = 21;
const MATIN: u32 = 8;

/// The first moment from `instant` on at which a push may ring in this zone.
pub fn next_waking_moment(zone: Tz, instant: Instant) -> Instant {
    let local = instant.with_timezone(&zone);
    let jour = match local.hour() {
        hour if hour >= SOIR => local.date_naive() + Days::new(1),
        hour if hour < MATIN => local.date_naive(),
        _ => return instant,
    };
    let mut morning = jour.and_time(NaiveTime::from_hms_opt(MATIN, 0, 0).unwrap_or_default());
    loop {
        // No zone of ours skips eight o'clock; if one did, the first instant after the gap.
        match zone.from_local_datetime(&morning).earliest() {
            Some(instant) => return instant.to_utc(),
            None => morning += TimeDelta::minutes(1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn at(text: &str) -> Instant {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    #[test]
    fn tr_29_at_half_past_ten_in_the_evening_a_push_waits_for_eight() {
        let paris = |instant| next_waking_moment(Tz::Europe__Paris, at(instant));
        assert_eq!(paris("2026-11-21T22:30:00+01:00"), at("2026-11-22T08:00:00+01:00"));
        assert_eq!(paris("2026-11-21T07:59:59+01:00"), at("2026-11-21T08:00:00+01:00"));
        for awake in ["2026-11-21T08:00:00+01:00", "2026-11-21T20:59:59+01:00"] {
            assert_eq!(paris(awake), at(awake));
        }
        // The night of the clock change is an hour longer.
        assert_eq!(paris("2026-10-24T23:00:00+02:00"), at("2026-10-25T08:00:00+01:00"));
    }

    #[test]
    fn tr_07_nobody_is_woken_at_three_in_la_reunion() {
        let reunion = next_waking_moment(Tz::Indian__Reunion, at("2026-11-21T23:00:00Z"));
        assert_eq!(reunion, at("2026-11-22T08:00:00+04:00"));
    }
}
