//! A calendar as it is edited: hours and days as text both ways, a picture of a month, and who works by it.

use crate::plan::{Calendar, CalendarId, DayHours, Exception, Interval, Moment, Plan, Recurrence, TaskId};
use crate::schedule::WorkingTime;
use crate::words::{self, DateForm, Dates, month_name};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The last day a rule that goes on for good is kept for.
const FOR_GOOD: i32 = 2199;

/// Reads the working hours of a day: `8-12, 13-17`, `8:30–16`, `9am-5pm`, `off`, `24h`.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn read_hours(text: &str) -> Result<DayHours, String> {
    let typed = text.trim().to_lowercase();
    match typed.as_str() {
        "" | "off" | "none" | "no work" | "closed" | "free" | "-" | "0" => return Ok(DayHours::off()),
        "24h" | "all day" | "always" => return Ok(DayHours(vec![Interval { from: 0, to: 1440 }])),
        _ => {}
    }
    let wrong = || format!("“{}” are not working hours. Try 8-12, 13-17 or off.", text.trim());
    let mut hours = Vec::new();
    for part in typed.replace(" and ", ",").split([',', ';', '+']).map(str::trim).filter(|part| !part.is_empty()) {
        let part = part.replace(" to ", "-").replace(['–', '—'], "-");
        let (from, to) = part.split_once('-').ok_or_else(wrong)?;
        let (from, mut to) = (clock(from).ok_or_else(wrong)?, clock(to).ok_or_else(wrong)?);
        if to == 0 {
            to = 1440;
        }
        if from >= to {
            return Err(format!(
                "“{part}” ends before it begins. Hours do not run past midnight: use 24:00 and the next day."
            ));
        }
        hours.push(Interval { from, to });
    }
    hours.sort_by_key(|interval| interval.from);
    if hours.windows(2).any(|pair| pair[0].to > pair[1].from) {
        return Err(format!("“{}”: these hours overlap.", text.trim()));
    }
    Ok(DayHours(hours))
}

/// Minute of the day of `8`, `8:30`, `8.30`, `0830`, `5pm`, `24`.
fn clock(text: &str) -> Option<u16> {
    let text = text.trim();
    let (digits, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(rest), _) => (rest.trim_end(), Some(0)),
        (_, Some(rest)) => (rest.trim_end(), Some(12)),
        _ => (text, None),
    };
    let (hour, minute) = match digits.split_once([':', '.', 'h']) {
        Some((hour, minute)) => (hour, minute),
        None if digits.len() == 4 && digits.is_ascii() => digits.split_at(2),
        None => (digits, "0"),
    };
    let hour: u16 = hour.parse().ok()?;
    let minute: u16 = if minute.is_empty() { 0 } else { minute.parse().ok()? };
    let hour = match half {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
        None => hour,
    };
    let total = hour.checked_mul(60)?.checked_add(minute)?;
    (minute < 60 && total <= 1440).then_some(total)
}

/// The hours as they would be typed.
pub fn write_hours(hours: &DayHours) -> String {
    if hours.0.is_empty() {
        return "off".into();
    }
    let clock = |minute: u16| match minute % 60 {
        0 => (minute / 60).to_string(),
        rest => format!("{}:{rest:02}", minute / 60),
    };
    hours.0.iter().map(|span| format!("{}–{}", clock(span.from), clock(span.to))).collect::<Vec<_>>().join(", ")
}

/// Reads the days of an exception: `18 Nov`, `24 Dec – 2 Jan`, `25 Dec each year`.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn read_days(text: &str, dates: &Dates) -> Result<(NaiveDate, NaiveDate, Recurrence), String> {
    let yearly = ["each year", "every year", "yearly", "annually"];
    let mut days = text.trim();
    let mut each = false;
    for word in yearly {
        let is_word = |part: &str| part.eq_ignore_ascii_case(word);
        let behind = days.len().checked_sub(word.len()).and_then(|at| days.split_at_checked(at));
        let before = days.split_at_checked(word.len());
        let rest = behind.filter(|(_, end)| is_word(end)).map(|(rest, _)| rest);
        if let Some(rest) = rest.or(before.filter(|(start, _)| is_word(start)).map(|(_, rest)| rest)) {
            (days, each) = (rest.trim().trim_end_matches(',').trim_end(), true);
        }
    }
    let ends = [" – ", " - ", " to ", " TO ", "–", "—", "..", "-"].iter().find_map(|sign| days.split_once(sign));
    if let Some((from, to)) = ends.filter(|_| dates.read(days).is_err()) {
        if each {
            return Err("A yearly rule takes one day. Add a line for each of them.".into());
        }
        // `24–26 Dec`, `Dec 24–26`: a bare day borrows the other's month.
        let bare = |text: &str| text.trim().parse::<u32>().ok();
        let day_of = |month: NaiveDate, day: u32| {
            month.with_day(day).ok_or_else(|| format!("{} has no day {day}.", month_name(month.month())))
        };
        let (from, to) = match (bare(from), bare(to)) {
            (Some(day), None) => {
                let to = dates.read(to)?.date;
                (day_of(to, day)?, to)
            }
            (None, Some(day)) => {
                let from = dates.read(from)?.date;
                (from, day_of(from, day)?)
            }
            _ => {
                let to = dates.read(to)?.date;
                (dates.near(to).read(from)?.date, to)
            }
        };
        if from > to {
            return Err(format!("“{}” ends before it begins.", text.trim()));
        }
        return Ok((from, to, Recurrence::EveryDay));
    }
    let day = dates.read(days)?.date;
    if !each {
        return Ok((day, day, Recurrence::EveryDay));
    }
    let first = NaiveDate::from_ymd_opt(dates.near.year().min(day.year()), 1, 1).unwrap_or(day);
    let last = NaiveDate::from_ymd_opt(FOR_GOOD, 12, 31).unwrap_or(day);
    Ok((first, last, Recurrence::Yearly { month: day.month() as u8, day: day.day() as u8 }))
}

/// The days of an exception in words; what `read_days` can make reads back.
pub fn write_days(exception: &Exception, dates: &Dates) -> String {
    let short = |date| dates.write(date, DateForm::Short);
    let range = dates.range(Moment::start_of(exception.from), Moment::end_of(exception.to));
    let nth = |nth: u8| ["first", "second", "third", "fourth", "last"].get(usize::from(nth.clamp(1, 5)) - 1).copied();
    let weekdays = |days: u8| {
        let names = (0..7_u8).filter(|day| days >> day & 1 == 1).filter_map(|day| Weekday::try_from(day).ok());
        names.map(words::weekday_name).collect::<Vec<_>>().join(", ")
    };
    let every = |every: u16, one: &str, many: &str| match every {
        0 | 1 => format!("every {one}"),
        n => format!("every {n} {many}"),
    };
    match exception.recurrence {
        Recurrence::EveryDay if exception.from == exception.to => short(exception.from),
        Recurrence::EveryDay => range,
        Recurrence::Yearly { month, day } => {
            let date = NaiveDate::from_ymd_opt(2028, u32::from(month), u32::from(day));
            let name = date.map_or(format!("{day}.{month}."), |date| day_and_month(date, dates));
            format!("{name} each year")
        }
        Recurrence::Daily { every: n } => format!("{}, {range}", every(n, "day", "days")),
        Recurrence::Weekly { every: n, days } => {
            format!("{} of {}, {range}", weekdays(days), every(n, "week", "weeks"))
        }
        Recurrence::Monthly { every: n, day } => format!("day {day} of {}, {range}", every(n, "month", "months")),
        Recurrence::MonthlyNth { every: n, nth: which, days } => {
            format!("{} {} of {}, {range}", nth(which).unwrap_or_default(), weekdays(days), every(n, "month", "months"))
        }
        Recurrence::YearlyNth { month, nth: which, days } => format!(
            "{} {} of {} each year",
            nth(which).unwrap_or_default(),
            weekdays(days),
            month_name(u32::from(month))
        ),
    }
}

fn day_and_month(date: NaiveDate, dates: &Dates) -> String {
    match dates.locale.date_order {
        words::DateOrder::MonthDayYear => format!("{} {}", month_name(date.month()), date.day()),
        _ => format!("{} {}", date.day(), month_name(date.month())),
    }
}

/// A month drawn as weeks.
#[derive(Clone, Debug, PartialEq)]
pub struct Month {
    /// `Dec 2026`.
    pub title: String,
    pub weekdays: Vec<&'static str>,
    /// Weeks of seven days; days of other months are `None`.
    pub weeks: Vec<[Option<Day>; 7]>,
}

/// A day in the picture of a month.
#[derive(Clone, Debug, PartialEq)]
pub struct Day {
    pub day: u32,
    pub date: NaiveDate,
    /// Working minutes.
    pub minutes: i32,
    /// Differs from the week by an exception.
    pub exception: bool,
    /// `8 h`, `no work`, with the exception's name: read out and shown on hover.
    pub words: String,
}

/// The month holding `day` by one calendar.
pub fn month(plan: &Plan, id: CalendarId, day: NaiveDate, first: Weekday) -> Month {
    let time = WorkingTime::of(plan, id);
    let start = day.with_day(1).unwrap_or(day);
    let lead = (7 + start.weekday().num_days_from_monday() - first.num_days_from_monday()) % 7;
    let mut at = start.checked_sub_days(Days::new(u64::from(lead))).unwrap_or(start);
    let mut weeks = Vec::new();
    let same_month = |date: NaiveDate| (date.year(), date.month()) == (start.year(), start.month());
    while weeks.len() < 6 && (weeks.is_empty() || same_month(at)) {
        let mut week: [Option<Day>; 7] = Default::default();
        for slot in &mut week {
            *slot = same_month(at).then(|| picture(plan, id, &time, at));
            at = at.succ_opt().unwrap_or(at);
        }
        weeks.push(week);
    }
    let mut weekday = first;
    let weekdays = std::array::from_fn::<_, 7, _>(|_| {
        let name = words::weekday_name(weekday);
        weekday = weekday.succ();
        name
    });
    Month { title: format!("{} {}", month_name(start.month()), start.year()), weekdays: weekdays.to_vec(), weeks }
}

fn picture(plan: &Plan, id: CalendarId, time: &WorkingTime, date: NaiveDate) -> Day {
    let minutes = time.work(Moment::start_of(date), Moment::end_of(date));
    let special = exception_on(plan, id, date);
    let work = match minutes {
        0 => "no work".to_owned(),
        minutes => words::days(minutes, &hours_only(), words::Locale::default()),
    };
    let name = special.as_deref().filter(|name| !name.is_empty());
    let words = name.map_or(work.clone(), |name| format!("{name}, {work}"));
    Day { day: date.day(), date, minutes, exception: special.is_some(), words }
}

/// Settings by which every length is told in hours.
fn hours_only() -> crate::plan::HoursSettings {
    crate::plan::HoursSettings { minutes_per_day: 100_000, minutes_per_week: 500_000, days_per_month: 20 }
}

/// The name of the exception a day falls under, in the calendar or its bases.
fn exception_on(plan: &Plan, id: CalendarId, date: NaiveDate) -> Option<String> {
    let mut next = Some(id);
    for _ in 0..=plan.calendars.len() {
        let calendar = plan.calendars.get(&next?)?;
        if let Some(found) = calendar.exceptions.iter().rev().find(|exception| takes(exception, date)) {
            return Some(found.name.clone());
        }
        next = calendar.base;
    }
    None
}

/// Whether an exception takes this day: asked of a calendar that has nothing else.
fn takes(exception: &Exception, date: NaiveDate) -> bool {
    if date < exception.from || date > exception.to {
        return false;
    }
    if exception.recurrence == Recurrence::EveryDay {
        return true;
    }
    let mut alone = Calendar::standard(CalendarId(0));
    alone.week = std::array::from_fn(|_| Some(DayHours::off()));
    let whole_day = DayHours(vec![Interval { from: 0, to: 1440 }]);
    alone.exceptions = vec![Exception { hours: whole_day, ..exception.clone() }];
    WorkingTime::compile(&[&alone]).works_on(date)
}

/// What still uses a calendar, so that it cannot be taken away; empty = it can.
pub fn users(plan: &Plan, id: CalendarId) -> Vec<String> {
    let mut all = Vec::new();
    if plan.settings.calendar == id {
        all.push("the project works by it".to_owned());
    }
    let tasks: Vec<TaskId> = plan.tasks.iter().filter(|task| task.calendar == Some(id)).map(|task| task.id).collect();
    match tasks.as_slice() {
        [] => {}
        [one] => all.push(format!("{} works by it", words::task_name(plan, *one))),
        [one, rest @ ..] => {
            all.push(format!("{} and {} more tasks work by it", words::task_name(plan, *one), rest.len()))
        }
    }
    let people = plan.resources.values().filter(|person| person.calendar == Some(id));
    all.extend(people.take(3).map(|person| format!("{} works by it", person.name)));
    let based = plan.calendars.values().filter(|calendar| calendar.base == Some(id) && calendar.id != id);
    all.extend(based.map(|calendar| format!("“{}” is based on it", calendar.name)));
    all
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::words::Locale;

    fn dates() -> Dates {
        Dates::new(Locale::default(), "2026-11-02".parse().unwrap())
    }

    #[test]
    fn hours_read_as_people_write_them_and_read_back() {
        for (typed, expected) in [
            ("8-12, 13-17", "8–12, 13–17"),
            ("13-17; 8 - 12", "8–12, 13–17"),
            ("8:30–16", "8:30–16"),
            ("0830-1600", "8:30–16"),
            ("9am to 5pm", "9–17"),
            ("8-12 and 13-17.30", "8–12, 13–17:30"),
            ("off", "off"),
            ("", "off"),
            ("24h", "0–24"),
            ("22-24", "22–24"),
            ("22-0", "22–24"),
            ("all week", "“all week” are not working hours. Try 8-12, 13-17 or off."),
            ("17-13", "“17-13” ends before it begins. Hours do not run past midnight: use 24:00 and the next day."),
            ("8-12, 11-13", "“8-12, 11-13”: these hours overlap."),
            ("8-25", "“8-25” are not working hours. Try 8-12, 13-17 or off."),
        ] {
            let got = read_hours(typed).map_or_else(|message| message, |hours| write_hours(&hours));
            assert_eq!(got, expected, "{typed}");
            if let Ok(hours) = read_hours(typed) {
                assert_eq!(read_hours(&write_hours(&hours)), Ok(hours), "{typed} reads back");
            }
        }
    }

    #[test]
    fn days_read_as_people_write_them_and_read_back() {
        for (typed, expected) in [
            ("18 Nov", "18 Nov"),
            ("24 Dec – 2 Jan", "24 Dec – 2 Jan"),
            ("24-26 Dec", "24–26 Dec"),
            ("Dec 24–26", "24–26 Dec"),
            ("24 dec to 2 jan 2027", "24 Dec – 2 Jan"),
            ("25 Dec each year", "25 Dec each year"),
            ("every year 1 May", "1 May each year"),
            ("2026-12-24", "24 Dec"),
            ("2 Jan 2027 - 24 Dec 2026", "“2 Jan 2027 - 24 Dec 2026” ends before it begins."),
            ("24-26 Dec yearly", "A yearly rule takes one day. Add a line for each of them."),
            ("Easter", "“Easter” is not a date. Try 12 Mar or next fri."),
        ] {
            let exception = |(from, to, recurrence)| Exception {
                name: String::new(),
                from,
                to,
                recurrence,
                hours: DayHours::off(),
            };
            let read = read_days(typed, &dates()).map(exception);
            let got = read.clone().map_or_else(|message| message, |days| write_days(&days, &dates()));
            assert_eq!(got, expected, "{typed}");
            if let Ok(days) = read {
                assert_eq!(read_days(&got, &dates()).map(exception), Ok(days), "{typed} reads back");
            }
        }
    }

    #[test]
    fn a_month_shows_weekends_holidays_and_working_saturdays() {
        let mut plan = Plan::new(Moment::start_of("2026-12-01".parse().unwrap()));
        let calendar = plan.calendars.get_mut(&CalendarId(1)).unwrap();
        let christmas = read_days("25 Dec each year", &dates()).unwrap();
        let saturday = read_days("12 Dec", &dates()).unwrap();
        for (name, (from, to, recurrence), hours) in [("Christmas", christmas, "off"), ("Push", saturday, "8-12")] {
            calendar.exceptions.push(Exception {
                name: name.into(),
                from,
                to,
                recurrence,
                hours: read_hours(hours).unwrap(),
            });
        }
        let month = month(&plan, CalendarId(1), "2026-12-15".parse().unwrap(), Weekday::Mon);
        assert_eq!((month.title.as_str(), month.weeks.len(), month.weekdays[0]), ("Dec 2026", 5, "Mon"));
        let told: Vec<String> = month
            .weeks
            .iter()
            .flatten()
            .flatten()
            .filter(|day| day.exception || day.day == 6 || day.day == 7)
            .map(|day| format!("{} {}", day.day, day.words))
            .collect();
        assert_eq!(told, ["6 no work", "7 8 h", "12 Push, 4 h", "25 Christmas, no work"]);
    }

    #[test]
    fn a_calendar_in_use_says_by_whom() {
        let mut plan = Plan::new(Moment(0));
        let night = Calendar { base: Some(CalendarId(1)), name: "Night".into(), ..Calendar::standard(CalendarId(7)) };
        plan.calendars.insert(night.id, night);
        assert_eq!(users(&plan, CalendarId(1)), ["the project works by it", "“Night” is based on it"]);
        assert!(users(&plan, CalendarId(7)).is_empty());
    }
}
