//! The time axis: which point of the page a minute stands at, and what is written above. Two tiers of ticks, from hours
//! to decades, follow from the scale alone.

use crate::plan::Moment;
use crate::words::{DateForm, Dates, month_name, weekday_name};
use chrono::{Datelike, Days, Months, NaiveDate};

/// Width of a civil day in px: the closest and the widest look.
pub const NARROWEST: f64 = 0.05;
pub const WIDEST: f64 = 960.0;
/// Browsers lose positions beyond some 17 million px.
const LONGEST: f64 = 15_000_000.0;
/// From here on the clock is drawn as it is; below, a working day fills its day.
const CLOCK: f64 = 360.0;
const BLEND: f64 = 160.0;

/// From minutes to px.
///
/// Below the scale of hours a day's work is drawn over the whole day, so that a task from Monday to Friday covers
/// Monday to Friday and what follows on Monday begins where the weekend ends. Closer up, the drawing passes over
/// into the clock.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    /// The day at 0 px, counted from 1970-01-01.
    pub origin: i32,
    /// Width of a civil day, in px.
    pub day_width: f64,
    /// First and last working minute of the plan's usual day.
    pub work: (i32, i32),
}

impl Scale {
    /// The scale with its day width brought into what can be drawn of `days` days.
    pub fn new(origin: i32, day_width: f64, work: (i32, i32), days: i32) -> Scale {
        Scale { origin, day_width: clamp_width(day_width, days), work }
    }

    /// Where a minute stands, in px from the left edge.
    pub fn x(&self, at: Moment) -> f64 {
        let days = f64::from(at.day()) - f64::from(self.origin);
        self.day_width * (days + self.share(at.minute_of_day()))
    }

    /// Where an exclusive boundary stands: midnight closes the day before.
    pub fn x_finish(&self, at: Moment) -> f64 {
        let before = Moment(at.0.saturating_sub(1));
        let days = f64::from(before.day()) - f64::from(self.origin);
        self.day_width * (days + self.share(before.minute_of_day() + 1))
    }

    /// The minute of the clock at `x`, for pointers.
    pub fn at(&self, x: f64) -> Moment {
        let minutes = (f64::from(self.origin) + x / self.day_width) * 1440.0;
        Moment(minutes.clamp(f64::from(i32::MIN), f64::from(i32::MAX)).floor() as i32)
    }

    /// Where a day begins.
    pub fn day_x(&self, date: NaiveDate) -> f64 {
        self.day_width * f64::from(Moment::start_of(date).day() - self.origin)
    }

    /// True where gestures snap to hours rather than days.
    pub fn by_hours(&self) -> bool {
        self.day_width >= CLOCK
    }

    /// The share of the day before a minute of it; work that ends at the day's last working minute fills the day.
    fn share(&self, minute: i32) -> f64 {
        let clock = ((self.day_width - BLEND) / (CLOCK - BLEND)).clamp(0.0, 1.0);
        let from = f64::from(self.work.0) * (1.0 - clock);
        let to = f64::from(self.work.1) * (1.0 - clock) + 1440.0 * clock;
        if to - from < 1.0 {
            return f64::from(minute) / 1440.0;
        }
        ((f64::from(minute) - from) / (to - from)).clamp(0.0, 1.0)
    }
}

/// `day_width` brought into what can be drawn of `days` days.
pub fn clamp_width(day_width: f64, days: i32) -> f64 {
    let widest = (LONGEST / f64::from(days.max(1))).clamp(NARROWEST, WIDEST);
    if day_width.is_finite() { day_width.clamp(NARROWEST, widest) } else { NARROWEST }
}

/// The day width at which `days` days fill `width` px.
pub fn fit(days: f64, width: f64) -> f64 {
    clamp_width(width / days.max(1.0), days as i32).min(120.0)
}

/// What a tier counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Hours(u32),
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Years(i32),
}

/// A cell of a tier.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    pub x: f64,
    pub width: f64,
    pub label: String,
}

/// Upper and lower tier for a day width.
pub fn tiers(day_width: f64) -> (Unit, Unit) {
    match day_width {
        w if w >= 600.0 => (Unit::Day, Unit::Hours(1)),
        w if w >= CLOCK => (Unit::Day, Unit::Hours(2)),
        w if w >= 17.0 => (Unit::Month, Unit::Day),
        w if w >= 4.2 => (Unit::Month, Unit::Week),
        w if w >= 0.95 => (Unit::Year, Unit::Month),
        w if w >= 0.3 => (Unit::Year, Unit::Quarter),
        w if w >= 0.11 => (Unit::Years(10), Unit::Year),
        _ => (Unit::Years(100), Unit::Years(10)),
    }
}

/// The cells of a tier that touch `from..to` px.
pub fn ticks(scale: &Scale, unit: Unit, from: f64, to: f64, dates: &Dates) -> Vec<Tick> {
    let Some(mut at) = floor(scale.at(from), unit, dates) else { return Vec::new() };
    let mut ticks = Vec::new();
    // No screen shows more; a guard, not a limit anyone meets.
    while ticks.len() < 2_000 {
        let Some(next) = after(at, unit) else { break };
        let (x, end) = (clock_x(scale, at), clock_x(scale, next));
        if x >= to {
            break;
        }
        if end > from {
            ticks.push(Tick { x, width: end - x, label: label(at, unit, end - x, dates) });
        }
        at = next;
    }
    ticks
}

/// Where the label of a tick stands.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Label {
    /// So many px from the tick's left edge, behind what is in its way.
    At(f64),
    /// Nowhere: no half words.
    Nowhere,
}

/// Width of a letter of the axis, and room beside a word, in px; generous, since fonts differ.
const LETTER: f64 = 7.3;
const BESIDE: f64 = 8.0;
/// What is seen of a tick begins so far right of the left edge of what is seen, for labels that keep to it.
const KEPT: f64 = 12.0;

/// Width of a text on the axis.
pub fn text_width(text: &str) -> f64 {
    text.chars().count() as f64 * LETTER
}

/// The ticks, by their place in `ticks`, whose label cannot stand where it usually does: an upper one at the left end of
/// what is seen of its tick, a lower one in the middle of it. `left` is where what is seen begins, `taken` are the stretches
/// covered by flags, from left to right.
pub fn labels(ticks: &[Tick], upper: bool, left: f64, taken: &[(f64, f64)]) -> Vec<(usize, Label)> {
    let place = |tick: &Tick| {
        let (width, end) = (text_width(&tick.label), tick.x + tick.width);
        if !upper {
            let from = tick.x + (tick.width - width) / 2.0;
            return (tick.x < left && from < left).then_some(Label::Nowhere);
        }
        let usual = tick.x.max(left + KEPT) + BESIDE;
        let from = taken
            .iter()
            .fold(usual, |from, flag| if flag.0 < from + width && from < flag.1 { flag.1 + BESIDE } else { from });
        match from + width > end {
            true => Some(Label::Nowhere),
            false => (from != usual).then_some(Label::At(from - tick.x)),
        }
    };
    ticks.iter().enumerate().filter_map(|(at, tick)| Some((at, place(tick)?))).collect()
}

/// Ticks stand where the clock says: at hours the drawing is the clock's.
fn clock_x(scale: &Scale, at: Moment) -> f64 {
    (f64::from(at.0) / 1440.0 - f64::from(scale.origin)) * scale.day_width
}

/// The start of the cell that holds `at`.
fn floor(at: Moment, unit: Unit, dates: &Dates) -> Option<Moment> {
    let date = at.date();
    let first = |year: i32, month: u32| NaiveDate::from_ymd_opt(year, month, 1);
    let day = match unit {
        Unit::Hours(hours) => {
            let cell = hours as i32 * 60;
            return Some(Moment(Moment::start_of(date).0 + at.minute_of_day() / cell * cell));
        }
        Unit::Day => date,
        Unit::Week => {
            let first_day = dates.locale.first_weekday.num_days_from_monday();
            let into = (7 + date.weekday().num_days_from_monday() - first_day) % 7;
            date.checked_sub_days(Days::new(into.into()))?
        }
        Unit::Month => first(date.year(), date.month())?,
        Unit::Quarter => first(date.year(), date.month0() / 3 * 3 + 1)?,
        Unit::Year => first(date.year(), 1)?,
        Unit::Years(n) => first(date.year().div_euclid(n) * n, 1)?,
    };
    Some(Moment::start_of(day))
}

fn after(at: Moment, unit: Unit) -> Option<Moment> {
    let date = at.date();
    let months = |n: u32| date.checked_add_months(Months::new(n));
    let next = match unit {
        Unit::Hours(hours) => return at.0.checked_add(hours as i32 * 60).map(Moment),
        Unit::Day => date.succ_opt()?,
        Unit::Week => date.checked_add_days(Days::new(7))?,
        Unit::Month => months(1)?,
        Unit::Quarter => months(3)?,
        Unit::Year => months(12)?,
        Unit::Years(n) => months(12 * n.unsigned_abs())?,
    };
    Some(Moment::start_of(next)).filter(|next| *next > at)
}

/// What a cell says in the room it has.
fn label(at: Moment, unit: Unit, width: f64, dates: &Dates) -> String {
    let date = at.date();
    match unit {
        Unit::Hours(_) if width >= 52.0 => format!("{:02}:00", at.minute_of_day() / 60),
        Unit::Hours(_) => (at.minute_of_day() / 60).to_string(),
        Unit::Day if width >= 130.0 => dates.write(date, DateForm::Long),
        Unit::Day if width >= 46.0 => format!("{} {}", weekday_name(date.weekday()), date.day()),
        Unit::Day => date.day().to_string(),
        Unit::Week if width >= 62.0 => dates.write(date, DateForm::Short),
        Unit::Week => date.day().to_string(),
        Unit::Month if width >= 110.0 => format!("{} {}", long_month(date.month()), date.year()),
        Unit::Month if width >= 64.0 => format!("{} {}", month_name(date.month()), date.year()),
        Unit::Month => month_name(date.month()).to_owned(),
        Unit::Quarter => format!("Q{}", date.month0() / 3 + 1),
        Unit::Year => date.year().to_string(),
        Unit::Years(n) if width >= 84.0 => format!("{}–{}", date.year(), date.year() + n - 1),
        Unit::Years(_) => date.year().to_string(),
    }
}

fn long_month(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES.get((month as usize).wrapping_sub(1)).copied().unwrap_or("")
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::words::Locale;

    fn scale(day_width: f64) -> Scale {
        Scale { origin: moment("2026-03-02").day(), day_width, work: (480, 1020) }
    }

    fn moment(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    fn dates(tag: &str) -> Dates {
        Dates::new(Locale::from_tag(tag), moment("2026-03-12").date())
    }

    /// Both tiers over 600 px from Monday 2 March 2026.
    fn picture(day_width: f64, tag: &str) -> String {
        let (scale, dates) = (scale(day_width), dates(tag));
        let (upper, lower) = tiers(day_width);
        let line = |unit| {
            let cells = ticks(&scale, unit, 0.0, 600.0, &dates);
            cells.iter().map(|tick| format!("{:.0} {}", tick.x, tick.label)).collect::<Vec<_>>().join(" | ")
        };
        format!("{}\n{}", line(upper), line(lower))
    }

    fn check(day_width: f64, tag: &str, expected: &str) {
        let expected: Vec<&str> = expected.trim().lines().map(str::trim).collect();
        assert_eq!(picture(day_width, tag), expected.join("\n"));
    }

    #[test]
    fn hours_stand_under_their_day() {
        check(
            640.0,
            "en-GB",
            "0 Mon 2 Mar 2026
             0 0 | 27 1 | 53 2 | 80 3 | 107 4 | 133 5 | 160 6 | 187 7 | 213 8 | 240 9 | 267 10 | 293 11 | 320 12 | 347 13 | 373 14 | 400 15 | 427 16 | 453 17 | 480 18 | 507 19 | 533 20 | 560 21 | 587 22",
        );
    }

    #[test]
    fn days_stand_under_their_month() {
        check(
            50.0,
            "en-GB",
            "-50 March 2026
             0 Mon 2 | 50 Tue 3 | 100 Wed 4 | 150 Thu 5 | 200 Fri 6 | 250 Sat 7 | 300 Sun 8 | 350 Mon 9 | 400 Tue 10 | 450 Wed 11 | 500 Thu 12 | 550 Fri 13",
        );
    }

    #[test]
    fn weeks_begin_where_the_locale_begins_them() {
        check(
            9.0,
            "en-GB",
            "-9 March 2026 | 270 April 2026 | 540 May 2026\n0 2 Mar | 63 9 Mar | 126 16 Mar | 189 23 Mar | 252 30 Mar | 315 6 Apr | 378 13 Apr | 441 20 Apr | 504 27 Apr | 567 4 May",
        );
        check(
            9.0,
            "en-US",
            "-9 March 2026 | 270 April 2026 | 540 May 2026\n-9 Mar 1 | 54 Mar 8 | 117 Mar 15 | 180 Mar 22 | 243 Mar 29 | 306 Apr 5 | 369 Apr 12 | 432 Apr 19 | 495 Apr 26 | 558 May 3",
        );
    }

    #[test]
    fn months_quarters_and_years() {
        check(
            2.0,
            "en-GB",
            "-120 2026\n-2 Mar | 60 Apr | 120 May | 182 Jun | 242 Jul | 304 Aug | 366 Sep | 426 Oct | 488 Nov | 548 Dec",
        );
        check(
            0.5,
            "en-GB",
            "-30 2026 | 152 2027 | 335 2028 | 518 2029\n-30 Q1 | 15 Q2 | 60 Q3 | 106 Q4 | 152 Q1 | 198 Q2 | 243 Q3 | 289 Q4 | 335 Q1 | 380 Q2 | 426 Q3 | 472 Q4 | 518 Q1 | 563 Q2",
        );
        check(
            0.2,
            "en-GB",
            "-450 2020–2029 | 280 2030–2039\n-12 2026 | 61 2027 | 134 2028 | 207 2029 | 280 2030 | 353 2031 | 426 2032 | 499 2033 | 572 2034",
        );
    }

    #[test]
    fn no_label_is_cut_by_the_edge_or_lies_under_a_flag() {
        let (scale, dates) = (scale(9.0), dates("en-GB"));
        let months = ticks(&scale, Unit::Month, 0.0, 600.0, &dates);
        let names: Vec<&str> = months.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(names, ["March 2026", "April 2026", "May 2026"]);
        assert_eq!(labels(&months, true, 0.0, &[]), []);
        // Little is left of March.
        assert_eq!(labels(&months, true, 220.0, &[]), [(0, Label::Nowhere)]);
        // April begins behind two flags; there is no room for May.
        let flags = [(260.0, 300.0), (310.0, 340.0), (540.0, 780.0)];
        assert_eq!(labels(&months, true, 0.0, &flags), [(1, Label::At(78.0)), (2, Label::Nowhere)]);
        let weeks = ticks(&scale, Unit::Week, 0.0, 600.0, &dates);
        assert_eq!(labels(&weeks, false, 10.0, &[]), []);
        assert_eq!(labels(&weeks, false, 40.0, &[]), [(0, Label::Nowhere)]);
    }

    #[test]
    fn a_working_day_fills_its_day_until_the_clock_is_drawn() {
        let far = scale(20.0);
        assert_eq!(far.x(moment("2026-03-02T08:00")), 0.0);
        assert_eq!(far.x_finish(moment("2026-03-06T17:00")), 100.0);
        assert_eq!(far.x_finish(moment("2026-03-07T00:00")), 100.0);
        assert_eq!(far.x(moment("2026-03-09T08:00")), 140.0);
        let near = scale(480.0);
        assert_eq!(near.x(moment("2026-03-02T08:00")), 160.0);
        assert_eq!(near.x_finish(moment("2026-03-02T17:00")), 340.0);
        assert_eq!(near.x_finish(moment("2026-03-03T00:00")), 480.0);
    }

    #[test]
    fn a_pointer_finds_the_minute_it_is_over() {
        assert_eq!(scale(24.0).at(24.0 * 3.5).to_string(), "2026-03-05T12:00");
    }

    #[test]
    fn no_scale_is_wider_than_a_browser_can_place() {
        let scale = Scale::new(0, f64::INFINITY, (480, 1020), 100_000);
        assert_eq!(scale.day_width, NARROWEST);
        assert_eq!(Scale::new(0, 900.0, (480, 1020), 100_000).day_width, 150.0);
        assert!(ticks(&scale, Unit::Hours(1), f64::MIN, f64::MAX, &dates("en")).len() <= 2_000);
        let years = ticks(&Scale { origin: i32::MAX / 1440, ..scale }, Unit::Years(100), 0.0, 1e9, &dates("en"));
        assert!(years.len() <= 2_000);
    }

    #[test]
    fn fitting_fills_the_width() {
        assert_eq!(fit(100.0, 800.0), 8.0);
        assert_eq!(fit(0.0, 800.0), 120.0);
    }
}
