//! F6. The app: turns keystrokes into edits and view models into DOM, and does nothing else.
//!
//! Start at [`store::Store`] (what every component talks to), then [`commands`] (one row feeds toolbar, palette, keys
//! and help), then the room you need.

mod as_client;
mod chance;
mod commands;
mod conversations;
mod desk;
mod dialogs;
mod environment;
mod fields;
mod files;
mod focus;
mod guard;
mod guides;
mod icons;
mod lead;
mod options;
mod outline;
mod persist;
mod plan;
mod prefs;
mod present;
mod promises;
mod radar;
mod report;
mod rooms;
mod seen;
mod shell;
mod start;
mod store;
mod what_if;
mod widgets;

use leptos::prelude::*;

/// Mounts the app.
pub fn start() {
    guard::watch();
    focus::watch();
    match present::follower::is_one() {
        true => mount_to_body(|| view! { <present::follower::Follower/> }),
        false => mount_to_body(|| view! { <shell::App/> }),
    }
}
