//! Row of each task id. Ids are mostly small and dense, so a table; a sorted list where they are not.

use super::{Issue, NOBODY, Row};
use crate::plan::TaskId;

#[derive(Clone, Debug)]
pub(super) enum Index {
    Table(Vec<u32>),
    Sorted(Vec<(TaskId, u32)>),
}

impl Index {
    /// Of two rows with the same id the first one is found; the id is named in `issues`.
    pub fn of(rows: &[Row], issues: &mut Vec<Issue>) -> Index {
        let highest = rows.iter().map(|row| row.id.0 as usize).max().unwrap_or(0);
        if highest < rows.len() * 8 + 4096 {
            let mut table = vec![NOBODY; highest + 1];
            for (at, row) in rows.iter().enumerate() {
                match &mut table[row.id.0 as usize] {
                    slot if *slot == NOBODY => *slot = at as u32,
                    _ => issues.push(Issue::DuplicateId(row.id)),
                }
            }
            return Index::Table(table);
        }
        let mut sorted: Vec<(TaskId, u32)> = rows.iter().zip(0..).map(|(row, at)| (row.id, at)).collect();
        sorted.sort_unstable();
        issues
            .extend(sorted.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| Issue::DuplicateId(pair[0].0)));
        sorted.dedup_by_key(|(id, _)| *id);
        Index::Sorted(sorted)
    }

    #[inline]
    pub fn row(&self, id: TaskId) -> Option<u32> {
        match self {
            Index::Table(table) => table.get(id.0 as usize).copied().filter(|row| *row != NOBODY),
            Index::Sorted(sorted) => sorted.binary_search_by_key(&id, |(id, _)| *id).ok().map(|at| sorted[at].1),
        }
    }
}
