//! The Files and versions room.
pub mod incoming;

use leptos::prelude::*;

/// The Files and versions room.
#[component]
pub fn Files() -> impl IntoView {
    view! { <main class="room" aria-label="Files and versions"><div class="page"><h1>"Files and versions"</h1></div></main> }
}
