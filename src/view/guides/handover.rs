//! What was done to win confidence back, and the whole history as one page for whoever takes the work over.

use super::{OURS, Page, Section, Source, kind_name, ours, theirs};
use crate::analysis::{Recovery, facts, recovery};
use crate::plan::{ResourceKind, Side};
use crate::project::record::Touch;
use crate::project::{Decision, Problem, SolutionState};
use crate::view::options::{name_of, title};
use crate::view::talks::inputs;
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
        ("Open problems", problems(source, false)),
        ("Problems with a way chosen", problems(source, true)),
        ("Decisions", decisions(source)),
        ("What we need from the client", needs(source)),
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
    const MOST: usize = 5;
    let rows = source.project.plan.tasks.iter().zip(&source.schedule.rows);
    let open = rows.filter(|(task, at)| !at.summary && !task.inactive && task.progress.actual_finish.is_none());
    let mut open: Vec<_> = open.map(|(task, at)| (at.finish, task.id)).collect();
    open.sort_unstable();
    let day = |at| source.dates().finish_day(at, DateForm::Short);
    let rest = open.len().saturating_sub(MOST);
    let rest = (rest > 0).then(|| format!("and {rest} more in the plan"));
    let first = open.into_iter().take(MOST).map(|(at, task)| format!("{}: {}", source.task(task), day(at)));
    first.chain(rest).collect()
}

fn untold(source: &Source) -> Vec<String> {
    let facts = facts(source.project, source.schedule, source.today);
    let open = facts.iter().filter(|fact| fact.told.is_none());
    let line = |fact: &crate::analysis::Fact| {
        let what = crate::view::radar::fact(fact.what, source.project, &source.style.dates);
        format!("{what} (since {})", source.day(fact.since))
    };
    open.map(line).collect()
}

/// Those that are open, with a way out chosen or without.
fn problems(source: &Source, settled: bool) -> Vec<String> {
    let open = source.project.problems.values().filter(|one| one.closed_on.is_none());
    let chosen = |one: &Problem| one.solutions.values().find(|way| way.state == SolutionState::Chosen).map(name_of);
    let line = |one: &Problem| {
        let chosen = chosen(one);
        if chosen.is_some() != settled {
            return None;
        }
        let parts = [
            title(one),
            chosen.map(|way| format!("Chosen: {way}")).unwrap_or_default(),
            Some(one.next_step.trim())
                .filter(|next| !next.is_empty())
                .map(|next| format!("Next: {next}"))
                .unwrap_or_default(),
        ];
        Some(parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(". "))
    };
    open.filter_map(line).collect()
}

fn decisions(source: &Source) -> Vec<String> {
    let mut all: Vec<_> = source.project.decisions.values().collect();
    all.sort_by_key(|one| (one.decided_on, one.id));
    let line = |one: &&Decision| {
        let by = if one.by.trim().is_empty() { String::new() } else { format!(", by {}", one.by.trim()) };
        let why = if one.why.trim().is_empty() { String::new() } else { format!(": {}", one.why.trim()) };
        format!("{}: {}{by}{why}", source.day(one.decided_on), one.what)
    };
    all.iter().map(line).collect()
}

fn needs(source: &Source) -> Vec<String> {
    let all = inputs(source.project, source.schedule, source.today, &source.style.dates);
    let line = |one: crate::view::talks::InputLine| {
        let parts = [one.what, one.from, one.state, if one.received { String::new() } else { one.need }];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    all.into_iter().map(line).collect()
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
    all.iter().map(line).collect()
}
