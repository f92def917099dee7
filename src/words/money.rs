//! Money: `€12,500`, `12.500 €`, `CHF 1,200.50`; and reading what people type for it.

use super::{Locale, quoted};
use crate::plan::Money;

const SYMBOLS: [(&str, &str); 10] = [
    ("EUR", "€"),
    ("USD", "$"),
    ("GBP", "£"),
    ("JPY", "¥"),
    ("INR", "₹"),
    ("KRW", "₩"),
    ("ILS", "₪"),
    ("UAH", "₴"),
    ("TRY", "₺"),
    ("NGN", "₦"),
];

/// An amount as the place writes it, cents only where there are some. `currency` is its three letters, or nothing.
pub fn write_money(money: Money, currency: &str, locale: Locale) -> String {
    let sign = if money.0 < 0 { "−" } else { "" };
    let (whole, cents) = (money.0.unsigned_abs() / 100, money.0.unsigned_abs() % 100);
    let mut number = grouped(whole, if locale.decimal_comma { '.' } else { ',' });
    if cents > 0 {
        number = format!("{number}{}{cents:02}", locale.decimal());
    }
    let symbol = SYMBOLS.iter().find(|(code, _)| *code == currency).map(|(_, symbol)| *symbol);
    match (symbol, locale.decimal_comma) {
        _ if currency.is_empty() => format!("{sign}{number}"),
        (symbol, true) => format!("{sign}{number} {}", symbol.unwrap_or(currency)),
        (Some(symbol), false) => format!("{sign}{symbol}{number}"),
        (None, false) => format!("{sign}{currency} {number}"),
    }
}

/// `1234567` as `1,234,567`.
fn grouped(whole: u64, sign: char) -> String {
    let digits = whole.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(sign);
        }
        text.push(digit);
    }
    text
}

/// Reads an amount, with or without a currency before or behind it: `12500`, `12,500.50`, `12.500,50 €`, `CHF 1'200`,
/// `12k`. The last sign that up to two digits follow is the decimal one; all others group.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn read_money(text: &str, locale: Locale) -> Result<Money, String> {
    let wrong = || format!("{} is not an amount. Try {} or 12k.", quoted(text), example(locale));
    let typed = text.trim();
    let (negative, typed) = match typed.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, typed),
    };
    let typed = without_currency(typed).ok_or_else(wrong)?;
    let (negative, typed) = match typed.strip_prefix(['-', '−', '–']) {
        Some(rest) if !negative => (true, rest.trim_start()),
        _ => (negative, typed),
    };
    let (number, times) = match typed.strip_suffix(['k', 'K']) {
        Some(rest) => (rest.trim_end(), 1_000),
        None => (typed, 1),
    };
    let hundredths = read_number(number, times > 1).ok_or_else(wrong)?;
    let amount =
        hundredths.checked_mul(times).map(|parts| parts / 1_000).filter(|amount| *amount < 100_000_000_000_000);
    match amount {
        Some(amount) => Ok(Money(if negative { -amount } else { amount })),
        None => Err(format!("{} is more than can be counted here.", quoted(text))),
    }
}

fn example(locale: Locale) -> &'static str {
    if locale.decimal_comma { "12.500" } else { "12,500" }
}

/// Cuts one currency off, before or behind: a symbol, or three letters.
fn without_currency(text: &str) -> Option<&str> {
    let digit = |c: char| c.is_ascii_digit();
    let (first, last) = (text.find(digit)?, text.rfind(digit)? + 1);
    let before = text[..first].trim_end_matches(['-', '−', '–', '.', ',']).trim();
    let (mut last, mut after) = (last, text[last..].trim());
    if let Some(rest) = after.strip_prefix(['k', 'K']).filter(|rest| rest.is_empty() || is_currency(rest.trim())) {
        last = text.len() - text[last..].trim_start().len() + 1;
        after = rest.trim();
    }
    let fits = |part: &str| part.is_empty() || is_currency(part);
    (fits(before) && fits(after) && (before.is_empty() || after.is_empty()))
        .then(|| text[..last].trim_start()[before.len()..].trim_start())
}

/// The three letters behind a symbol.
pub(super) fn currency_of_symbol(symbol: &str) -> Option<&'static str> {
    SYMBOLS.iter().find(|row| row.1 == symbol).map(|row| row.0)
}

fn is_currency(text: &str) -> bool {
    let code = text.len() == 3 && text.bytes().all(|b| b.is_ascii_alphabetic());
    code || SYMBOLS.iter().any(|(_, symbol)| *symbol == text)
}

/// Thousandths of a hundredth, so that `1.234k` is exact.
fn read_number(text: &str, in_thousands: bool) -> Option<i64> {
    let plain = text.replace([' ', '\u{a0}', '\u{202f}', '\'', '’'], "");
    let separators: Vec<usize> = plain.match_indices(['.', ',']).map(|(at, _)| at).collect();
    let last = separators.last().copied();
    let decimals = last.map_or(0, |at| plain.len() - at - 1);
    let many = last.is_some_and(|at| plain.matches(plain[at..].chars().next().unwrap_or('.')).count() > 1);
    let is_decimal =
        last.is_some() && !many && (decimals <= 2 || in_thousands && separators.len() == 1 && decimals <= 5);
    let (whole, fraction) = match last.filter(|_| is_decimal) {
        Some(at) => (&plain[..at], &plain[at + 1..]),
        None => (plain.as_str(), ""),
    };
    let groups: Vec<&str> = whole.split(['.', ',']).collect();
    let in_threes = groups.iter().skip(1).all(|group| group.len() == 3) && (groups.len() == 1 || !groups[0].is_empty());
    let digits: String = groups.concat();
    let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
    if !in_threes || !all_digits(&digits) || !all_digits(fraction) || (digits.is_empty() && fraction.is_empty()) {
        return None;
    }
    let fraction = format!("{fraction:0<5}");
    // Too long to be counted is said by the caller.
    format!("{digits}{fraction}").parse().ok().or(Some(i64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const POINT: Locale = Locale {
        date_order: crate::words::DateOrder::DayMonthYear,
        first_weekday: chrono::Weekday::Mon,
        decimal_comma: false,
    };
    const COMMA: Locale = Locale { decimal_comma: true, ..POINT };

    #[test]
    fn money_is_written_as_the_place_writes_it() {
        for (hundredths, currency, point, comma) in [
            (1_250_000, "EUR", "€12,500", "12.500 €"),
            (120_050, "CHF", "CHF 1,200.50", "1.200,50 CHF"),
            (-5, "USD", "−$0.05", "−0,05 $"),
            (0, "GBP", "£0", "0 £"),
            (12_345_678_900, "", "123,456,789", "123.456.789"),
        ] {
            assert_eq!(write_money(Money(hundredths), currency, POINT), point);
            assert_eq!(write_money(Money(hundredths), currency, COMMA), comma);
        }
    }

    #[test]
    fn money_reads_what_people_write() {
        for (typed, hundredths) in [
            ("12500", 1_250_000),
            ("12,500", 1_250_000),
            ("12.500", 1_250_000),
            ("12,500.50", 1_250_050),
            ("12.500,5 €", 1_250_050),
            ("1'200 CHF", 120_000),
            ("€ 1 200", 120_000),
            ("$-3", -300),
            ("−£3.07", -307),
            ("12k", 1_200_000),
            ("1.25k EUR", 125_000),
            (".5", 50),
            ("0", 0),
            ("1,000,000", 100_000_000),
        ] {
            assert_eq!(read_money(typed, POINT), Ok(Money(hundredths)), "{typed}");
        }
        for (typed, message) in [
            ("", "“” is not an amount. Try 12,500 or 12k."),
            ("dear", "“dear” is not an amount. Try 12,500 or 12k."),
            ("12 apples", "“12 apples” is not an amount. Try 12,500 or 12k."),
            ("1,00,0", "“1,00,0” is not an amount. Try 12,500 or 12k."),
            ("9999999999999999999999", "“9999999999999999999999” is more than can be counted here."),
        ] {
            assert_eq!(read_money(typed, POINT), Err(message.to_owned()));
        }
    }

    proptest! {
        #[test]
        fn money_reads_back_as_written(amount in -9_999_999_999_999_i64..9_999_999_999_999, which in 0..4_usize, comma: bool) {
            let locale = if comma { COMMA } else { POINT };
            let text = write_money(Money(amount), ["EUR", "CHF", "", "USD"][which], locale);
            prop_assert_eq!(read_money(&text, locale), Ok(Money(amount)), "{}", text);
        }

        #[test]
        fn no_text_makes_reading_money_panic(text in ".{0,24}", near in "[-−0-9.,k €$A-Z']{0,16}") {
            let _ = (read_money(&text, POINT), read_money(&near, COMMA));
        }
    }
}
