//! What wants attention.

use super::{Command, Group, Scope, row};
use crate::ui::radar::state;

/// The rows of this group.
pub const ROWS: &[Command] =
    &[row("radar", "Show or hide the radar", Group::Everywhere, &["R", "Alt+R"], Scope::Open, state::toggle)];
