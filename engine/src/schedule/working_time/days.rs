//! From typed rules to days: bases first, then weeks between dates, then exceptions; what is painted later wins.

use super::{DAYS, MONDAY};
use crate::plan::{Calendar, DayHours, Exception, Moment, Recurrence};
use chrono::{Datelike, NaiveDate};

/// The working intervals of one day in minutes, in order and apart.
pub(super) type Spans = Vec<(i32, i32)>;

/// A week, and the days that differ from it.
pub(super) struct Days {
    pub week: [Spans; 7],
    /// The distinct painted days.
    pub kinds: Vec<Spans>,
    /// Day of `painted[0]`, in days since 1970.
    pub first: i32,
    /// 0 = as in the week, else 1 + index into `kinds`.
    pub painted: Vec<u16>,
}

impl Days {
    /// Paints a calendar over its bases (nearest base first in `chain`).
    pub fn paint(chain: &[&Calendar]) -> Days {
        let week = std::array::from_fn(|day| {
            chain.iter().find_map(|calendar| calendar.week[day].as_ref()).map_or_else(Vec::new, spans)
        });
        let (first, last) = reach(chain);
        let painted = vec![0; usize::try_from(last - first).unwrap_or(0)];
        let mut days = Days { week, kinds: Vec::new(), first, painted };
        for calendar in chain.iter().rev() {
            for rule in &calendar.work_weeks {
                for day in clip(rule.from)..clip(rule.to).saturating_add(1).min(DAYS.end) {
                    if let Some(hours) = &rule.week[(day - MONDAY).rem_euclid(7) as usize] {
                        days.set(day, hours);
                    }
                }
            }
        }
        for calendar in chain.iter().rev() {
            for exception in &calendar.exceptions {
                days.except(exception);
            }
        }
        days
    }

    fn set(&mut self, day: i32, hours: &DayHours) {
        let kind = self.kind(hours);
        self.set_kind(day, kind);
    }

    fn kind(&mut self, hours: &DayHours) -> u16 {
        let spans = spans(hours);
        let at = self.kinds.iter().position(|known| *known == spans).unwrap_or_else(|| {
            self.kinds.push(spans);
            self.kinds.len() - 1
        });
        u16::try_from(at + 1).unwrap_or(u16::MAX)
    }

    fn set_kind(&mut self, day: i32, kind: u16) {
        let at = usize::try_from(day - self.first).ok();
        if let Some(slot) = at.and_then(|at| self.painted.get_mut(at)) {
            *slot = kind;
        }
    }

    fn except(&mut self, exception: &Exception) {
        let kind = self.kind(&exception.hours);
        let (from, to) = (clip(exception.from), clip(exception.to).saturating_add(1).min(DAYS.end));
        for day in from..to {
            if recurs(exception, day) {
                self.set_kind(day, kind);
            }
        }
    }
}

/// Whether an exception takes a day: it lies between its first and last and is one of those it recurs on.
pub fn takes(exception: &Exception, date: NaiveDate) -> bool {
    (exception.from..=exception.to).contains(&date) && recurs(exception, Moment::start_of(date).day())
}

/// Whether a recurring exception takes this day, known to lie between its first and last.
fn recurs(exception: &Exception, day: i32) -> bool {
    let first = clip(exception.from);
    let date = || Moment(day * 1440).date();
    let weekday = (day - MONDAY).rem_euclid(7);
    let months = || {
        let date = date();
        let from = exception.from;
        (date.year() - from.year()) * 12 + date.month() as i32 - from.month() as i32
    };
    let nth_weekday = |nth: u8, days: u8| {
        let date = date();
        let month = days_in_month(date.year(), date.month());
        let of = |n: u32| Moment(Moment::start_of(date).0 - (date.day() as i32 - n as i32) * 1440).day();
        let hits = |n: &u32| days >> (of(*n) - MONDAY).rem_euclid(7) & 1 == 1;
        let found = if nth >= 5 {
            (1..=month).rev().find(hits)
        } else {
            (1..=month).filter(hits).nth(usize::from(nth.max(1)) - 1)
        };
        found == Some(date.day())
    };
    match exception.recurrence {
        Recurrence::EveryDay => true,
        Recurrence::Daily { every } => (day - first) % i32::from(every.max(1)) == 0,
        Recurrence::Weekly { every, days } => {
            let week = |day: i32| (day - MONDAY).div_euclid(7);
            days >> weekday & 1 == 1 && (week(day) - week(first)) % i32::from(every.max(1)) == 0
        }
        Recurrence::Monthly { every, day } => date().day() == u32::from(day) && months() % i32::from(every.max(1)) == 0,
        Recurrence::MonthlyNth { every, nth, days } => {
            days >> weekday & 1 == 1 && months() % i32::from(every.max(1)) == 0 && nth_weekday(nth, days)
        }
        Recurrence::Yearly { month, day } => {
            let date = date();
            date.month() == u32::from(month) && date.day() == u32::from(day)
        }
        Recurrence::YearlyNth { month, nth, days } => {
            days >> weekday & 1 == 1 && date().month() == u32::from(month) && nth_weekday(nth, days)
        }
    }
}

fn days_in_month(year: i32, month: u32) -> u32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The days any rule touches, as `[first, last)`.
fn reach(chain: &[&Calendar]) -> (i32, i32) {
    let ends = chain.iter().flat_map(|calendar| {
        let weeks = calendar.work_weeks.iter().map(|rule| (rule.from, rule.to));
        weeks.chain(calendar.exceptions.iter().map(|rule| (rule.from, rule.to)))
    });
    let ends = ends.filter(|(from, to)| from <= to).map(|(from, to)| (clip(from), clip(to)));
    ends.fold(None, |reach: Option<(i32, i32)>, (from, to)| {
        Some(reach.map_or((from, to), |(first, last)| (first.min(from), last.max(to))))
    })
    .map_or((0, 0), |(first, last)| (first, (last + 1).min(DAYS.end)))
}

fn clip(date: chrono::NaiveDate) -> i32 {
    Moment::start_of(date).day().clamp(DAYS.start, DAYS.end - 1)
}

/// Sorted, cut to the day and merged, whatever was typed.
pub(super) fn spans(hours: &DayHours) -> Spans {
    let mut raw: Spans = hours.0.iter().map(|i| (i32::from(i.from), i32::from(i.to).min(1440))).collect();
    raw.retain(|(from, to)| from < to);
    raw.sort_unstable();
    let mut spans: Spans = Vec::with_capacity(raw.len().min(16));
    for (from, to) in raw {
        match spans.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => spans.push((from, to)),
        }
    }
    // A week keeps its spans under 256; a day split more finely than this is cut.
    spans.truncate(32);
    spans
}
