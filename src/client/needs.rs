//! What we need from the client: the steps they see and their own people answer for, with the day each is needed by; and
//! what was asked of them, with the day the step that waits for it begins.

use super::Scene;
use super::steps::{ClientStep, Sight, Standing};
use crate::analysis::{InputNow, inputs as inputs_now};
use crate::plan::{Side, TaskId};
use crate::project::record::InputId;
use crate::project::{Project, PromiseId};
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

/// Something that was asked of the client and has not come yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientInput {
    pub id: InputId,
    pub what: String,
    /// Which of their people, where they are marked as known.
    pub who: Option<String>,
    /// The day the step that waits for it begins; `None` where none waits. The day tells nothing of a step they do not
    /// see.
    pub by: Option<NaiveDate>,
    /// The step that waits for it, where the client sees it.
    pub step: Option<TaskId>,
    pub asked_on: Option<NaiveDate>,
    /// Whole working days it may come later before a promise they see moves; meaningless where none does.
    pub room: i32,
    /// Promises they see that move day by day after that.
    pub moves: Vec<PromiseId>,
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

/// What was asked and is missing, by the day it is needed; what has no day comes last.
pub(super) fn inputs(scene: &Scene, sight: &Sight) -> Vec<ClientInput> {
    let all = inputs_now(scene.project, scene.schedule, scene.today);
    all.iter().filter(|now| !now.received).filter_map(|now| input(scene, sight, now)).collect()
}

fn input(scene: &Scene, sight: &Sight, now: &InputNow) -> Option<ClientInput> {
    let input = scene.project.record.inputs.get(&now.id).filter(|one| one.client_visible)?;
    let what = input.what.trim();
    let sees = |id: &PromiseId| scene.project.promises.get(id).is_some_and(|promise| promise.client_visible);
    (!what.is_empty()).then(|| ClientInput {
        id: input.id,
        what: what.to_owned(),
        who: sight.named(&input.who),
        by: now.need_by,
        step: input.step.filter(|step| sight.sees(*step)),
        asked_on: input.asked_on,
        room: now.room / scene.project.plan.settings.hours.minutes_per_day.max(1),
        moves: now.promises.iter().copied().filter(sees).collect(),
    })
}
