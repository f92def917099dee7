//! What the client worries about, and how far it is answered.

use crate::project::Project;
use crate::project::record::{Concern, ConcernId};
use crate::view::options::title;
use crate::words::{DateForm, Dates, task_name};

/// A concern in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConcernLine {
    pub id: ConcernId,
    pub words: String,
    /// `Helen, heard on 3 Mar`, `sensed on 3 Mar`
    pub from: String,
    /// Where it stands: `Heard`, `Answered in the plan`, `Checked back on 9 Mar`.
    pub state: String,
    /// It was asked whether it is answered.
    pub checked: bool,
    /// The plan has an answer.
    pub answered: bool,
}

/// Concerns, those nobody checked back on first, the oldest of them first.
pub fn concerns(project: &Project, dates: &Dates) -> Vec<ConcernLine> {
    let mut all: Vec<&Concern> = project.record.concerns.values().collect();
    all.sort_by_key(|one| (one.checked_on.is_some(), one.heard_on, one.id));
    let line = |one: &Concern| {
        let how = if one.sensed { "sensed" } else { "heard" };
        let when = format!("{how} on {}", dates.write(one.heard_on, DateForm::Short));
        ConcernLine {
            id: one.id,
            words: one.words.clone(),
            from: if one.who.trim().is_empty() { capital(&when) } else { format!("{}, {when}", one.who.trim()) },
            state: standing(one, dates),
            checked: one.checked_on.is_some(),
            answered: is_answered(one),
        }
    };
    all.into_iter().map(line).collect()
}

/// Where a concern stands, in words.
pub fn standing(one: &Concern, dates: &Dates) -> String {
    match one.checked_on {
        Some(on) => format!("Checked back on {}", dates.write(on, DateForm::Short)),
        None if is_answered(one) => "Answered in the plan".to_owned(),
        None => "Heard, no answer yet".to_owned(),
    }
}

fn is_answered(one: &Concern) -> bool {
    !one.answer.trim().is_empty() || !one.steps.is_empty() || !one.problems.is_empty()
}

/// What answers a concern, by name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tie {
    Step(crate::plan::TaskId, String),
    Problem(crate::project::ProblemId, String),
}

/// The steps and problems a concern is tied to; what is gone is left out.
pub fn ties(project: &Project, id: ConcernId) -> Vec<Tie> {
    let Some(one) = project.record.concerns.get(&id) else { return Vec::new() };
    let steps = one.steps.iter().filter(|step| project.plan.task(**step).is_some());
    let steps = steps.map(|step| Tie::Step(*step, task_name(&project.plan, *step)));
    let problems = one.problems.iter().filter_map(|id| Some(Tie::Problem(*id, title(project.problems.get(id)?))));
    steps.chain(problems).collect()
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
