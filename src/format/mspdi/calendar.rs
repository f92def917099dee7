//! Calendars of the file: weeks, dated exceptions of both generations, other weeks between dates.

use super::{Import, value};
use crate::format::ImportNote;
use crate::format::mspdi::order::CALENDAR;
use crate::format::xml::Element;
use crate::plan::{Calendar, CalendarId, DayHours, Exception, Interval, Recurrence, WorkWeek};
use crate::project::CarriedOf;
use chrono::NaiveDate;

impl Import {
    pub(super) fn take_calendar(&mut self, element: &Element) {
        let Some(id) = element.number("UID").and_then(|uid| u32::try_from(uid).ok()).map(CalendarId) else { return };
        if self.project.plan.calendars.contains_key(&id) {
            return;
        }
        let base = element.number("BaseCalendarUID").and_then(|uid| u32::try_from(uid).ok()).map(CalendarId);
        let base = base.filter(|base| *base != id);
        let mut week: [Option<DayHours>; 7] = Default::default();
        let mut exceptions = Vec::new();
        let newer = element.child("Exceptions").is_some_and(|list| !list.children.is_empty());
        let days = element.child("WeekDays").map_or(&[][..], |list| &list.children);
        for day in days.iter().filter(|day| day.name == "WeekDay") {
            match day.number("DayType") {
                Some(kind @ 1..=7) => week[(kind as usize + 5) % 7] = Some(hours(day)),
                // The older form of exceptions, repeated beside the newer one: count once.
                Some(0) if !newer => match period(day) {
                    Some((from, to)) => exceptions.push(Exception {
                        name: String::new(),
                        from,
                        to,
                        recurrence: Recurrence::EveryDay,
                        hours: hours(day),
                    }),
                    None => self.notes.push(ImportNote::BadException { calendar: id }),
                },
                _ => {}
            }
        }
        if base.is_none() && week.iter().all(Option::is_none) {
            week = Calendar::standard(id).week;
        }
        for item in element.child("Exceptions").into_iter().flat_map(|list| list.all("Exception")) {
            match exception(item) {
                Some(exception) => exceptions.push(exception),
                None => self.notes.push(ImportNote::BadException { calendar: id }),
            }
        }
        let weeks = element.child("WorkWeeks").into_iter().flat_map(|list| list.all("WorkWeek"));
        let work_weeks = weeks.filter_map(work_week).collect();
        let name = element.get("Name").unwrap_or_default().to_owned();
        self.keep.record(CarriedOf::Calendar(id), CALENDAR, element, &self.fields);
        self.project.plan.calendars.insert(id, Calendar { id, name, base, week, exceptions, work_weeks });
    }
}

/// The working hours of a day; a working day without times has the usual ones.
fn hours(day: &Element) -> DayHours {
    if !day.flag("DayWorking").unwrap_or(false) {
        return DayHours::off();
    }
    let times = day.child("WorkingTimes").into_iter().flat_map(|list| list.all("WorkingTime"));
    let intervals: Vec<Interval> = times.filter_map(interval).collect();
    if intervals.is_empty() { DayHours::standard() } else { DayHours(intervals) }
}

fn interval(time: &Element) -> Option<Interval> {
    let from = value::clock(time.get("FromTime")?)?;
    let to = value::clock(time.get("ToTime")?)?;
    // Midnight as an end is the day's end.
    let to = if to <= from { 1440 } else { to };
    Some(Interval { from, to })
}

/// First and last day of a `TimePeriod`.
fn period(element: &Element) -> Option<(NaiveDate, NaiveDate)> {
    let period = element.child("TimePeriod")?;
    let (from, to) = (value::moment(period.get("FromDate")?)?, value::moment(period.get("ToDate")?)?);
    let last = if to > from { to.date_as_finish() } else { to.date() };
    (last >= from.date()).then_some((from.date(), last))
}

fn exception(item: &Element) -> Option<Exception> {
    let (from, to) = period(item)?;
    let recurrence = recurrence(item)?;
    let name = item.get("Name").unwrap_or_default().to_owned();
    Some(Exception { name, from, to, recurrence, hours: hours(item) })
}

fn recurrence(item: &Element) -> Option<Recurrence> {
    let every = item.number("Period").and_then(|n| u16::try_from(n).ok()).filter(|n| *n > 0).unwrap_or(1);
    let day = item.number("MonthDay").and_then(|n| u8::try_from(n).ok()).unwrap_or(1);
    let month = item.number("Month").and_then(|n| u8::try_from(n).ok()).unwrap_or(0).min(11) + 1;
    let nth = item.number("MonthPosition").and_then(|n| u8::try_from(n).ok()).unwrap_or(0).min(4) + 1;
    let days = match item.number("MonthItem").unwrap_or(0) {
        0 => 0b111_1111,
        1 => 0b001_1111,
        2 => 0b110_0000,
        // 3 = Sunday … 9 = Saturday.
        weekday => 1 << ((weekday.clamp(3, 9) + 3) % 7),
    };
    Some(match item.number("Type").unwrap_or(1) {
        2 => Recurrence::Yearly { month, day },
        3 => Recurrence::YearlyNth { month, nth, days },
        4 => Recurrence::Monthly { every, day },
        5 => Recurrence::MonthlyNth { every, nth, days },
        6 => {
            // Bit 0 = Sunday in the file, Monday here.
            let bits = item.number("DaysOfWeek").unwrap_or(0) as u8 & 0x7f;
            Recurrence::Weekly { every, days: bits >> 1 | (bits & 1) << 6 }
        }
        1 | 7 if every > 1 => Recurrence::Daily { every },
        _ => Recurrence::EveryDay,
    })
}

fn work_week(item: &Element) -> Option<WorkWeek> {
    let (from, to) = period(item)?;
    let mut week: [Option<DayHours>; 7] = Default::default();
    for day in item.child("WeekDays").into_iter().flat_map(|list| list.all("WeekDay")) {
        if let Some(kind @ 1..=7) = day.number("DayType") {
            week[(kind as usize + 5) % 7] = Some(hours(day));
        }
    }
    Some(WorkWeek { name: item.get("Name").unwrap_or_default().to_owned(), from, to, week })
}
