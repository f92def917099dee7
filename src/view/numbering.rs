//! Outline numbers, parents and what is a summary, for all rows at once. Depends on the outline alone, so that a changed
//! date or name makes nothing of it anew.

use crate::plan::{Plan, TaskId};

/// The shape of an outline.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Numbering {
    /// Of each row: its task, level, number among its siblings from 1, parent's row (`u32::MAX` = none).
    rows: Vec<Numbered>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Numbered {
    id: TaskId,
    level: u16,
    number: u32,
    parent: u32,
}

impl Numbering {
    /// Numbers `plan`'s outline, in one pass.
    pub fn new(plan: &Plan) -> Numbering {
        // The open rows above, outermost first, each with how many children it has had.
        let mut above: Vec<(u32, u32)> = Vec::new();
        let mut at_top = 0;
        let number = |(row, task): (usize, &crate::plan::Task)| {
            above.truncate(usize::from(task.level));
            let (parent, count) = match above.last_mut() {
                Some((parent, count)) => (*parent, count),
                None => (u32::MAX, &mut at_top),
            };
            *count += 1;
            let numbered = Numbered { id: task.id, level: task.level, number: *count, parent };
            above.push((row as u32, 0));
            numbered
        };
        Numbering { rows: plan.tasks.iter().enumerate().map(number).collect() }
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// True for an empty plan.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The task at a row.
    pub fn id(&self, row: usize) -> Option<TaskId> {
        self.rows.get(row).map(|numbered| numbered.id)
    }

    /// Row of the parent.
    pub fn parent(&self, row: usize) -> Option<usize> {
        self.rows.get(row).map(|numbered| numbered.parent).filter(|parent| *parent != u32::MAX).map(|row| row as usize)
    }

    /// True when the row has children.
    pub fn is_summary(&self, row: usize) -> bool {
        self.rows.get(row + 1).is_some_and(|next| next.parent == row as u32)
    }

    /// The greatest level, counted from 1; 0 for an empty plan.
    pub fn depth(&self) -> u16 {
        self.rows.iter().map(|numbered| numbered.level + 1).max().unwrap_or(0)
    }

    /// The WBS code of a row: `1.2`.
    pub fn wbs(&self, row: usize) -> String {
        let chain = std::iter::successors(Some(row), |row| self.parent(*row));
        let mut numbers: Vec<u32> =
            chain.filter_map(|row| self.rows.get(row)).map(|numbered| numbered.number).collect();
        numbers.reverse();
        numbers.iter().map(u32::to_string).collect::<Vec<_>>().join(".")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::{Duration, Moment, Task};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_and_parents_are_those_of_the_plan(steps in proptest::collection::vec(-3_i32..=1, 1..60)) {
            let mut plan = Plan::new(Moment(0));
            let mut level = 0;
            for (row, step) in steps.iter().enumerate() {
                level = if row == 0 { 0 } else { (level + step).max(0) };
                plan.tasks.push(Task::new(TaskId(row as u32 + 1), level as u16, "", Duration::ZERO));
            }
            let numbering = Numbering::new(&plan);
            let wbs: Vec<String> = (0..plan.tasks.len()).map(|row| numbering.wbs(row)).collect();
            prop_assert_eq!(wbs, plan.wbs());
            for row in 0..plan.tasks.len() {
                prop_assert_eq!(numbering.parent(row), plan.parent_row(row));
                prop_assert_eq!(numbering.is_summary(row), plan.is_summary(row));
            }
        }
    }
}
