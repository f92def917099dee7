//! Numbers, percentages and people's names as typed.

use super::{Locale, quoted};
use crate::plan::{Plan, ResourceId};

/// A decimal number exactly as typed: `digits / 10^places`. Kept whole so that `1.1d` is 528 minutes, not 527.99.
#[derive(Clone, Copy)]
pub(super) struct Decimal {
    digits: i64,
    places: u32,
}

impl Decimal {
    /// Reads unsigned digits with at most one decimal sign, point or comma. A comma before exactly three digits groups
    /// thousands where the locale's decimal sign is a point.
    pub(super) fn read(text: &str, locale: Locale) -> Option<Decimal> {
        let cut = text.find(['.', ',']);
        let (whole, fraction) = cut.map_or((text, ""), |at| (&text[..at], &text[at + 1..]));
        let grouped = cut.is_some_and(|at| text[at..].starts_with(',')) && fraction.len() == 3 && !locale.decimal_comma;
        let all_digits = |part: &str| part.bytes().all(|b| b.is_ascii_digit());
        if !all_digits(whole) || !all_digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
            return None;
        }
        if whole.len() + fraction.len() > 15 {
            return None;
        }
        let digits = format!("{whole}{fraction}").parse().ok()?;
        Some(Decimal { digits, places: if grouped { 0 } else { fraction.len() as u32 } })
    }

    /// This many times `unit`, rounded to a whole number, half up.
    pub(super) fn times(self, unit: i64) -> i64 {
        let scale = 10_i128.pow(self.places);
        let product = i128::from(self.digits) * i128::from(unit);
        i64::try_from((product * 2 + scale) / (scale * 2)).unwrap_or(i64::MAX)
    }
}

/// `minutes / unit` with the fewest decimals that read back as `minutes`. Both non-negative, `unit` above 0.
pub(super) fn write_quotient(minutes: i64, unit: i64, locale: Locale) -> String {
    for places in 0..=9_u32 {
        let scale = 10_i128.pow(places);
        let (minutes, unit) = (i128::from(minutes), i128::from(unit));
        let digits = (minutes * scale * 2 + unit) / (unit * 2);
        let decimal = Decimal { digits: i64::try_from(digits).unwrap_or(i64::MAX), places };
        if i128::from(decimal.times(unit as i64)) == minutes {
            let (whole, fraction) = (digits / scale, digits % scale);
            let places = places as usize;
            return if places == 0 {
                whole.to_string()
            } else {
                format!("{whole}{}{fraction:0places$}", locale.decimal())
            };
        }
    }
    (minutes / unit).to_string()
}

/// Reads `50`, `50%` or `50 %`; whole percent from 0 to 100.
///
/// # Errors
/// A sentence for the person who typed it.
pub fn read_percent(text: &str) -> Result<u8, String> {
    let number = text.trim().trim_end_matches('%').trim_end();
    let value = Decimal::read(number, Locale { decimal_comma: true, ..Locale::default() }).map(|n| n.times(1));
    match value {
        Some(value @ 0..=100) => Ok(value as u8),
        Some(_) => Err(format!("{} is more than 100 %.", quoted(text))),
        None => Err(format!("{} is not a percentage. Try 0, 50 or 100.", quoted(text))),
    }
}

/// `50%`.
pub fn write_percent(percent: u8) -> String {
    format!("{percent}%")
}

/// A name as typed: somebody the plan knows, or somebody new.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Person {
    Known(ResourceId),
    New(String),
}

/// Reads one name; upper and lower case do not matter. `Ok(None)` for nothing typed.
///
/// # Errors
/// A sentence when two people have that name.
pub fn read_person(text: &str, plan: &Plan) -> Result<Option<Person>, String> {
    let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if name.is_empty() {
        return Ok(None);
    }
    let folded = name.to_lowercase();
    let mut same = plan.resources.values().filter(|r| r.name.trim().to_lowercase() == folded);
    match (same.next(), same.next()) {
        (None, _) => Ok(Some(Person::New(name))),
        (Some(one), None) => Ok(Some(Person::Known(one.id))),
        (Some(_), Some(_)) => {
            Err(format!("More than one person here is called {}. Give them different names first.", quoted(&name)))
        }
    }
}

/// Reads names and how much of their time: `Anna, Ben [50%]; Chris 20%`. Percent of full time, 100 when not said.
///
/// # Errors
/// A sentence about the first part that cannot be read.
pub fn read_people(text: &str, plan: &Plan) -> Result<Vec<(Person, u32)>, String> {
    let mut people = Vec::new();
    for part in text.split([',', ';', '\n']) {
        let part = part.trim();
        let bare = part.trim_end_matches(']');
        let (name, units) = match bare.strip_suffix('%').map(str::trim_end) {
            Some(rest) => {
                let digits = rest.bytes().rev().take_while(u8::is_ascii_digit).count();
                let (name, number) = rest.split_at(rest.len() - digits);
                let units: u32 =
                    number.parse().ok().filter(|units| *units <= 10_000).ok_or_else(|| {
                        format!("{} is not a share of somebody's time. Try Anna [50%].", quoted(part))
                    })?;
                (name.trim_end().trim_end_matches(['[', '(']), units)
            }
            None => (part, 100),
        };
        if let Some(person) = read_person(name, plan)? {
            people.push((person, units));
        }
    }
    Ok(people)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Moment, Resource};

    #[test]
    fn percent_reads_what_people_write() {
        for (text, value) in
            [("50", 50), ("50%", 50), (" 7 % ", 7), ("0", 0), ("100%", 100), ("33.3", 33), ("33,6%", 34)]
        {
            assert_eq!(read_percent(text), Ok(value), "{text}");
        }
        for (text, message) in [
            ("101", "“101” is more than 100 %."),
            ("half", "“half” is not a percentage. Try 0, 50 or 100."),
            ("-5", "“-5” is not a percentage. Try 0, 50 or 100."),
            ("", "“” is not a percentage. Try 0, 50 or 100."),
        ] {
            assert_eq!(read_percent(text), Err(message.to_owned()));
        }
    }

    #[test]
    fn people_are_known_by_name_and_new_ones_are_kept_as_typed() {
        let mut plan = Plan::new(Moment(0));
        for (id, name) in [(7, "Anna Berg"), (8, "Ben"), (9, "ben")] {
            let person = serde_json::json!({ "id": id, "name": name });
            let person: Resource = serde_json::from_value(person).unwrap();
            plan.resources.insert(person.id, person);
        }
        let new = |name: &str| Person::New(name.to_owned());
        assert_eq!(read_person(" anna  berg", &plan), Ok(Some(Person::Known(ResourceId(7)))));
        assert_eq!(read_person("  ", &plan), Ok(None));
        assert!(read_person("BEN", &plan).unwrap_err().contains("More than one person"));
        assert_eq!(
            read_people("Anna Berg [50%], Carl 20%; Dora", &plan),
            Ok(vec![(Person::Known(ResourceId(7)), 50), (new("Carl"), 20), (new("Dora"), 100)])
        );
        assert!(read_people("Carl [%]", &plan).is_err());
    }
}
