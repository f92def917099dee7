//! Moving tasks about the outline, one or many at once. A selected task takes all below it along.

use super::batch;
use crate::edit::PlanEdit;
use crate::plan::{Place, Plan, Task, TaskId};
use std::collections::HashSet;
use std::ops::Range;

/// The selected tasks that have no selected task above them, in outline order.
pub fn roots(plan: &Plan, selection: &[TaskId]) -> Vec<TaskId> {
    subtrees(plan, selection).into_iter().map(|rows| plan.tasks[rows.start].id).collect()
}

/// The rows of the selected tasks with all below them, in outline order, none twice.
pub(super) fn subtrees(plan: &Plan, selection: &[TaskId]) -> Vec<Range<usize>> {
    let chosen: HashSet<TaskId> = selection.iter().copied().collect();
    let (mut out, mut row) = (Vec::new(), 0);
    while let Some(task) = plan.tasks.get(row) {
        if chosen.contains(&task.id) {
            out.push(plan.subtree(row));
            row = plan.subtree(row).end;
        } else {
            row += 1;
        }
    }
    out
}

/// Makes each selected task the last child of the task above it on its level.
pub fn indent(plan: &Plan, selection: &[TaskId]) -> Option<PlanEdit> {
    one_by_one(plan, roots(plan, selection), |plan, row, _| {
        let parent = plan.place_of(row).after?;
        Some(Place { parent: Some(parent), after: last_child(plan, parent) })
    })
}

/// Puts each selected task behind its parent, on the parent's level, keeping their order.
pub fn outdent(plan: &Plan, selection: &[TaskId]) -> Option<PlanEdit> {
    one_by_one(plan, roots(plan, selection), |plan, row, moved| {
        let parent = plan.parent_row(row)?;
        let place = Place { parent: plan.place_of(parent).parent, after: Some(plan.tasks[parent].id) };
        // Behind those that left the same parent just before.
        let mut after = place;
        let mut next = plan.resolve(place)?.0;
        while let Some(sibling) = plan.tasks.get(next).filter(|task| moved.contains(&task.id)) {
            after.after = Some(sibling.id);
            next = plan.subtree(next).end;
        }
        Some(after)
    })
}

/// Moves each selected task above the sibling before it; those already first stay.
pub fn move_up(plan: &Plan, selection: &[TaskId]) -> Option<PlanEdit> {
    let chosen: HashSet<TaskId> = selection.iter().copied().collect();
    one_by_one(plan, roots(plan, selection), |plan, row, _| {
        let place = plan.place_of(row);
        let before = place.after.filter(|sibling| !chosen.contains(sibling))?;
        Some(plan.place_of(plan.position(before)?))
    })
}

/// Moves each selected task below the sibling after it; those already last stay.
pub fn move_down(plan: &Plan, selection: &[TaskId]) -> Option<PlanEdit> {
    let chosen: HashSet<TaskId> = selection.iter().copied().collect();
    let backward = roots(plan, selection).into_iter().rev().collect();
    one_by_one(plan, backward, |plan, row, _| {
        let next = plan.tasks.get(plan.subtree(row).end)?;
        let sibling = next.level == plan.tasks[row].level && !chosen.contains(&next.id);
        sibling.then_some(Place { parent: plan.place_of(row).parent, after: Some(next.id) })
    })
}

/// Puts the selected tasks one after the other at `place`, in outline order.
pub fn move_to(plan: &Plan, selection: &[TaskId], place: Place) -> Option<PlanEdit> {
    let mut after = place.after;
    one_by_one(plan, roots(plan, selection), |plan, row, _| {
        let to = Place { parent: place.parent, after };
        after = Some(plan.tasks[row].id);
        // Where it already stands, the next one goes behind it.
        (to != plan.place_of(row) && to.after != after).then_some(to)
    })
}

/// The moves that `place` asks for, each seen by the next; a task that has none stays.
fn one_by_one(
    plan: &Plan,
    tasks: Vec<TaskId>,
    mut place: impl FnMut(&Plan, usize, &HashSet<TaskId>) -> Option<Place>,
) -> Option<PlanEdit> {
    let mut outline = bare(plan);
    let (mut edits, mut moved) = (Vec::new(), HashSet::new());
    for task in tasks {
        let Some(row) = outline.position(task) else { continue };
        let Some(place) = place(&outline, row, &moved) else { continue };
        let edit = PlanEdit::Move { task, place };
        if outline.restore(edit.clone()).is_ok() {
            moved.insert(task);
        }
        edits.push(edit);
    }
    batch(edits)
}

/// The outline alone: ids and levels, to try moves on.
pub(super) fn bare(plan: &Plan) -> Plan {
    let mut bare = Plan::new(plan.settings.start);
    bare.tasks = plan.tasks.iter().map(|task| Task::new(task.id, task.level, String::new(), task.duration)).collect();
    bare
}

fn last_child(plan: &Plan, parent: TaskId) -> Option<TaskId> {
    let row = plan.position(parent)?;
    let level = plan.tasks[row].level + 1;
    plan.tasks[plan.subtree(row)].iter().rev().find(|task| task.level == level).map(|task| task.id)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::testing::{id, picture, plan};
    use super::*;

    type Prepared = fn(&Plan, &[TaskId]) -> Option<PlanEdit>;

    /// Prepares and applies on `A(B C(D)) E F`, twice the same selection where it is repeated.
    fn check(prepared: Prepared, selection: &str, expected: &str) {
        let mut plan = plan("A\n  B\n  C\n    D\nE\nF", "");
        let chosen: Vec<TaskId> = selection.split(' ').map(id).collect();
        if let Some(edit) = prepared(&plan, &chosen) {
            plan.apply(edit).unwrap();
        }
        assert_eq!(picture(&plan).replace('\n', "/").replace("  ", "."), expected, "{selection}");
    }

    #[test]
    fn tasks_are_indented_below_the_one_above_them() {
        check(indent, "E", "A/.B/.C/..D/.E/F");
        check(indent, "E F", "A/.B/.C/..D/.E/.F");
        check(indent, "C D", "A/.B/..C/...D/E/F");
        check(indent, "A", "A/.B/.C/..D/E/F");
        check(indent, "B C", "A/.B/..C/...D/E/F");
    }

    #[test]
    fn tasks_are_outdented_behind_their_parent() {
        check(outdent, "D", "A/.B/.C/.D/E/F");
        check(outdent, "B", "A/.C/..D/B/E/F");
        check(outdent, "B C", "A/B/C/.D/E/F");
        check(outdent, "E", "A/.B/.C/..D/E/F");
    }

    #[test]
    fn tasks_move_among_their_siblings() {
        check(move_up, "C", "A/.C/..D/.B/E/F");
        check(move_up, "E F", "E/F/A/.B/.C/..D");
        check(move_up, "A E", "A/.B/.C/..D/E/F");
        check(move_down, "A", "E/A/.B/.C/..D/F");
        check(move_down, "A E", "F/A/.B/.C/..D/E");
        check(move_down, "C F", "A/.B/.C/..D/E/F");
    }

    #[test]
    fn many_tasks_are_put_in_one_place() {
        let into = |plan: &Plan, chosen: &[TaskId]| move_to(plan, chosen, Place { parent: Some(id("E")), after: None });
        check(into, "B C F", "A/E/.B/.C/..D/.F");
        let first = |plan: &Plan, chosen: &[TaskId]| move_to(plan, chosen, Place { parent: None, after: None });
        check(first, "A F", "A/.B/.C/..D/F/E");
    }
}
