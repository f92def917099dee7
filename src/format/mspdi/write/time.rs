//! Dates, durations, units as the file has them.

use super::super::value::LAST_SECOND;
use crate::plan::{CalendarId, Duration, Lag, Moment, Plan, Unit};
use crate::schedule::WorkingTime;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// `2026-01-05T08:00:00`.
pub(super) fn moment(at: Moment) -> String {
    at.civil().format("%Y-%m-%dT%H:%M:%S").to_string()
}

pub(super) fn start_of(date: NaiveDate) -> String {
    moment(Moment::start_of(date))
}

/// `PT8H30M0S`.
pub(super) fn duration(minutes: i64) -> String {
    let minutes = minutes.max(0);
    format!("PT{}H{}M0S", minutes / 60, minutes % 60)
}

pub(super) fn tenths(minutes: i32) -> String {
    (i64::from(minutes) * 10).to_string()
}

/// Minute of the day; the day's end is midnight.
pub(super) fn clock(minute: u16) -> String {
    let minute = minute % 1440;
    format!("{:02}:{:02}:00", minute / 60, minute % 60)
}

/// DurationFormat.
pub(super) fn unit(duration: Duration) -> i64 {
    let unit = match duration.unit {
        Unit::Minute => 3,
        Unit::Hour => 5,
        Unit::Day => 7,
        Unit::Week => 9,
        Unit::Month => 11,
    };
    unit + i64::from(duration.elapsed) + if duration.estimated { 32 } else { 0 }
}

/// LinkLag and LagFormat.
pub(super) fn lag(lag: Lag) -> (i64, i64) {
    match lag {
        Lag::Time(time) => (i64::from(time.minutes) * 10, unit(time)),
        Lag::Percent { percent, elapsed } => (i64::from(percent), if elapsed { 20 } else { 19 }),
    }
}

/// Percent as a share: `1.5`.
pub(super) fn share(percent: u32) -> String {
    decimal(i64::from(percent))
}

/// Hundredths as a number: `800`, `0.5`, `-12.25`.
pub(super) fn decimal(hundredths: i64) -> String {
    let sign = if hundredths < 0 { "-" } else { "" };
    let (whole, part) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    match part {
        0 => format!("{sign}{whole}"),
        part if part % 10 == 0 => format!("{sign}{whole}.{}", part / 10),
        part => format!("{sign}{whole}.{part:02}"),
    }
}

/// The calendars of the plan, compiled, to know which of them work until midnight.
pub(super) struct Clocks<'a> {
    plan: &'a Plan,
    times: BTreeMap<CalendarId, WorkingTime>,
}

impl Clocks<'_> {
    pub fn new(plan: &Plan) -> Clocks<'_> {
        let used = plan.tasks.iter().filter_map(|task| task.calendar).chain([plan.settings.calendar]);
        let used: std::collections::BTreeSet<CalendarId> = used.collect();
        Clocks { plan, times: used.into_iter().map(|id| (id, WorkingTime::of(plan, id))).collect() }
    }

    pub fn of(&self, calendar: Option<CalendarId>) -> Option<&WorkingTime> {
        self.times.get(&calendar.unwrap_or(self.plan.settings.calendar))
    }

    /// A finish. Midnight after a day without work to its end is the day's last second, so that Project shows that day.
    pub fn finish(&self, calendar: Option<CalendarId>, at: Moment, start: Option<Moment>) -> String {
        let midnight = at.minute_of_day() == 0 && start.is_none_or(|start| start < at);
        let works = || self.of(calendar).is_some_and(|time| time.work(Moment(at.0.saturating_sub(1)), at) > 0);
        if midnight && !works() { format!("{}{LAST_SECOND}", at.date_as_finish()) } else { moment(at) }
    }
}
