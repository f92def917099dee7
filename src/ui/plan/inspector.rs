//! Everything about the selected task.
use leptos::prelude::*;

/// The panel beside the timeline.
#[component]
pub fn Inspector() -> impl IntoView {}
