//! The start screen: four ways to begin.
use leptos::prelude::*;

/// The start screen.
#[component]
pub fn Start() -> impl IntoView {
    view! { <main class="room" aria-label="Start"><div class="page"><h1>"Forthright"</h1></div></main> }
}
