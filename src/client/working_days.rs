//! The days the plan works on, as far as what the client sees reaches: hours and days off, without what they are called.

use crate::plan::{Calendar, CalendarId, DayHours, Exception, Interval, Moment, Plan, Recurrence};
use crate::schedule::WorkingTime;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Days looked at, at most: more than a hundred years.
const FARTHEST: usize = 40_000;

/// The plan's own calendar within `span`; of people and single steps there is nothing.
pub(super) fn of(plan: &Plan, span: Option<(Moment, Moment)>) -> Calendar {
    let id = plan.settings.calendar;
    let week = usual_week(plan, id);
    let (Some((start, finish)), true) = (span, week.iter().any(|hours| !hours.0.is_empty())) else {
        return Calendar::standard(CalendarId(1));
    };
    let (from, to) = (start.date(), finish.max(start).date_as_finish());
    let usual = |date: NaiveDate| &week[date.weekday().num_days_from_monday() as usize];
    let mut exceptions: Vec<Exception> = Vec::new();
    if differs(plan, id) {
        let mut worked = hours(&WorkingTime::of(plan, id), from, to);
        for date in from.iter_days().take_while(|date| *date <= to).take(FARTHEST) {
            let hours = worked.remove(&date).unwrap_or_default();
            if hours == *usual(date) {
                continue;
            }
            match exceptions.last_mut() {
                Some(last) if last.to.succ_opt() == Some(date) && last.hours == hours => last.to = date,
                _ => {
                    let (name, recurrence) = (String::new(), Recurrence::EveryDay);
                    exceptions.push(Exception { name, from: date, to: date, recurrence, hours });
                }
            }
        }
    }
    Calendar { week: week.map(Some), exceptions, ..Calendar::standard(CalendarId(1)) }
}

/// A calendar, its base, the base's base and so on; a circle ends where it closes.
fn chain(plan: &Plan, id: CalendarId) -> impl Iterator<Item = &Calendar> {
    let next = |calendar: &&Calendar| calendar.base.and_then(|id| plan.calendars.get(&id));
    std::iter::successors(plan.calendars.get(&id), next).take(plan.calendars.len())
}

fn differs(plan: &Plan, id: CalendarId) -> bool {
    chain(plan, id).any(|calendar| !(calendar.exceptions.is_empty() && calendar.work_weeks.is_empty()))
}

fn usual_week(plan: &Plan, id: CalendarId) -> [DayHours; 7] {
    let day = |at: usize| chain(plan, id).find_map(|calendar| calendar.week[at].clone()).unwrap_or_default();
    std::array::from_fn(|at| joined(day(at)))
}

/// Hours that touch are one stretch.
fn joined(hours: DayHours) -> DayHours {
    let mut all: Vec<Interval> = Vec::new();
    for one in hours.0.into_iter().filter(|one| one.from < one.to) {
        match all.last_mut() {
            Some(last) if last.to >= one.from => last.to = last.to.max(one.to),
            _ => all.push(one),
        }
    }
    DayHours(all)
}

/// What is worked on each day that is worked on.
fn hours(time: &WorkingTime, from: NaiveDate, to: NaiveDate) -> BTreeMap<NaiveDate, DayHours> {
    let mut days: BTreeMap<NaiveDate, DayHours> = BTreeMap::new();
    for (start, end) in time.intervals(Moment::start_of(from), Moment::end_of(to)) {
        // Night work goes on past midnight.
        for day in start.day()..=Moment(end.0.saturating_sub(1)).day() {
            let minute = |at: Moment| (at.0.saturating_sub(day.saturating_mul(1440))).clamp(0, 1440) as u16;
            let stretch = Interval { from: minute(start), to: minute(end) };
            days.entry(Moment(day.saturating_mul(1440)).date()).or_default().0.push(stretch);
        }
    }
    days
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// Two weeks from Monday 1 June 2026, with a day off and a working Saturday in the calendar's base.
    #[test]
    fn days_off_are_there_without_their_names_as_far_as_the_client_sees() {
        let at = |text: &str| Moment::start_of(day(text));
        let mut plan = Plan::new(at("2026-06-01"));
        let off = |text: &str, hours| Exception {
            name: "A secret".into(),
            from: day(text),
            to: day(text),
            recurrence: Recurrence::EveryDay,
            hours,
        };
        let calendar = plan.calendars.get_mut(&CalendarId(1)).unwrap();
        calendar.exceptions = vec![
            off("2026-06-04", DayHours::off()),
            off("2026-06-05", DayHours::off()),
            off("2026-06-13", DayHours::standard()),
            off("2026-09-01", DayHours::off()),
        ];
        let own =
            Calendar { id: CalendarId(2), base: Some(CalendarId(1)), week: Default::default(), ..calendar.clone() };
        plan.calendars.insert(own.id, Calendar { exceptions: Vec::new(), name: "Another secret".into(), ..own });
        plan.settings.calendar = CalendarId(2);
        let found = of(&plan, Some((at("2026-06-01"), at("2026-06-14"))));
        assert!(!format!("{found:?}").contains("ecret"));
        let days: Vec<String> = found
            .exceptions
            .iter()
            .map(|one| format!("{}–{} {}", one.from.format("%d"), one.to.format("%d"), one.hours.minutes()))
            .collect();
        assert_eq!(days, ["04–05 0", "13–13 480"]);
        assert_eq!(of(&plan, None), Calendar::standard(CalendarId(1)));
    }
}
