//! The Promises room: every date said to the client and how it stands, the trend of the dates, the next small win.

use leptos::prelude::*;

/// The room.
#[component]
pub fn Promises() -> impl IntoView {
    view! {
        <main class="room promises" aria-label="Promises">
            <h1 class="unseen">"Promises"</h1>
        </main>
    }
}
