//! The Outline room.
use leptos::prelude::*;

/// The Outline room.
#[component]
pub fn Outline() -> impl IntoView {
    view! { <main class="room" aria-label="Outline"><div class="page"><h1>"Outline"</h1></div></main> }
}
