//! What is different between two states of a project: as lines a person reads, and as the one edit that leads from the
//! first to the second.

mod edits;
mod fact;
mod lines;
mod record;

pub use fact::Fact;
pub use lines::{Line, What};

use crate::project::{Edit, Project};

/// Everything that leads from one state to another.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference {
    /// In the order of the newer outline; links, calendars, people and the rest after the tasks.
    pub lines: Vec<Line>,
    /// Carried out on the older state it gives the newer. It goes back to what once was, so it is not asked for the
    /// rules: give it to [`Project::restore`] or [`History::replay`](crate::project::History::replay).
    pub edit: Edit,
}

/// What is different in `new` from what it was in `old`.
pub fn between(old: &Project, new: &Project) -> Difference {
    Difference { lines: lines::lines(old, new), edit: Edit::Batch(edits::edits(old, new)) }
}
