//! Guided pages: each a short form on real data, printed and presented from the same facts.

use leptos::prelude::*;

/// The pages begun, those that can be begun, and the one that is open. A part of the Conversations room.
#[component]
pub fn Guides() -> impl IntoView {}
