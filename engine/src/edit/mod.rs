//! F1. Edits: every change to a plan is a value with an inverse. A scenario, an undo step, a journal record and a
//! version difference are all lists of these.

mod apply;
mod error;
mod field;
#[cfg(test)]
mod laws;
mod loops;
mod rules;

pub use error::EditError;
pub use field::{SettingField, TaskField};

use crate::plan::{Calendar, CalendarId, Dependency, DependencyKey, Lag, Place, Resource, ResourceId, Task, TaskId};
use serde::{Deserialize, Serialize};

/// One change to a plan. [`Plan::apply`](crate::plan::Plan::apply) carries it out and returns its inverse.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PlanEdit {
    /// Puts one or more subtrees (roots at level 0) at `place`, one behind the other, with the links that touch them.
    Insert {
        place: Place,
        tasks: Vec<Task>,
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        dependencies: Vec<Dependency>,
    },
    /// Takes a task and everything below it out, with the links that touch it. Bridging is a batch made beforehand.
    Remove { task: TaskId },
    /// Takes the siblings from `first` to `last`, both included, and everything below them out, with the links that
    /// touch them. What takes an [`PlanEdit::Insert`] of several subtrees back.
    RemoveRun { first: TaskId, last: TaskId },
    /// Puts a task and everything below it elsewhere in the outline: reorders, indents, outdents.
    Move { task: TaskId, place: Place },
    /// Puts the children of `parent` (`None` = the top level) in this order, each with all below it. Sorting.
    Order { parent: Option<TaskId>, children: Vec<TaskId> },
    /// Sets one field of a task.
    Set { task: TaskId, field: TaskField },
    /// Adds a dependency or changes its lag; `None` takes it away.
    Link { link: DependencyKey, lag: Option<Lag> },
    /// Adds or replaces a calendar; `None` takes it away.
    Calendar { id: CalendarId, calendar: Option<Box<Calendar>> },
    /// Adds or replaces a resource; `None` takes it away.
    Resource { id: ResourceId, resource: Option<Box<Resource>> },
    /// Sets one plan-wide field.
    Setting(SettingField),
    /// Several edits as one: all or none.
    Batch(Vec<PlanEdit>),
}

impl PlanEdit {
    /// The task as it is brought in by this, where it is.
    pub fn brings_in(&self, id: TaskId) -> Option<&Task> {
        match self {
            PlanEdit::Insert { tasks, .. } => tasks.iter().find(|task| task.id == id),
            PlanEdit::Batch(edits) => edits.iter().find_map(|edit| edit.brings_in(id)),
            _ => None,
        }
    }
}
