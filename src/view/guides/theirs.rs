//! Pages the client may be shown: the reset meeting and the wrap-up. What fills them by itself is taken from what the
//! client sees, so that nothing private stands on them unless somebody writes it there.

use super::{Section, Source};
use crate::analysis::{Entry, Event, PromiseState, recap, small_wins};
use crate::client::{ClientProject, ClientStep, Standing};
use crate::plan::TaskId;
use crate::project::PromiseId;
use chrono::NaiveDate;

fn seen(source: &Source) -> ClientProject {
    ClientProject::of(source.project, source.schedule, source.today, &source.style.dates)
}

fn named(seen: &ClientProject, id: PromiseId) -> Option<&str> {
    seen.promises.iter().find(|one| one.id == id).map(|one| one.what.as_str())
}

/// The milestones the client sees as they were agreed, where they may be shown what was; and the promises as they were
/// first given, but for those given today: they are of the new plan.
pub(super) fn old_plan(source: &Source) -> Vec<String> {
    let seen = seen(source);
    let agreed = milestones(source, &seen);
    let first = seen.promises.iter().filter(|one| !is_milestone(source, &seen, one.task));
    let first = first.filter_map(|one| Some((one, one.sayings.first().filter(|said| said.said_on < source.today)?)));
    let first = first.map(|(one, said)| format!("{}: {}", one.what, source.day(said.date)));
    agreed.into_iter().chain(first).collect()
}

/// What is ahead that the client sees: what was promised by the day it is promised for now, what was not by the day it is
/// planned for.
pub(super) fn new_plan(source: &Source) -> Vec<String> {
    let seen = seen(source);
    let open = seen.promises.iter().filter(|one| one.delivered_on.is_none());
    let promised = open.map(|one| match one.forecast {
        Some(day) if day > one.date => {
            format!("{}: planned for {}, promised for {}", one.what, source.day(day), source.day(one.date))
        }
        Some(_) => format!("{}: {}", one.what, source.day(one.date)),
        None => format!("{}: no date yet", one.what),
    });
    let is_promised = |task| seen.promises.iter().any(|one| one.task == Some(task));
    let ahead = |step: &ClientStep| step.standing != Standing::Done && !is_promised(step.id);
    let others = seen.steps.iter().filter(|step| step.milestone && ahead(step));
    let others = others.map(|step| format!("{}: {}", step.name.trim(), source.day(step.ends_on())));
    promised.chain(others).collect()
}

/// The shown baseline's day of each milestone the client sees.
fn milestones(source: &Source, seen: &ClientProject) -> Vec<String> {
    let Some(baseline) = source.project.baselines.values().find(|baseline| baseline.shown) else { return Vec::new() };
    let agreed = |step: &ClientStep| {
        let dates = baseline.tasks.get(&step.id)?;
        let agreed = if dates.start == dates.finish { dates.start.date() } else { dates.finish.date_as_finish() };
        Some(format!("{}: {}", step.name.trim(), source.day(agreed)))
    };
    seen.steps.iter().filter(|step| step.milestone).filter_map(agreed).collect()
}

fn is_milestone(source: &Source, seen: &ClientProject, task: Option<TaskId>) -> bool {
    let agreed = source.project.baselines.values().find(|baseline| baseline.shown);
    let in_baseline = task.is_some_and(|task| agreed.is_some_and(|baseline| baseline.tasks.contains_key(&task)));
    in_baseline && seen.steps.iter().any(|step| Some(step.id) == task && step.milestone)
}

/// What follows for an answer of a reset.
pub(super) fn reset(source: &Source, key: &str) -> String {
    match key {
        "missed" => missed(source),
        "first" => first_promises(source),
        _ => String::new(),
    }
}

fn went_wrong(entry: &Entry) -> bool {
    let state = entry.now.state;
    let moved = matches!(state, PromiseState::MovedLate { .. } | PromiseState::MovedWithNotice { .. });
    moved || matches!(state, PromiseState::Missed { .. } | PromiseState::AtRisk { .. })
}

fn missed(source: &Source) -> String {
    let seen = seen(source);
    let ledger = source.ledger();
    let lines = ledger.iter().filter(|entry| went_wrong(entry)).filter_map(|entry| {
        let why = if entry.why.is_empty() { String::new() } else { format!(": {}", entry.why) };
        Some(format!("{}{why}", source.stands(named(&seen, entry.now.id)?, entry)))
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn first_promises(source: &Source) -> String {
    let seen = seen(source);
    let wins = small_wins(source.project, source.schedule, source.today).into_iter();
    let wins = wins.filter(|one| !one.promised && !one.large);
    let line = |one: crate::analysis::Candidate| {
        Some(format!("{}: {}", seen.step(one.task)?.name.trim(), source.day(one.promise_by)))
    };
    wins.filter_map(line).take(3).collect::<Vec<_>>().join("\n")
}

/// The working agreement in its four blocks, and when it was agreed.
pub(super) fn agreement(source: &Source) -> Vec<Section> {
    let agreement = &source.project.record.agreement;
    let blocks = [
        ("Status", &agreement.status),
        ("Money", &agreement.money),
        ("Issues and risks", &agreement.issues),
        ("Meetings", &agreement.meetings),
    ];
    let line = |(name, block): (&str, &crate::project::record::Block)| {
        let (before, now) = (block.before.trim(), block.from_now.trim());
        match (before, now) {
            ("", "") => None,
            ("", now) => Some(format!("{name}. From now on: {}", stopped(now))),
            (before, "") => Some(format!("{name}. Before: {}", stopped(before))),
            (before, now) => Some(format!("{name}. Before: {} From now on: {}", stopped(before), stopped(now))),
        }
    };
    let mut lines: Vec<String> = blocks.into_iter().filter_map(line).collect();
    lines.extend(agreement.agreed_on.map(|on| format!("Agreed on {}.", source.day(on))));
    let heading = "Working agreement".to_owned();
    let section = Section { heading, lines, ..Section::default() };
    if section.lines.is_empty() { Vec::new() } else { vec![section] }
}

/// A sentence ends with a stop, whether or not one was typed.
fn stopped(text: &str) -> String {
    if text.ends_with(['.', '!', '?', '…', ':', ';', '。']) { text.to_owned() } else { format!("{text}.") }
}

/// What follows for an answer of a wrap-up.
pub(super) fn wrap_up(source: &Source, key: &str) -> String {
    let (seen, recap) = (seen(source), recap(source.project, &source.ledger()));
    let said = |events: &[(NaiveDate, Event)], decided: bool| {
        let wanted = events.iter().filter(|(_, event)| matches!(event, Event::Decision(_)) == decided);
        let lines = wanted.filter_map(|(on, event)| Some(format!("{}: {}", source.day(*on), say(&seen, *event)?)));
        lines.collect::<Vec<_>>().join("\n")
    };
    match key {
        "ups" => said(&recap.ups, false),
        "downs" => said(&recap.downs, false),
        "decisions" => said(&recap.ups, true),
        _ => String::new(),
    }
}

fn say(seen: &ClientProject, event: Event) -> Option<String> {
    let problem = |id| seen.problems.iter().find(|one| one.id == id).map(|one| one.title.trim());
    Some(match event {
        Event::Promise(id, state) => format!("{}, {}", named(seen, id)?, outcome(state)),
        Event::Delivered(id) => format!("{}, delivered by the day it was moved to", named(seen, id)?),
        Event::Problem(id) => problem(id)?.to_owned(),
        Event::Solved(id) => format!("solved: {}", problem(id)?),
        Event::Decision(id) => seen.decisions.iter().find(|one| one.id == id)?.what.clone(),
    })
}

fn outcome(state: PromiseState) -> &'static str {
    match state {
        PromiseState::Kept => "kept",
        PromiseState::Early { .. } => "kept early",
        PromiseState::MovedWithNotice { .. } => "moved with notice",
        PromiseState::MovedLate { .. } => "moved late",
        PromiseState::Missed { .. } => "missed",
        PromiseState::Open | PromiseState::AtRisk { .. } => "open",
    }
}

/// Every promise the client sees, with what became of it.
pub(super) fn promises(source: &Source) -> Vec<String> {
    let seen = seen(source);
    let ledger = source.ledger();
    ledger.iter().filter_map(|entry| Some(source.stands(named(&seen, entry.now.id)?, entry))).collect()
}
