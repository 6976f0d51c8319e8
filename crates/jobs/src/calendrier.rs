//! The schedule, as data: local times, through the two nights when the clocks change.

use chrono::{DateTime, Datelike, Days, LocalResult, NaiveDate, NaiveTime, TimeDelta, TimeZone, Weekday};
use chrono_tz::Tz;
use kernel::temps::Instant;

/// Days on which a job runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Jours {
    /// Every day.
    Tous,
    /// Monday to Friday.
    Ouvres,
    /// One day of the week.
    Un(Weekday),
    /// One day of the month, 1 to 28.
    DuMois(u32),
}

/// When a job runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Horaire {
    /// Local time.
    pub heure: NaiveTime,
    /// Zone of that time.
    pub zone: Tz,
    /// Days.
    pub jours: Jours,
}

/// One run of a job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passage {
    /// Its local day: with the job, the key of the run.
    pub jour: NaiveDate,
    /// Its instant.
    pub le: Instant,
}

impl Horaire {
    /// Every day at this time in Paris.
    pub fn daily(heure: u32, minute: u32) -> Self {
        let heure = NaiveTime::from_hms_opt(heure % 24, minute % 60, 0).unwrap_or_default();
        Self { heure, zone: Tz::Europe__Paris, jours: Jours::Tous }
    }

    /// The first run after `instant`.
    pub fn next_after(&self, instant: Instant) -> Passage {
        let mut jour = instant.with_timezone(&self.zone).date_naive();
        // One day a month is the rarest: 62 days hold two of them.
        for _ in 0..62 {
            let le = self.instant_of(jour);
            if self.jours.contain(jour) && le > instant {
                return Passage { jour, le };
            }
            jour = jour + Days::new(1);
        }
        Passage { jour, le: self.instant_of(jour) }
    }

    /// The instant of this local day. A time that the clocks skip is the first instant after
    /// the gap; a time that comes twice is the first of the two.
    fn instant_of(&self, jour: NaiveDate) -> Instant {
        let mut local = jour.and_time(self.heure);
        loop {
            match self.zone.from_local_datetime(&local) {
                LocalResult::Single(instant) | LocalResult::Ambiguous(instant, _) => return utc(instant),
                LocalResult::None => local += TimeDelta::minutes(1),
            }
        }
    }
}

fn utc(instant: DateTime<Tz>) -> Instant {
    instant.to_utc()
}

impl Jours {
    fn contain(self, jour: NaiveDate) -> bool {
        match self {
            Self::Tous => true,
            Self::Ouvres => !matches!(jour.weekday(), Weekday::Sat | Weekday::Sun),
            Self::Un(weekday) => jour.weekday() == weekday,
            Self::DuMois(day) => jour.day() == day,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(text: &str) -> Instant {
        DateTime::parse_from_rfc3339(text).unwrap().to_utc()
    }

    #[test]
    fn a_skipped_hour_runs_at_the_next_instant_and_a_doubled_one_once() {
        let nuit = Horaire::daily(2, 30);
        // 2026-03-29: 02:00 becomes 03:00 in Paris.
        let printemps = nuit.next_after(at("2026-03-28T12:00:00Z"));
        assert_eq!(printemps.le, at("2026-03-29T01:00:00Z"));
        assert_eq!(nuit.next_after(printemps.le).le, at("2026-03-30T00:30:00Z"));
        // 2026-10-25: 03:00 becomes 02:00.
        let automne = nuit.next_after(at("2026-10-24T12:00:00Z"));
        assert_eq!(automne.le, at("2026-10-25T00:30:00Z"));
        assert_eq!(nuit.next_after(automne.le).le, at("2026-10-26T01:30:00Z"));
    }

    #[test]
    fn days_of_the_week_and_of_the_month() {
        let jeudi = Horaire { jours: Jours::Un(Weekday::Thu), ..Horaire::daily(9, 0) };
        assert_eq!(jeudi.next_after(at("2026-11-21T12:00:00Z")).jour, NaiveDate::from_ymd_opt(2026, 11, 26).unwrap());
        let ouvres = Horaire { jours: Jours::Ouvres, ..Horaire::daily(9, 0) };
        assert_eq!(ouvres.next_after(at("2026-11-20T12:00:00Z")).jour, NaiveDate::from_ymd_opt(2026, 11, 23).unwrap());
        let sept = Horaire { jours: Jours::DuMois(7), ..Horaire::daily(9, 0) };
        assert_eq!(sept.next_after(at("2026-11-21T12:00:00Z")).jour, NaiveDate::from_ymd_opt(2026, 12, 7).unwrap());
    }

    proptest! {
        #[test]
        fn one_run_a_local_day_in_every_zone(
            start in 1_700_000_000_i64..2_000_000_000,
            zone in prop::sample::select(vec![
                Tz::Europe__Paris, Tz::Indian__Reunion, Tz::America__Cayenne, Tz::Pacific__Noumea, Tz::America__Miquelon,
            ]),
            heure in 0_u32..24,
            minute in 0_u32..60,
        ) {
            let horaire = Horaire { zone, ..Horaire::daily(heure, minute) };
            let mut from = DateTime::from_timestamp(start, 0).unwrap();
            let mut last = None;
            for _ in 0..400 {
                let next = horaire.next_after(from);
                prop_assert!(next.le > from);
                if let Some(last) = last {
                    prop_assert_eq!(next.jour, last + Days::new(1));
                }
                last = Some(next.jour);
                from = next.le;
            }
        }
    }
}
