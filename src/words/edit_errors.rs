//! Why an edit was refused, as a sentence with the tasks' names.

use crate::edit::EditError;
use crate::plan::{CalendarId, Plan, ResourceId, TaskId};

#[cfg(test)]
mod tests;

/// Why an edit was refused, for the person who made it.
pub fn edit_error(error: &EditError, plan: &Plan) -> String {
    edit_error_about(error, plan, &|_| None)
}

/// As [`edit_error`], where the names of tasks that are gone may still be known.
pub fn edit_error_about(error: &EditError, plan: &Plan, gone: &dyn Fn(TaskId) -> Option<String>) -> String {
    let known = |id: TaskId| gone(id).filter(|name| !name.trim().is_empty());
    let task = |id: &TaskId| match plan.position(*id) {
        Some(_) => task_name(plan, *id),
        None => known(*id).unwrap_or_else(|| task_name(plan, *id)),
    };
    let calendar = |id: &CalendarId| match plan.calendars.get(id) {
        Some(calendar) => format!("the calendar “{}”", calendar.name),
        None => "that calendar".to_owned(),
    };
    let person = |id: &ResourceId| match plan.resources.get(id) {
        Some(resource) => format!("“{}”", resource.name),
        None => "that person".to_owned(),
    };
    match error {
        EditError::NoTask(id) => match known(*id) {
            Some(name) => format!("{name} is no longer in the plan."),
            None => "That task is no longer in the plan.".into(),
        },
        EditError::NoCalendar(_) => "That calendar is not in the plan.".into(),
        EditError::NoResource(_) => "That person is not in the plan.".into(),
        EditError::NoDependency { predecessor, successor } => {
            format!("{} does not wait for {}.", task(successor), task(predecessor))
        }
        EditError::NoPlace => "There is no such place in the outline any more.".into(),
        EditError::InsideItself(id) => format!("{} cannot stand inside itself.", task(id)),
        EditError::IdTaken(id) => format!("Something in the plan already has the number {id}."),
        EditError::LinkToItself(id) => format!("{} cannot wait for itself.", task(id)),
        EditError::LinkToAncestor { task: id, ancestor } => {
            format!("{} cannot be a part of {} and linked with it at once.", task(id), task(ancestor))
        }
        EditError::Cycle(path) => {
            let names: Vec<String> = path.iter().map(task).collect();
            format!("That would run in a circle: {}.", names.join(" → "))
        }
        EditError::FinishLinkIntoSummary(id) => format!(
            "{} has steps of its own, so its finish cannot be tied to another task. Link one of its steps, or use FS or SS.",
            task(id)
        ),
        EditError::CalendarInUse(id) => format!("Something still works by {}.", calendar(id)),
        EditError::CalendarLoop(id) => format!("In the end {} would be based on itself.", calendar(id)),
        EditError::ResourceInUse(id) => format!("{} still has tasks.", person(id)),
        EditError::BeyondHundred => "A share ends at 100 %.".into(),
        EditError::NegativeDuration => "A length of time cannot be below zero.".into(),
        EditError::ProgressContradicts => {
            "That progress contradicts itself: done means 100 %, nothing left and a finish date, and nothing is done after the status date.".into()
        }
        EditError::NotARun { first, last } => {
            format!("{} and {} are no longer steps of one level, one after the other.", task(first), task(last))
        }
        EditError::NotTheChildren(Some(id)) => format!("The steps of {} have changed since they were put in order.", task(id)),
        EditError::NotTheChildren(None) => "The steps have changed since they were put in order.".into(),
        EditError::TooDeep => "The outline cannot be that deep.".into(),
        EditError::StrayLink { predecessor, successor } => format!(
            "The link from {} to {} touches none of the new tasks.",
            task(predecessor),
            task(successor)
        ),
        EditError::WrongId(id) => format!("The number {id} does not belong to what it came with."),
        EditError::HoursOutOfRange => "Working hours run forward within a day, do not overlap, and a day has some.".into(),
        EditError::DatesBackwards => "The finish lies before the start.".into(),
        EditError::NotFiled(_) => "That is no longer in the project.".into(),
        EditError::NotASubtree => "Those tasks do not form one step with its parts.".into(),
    }
}

/// `A → B → C → A`.
pub fn cycle(path: &[TaskId], plan: &Plan) -> String {
    let names: Vec<String> = path.iter().map(|id| task_name(plan, *id)).collect();
    names.join(" → ")
}

/// The task's name, or a stand-in where it has none.
pub fn task_name(plan: &Plan, id: TaskId) -> String {
    match plan.task(id).map(|task| task.name.trim()) {
        Some("") => format!("Task without a name (row {})", plan.position(id).map_or(0, |row| row + 1)),
        Some(name) => name.to_owned(),
        None => "a task not in the plan".to_owned(),
    }
}
