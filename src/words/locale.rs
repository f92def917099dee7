//! How a place writes its dates and numbers. Made by the UI from the browser's language and a setting.

use chrono::Weekday;
use serde::{Deserialize, Serialize};

/// Order of dates, first day of the week, decimal sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    pub date_order: DateOrder,
    pub first_weekday: Weekday,
    /// `1,5` rather than `1.5`.
    pub decimal_comma: bool,
}

/// Which part of a date comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    #[default]
    DayMonthYear,
    MonthDayYear,
    /// `2026-03-12`.
    YearMonthDay,
}

impl Default for Locale {
    fn default() -> Locale {
        Locale { date_order: DateOrder::DayMonthYear, first_weekday: Weekday::Mon, decimal_comma: false }
    }
}

const MONTH_FIRST: &[&str] = &["US", "PH", "PR", "GU", "FM", "MH", "PW", "BZ"];
const YEAR_FIRST_REGIONS: &[&str] = &["CN", "TW", "JP", "KR", "KP", "MN", "HU", "LT", "SE", "IR", "ZA", "BT"];
const SUNDAY_FIRST: &[&str] = &[
    "US", "CA", "JP", "KR", "TW", "HK", "MO", "IL", "BR", "MX", "CO", "PE", "VE", "IN", "PK", "BD", "NP", "ZA", "PH",
    "TH", "ID", "SG", "SA", "YE", "KE", "ET", "ZW", "PR", "GT", "HN", "NI", "SV", "PA", "DO", "PY", "JM", "PT", "BZ",
];
const SATURDAY_FIRST: &[&str] =
    &["AE", "AF", "BH", "DJ", "DZ", "EG", "IQ", "IR", "JO", "KW", "LY", "OM", "QA", "SD", "SY"];
const COMMA_LANGUAGES: &[&str] = &[
    "af", "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl", "hr", "hu", "hy",
    "id", "is", "it", "ka", "kk", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sq",
    "sr", "sv", "tr", "uk", "uz", "vi",
];
const POINT_TAGS: &[&str] = &[
    "de-CH", "de-LI", "it-CH", "es-MX", "es-US", "es-GT", "es-HN", "es-NI", "es-PA", "es-PE", "es-PR", "es-SV", "es-DO",
];

impl Locale {
    /// The habits of a browser's language tag: `en-US`, `de`, `zh-Hant-TW`. Unknown tags get day, month, year, Monday, point.
    pub fn from_tag(tag: &str) -> Locale {
        let mut parts = tag.split(['-', '_']);
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let region = parts.find(|part| part.len() == 2).map(str::to_ascii_uppercase);
        let region = region.unwrap_or_else(|| likely_region(&language).to_owned());
        let region = region.as_str();
        let in_order = |list: &[&str]| list.contains(&region);
        let date_order = if in_order(MONTH_FIRST) {
            DateOrder::MonthDayYear
        } else if in_order(YEAR_FIRST_REGIONS) || (language == "en" && region == "CA") {
            DateOrder::YearMonthDay
        } else {
            DateOrder::DayMonthYear
        };
        let first_weekday = if in_order(SUNDAY_FIRST) {
            Weekday::Sun
        } else if in_order(SATURDAY_FIRST) {
            Weekday::Sat
        } else {
            Weekday::Mon
        };
        let point = POINT_TAGS.contains(&format!("{language}-{region}").as_str());
        let decimal_comma = COMMA_LANGUAGES.contains(&language.as_str()) && !point;
        Locale { date_order, first_weekday, decimal_comma }
    }

    /// The decimal sign.
    pub fn decimal(self) -> char {
        if self.decimal_comma { ',' } else { '.' }
    }
}

/// Where a language without a region is most likely spoken, where that is not the country of its own code.
fn likely_region(language: &str) -> &'static str {
    match language {
        "en" => "US",
        "ja" => "JP",
        "ko" => "KR",
        "zh" => "CN",
        "pt" => "BR",
        "sv" => "SE",
        "hu" => "HU",
        "lt" => "LT",
        "he" => "IL",
        "hi" => "IN",
        "th" => "TH",
        "fa" => "IR",
        "ar" => "EG",
        "mn" => "MN",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_tag_gives_the_habits_of_its_place() {
        use DateOrder::*;
        for (tag, order, first, comma) in [
            ("en-US", MonthDayYear, Weekday::Sun, false),
            ("en", MonthDayYear, Weekday::Sun, false),
            ("en-GB", DayMonthYear, Weekday::Mon, false),
            ("en-CA", YearMonthDay, Weekday::Sun, false),
            ("fr-CA", DayMonthYear, Weekday::Sun, true),
            ("de", DayMonthYear, Weekday::Mon, true),
            ("de-CH", DayMonthYear, Weekday::Mon, false),
            ("zh-Hant-TW", YearMonthDay, Weekday::Sun, false),
            ("sv_SE", YearMonthDay, Weekday::Mon, true),
            ("ar-EG", DayMonthYear, Weekday::Sat, false),
            ("", DayMonthYear, Weekday::Mon, false),
            ("💥-x", DayMonthYear, Weekday::Mon, false),
        ] {
            assert_eq!(
                Locale::from_tag(tag),
                Locale { date_order: order, first_weekday: first, decimal_comma: comma },
                "{tag}"
            );
        }
    }
}
