//! Guided pages: a short form on real data and the paper it becomes. What follows from the plan stands in a field until
//! somebody writes something else there; only what was written is kept.

mod handover;
mod ours;
#[cfg(test)]
mod tests;
mod theirs;

pub use handover::{handover, recovery_steps};

use crate::analysis::{Entry, about_problem, facts, ledger};
use crate::plan::TaskId;
use crate::prepare::jot::names;
use crate::prepare::record::{Talk, put_guide};
use crate::prepare::story::tell;
use crate::project::record::{Channel, Guide, GuideId, GuideKind, HeldPart};
use crate::project::{Edit, Project, Promise};
use crate::schedule::Schedule;
use crate::view::options::{Compared, Style, title};
use crate::words::{self, DateForm, Dates, Locale};
use chrono::NaiveDate;
use std::collections::HashMap;

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

/// The page of a guide as it stands; of one that was held, as it was shown then.
pub fn page(source: &Source, guide: &Guide) -> Page {
    let parts = if is_frozen(guide) { guide.held.clone() } else { follows(source, guide) };
    let mut sections = Vec::new();
    for question in questions(guide.kind) {
        let own = || parts.iter().filter(|part| part.key == question.key);
        sections.extend(own().filter(|part| !part.heading.is_empty()).map(computed_section));
        let follows = own().find(|part| part.heading.is_empty()).map(|part| part.text.clone()).unwrap_or_default();
        let written = guide.answers.get(question.key);
        let text = written.cloned().unwrap_or_else(|| follows.clone());
        let edited = written.is_some() && !follows.is_empty() && text != follows;
        let ruled = if question.key == NOTES { 6_usize.saturating_sub(text.trim().lines().count()) } else { 0 };
        let heading = question.label.to_owned();
        sections.push(Section { key: question.key, heading, text, edited, lines: Vec::new(), ruled });
    }
    match is_last_reset(source.project, guide) {
        // What was agreed is written on this page, and may be written on after it was held.
        true => sections.extend(theirs::agreement(source)),
        false => sections.extend(parts.iter().filter(|part| part.key.is_empty()).map(computed_section)),
    }
    let shown = can_be_shown(guide.kind) && guide.client_visible;
    Page {
        title: kind_name(guide.kind).to_owned(),
        under: under(source, guide),
        mark: if shown { "" } else { OURS },
        sections,
    }
}

/// A page that was held by an older version kept nothing of what stood on it.
fn is_frozen(guide: &Guide) -> bool {
    guide.held_on.is_some() && !guide.held.is_empty()
}

fn is_last_reset(project: &Project, guide: &Guide) -> bool {
    let mut later = project.record.guides.values().filter(|one| one.kind == GuideKind::Reset && one.id > guide.id);
    guide.kind == GuideKind::Reset && later.next().is_none()
}

fn computed_section(part: &HeldPart) -> Section {
    Section { heading: part.heading.clone(), lines: part.lines.clone(), ..Section::default() }
}

/// What stands on a page by itself today.
fn follows(source: &Source, guide: &Guide) -> Vec<HeldPart> {
    let answer = |key: &str| match guide.kind {
        GuideKind::BadNews => ours::bad_news(source, guide, key),
        GuideKind::Frank => String::new(),
        GuideKind::Escalation => ours::escalation(source, key),
        GuideKind::Reset => theirs::reset(source, key),
        GuideKind::WrapUp => theirs::wrap_up(source, key),
    };
    let part = |(before, heading, lines): (&str, &str, Vec<String>)| HeldPart {
        key: before.to_owned(),
        heading: heading.to_owned(),
        lines,
        ..HeldPart::default()
    };
    let computed = computed(source, guide).into_iter().filter(|(_, _, lines)| !lines.is_empty());
    let mut parts: Vec<HeldPart> = computed.map(part).collect();
    let answers = questions(guide.kind).iter().map(|one| (one.key, answer(one.key)));
    let answers = answers.filter(|(_, text)| !text.is_empty());
    parts.extend(answers.map(|(key, text)| HeldPart { key: key.to_owned(), text, ..HeldPart::default() }));
    if guide.kind == GuideKind::Reset {
        let agreement = theirs::agreement(source).into_iter();
        parts.extend(agreement.map(|one| part(("", &one.heading, one.lines))));
    }
    parts
}

/// The page held on that day: what stands on it now was shown, and stays. Without a day it follows the plan again.
pub fn held(source: &Source, guide: &Guide, on: Option<NaiveDate>) -> Guide {
    let held = match on {
        Some(_) if is_frozen(guide) => guide.held.clone(),
        Some(_) => follows(source, guide),
        None => Vec::new(),
    };
    Guide { held_on: on, held, ..guide.clone() }
}

/// The second sample, its pages as they were shown on the days they were held.
pub fn story(today: NaiveDate, locale: Locale) -> Project {
    let keep = |on: NaiveDate, project: &mut Project| {
        let style = Style { dates: Dates::new(locale, on), currency: String::new() };
        let schedule = project.schedule();
        let source = Source { project, schedule: &schedule, today: on, style: &style, compared: None };
        let open = project.record.guides.values().filter(|guide| guide.held_on == Some(on));
        let edits: Vec<Edit> = open.map(|guide| put_guide(held(&source, guide, Some(on)))).collect();
        for edit in edits {
            // A page that is filed already can always be filed anew.
            let _ = project.apply(edit);
        }
    };
    tell(today, |_, on, project| keep(on, project)).0
}

/// The conversation a page was made for: with whom, what was told in it, what was noted.
pub fn conversation(source: &Source, guide: &Guide) -> Talk {
    let told = |problem| about_problem(source.project, &facts(source.project, source.schedule, source.today), problem);
    let told = guide.problem.filter(|_| guide.kind == GuideKind::BadNews).map(told).unwrap_or_default();
    let answer = |key: &str| guide.answers.get(key).map(|text| text.trim()).filter(|text| !text.is_empty());
    let said = match guide.kind {
        GuideKind::BadNews => answer(NOTES).unwrap_or_default().to_owned(),
        // In their words, each below what was asked.
        GuideKind::Frank => {
            let asked =
                questions(guide.kind).iter().filter_map(|one| Some(format!("{} {}", one.label, answer(one.key)?)));
            asked.collect::<Vec<_>>().join("\n")
        }
        GuideKind::WrapUp => answer("next_time").unwrap_or_default().to_owned(),
        GuideKind::Escalation | GuideKind::Reset => String::new(),
    };
    let channel = if guide.kind == GuideKind::BadNews { Channel::Call } else { Channel::Meeting };
    Talk { channel, people: names(&guide.person), told, said, ..Talk::default() }
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

/// Every page begun, the newest first; pages of one name are numbered in the order they were begun.
pub fn rows(project: &Project, style: &Style) -> Vec<Row> {
    let day = |day| style.dates.write(day, DateForm::Short);
    let mut names: HashMap<String, usize> = HashMap::new();
    let mut numbered: HashMap<GuideId, String> = HashMap::new();
    for guide in project.record.guides.values() {
        let name = name(project, guide);
        let count = names.entry(name.clone()).or_default();
        *count += 1;
        numbered.insert(guide.id, if *count > 1 { format!("{name}, {count}") } else { name });
    }
    let mut row = |guide: &Guide| Row {
        id: guide.id,
        name: numbered.remove(&guide.id).unwrap_or_default(),
        state: match guide.held_on {
            Some(on) => format!("held on {}", day(on)),
            None => format!("begun on {}", day(guide.begun_on)),
        },
    };
    project.record.guides.values().rev().map(&mut row).collect()
}

/// What a page is called: `Frank discussion, Helen Brandt`, `Bad-news call: The supplier is late`.
fn name(project: &Project, guide: &Guide) -> String {
    let about = guide.problem.filter(|_| guide.kind == GuideKind::BadNews);
    let about = about.and_then(|id| project.problems.get(&id)).map(|problem| format!(": {}", title(problem)));
    let name = format!("{}{}", kind_name(guide.kind), about.unwrap_or_default());
    match guide.person.trim() {
        "" => name,
        person => format!("{name}, {person}"),
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
