//! The Conversations room: what was said, heard and agreed, and what was not told yet.

pub mod state;

pub use state::{Ask, ConversationsView};

use leptos::prelude::*;

/// The room.
#[component]
pub fn Conversations() -> impl IntoView {
    view! {
        <main class="room conversations" aria-label="Conversations">
            <h1 class="unseen">"Conversations"</h1>
            <crate::ui::guides::Guides/>
        </main>
    }
}
