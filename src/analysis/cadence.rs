//! When the next report is due, and how many of those due were on time. A day without work brings a report forward to
//! the last working day before it: a promise is not kept by a holiday.

use crate::project::{Cadence, Every, Sent};
use crate::schedule::WorkingTime;
use chrono::{Days, Months, NaiveDate};

/// The report to write next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportDue {
    pub day: NaiveDate,
    /// Minutes after midnight.
    pub at: u16,
    /// Civil days from today; below 0 it is late.
    pub ahead: i64,
    pub overdue: bool,
    /// A report sent today is the one that is due: the one before it has had its day.
    pub serves: bool,
}

/// How many reports were on time of those that were due, from the first one sent on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct ReportRecord {
    pub on_time: usize,
    pub due: usize,
}

/// The days reports are due, the first one first, without an end. `time` is the project's working time.
pub fn due_days<'a>(cadence: &Cadence, time: &'a WorkingTime) -> impl Iterator<Item = NaiveDate> + 'a {
    let cadence = *cadence;
    let nominal = move |n: u32| match cadence.every {
        Every::Week => cadence.from.checked_add_days(Days::new(u64::from(n) * 7)),
        Every::Fortnight => cadence.from.checked_add_days(Days::new(u64::from(n) * 14)),
        Every::Month => cadence.from.checked_add_months(Months::new(n)),
    };
    (0..).map_while(nominal).map(|day| working_day(day, time))
}

/// The day itself, or the last one before it with work on it; the day itself where there is none for a long time.
fn working_day(day: NaiveDate, time: &WorkingTime) -> NaiveDate {
    let before = std::iter::successors(Some(day), NaiveDate::pred_opt);
    before.take(60).find(|day| time.works_on(*day)).unwrap_or(day)
}

/// What is due on `today` at `minute` of it, after the reports already sent.
pub fn report_due(cadence: &Cadence, time: &WorkingTime, sent: &[&Sent], today: NaiveDate, minute: u16) -> ReportDue {
    let served = sent.iter().filter_map(|sent| sent.due).max();
    let mut before = served;
    let mut found = None;
    for day in due_days(cadence, time).filter(|day| served.is_none_or(|served| *day > served)) {
        // Of several that have passed the latest one counts: nobody writes the older ones any more.
        if day > today && found.is_some() {
            break;
        }
        before = found.or(before);
        found = Some(day);
        if day > today {
            break;
        }
    }
    let day = found.unwrap_or(cadence.from);
    let overdue = day < today || day == today && minute > cadence.at;
    let ahead = day.signed_duration_since(today).num_days();
    ReportDue { day, at: cadence.at, ahead, overdue, serves: before.is_none_or(|before| today > before) }
}

/// The record up to `today`.
pub fn report_record(cadence: &Cadence, time: &WorkingTime, sent: &[&Sent], today: NaiveDate) -> ReportRecord {
    let Some(first) = sent.iter().filter_map(|sent| sent.due).min() else { return ReportRecord::default() };
    let days = due_days(cadence, time).skip_while(|day| *day < first).take_while(|day| *day <= today);
    let mut due: Vec<NaiveDate> = days.filter(|day| *day < today).collect();
    // A report counts for the day it was due, also where the cadence has changed since.
    due.extend(sent.iter().filter_map(|sent| sent.due));
    due.sort_unstable();
    due.dedup();
    let kept = |day: &&NaiveDate| sent.iter().any(|sent| sent.due == Some(**day) && sent.on <= **day);
    ReportRecord { on_time: due.iter().filter(kept).count(), due: due.len() }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Calendar, CalendarId, DayHours, Exception, Moment, Plan, Recurrence};

    fn day(text: &str) -> NaiveDate {
        format!("2026-{text}").parse().unwrap()
    }

    /// Monday to Friday; 3 April 2026 is a holiday.
    fn time() -> WorkingTime {
        let mut plan = Plan::new(Moment::parse("2026-03-02").unwrap());
        let off = Exception {
            name: "Good Friday".into(),
            from: day("04-03"),
            to: day("04-03"),
            recurrence: Recurrence::EveryDay,
            hours: DayHours::off(),
        };
        let calendar = Calendar { exceptions: vec![off], ..Calendar::standard(CalendarId(1)) };
        plan.calendars.insert(CalendarId(1), calendar);
        WorkingTime::of(&plan, CalendarId(1))
    }

    fn days(every: Every, from: &str, expected: &str) {
        let cadence = Cadence { every, from: day(from), at: 900 };
        let found: Vec<String> =
            due_days(&cadence, &time()).take(5).map(|day| day.format("%a %d %b").to_string()).collect();
        assert_eq!(found.join(", "), expected);
    }

    #[test]
    fn a_day_without_work_brings_the_report_forward() {
        days(Every::Week, "03-20", "Fri 20 Mar, Fri 27 Mar, Thu 02 Apr, Fri 10 Apr, Fri 17 Apr");
        days(Every::Fortnight, "03-20", "Fri 20 Mar, Thu 02 Apr, Fri 17 Apr, Fri 01 May, Fri 15 May");
        days(Every::Month, "03-31", "Tue 31 Mar, Thu 30 Apr, Fri 29 May, Tue 30 Jun, Fri 31 Jul");
    }

    /// `sent` is `due:on` pairs of days in 2026.
    fn check(sent: &str, today: &str, minute: u16, expected: &str) {
        let cadence = Cadence { every: Every::Week, from: day("03-20"), at: 900 };
        let one = |text: &str| {
            let (due, on) = text.split_once(':').unwrap();
            Sent { on: day(on), due: Some(day(due)), ..Sent::default() }
        };
        let sent: Vec<Sent> = sent.split_whitespace().map(one).collect();
        let sent: Vec<&Sent> = sent.iter().collect();
        let due = report_due(&cadence, &time(), &sent, day(today), minute);
        let record = report_record(&cadence, &time(), &sent, day(today));
        let late = if due.overdue { " late" } else { "" };
        let early = if due.serves { "" } else { " not yet" };
        let found = format!(
            "{} in {}{late}{early}; {} of {}",
            due.day.format("%a %d %b"),
            due.ahead,
            record.on_time,
            record.due
        );
        assert_eq!(found, expected, "{today}");
    }

    #[test]
    fn what_is_due_follows_what_was_sent() {
        check("", "03-16", 0, "Fri 20 Mar in 4; 0 of 0");
        check("", "03-20", 900, "Fri 20 Mar in 0; 0 of 0");
        check("", "03-20", 901, "Fri 20 Mar in 0 late; 0 of 0");
        check("", "04-01", 0, "Fri 27 Mar in -5 late; 0 of 0");
        check("03-20:03-20", "03-23", 0, "Fri 27 Mar in 4; 1 of 1");
        check("03-20:03-19", "03-19", 0, "Fri 27 Mar in 8 not yet; 1 of 1");
        check("03-20:03-20", "04-01", 0, "Fri 27 Mar in -5 late; 1 of 2");
        check("03-20:03-20 03-27:04-01", "04-01", 0, "Thu 02 Apr in 1; 1 of 2");
        check("03-20:03-20 04-02:04-02", "04-02", 0, "Fri 10 Apr in 8 not yet; 2 of 3");
    }
}
