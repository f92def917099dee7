//! What the client worries about, where the plan answers it, and whether we asked again. Only what they said themselves:
//! what was felt rather than said is never here, whatever it is marked as.

use super::steps::Sight;
use crate::plan::TaskId;
use crate::project::record::{Concern, ConcernId};
use crate::project::{ProblemId, Project};
use chrono::NaiveDate;

/// A concern as the client finds it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientConcern {
    pub id: ConcernId,
    /// In their words.
    pub words: String,
    /// Which of their people, where they are marked as known.
    pub who: Option<String>,
    pub heard_on: NaiveDate,
    /// How the plan answers it; empty where nothing is written yet.
    pub answer: String,
    /// The steps that answer it, as far as the client sees them.
    pub steps: Vec<TaskId>,
    /// The problems it is about, as far as the client knows of them.
    pub problems: Vec<ProblemId>,
    pub state: ConcernState,
}

/// How far a concern is, as far as the client can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ConcernState {
    Heard,
    /// The plan they see answers it, or words do.
    Answered,
    /// We asked whether it is answered.
    Checked(NaiveDate),
}

/// In the order they were heard.
pub(super) fn of(project: &Project, sight: &Sight) -> Vec<ClientConcern> {
    let seen = project.record.concerns.values().filter(|one| one.client_visible && !one.sensed);
    let mut all: Vec<ClientConcern> =
        seen.filter(|one| !one.words.trim().is_empty()).map(|one| concern(project, sight, one)).collect();
    all.sort_by_key(|one| (one.heard_on, one.id));
    all
}

fn concern(project: &Project, sight: &Sight, one: &Concern) -> ClientConcern {
    let knows = |id: &ProblemId| project.problems.get(id).is_some_and(|problem| problem.client_visible);
    let steps: Vec<TaskId> = one.steps.iter().copied().filter(|step| sight.sees(*step)).collect();
    let problems: Vec<ProblemId> = one.problems.iter().copied().filter(knows).collect();
    let answered = !one.answer.trim().is_empty() || !steps.is_empty() || !problems.is_empty();
    ClientConcern {
        id: one.id,
        words: one.words.trim().to_owned(),
        who: sight.named(&one.who),
        heard_on: one.heard_on,
        answer: one.answer.trim().to_owned(),
        steps,
        problems,
        state: match one.checked_on {
            Some(on) => ConcernState::Checked(on),
            None if answered => ConcernState::Answered,
            None => ConcernState::Heard,
        },
    }
}
