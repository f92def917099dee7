//! The status report: derived from what the client sees and what changed since they were last told, with the words a
//! person changed, left out or added. One model; mail, Markdown and HTML are made of it and of nothing else.

mod frozen;
mod html;
mod lines;
mod mail;
mod markdown;
mod said;
#[cfg(test)]
mod tests;

pub use frozen::{Difference, between_sent, of_sent, sent};
pub use html::{as_html, html_body};
pub use mail::as_mail;
pub use markdown::as_markdown;

use crate::client::{ClientProject, ClientSince, Then};
use crate::prepare::OWN;
use crate::project::{LineChange, Report, Section, SentMilestone};
use crate::words::{DateForm, Dates};
use std::collections::BTreeMap;

/// The key of the table of milestones.
pub const MILESTONES: &str = "milestones";

/// A report as it reads now, or as it was sent.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct StatusReport {
    pub title: String,
    /// `As of Fri 12 Jun 2026 · what changed since the report of Fri 5 Jun 2026`.
    pub period: String,
    /// Sections with at least one line, in their order.
    pub parts: Vec<Part>,
    pub milestones: Vec<SentMilestone>,
    /// What a person left out, with why. In no output.
    pub left_out: Vec<Left>,
}

/// A section with its lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    pub section: Section,
    pub lines: Vec<Line>,
}

/// A line.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Line {
    /// What it is about, for good: `done 12`.
    pub key: String,
    pub text: String,
    /// Its words were changed by hand.
    pub edited: bool,
    /// It was added by hand.
    pub own: bool,
    /// It belongs to the line before it.
    pub under: bool,
}

/// A line that was left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    pub key: String,
    pub section: Section,
    pub text: String,
    pub reason: String,
}

impl StatusReport {
    /// The sections as they are read: lines without words are nothing, and a section without lines is none.
    pub fn read(&self) -> Vec<Part> {
        let written = |part: &Part| {
            let lines = part.lines.iter().filter(|line| !line.text.trim().is_empty()).cloned().collect();
            Part { section: part.section, lines }
        };
        self.parts.iter().map(written).filter(|part| !part.lines.is_empty()).collect()
    }

    /// True where there is nothing to send.
    pub fn is_empty(&self) -> bool {
        self.read().is_empty() && self.milestones.is_empty()
    }
}

/// What stands above a section.
pub fn heading(section: Section) -> &'static str {
    match section {
        Section::GoodNews => "Good news",
        Section::Done => "Done",
        Section::Started => "Now under way",
        Section::Moved => "What moved, and why",
        Section::Overdue => "Overdue",
        Section::Problems => "Problems and ways out",
        Section::Decisions => "Decided",
        Section::Next => "The next two weeks",
        Section::Needs => "What we need from you",
        Section::Money => "Money",
        Section::Confidence => "The dates we promised",
    }
}

/// The report of what `seen` has of news: `report` has what a person changed of it.
pub fn status_report(seen: &ClientProject, report: Option<&Report>, dates: &Dates) -> StatusReport {
    let (since, dates) = (&seen.since, &seen.dates(dates));
    let nothing = BTreeMap::new();
    let changes = report.map_or(&nothing, |report| &report.changes);
    let mut made = StatusReport { title: title(seen), period: period(seen, since, dates), ..StatusReport::default() };
    for (section, lines) in lines::lines(seen, since, dates) {
        made.add(section, lines, changes);
    }
    match left_out(changes, MILESTONES) {
        Some(reason) => made.left_out.push(Left {
            key: MILESTONES.to_owned(),
            section: Section::Next,
            text: "The table of milestones".to_owned(),
            reason,
        }),
        None => made.milestones = lines::milestones(seen, since, dates),
    }
    made
}

impl StatusReport {
    fn add(&mut self, section: Section, derived: Vec<Line>, changes: &BTreeMap<String, LineChange>) {
        let mut lines = Vec::new();
        let mut dropped = false;
        for line in derived.into_iter().chain(own(section, changes)) {
            let line = reworded(line, changes);
            match left_out(changes, &line.key) {
                // What belongs to a line goes with it.
                _ if line.under && dropped => {}
                Some(reason) => {
                    dropped = dropped || !line.under;
                    self.left_out.push(Left { key: line.key, section, text: line.text, reason });
                }
                None => {
                    dropped = dropped && line.under;
                    lines.push(line);
                }
            }
        }
        if !lines.is_empty() {
            self.parts.push(Part { section, lines });
        }
    }
}

fn reworded(line: Line, changes: &BTreeMap<String, LineChange>) -> Line {
    let text = changes.get(&line.key).and_then(|change| change.text.clone()).filter(|_| !line.own);
    match text {
        Some(text) => Line { edited: text != line.text, text, ..line },
        None => line,
    }
}

fn left_out(changes: &BTreeMap<String, LineChange>, key: &str) -> Option<String> {
    changes.get(key).and_then(|change| change.left_out.clone())
}

/// Lines of one's own in a section, in the order they were added.
fn own(section: Section, changes: &BTreeMap<String, LineChange>) -> Vec<Line> {
    let number = |key: &str| key.strip_prefix(OWN)?.parse::<u32>().ok();
    let here = changes.iter().filter(|(_, change)| change.section == Some(section));
    let mut own: Vec<(u32, Line)> = here
        .filter_map(|(key, change)| {
            let text = change.text.clone().unwrap_or_default();
            Some((number(key)?, Line { key: key.clone(), text, own: true, ..Line::default() }))
        })
        .collect();
    own.sort_by_key(|(number, _)| *number);
    own.into_iter().map(|(_, line)| line).collect()
}

fn title(seen: &ClientProject) -> String {
    match said::one_line(&seen.name) {
        name if name.is_empty() => "Status report".to_owned(),
        name => format!("{name} – status report"),
    }
}

fn period(seen: &ClientProject, since: &ClientSince, dates: &Dates) -> String {
    let long = |day| dates.write(day, DateForm::Long);
    let of = long(seen.as_of());
    match since.then {
        Then::Report(_) => format!("As of {of}, with what changed since {}", long(since.from)),
        Then::Baseline => format!("As of {of}, with what changed since the plan of {}", long(since.from)),
        Then::Start => format!("As of {of}, since the start"),
    }
}

/// A file's name without its ending: the title as names of files may be, and the day.
pub fn file_stem(report: &StatusReport, day: chrono::NaiveDate) -> String {
    let safe = |c: char| if c.is_alphanumeric() { c } else { '-' };
    let words: String = report.title.chars().take(60).map(safe).collect();
    let words: Vec<&str> = words.split('-').filter(|word| !word.is_empty()).collect();
    format!("{}-{day}", words.join("-").to_lowercase())
}
