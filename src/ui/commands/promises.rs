//! Promises, the trend of the dates, the next small win.

use super::{Command, Group, Scope, row};
use crate::ui::chance::ask_about_selected;
use crate::ui::promises::begin_promise;

/// The rows of this group.
pub const ROWS: &[Command] = &[
    row("promise-date", "New promise", Group::Promises, &["Shift+P"], Scope::Open, begin_promise),
    row("what-can-i-promise", "What can I promise?", Group::Promises, &["Shift+C"], Scope::Open, ask_about_selected),
];
