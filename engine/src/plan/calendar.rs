//! Working time as typed: a week, exceptions to it, an optional base.

use super::duration::is_default;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Identifies a calendar in a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CalendarId(pub u32);

/// When work can happen. The latest matching rule wins: exceptions, then `work_weeks`, then `week`, then the base.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Calendar {
    pub id: CalendarId,
    pub name: String,
    /// What days this calendar leaves open are taken from. A missing or looping base is an issue, not an error.
    #[serde(default, skip_serializing_if = "is_default")]
    pub base: Option<CalendarId>,
    /// Monday first; `None` takes the base's day (without a base: not working).
    pub week: [Option<DayHours>; 7],
    #[serde(default, skip_serializing_if = "is_default")]
    pub exceptions: Vec<Exception>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub work_weeks: Vec<WorkWeek>,
}

/// The working intervals of one day, in order and without overlap; empty = no work.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DayHours(pub Vec<Interval>);

/// `[from, to)` in minutes of the day, `to` up to 1440.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Interval {
    pub from: u16,
    pub to: u16,
}

/// Days that differ from the week: holidays, absences, a working Saturday.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Exception {
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    /// First and last day, both included.
    pub from: NaiveDate,
    pub to: NaiveDate,
    #[serde(default, skip_serializing_if = "is_default")]
    pub recurrence: Recurrence,
    /// Empty = no work on these days.
    #[serde(default, skip_serializing_if = "is_default")]
    pub hours: DayHours,
}

/// Which days between an exception's `from` and `to` it takes.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recurrence {
    /// Every day from `from` to `to`.
    #[default]
    EveryDay,
    /// Every `every`-th day.
    Daily { every: u16 },
    /// On these weekdays (bit 0 = Monday) of every `every`-th week.
    Weekly { every: u16, days: u8 },
    /// On this day of every `every`-th month.
    Monthly { every: u16, day: u8 },
    /// On the `nth` (1–4, 5 = last) given weekday (bit 0 = Monday, one or several) of every `every`-th month.
    MonthlyNth { every: u16, nth: u8, days: u8 },
    /// On this day of this month, each year.
    Yearly { month: u8, day: u8 },
    /// On the `nth` (1–4, 5 = last) given weekday of this month, each year.
    YearlyNth { month: u8, nth: u8, days: u8 },
}

/// A different week between two dates, both included.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct WorkWeek {
    #[serde(default, skip_serializing_if = "is_default")]
    pub name: String,
    pub from: NaiveDate,
    pub to: NaiveDate,
    /// Monday first; `None` = as in the calendar's own week.
    pub week: [Option<DayHours>; 7],
}

impl DayHours {
    /// A day without work.
    pub fn off() -> DayHours {
        DayHours(Vec::new())
    }

    /// 08–12 and 13–17.
    pub fn standard() -> DayHours {
        DayHours(vec![Interval { from: 480, to: 720 }, Interval { from: 780, to: 1020 }])
    }

    /// Working minutes of the day.
    pub fn minutes(&self) -> i32 {
        self.0.iter().map(|i| i32::from(i.to) - i32::from(i.from)).sum()
    }
}

impl Calendar {
    /// Monday to Friday, 08–12 and 13–17.
    pub fn standard(id: CalendarId) -> Calendar {
        let week = std::array::from_fn(|day| Some(if day < 5 { DayHours::standard() } else { DayHours::off() }));
        Calendar { id, name: "Standard".into(), base: None, week, exceptions: Vec::new(), work_weeks: Vec::new() }
    }
}

/// Calendars in a file: a list, in id order.
pub(super) mod as_list {
    use super::*;
    use serde::{Deserializer, Serializer};
    use std::collections::BTreeMap;

    pub fn serialize<S: Serializer>(map: &BTreeMap<CalendarId, Calendar>, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(map.values())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<BTreeMap<CalendarId, Calendar>, D::Error> {
        Ok(Vec::<Calendar>::deserialize(d)?.into_iter().map(|c| (c.id, c)).collect())
    }
}
