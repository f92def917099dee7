//! Problems in the client's words, with the ways out they may know of, and what was decided.

use super::Scene;
use super::steps::{Sight, known_name, levels};
use crate::analysis::{effective, promises};
use crate::edit::PlanEdit;
use crate::plan::Moment;
use crate::project::{
    DecisionId, Problem, ProblemId, ProblemKind, Project, ScenarioId, Solution, SolutionId, SolutionState,
};
use crate::schedule::schedule_within;
use chrono::NaiveDate;

/// A problem as the client hears it.
#[derive(Clone, Debug, PartialEq)]
pub struct ClientProblem {
    pub id: ProblemId,
    pub kind: ProblemKind,
    pub title: String,
    pub what: String,
    pub why: String,
    pub how: String,
    pub still_good: String,
    /// Who takes care of it, where the client knows them.
    pub owner: Option<String>,
    pub raised_on: NaiveDate,
    pub closed_on: Option<NaiveDate>,
    /// The steps it touches that the client sees.
    pub steps: Vec<String>,
    /// What it does to the client's dates if nothing is done, where a scenario says so.
    pub effect: Option<String>,
    /// Chosen, recommended, then the others.
    pub options: Vec<ClientOption>,
}

/// A way out, as the client may know of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ClientOption {
    pub id: SolutionId,
    pub name: String,
    /// What they would notice.
    pub notice: String,
    /// What it does to their dates, in a sentence.
    pub effect: String,
    /// The last day of what they see.
    pub finish: Option<NaiveDate>,
    /// Promises they see that it keeps, of how many open ones.
    pub kept: (usize, usize),
    pub state: OptionState,
}

/// Where an option stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OptionState {
    Proposed,
    Recommended,
    /// Ready in the wings, until that day.
    Reserve(Option<NaiveDate>),
    Chosen,
}

/// A decision as the client knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientDecision {
    pub id: DecisionId,
    pub problem: Option<ProblemId>,
    pub what: String,
    pub decided_on: NaiveDate,
    pub by: String,
    pub why: String,
    pub effect: String,
}

impl ClientProblem {
    /// A way out was chosen, or it is closed.
    pub fn is_decided(&self) -> bool {
        self.closed_on.is_some() || self.options.iter().any(|option| option.state == OptionState::Chosen)
    }
}

/// Open problems first, then by the day they came up, the latest first.
pub(super) fn problems(scene: &Scene, sight: &Sight) -> Vec<ClientProblem> {
    let seen = scene.project.problems.values().filter(|problem| problem.client_visible);
    let mut all: Vec<ClientProblem> = seen.map(|problem| of(scene, sight, problem)).collect();
    all.sort_by_key(|problem| (problem.closed_on.is_some(), std::cmp::Reverse(problem.raised_on), problem.id));
    all
}

fn of(scene: &Scene, sight: &Sight, problem: &Problem) -> ClientProblem {
    let words = problem.client.clone();
    let title = if words.title.trim().is_empty() { "Something we are working on".to_owned() } else { words.title };
    let mut options: Vec<ClientOption> = problem
        .solutions
        .values()
        .filter(|solution| solution.client_visible)
        .filter_map(|solution| option(scene, sight, solution))
        .collect();
    options.sort_by_key(|option| match option.state {
        OptionState::Chosen => 0,
        OptionState::Recommended => 1,
        OptionState::Proposed => 2,
        OptionState::Reserve(_) => 3,
    });
    ClientProblem {
        id: problem.id,
        kind: problem.kind,
        title,
        what: words.what,
        why: words.why,
        how: words.how,
        still_good: words.still_good,
        owner: problem.owner.and_then(|id| sight.person(id)),
        raised_on: problem.raised_on,
        closed_on: problem.closed_on,
        steps: problem.tasks.iter().filter_map(|task| sight.name(*task)).collect(),
        effect: problem.scenario.and_then(|id| under(scene, id)).map(|under| under.sentence),
        options,
    }
}

/// `None` for one that was set aside: it is no way out any more.
fn option(scene: &Scene, sight: &Sight, solution: &Solution) -> Option<ClientOption> {
    let state = match &solution.state {
        SolutionState::Proposed => OptionState::Proposed,
        SolutionState::Recommended => OptionState::Recommended,
        SolutionState::Reserve { on, .. } => OptionState::Reserve(*on),
        SolutionState::Chosen => OptionState::Chosen,
        SolutionState::SetAside { .. } => return None,
    };
    let name = if solution.name.trim().is_empty() { "A way out" } else { solution.name.trim() };
    // What was chosen is in the plan by now; of a way out nobody has drafted there is nothing to say.
    let chosen = state == OptionState::Chosen;
    let under = solution.scenario.and_then(|id| under(scene, id));
    let under = under.unwrap_or_else(|| if chosen { as_it_is(scene, sight) } else { Under::default() });
    Some(ClientOption {
        id: solution.id,
        name: name.to_owned(),
        notice: solution.client_notice.clone(),
        effect: under.sentence,
        finish: under.finish,
        kept: under.kept,
        state,
    })
}

/// What a scenario comes to for the client.
#[derive(Default)]
struct Under {
    sentence: String,
    finish: Option<NaiveDate>,
    kept: (usize, usize),
}

fn as_it_is(scene: &Scene, sight: &Sight) -> Under {
    let rows = scene.schedule.rows.iter().enumerate().filter(|(row, _)| sight.sees_row(*row));
    Under {
        sentence: "The plan stays as it is.".to_owned(),
        finish: rows.map(|(_, at)| at.finish).max().map(Moment::date_as_finish),
        kept: kept(scene, &scene.project.plan, scene.schedule),
    }
}

fn under(scene: &Scene, id: ScenarioId) -> Option<Under> {
    let project = scene.project;
    let scenario = project.scenarios.get(&id)?;
    let made = effective(&project.plan, scenario);
    let schedule = schedule_within(&made.plan, &project.promised());
    let edits: Vec<&PlanEdit> = made.edits(scenario).collect();
    let skipped = made.fates.iter().filter(|fate| !fate.is_applied()).count();
    let seen = levels(&made.plan).into_iter().zip(&schedule.rows).filter(|(level, _)| level.is_some());
    Some(Under {
        sentence: scene.sentence(&made.plan, &schedule, &edits, skipped),
        finish: seen.map(|(_, at)| at.finish).max().map(Moment::date_as_finish),
        kept: kept(scene, &made.plan, &schedule),
    })
}

fn kept(scene: &Scene, plan: &crate::plan::Plan, schedule: &crate::schedule::Schedule) -> (usize, usize) {
    let standing = promises(scene.project, plan, schedule, scene.as_of);
    let open = standing.iter().filter(|now| {
        now.delivered.is_none() && scene.project.promises.get(&now.id).is_some_and(|promise| promise.client_visible)
    });
    open.fold((0, 0), |(kept, all), now| (kept + usize::from(!now.is_broken()), all + 1))
}

/// The latest first.
pub(super) fn decisions(project: &Project) -> Vec<ClientDecision> {
    let seen = project.decisions.values().filter(|decision| decision.client_visible);
    let mut all: Vec<ClientDecision> = seen
        .map(|decision| ClientDecision {
            id: decision.id,
            problem: decision
                .problem
                .filter(|id| project.problems.get(id).is_some_and(|problem| problem.client_visible)),
            what: decision.what.clone(),
            decided_on: decision.decided_on,
            by: known_name(project, &decision.by),
            why: decision.why.clone(),
            effect: decision.client_effect.clone(),
        })
        .collect();
    all.sort_by_key(|decision| std::cmp::Reverse((decision.decided_on, decision.id)));
    all
}
