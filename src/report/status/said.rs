//! Small pieces of the report's sentences.

use crate::words::{DateForm, Dates};
use chrono::NaiveDate;

/// Text of several lines, or with signs no screen shows, as one line.
pub(super) fn one_line(text: &str) -> String {
    let plain = |c: char| if c.is_control() || c == '\u{2028}' || c == '\u{2029}' { ' ' } else { c };
    let text: String = text.chars().map(plain).collect();
    text.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// As a sentence, with a full stop unless it ends already; nothing of nothing.
pub(super) fn stopped(text: &str) -> String {
    let text = one_line(text);
    match text.chars().next_back() {
        None => text,
        Some('.' | '!' | '?' | '…' | ':') => text,
        Some(_) => format!("{text}."),
    }
}

/// Sentences one after the other; those that are empty leave no gap.
pub(super) fn sentences<const N: usize>(all: [String; N]) -> String {
    all.into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(" ")
}

/// `Why: the server is late.`; nothing where there is nothing to say.
pub(super) fn labelled(label: &str, text: &str) -> String {
    match stopped(text) {
        text if text.is_empty() => text,
        text => format!("{label} {text}"),
    }
}

/// `Fri 12 Jun`.
pub(super) fn weekday(dates: &Dates, day: NaiveDate) -> String {
    dates.write(day, DateForm::Weekday)
}

/// `1 day`, `4 days`.
pub(super) fn days(count: i64) -> String {
    if count == 1 { "1 day".to_owned() } else { format!("{count} days") }
}
