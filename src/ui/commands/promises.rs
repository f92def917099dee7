//! Promises, the trend of the dates, the next small win.

use super::Command;

/// The rows of this group.
pub const ROWS: &[Command] = &[];
