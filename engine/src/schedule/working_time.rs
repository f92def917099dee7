//! Working time as arithmetic. A compiled calendar numbers its working minutes; adding working time is adding to that
//! number. The calendar is a short list of runs of days, inside a run every week is the same, so a lookup is one
//! binary search over the runs and one scan of a week.
//!
//! Laws: `work(t, add(t, w)) == w`; `add`, `next_start` and `prev_finish` never go backwards when `t` goes forwards.

use crate::plan::{Calendar, CalendarId, DayHours, Moment, Plan};
use std::collections::BTreeSet;

mod days;
mod near;

pub use days::takes;

/// Days since 1970-01-01 that calendars reach: 1900-01-01 up to, not including, 2400-01-01.
pub(super) const DAYS: std::ops::Range<i32> = -25_567..157_054;
const FIRST: i32 = DAYS.start * 1440;
const LAST: i32 = DAYS.end * 1440;
/// 1970-01-01 was a Thursday; weeks count from Monday 1969-12-29.
const MONDAY: i32 = -3;

/// A compiled calendar: when work can happen, between the years 1900 and 2399.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkingTime {
    /// Working minutes there are at all.
    total: i32,
    runs: Vec<Run>,
    weeks: Vec<Week>,
    /// Where lookups land that are near; the rest goes by runs and weeks.
    near: near::Near,
}

/// Consecutive days that follow one week.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Run {
    /// First minute of the run.
    from: i32,
    /// Number of the first working minute at or after `from`.
    first: i32,
    /// Working minute number = `offset` + what the week has counted since its epoch.
    offset: i32,
    week: u32,
}

/// A repeating week, Monday first.
#[derive(Clone, Debug, PartialEq)]
struct Week {
    /// Working minutes a week.
    total: i32,
    /// Working minutes before each day, and the week's total at the end.
    before: [i32; 8],
    /// Where each day's spans begin in `spans`.
    at: [u8; 8],
    /// Working intervals in minutes of the day, with the working minutes of the week before them.
    spans: Vec<(i32, i32, i32)>,
}

/// What was wrong with a calendar, and stood in for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CalendarFault {
    /// No calendar with this id: the standard week stands in.
    Missing(CalendarId),
    /// The base is not in the plan, or the chain of bases runs in a circle: the calendar stands without it.
    MissingBase(CalendarId),
    /// No working time in the hundred years after the plan's start: the standard week stands in.
    NoWork(CalendarId),
}

impl WorkingTime {
    /// The working time of calendar `id` of `plan`. Never fails: see [`CalendarFault`] for what stands in for what.
    pub fn of(plan: &Plan, id: CalendarId) -> WorkingTime {
        WorkingTime::checked(plan, id).0
    }

    /// As [`WorkingTime::of`], and what was wrong.
    pub fn checked(plan: &Plan, id: CalendarId) -> (WorkingTime, Vec<CalendarFault>) {
        let mut faults = Vec::new();
        let mut chain: Vec<&Calendar> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut next = Some(id);
        while let Some(id) = next {
            match plan.calendars.get(&id) {
                Some(calendar) if seen.insert(id) => {
                    chain.push(calendar);
                    next = calendar.base;
                }
                _ => {
                    faults.push(chain.last().map_or(CalendarFault::Missing(id), |c| CalendarFault::MissingBase(c.id)));
                    break;
                }
            }
        }
        let standard = || WorkingTime::compile(&[&Calendar::standard(id)]);
        if chain.is_empty() {
            return (standard(), faults);
        }
        let time = WorkingTime::compile(&chain);
        if !time.ever_works(plan.settings.start.0) {
            faults.push(CalendarFault::NoWork(id));
            return (standard(), faults);
        }
        (time, faults)
    }

    /// Every minute works: the clock of elapsed durations.
    pub fn always() -> WorkingTime {
        let all = DayHours(vec![crate::plan::Interval { from: 0, to: 1440 }]);
        let week = Week::new(&std::array::from_fn(|_| days::spans(&all)));
        WorkingTime::join(vec![week], vec![(DAYS.start, 0)])
    }

    /// A calendar followed by its base, the base's base and so on.
    pub fn compile(chain: &[&Calendar]) -> WorkingTime {
        let days = days::Days::paint(chain);
        let mut weeks = vec![Week::new(&days.week)];
        let mut kinds: Vec<Option<u32>> = vec![None; days.kinds.len()];
        let mut runs = vec![(DAYS.start, 0)];
        let mut current = 0;
        for (at, kind) in days.painted.iter().enumerate() {
            let week = match usize::from(*kind) {
                0 => 0,
                kind => *kinds[kind - 1].get_or_insert_with(|| {
                    weeks.push(Week::new(&std::array::from_fn(|_| days.kinds[kind - 1].clone())));
                    weeks.len() as u32 - 1
                }),
            };
            if week != current {
                runs.push((days.first + at as i32, week));
                current = week;
            }
        }
        if current != 0 {
            runs.push((days.first + days.painted.len() as i32, 0));
        }
        WorkingTime::join(weeks, runs)
    }

    /// The time in which both work.
    pub(super) fn meet(&self, other: &WorkingTime) -> WorkingTime {
        let mut starts: Vec<i32> = self.runs.iter().chain(&other.runs).map(|run| run.from).collect();
        starts.sort_unstable();
        starts.dedup();
        let mut weeks: Vec<Week> = Vec::new();
        let mut pairs: Vec<(u32, u32)> = Vec::new();
        let week_at = |time: &WorkingTime, at: i32| {
            time.runs[time.runs.partition_point(|run| run.from <= at).saturating_sub(1)].week
        };
        let mut runs = Vec::with_capacity(starts.len());
        for at in starts {
            let pair = (week_at(self, at), week_at(other, at));
            let week = pairs.iter().position(|known| *known == pair).unwrap_or_else(|| {
                pairs.push(pair);
                weeks.push(self.weeks[pair.0 as usize].meet(&other.weeks[pair.1 as usize]));
                weeks.len() - 1
            });
            runs.push((at.div_euclid(1440), week as u32));
        }
        WorkingTime::join(weeks, runs)
    }

    /// Whether there is any work in the hundred years after `start`.
    pub(super) fn ever_works(&self, start: i32) -> bool {
        let start = start.clamp(FIRST, LAST);
        self.count(start.saturating_add(100 * 366 * 1440)) > self.count(start)
    }

    /// Numbers the working minutes of consecutive runs.
    fn join(weeks: Vec<Week>, from: Vec<(i32, u32)>) -> WorkingTime {
        let mut runs: Vec<Run> = Vec::with_capacity(from.len());
        for (day, week) in from {
            let at = day * 1440;
            let first = runs.last().map_or(0, |run| run.offset + weeks[run.week as usize].count(at));
            runs.push(Run { from: at, first, offset: first - weeks[week as usize].count(at), week });
        }
        let mut time = WorkingTime { total: 0, runs, weeks, near: near::Near::default() };
        time.total = time.count(LAST);
        time
    }

    /// The same, with lookups between `from` and `to` made immediate: for callers that have thousands of them.
    pub fn nearby(mut self, from: Moment, to: Moment) -> WorkingTime {
        self.near(from.0, to.0);
        self
    }

    /// Makes lookups between `from` and `to` immediate. Changes no answer.
    pub(super) fn near(&mut self, from: i32, to: i32) {
        self.near = near::Near::of(self, from.clamp(FIRST, LAST), to.clamp(FIRST, LAST));
    }

    /// Working minutes before `t` since 1900.
    #[inline]
    pub(super) fn count(&self, t: i32) -> i32 {
        match self.near.count(t) {
            Some(w) => w,
            None => self.count_by_week(t),
        }
    }

    fn count_by_week(&self, t: i32) -> i32 {
        let t = t.clamp(FIRST, LAST);
        let run = match self.runs.as_slice() {
            [only] => only,
            runs => &runs[runs.partition_point(|run| run.from <= t).saturating_sub(1)],
        };
        run.offset + self.weeks[run.week as usize].count(t)
    }

    /// Working minutes from 1900 to the end of 2399.
    #[inline]
    pub(super) fn total(&self) -> i32 {
        self.total
    }

    /// The first minute of the working minute numbered `w`; the horizon when there is none.
    #[inline]
    pub(super) fn minute(&self, w: i32) -> i32 {
        match self.near.minute(w) {
            Some(t) => t,
            None => self.minute_by_week(w),
        }
    }

    fn minute_by_week(&self, w: i32) -> i32 {
        if w < 0 {
            return FIRST;
        }
        let run = match self.runs.as_slice() {
            [only] => only,
            // Runs without work share their number with the next; the last of them holds the minute.
            runs => &runs[runs.partition_point(|run| run.first <= w).saturating_sub(1)],
        };
        self.weeks[run.week as usize].minute(w.saturating_sub(run.offset)).min(LAST)
    }

    /// The start of working minute `w`: where work that comes after `w` minutes of work begins.
    #[inline]
    pub(super) fn start_at(&self, w: i32) -> i32 {
        self.minute(w)
    }

    /// The end of working minute `w - 1`: where `w` minutes of work end.
    #[inline]
    pub(super) fn finish_at(&self, w: i32) -> i32 {
        (self.minute(w.saturating_sub(1)) + 1).min(LAST)
    }

    /// The smallest `t' >= t` at which work can begin.
    pub fn next_start(&self, t: Moment) -> Moment {
        Moment(self.start_at(self.count(t.0)))
    }

    /// The largest `t' <= t` at which work can end.
    pub fn prev_finish(&self, t: Moment) -> Moment {
        Moment(self.finish_at(self.count(t.0)))
    }

    /// `minutes` of working time after `t` (before it when negative). Nothing is added by 0; a positive amount lands on
    /// the end of a working minute (17:00, not the next 08:00), a negative one on the start of one.
    pub fn add(&self, t: Moment, minutes: i32) -> Moment {
        Moment(self.plus(t.0, minutes))
    }

    #[inline]
    pub(super) fn plus(&self, t: i32, minutes: i32) -> i32 {
        match minutes {
            0 => t,
            1.. => self.finish_at(self.count(t).saturating_add(minutes)),
            _ => self.start_at(self.count(t).saturating_add(minutes)),
        }
    }

    /// Working minutes from `a` to `b`, negative when `b` lies before `a`.
    pub fn work(&self, a: Moment, b: Moment) -> i32 {
        self.count(b.0) - self.count(a.0)
    }

    /// Whether `t` lies in working time or at its end.
    #[inline]
    pub(super) fn touches(&self, t: i32, w: i32) -> bool {
        self.start_at(w) == t || self.finish_at(w) == t
    }

    /// Whether a day has any working time, for shading.
    pub fn works_on(&self, date: chrono::NaiveDate) -> bool {
        self.count(Moment::end_of(date).0) > self.count(Moment::start_of(date).0)
    }

    /// The working intervals between `from` and `to`, cut to them, in order.
    pub fn intervals(&self, from: Moment, to: Moment) -> impl Iterator<Item = (Moment, Moment)> + '_ {
        let mut at = from.0.max(FIRST);
        let to = to.0.min(LAST);
        std::iter::from_fn(move || {
            let start = self.start_at(self.count(at));
            if start >= to || at >= to {
                return None;
            }
            let end = self.interval_end(start).min(to);
            at = end;
            Some((Moment(start), Moment(end)))
        })
    }

    /// Where the working interval around the working minute at `t` ends.
    fn interval_end(&self, mut t: i32) -> i32 {
        loop {
            let run = &self.runs[self.runs.partition_point(|run| run.from <= t).saturating_sub(1)];
            let week = &self.weeks[run.week as usize];
            let (day, minute) = (t.div_euclid(1440), t.rem_euclid(1440));
            let Some(span) = week.day(day).iter().find(|span| span.0 <= minute && minute < span.1) else { return t };
            t = day * 1440 + span.1;
            if span.1 < 1440 || t >= LAST {
                return t;
            }
        }
    }
}

impl Week {
    fn new(days: &[Vec<(i32, i32)>; 7]) -> Week {
        let mut week = Week { total: 0, before: [0; 8], at: [0; 8], spans: Vec::new() };
        for (day, spans) in days.iter().enumerate() {
            for (from, to) in spans {
                week.spans.push((*from, *to, week.total));
                week.total += to - from;
            }
            week.before[day + 1] = week.total;
            week.at[day + 1] = week.spans.len() as u8;
        }
        week
    }

    fn meet(&self, other: &Week) -> Week {
        let days = std::array::from_fn(|day| {
            let both = self.day(day as i32 + MONDAY).iter().flat_map(|a| {
                let cut = move |b: &(i32, i32, i32)| (a.0.max(b.0), a.1.min(b.1));
                other.day(day as i32 + MONDAY).iter().map(cut)
            });
            both.filter(|(from, to)| from < to).take(32).collect()
        });
        Week::new(&days)
    }

    #[inline]
    fn day(&self, day: i32) -> &[(i32, i32, i32)] {
        let weekday = (day - MONDAY).rem_euclid(7) as usize;
        &self.spans[usize::from(self.at[weekday])..usize::from(self.at[weekday + 1])]
    }

    /// Working minutes of endless repeats of this week before `t`, counted from its epoch.
    #[inline]
    fn count(&self, t: i32) -> i32 {
        let (day, minute) = (t.div_euclid(1440) - MONDAY, t.rem_euclid(1440));
        let (weeks, weekday) = (day.div_euclid(7), day.rem_euclid(7) as usize);
        let mut within = self.before[weekday];
        for span in &self.spans[usize::from(self.at[weekday])..usize::from(self.at[weekday + 1])] {
            within += (minute - span.0).clamp(0, span.1 - span.0);
        }
        weeks * self.total + within
    }

    /// The first minute of the `n`-th working minute since the epoch.
    #[inline]
    fn minute(&self, n: i32) -> i32 {
        if self.total == 0 {
            return LAST;
        }
        let (weeks, within) = (n.div_euclid(self.total), n.rem_euclid(self.total));
        let mut day = 0;
        while self.before[day + 1] <= within {
            day += 1;
        }
        let mut at = usize::from(self.at[day]);
        let end = usize::from(self.at[day + 1]);
        while at + 1 < end && self.spans[at + 1].2 <= within {
            at += 1;
        }
        let span = self.spans[at];
        let day = i64::from(weeks) * 7 + day as i64 + i64::from(MONDAY);
        (day * 1440 + i64::from(span.0 + within - span.2)).clamp(i64::from(FIRST), i64::from(LAST)) as i32
    }
}
