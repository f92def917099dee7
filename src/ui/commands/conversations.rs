//! What was said, heard and agreed.

use super::Command;

/// The rows of this group.
pub const ROWS: &[Command] = &[];
