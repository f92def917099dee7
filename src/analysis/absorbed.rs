//! What float takes of an edit: how much later its task finishes, less how much later the plan does, found by
//! rescheduling after each edit, never read off the float there was.

use super::effective::edited;
use super::weights::Weight;
use super::what_changes::told_by_name;
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

/// What float takes of each edit that the sentence tells by name, in the order they are made on the project's plan; edits
/// that do not fit are passed over. `weights` say which are told. Two schedules at most for each of those few: for what is
/// at rest, not for each move of a pointer.
pub fn absorbed(project: &Project, edits: &[&PlanEdit], weights: &[Weight]) -> Vec<Absorbed> {
    let (time, bounds) = (WorkingTime::of(&project.plan, project.plan.settings.calendar), project.promised());
    let told = told_by_name(&project.plan, edits, weights);
    let (mut plan, mut all) = (project.plan.clone(), Vec::new());
    let mut before: Option<Schedule> = None;
    for edit in edits {
        let is_told = edited([*edit]).iter().any(|task| told.contains(task));
        let then = is_told.then(|| before.take().unwrap_or_else(|| schedule_within(&plan, &bounds)));
        // Where it is not told, what it leads to is not known yet.
        before = None;
        if plan.apply((*edit).clone()).is_ok()
            && let Some(then) = then
        {
            let after = schedule_within(&plan, &bounds);
            all.extend(absorbed_in(&time, &then, &after, edit));
            before = Some(after);
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::edit::TaskField;
    use crate::plan::{Duration, Moment, Task};

    /// A 9 d, B 4 d and C 3 d beside each other: what each edit's slip leaves to the finish at the point it is made.
    #[test]
    fn float_takes_of_each_edit_what_the_finish_does_not_feel() {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        for (id, days) in [(2, 9), (3, 4), (4, 3)] {
            project.plan.tasks.push(Task::new(TaskId(id), 0, "", Duration::working(days * 480)));
        }
        let takes = |task, days: i32| PlanEdit::Set {
            task: TaskId(task),
            field: TaskField::Duration(Duration::working(days * 480)),
        };
        let edits = [takes(3, 11), takes(2, 12), takes(4, 8), takes(9, 1), takes(3, 13), takes(3, 2)];
        let edits: Vec<&PlanEdit> = edits.iter().collect();
        let days: Vec<(u32, i32, i32)> = absorbed(&project, &edits, &[])
            .iter()
            .map(|step| (step.task.0, step.slip / 480, step.minutes / 480))
            .collect();
        assert_eq!(days, [(3, 7, 5), (2, 3, 2), (3, 2, 1)], "the third is not told by name");
    }
}
