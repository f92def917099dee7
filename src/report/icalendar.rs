//! Milestones and promised days for a calendar (RFC 5545): all-day entries without zones, which stay where they are
//! wherever they are read, and keep their identity so that a newer file replaces an older one.

use super::said;
use crate::client::{ClientProject, ClientPromise};
use crate::format::markup::one_line;
use crate::words::{DateForm, Dates};
use chrono::NaiveDate;

/// Octets a line may have before it is folded.
const LINE: usize = 75;

/// A calendar of milestones and of open promises.
pub fn calendar(seen: &ClientProject, dates: &Dates) -> String {
    let mut out = Lines::default();
    out.add("BEGIN", "VCALENDAR");
    out.add("VERSION", "2.0");
    out.add("PRODID", "-//Forthright//Forthright//EN");
    out.add("CALSCALE", "GREGORIAN");
    out.add("METHOD", "PUBLISH");
    out.text("NAME", &one_line(&seen.name));
    out.text("X-WR-CALNAME", &one_line(&seen.name));
    let stamp = format!("{}T000000Z", compact(seen.today));
    for step in seen.steps.iter().filter(|step| step.milestone) {
        let about = [step.will_see.clone(), said::capital(&said::standing(step))];
        let uid = uid("milestone", step.id.0, seen.identity);
        out.event(&Event {
            uid,
            stamp: &stamp,
            on: step.ends_on(),
            title: one_line(&step.name),
            about: &about,
            kind: "Milestone",
        });
    }
    for promise in &seen.promises {
        let to =
            if promise.to.trim().is_empty() { String::new() } else { format!("Promised to {}", one_line(&promise.to)) };
        let expected = promise.forecast.filter(|day| *day != promise.date && promise.delivered_on.is_none());
        let expected = expected.map(|day| format!("Expected {}", dates.write(day, DateForm::Long)));
        let state = said::capital(&said::state(promise, &seen.hours, dates));
        let about = [to, state, expected.unwrap_or_default()];
        let uid = uid("promise", promise.id.0, first_said(promise).unwrap_or(seen.identity));
        let title = format!("Promised: {}", one_line(&promise.what));
        out.event(&Event { uid, stamp: &stamp, on: promise.date, title, about: &about, kind: "Promise" });
    }
    out.add("END", "VCALENDAR");
    out.0
}

/// What an entry keeps whatever it is called and wherever it moves. Our own numbers are not in it: they tell how much else
/// there is. (FNV-1a: two entries in ten thousand that share 64 bits are not to be expected.)
fn uid(kind: &str, id: u32, identity: u32) -> String {
    let all = format!("{kind} {id} {identity}");
    let number =
        all.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    format!("{kind}-{number:016x}@forthright")
}

/// What tells a promise from those of other projects: when it was said first, and for which day. Neither changes,
/// whatever is said or renamed later.
fn first_said(promise: &ClientPromise) -> Option<u32> {
    let first = promise.sayings.first()?;
    Some(crc32fast::hash(format!("{} {}", first.said_on, first.date).as_bytes()))
}

struct Event<'a> {
    uid: String,
    stamp: &'a str,
    on: NaiveDate,
    title: String,
    about: &'a [String],
    kind: &'a str,
}

#[derive(Default)]
struct Lines(String);

impl Lines {
    fn event(&mut self, event: &Event) {
        self.add("BEGIN", "VEVENT");
        self.add("UID", &event.uid);
        self.add("DTSTAMP", event.stamp);
        self.add("DTSTART;VALUE=DATE", &compact(event.on));
        // The end of an all-day entry is the day after it.
        self.add("DTEND;VALUE=DATE", &compact(event.on.succ_opt().unwrap_or(event.on)));
        self.text("SUMMARY", &event.title);
        let about: Vec<&str> = event.about.iter().map(String::as_str).filter(|text| !text.trim().is_empty()).collect();
        if !about.is_empty() {
            self.text("DESCRIPTION", &about.join("\n"));
        }
        self.add("CATEGORIES", event.kind);
        self.add("TRANSP", "TRANSPARENT");
        self.add("END", "VEVENT");
    }

    /// A property whose value is text a person wrote.
    fn text(&mut self, name: &str, value: &str) {
        self.add(name, &escaped(value));
    }

    fn add(&mut self, name: &str, value: &str) {
        fold(&mut self.0, &format!("{name}:{value}"));
    }
}

/// A line, continued on the next ones after a blank where it is too long; no character is cut.
fn fold(out: &mut String, line: &str) {
    let mut used = 0;
    for c in line.chars() {
        if used + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            used = 1;
        }
        out.push(c);
        used += c.len_utf8();
    }
    out.push_str("\r\n");
}

fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\\' | ';' | ',' => safe.extend(['\\', c]),
            '\n' | '\r' => safe.push_str("\\n"),
            '\t' => safe.push(c),
            c if c.is_control() => safe.push(char::REPLACEMENT_CHARACTER),
            c => safe.push(c),
        }
    }
    safe
}

fn compact(day: NaiveDate) -> String {
    day.format("%Y%m%d").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_between_characters() {
        let mut out = String::new();
        fold(&mut out, &format!("SUMMARY:{}", "é🎉".repeat(40)));
        assert!(out.split("\r\n").all(|line| line.len() <= LINE), "{out}");
        assert!(out.split("\r\n").filter(|line| !line.is_empty()).skip(1).all(|line| line.starts_with(' ')));
        assert_eq!(out.replace("\r\n ", ""), format!("SUMMARY:{}\r\n", "é🎉".repeat(40)));
    }

    #[test]
    fn text_keeps_to_its_property() {
        assert_eq!(escaped("a,b;c\\d\r\ne\nf\u{0}:\"g\""), "a\\,b\\;c\\\\d\\ne\\nf\u{fffd}:\"g\"");
    }
}
