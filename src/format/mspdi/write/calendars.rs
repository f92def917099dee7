//! Calendars: the plan's own, and one for each person that Project would otherwise give another week.

use super::super::super::xml::Element;
use super::super::CALENDAR_NAME;
use super::super::marks::short;
use super::super::order::CALENDAR;
use super::sheet::Sheet;
use super::{Numbers, Writing, is_shared, time};
use crate::plan::{
    Calendar, CalendarId, DayHours, Exception, Plan, Recurrence, Resource, ResourceId, ResourceKind, WorkWeek,
};
use crate::project::CarriedOf;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// A calendar that only the file has.
pub(super) struct Made {
    pub uid: u32,
    pub base: CalendarId,
    /// The base is the person's own calendar, not the plan's.
    pub own: bool,
}

/// Most working times of a day.
pub(in super::super) const SHIFTS: usize = 5;

/// Who needs one: everybody who works, unless they have a calendar nobody else uses and no days off beside it.
pub(super) fn made(plan: &Plan, calendars: &Numbers) -> BTreeMap<ResourceId, Made> {
    let mut uid = calendars.values().copied().max().unwrap_or(0);
    let mut users: BTreeMap<CalendarId, u32> = BTreeMap::new();
    for id in plan.resources.values().filter_map(|person| person.calendar) {
        *users.entry(id).or_default() += 1;
    }
    let direct = |person: &Resource| {
        let calendar = person.calendar.and_then(|id| plan.calendars.get(&id));
        let alone = |calendar: &Calendar| {
            calendar.base.is_some() && users.get(&calendar.id) == Some(&1) && !is_shared(plan, calendar)
        };
        person.absences.is_empty() && (calendar.is_some_and(alone) || person.kind != ResourceKind::Work)
    };
    let make = |person: &Resource| {
        uid += 1;
        let own = person.calendar.filter(|id| plan.calendars.contains_key(id));
        (person.id, Made { uid, base: own.unwrap_or(plan.settings.calendar), own: own.is_some() })
    };
    plan.resources.values().filter(|person| !direct(person)).map(make).collect()
}

impl Writing<'_> {
    pub(super) fn calendars(&self) -> impl Iterator<Item = Element> + '_ {
        let plan = &self.project.plan;
        let own = plan.calendars.values().map(|calendar| self.calendar(calendar));
        let made = plan.resources.values().filter_map(|person| Some((person, self.made.get(&person.id)?)));
        own.chain(made.map(|(person, made)| self.made_calendar(person, made)))
    }

    fn calendar(&self, calendar: &Calendar) -> Element {
        let plan = &self.project.plan;
        let mut sheet = Sheet::new("Calendar", CALENDAR);
        sheet.carry(self.carried(CarriedOf::Calendar(calendar.id)));
        sheet.put("UID", self.calendar_uid(calendar.id).to_string());
        sheet.put("Name", short(&calendar.name, CALENDAR_NAME));
        sheet.flag("IsBaseCalendar", calendar.base.is_none() || is_shared(plan, calendar));
        sheet.put("BaseCalendarUID", calendar.base.map_or(-1, |base| self.calendar_uid(base)).to_string());
        fill(&mut sheet, &calendar.week, &calendar.exceptions, &calendar.work_weeks);
        sheet.done()
    }

    fn made_calendar(&self, person: &Resource, made: &Made) -> Element {
        let mut sheet = Sheet::new("Calendar", CALENDAR);
        sheet.put("UID", made.uid.to_string());
        sheet.put("Name", short(&super::super::marks::person(&person.name), CALENDAR_NAME));
        sheet.flag("IsBaseCalendar", false);
        sheet.put("BaseCalendarUID", self.calendar_uid(made.base).to_string());
        fill(&mut sheet, &Default::default(), &person.absences, &[]);
        sheet.done()
    }
}

fn fill(sheet: &mut Sheet, week: &[Option<DayHours>; 7], exceptions: &[Exception], work_weeks: &[WorkWeek]) {
    let mut days = week_days(week);
    // Versions before 2007 look for days off here; newer ones have them in a list of their own.
    days.extend(exceptions.iter().filter(|known| known.recurrence == Recurrence::EveryDay).map(older));
    if !days.is_empty() {
        sheet.set(Element::list("WeekDays", days));
    }
    let exceptions: Vec<Element> = exceptions.iter().filter_map(exception).collect();
    if !exceptions.is_empty() {
        sheet.set(Element::list("Exceptions", exceptions));
    }
    if !work_weeks.is_empty() {
        sheet.set(Element::list("WorkWeeks", work_weeks.iter().map(work_week).collect()));
    }
}

/// The days that say something, Sunday first.
fn week_days(week: &[Option<DayHours>; 7]) -> Vec<Element> {
    let day = |kind: usize| {
        let hours = week[(kind + 5) % 7].as_ref()?;
        let mut leaves = vec![Element::leaf("DayType", kind.to_string())];
        leaves.extend(hours_of(hours));
        Some(Element::list("WeekDay", leaves))
    };
    (1..=7).filter_map(day).collect()
}

fn hours_of(hours: &DayHours) -> Vec<Element> {
    let working = Element::leaf("DayWorking", if hours.0.is_empty() { "0" } else { "1" });
    let time = |interval: &crate::plan::Interval| {
        let ends = [("FromTime", interval.from), ("ToTime", interval.to)];
        Element::list("WorkingTime", ends.into_iter().map(|(name, at)| Element::leaf(name, time::clock(at))).collect())
    };
    let times: Vec<Element> = hours.0.iter().take(SHIFTS).map(time).collect();
    if times.is_empty() { vec![working] } else { vec![working, Element::list("WorkingTimes", times)] }
}

fn period(from: NaiveDate, to: NaiveDate) -> Element {
    let leaves =
        vec![Element::leaf("FromDate", time::start_of(from)), Element::leaf("ToDate", format!("{to}T23:59:00"))];
    Element::list("TimePeriod", leaves)
}

fn older(exception: &Exception) -> Element {
    let mut hours = hours_of(&exception.hours).into_iter();
    let mut children = vec![Element::leaf("DayType", "0")];
    children.extend(hours.next());
    children.push(period(exception.from, exception.to));
    children.extend(hours);
    Element::list("WeekDay", children)
}

fn exception(exception: &Exception) -> Option<Element> {
    let mut children = vec![Element::leaf("EnteredByOccurrences", "0"), period(exception.from, exception.to)];
    if exception.recurrence == Recurrence::EveryDay {
        let days = (exception.to - exception.from).num_days().max(0) + 1;
        children.push(Element::leaf("Occurrences", days.to_string()));
    }
    children.push(Element::leaf("Name", short(&exception.name, super::super::TEXT)));
    let rule = rule(&exception.recurrence)?;
    children.extend(rule.into_iter().map(|(name, number)| Element::leaf(name, number.to_string())));
    children.extend(hours_of(&exception.hours));
    Some(Element::list("Exception", children))
}

/// How an exception comes again, in the schema's order. `None` for weekdays that Project has no word for.
pub(in super::super) fn rule(recurrence: &Recurrence) -> Option<Vec<(&'static str, u16)>> {
    Some(match *recurrence {
        Recurrence::EveryDay => vec![("Type", 1)],
        Recurrence::Daily { every } => vec![("Type", 1), ("Period", every)],
        Recurrence::Weekly { every, days } => {
            let sunday_first = u16::from(days) << 1 & 0x7e | u16::from(days) >> 6 & 1;
            vec![("Type", 6), ("Period", every), ("DaysOfWeek", sunday_first)]
        }
        Recurrence::Monthly { every, day } => vec![("Type", 4), ("Period", every), ("MonthDay", day.into())],
        Recurrence::MonthlyNth { every, nth, days } => {
            vec![("Type", 5), ("Period", every), ("MonthItem", item(days)?), ("MonthPosition", position(nth))]
        }
        Recurrence::Yearly { month, day } => {
            vec![("Type", 2), ("Month", u16::from(month).max(1) - 1), ("MonthDay", day.into())]
        }
        Recurrence::YearlyNth { month, nth, days } => {
            let month = u16::from(month).max(1) - 1;
            vec![("Type", 3), ("MonthItem", item(days)?), ("MonthPosition", position(nth)), ("Month", month)]
        }
    })
}

fn position(nth: u8) -> u16 {
    u16::from(nth.clamp(1, 5)) - 1
}

/// Any day, a weekday, a weekend day, or one day of the week.
fn item(days: u8) -> Option<u16> {
    match days & 0x7f {
        0b111_1111 => Some(0),
        0b001_1111 => Some(1),
        0b110_0000 => Some(2),
        // 3 = Sunday … 9 = Saturday; bit 0 = Monday.
        one if one.count_ones() == 1 => Some((one.trailing_zeros() as u16 + 1) % 7 + 3),
        _ => None,
    }
}

fn work_week(week: &WorkWeek) -> Element {
    let children = vec![
        period(week.from, week.to),
        Element::leaf("Name", short(&week.name, super::super::TEXT)),
        Element::list("WeekDays", week_days(&week.week)),
    ];
    Element::list("WorkWeek", children)
}
