//! Days without work that could be worked: Saturdays, and holidays, while somebody on the chain waits for the next day.

use super::chain::Step;
use super::clocks::{Clocks, calendar_of, day};
use super::lever::{Lever, What};
use super::levers::Along;
use crate::plan::{CalendarId, DayHours, Interval, Moment, TaskId};
use crate::schedule::WorkingTime;
use chrono::{Datelike, Days, NaiveDate, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// Days of one kind and calendar put together in a suggestion at most.
const MOST_DAYS: usize = 8;
/// Civil days of a task that are looked at.
const REACH: i64 = 400;

/// Who on the chain is at work, or waits to be, from when to when, by calendar.
type Spans = BTreeMap<CalendarId, Vec<(TaskId, Moment, Moment)>>;

/// A lever for the Saturdays and one for the holidays of each calendar that unlocked tasks of the chain follow.
pub(super) fn days(along: &Along, chain: &[Step], clocks: &mut Clocks) -> Vec<Lever> {
    let (plan, first) = (along.plan, along.earliest());
    let mut found = Vec::new();
    for (id, spans) in spans(along, chain) {
        let time = clocks.calendar(plan, id);
        let locked = along.locked_spans(id);
        let is_free = |date: &NaiveDate| {
            !locked.iter().any(|(from, to)| *from < Moment::end_of(*date) && *to > Moment::start_of(*date))
        };
        // Days that leave alone what is under way come first.
        let busy = along.busy_until(id);
        for wanted in [is_saturday, is_holiday] {
            let free: BTreeSet<NaiveDate> = spans
                .iter()
                .flat_map(|(_, from, to)| between(*from, *to))
                .filter(|date| first.is_none_or(|first| *date >= first) && wanted(time, *date))
                // Where what is locked lies now, it is at work.
                .filter(is_free)
                .collect();
            let (before, after): (Vec<NaiveDate>, Vec<NaiveDate>) =
                free.into_iter().partition(|date| Moment::start_of(*date) < busy);
            let days: Vec<(NaiveDate, DayHours)> = after
                .into_iter()
                .chain(before)
                .take(MOST_DAYS)
                .filter_map(|date| Some((date, hours(time, date)?)))
                .collect();
            let waits = |(_, from, to): &&(TaskId, Moment, Moment)| {
                days.iter().any(|(date, _)| *from < Moment::end_of(*date) && *to > Moment::start_of(*date))
            };
            let mut tasks: Vec<TaskId> = spans.iter().filter(waits).map(|(task, ..)| *task).collect();
            tasks.reverse();
            if !days.is_empty() {
                let most = days.len() as i32;
                found.push(Lever { what: What::Days { calendar: id, days, tasks }, step: day(plan), most });
            }
        }
    }
    found
}

fn spans(along: &Along, chain: &[Step]) -> Spans {
    let mut spans = Spans::new();
    for step in chain {
        let Step::Task { row, from, to, .. } = *step else { continue };
        let task = &along.plan.tasks[row];
        if !along.locked[row] && !task.duration.elapsed {
            spans.entry(calendar_of(along.plan, task)).or_default().push((task.id, from, to));
        }
    }
    spans
}

/// The civil days from one moment to another.
fn between(from: Moment, to: Moment) -> impl Iterator<Item = NaiveDate> {
    let (first, last) = (from.date(), to.date());
    let count = last.signed_duration_since(first).num_days().clamp(0, REACH);
    first.iter_days().take(count as usize + 1)
}

/// A Saturday that is never worked.
fn is_saturday(time: &WorkingTime, date: NaiveDate) -> bool {
    date.weekday() == Weekday::Sat && !time.works_on(date) && !is_usual(time, date)
}

/// A day without work on a weekday that is worked otherwise.
fn is_holiday(time: &WorkingTime, date: NaiveDate) -> bool {
    !time.works_on(date) && is_usual(time, date)
}

/// Whether this weekday is worked in a week near by.
fn is_usual(time: &WorkingTime, date: NaiveDate) -> bool {
    let weeks = (1..=4).map(|week| Days::new(week * 7));
    weeks.flat_map(|by| [date.checked_sub_days(by), date.checked_add_days(by)]).flatten().any(|day| time.works_on(day))
}

/// The hours of the last working day before.
fn hours(time: &WorkingTime, date: NaiveDate) -> Option<DayHours> {
    let before = time.prev_finish(Moment::start_of(date)).date_as_finish();
    let minute = |at: Moment| at.0.saturating_sub(Moment::start_of(before).0);
    let spans = time.intervals(Moment::start_of(before), Moment::end_of(before));
    let spans: Vec<Interval> =
        spans.map(|(from, to)| Interval { from: minute(from) as u16, to: minute(to) as u16 }).collect();
    (!spans.is_empty()).then_some(DayHours(spans))
}
