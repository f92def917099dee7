//! The rooms: a row each. Navigation, URL fragments and headings read this table.

use leptos::prelude::*;

/// A room of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    Outline,
    Plan,
    WhatIf,
    Options,
    /// What the client sees of the project: no link among the rooms, Outline and Plan lead there.
    AsClient,
    Promises,
    Conversations,
    Report,
    Files,
}

/// Room, its name (link and landmark), its fragment.
pub const ROOMS: &[(Room, &str, &str)] = &[
    (Room::Outline, "Outline", "outline"),
    (Room::Plan, "Plan", "plan"),
    (Room::WhatIf, "What-if", "what-if"),
    (Room::Options, "Options", "options"),
    (Room::AsClient, "As the client sees it", "as-client"),
    (Room::Promises, "Promises", "promises"),
    (Room::Conversations, "Conversations", "conversations"),
    (Room::Report, "Report", "report"),
    (Room::Files, "Files and versions", "files"),
];

impl Room {
    /// It has a link among the rooms.
    pub fn is_linked(self) -> bool {
        self != Room::AsClient
    }

    /// The accessible name.
    pub fn name(self) -> &'static str {
        ROOMS.iter().find(|row| row.0 == self).map_or("", |row| row.1)
    }

    /// The URL fragment, without `#`.
    pub fn fragment(self) -> &'static str {
        ROOMS.iter().find(|row| row.0 == self).map_or("", |row| row.2)
    }

    /// The room the page's address names.
    pub fn from_location() -> Option<Room> {
        let hash = window().location().hash().unwrap_or_default();
        ROOMS.iter().find(|row| hash.trim_start_matches('#') == row.2).map(|row| row.0)
    }

    /// Goes there, as a step the Back button takes back.
    pub fn go(self) {
        // Setting a fragment cannot fail in a window.
        let _ = window().location().set_hash(self.fragment());
    }
}
