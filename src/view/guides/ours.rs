//! Pages that are our own preparation: the bad-news call and the escalation.

use super::Source;
use crate::analysis::{count, summary};
use crate::plan::Money;
use crate::project::record::Guide;
use crate::project::{Problem, Solution, SolutionState};
use crate::view::options::{Change, Effect, name_of, title, touched};

fn problem<'a>(source: &'a Source, guide: &Guide) -> Option<&'a Problem> {
    source.project.problems.get(&guide.problem?)
}

/// What follows for an answer of a bad-news call: the client's wording, else ours.
pub(super) fn bad_news(source: &Source, guide: &Guide, key: &str) -> String {
    let Some(problem) = problem(source, guide) else { return String::new() };
    let either = |theirs: &str, ours: &str| if theirs.trim().is_empty() { ours.to_owned() } else { theirs.to_owned() };
    let (theirs, ours) = (&problem.client, &problem.private);
    match key {
        "what" => either(&theirs.what, &either(&theirs.title, &either(&ours.what, &ours.title))),
        "why" => either(&theirs.why, &ours.why),
        "how" => either(&theirs.how, &ours.how),
        "good" => either(&theirs.still_good, &ours.still_good),
        "recommend" => recommended(problem).map(recommendation).unwrap_or_default(),
        "ask" => asked(source, problem),
        "next" => next(source, problem),
        _ => String::new(),
    }
}

fn recommended(problem: &Problem) -> Option<&Solution> {
    let with = |state: SolutionState| problem.solutions.values().find(|one| one.state == state);
    with(SolutionState::Chosen).or_else(|| with(SolutionState::Recommended))
}

fn recommendation(option: &Solution) -> String {
    match option.client_notice.trim() {
        "" => format!("We recommend: {}.", name_of(option)),
        notice => format!("We recommend: {}. {notice}", name_of(option)),
    }
}

fn asked(source: &Source, problem: &Problem) -> String {
    let open = problem.solutions.values().filter(|one| !matches!(one.state, SolutionState::SetAside { .. }));
    let names: Vec<String> = open.map(name_of).collect();
    let by = problem.next_on.map(|day| format!(" by {}", source.day(day))).unwrap_or_default();
    match names.as_slice() {
        [] | [_] => String::new(),
        [all @ .., last] => format!("Choose{by}: {} or {last}.", all.join(", ")),
    }
}

fn next(source: &Source, problem: &Problem) -> String {
    let step = problem.next_step.trim();
    if step.is_empty() {
        return String::new();
    }
    let owner = problem.owner.and_then(|id| source.project.plan.resources.get(&id));
    let who = owner.map(|one| format!("{}: ", one.name)).unwrap_or_default();
    let when = problem.next_on.map(|day| format!(" ({})", source.day(day))).unwrap_or_default();
    format!("{who}{step}{when}")
}

/// What it does to the client's own dates, and the ways out with their dates and cost.
pub(super) fn effect_and_options(source: &Source, guide: &Guide) -> Vec<(&'static str, &'static str, Vec<String>)> {
    let (Some(problem), Some(compared)) = (problem(source, guide), source.compared) else { return Vec::new() };
    let effect = |scenario, own| Effect::of(compared, source.project, Some(scenario), own, source.style);
    let line = |change: &Change| format!("{}: {}", change.what, change.text);
    let dates = match problem.scenario {
        Some(scenario) => {
            let effect = effect(scenario, Money::ZERO);
            effect.dates.iter().chain(&effect.promises).map(line).collect()
        }
        None => {
            let found = touched(source.project, source.schedule, problem, source.today, source.style);
            let pairs = found.promises.into_iter().chain(found.dates);
            pairs.map(|(what, text)| format!("{what}: {text}")).collect()
        }
    };
    let option = |one: &Solution| {
        let effect = Effect::of(compared, source.project, one.scenario, one.own_cost(), source.style);
        let state = match one.state {
            SolutionState::Recommended => " (recommended)",
            SolutionState::Chosen => " (chosen)",
            SolutionState::Reserve { .. } => " (in reserve)",
            SolutionState::Proposed | SolutionState::SetAside { .. } => "",
        };
        let risk = if one.risk.trim().is_empty() { String::new() } else { format!(" Risk: {}", one.risk.trim()) };
        let broken = if effect.broken.is_empty() { String::new() } else { format!(" {}.", effect.broken) };
        let (finish, cost) = (&effect.finish.text, &effect.cost.text);
        format!("{}{state}: finish {finish}; cost: {cost}.{broken}{risk}", name_of(one))
    };
    let open = problem.solutions.values().filter(|one| !matches!(one.state, SolutionState::SetAside { .. }));
    let mut options: Vec<String> = open.map(option).collect();
    options.extend(crate::view::options::too_few(problem).map(str::to_owned));
    vec![("good", "What it does to their dates", dates), ("recommend", "Options", options)]
}

/// What follows for an answer of an escalation.
pub(super) fn escalation(source: &Source, key: &str) -> String {
    if key != "why_now" {
        return String::new();
    }
    let hours = &source.project.plan.settings.hours;
    let late = source.ledger().into_iter().filter(|entry| entry.now.delivered.is_none() && entry.now.is_broken());
    let line = |entry: crate::analysis::Entry| {
        let promise = source.project.promises.get(&entry.now.id)?;
        let state = crate::view::promises::standing_then(&entry.now, hours, source.style.dates.locale);
        Some(format!("{}, promised for {}: {state}.", source.promise(promise), source.day(entry.now.date)))
    };
    let open = source.project.problems.values().filter(|one| one.closed_on.is_none());
    let open = open.map(|one| format!("Open problem: {}.", title(one)));
    late.filter_map(line).chain(open).collect::<Vec<_>>().join("\n")
}

/// The promise ledger: the whole in one line, then each promise.
pub(super) fn history(source: &Source) -> Vec<String> {
    let ledger = source.ledger();
    let each = ledger.iter().filter_map(|entry| {
        let promise = source.project.promises.get(&entry.now.id)?;
        let why = if entry.why.is_empty() { String::new() } else { format!(": {}", entry.why) };
        Some(format!("{}{why}", source.stands(&source.promise(promise), entry)))
    });
    [summary(&count(&ledger))].into_iter().chain(each).collect()
}
