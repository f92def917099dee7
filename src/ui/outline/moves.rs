//! New steps: where they go and what they are. Moving and removing them is in `forthright::prepare`.

use forthright::edit::PlanEdit;
use forthright::plan::{Duration, Place, Plan, Task, TaskId, Unit};

/// Where Enter puts the next step: first inside an open step that has some, else right below.
pub fn place_below(plan: &Plan, task: TaskId, open: bool) -> Option<Place> {
    let row = plan.position(task)?;
    Some(if open && plan.is_summary(row) {
        Place { parent: Some(task), after: None }
    } else {
        Place { parent: plan.place_of(row).parent, after: Some(task) }
    })
}

/// The end of the outline.
pub fn place_at_end(plan: &Plan) -> Place {
    Place { parent: None, after: plan.tasks.iter().rev().find(|task| task.level == 0).map(|task| task.id) }
}

/// A new step: a day long until somebody says otherwise.
pub fn new_step(plan: &Plan, name: &str, place: Place) -> (TaskId, PlanEdit) {
    let id = TaskId(plan.fresh_id());
    let day = plan.settings.hours.minutes_per_day;
    let duration = Duration { minutes: day, unit: Unit::Day, elapsed: false, estimated: true };
    (id, PlanEdit::Insert { place, tasks: vec![Task::new(id, 0, name, duration)], dependencies: Vec::new() })
}
