//! Commands on the selected tasks: pin, split.

use crate::ui::dialogs::{self, PlanDialog};
use crate::ui::store::Store;
use forthright::edit::{PlanEdit, TaskField};
use forthright::plan::{Constraint, ConstraintKind, Moment, TaskId};
use forthright::view::inspector::{found, label};
use leptos::prelude::*;

/// The selected tasks, the focused one if nothing else is.
fn selected(store: Store) -> Vec<TaskId> {
    store.selection.with_untracked(|selection| match selection.tasks.is_empty() {
        true => selection.focus.into_iter().collect(),
        false => selection.tasks.clone(),
    })
}

/// Holds the selected tasks where they start now, whatever the links say, or lets them go.
pub fn toggle_pin(store: Store) {
    let tasks = selected(store);
    let schedule = store.schedule.get_untracked();
    let (label, edits) = store.plan(|plan| {
        let rows = found(plan, &tasks);
        let pinned = rows.iter().all(|(_, task)| task.constraint.is_some_and(|c| c.kind == ConstraintKind::Pinned));
        let at = |row: usize| Some(Moment::start_of(schedule.rows.get(row)?.start.date()));
        let pin = |row| at(row).map(|date| Constraint { kind: ConstraintKind::Pinned, date });
        let edits: Vec<PlanEdit> = rows
            .iter()
            .filter(|(row, _)| !plan.is_summary(*row))
            .map(|(row, task)| {
                let field = TaskField::Constraint(if pinned { None } else { pin(*row) });
                PlanEdit::Set { task: task.id, field }
            })
            .collect();
        (label(if pinned { "Unpin" } else { "Pin" }, plan, &tasks), edits)
    });
    if !edits.is_empty() {
        store.act(&label, PlanEdit::Batch(edits), tasks.first().copied());
    }
}

/// Asks where to split the focused task.
pub fn split(store: Store) {
    if let Some(task) = store.selection.with_untracked(|selection| selection.focus) {
        dialogs::open(store, PlanDialog::Split(task));
    }
}
