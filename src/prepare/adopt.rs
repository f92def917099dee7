//! Adopting: what a scenario drafts becomes the plan, the decision is recorded, and what was promised is said anew where
//! asked. One edit, so that one undo gives everything back.

use super::problems::now;
use crate::edit::{EditError, PlanEdit};
use crate::plan::Plan;
use crate::project::{
    Decision, DecisionId, Draft, Edit, Problem, ProblemId, Project, PromiseId, Saying, Scenario, ScenarioId, Solution,
    SolutionField, SolutionId, SolutionState,
};
use chrono::NaiveDate;

/// What is told of a decision beside the option or scenario itself.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Told {
    pub today: NaiveDate,
    /// Who decided.
    pub by: String,
    pub why: String,
    /// Who must be told.
    pub to_tell: Vec<String>,
    /// Promises said anew, each for a day; the decision's why is the reason.
    pub re_promise: Vec<(PromiseId, NaiveDate)>,
    /// *What changes* as it stands on the screen: among us, and as the client may hear it.
    pub effect: String,
    pub client_effect: String,
}

/// Makes a scenario's edits the plan's. Those that no longer fit are left out ([`fitting`] tells which). A scenario that
/// is an option of an undecided problem is chosen there, as by [`choose`]. `None` where the scenario is not there.
pub fn adopt(project: &Project, scenario: ScenarioId, told: &Told) -> Option<Edit> {
    let record = project.scenarios.get(&scenario)?;
    if let Some((problem, solution)) = option_of(project, scenario) {
        return choose(project, problem, solution, told);
    }
    let decision = decision(project, record.name.trim(), told);
    let mut edits = carried_out(project, record);
    edits.extend(put_away(project, record, None));
    edits.extend(said_anew(project, told));
    edits.push(file(decision));
    Some(Edit::Batch(edits))
}

/// Chooses an option: its scenario becomes the plan, the other options are set aside but for those in reserve, and the
/// decision is recorded. `None` where the option is not there.
pub fn choose(project: &Project, problem: ProblemId, solution: SolutionId, told: &Told) -> Option<Edit> {
    let file_of = project.problems.get(&problem)?;
    let chosen = file_of.solutions.get(&solution)?;
    let scenario = chosen.scenario.and_then(|id| project.scenarios.get(&id));
    let mut edits = scenario.map(|scenario| carried_out(project, scenario)).unwrap_or_default();
    edits.extend(scenario.and_then(|scenario| put_away(project, scenario, Some(solution))));
    if chosen.scenario.is_some() {
        edits.push(Edit::SolutionField { problem, id: solution, field: SolutionField::Scenario(None) });
    }
    edits.push(now(problem, solution, SolutionState::Chosen));
    let name = option_name(chosen);
    let aside: Vec<&Solution> = set_aside_by(file_of, solution).collect();
    edits.extend(aside.iter().map(|other| {
        let reason = format!("{name} was chosen.");
        now(problem, other.id, SolutionState::SetAside { reason })
    }));
    edits.extend(said_anew(project, told));
    edits.push(file(Decision {
        problem: Some(problem),
        solution: Some(solution),
        set_aside: aside.into_iter().map(option_name).collect(),
        client_visible: file_of.client_visible,
        ..decision(project, &name, told)
    }));
    Some(Edit::Batch(edits))
}

/// Which of a scenario's edits fit the plan as it is, one answer each, in order.
pub fn fitting(plan: &Plan, drafts: &[Draft]) -> Vec<Result<(), EditError>> {
    let mut plan = plan.clone();
    drafts.iter().map(|draft| plan.apply(draft.edit.clone()).map(drop)).collect()
}

/// The options that choosing `solution` sets aside: all that still stood for choice.
pub fn set_aside_by(problem: &Problem, solution: SolutionId) -> impl Iterator<Item = &Solution> {
    let stands = |one: &&Solution| !matches!(one.state, SolutionState::Reserve { .. } | SolutionState::SetAside { .. });
    problem.solutions.values().filter(move |one| one.id != solution).filter(stands)
}

/// The option's name, or a stand-in where it has none.
pub fn option_name(solution: &Solution) -> String {
    match solution.name.trim() {
        "" => "Option without a name".to_owned(),
        name => name.to_owned(),
    }
}

/// The undecided option that is this scenario with words.
fn option_of(project: &Project, scenario: ScenarioId) -> Option<(ProblemId, SolutionId)> {
    let open = |problem: &&Problem| {
        problem.closed_on.is_none() && !problem.solutions.values().any(|one| one.state == SolutionState::Chosen)
    };
    project.problems.values().filter(open).find_map(|problem| {
        let one = problem.solutions.values().find(|one| one.scenario == Some(scenario))?;
        Some((problem.id, one.id))
    })
}

fn carried_out(project: &Project, scenario: &Scenario) -> Vec<Edit> {
    let fits = fitting(&project.plan, &scenario.drafts);
    let edits = scenario.drafts.iter().zip(fits).filter(|(_, fits)| fits.is_ok());
    let edits: Vec<PlanEdit> = edits.map(|(draft, _)| draft.edit.clone()).collect();
    if edits.is_empty() { Vec::new() } else { vec![Edit::Plan(PlanEdit::Batch(edits))] }
}

/// The scenario goes: it is the plan now. Where another option or problem stands on it, only its tab is closed.
fn put_away(project: &Project, scenario: &Scenario, chosen: Option<SolutionId>) -> Option<Edit> {
    let needed = project.problems.values().any(|problem| {
        let by_option = |one: &Solution| Some(one.id) != chosen && one.scenario == Some(scenario.id);
        problem.scenario == Some(scenario.id) || problem.solutions.values().any(by_option)
    });
    let id = scenario.id;
    match needed {
        false => Some(Edit::Scenario { id, scenario: None }),
        true if scenario.open => {
            let closed = Scenario { open: false, ..scenario.clone() };
            Some(Edit::Scenario { id, scenario: Some(Box::new(closed)) })
        }
        true => None,
    }
}

fn said_anew<'a>(project: &'a Project, told: &'a Told) -> impl Iterator<Item = Edit> + 'a {
    told.re_promise.iter().filter_map(|(id, date)| {
        let mut promise = project.promises.get(id)?.clone();
        promise.sayings.push(Saying { said_on: told.today, date: *date, reason: told.why.clone(), chance: None });
        Some(Edit::Promise { id: *id, promise: Some(Box::new(promise)) })
    })
}

fn decision(project: &Project, what: &str, told: &Told) -> Decision {
    Decision {
        id: DecisionId(project.plan.fresh_id()),
        problem: None,
        solution: None,
        what: what.to_owned(),
        decided_on: told.today,
        by: told.by.trim().to_owned(),
        why: told.why.trim().to_owned(),
        set_aside: Vec::new(),
        effect: told.effect.clone(),
        client_effect: told.client_effect.clone(),
        to_tell: told.to_tell.clone(),
        client_visible: false,
    }
}

fn file(decision: Decision) -> Edit {
    Edit::Decision { id: decision.id, decision: Some(Box::new(decision)) }
}

#[cfg(test)]
mod tests;
