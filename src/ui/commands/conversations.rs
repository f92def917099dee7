//! What was said, heard and agreed.

use super::{Command, Group, Scope, row};
use crate::ui::conversations::{acts, note};

/// The rows of this group.
pub const ROWS: &[Command] = &[
    row("note", "Note what was said", Group::Conversations, &["N"], Scope::Open, note::open),
    row("when-told", "When did we tell them?", Group::Conversations, &[], Scope::Open, |_| {
        acts::go_to_field("talk-question")
    }),
    row("log-talk", "Log a conversation", Group::Conversations, &["L"], Scope::Conversations, |s| {
        acts::begin(s, Vec::new())
    }),
    row("new-concern", "New concern", Group::Conversations, &["C"], Scope::Conversations, |_| {
        acts::go_to_field("new-concern")
    }),
    row("new-input", "New thing we need from the client", Group::Conversations, &["I"], Scope::Conversations, |_| {
        acts::go_to_field("new-input")
    }),
    row("new-touch", "Plan who shows up", Group::Conversations, &[], Scope::Conversations, |_| {
        acts::go_to_field("new-touch")
    }),
];
