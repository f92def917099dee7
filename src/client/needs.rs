//! What we need from the client: the steps they see and their own people answer for, with the day each is needed by.

use super::steps::{ClientStep, Standing};
use crate::plan::{Side, TaskId};
use crate::project::Project;
use chrono::NaiveDate;

/// Something the plan waits for from the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientNeed {
    pub task: TaskId,
    pub what: String,
    /// Which of their people, where they are marked as known.
    pub who: Option<String>,
    /// The day it is planned for; later, and what waits for it moves.
    pub by: NaiveDate,
}

/// By day.
pub(super) fn of(project: &Project, steps: &[ClientStep]) -> Vec<ClientNeed> {
    let theirs = |step: &&ClientStep| {
        let owner = project.plan.task(step.id).and_then(|task| task.owner);
        let side = owner.and_then(|id| project.plan.resources.get(&id)).map(|one| one.side);
        side == Some(Side::Client) && !step.summary && step.standing != Standing::Done
    };
    let need = |step: &ClientStep| ClientNeed {
        task: step.id,
        what: step.name.clone(),
        who: step.owner.clone(),
        by: step.ends_on(),
    };
    let mut all: Vec<ClientNeed> = steps.iter().filter(theirs).map(need).collect();
    all.sort_by_key(|need| (need.by, need.task));
    all
}
