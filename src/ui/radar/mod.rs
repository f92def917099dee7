//! The Radar: a panel at the side of every room, and its count beside the rooms.

use leptos::prelude::*;

/// The panel.
#[component]
pub fn Radar() -> impl IntoView {}
