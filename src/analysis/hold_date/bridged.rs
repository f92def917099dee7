//! A step taken out of the way of another: bridged as when it is dropped, and done after it instead.

use crate::edit::PlanEdit;
use crate::plan::{DependencyKey, DependencyKind, Lag, Plan, TaskId};
use crate::prepare;
use std::collections::{BTreeSet, HashMap};

/// Puts `task` behind `target`: its links to all that leads there go, what waited for it there waits for what it waited
/// for, and it waits for `target`. Its other successors stay behind it. `None` when it does not lead there.
pub(super) fn postpone(plan: &Plan, task: TaskId, target: TaskId) -> Option<PlanEdit> {
    let leads = leads_to(plan, target);
    let gone: Vec<DependencyKey> =
        plan.successors(task).map(|link| link.key).filter(|key| leads.contains(&key.successor)).collect();
    if gone.is_empty() {
        return None;
    }
    let mut edits = prepare::bridges(plan, &[task]);
    edits.retain(|edit| matches!(edit, PlanEdit::Link { link, .. } if leads.contains(&link.successor)));
    edits.extend(gone.into_iter().map(|link| PlanEdit::Link { link, lag: None }));
    let behind = DependencyKey { successor: task, predecessor: target, kind: DependencyKind::FS };
    edits.push(PlanEdit::Link { link: behind, lag: Some(Lag::default()) });
    Some(PlanEdit::Batch(edits))
}

/// `target` and every task it waits for, summaries and what lies in them included.
fn leads_to(plan: &Plan, target: TaskId) -> BTreeSet<TaskId> {
    let rows: HashMap<TaskId, usize> = plan.tasks.iter().enumerate().map(|(row, task)| (task.id, row)).collect();
    let parents = plan.parents();
    let mut found = BTreeSet::new();
    let mut open = vec![target];
    while let Some(id) = open.pop() {
        let Some(row) = rows.get(&id).filter(|_| found.insert(id)) else { continue };
        open.extend(plan.subtree(*row).skip(1).map(|row| plan.tasks[row].id));
        // What holds a summary above holds it too; the summary's other steps do not.
        let above = std::iter::successors(parents[*row], |row| parents[*row]).map(|row| plan.tasks[row].id);
        for id in std::iter::once(id).chain(above) {
            open.extend(plan.predecessors(id).map(|link| link.key.predecessor));
        }
    }
    found
}
