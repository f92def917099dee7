//! Help: every command that has a key, and the keys of grid and timeline.

use super::sheet::Sheet;
use crate::ui::commands::{COMMANDS, Group};
use leptos::prelude::*;

/// Keys that belong to a place rather than to a command.
const PLACES: &[(&str, &[(&str, &str)])] = &[
    (
        "In the outline",
        &[
            ("New step below", "Enter"),
            ("Indent", "Tab"),
            ("Outdent", "Shift+Tab"),
            ("Move up or down", "Alt+↑ ↓"),
            ("Leave the name", "Esc"),
            ("Open or close", "← →"),
            ("Previous or next", "↑ ↓"),
            ("First or last", "Home, End"),
            ("Select more", "Shift+↑ ↓"),
            ("Select all", "Ctrl+A, from a name twice"),
            ("Rename", "F2"),
            ("Done, or not", "Ctrl+Enter"),
            ("Show to the client with all inside, or hide", "Alt+Enter"),
            ("This step alone", "Alt+Shift+Enter"),
            ("Remove", "Delete"),
            ("Details", "Ctrl+I"),
            ("Menu of the step", "Shift+F10"),
        ],
    ),
    (
        "In the grid",
        &[
            ("Move between cells", "← → ↑ ↓"),
            ("Edit a cell", "Enter or F2"),
            ("Keep and go on", "Enter or Tab"),
            ("Leave as it was", "Esc"),
            ("Select more", "Shift+↑ ↓"),
            ("First or last", "Ctrl+Home, Ctrl+End"),
        ],
    ),
    (
        "On a bar",
        &[
            ("A day later or earlier", "← →"),
            ("A day longer or shorter", "Shift+← →"),
            ("10 % more or less done", "Ctrl+← →"),
            ("Link to the next bar", "L"),
            ("Another kind of link", "L again"),
            ("Choose the bar to link to", "↑ ↓"),
            ("Keep", "Enter, or leave the bar"),
            ("Leave as it was", "Esc"),
            ("The bar above or below", "↑ ↓"),
            ("Open or close the task panel", "Enter"),
        ],
    ),
    (
        "In Present",
        &[
            ("Next or previous page", "→ ←, Space, PgDn PgUp"),
            ("First or last page", "Home, End"),
            ("Choose on the page", "↑ ↓"),
            ("Zoom to what is chosen", "Z"),
            ("Blank the screen, or not", "."),
            ("What if", "W"),
            ("A bar later or earlier, longer or shorter", "← →, Shift+← →"),
            ("Private notes, with a second window", "N"),
            ("Leave", "Esc"),
        ],
    ),
];

/// The keys.
#[component]
pub fn Keys() -> impl IntoView {
    let commands = Group::ALL.map(|group| {
        let rows: Vec<(String, String)> = COMMANDS
            .iter()
            .filter(|command| command.group == group)
            .filter_map(|command| Some((command.name.to_owned(), command.key_text()?)))
            .collect();
        (!rows.is_empty()).then(|| section(group.name(), rows))
    });
    let places = PLACES.iter().map(|(name, rows)| {
        section(name, rows.iter().map(|(what, key)| ((*what).to_owned(), (*key).to_owned())).collect())
    });
    view! {
        <Sheet name="Keys" wide=true>
            <div class="body"><div class="keys">{commands.collect_view()}{places.collect_view()}</div></div>
        </Sheet>
    }
}

fn section(name: &'static str, rows: Vec<(String, String)>) -> impl IntoView {
    let rows = rows.into_iter().map(|(what, key)| view! { <dt>{what}</dt><dd><kbd>{key}</kbd></dd> });
    view! { <section><h3>{name}</h3><dl>{rows.collect_view()}</dl></section> }
}
