//! Which rows are shown, in which order.

use crate::plan::Plan;
use crate::schedule::Schedule;
use std::collections::BTreeSet;

/// What must hold for a row to be shown. Summaries above a shown row are shown too.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowFilter {
    /// Text the name must contain, any case; empty = any.
    pub text: String,
    pub only: Only,
}

/// A kind of row to look at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Only {
    #[default]
    All,
    Critical,
    Unfinished,
    Milestones,
    Late,
}

/// The order of siblings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RowSort {
    /// As typed.
    #[default]
    Outline,
    Start,
    Finish,
    Name,
    Float,
}

impl RowFilter {
    /// True when computed dates decide.
    pub fn needs_dates(&self) -> bool {
        matches!(self.only, Only::Critical | Only::Late)
    }
}

impl RowSort {
    /// True when computed dates decide.
    pub fn needs_dates(&self) -> bool {
        !matches!(self, RowSort::Outline | RowSort::Name)
    }
}

/// Rows of `plan.tasks` in the order shown.
pub fn shown(
    plan: &Plan,
    _schedule: Option<&Schedule>,
    collapsed: &BTreeSet<u32>,
    _filter: &RowFilter,
    _sort: &RowSort,
) -> Vec<usize> {
    let mut rows = Vec::with_capacity(plan.tasks.len());
    let mut below: Option<u16> = None;
    for (row, task) in plan.tasks.iter().enumerate() {
        if below.is_some_and(|level| task.level > level) {
            continue;
        }
        below = collapsed.contains(&task.id.0).then_some(task.level);
        rows.push(row);
    }
    rows
}
