//! Linking: in the order selected, from a predecessors cell, and taking links away.

use super::batch;
use crate::edit::PlanEdit;
use crate::plan::{Dependency, DependencyKey, DependencyKind, Lag, Plan, TaskId};
use std::collections::HashSet;

/// Makes `task` wait for exactly `links`: those it had and are not among them go.
pub fn set_predecessors(plan: &Plan, task: TaskId, links: &[Dependency]) -> Option<PlanEdit> {
    let kept: HashSet<DependencyKey> = links.iter().map(|link| link.key).collect();
    let gone = plan.predecessors(task).map(|link| link.key).filter(|key| !kept.contains(key));
    // Old links go first, so that they cannot stand in a circle with the new ones.
    let mut edits: Vec<PlanEdit> = gone.map(|link| PlanEdit::Link { link, lag: None }).collect();
    let new = links.iter().filter(|link| plan.dependencies.get(&link.key) != Some(&link.lag));
    edits.extend(new.map(|link| PlanEdit::Link { link: link.key, lag: Some(link.lag) }));
    batch(edits)
}

/// Finish-to-start links from each selected task to the next, in the order given; what is linked already stays.
pub fn link_in_order(plan: &Plan, selection: &[TaskId]) -> Option<PlanEdit> {
    let keys = selection.windows(2).map(|pair| DependencyKey {
        predecessor: pair[0],
        successor: pair[1],
        kind: DependencyKind::FS,
    });
    let new = keys.filter(|key| !plan.dependencies.contains_key(key));
    batch(new.map(|link| PlanEdit::Link { link, lag: Some(Lag::default()) }).collect())
}

/// Takes the links among the selected tasks away; of a single task, all it has.
pub fn unlink(plan: &Plan, selection: &[TaskId]) -> Option<PlanEdit> {
    let chosen: HashSet<TaskId> = selection.iter().copied().collect();
    let meant = |key: &&DependencyKey| {
        let ends = [key.predecessor, key.successor].map(|end| chosen.contains(&end));
        if chosen.len() == 1 { ends[0] || ends[1] } else { ends[0] && ends[1] }
    };
    batch(plan.dependencies.keys().filter(meant).map(|link| PlanEdit::Link { link: *link, lag: None }).collect())
}
