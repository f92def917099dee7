//! One pass over the typed tasks: who lies in what, what reaches them from above, and the node each one is.

use super::Promised;
use super::clocks::Clocks;
use super::{Hot, INACTIVE, Kind, MARKED, MILESTONE, NOBODY, Node, PLAIN, SUMMARY};
use crate::plan::{Plan, Task, TaskId};
use crate::schedule::rules::Rules;

/// What the outline says about a row.
#[derive(Clone, Copy, Debug)]
pub(in crate::schedule) struct Row {
    pub id: TaskId,
    pub parent: u32,
}

pub(super) struct Outline {
    pub rows: Vec<Row>,
    pub hot: Vec<Hot>,
    /// The facts of the nodes that are not plain.
    pub cold: Vec<Node>,
    pub summaries: bool,
    /// Tasks with a duration below zero.
    pub negative: Vec<TaskId>,
}

impl Outline {
    /// Parents by a stack; any levels make a tree.
    pub fn of(plan: &Plan, promised: &Promised, rules: &Rules, clocks: &mut Clocks) -> Outline {
        let count = plan.tasks.len();
        let (mut rows, mut hot) = (Vec::with_capacity(count), Vec::with_capacity(count + count / 8));
        let (mut cold, mut negative): (Vec<Node>, Vec<TaskId>) = (Vec::new(), Vec::new());
        let mut summaries = false;
        // The summaries around the row: level, row, and where their facts are.
        let mut open: Vec<(u16, u32, usize)> = Vec::new();
        for (row, task) in plan.tasks.iter().enumerate() {
            while open.last().is_some_and(|(level, ..)| *level >= task.level) {
                open.pop();
            }
            let parent = open.last().map_or(NOBODY, |(_, row, _)| *row);
            let above = open.last().map(|(.., at)| &cold[*at]);
            let summary = plan.tasks.get(row + 1).is_some_and(|next| next.level > task.level);
            let (follows, marks) = (clocks.of(task), marks(task, summary));
            rows.push(Row { id: task.id, parent });
            let promise = promised.of(task.id);
            if !summary
                && promise.is_none()
                && let Some(plain) = Hot::at_a_glance(task, above, &follows, marks)
            {
                hot.push(plain);
                continue;
            }
            let inactive = task.inactive || above.is_some_and(|above| above.inactive);
            let kind = if summary { Kind::Unused } else { Kind::Leaf };
            let mut node = Node::of(task, row as u32, kind, inactive, &follows);
            if let Some(at) = promise {
                node.promise(at);
            }
            node.inherit(above);
            if summary {
                open.push((task.level, row as u32, cold.len()));
                summaries = true;
            } else if task.duration.minutes < 0 {
                negative.push(task.id);
            }
            let settled = node.settle(rules, marks, cold.len());
            hot.push(settled);
            if settled.is & PLAIN == 0 {
                cold.push(node);
            }
        }
        Outline { rows, hot, cold, summaries, negative }
    }
}

/// What only the row knows of a node.
#[inline]
fn marks(task: &Task, summary: bool) -> Hot {
    let bit = |bit: u8, set: bool| if set { bit } else { 0 };
    let is = bit(SUMMARY, summary)
        | bit(MARKED, task.milestone)
        | bit(MILESTONE, task.milestone || task.duration.minutes <= 0);
    let percent = if task.progress.actual_finish.is_some() { 100 } else { task.progress.percent.min(100) };
    Hot { duration: 0, clock: 0, is, percent }
}

/// The row after the last one below `row`.
pub(super) fn end_of(rows: &[Row], row: u32) -> u32 {
    let below = |at: &u32| {
        let parent = rows[*at as usize].parent;
        parent != NOBODY && parent >= row
    };
    (row + 1..rows.len() as u32).find(|at| !below(at)).unwrap_or(rows.len() as u32)
}

/// Whether `row` lies below `summary`.
pub(super) fn is_above(rows: &[Row], hot: &[Hot], summary: u32, row: u32) -> bool {
    if hot[summary as usize].is & SUMMARY == 0 || summary > row {
        return false;
    }
    let mut at = rows[row as usize].parent;
    while at != NOBODY && at > summary {
        at = rows[at as usize].parent;
    }
    at == summary
}

/// Inactive tasks wait for others; nobody waits for them.
#[inline]
pub(super) fn awaited(from: Hot, to: Hot) -> bool {
    from.is & INACTIVE == 0 || to.is & INACTIVE != 0
}
