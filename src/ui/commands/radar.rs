//! What wants attention.

use super::Command;

/// The rows of this group.
pub const ROWS: &[Command] = &[];
