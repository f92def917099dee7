//! The grid.
use leptos::prelude::*;

/// The grid.
#[component]
pub fn Grid() -> impl IntoView {}

/// The bar between grid and timeline.
#[component]
pub fn Splitter() -> impl IntoView {}
