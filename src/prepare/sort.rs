//! Sorting: every group of siblings put in order, whole branches moving with their root.

use super::batch;
use crate::edit::PlanEdit;
use crate::plan::{Plan, TaskId};
use crate::schedule::Schedule;
use std::cmp::Ordering;

/// What tasks are sorted by. Ties keep their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SortBy {
    Name,
    Start,
    Finish,
    Duration,
    Float,
    Percent,
    Deadline,
}

/// Sorts the tasks below `parent` (`None` = the whole outline) on every level, later or larger first when `descending`.
pub fn sort(
    plan: &Plan,
    schedule: &Schedule,
    parent: Option<TaskId>,
    by: SortBy,
    descending: bool,
) -> Option<PlanEdit> {
    let below = match parent {
        Some(parent) => {
            let rows = plan.subtree(plan.position(parent)?);
            rows.start + 1..rows.end
        }
        None => 0..plan.tasks.len(),
    };
    let compare = |a: &usize, b: &usize| {
        let order = compare(plan, schedule, by, *a, *b);
        if descending { order.reverse() } else { order }
    };
    let ids = |rows: &[usize]| rows.iter().map(|row| plan.tasks[*row].id).collect::<Vec<TaskId>>();
    let mut edits = Vec::new();
    let mut groups = vec![(parent, below)];
    while let Some((parent, below)) = groups.pop() {
        let children = plan.child_rows(below);
        let mut sorted = children.clone();
        sorted.sort_by(compare);
        if sorted != children {
            edits.push(PlanEdit::Order { parent, children: ids(&sorted) });
        }
        let summaries = children.into_iter().filter(|row| plan.is_summary(*row));
        groups.extend(summaries.map(|row| (Some(plan.tasks[row].id), row + 1..plan.subtree(row).end)));
    }
    batch(edits)
}

fn compare(plan: &Plan, schedule: &Schedule, by: SortBy, a: usize, b: usize) -> Ordering {
    let (Some(x), Some(y)) = (schedule.rows.get(a), schedule.rows.get(b)) else { return Ordering::Equal };
    let (task, other) = (&plan.tasks[a], &plan.tasks[b]);
    match by {
        SortBy::Name => task.name.to_lowercase().cmp(&other.name.to_lowercase()),
        SortBy::Start => (x.start, x.finish).cmp(&(y.start, y.finish)),
        SortBy::Finish => (x.finish, x.start).cmp(&(y.finish, y.start)),
        SortBy::Duration => x.duration.cmp(&y.duration),
        SortBy::Float => x.total_float.cmp(&y.total_float),
        SortBy::Percent => x.percent.cmp(&y.percent),
        // Without a deadline comes last.
        SortBy::Deadline => (task.deadline.is_none(), task.deadline).cmp(&(other.deadline.is_none(), other.deadline)),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::testing::{id, picture, plan};
    use super::*;
    use crate::schedule::schedule;

    fn check(parent: Option<&str>, by: SortBy, descending: bool, expected: &str) {
        let mut plan = plan("B 3\n  D 2\n  C 3\nA 1\nE 2", "E>A");
        if let Some(edit) = sort(&plan, &schedule(&plan), parent.map(id), by, descending) {
            plan.apply(edit).unwrap();
        }
        assert_eq!(picture(&plan).replace('\n', "/").replace("  ", "."), expected);
    }

    #[test]
    fn siblings_are_sorted_on_every_level() {
        check(None, SortBy::Name, false, "A/B/.C/.D/E");
        check(None, SortBy::Name, true, "E/B/.D/.C/A");
        check(Some("B"), SortBy::Name, false, "B/.C/.D/A/E");
        check(None, SortBy::Start, false, "E/B/.D/.C/A");
        check(None, SortBy::Duration, false, "A/E/B/.D/.C");
    }
}
