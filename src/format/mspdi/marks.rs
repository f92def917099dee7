//! Facts of ours that the format has no element for. They stand in custom text fields, which Project shows and keeps:
//! what the client will see, a name longer than a name may be, and one field called Forthright with short words.

use super::super::xml::Element;
use super::super::xml_out::allowed;
use super::{NAME, TEXT};
use std::collections::{BTreeMap, BTreeSet};

/// A custom field of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Field {
    /// Short words, one after the other.
    Words,
    WillSee,
    FullName,
    ResourceWords,
    ResourceName,
}

impl Field {
    const ALL: [Field; 5] = [Field::Words, Field::WillSee, Field::FullName, Field::ResourceWords, Field::ResourceName];

    fn alias(self) -> &'static str {
        match self {
            Field::Words | Field::ResourceWords => "Forthright",
            Field::WillSee => "Client will see (Forthright)",
            Field::FullName | Field::ResourceName => "Full name (Forthright)",
        }
    }

    /// The number of the field Text30; Text29 to Text11 come before it.
    fn last(self) -> u32 {
        match self {
            Field::Words | Field::WillSee | Field::FullName => 188_744_016,
            Field::ResourceWords | Field::ResourceName => 205_521_140,
        }
    }

    fn number(self, text: u32) -> u32 {
        self.last() - 30 + text
    }
}

/// Which custom field each of ours has in a file.
#[derive(Debug, Default)]
pub(super) struct Fields(BTreeMap<Field, String>);

impl Fields {
    /// Takes the definitions of our fields out of a file's.
    pub fn take(&mut self, definitions: &mut Element) {
        definitions.children.retain(|definition| {
            let id = definition.get("FieldID").unwrap_or_default();
            let of_task = id.starts_with("188");
            let ours = Field::ALL.into_iter().find(|field| {
                definition.get("Alias") == Some(field.alias()) && of_task == (field.last() == Field::Words.last())
            });
            match ours {
                Some(field) if !id.is_empty() => self.0.insert(field, id.to_owned()).is_some(),
                _ => true,
            }
        });
    }

    /// Gives every field a number that no definition of the file has.
    pub fn choose(theirs: &BTreeSet<String>) -> Fields {
        let mut chosen = BTreeMap::new();
        let mut taken = theirs.clone();
        for field in Field::ALL {
            let free = (11..=30).rev().map(|text| field.number(text).to_string()).find(|id| !taken.contains(id));
            if let Some(id) = free {
                taken.insert(id.clone());
                chosen.insert(field, id);
            }
        }
        Fields(chosen)
    }

    /// The definitions of the fields that were used.
    pub fn definitions(&self, used: &BTreeSet<Field>) -> Vec<Element> {
        let definition = |(field, id): (&Field, &String)| {
            let text = id.parse::<u32>().map_or(30, |id| id + 30 - field.last());
            let leaves = vec![
                Element::leaf("FieldID", id),
                Element::leaf("FieldName", format!("Text{text}")),
                Element::leaf("Alias", field.alias()),
            ];
            Element::list("ExtendedAttribute", leaves)
        };
        self.0.iter().filter(|(field, _)| used.contains(field)).map(definition).collect()
    }

    pub fn attribute(&self, field: Field, value: &str) -> Option<Element> {
        let id = self.0.get(&field)?;
        let leaves = vec![Element::leaf("FieldID", id), Element::leaf("Value", value)];
        Some(Element::list("ExtendedAttribute", leaves))
    }

    /// What a record says in a field of ours.
    pub fn of<'a>(&self, record: &'a Element, field: Field) -> Option<&'a str> {
        let id = self.0.get(&field)?;
        let ours = record.children.iter().filter(|child| child.name == "ExtendedAttribute");
        ours.filter(|child| child.get("FieldID") == Some(id)).find_map(|child| child.raw("Value"))
    }

    /// Whether an `ExtendedAttribute` of a record is a value of ours.
    pub fn is_ours(&self, attribute: &Element) -> bool {
        attribute.get("FieldID").is_some_and(|id| self.0.values().any(|ours| ours == id))
    }
}

/// `locked; per day: 80000`: the words of one record.
#[derive(Debug, Default)]
pub(super) struct Words(Vec<(String, String)>);

impl Words {
    pub fn read(text: &str) -> Words {
        let word = |part: &str| match part.split_once(": ") {
            Some((key, value)) => (key.to_owned(), value.replace("%3B", ";").replace("%25", "%")),
            None => (part.trim_end().to_owned(), String::new()),
        };
        Words(text.split(';').map(str::trim_start).filter(|part| !part.is_empty()).map(word).collect())
    }

    pub fn say(&mut self, key: &str) {
        self.0.push((key.to_owned(), String::new()));
    }

    pub fn tell(&mut self, key: &str, value: impl ToString) {
        self.0.push((key.to_owned(), value.to_string()));
    }

    pub fn text(&self) -> Option<String> {
        let part = |(key, value): &(String, String)| {
            let value = value.replace('%', "%25").replace(';', "%3B");
            if value.is_empty() { key.clone() } else { format!("{key}: {value}") }
        };
        let parts: Vec<String> = self.0.iter().map(part).collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    pub fn says(&self, key: &str) -> bool {
        self.0.iter().any(|word| word.0 == key)
    }

    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.iter().find(|word| word.0 == key).map(|word| word.1.as_str())
    }

    pub fn all<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |word| word.0 == key).map(|word| word.1.as_str())
    }

    pub fn number<T: std::str::FromStr>(&self, key: &str) -> Option<T> {
        self.get(key)?.parse().ok()
    }
}

/// A name as the schema allows it, so many UTF-16 units long.
pub(super) fn short(name: &str, most: usize) -> String {
    let mut left = most;
    let fits = |c: &char| {
        let units = c.len_utf16();
        let fits = units <= left;
        left = if fits { left - units } else { 0 };
        fits
    };
    allowed(name).chars().take_while(fits).collect()
}

pub(super) fn short_name(name: &str) -> String {
    short(name, NAME)
}

/// A person's name as Project takes it: commas and brackets part people in its fields.
pub(super) fn person(name: &str) -> String {
    let change = |c: char| match c {
        '[' => Some('('),
        ']' => Some(')'),
        ',' => None,
        other => Some(other),
    };
    short(&name.chars().filter_map(change).collect::<String>(), TEXT)
}

/// The full name where what is written is still what it comes to.
pub(super) fn full<'a>(written: &'a str, full: Option<&'a str>, cut: fn(&str) -> String) -> &'a str {
    full.filter(|full| cut(full).trim() == written.trim()).unwrap_or(written)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn words_come_back_as_they_were_said() {
        let mut words = Words::default();
        words.say("locked");
        words.tell("per day", 80_000);
        words.tell("baseline", "0,1,As agreed; 50 % & more%3B");
        let text = words.text().unwrap();
        let read = Words::read(&text);
        assert!(read.says("locked") && !read.says("per"));
        assert_eq!(read.number::<i64>("per day"), Some(80_000));
        assert_eq!(read.get("baseline"), Some("0,1,As agreed; 50 % & more%3B"));
        assert_eq!((read.text(), Words::default().text()), (Some(text), None));
    }

    #[test]
    fn names_are_cut_between_characters() {
        assert_eq!(short("aä🦀b", 3), "aä");
        assert_eq!(short("aä🦀b", 4), "aä🦀");
        assert_eq!(person("Lind, Jonas [Berlin]\u{1}"), "Lind Jonas (Berlin)");
    }
}
