//! Durations with a range: `3-8d`, `3-4-8d`, `3d to 8d`, `4d ±1d`, `4d ±20%`; or one duration alone.

use super::durations::unit_minutes;
use super::numbers::write_quotient;
use super::{Locale, quoted, read_duration, write_duration};
use crate::plan::{Duration, HoursSettings, Range};

/// A typed duration: the most likely one, and how far from it the work may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Estimate {
    pub likely: Duration,
    pub range: Option<Range>,
}

/// Reads an estimate. Of two numbers the likely one lies in the middle; a unit after the last number is that of all. `0-5d`
/// for a milestone (`moment`) is a moment that may come up to five days later.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn read_estimate(text: &str, moment: bool, hours: &HoursSettings, locale: Locale) -> Result<Estimate, String> {
    let lower = text.trim().to_lowercase();
    let (bare, estimated) = match lower.strip_suffix('?') {
        Some(rest) => (rest.trim_end(), true),
        None => (lower.as_str(), false),
    };
    let read = |part: &str| read_duration(part, hours, locale).map_err(|_| wrong(text));
    let mut estimate = if let Some((likely, by)) = around(bare) {
        let likely = read(likely)?;
        let by = match by.strip_suffix('%') {
            Some(percent) => i64::from(likely.minutes) * percentage(percent).ok_or_else(|| wrong(text))? / 100,
            None => {
                let by = read(&with_unit(by, bare))?;
                same_clock(text, &[likely, by])?;
                i64::from(by.minutes)
            }
        };
        let by = i32::try_from(by).map_err(|_| wrong(text))?;
        Estimate { likely, range: Some(Range { shorter: by.min(likely.minutes), longer: by }) }
    } else if let Some(parts) = ends(bare) {
        let last = parts.last().copied().unwrap_or_default();
        let parts: Vec<Duration> = parts.iter().map(|part| read(&with_unit(part, last))).collect::<Result<_, _>>()?;
        same_clock(text, &parts)?;
        corners(text, &parts, moment)?
    } else {
        return Ok(Estimate { likely: read_duration(text, hours, locale)?, range: None });
    };
    estimate.likely.estimated = estimated;
    Ok(estimate)
}

/// The estimate as it reads back: `5d`, `3–8d` where the likely one lies in the middle, `3–4–8d` where it does not.
pub fn write_estimate(likely: Duration, range: Option<Range>, hours: &HoursSettings, locale: Locale) -> String {
    let Some(range) = range else { return write_duration(likely, hours, locale) };
    let low = likely.minutes.saturating_sub(range.shorter.max(0)).max(0);
    let high = likely.minutes.saturating_add(range.longer.max(0));
    let size = unit_minutes(likely.unit, likely.elapsed, hours);
    let number = |minutes: i32| write_quotient(minutes.into(), size, locale);
    let last = write_duration(Duration { minutes: high, ..likely }, hours, locale);
    match middle(low, high) == likely.minutes {
        true => format!("{}–{last}", number(low)),
        false => format!("{}–{}–{last}", number(low), number(likely.minutes)),
    }
}

fn middle(low: i32, high: i32) -> i32 {
    ((i64::from(low) + i64::from(high)) / 2) as i32
}

fn wrong(text: &str) -> String {
    format!("{} is not a range. Try 3-8d, 3-4-8d or 4d ±1d.", quoted(text))
}

fn corners(text: &str, parts: &[Duration], moment: bool) -> Result<Estimate, String> {
    let (low, likely, high) = match parts {
        [low, high] if moment && low.minutes == 0 => (low.minutes, 0, *high),
        [low, high] => (low.minutes, middle(low.minutes, high.minutes), *high),
        [low, likely, high] => (low.minutes, likely.minutes, *high),
        _ => return Err(wrong(text)),
    };
    if low > likely || likely > high.minutes {
        return Err(format!("{} runs backwards. Type the shortest first, such as 3-8d or 3-4-8d.", quoted(text)));
    }
    let range = Range { shorter: likely - low, longer: high.minutes - likely };
    Ok(Estimate { likely: Duration { minutes: likely, ..high }, range: Some(range) })
}

/// Working time and time around the clock are not ends of one range.
fn same_clock(text: &str, parts: &[Duration]) -> Result<(), String> {
    match parts.iter().all(|part| part.elapsed == parts.first().is_some_and(|first| first.elapsed)) {
        true => Ok(()),
        false => Err(format!("{} mixes working time and time around the clock. Use one of them.", quoted(text))),
    }
}

/// What stands before and after `±`, `+-` or `+/-`.
fn around(typed: &str) -> Option<(&str, &str)> {
    let (likely, by) = ["±", "+/-", "+-", "+/−", "+−"].iter().find_map(|sign| typed.split_once(sign))?;
    Some((likely.trim(), by.trim()))
}

/// The ends, two or three of them, of `3-8d`, `3 to 8 days`, `3d..4d..8d`; `None` where it is one duration, or none at all.
fn ends(typed: &str) -> Option<Vec<&str>> {
    let cut = ["–", "—", " to ", "..", "-"].iter().find(|cut| typed.contains(**cut))?;
    let parts: Vec<&str> = typed.split(cut).map(str::trim).collect();
    let digits = parts.iter().all(|part| part.starts_with(|c: char| c.is_ascii_digit()));
    digits.then_some(parts)
}

/// A number without a unit takes that of the number typed last.
fn with_unit(part: &str, last: &str) -> String {
    let unit = last.trim_start_matches(|c: char| !c.is_alphabetic());
    let bare = !part.chars().any(char::is_alphabetic);
    // Of `1w 2d` the last word counts.
    let unit = unit.rsplit(|c: char| !c.is_alphabetic()).find(|word| !word.is_empty()).unwrap_or(unit);
    if bare { format!("{part}{unit}") } else { part.to_owned() }
}

/// A whole share; more than ten times the work is a slip of the hand.
fn percentage(text: &str) -> Option<i64> {
    text.trim().parse().ok().filter(|percent| (0..=1000).contains(percent))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const HOURS: HoursSettings = HoursSettings { minutes_per_day: 480, minutes_per_week: 2400, days_per_month: 20 };

    fn check(picture: &str) {
        let mut got = String::new();
        for typed in picture.lines().filter_map(|line| line.split_once('|')).map(|(typed, _)| typed) {
            let said = match read_estimate(typed.trim(), false, &HOURS, Locale::default()) {
                Ok(Estimate { likely, range }) => {
                    let written = write_estimate(likely, range, &HOURS, Locale::default());
                    let range = range.map_or(String::new(), |r| format!(", −{} +{}", r.shorter, r.longer));
                    format!("{} min{range}: {written}", likely.minutes)
                }
                Err(why) => why,
            };
            got.push_str(&format!("{typed}| {said}\n"));
        }
        assert_eq!(got, picture.trim_start_matches('\n'));
    }

    #[test]
    fn what_people_type() {
        check(
            "
3-8d            | 2640 min, −1200 +1200: 3–8d
3-4-8d          | 1920 min, −480 +1920: 3–4–8d
3–4–8d          | 1920 min, −480 +1920: 3–4–8d
3d to 8d        | 2640 min, −1200 +1200: 3–8d
3 to 8 days     | 2640 min, −1200 +1200: 3–8d
1w - 2w         | 3600 min, −1200 +1200: 1–2w
1-2             | 720 min, −240 +240: 1–2d
4h..2d          | 600 min, −360 +360: 0.5–2d
4d ±1d          | 1920 min, −480 +480: 3–5d
4d ± 1          | 1920 min, −480 +480: 3–5d
4d +-20%        | 1920 min, −384 +384: 3.2–4.8d
4d ±150%        | 1920 min, −1920 +2880: 0–4–10d
2-3ed           | 3600 min, −720 +720: 2–3ed
4-4d            | 1920 min, −0 +0: 4–4d
3-8d?           | 2640 min, −1200 +1200: 3–8d?
5d              | 2400 min: 5d
0-5d            | 1200 min, −1200 +1200: 0–5d
8-3d            | “8-3d” runs backwards. Type the shortest first, such as 3-8d or 3-4-8d.
3-9-8d          | “3-9-8d” runs backwards. Type the shortest first, such as 3-8d or 3-4-8d.
2d-3ed          | “2d-3ed” mixes working time and time around the clock. Use one of them.
3-4-5-6d        | “3-4-5-6d” is not a range. Try 3-8d, 3-4-8d or 4d ±1d.
3-x             | “3-x” is not a duration. Try 5d, 2w or 4h.
4d ±            | “4d ±” is not a range. Try 3-8d, 3-4-8d or 4d ±1d.
4d ±x%          | “4d ±x%” is not a range. Try 3-8d, 3-4-8d or 4d ±1d.
±1d             | “±1d” is not a range. Try 3-8d, 3-4-8d or 4d ±1d.
",
        );
    }

    #[test]
    fn a_milestone_may_come_later() {
        let read = |text| read_estimate(text, true, &HOURS, Locale::default());
        let later = Estimate { likely: Duration::ZERO, range: Some(Range { shorter: 0, longer: 2400 }) };
        assert_eq!(read("0-5d"), Ok(later));
        assert_eq!(write_estimate(later.likely, later.range, &HOURS, Locale::default()), "0–0–5d");
        assert_eq!(read("0–0–5d"), Ok(later));
    }

    proptest! {
        #[test]
        fn what_is_written_reads_back(likely in 0..200_000i32, shorter in 0..200_000i32, longer in 0..200_000i32, comma: bool) {
            let locale = Locale { decimal_comma: comma, ..Locale::default() };
            let likely = Duration::working(likely);
            let range = Some(Range { shorter: shorter.min(likely.minutes), longer });
            let text = write_estimate(likely, range, &HOURS, locale);
            prop_assert_eq!(read_estimate(&text, false, &HOURS, locale), Ok(Estimate { likely, range }), "{}", text);
        }

        #[test]
        fn nothing_typed_panics(text in "\\PC{0,12}", numbers in "[0-9.,±%dw –-]{0,12}") {
            let _ = read_estimate(&text, false, &HOURS, Locale::default());
            let _ = read_estimate(&numbers, true, &HOURS, Locale::default());
        }
    }
}
