//! “When did we tell them?” answered in one step: every fact that was told or was not, and every word that was written
//! down, searched at once.

use super::{age, place};
use crate::analysis::{ToldIn, facts, tellings};
use crate::project::record::{Conversation, Tellable};
use crate::project::{Project, Promise, PromiseId};
use crate::schedule::Schedule;
use crate::view::radar::fact;
use crate::words::{DateForm, Dates};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Rows an answer has at most.
const MOST: usize = 30;
/// Letters shown around what was found in a text.
const AROUND: usize = 60;
/// Words of the question itself.
const ASKING: [&str; 16] = [
    "when", "did", "we", "tell", "told", "say", "said", "them", "they", "about", "that", "the", "what", "where", "who",
    "it",
];

/// A row of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// `Go-live moves to 16 Mar: told on 3 Mar, call with Ana`
    pub text: String,
    /// Where it was said; nothing where it was not told.
    pub place: Option<ToldIn>,
    /// What can be told now.
    pub untold: Option<Tellable>,
    /// The promise that was said, where saying it was the telling.
    pub promise: Option<PromiseId>,
}

/// What is found: what was not told first, then what was, the latest first, then words that were written down.
pub fn answers(project: &Project, schedule: &Schedule, today: NaiveDate, dates: &Dates, question: &str) -> Vec<Answer> {
    let wanted = words(question);
    if wanted.is_empty() {
        return Vec::new();
    }
    let found = |text: &str| {
        let text = text.to_lowercase();
        wanted.iter().all(|word| text.contains(word.as_str()))
    };
    let open = facts(project, schedule, today).into_iter().filter(|one| one.told.is_none());
    let open = open.map(|one| Answer {
        text: format!("{}: not told, {}", fact(one.what, project, dates), age(one.since, today)),
        place: None,
        untold: Some(one.what),
        promise: None,
    });
    let mut all: Vec<Answer> = open.filter(|row| found(&row.text)).collect();
    all.extend(told(project, dates).into_iter().filter(|row| found(&row.text)));
    let mut talks: Vec<&Conversation> = project.record.conversations.values().collect();
    talks.sort_by_key(|one| std::cmp::Reverse((one.on, one.id)));
    all.extend(talks.into_iter().filter_map(|one| text_row(project, one, &wanted, dates)));
    all.truncate(MOST);
    all
}

/// Every fact that was told, with when and where, the latest first. The first date of a promise is told by being said.
pub fn told(project: &Project, dates: &Dates) -> Vec<Answer> {
    let mut told: BTreeMap<Tellable, Vec<(NaiveDate, ToldIn)>> = BTreeMap::new();
    for telling in tellings(project) {
        for what in telling.facts {
            told.entry(what).or_default().push((telling.on, telling.place));
        }
    }
    let said = project.promises.values().filter_map(|promise| {
        let first = promise.sayings.first()?;
        let what = Tellable::Promise { promise: promise.id, date: first.date };
        (!told.contains_key(&what)).then(|| said_row(project, what, promise, first.said_on, dates))
    });
    let mut rows: Vec<(NaiveDate, Answer)> = said.collect();
    rows.extend(told.into_iter().filter_map(|(what, at)| told_row(project, what, &at, dates)));
    rows.sort_by_key(|(on, _)| std::cmp::Reverse(*on));
    rows.into_iter().map(|(_, row)| row).collect()
}

/// `“Go-live” is promised for 12 Jun: said on 20 May to Helen`
fn said_row(project: &Project, what: Tellable, promise: &Promise, on: NaiveDate, dates: &Dates) -> (NaiveDate, Answer) {
    let to = if promise.to.trim().is_empty() { String::new() } else { format!(" to {}", promise.to.trim()) };
    let text = format!("{}: said on {}{to}", fact(what, project, dates), dates.write(on, DateForm::Short));
    (on, Answer { text, place: None, untold: None, promise: Some(promise.id) })
}

/// Told first on that day and there; and again on others.
fn told_row(
    project: &Project,
    what: Tellable,
    at: &[(NaiveDate, ToldIn)],
    dates: &Dates,
) -> Option<(NaiveDate, Answer)> {
    let (on, first) = *at.first()?;
    let day = |on| dates.write(on, DateForm::Short);
    let again: Vec<String> = at.iter().skip(1).map(|(on, _)| day(*on)).collect();
    let again = if again.is_empty() { String::new() } else { format!("; again on {}", again.join(", ")) };
    let text = format!("{}: told on {}, {}{again}", fact(what, project, dates), day(on), place(project, first));
    Some((on, Answer { text, place: Some(first), untold: None, promise: None }))
}

/// A conversation whose words have it.
fn text_row(project: &Project, one: &Conversation, wanted: &[String], dates: &Dates) -> Option<Answer> {
    let whole = [one.said.as_str(), one.sensed.as_str(), one.private_note.as_str()].join("\n");
    let all = format!("{whole}\n{}", super::head(one)).to_lowercase();
    if !wanted.iter().all(|word| all.contains(word.as_str())) {
        return None;
    }
    let at = format!("{}, {}", dates.write(one.on, DateForm::Short), place(project, ToldIn::Conversation(one.id)));
    let line = whole.lines().find(|line| {
        let line = line.to_lowercase();
        wanted.iter().any(|word| line.contains(word.as_str()))
    });
    let text = match line {
        Some(line) => format!("{at}: “{}”", cut(line.trim())),
        None => at,
    };
    Some(Answer { text, place: Some(ToldIn::Conversation(one.id)), untold: None, promise: None })
}

fn cut(line: &str) -> String {
    match line.char_indices().nth(2 * AROUND) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

/// The words that are looked for; those of the question itself count only when there are no others.
fn words(question: &str) -> Vec<String> {
    let clean = question.to_lowercase().replace(['?', '“', '”', '"', ','], " ");
    let all: Vec<String> = clean.split_whitespace().map(str::to_owned).collect();
    let telling: Vec<String> = all.iter().filter(|word| !ASKING.contains(&word.as_str())).cloned().collect();
    if telling.is_empty() { all } else { telling }
}
