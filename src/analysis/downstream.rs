//! What waits for some tasks, directly or along a chain: whatever slips when they do.

use crate::plan::{Plan, TaskId};
use std::collections::{HashMap, HashSet};

/// Rows of the leaves that may move when `tasks` do, themselves included. Links to and from summaries count for what is
/// below them.
pub fn downstream(plan: &Plan, tasks: &[TaskId]) -> HashSet<usize> {
    let rows: HashMap<TaskId, usize> = plan.tasks.iter().enumerate().map(|(row, task)| (task.id, row)).collect();
    let parents = plan.parents();
    let mut successors: HashMap<TaskId, Vec<usize>> = HashMap::new();
    for key in plan.dependencies.keys() {
        if let Some(row) = rows.get(&key.successor) {
            successors.entry(key.predecessor).or_default().push(*row);
        }
    }
    let mut open: Vec<usize> = tasks.iter().filter_map(|task| rows.get(task).copied()).collect();
    let mut seen: HashSet<usize> = HashSet::new();
    while let Some(row) = open.pop() {
        for row in plan.subtree(row).filter(|row| !plan.is_summary(*row)) {
            if !seen.insert(row) {
                continue;
            }
            let above = std::iter::successors(Some(row), |row| parents.get(*row).copied().flatten());
            let after = above.filter_map(|row| successors.get(&plan.tasks.get(row)?.id));
            open.extend(after.flatten().copied());
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Dependency, DependencyKey, DependencyKind, Duration, Lag, Moment, Task};

    fn names(plan: &Plan, from: u32) -> String {
        let mut rows: Vec<usize> = downstream(plan, &[TaskId(from)]).into_iter().collect();
        rows.sort_unstable();
        rows.into_iter().map(|row| plan.tasks[row].name.clone()).collect()
    }

    #[test]
    fn a_slip_runs_along_links_into_and_out_of_summaries() {
        let mut plan = Plan::new(Moment(0));
        for (id, level, name) in [(1, 0, "A"), (2, 0, "S"), (3, 1, "B"), (4, 1, "C"), (5, 0, "D"), (6, 0, "E")] {
            plan.tasks.push(Task::new(TaskId(id), level, name, Duration::working(480)));
        }
        for (from, to) in [(1, 2), (2, 5)] {
            let key = DependencyKey { predecessor: TaskId(from), successor: TaskId(to), kind: DependencyKind::FS };
            let link = Dependency { key, lag: Lag::default() };
            plan.dependencies.insert(link.key, link.lag);
        }
        assert_eq!(names(&plan, 1), "ABCD");
        assert_eq!(names(&plan, 3), "BD");
        assert_eq!(names(&plan, 2), "BCD");
        assert_eq!(names(&plan, 6), "E");
        assert_eq!(names(&plan, 99), "");
    }
}
