//! Working time by calendar, compiled once, and the length of a step: a day, or an hour where the plan uses hours.

use crate::plan::{CalendarId, DependencyKey, Duration, Lag, LagCalendar, Moment, Plan, Task, Unit};
use crate::schedule::{Schedule, WorkingTime};
use std::collections::BTreeMap;

/// Minutes in an hour.
const HOUR: i32 = 60;
/// Minutes in a civil day.
const CIVIL: i32 = 1440;

#[derive(Default)]
pub(super) struct Clocks {
    known: BTreeMap<Option<CalendarId>, WorkingTime>,
}

impl Clocks {
    /// The working time of a calendar; of `None` every minute.
    fn of(&mut self, plan: &Plan, calendar: Option<CalendarId>) -> &WorkingTime {
        let compile = || calendar.map_or_else(WorkingTime::always, |id| WorkingTime::of(plan, id));
        self.known.entry(calendar).or_insert_with(compile)
    }

    /// The working time a task follows.
    pub fn task(&mut self, plan: &Plan, task: &Task) -> &WorkingTime {
        let calendar = (!task.duration.elapsed).then(|| calendar_of(plan, task));
        self.of(plan, calendar)
    }

    /// The working time of a calendar.
    pub fn calendar(&mut self, plan: &Plan, id: CalendarId) -> &WorkingTime {
        self.of(plan, Some(id))
    }

    /// `at` and the lag of a link behind it.
    pub fn lagged(&mut self, plan: &Plan, schedule: &Schedule, key: DependencyKey, lag: Lag, at: Moment) -> Moment {
        let (from, to) = (plan.task(key.predecessor), plan.task(key.successor));
        let time = as_time(plan, schedule, key, lag);
        let follows = match plan.settings.lag_calendar {
            _ if time.elapsed => None,
            LagCalendar::Elapsed => None,
            LagCalendar::Predecessor => from.map(|task| calendar_of(plan, task)),
            LagCalendar::Successor => to.map(|task| calendar_of(plan, task)),
        };
        self.of(plan, follows).add(at, time.minutes)
    }
}

/// The calendar a task works by.
pub(super) fn calendar_of(plan: &Plan, task: &Task) -> CalendarId {
    task.calendar.unwrap_or(plan.settings.calendar)
}

/// The lag as time: a percentage is its share of the predecessor's duration.
pub(super) fn as_time(plan: &Plan, schedule: &Schedule, key: DependencyKey, lag: Lag) -> Duration {
    match lag {
        Lag::Time(time) => time,
        Lag::Percent { percent, elapsed } => {
            let row = plan.position(key.predecessor).and_then(|row| schedule.rows.get(row));
            let whole = row.map_or(0, |row| row.duration);
            let minutes = (i64::from(whole) * i64::from(percent) / 100).clamp(i64::from(i32::MIN), i64::from(i32::MAX));
            Duration { elapsed, ..Duration::working(minutes as i32) }
        }
    }
}

/// A working day of the plan, in minutes.
pub(super) fn day(plan: &Plan) -> i32 {
    plan.settings.hours.minutes_per_day.max(1)
}

/// One step of a length: an hour where hours were typed or where it is shorter than a day, else a day.
pub(super) fn step(plan: &Plan, length: Duration) -> i32 {
    let whole = if length.elapsed { CIVIL } else { day(plan) };
    let short = length.minutes != 0 && length.minutes.saturating_abs() < whole;
    if short || matches!(length.unit, Unit::Hour | Unit::Minute) { HOUR.min(whole) } else { whole }
}

/// `minutes` of a length as a size: elapsed days count as working days.
pub(super) fn size(plan: &Plan, elapsed: bool, minutes: i32) -> i32 {
    match elapsed {
        true => (i64::from(minutes) * i64::from(day(plan)) / i64::from(CIVIL)) as i32,
        false => minutes,
    }
}

/// What is left to do of a task, in its own time.
pub(super) fn left(task: &Task) -> i32 {
    let progress = task.progress;
    let of_percent = || {
        let left = i64::from(task.duration.minutes) * i64::from(100 - progress.percent.min(100));
        ((left + 50) / 100).clamp(0, i64::from(i32::MAX)) as i32
    };
    match (progress.actual_finish, progress.actual_start) {
        (Some(_), _) => 0,
        (None, None) => task.duration.minutes.max(0),
        (None, Some(_)) => progress.remaining.unwrap_or_else(of_percent).max(0),
    }
}

/// It has begun and is not done.
pub(super) fn under_way(task: &Task) -> bool {
    task.progress.actual_start.is_some() && task.progress.actual_finish.is_none()
}
