//! What waits for some tasks, directly or along a chain: whatever slips when they do.

use crate::plan::{Plan, TaskId};
use std::collections::{HashMap, HashSet};

/// The links of a plan, made ready for more than one question.
pub struct Network<'a> {
    plan: &'a Plan,
    rows: HashMap<TaskId, usize>,
    parents: Vec<Option<usize>>,
    successors: HashMap<TaskId, Vec<usize>>,
}

impl<'a> Network<'a> {
    pub fn of(plan: &'a Plan) -> Network<'a> {
        let rows: HashMap<TaskId, usize> = plan.tasks.iter().enumerate().map(|(row, task)| (task.id, row)).collect();
        let mut successors: HashMap<TaskId, Vec<usize>> = HashMap::new();
        for key in plan.dependencies.keys() {
            if let Some(row) = rows.get(&key.successor) {
                successors.entry(key.predecessor).or_default().push(*row);
            }
        }
        Network { plan, rows, parents: plan.parents(), successors }
    }

    /// The row of a task.
    pub fn row(&self, task: TaskId) -> Option<usize> {
        self.rows.get(&task).copied()
    }

    /// As [`downstream`], with an answer for every row.
    pub fn downstream(&self, tasks: &[TaskId]) -> Vec<bool> {
        #[cfg(test)]
        walks::count();
        let mut open: Vec<usize> = tasks.iter().filter_map(|task| self.row(*task)).collect();
        let mut seen = vec![false; self.plan.tasks.len()];
        while let Some(row) = open.pop() {
            for row in self.plan.subtree(row).filter(|row| !self.plan.is_summary(*row)) {
                if std::mem::replace(&mut seen[row], true) {
                    continue;
                }
                let above = std::iter::successors(Some(row), |row| self.parents.get(*row).copied().flatten());
                let after = above.filter_map(|row| self.successors.get(&self.plan.tasks.get(row)?.id));
                open.extend(after.flatten().copied());
            }
        }
        seen
    }

    /// Whether a task, or something below it, is among `rows`.
    pub fn is_among(&self, rows: &[bool], task: TaskId) -> bool {
        self.row(task).is_some_and(|row| self.plan.subtree(row).any(|row| rows.get(row) == Some(&true)))
    }
}

/// Rows of the leaves that may move when `tasks` do, themselves included. Links to and from summaries count for what is
/// below them.
pub fn downstream(plan: &Plan, tasks: &[TaskId]) -> HashSet<usize> {
    let rows = Network::of(plan).downstream(tasks).into_iter().enumerate();
    rows.filter(|(_, reached)| *reached).map(|(row, _)| row).collect()
}

/// How often a test has walked along links: each walk visits what may be the whole plan.
#[cfg(test)]
pub mod walks {
    use std::cell::Cell;

    thread_local! {
        static WALKS: Cell<usize> = const { Cell::new(0) };
    }

    pub fn count() {
        WALKS.set(WALKS.get() + 1);
    }

    /// The walks so far, which are forgotten then.
    pub fn take() -> usize {
        WALKS.take()
    }
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
