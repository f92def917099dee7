//! The row of tools above grid and timeline.
use leptos::prelude::*;

/// The tools of the Plan.
#[component]
pub fn PlanTools() -> impl IntoView {}
