//! Instants are UTC; days are [`Jour`] in the zone of a structure, never a midnight instant.

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// An instant, in UTC.
pub type Instant = DateTime<Utc>;

/// A calendar day, without hour or zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Jour(pub NaiveDate);

impl Jour {
    /// Reads `yyyy-MM-dd`.
    pub fn parse(texte: &str) -> Option<Self> {
        NaiveDate::parse_from_str(texte, "%Y-%m-%d").ok().map(Self)
    }

    /// The day of this year, month and day, if there is one.
    pub fn from_ymd(annee: i32, mois: u32, jour: u32) -> Option<Self> {
        NaiveDate::from_ymd_opt(annee, mois, jour).map(Self)
    }

    /// Year, month, day.
    #[expect(clippy::cast_possible_wrap, reason = "a month and a day fit in 31")]
    pub fn ymd(self) -> (i32, i32, i32) {
        (self.0.year(), self.0.month() as i32, self.0.day() as i32)
    }
}

/// The day that it is at `instant` in `zone` (D30).
pub fn jour_in(zone: Tz, instant: Instant) -> Jour {
    Jour(instant.with_timezone(&zone).date_naive())
}

/// A day from which something holds, where the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Echeance {
    /// The first day.
    pub jour: Jour,
    /// Zone in which it begins.
    pub zone: Tz,
}

impl Echeance {
    /// True from the first instant of that day, there.
    pub fn is_reached(&self, now: Instant) -> bool {
        jour_in(self.zone, now) >= self.jour
    }
}

/// Zone of an i-milo structure, by the département that begins its code: overseas zones, else
/// Paris (wire/i-milo.md §2.5).
pub fn zone_of_code_structure(code: &str) -> Tz {
    match departement_of_code_structure(code) {
        "971" => Tz::America__Guadeloupe,
        "972" => Tz::America__Martinique,
        "973" => Tz::America__Cayenne,
        "974" => Tz::Indian__Reunion,
        "975" => Tz::America__Miquelon,
        "976" => Tz::Indian__Mayotte,
        "978" => Tz::America__Marigot,
        "986" => Tz::Pacific__Wallis,
        "987" => Tz::Pacific__Tahiti,
        "988" => Tz::Pacific__Noumea,
        _ => Tz::Europe__Paris,
    }
}

/// First 2 characters, 3 overseas (wire/i-milo.md §2.4).
pub fn departement_of_code_structure(code: &str) -> &str {
    let length = if code.starts_with("97") || code.starts_with("98") { 3 } else { 2 };
    code.get(..length).unwrap_or(code)
}

/// The present instant, as a parameter.
pub trait Clock: Send + Sync {
    /// Now, cut to the microsecond, which is what the database keeps.
    fn now(&self) -> Instant;
}

/// The clock of the machine.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    fn now(&self) -> Instant {
        let now = Utc::now();
        DateTime::from_timestamp_micros(now.timestamp_micros()).unwrap_or(now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pf_45_it_is_still_the_tenth_in_cayenne() {
        let instant = DateTime::parse_from_rfc3339("2026-03-11T01:30:00Z").unwrap().to_utc();
        assert_eq!(jour_in(zone_of_code_structure("97302S00"), instant), Jour::parse("2026-03-10").unwrap());
        assert_eq!(jour_in(zone_of_code_structure("29019S00"), instant), Jour::parse("2026-03-11").unwrap());
    }

    #[test]
    fn a_day_begins_where_the_person_is() {
        let at = |text| DateTime::parse_from_rfc3339(text).unwrap().to_utc();
        let jour = Jour::parse("2026-03-10").unwrap();
        let reunion = Echeance { jour, zone: Tz::Indian__Reunion };
        assert!(!reunion.is_reached(at("2026-03-09T19:59:59Z")));
        assert!(reunion.is_reached(at("2026-03-09T20:00:00Z")));
        assert!(!Echeance { jour, zone: Tz::Europe__Paris }.is_reached(at("2026-03-09T22:59:59Z")));
    }

    #[test]
    fn a_strange_code_is_in_paris() {
        assert_eq!(zone_of_code_structure(""), Tz::Europe__Paris);
        assert_eq!(zone_of_code_structure("9"), Tz::Europe__Paris);
        assert_eq!(zone_of_code_structure("97é"), Tz::Europe__Paris);
    }
}
