//! The Options room: the problems of a project, what they do to the client's dates, their ways out side by side, what
//! was decided.

mod decisions;
mod effect;
mod sentences;
mod touched;
mod weigh;

pub use decisions::{DecisionLine, decisions};
pub use effect::{Basis, Change, Effect, Tone, late_promises};
pub use sentences::sentences;
pub use touched::{Touched, touched};
pub use weigh::{Cell, CriterionRow, Table, computed_name, read_score, table};

use crate::analysis::{Comparison, Effective, State, compare, effective};
use crate::plan::{Money, Plan};
use crate::prepare::option_name;
use crate::project::{Problem, ProblemId, ProblemKind, Project, Promise, ScenarioId, Solution, SolutionState};
use crate::schedule::{Schedule, schedule_within};
use crate::view::scenarios;
use crate::words::{self, DateForm, Dates, Locale};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// How amounts and dates are written here.
#[derive(Clone, PartialEq)]
pub struct Style {
    pub dates: Dates,
    /// Three letters, or nothing.
    pub currency: String,
}

impl Style {
    fn locale(&self) -> Locale {
        self.dates.locale
    }

    /// `€1,200`.
    pub fn money(&self, money: Money) -> String {
        words::write_money(money, &self.currency, self.locale())
    }

    /// `+€1,200`, `−€300`.
    fn more(&self, money: Money) -> String {
        let sign = if money > Money::ZERO { "+" } else { "" };
        format!("{sign}{}", self.money(money))
    }

    fn day(&self, day: NaiveDate) -> String {
        self.dates.write(day, DateForm::Short)
    }

    /// A length of work: `2 d`.
    fn length(&self, plan: &Plan, minutes: i32) -> String {
        words::days(minutes.saturating_abs(), &plan.settings.hours, self.locale())
    }
}

/// The kinds of problems, as they are read.
pub const KINDS: [(ProblemKind, &str, &str); 5] = [
    (ProblemKind::Issue, "issue", "Issue"),
    (ProblemKind::Risk, "risk", "Risk"),
    (ProblemKind::Slip, "slip", "Slip"),
    (ProblemKind::BudgetOverrun, "budget_overrun", "Budget overrun"),
    (ProblemKind::ChangeRequest, "change_request", "Change request"),
];

/// The kind as it is read.
pub fn kind_name(kind: ProblemKind) -> &'static str {
    KINDS.iter().find(|row| row.0 == kind).map_or("", |row| row.2)
}

/// A problem in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ProblemLine {
    pub id: ProblemId,
    pub title: String,
    pub kind: &'static str,
    /// `2 options`, `decided`, `closed`.
    pub state: String,
    pub closed: bool,
}

/// All problems: those still open first, each in the order they were filed.
pub fn problems(project: &Project) -> Vec<ProblemLine> {
    let line = |problem: &Problem| ProblemLine {
        id: problem.id,
        title: title(problem),
        kind: kind_name(problem.kind),
        state: state_of(problem),
        closed: problem.closed_on.is_some(),
    };
    let mut lines: Vec<ProblemLine> = project.problems.values().map(line).collect();
    lines.sort_by_key(|line| line.closed);
    lines
}

/// What a problem is called among us.
pub fn title(problem: &Problem) -> String {
    let titles = [problem.private.title.trim(), problem.client.title.trim()];
    let named = titles.into_iter().find(|title| !title.is_empty());
    named.unwrap_or("Problem without a title").to_owned()
}

fn state_of(problem: &Problem) -> String {
    if problem.closed_on.is_some() {
        return "closed".into();
    }
    if is_decided(problem) {
        return "decided".into();
    }
    match problem.solutions.len() {
        0 => "no way out yet".into(),
        1 => "only one option so far".into(),
        many => format!("{many} options"),
    }
}

/// True when one of its options was chosen.
pub fn is_decided(problem: &Problem) -> bool {
    problem.solutions.values().any(|one| one.state == SolutionState::Chosen)
}

/// How many ways out there are, said plainly; nothing where there are enough.
pub fn too_few(problem: &Problem) -> Option<&'static str> {
    match problem.solutions.len() {
        0 => Some("No way out is written down yet. Two give the client a choice."),
        1 => Some("Only one option so far. A second one gives the client a choice."),
        _ => None,
    }
}

/// The option's state in a few words: `In reserve until 12 Mar`.
pub fn state_words(solution: &Solution, style: &Style) -> String {
    let taken = |on: NaiveDate| if on < style.dates.today { "was to be taken on" } else { "taken on" };
    match &solution.state {
        SolutionState::Proposed => "Proposed".into(),
        SolutionState::Recommended => "Recommended".into(),
        SolutionState::Reserve { on: None, when } if when.trim().is_empty() => "In reserve".into(),
        SolutionState::Reserve { on: Some(on), when } if when.trim().is_empty() => {
            format!("In reserve: {} {}", taken(*on), style.day(*on))
        }
        SolutionState::Reserve { on: None, when } => format!("In reserve: taken when {}", when.trim()),
        SolutionState::Reserve { on: Some(on), when } => {
            format!("In reserve: {} {}, or when {}", taken(*on), style.day(*on), when.trim())
        }
        SolutionState::Chosen => "Chosen".into(),
        SolutionState::SetAside { reason } if reason.trim().is_empty() => "Set aside".into(),
        SolutionState::SetAside { reason } => format!("Set aside: {}", reason.trim()),
    }
}

/// A promise by its words, else by its task.
fn promise_name(plan: &Plan, promise: &Promise) -> String {
    match promise.words.trim() {
        "" => words::task_name(plan, promise.task),
        words => words.to_owned(),
    }
}

/// What scenarios make of the plan. The costly part of the room: it follows plan, promises and scenarios, not words.
#[derive(Clone, Debug, PartialEq)]
pub struct Compared {
    /// What it was made of, without problems and decisions.
    facts: Project,
    today: NaiveDate,
    by: BTreeMap<ScenarioId, Under>,
    /// The plan against itself.
    as_it_is: Comparison,
}

/// The plan under one scenario.
#[derive(Clone, Debug, PartialEq)]
struct Under {
    name: String,
    made: Effective,
    against: Comparison,
}

impl Compared {
    /// What `wanted` scenarios make of the plan, `schedule` being the plan's own.
    pub fn new(project: &Project, schedule: &Schedule, wanted: &[ScenarioId], today: NaiveDate) -> Compared {
        let promised = project.promised();
        let then = State::of(&project.plan, schedule);
        let under = |id: &ScenarioId| {
            let scenario = project.scenarios.get(id)?;
            let made: Effective = effective(&project.plan, scenario);
            let dates = schedule_within(&made.plan, &promised);
            let edits: Vec<_> = made.edits(scenario).collect();
            let against = compare(project, then, State::of(&made.plan, &dates), &edits, today);
            Some((*id, Under { name: scenarios::name(project, *id), made, against }))
        };
        let mut facts = project.clone();
        facts.problems.clear();
        facts.decisions.clear();
        let as_it_is = compare(project, then, then, &[], today);
        Compared { facts, today, by: wanted.iter().filter_map(under).collect(), as_it_is }
    }

    /// True when nothing it was made of has changed, so that it need not be made again.
    pub fn still_holds(&self, project: &Project, wanted: &[ScenarioId], today: NaiveDate) -> bool {
        let facts = &self.facts;
        self.today == today
            && wanted.iter().filter(|id| project.scenarios.contains_key(id)).eq(self.by.keys())
            && facts.scenarios == project.scenarios
            && facts.promises == project.promises
            && facts.plan == project.plan
    }

    /// How the plan differs under a scenario; from itself under none, or under one that is gone.
    pub fn against(&self, scenario: Option<ScenarioId>) -> &Comparison {
        scenario.and_then(|id| self.by.get(&id)).map_or(&self.as_it_is, |under| &under.against)
    }
}

/// The scenarios a problem and its options stand on, each once, in order of their ids.
pub fn wanted(problem: &Problem) -> Vec<ScenarioId> {
    let mut all: Vec<ScenarioId> = problem.solutions.values().filter_map(|one| one.scenario).collect();
    all.extend(problem.scenario);
    all.sort_unstable();
    all.dedup();
    all
}

/// What the room calls an option.
pub fn name_of(solution: &Solution) -> String {
    option_name(solution)
}

#[cfg(test)]
mod tests;
