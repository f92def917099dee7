//! Dates, durations and lags as the file writes them.

use crate::plan::{Duration, Moment, Unit};

/// How a finish at a day's end is written, so that Project shows the day and not the next.
pub(super) const LAST_SECOND: &str = "T23:59:59";

/// 500 years: longer is cut.
pub(super) const LONGEST: i32 = 500 * 366 * 1440;

/// `2026-01-05T08:00:00`; a zone, if any, is dropped: dates are wall clock. A day's last second is the day's end.
pub(super) fn moment(text: &str) -> Option<Moment> {
    let civil = text.get(..19).filter(|_| text.len() > 19).unwrap_or(text);
    let moment = Moment::parse(civil)?;
    let moment = if civil.ends_with(LAST_SECOND) { Moment(moment.0.saturating_add(1)) } else { moment };
    // The far ends stand for "no date".
    (moment.0 > Moment::start_of(chrono::NaiveDate::from_ymd_opt(1900, 1, 1)?).0).then_some(moment)
}

/// What became of a duration's text.
pub(super) enum Read {
    Minutes(i32),
    TooLong,
    Negative,
    Bad,
}

/// ISO `PT8H0M0S`: whole minutes, seconds rounded.
pub(super) fn duration(text: &str) -> Read {
    let (negative, rest) = match text.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let Some(rest) = rest.strip_prefix('P') else { return Read::Bad };
    let (mut seconds, mut number, mut in_time, mut digits) = (0.0f64, String::new(), false, 0);
    let mut below_zero = negative;
    for c in rest.chars() {
        match c {
            'T' => in_time = true,
            '0'..='9' | '.' => {
                number.push(c);
                digits += 1;
            }
            '-' => {
                below_zero = true;
            }
            'D' | 'H' | 'M' | 'S' | 'Y' => {
                let Ok(n) = number.parse::<f64>() else { return Read::Bad };
                number.clear();
                seconds += n * match (c, in_time) {
                    ('D', _) => 86_400.0,
                    ('H', _) => 3600.0,
                    ('M', true) => 60.0,
                    ('S', _) => 1.0,
                    ('M', false) => 30.0 * 86_400.0,
                    _ => 365.0 * 86_400.0,
                };
            }
            _ => return Read::Bad,
        }
    }
    if digits == 0 || !number.is_empty() {
        return Read::Bad;
    }
    let minutes = (seconds / 60.0).round();
    match minutes {
        _ if below_zero && minutes > 0.0 => Read::Negative,
        m if m > f64::from(LONGEST) => Read::TooLong,
        m => Read::Minutes(m as i32),
    }
}

/// Unit, elapsed and estimated of a DurationFormat or LagFormat.
pub(super) fn unit(format: i64) -> (Unit, bool, bool) {
    let estimated = format & 32 != 0;
    let (unit, elapsed) = match format & !32 {
        3 => (Unit::Minute, false),
        4 => (Unit::Minute, true),
        5 => (Unit::Hour, false),
        6 => (Unit::Hour, true),
        8 => (Unit::Day, true),
        9 => (Unit::Week, false),
        10 => (Unit::Week, true),
        11 => (Unit::Month, false),
        12 => (Unit::Month, true),
        20 => (Unit::Day, true),
        _ => (Unit::Day, false),
    };
    (unit, elapsed, estimated)
}

/// A task's duration of that many minutes in that format.
pub(super) fn typed(minutes: i32, format: i64) -> Duration {
    let (unit, elapsed, estimated) = unit(format);
    Duration { minutes, unit, elapsed, estimated }
}

/// Tenths of a minute, rounded, cut at 500 years.
pub(super) fn tenths(n: i64) -> i32 {
    let minutes = n.saturating_add(if n < 0 { -5 } else { 5 }) / 10;
    minutes.clamp(-i64::from(LONGEST), i64::from(LONGEST)) as i32
}

/// Minute of the day of `08:00:00`.
pub(super) fn clock(text: &str) -> Option<u16> {
    let mut parts = text.split(':');
    let hour: u16 = parts.next()?.parse().ok()?;
    let minute: u16 = parts.next().unwrap_or("0").parse().ok()?;
    (hour <= 24 && minute < 60).then_some((hour * 60 + minute).min(1440))
}
