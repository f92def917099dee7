//! Durations: `5d`, `2w`, `4h`, `90m`, `1.5 days`, `3ed`, `5d?`, `2mo`, `1w 2d`, `0`.

use super::numbers::{Decimal, write_quotient};
use super::{Locale, quoted};
use crate::plan::{Duration, HoursSettings, Unit};

/// A hundred years of minutes: what a typed duration may not exceed.
const LONGEST: i64 = 52_596_000;

/// Reads a duration. A bare number is days; an `e` before the unit makes it elapsed time; a `?` after it makes it a guess.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn read_duration(text: &str, hours: &HoursSettings, locale: Locale) -> Result<Duration, String> {
    let wrong = || format!("{} is not a duration. Try 5d, 2w or 4h.", quoted(text));
    let typed = text.trim().to_lowercase();
    let (typed, estimated) = match typed.strip_suffix('?') {
        Some(rest) => (rest.trim_end(), true),
        None => (typed.as_str(), false),
    };
    if typed.starts_with(['-', '−', '–']) {
        return Err(format!("{} is less than nothing. A duration starts at 0.", quoted(text)));
    }
    let mut parts = parts(typed).ok_or_else(|| match is_range(typed) {
        true => format!("{} is a range. One duration is asked for here, such as 4d.", quoted(text)),
        false => wrong(),
    })?;
    let (first, second) = (parts.next(), parts.next());
    let Some((number, unit, elapsed)) = first.flatten() else { return Err(wrong()) };
    let size = |unit| unit_minutes(unit, elapsed, hours);
    let number = Decimal::read(number, locale).ok_or_else(wrong)?;
    let mut total = Duration { minutes: 0, unit, elapsed, estimated };
    let mut minutes = number.times(size(unit));
    for part in second.into_iter().chain(parts) {
        let Some((number, unit, also_elapsed)) = part else { return Err(wrong()) };
        if also_elapsed != elapsed || order(unit) >= order(total.unit) {
            return Err(wrong());
        }
        let number = Decimal::read(number, locale).ok_or_else(wrong)?;
        minutes = minutes.saturating_add(number.times(size(unit)));
        total.unit = unit;
    }
    if minutes > LONGEST {
        return Err(format!("{} is longer than a hundred years. Try 5d, 2w or 4h.", quoted(text)));
    }
    total.minutes = i32::try_from(minutes).map_err(|_| wrong())?;
    Ok(total)
}

/// The duration in its unit, with the fewest decimals that read back the same: `5d`, `1.5d`, `2ew`, `3d?`.
pub fn write_duration(duration: Duration, hours: &HoursSettings, locale: Locale) -> String {
    let minutes = i64::from(duration.minutes);
    let size = unit_minutes(duration.unit, duration.elapsed, hours);
    let sign = if minutes < 0 { "−" } else { "" };
    let number = write_quotient(minutes.abs(), size, locale);
    let elapsed = if duration.elapsed { "e" } else { "" };
    let estimated = if duration.estimated { "?" } else { "" };
    format!("{sign}{number}{elapsed}{}{estimated}", unit_name(duration.unit))
}

/// Minutes in a unit: working time by the project's hours, or wall-clock time (a month of 30 days). Never below 1.
pub(super) fn unit_minutes(unit: Unit, elapsed: bool, hours: &HoursSettings) -> i64 {
    let day = i64::from(hours.minutes_per_day);
    let size = match (unit, elapsed) {
        (Unit::Minute, _) => 1,
        (Unit::Hour, _) => 60,
        (Unit::Day, true) => 1440,
        (Unit::Week, true) => 7 * 1440,
        (Unit::Month, true) => 30 * 1440,
        (Unit::Day, false) => day,
        (Unit::Week, false) => i64::from(hours.minutes_per_week),
        (Unit::Month, false) => day * i64::from(hours.days_per_month),
    };
    size.max(1)
}

fn unit_name(unit: Unit) -> &'static str {
    match unit {
        Unit::Minute => "m",
        Unit::Hour => "h",
        Unit::Day => "d",
        Unit::Week => "w",
        Unit::Month => "mo",
    }
}

fn order(unit: Unit) -> u8 {
    match unit {
        Unit::Minute => 0,
        Unit::Hour => 1,
        Unit::Day => 2,
        Unit::Week => 3,
        Unit::Month => 4,
    }
}

/// The unit a word means, and whether it is elapsed; nothing typed is days.
pub(super) fn read_unit(word: &str) -> Option<(Unit, bool)> {
    let plain = |word: &str| {
        Some(match word {
            "m" | "min" | "mins" | "minute" | "minutes" => Unit::Minute,
            "h" | "hr" | "hrs" | "hour" | "hours" => Unit::Hour,
            "" | "d" | "dy" | "dys" | "day" | "days" => Unit::Day,
            "w" | "wk" | "wks" | "week" | "weeks" => Unit::Week,
            "mo" | "mon" | "mons" | "month" | "months" => Unit::Month,
            _ => return None,
        })
    };
    let word = word.trim();
    if let Some(unit) = plain(word) {
        return Some((unit, false));
    }
    let unit = word.strip_prefix("elapsed").or_else(|| word.strip_prefix('e')).map(str::trim_start);
    unit.filter(|unit| !unit.is_empty()).and_then(plain).map(|unit| (unit, true))
}

/// One number with its unit, or `None` where the unit is no word we know.
type Part<'a> = Option<(&'a str, Unit, bool)>;

/// Cuts `1w 2d` into numbers with units; `None` unless it begins with a number.
fn parts(typed: &str) -> Option<impl Iterator<Item = Part<'_>>> {
    let numeric = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    if !typed.starts_with(numeric) || is_range(typed) {
        return None;
    }
    let mut rest = typed;
    Some(std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let number_end = rest.find(|c| !numeric(c)).unwrap_or(rest.len());
        let (number, after) = rest.split_at(number_end);
        let unit_end = after.find(numeric).unwrap_or(after.len());
        let (word, next) = after.split_at(unit_end);
        rest = next;
        Some(read_unit(word).map(|(unit, elapsed)| (number, unit, elapsed)))
    }))
}

/// True for `3-5d`, `3d–5d`, `3 to 5 days`.
fn is_range(typed: &str) -> bool {
    let Some((low, high)) = ["-", "–", "—", " to ", ".."].iter().find_map(|cut| typed.split_once(cut)) else {
        return false;
    };
    let begins_with_digit = |part: &str| part.trim_start().starts_with(|c: char| c.is_ascii_digit());
    begins_with_digit(low) && begins_with_digit(high)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    const HOURS: HoursSettings = HoursSettings { minutes_per_day: 480, minutes_per_week: 2400, days_per_month: 20 };

    fn check(table: &str) {
        for row in table.trim().lines() {
            let (typed, expected) = row.trim().split_once(" => ").unwrap();
            let got = match read_duration(typed, &HOURS, Locale::default()) {
                Ok(d) => format!("{} min, {}", d.minutes, write_duration(d, &HOURS, Locale::default())),
                Err(message) => message,
            };
            assert_eq!(got, expected, "{typed}");
        }
    }

    #[test]
    fn durations_read_what_people_write() {
        check(
            "5d => 2400 min, 5d
             5 => 2400 min, 5d
             2w => 4800 min, 2w
             4h => 240 min, 4h
             90m => 90 min, 90m
             90 Minutes => 90 min, 90m
             1,5d => 720 min, 1.5d
             1.5 days => 720 min, 1.5d
             .5d => 240 min, 0.5d
             3ed => 4320 min, 3ed
             2 elapsed weeks => 20160 min, 2ew
             5d? => 2400 min, 5d?
             2 mo ? => 19200 min, 2mo?
             0 => 0 min, 0d
             1w 2d => 3360 min, 7d
             1h30m => 90 min, 90m
             1,000d => 480000 min, 1000d",
        );
    }

    #[test]
    fn what_is_no_duration_is_said_plainly() {
        check(
            "5x => “5x” is not a duration. Try 5d, 2w or 4h.
             soon => “soon” is not a duration. Try 5d, 2w or 4h.
             d => “d” is not a duration. Try 5d, 2w or 4h.
             5d 2w => “5d 2w” is not a duration. Try 5d, 2w or 4h.
             1.2.3d => “1.2.3d” is not a duration. Try 5d, 2w or 4h.
             -5d => “-5d” is less than nothing. A duration starts at 0.
             3-5d => “3-5d” is a range. One duration is asked for here, such as 4d.
             3 to 5 days => “3 to 5 days” is a range. One duration is asked for here, such as 4d.
             999999999d => “999999999d” is longer than a hundred years. Try 5d, 2w or 4h.
             99999999999999999999 => “99999999999999999999” is not a duration. Try 5d, 2w or 4h.",
        );
    }

    proptest! {
        #[test]
        fn a_duration_reads_back_as_written(
            minutes in 0..52_596_000_i32, unit in 0..5_usize, elapsed: bool, estimated: bool, comma: bool,
            day in 1..1440_i32, month in 1..31_i32,
        ) {
            let unit = [Unit::Minute, Unit::Hour, Unit::Day, Unit::Week, Unit::Month][unit];
            let hours = HoursSettings { minutes_per_day: day, minutes_per_week: day * 5, days_per_month: month };
            let locale = Locale { decimal_comma: comma, ..Locale::default() };
            let duration = Duration { minutes, unit, elapsed, estimated };
            let text = write_duration(duration, &hours, locale);
            prop_assert_eq!(read_duration(&text, &hours, locale), Ok(duration), "{}", text);
        }

        #[test]
        fn no_text_makes_reading_panic(text in ".{0,30}", numbers in "[0-9.,+ e?-]{0,12}[dwhmo?e ]{0,4}") {
            let _ = read_duration(&text, &HOURS, Locale::default());
            let _ = read_duration(&numbers, &HOURS, Locale::default());
        }
    }
}
