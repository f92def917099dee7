//! The tree over the flat list of tasks: ancestors, children, places.

use super::{Plan, Task, TaskId};
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// Where a task stands: below `parent` (`None` = top level), right after the sibling `after` (`None` = first child).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    pub parent: Option<TaskId>,
    pub after: Option<TaskId>,
}

impl Plan {
    /// Row of a task in `tasks`. Walks the list; derived code that asks often keeps its own index.
    pub fn position(&self, id: TaskId) -> Option<usize> {
        self.tasks.iter().position(|task| task.id == id)
    }

    /// The task with this id.
    pub fn task(&self, id: TaskId) -> Option<&Task> {
        self.tasks.iter().find(|task| task.id == id)
    }

    /// The rows of the task at `row` and everything below it.
    pub fn subtree(&self, row: usize) -> Range<usize> {
        let Some(root) = self.tasks.get(row) else { return row..row };
        let below = self.tasks[row + 1..].iter().take_while(|task| task.level > root.level).count();
        row..row + 1 + below
    }

    /// The rows among `below` (the rows under one parent, or all) of its direct children, in order.
    pub fn child_rows(&self, below: Range<usize>) -> Vec<usize> {
        let level = self.tasks.get(below.start).map_or(0, |task| task.level);
        let rows = below.start..below.end.min(self.tasks.len());
        rows.filter(|row| self.tasks[*row].level == level).collect()
    }

    /// True when the task at `row` has children.
    pub fn is_summary(&self, row: usize) -> bool {
        matches!((self.tasks.get(row), self.tasks.get(row + 1)), (Some(task), Some(next)) if next.level > task.level)
    }

    /// Row of the parent of the task at `row`.
    pub fn parent_row(&self, row: usize) -> Option<usize> {
        let level = self.tasks.get(row)?.level;
        self.tasks[..row].iter().rposition(|task| task.level < level)
    }

    /// Rows of the parent, its parent and so on, nearest first.
    pub fn ancestor_rows(&self, row: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.parent_row(row), |row| self.parent_row(*row))
    }

    /// The WBS code of every task in order: `1`, `1.1`, `1.2`, `2`. Deeper than 64 levels there is none: a code as long
    /// as the outline is deep would help nobody.
    pub fn wbs(&self) -> Vec<String> {
        let mut counts: Vec<u32> = Vec::new();
        let code = |task: &Task| {
            let depth = usize::from(task.level) + 1;
            if depth > 64 {
                return String::new();
            }
            counts.resize(depth, 0);
            if let Some(count) = counts.last_mut() {
                *count += 1;
            }
            counts.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
        };
        self.tasks.iter().map(code).collect()
    }

    /// The row of every task's parent, in order: one pass, for code that asks for many.
    pub fn parents(&self) -> Vec<Option<usize>> {
        let mut open: Vec<usize> = Vec::new();
        let parent = |(row, task): (usize, &Task)| {
            open.truncate(usize::from(task.level));
            let parent = open.last().copied();
            open.push(row);
            parent
        };
        self.tasks.iter().enumerate().map(parent).collect()
    }

    /// Where the task at `row` stands now.
    pub fn place_of(&self, row: usize) -> Place {
        let parent = self.parent_row(row);
        let first = parent.map_or(0, |parent| parent + 1);
        let level = self.tasks.get(row).map_or(0, |task| task.level);
        let siblings = self.tasks.get(first..row).unwrap_or_default();
        Place {
            parent: parent.map(|row| self.tasks[row].id),
            after: siblings.iter().rev().find(|task| task.level == level).map(|task| task.id),
        }
    }

    /// The row and level a task put at `place` would get, or `None` when the parent or sibling is not there.
    pub fn resolve(&self, place: Place) -> Option<(usize, u16)> {
        let parent = match place.parent {
            Some(id) => Some(self.position(id)?),
            None => None,
        };
        let level = parent.map_or(0, |row| self.tasks[row].level + 1);
        let row = match place.after {
            Some(id) => {
                let row = self.position(id)?;
                if self.tasks[row].level != level || self.parent_row(row) != parent {
                    return None;
                }
                self.subtree(row).end
            }
            None => parent.map_or(0, |row| row + 1),
        };
        Some((row, level))
    }
}
