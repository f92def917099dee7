//! What was done to win confidence back, and the whole history as one page for whoever takes the work over.

use super::{OURS, Page, Section, Source, kind_name, ours, theirs};
use crate::analysis::{Recovery, facts, recovery};
use crate::plan::{ResourceKind, Side};
use crate::project::record::Touch;
use crate::view::options::title;
use crate::words::DateForm;

/// The steps of the recovery so far, with their days; the oldest first.
pub fn recovery_steps(source: &Source) -> Vec<(String, String)> {
    let steps = recovery(source.project, &source.ledger()).into_iter();
    let name = |step| match step {
        Recovery::Guide(kind) => kind_name(kind).to_owned(),
        Recovery::Agreement => "Working agreement".to_owned(),
        Recovery::Touch(Touch::Executive) => "Executive at the table".to_owned(),
        Recovery::Touch(Touch::FastHelp) => "Fast help".to_owned(),
        Recovery::Kept(id) => {
            let promise = source.project.promises.get(&id).map(|promise| source.promise(promise));
            format!("Kept: {}", promise.unwrap_or_default())
        }
    };
    steps.map(|(on, step)| (source.day(on), name(step))).collect()
}

/// The history on one page. Only on our side.
pub fn handover(source: &Source) -> Page {
    let recovered = recovery_steps(source).into_iter().map(|(day, step)| format!("{day}: {step}")).collect();
    let parts = [
        ("People", people(source)),
        ("What is next", next(source)),
        ("Promises", ours::history(source)),
        ("Not told yet", untold(source)),
        ("Open problems", problems(source)),
        ("What the client worries about", concerns(source)),
        ("Working agreement", theirs::agreement(source).into_iter().flat_map(|one| one.lines).collect()),
        ("Winning confidence back", recovered),
        ("Conversations in short", talks(source)),
    ];
    let filled = parts.into_iter().filter(|(_, lines): &(&str, Vec<String>)| !lines.is_empty());
    let section = |(heading, lines): (&str, _)| Section { heading: heading.to_owned(), lines, ..Section::default() };
    Page {
        title: "Handover".to_owned(),
        under: format!("{} · {}", source.project.name, source.dates().write(source.today, DateForm::Weekday)),
        mark: OURS,
        sections: filled.map(section).collect(),
    }
}

fn people(source: &Source) -> Vec<String> {
    let people = source.project.plan.resources.values().filter(|one| one.kind == ResourceKind::Work);
    let line = |one: &crate::plan::Resource| {
        let side = match one.side {
            Side::Ours => "ours",
            Side::Client => "the client’s",
            Side::Supplier => "a supplier’s",
        };
        let role = if one.role.trim().is_empty() { String::new() } else { format!(", {}", one.role.trim()) };
        format!("{}{role} ({side})", one.name)
    };
    people.map(line).collect()
}

fn next(source: &Source) -> Vec<String> {
    let rows = source.project.plan.tasks.iter().zip(&source.schedule.rows);
    let open = rows.filter(|(task, at)| !at.summary && !task.inactive && task.progress.actual_finish.is_none());
    let mut open: Vec<_> = open.map(|(task, at)| (at.finish, task.id)).collect();
    open.sort_unstable();
    let day = |at| source.dates().finish_day(at, DateForm::Short);
    open.into_iter().take(5).map(|(at, task)| format!("{}: {}", source.task(task), day(at))).collect()
}

fn untold(source: &Source) -> Vec<String> {
    let facts = facts(source.project, source.schedule, source.today);
    let open: Vec<_> = facts.iter().filter(|fact| fact.told.is_none()).collect();
    match open.first() {
        None => Vec::new(),
        Some(first) if open.len() == 1 => vec![format!("1 thing, since {}", source.day(first.since))],
        Some(first) => vec![format!("{} things, the oldest since {}", open.len(), source.day(first.since))],
    }
}

fn problems(source: &Source) -> Vec<String> {
    let open = source.project.problems.values().filter(|one| one.closed_on.is_none());
    open.map(|one| match one.next_step.trim() {
        "" => title(one),
        next => format!("{}. Next: {next}", title(one)),
    })
    .collect()
}

fn concerns(source: &Source) -> Vec<String> {
    let open = source.project.record.concerns.values().filter(|one| one.checked_on.is_none());
    open.map(|one| match one.who.trim() {
        "" => one.words.clone(),
        who => format!("{who}: {}", one.words),
    })
    .collect()
}

fn talks(source: &Source) -> Vec<String> {
    let mut all: Vec<_> = source.project.record.conversations.values().collect();
    all.sort_by_key(|one| std::cmp::Reverse((one.on, one.id)));
    let line = |one: &&crate::project::record::Conversation| {
        let said = one.said.trim().lines().next().unwrap_or_default().to_owned();
        let with = one.people.join(", ");
        [source.day(one.on), with, said].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(": ")
    };
    all.iter().take(8).map(line).collect()
}
