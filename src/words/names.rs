//! Names of months and weekdays.

use chrono::Weekday;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

/// The month a word of three letters or more begins.
pub(super) fn month(word: &str) -> Option<u32> {
    let named = |name: &&str| word.len() >= 3 && name.starts_with(word);
    MONTHS.iter().position(named).or_else(|| (word == "sept").then_some(8)).map(|index| index as u32 + 1)
}

/// The weekday a word of three letters or more begins.
pub(super) fn weekday(word: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(name, _)| word.len() >= 3 && name.starts_with(word)).map(|(_, day)| *day)
}

/// `Mar`.
pub fn month_name(month: u32) -> &'static str {
    const SHORT: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    SHORT.get((month as usize).wrapping_sub(1)).copied().unwrap_or("")
}

/// `Thu`.
pub fn weekday_name(day: Weekday) -> &'static str {
    const SHORT: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
    SHORT[day.num_days_from_monday() as usize]
}
