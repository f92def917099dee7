//! Dates: `12 Mar`, `12/3`, `2026-03-12`, `12.3.2026`, `next fri`, `today`, `+5d`, `12 Mar 14:00`. Today is an argument; a
//! date without a year takes the year that brings it nearest to a given day.

use super::durations::read_unit;
use super::names::{month, month_name, weekday, weekday_name};
use super::{DateOrder, Locale, quoted};
use crate::plan::{Moment, Unit};
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// A date as typed, with a time of day where one was typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TypedDate {
    pub date: NaiveDate,
    /// Minute of the day, 0 to 1440.
    pub minute: Option<u16>,
}

impl TypedDate {
    /// What it means in a start field: the day's first minute, or the time typed.
    pub fn as_start(self) -> Moment {
        Moment(Moment::start_of(self.date).0.saturating_add(i32::from(self.minute.unwrap_or(0))))
    }

    /// What it means in a finish, deadline or promise field: the day's end, or the time typed.
    pub fn as_finish(self) -> Moment {
        Moment(Moment::start_of(self.date).0.saturating_add(i32::from(self.minute.unwrap_or(1440))))
    }
}

/// How much of a date is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateForm {
    /// `12 Mar`, with the year only where it would otherwise be read as another.
    Short,
    /// `Thu 12 Mar`, year likewise.
    Weekday,
    /// `Thu 12 Mar 2026`.
    Long,
}

/// Reads and writes dates as a place does, seen from a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dates {
    pub locale: Locale,
    /// What `today`, `fri` and `+5d` count from.
    pub today: NaiveDate,
    /// The day that years left out are guessed around: today, or a day within the project.
    pub near: NaiveDate,
    years: Years,
}

/// Which years are left out when a date is written.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Years {
    /// Those that can be guessed.
    Guessed,
    Of(i32),
    /// All: they stand beside it.
    All,
}

impl Dates {
    /// Dates seen from `today`.
    pub fn new(locale: Locale, today: NaiveDate) -> Dates {
        Dates { locale, today, near: today, years: Years::Guessed }
    }

    /// The same, guessing years around `near`.
    pub fn near(self, near: NaiveDate) -> Dates {
        Dates { near, ..self }
    }

    /// The same for what is kept and read later: a date is written without its year only in the year of `day`.
    pub fn of_year(self, day: NaiveDate) -> Dates {
        Dates { years: Years::Of(day.year()), ..self }
    }

    /// The same where the year is said elsewhere.
    pub fn without_years(self) -> Dates {
        Dates { years: Years::All, ..self }
    }

    /// Reads a date, with or without a time of day.
    ///
    /// # Errors
    /// A sentence for the person who typed it.
    pub fn read(&self, text: &str) -> Result<TypedDate, String> {
        let typed = text.trim().to_lowercase();
        match self.read_parts(&typed) {
            Some(read) if (1900..2400).contains(&read.date.year()) => Ok(read),
            Some(_) => Err(format!("{} lies outside the years 1900 to 2399.", quoted(text))),
            None => Err(format!("{} is not a date. Try {} or next fri.", quoted(text), self.example())),
        }
    }

    pub(super) fn example(&self) -> &'static str {
        match self.locale.date_order {
            DateOrder::DayMonthYear => "12 Mar",
            DateOrder::MonthDayYear => "Mar 12",
            DateOrder::YearMonthDay => "2026-03-12",
        }
    }

    fn read_parts(&self, typed: &str) -> Option<TypedDate> {
        if let Some(date) = self.date(typed) {
            return Some(TypedDate { date, minute: None });
        }
        // A time stands last, after a blank, a `t` (ISO), or before am or pm.
        let at = typed.rfind(':').map(|colon| typed[..colon].trim_end_matches(|c: char| c.is_ascii_digit()).len());
        let cut = at.or_else(|| {
            typed.ends_with('m').then(|| typed.trim_end_matches(['a', 'p', 'm', ' ']).rfind(' ')).flatten()
        })?;
        let (date, time) = typed.split_at(cut);
        let minute = time_of_day(time)?;
        let date = date.trim_end().trim_end_matches(',').trim_end();
        let date = date.strip_suffix('t').filter(|day| day.ends_with(|c: char| c.is_ascii_digit())).unwrap_or(date);
        let date = date.strip_suffix(" at").unwrap_or(date);
        Some(TypedDate { date: self.date(date)?, minute: Some(minute) })
    }

    fn date(&self, typed: &str) -> Option<NaiveDate> {
        self.relative(typed).or_else(|| self.named_month(typed)).or_else(|| self.numeric(typed)).or_else(|| {
            // A weekday in front is taken as decoration: `Thu 12 Mar`.
            let (first, rest) = typed.split_once([' ', ','])?;
            weekday(first.trim_end_matches('.'))?;
            let rest = rest.trim_start_matches([' ', ',']);
            self.named_month(rest).or_else(|| self.numeric(rest))
        })
    }

    fn relative(&self, typed: &str) -> Option<NaiveDate> {
        let today = self.today;
        let days = |n: i64| {
            if n < 0 {
                today.checked_sub_days(Days::new(n.unsigned_abs()))
            } else {
                today.checked_add_days(Days::new(n as u64))
            }
        };
        match typed {
            "today" | "now" => return Some(today),
            "tomorrow" => return days(1),
            "yesterday" => return days(-1),
            _ => {}
        }
        let ahead =
            |day: Weekday| i64::from((7 + day.num_days_from_monday() - today.weekday().num_days_from_monday()) % 7);
        let in_week = |day: Weekday| {
            i64::from((7 + day.num_days_from_monday() - self.locale.first_weekday.num_days_from_monday()) % 7)
        };
        let week_start = -in_week(today.weekday());
        if let Some(day) = weekday(typed) {
            return days(ahead(day));
        }
        let (word, rest) = typed.split_once(' ').unwrap_or((typed, ""));
        let rest = rest.trim();
        match (word, rest) {
            ("next", "week") => return days(week_start + 7),
            ("next", "month") => return today.with_day(1)?.checked_add_months(Months::new(1)),
            ("next", day) => return days(week_start + 7 + in_week(weekday(day)?)),
            ("last", day) => return days(week_start - 7 + in_week(weekday(day)?)),
            ("this", day) => return days(week_start + in_week(weekday(day)?)),
            _ => {}
        }
        let (sign, amount) = match (typed.strip_prefix('+'), typed.strip_prefix(['-', '−']), typed.strip_prefix("in "))
        {
            (Some(amount), ..) | (.., Some(amount)) => (1, amount),
            (_, Some(amount), _) => (-1, amount),
            _ => return None,
        };
        let amount = amount.trim();
        let digits = amount.find(|c: char| !c.is_ascii_digit()).unwrap_or(amount.len());
        let count: u32 = amount[..digits].parse().ok()?;
        match (read_unit(&amount[digits..])?.0, sign) {
            (Unit::Day, sign) => days(sign * i64::from(count)),
            (Unit::Week, sign) => days(sign * i64::from(count) * 7),
            (Unit::Month, 1) => today.checked_add_months(Months::new(count)),
            (Unit::Month, _) => today.checked_sub_months(Months::new(count)),
            _ => None,
        }
    }

    /// `12 mar`, `12th march 2026`, `mar 12, 2026`, `2026 mar 12`, `12-mar-26`.
    fn named_month(&self, typed: &str) -> Option<NaiveDate> {
        let words: Vec<&str> =
            typed.split([' ', ',', '-', '/', '.']).filter(|word| !word.is_empty() && *word != "of").collect();
        let at = words.iter().position(|word| month(word).is_some())?;
        let month = month(words[at])?;
        let number = |index: usize| words.get(index).and_then(|word| ordinal(word));
        match (words.len(), at) {
            (2, 0) if words[1].len() == 4 => NaiveDate::from_ymd_opt(number(1)? as i32, month, 1),
            (2, 0) => self.nearest(month, number(1)?),
            (2, 1) => self.nearest(month, number(0)?),
            (3, 0) => NaiveDate::from_ymd_opt(year(words[2])?, month, number(1)?),
            (3, 1) if words[0].len() == 4 => NaiveDate::from_ymd_opt(year(words[0])?, month, number(2)?),
            (3, 1) => NaiveDate::from_ymd_opt(year(words[2])?, month, number(0)?),
            _ => None,
        }
    }

    /// `12/3`, `12.3.`, `12.3.2026`, `2026-03-12`, `12-3-26`; where only one order is a date, that one.
    fn numeric(&self, typed: &str) -> Option<NaiveDate> {
        let sign = typed.find(['/', '.', '-']).and_then(|at| typed[at..].chars().next())?;
        let parts: Vec<&str> = typed.trim_end_matches('.').split(sign).map(str::trim).collect();
        if parts.iter().any(|part| part.is_empty() || part.len() > 4 || !part.bytes().all(|b| b.is_ascii_digit())) {
            return None;
        }
        let number = |index: usize| parts[index].parse::<u32>().ok();
        let order = if sign == '.' { DateOrder::DayMonthYear } else { self.locale.date_order };
        let either = |year: Option<i32>, first: u32, second: u32, month_first: bool| {
            let date = |month, day| match year {
                Some(year) => NaiveDate::from_ymd_opt(year, month, day),
                None => self.nearest(month, day),
            };
            let (a, b) = (date(first, second), date(second, first));
            if month_first { a.or(b) } else { b.or(a) }
        };
        let month_first = order != DateOrder::DayMonthYear;
        match parts.len() {
            2 if parts[0].len() > 2 || parts[1].len() > 2 => None,
            2 => either(None, number(0)?, number(1)?, month_first),
            3 if parts[0].len() == 4 => NaiveDate::from_ymd_opt(year(parts[0])?, number(1)?, number(2)?),
            3 if order == DateOrder::YearMonthDay && parts[2].len() <= 2 => {
                NaiveDate::from_ymd_opt(year(parts[0])?, number(1)?, number(2)?)
            }
            3 => either(Some(year(parts[2])?), number(0)?, number(1)?, month_first),
            _ => None,
        }
    }

    /// The day in the year that brings it nearest to `near` (within eight years, for 29 February). Plans look ahead, so
    /// the year's window leans forward: four months back, eight ahead.
    fn nearest(&self, month: u32, day: u32) -> Option<NaiveDate> {
        let middle = self.near.checked_add_days(Days::new(60)).unwrap_or(self.near);
        (self.near.year().saturating_sub(8)..=self.near.year().saturating_add(8))
            .filter_map(|year| NaiveDate::from_ymd_opt(year, month, day))
            .min_by_key(|date| ((*date - middle).num_days().abs(), std::cmp::Reverse(*date)))
    }

    /// Writes a day.
    pub fn write(&self, date: NaiveDate, form: DateForm) -> String {
        let weekday =
            if form == DateForm::Short { String::new() } else { format!("{} ", weekday_name(date.weekday())) };
        let (day, month, year) = (date.day(), month_name(date.month()), date.year());
        let plain = match self.years {
            Years::Guessed => self.nearest(date.month(), day) == Some(date),
            Years::Of(known) => year == known,
            Years::All => true,
        };
        let unsaid = form != DateForm::Long && plain;
        match self.locale.date_order {
            DateOrder::YearMonthDay => format!("{weekday}{}", date.format("%Y-%m-%d")),
            DateOrder::DayMonthYear if unsaid => format!("{weekday}{day} {month}"),
            DateOrder::MonthDayYear if unsaid => format!("{weekday}{month} {day}"),
            DateOrder::DayMonthYear => format!("{weekday}{day} {month} {year:04}"),
            DateOrder::MonthDayYear => format!("{weekday}{month} {day}, {year:04}"),
        }
    }

    /// The day a start falls on.
    pub fn start_day(&self, start: Moment, form: DateForm) -> String {
        self.write(start.date(), form)
    }

    /// The day a finish closes: the one holding its last minute.
    pub fn finish_day(&self, finish: Moment, form: DateForm) -> String {
        self.write(finish.date_as_finish(), form)
    }

    /// A start as it would be typed: the day, and the time unless it is 00:00.
    pub fn start_typed(&self, start: Moment, form: DateForm) -> String {
        match start.minute_of_day() {
            0 => self.write(start.date(), form),
            minute => format!("{} {}", self.write(start.date(), form), clock(minute)),
        }
    }

    /// A finish, deadline or promise as it would be typed: the day, and the time unless it is 24:00.
    pub fn finish_typed(&self, finish: Moment, form: DateForm) -> String {
        match finish.minute_of_day() {
            0 => self.write(finish.date_as_finish(), form),
            minute => format!("{} {}", self.write(finish.date(), form), clock(minute)),
        }
    }

    /// From the day of `start` to the day `finish` closes, saying shared parts once: `12–16 Mar`, `28 Feb – 3 Mar`.
    pub fn range(&self, start: Moment, finish: Moment) -> String {
        let (from, to) = (start.date(), finish.date_as_finish().max(start.date()));
        if from == to { self.write(from, DateForm::Short) } else { self.pair(from, to, ("–", " – ")) }
    }

    /// A day and the one that takes its place, saying shared parts once: `12 → 16 Mar`, `28 Feb → 3 Mar`.
    pub fn change(&self, from: NaiveDate, to: NaiveDate) -> String {
        self.pair(from, to, (" → ", " → "))
    }

    /// Two days with a mark between them: the first mark where they share a month, else the second.
    fn pair(&self, from: NaiveDate, to: NaiveDate, (near, far): (&str, &str)) -> String {
        let short = |date| self.write(date, DateForm::Short);
        let one_month = (from.year(), from.month()) == (to.year(), to.month());
        // A year both have stands behind the second.
        let first =
            if from.year() == to.year() { self.without_years().write(from, DateForm::Short) } else { short(from) };
        match self.locale.date_order {
            DateOrder::DayMonthYear if one_month => format!("{}{near}{}", from.day(), short(to)),
            DateOrder::MonthDayYear if one_month => {
                let year = short(to).split_once(',').map(|(_, year)| format!(",{year}")).unwrap_or_default();
                format!("{first}{near}{}{year}", to.day())
            }
            _ => format!("{first}{far}{}", short(to)),
        }
    }
}

fn clock(minute: i32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// Minute of the day of `14:00`, `2pm`, `2:30 pm`, `24:00`.
fn time_of_day(text: &str) -> Option<u16> {
    let text = text.trim();
    let (digits, half) = match (text.strip_suffix("am"), text.strip_suffix("pm")) {
        (Some(rest), _) => (rest.trim_end(), Some(0)),
        (_, Some(rest)) => (rest.trim_end(), Some(12)),
        _ => (text, None),
    };
    let mut parts = digits.split(':');
    let mut next = || parts.next().map(|part| part.parse::<u16>().ok());
    let hour = next()??;
    let minute = next().unwrap_or(Some(0))?;
    if next().is_some_and(|seconds| seconds.is_none_or(|seconds| seconds >= 60)) || minute >= 60 {
        return None;
    }
    let hour = match half {
        Some(half) if (1..=12).contains(&hour) => hour % 12 + half,
        Some(_) => return None,
        None => hour,
    };
    let total = hour.checked_mul(60)?.checked_add(minute)?;
    (total <= 1440).then_some(total)
}

fn year(text: &str) -> Option<i32> {
    let text = text.trim_start_matches(['\'', '’']);
    let number: i32 = text.parse().ok()?;
    match text.len() {
        2 if number < 80 => Some(2000 + number),
        2 => Some(1900 + number),
        4 => Some(number),
        _ => None,
    }
}

/// `12`, `12.`, `12th`.
fn ordinal(word: &str) -> Option<u32> {
    let bare = ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(word);
    bare.parse().ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn place(tag: &str) -> Dates {
        // A Wednesday.
        Dates::new(Locale::from_tag(tag), day("2026-06-10"))
    }

    fn check(tag: &str, table: &str) {
        for row in table.trim().lines() {
            let (typed, expected) = row.trim().split_once(" => ").unwrap();
            let got = match place(tag).read(typed) {
                Ok(typed) if typed.minute.is_none() => typed.as_start().date().to_string(),
                Ok(typed) => typed.as_start().to_string(),
                Err(message) => message,
            };
            assert_eq!(got, expected, "{typed} in {tag}");
        }
    }

    #[test]
    fn dates_read_what_people_write() {
        check(
            "en-GB",
            "12 Mar => 2026-03-12
             12 march 2027 => 2027-03-12
             Mar 12 => 2026-03-12
             12th of March => 2026-03-12
             Thu 12 Mar => 2026-03-12
             Thursday, 12 March 2026 => 2026-03-12
             12-Mar-26 => 2026-03-12
             Sept 3 => 2026-09-03
             March 2027 => 2027-03-01
             2026-03-12 => 2026-03-12
             12/3 => 2026-03-12
             12/3/2027 => 2027-03-12
             12.3. => 2026-03-12
             12.3.2026 => 2026-03-12
             3/25 => 2026-03-25
             29 Feb => 2028-02-29
             20 Feb => 2026-02-20
             5 Jan => 2027-01-05
             20 Dec => 2026-12-20
             10 Dec => 2026-12-10
             12 Mar 14:00 => 2026-03-12T14:00
             12 Mar 2pm => 2026-03-12T14:00
             12 Mar at 2:30 pm => 2026-03-12T14:30
             2026-03-12T08:00 => 2026-03-12T08:00
             2026-03-12 24:00 => 2026-03-13T00:00
             today => 2026-06-10
             Tomorrow => 2026-06-11
             yesterday => 2026-06-09
             wed => 2026-06-10
             fri => 2026-06-12
             mon => 2026-06-15
             next fri => 2026-06-19
             next monday => 2026-06-15
             this mon => 2026-06-08
             last fri => 2026-06-05
             next week => 2026-06-15
             next month => 2026-07-01
             +5d => 2026-06-15
             +2w => 2026-06-24
             -1mo => 2026-05-10
             in 3 days => 2026-06-13
             fri 9:15 => 2026-06-12T09:15",
        );
    }

    #[test]
    fn numbers_are_read_in_the_order_of_the_place() {
        check(
            "en-US",
            "12/3 => 2026-12-03\n12/3/26 => 2026-12-03\n25/3 => 2026-03-25\n12.3. => 2026-03-12\nnext sun => 2026-06-14",
        );
        check("ja-JP", "12/3 => 2026-12-03\n26/3/12 => 2026-03-12\n2026/3/12 => 2026-03-12");
    }

    #[test]
    fn what_is_no_date_is_said_plainly() {
        check(
            "en-GB",
            "31/2 => “31/2” is not a date. Try 12 Mar or next fri.
             32 Mar => “32 Mar” is not a date. Try 12 Mar or next fri.
             whenever => “whenever” is not a date. Try 12 Mar or next fri.
             12 => “12” is not a date. Try 12 Mar or next fri.
             12 Mar 1026 => “12 Mar 1026” lies outside the years 1900 to 2399.
             +9000mo => “+9000mo” lies outside the years 1900 to 2399.
             12 Mar 25:00 => “12 Mar 25:00” is not a date. Try 12 Mar or next fri.
             +99999999999d => “+99999999999d” is not a date. Try 12 Mar or next fri.",
        );
        check("en-US", "soon => “soon” is not a date. Try Mar 12 or next fri.");
    }

    #[test]
    fn a_finish_is_shown_as_the_day_it_closes() {
        let dates = place("en-GB");
        let at = |text: &str| Moment::parse(text).unwrap();
        assert_eq!(dates.finish_day(at("2026-06-12T00:00"), DateForm::Weekday), "Thu 11 Jun");
        assert_eq!(dates.finish_day(at("2026-06-12T17:00"), DateForm::Weekday), "Fri 12 Jun");
        assert_eq!(dates.start_typed(at("2026-06-12T08:00"), DateForm::Short), "12 Jun 08:00");
        assert_eq!(dates.range(at("2026-06-12T08:00"), at("2026-06-17T00:00")), "12–16 Jun");
        assert_eq!(dates.range(at("2026-06-29T08:00"), at("2026-07-02T17:00")), "29 Jun – 2 Jul");
        assert_eq!(dates.range(at("2026-06-29T08:00"), at("2026-06-29T17:00")), "29 Jun");
        assert_eq!(place("en-US").range(at("2026-06-12T08:00"), at("2026-06-17T00:00")), "Jun 12–16");
        assert_eq!(place("en-US").write(day("2028-01-02"), DateForm::Short), "Jan 2, 2028");
        assert_eq!(place("sv").write(day("2028-01-02"), DateForm::Long), "Sun 2028-01-02");
    }

    /// In December 2026 a January is nearer than a June, and of another year all the same.
    #[test]
    fn what_is_kept_leaves_out_no_year_but_its_own() {
        let dates = place("en-GB").of_year(day("2026-12-10"));
        let at = |text: &str| Moment::parse(text).unwrap();
        assert_eq!(dates.write(day("2026-01-02"), DateForm::Weekday), "Fri 2 Jan");
        assert_eq!(dates.write(day("2027-01-12"), DateForm::Short), "12 Jan 2027");
        assert_eq!(dates.range(at("2026-12-28T08:00"), at("2027-01-05T00:00")), "28 Dec – 4 Jan 2027");
        assert_eq!(dates.range(at("2025-12-08T08:00"), at("2025-12-13T00:00")), "8–12 Dec 2025");
        assert_eq!(dates.change(day("2025-12-28"), day("2026-01-04")), "28 Dec 2025 → 4 Jan");
        assert_eq!(dates.change(day("2027-01-28"), day("2027-02-04")), "28 Jan → 4 Feb 2027");
        let american = place("en-US").of_year(day("2026-12-10"));
        assert_eq!(american.change(day("2027-01-28"), day("2027-02-04")), "Jan 28 → Feb 4, 2027");
        assert_eq!(american.change(day("2027-01-12"), day("2027-01-20")), "Jan 12 → 20, 2027");
        assert_eq!(american.change(day("2026-12-28"), day("2027-01-04")), "Dec 28 → Jan 4, 2027");
        assert_eq!(dates.without_years().write(day("2030-01-12"), DateForm::Short), "12 Jan");
    }

    proptest! {
        #[test]
        fn a_date_reads_back_as_written(
            minutes in Moment::start_of(day("1985-01-01")).0..Moment::start_of(day("2079-01-01")).0,
            near in 710_000..760_000_i32, tag in 0..4_usize, form in 0..3_usize, timed: bool,
        ) {
            let tag = ["en-GB", "en-US", "de", "sv"][tag];
            let form = [DateForm::Short, DateForm::Weekday, DateForm::Long][form];
            let dates = place(tag).near(NaiveDate::from_num_days_from_ce_opt(near).unwrap());
            let moment = if timed { Moment(minutes) } else { Moment::start_of(Moment(minutes).date()) };
            let start = dates.start_typed(moment, form);
            prop_assert_eq!(dates.read(&start).map(TypedDate::as_start), Ok(moment), "{}", start);
            let finish = dates.finish_typed(moment, form);
            prop_assert_eq!(dates.read(&finish).map(TypedDate::as_finish), Ok(moment), "{}", finish);
        }

        #[test]
        fn no_text_makes_reading_panic(text in ".{0,30}", near in "[0-9a-z/:. +-]{0,20}") {
            let _ = place("en-GB").read(&text);
            let _ = place("en-US").read(&near);
        }
    }
}
