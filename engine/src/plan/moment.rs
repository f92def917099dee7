//! Floating civil time: a date typed is a date shown, everywhere on earth. No zone, no UTC.

use chrono::{Datelike, NaiveDate, NaiveDateTime, NaiveTime, Timelike};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

/// A civil minute, counted from 1970-01-01 00:00 on the wall clock. A day typed in a start field is its 00:00, a day
/// typed in a finish, deadline or promise field is its 24:00 (the next day's 00:00): finishes are exclusive boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Moment(pub i32);

/// Minutes in a civil day.
pub const DAY: i32 = 1440;

impl Moment {
    /// The first minute of `date`; dates beyond what an i32 of minutes holds (years −2113 to 6053) are clamped.
    pub fn start_of(date: NaiveDate) -> Moment {
        let days = i64::from(date.num_days_from_ce()) - 719_163;
        Moment((days * i64::from(DAY)).clamp(i64::from(i32::MIN), i64::from(i32::MAX)) as i32)
    }

    /// The exclusive end of `date`: the next day's first minute.
    pub fn end_of(date: NaiveDate) -> Moment {
        Moment(Moment::start_of(date).0.saturating_add(DAY))
    }

    /// The minute of `at`, seconds dropped.
    pub fn from_civil(at: NaiveDateTime) -> Moment {
        let minute = at.hour() * 60 + at.minute();
        Moment(Moment::start_of(at.date()).0.saturating_add(minute as i32))
    }

    /// The date this minute lies in.
    pub fn date(self) -> NaiveDate {
        NaiveDate::from_num_days_from_ce_opt(self.day() + 719_163).unwrap_or_default()
    }

    /// The date an exclusive boundary closes: at 00:00 the day before, else its own.
    pub fn date_as_finish(self) -> NaiveDate {
        Moment(self.0.saturating_sub(1)).date()
    }

    /// Minute of the day, 0 to 1439.
    pub fn minute_of_day(self) -> i32 {
        self.0.rem_euclid(DAY)
    }

    /// Days since 1970-01-01.
    pub fn day(self) -> i32 {
        self.0.div_euclid(DAY)
    }

    /// As chrono's naive date and time.
    pub fn civil(self) -> NaiveDateTime {
        let minute = self.minute_of_day() as u32;
        self.date().and_time(NaiveTime::from_hms_opt(minute / 60, minute % 60, 0).unwrap_or_default())
    }

    /// Reads `2026-06-01T08:00`, with or without seconds, or `2026-06-01`.
    pub fn parse(text: &str) -> Option<Moment> {
        let text = text.trim();
        ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M:%S%.f"]
            .iter()
            .find_map(|form| NaiveDateTime::parse_from_str(text, form).ok())
            .map(Moment::from_civil)
            .or_else(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok().map(Moment::start_of))
    }
}

/// `2026-06-01T08:00`, the form of plan files and scripts.
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.civil().format("%Y-%m-%dT%H:%M"))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Moment, D::Error> {
        let text = String::deserialize(d)?;
        Moment::parse(&text)
            .ok_or_else(|| serde::de::Error::custom(format!("{text:?} is not a date like 2026-06-01T08:00")))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_reads_what_it_writes() {
        for text in ["2026-06-01T08:00", "1984-01-01T00:00", "2149-12-31T23:59", "1969-12-31T23:59"] {
            assert_eq!(Moment::parse(text).map(|m| m.to_string()).as_deref(), Some(text));
        }
    }

    #[test]
    fn midnight_as_a_finish_is_the_day_before() {
        let midnight = Moment::parse("2026-06-02T00:00").unwrap_or_default();
        assert_eq!(midnight.date_as_finish().to_string(), "2026-06-01");
        assert_eq!(midnight.date().to_string(), "2026-06-02");
    }
}
