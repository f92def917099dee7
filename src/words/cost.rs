//! What a task costs as people type it: `1200`, `80/d`, `500 + 80/d`; and which currency a place counts in.

use super::{Locale, quoted, read_money, write_money};
use crate::plan::{Money, TaskCost};

/// Behind an amount, these make it one for each day.
const A_DAY: &[&str] = &["/d", "/ d", "/day", "/ day", "per day", "a day", "p.d."];

/// Reads the fixed cost and the cost a day; nothing typed is nothing of either.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn read_cost(text: &str, locale: Locale) -> Result<(Money, Money), String> {
    let mut cost = (Money::ZERO, Money::ZERO);
    let parts = || text.split('+').map(str::trim);
    if !text.trim().is_empty() && parts().all(str::is_empty) {
        return Err(not_a_cost(text));
    }
    for part in parts().filter(|part| !part.is_empty()) {
        let lower = part.to_lowercase();
        let rate = A_DAY.iter().find_map(|ending| lower.strip_suffix(ending));
        let amount = rate.map_or(part, |rest| part.get(..rest.len()).unwrap_or(rest).trim_end());
        let amount = read_money(amount, locale).map_err(|_| not_a_cost(text))?;
        let sum = if rate.is_some() { &mut cost.1 } else { &mut cost.0 };
        *sum = sum.plus(amount);
    }
    Ok(cost)
}

fn not_a_cost(text: &str) -> String {
    format!("{} is not a cost. Try 1200, 80/d or 500 + 80/d.", quoted(text))
}

/// As it is typed; nothing for a cost that says nothing.
pub fn write_cost(cost: &TaskCost, locale: Locale) -> String {
    let amount = |money| write_money(money, "", locale);
    match (cost.fixed == Money::ZERO, cost.per_day == Money::ZERO) {
        (true, true) => String::new(),
        (false, true) => amount(cost.fixed),
        (true, false) => format!("{}/d", amount(cost.per_day)),
        (false, false) => format!("{} + {}/d", amount(cost.fixed), amount(cost.per_day)),
    }
}

const EURO: &[&str] = &[
    "AT", "BE", "HR", "CY", "DE", "EE", "ES", "FI", "FR", "GR", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PT", "SI",
    "SK", "BG", "ME", "XK", "AD", "MC", "SM", "VA",
];
const REGIONS: &[(&str, &str)] = &[
    ("US", "USD"),
    ("GB", "GBP"),
    ("CH", "CHF"),
    ("LI", "CHF"),
    ("CA", "CAD"),
    ("AU", "AUD"),
    ("NZ", "NZD"),
    ("DK", "DKK"),
    ("NO", "NOK"),
    ("SE", "SEK"),
    ("IS", "ISK"),
    ("PL", "PLN"),
    ("CZ", "CZK"),
    ("HU", "HUF"),
    ("RO", "RON"),
    ("RS", "RSD"),
    ("UA", "UAH"),
    ("TR", "TRY"),
    ("IL", "ILS"),
    ("IN", "INR"),
    ("JP", "JPY"),
    ("CN", "CNY"),
    ("KR", "KRW"),
    ("SG", "SGD"),
    ("HK", "HKD"),
    ("TW", "TWD"),
    ("BR", "BRL"),
    ("MX", "MXN"),
    ("ZA", "ZAR"),
    ("NG", "NGN"),
    ("AE", "AED"),
    ("SA", "SAR"),
];
/// Where a language says no region.
const LANGUAGES: &[(&str, &str)] = &[
    ("de", "EUR"),
    ("fr", "EUR"),
    ("it", "EUR"),
    ("es", "EUR"),
    ("pt", "EUR"),
    ("nl", "EUR"),
    ("fi", "EUR"),
    ("el", "EUR"),
    ("da", "DKK"),
    ("sv", "SEK"),
    ("nb", "NOK"),
    ("no", "NOK"),
    ("pl", "PLN"),
    ("cs", "CZK"),
    ("hu", "HUF"),
    ("ja", "JPY"),
    ("ko", "KRW"),
    ("zh", "CNY"),
    ("he", "ILS"),
    ("hi", "INR"),
    ("tr", "TRY"),
    ("uk", "UAH"),
];

/// The three letters of the currency of a browser's language tag: by its region, else by its language; dollars where
/// neither says.
pub fn currency_of(tag: &str) -> &'static str {
    let parts = || tag.split(['-', '_']);
    let region = parts().skip(1).find(|part| part.len() == 2).map(str::to_uppercase);
    if let Some(region) = region {
        if EURO.contains(&region.as_str()) {
            return "EUR";
        }
        if let Some((_, currency)) = REGIONS.iter().find(|row| row.0 == region) {
            return currency;
        }
    }
    let language = parts().next().unwrap_or_default().to_lowercase();
    LANGUAGES.iter().find(|row| row.0 == language).map_or("USD", |row| row.1)
}

/// Reads the three letters of a currency; `Ok(None)` for nothing typed.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn read_currency(text: &str) -> Result<Option<String>, String> {
    let text = text.trim();
    let sign = super::money::currency_of_symbol(text);
    match text {
        "" => Ok(None),
        _ if sign.is_some() => Ok(sign.map(str::to_owned)),
        _ if text.len() == 3 && text.bytes().all(|b| b.is_ascii_alphabetic()) => Ok(Some(text.to_uppercase())),
        _ => Err(format!("{} is not a currency. Type its three letters: EUR, USD, CHF.", quoted(text))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(typed: &str, expected: &str) {
        let locale = Locale::default();
        let got = read_cost(typed, locale)
            .map(|(fixed, per_day)| write_cost(&TaskCost { fixed, per_day, actual: None }, locale));
        assert_eq!(got.unwrap_or_else(|message| message), expected, "{typed}");
    }

    #[test]
    fn a_cost_is_typed_as_people_say_it() {
        check("1200", "1,200");
        check("1.200,50", "1,200.50");
        check("€ 80/d", "80/d");
        check("500 + 80/d", "500 + 80/d");
        check("80 € per day + 12k", "12,000 + 80/d");
        check("80 a day + 20/d", "100/d");
        check("", "");
        check("dear", "“dear” is not a cost. Try 1200, 80/d or 500 + 80/d.");
        check("500 + much/d", "“500 + much/d” is not a cost. Try 1200, 80/d or 500 + 80/d.");
        check(" + ", "“+” is not a cost. Try 1200, 80/d or 500 + 80/d.");
    }

    #[test]
    fn a_place_has_its_currency() {
        for (tag, currency) in [
            ("de-DE", "EUR"),
            ("de-CH", "CHF"),
            ("en-GB", "GBP"),
            ("en", "USD"),
            ("pl", "PLN"),
            ("zh-Hant-TW", "TWD"),
            ("", "USD"),
        ] {
            assert_eq!(currency_of(tag), currency, "{tag}");
        }
        assert_eq!(read_currency(" chf "), Ok(Some("CHF".into())));
        assert_eq!(read_currency("€"), Ok(Some("EUR".into())));
        assert_eq!(read_currency(""), Ok(None));
        assert!(read_currency("euros").is_err());
    }

    proptest! {
        #[test]
        fn no_text_makes_reading_a_cost_panic(text in ".{0,24}", near in "[0-9.,+/dayk €İ]{0,16}") {
            let _ = (read_cost(&text, Locale::default()), read_cost(&near, Locale::default()), read_currency(&text));
        }
    }
}
