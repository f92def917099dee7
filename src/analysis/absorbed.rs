//! What float takes of an edit: how much later its task finishes, less how much later the plan does, found by
//! rescheduling after each edit, never read off the float there was.

use super::effective::edited;
use crate::edit::PlanEdit;
use crate::plan::TaskId;
use crate::project::Project;
use crate::schedule::{Schedule, WorkingTime, schedule_within};

/// What float took of one edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Absorbed {
    pub task: TaskId,
    /// How much later the task finishes, in working minutes of the plan's calendar.
    pub slip: i32,
    /// How much of that the plan's finish does not feel.
    pub minutes: i32,
}

/// One edit a step: what float takes of each, in the order they are made on the project's plan. Edits that do not fit
/// are passed over. One schedule a step: for what is at rest, not for each move of a pointer.
pub fn absorbed(project: &Project, edits: &[&PlanEdit]) -> Vec<Absorbed> {
    let (time, bounds) = (WorkingTime::of(&project.plan, project.plan.settings.calendar), project.promised());
    let (mut plan, mut all) = (project.plan.clone(), Vec::new());
    let mut before = schedule_within(&plan, &bounds);
    for edit in edits {
        if plan.apply((*edit).clone()).is_ok() {
            let after = schedule_within(&plan, &bounds);
            all.extend(absorbed_in(&time, &before, &after, edit));
            before = after;
        }
    }
    all
}

/// What float takes of one edit, between the schedules without and with it: of the edited task that slips most.
pub fn absorbed_in(time: &WorkingTime, before: &Schedule, after: &Schedule, edit: &PlanEdit) -> Option<Absorbed> {
    let tasks = edited([edit]);
    let finish = time.work(before.finish, after.finish).max(0);
    let at = |schedule: &Schedule, task: TaskId| schedule.rows.iter().find(|at| at.id == task).map(|at| at.finish);
    let slips = tasks.into_iter().filter_map(|task| Some((time.work(at(before, task)?, at(after, task)?), task)));
    let (slip, task) = slips.filter(|(slip, _)| *slip > 0).max()?;
    Some(Absorbed { task, slip, minutes: slip.saturating_sub(finish).max(0) })
}
