//! What the client is shown.

use super::{Command, Group, Scope, row};
use crate::ui::present::before;

/// The rows of this group.
pub const ROWS: &[Command] =
    &[row("present", "Present to the client", Group::Project, &["P", "Alt+P"], Scope::Open, before::ask)];
