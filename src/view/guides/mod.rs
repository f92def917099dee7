//! Guided pages: a short form on real data and the paper it becomes. What follows from the plan stands in a field until
//! somebody writes something else there; only what was written is kept.

mod handover;
mod ours;
#[cfg(test)]
mod tests;
mod theirs;

pub use handover::{handover, recovery_steps};

use crate::analysis::{Entry, ledger};
use crate::plan::TaskId;
use crate::project::record::{Guide, GuideId, GuideKind};
use crate::project::{Project, Promise};
use crate::schedule::Schedule;
use crate::view::options::{Compared, Style};
use crate::words::{self, DateForm, Dates};
use chrono::NaiveDate;

/// Every page that can be begun: kind, name, what it is for.
pub const KINDS: [(GuideKind, &str, &str); 5] = [
    (GuideKind::BadNews, "Bad-news call", "Early, with why, what is still good, and at least two ways out."),
    (GuideKind::Frank, "Frank discussion", "Four questions, one person a page."),
    (GuideKind::Escalation, "Escalation", "Bring your senior manager in before theirs calls."),
    (
        GuideKind::Reset,
        "Reset meeting",
        "The old plan, what was missed and why, the new plan, and how we work from now on.",
    ),
    (GuideKind::WrapUp, "Wrap-up", "Written from what happened; “Next time…” is for the client’s words."),
];

/// Stands on pages that are our own preparation.
pub const OURS: &str = "Only on our side";

/// The name of a kind.
pub fn kind_name(kind: GuideKind) -> &'static str {
    KINDS.iter().find(|row| row.0 == kind).map_or("", |row| row.1)
}

/// The client may be shown this kind of page, where it is marked.
pub fn can_be_shown(kind: GuideKind) -> bool {
    matches!(kind, GuideKind::Reset | GuideKind::WrapUp)
}

/// What a page asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Question {
    /// Names the answer in the file, for good.
    pub key: &'static str,
    pub label: &'static str,
    pub hint: &'static str,
}

const fn ask(key: &'static str, label: &'static str, hint: &'static str) -> Question {
    Question { key, label, hint }
}

const NOTES: &str = "notes";

/// The questions of a kind, in the order of the page.
pub fn questions(kind: GuideKind) -> &'static [Question] {
    match kind {
        GuideKind::BadNews => {
            const {
                &[
                    ask("what", "What has happened", "In one sentence they can repeat"),
                    ask("why", "Why", "The cause, openly and without blame"),
                    ask("how", "How it happened", "Step by step, past misses too"),
                    ask("good", "What is still good", "What they can go on relying on"),
                    ask("recommend", "What we recommend", "Which way out, and why"),
                    ask("ask", "What we ask of them", "A decision, a person, a piece of information; by when"),
                    ask("next", "What happens next", "Who of ours does what, by when"),
                    ask(NOTES, "Call notes", "Six lines are enough"),
                ]
            }
        }
        GuideKind::Frank => {
            const {
                &[
                    ask("well", "What went well?", "In their words"),
                    ask("not_well", "What did not?", "Listen; do not explain yet"),
                    ask("need", "What do you need from us that you do not get?", "In their words"),
                    ask("trust", "What would make you trust the next date?", "In their words"),
                    ask("do", "What we do about it", "One thing, with a day"),
                ]
            }
        }
        GuideKind::Escalation => {
            const {
                &[
                    ask("theirs", "Whom of theirs they call", "Name and role"),
                    ask("when", "When", "Before theirs does: today or tomorrow"),
                    ask("why_now", "Why now", "What the client feels, and what comes next if nobody calls"),
                    ask("say", "What we ask them to say", "Three sentences, no more"),
                    ask("help", "What we need from them", "People, money, a decision"),
                ]
            }
        }
        GuideKind::Reset => {
            const {
                &[
                    ask("missed", "What was missed, and why", "Openly; they know it already"),
                    ask("differs", "What is different now", "What makes these dates better than the old ones"),
                    ask("first", "First small promises", "Small, soon, something they care about"),
                ]
            }
        }
        GuideKind::WrapUp => {
            const {
                &[
                    ask("ups", "What went well", "What they will remember gladly"),
                    ask("downs", "What did not", "Plainly, with what came of it"),
                    ask("decisions", "What was decided", "The turns the work took"),
                    ask("next_time", "Next time…", "In the client’s words"),
                ]
            }
        }
    }
}

/// What of the project a page is made from.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub project: &'a Project,
    pub schedule: &'a Schedule,
    pub today: NaiveDate,
    pub style: &'a Style,
    /// What the options of the page's problem do; only a bad-news call asks.
    pub compared: Option<&'a Compared>,
}

impl Source<'_> {
    fn day(&self, day: NaiveDate) -> String {
        self.dates().write(day, DateForm::Short)
    }

    /// Pages are kept: only in their own year is it left out.
    fn dates(&self) -> Dates {
        self.style.dates.of_year(self.today)
    }

    fn ledger(&self) -> Vec<Entry> {
        ledger(self.project, self.schedule, self.today)
    }

    fn task(&self, task: TaskId) -> String {
        words::task_name(&self.project.plan, task)
    }

    fn promise(&self, promise: &Promise) -> String {
        match promise.words.trim() {
            "" => self.task(promise.task),
            words => words.to_owned(),
        }
    }

    /// `You can try it: first said for 10 Jun, now 30 Jun; moved late`.
    fn stands(&self, name: &str, entry: &Entry) -> String {
        let hours = &self.project.plan.settings.hours;
        let state = crate::view::promises::standing_then(&entry.now, hours, self.style.dates.locale);
        let notice = entry.sayings.iter().filter_map(|said| said.notice).min();
        let notice = notice.map(|days| format!(", {} notice", counted(days))).unwrap_or_default();
        let first = entry.sayings.first().map(|said| said.date).filter(|first| *first != entry.now.date);
        match first {
            Some(first) => {
                format!(
                    "{name}: first said for {}, then {}; {state}{notice}",
                    self.day(first),
                    self.day(entry.now.date)
                )
            }
            None => format!("{name}: {}; {state}", self.day(entry.now.date)),
        }
    }
}

fn counted(days: i64) -> String {
    if days == 1 { "1 day’s".to_owned() } else { format!("{days} days’") }
}

/// A part of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The question it answers; empty for what is computed.
    pub key: &'static str,
    pub heading: String,
    /// What was written, else what follows from the project.
    pub text: String,
    /// It was written over something that follows.
    pub edited: bool,
    /// Computed, one a line.
    pub lines: Vec<String>,
    /// Empty lines to write on, on paper.
    pub ruled: usize,
}

/// A page with all that is on it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pub title: String,
    /// `With Helen Brandt · Mon 1 Jun`.
    pub under: String,
    /// Why it may not leave our side; empty where it may.
    pub mark: &'static str,
    pub sections: Vec<Section>,
}

impl Page {
    /// The text of an answer.
    pub fn answer(&self, key: &str) -> Section {
        self.sections.iter().find(|one| one.key == key).cloned().unwrap_or_default()
    }
}

/// The page of a guide as it stands.
pub fn page(source: &Source, guide: &Guide) -> Page {
    let answers = |key: &str| match guide.kind {
        GuideKind::BadNews => ours::bad_news(source, guide, key),
        GuideKind::Frank => String::new(),
        GuideKind::Escalation => ours::escalation(source, key),
        GuideKind::Reset => theirs::reset(source, key),
        GuideKind::WrapUp => theirs::wrap_up(source, key),
    };
    let mut sections = Vec::new();
    for question in questions(guide.kind) {
        for (before, heading, lines) in computed(source, guide) {
            if before == question.key && !lines.is_empty() {
                sections.push(Section { heading: heading.to_owned(), lines, ..Section::default() });
            }
        }
        let follows = answers(question.key);
        let written = guide.answers.get(question.key);
        let text = written.cloned().unwrap_or_else(|| follows.clone());
        let edited = written.is_some() && !follows.is_empty() && text != follows;
        let ruled = if question.key == NOTES { 6_usize.saturating_sub(text.trim().lines().count()) } else { 0 };
        let heading = question.label.to_owned();
        sections.push(Section { key: question.key, heading, text, edited, lines: Vec::new(), ruled });
    }
    if guide.kind == GuideKind::Reset {
        sections.extend(theirs::agreement(source));
    }
    let shown = can_be_shown(guide.kind) && guide.client_visible;
    Page {
        title: kind_name(guide.kind).to_owned(),
        under: under(source, guide),
        mark: if shown { "" } else { OURS },
        sections,
    }
}

/// What stands before an answer and is computed: key of the answer, heading, lines.
fn computed(source: &Source, guide: &Guide) -> Vec<(&'static str, &'static str, Vec<String>)> {
    match guide.kind {
        GuideKind::BadNews => ours::effect_and_options(source, guide),
        GuideKind::Escalation => vec![("say", "History of promises", ours::history(source))],
        GuideKind::Reset => vec![
            ("missed", "The old plan", theirs::old_plan(source)),
            ("first", "The new plan", theirs::new_plan(source)),
        ],
        GuideKind::WrapUp => vec![("decisions", "Promises", theirs::promises(source))],
        GuideKind::Frank => Vec::new(),
    }
}

fn under(source: &Source, guide: &Guide) -> String {
    let who = match (guide.person.trim(), guide.kind) {
        ("", _) => None,
        (name, GuideKind::Escalation) => Some(format!("Brief for {name}")),
        (name, _) => Some(format!("With {name}")),
    };
    let day = guide.held_on.unwrap_or(guide.begun_on);
    let parts = [Some(source.project.name.clone()), who, Some(source.dates().write(day, DateForm::Weekday))];
    parts.into_iter().flatten().filter(|part| !part.trim().is_empty()).collect::<Vec<_>>().join(" · ")
}

/// A page in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    pub id: GuideId,
    /// `Frank discussion, Helen Brandt`.
    pub name: String,
    /// `held on 12 Jun`, `begun on 10 Jun`.
    pub state: String,
}

/// Every page begun, the newest first.
pub fn rows(project: &Project, style: &Style) -> Vec<Row> {
    let day = |day| style.dates.write(day, DateForm::Short);
    let row = |guide: &Guide| Row {
        id: guide.id,
        name: name(guide),
        state: match guide.held_on {
            Some(on) => format!("held on {}", day(on)),
            None => format!("begun on {}", day(guide.begun_on)),
        },
    };
    project.record.guides.values().rev().map(row).collect()
}

/// What a page is called.
pub fn name(guide: &Guide) -> String {
    match guide.person.trim() {
        "" => kind_name(guide.kind).to_owned(),
        person => format!("{}, {person}", kind_name(guide.kind)),
    }
}

/// The page with an answer written; the words that follow anyway are not kept.
pub fn answered(guide: &Guide, key: &str, text: Option<String>) -> Guide {
    let mut guide = guide.clone();
    match text {
        Some(text) => drop(guide.answers.insert(key.to_owned(), text)),
        None => drop(guide.answers.remove(key)),
    }
    guide
}
