//! Problems and their ways out.

use super::{Command, Group, Scope, row};
use crate::ui::options::acts;

/// The rows of this group.
pub const ROWS: &[Command] = &[
    row("file-problem", "New problem, about what is selected", Group::Options, &[], Scope::Tasks, acts::new_problem),
    row("new-problem", "New problem", Group::Options, &["Shift+N"], Scope::Options, acts::new_problem),
    row("new-option", "New option", Group::Options, &["O"], Scope::Options, acts::new_option),
];
