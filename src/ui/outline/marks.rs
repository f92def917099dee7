//! The small drawings of the outline: rings, diamonds, notes.

use leptos::prelude::*;

/// A ring, filled with a tick when done; a diamond for a milestone.
pub fn ring(done: bool, milestone: bool) -> AnyView {
    let shape = if milestone { "M8 2.5l5.5 5.5L8 13.5 2.500 8z" } else { "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12z" };
    view! {
        <svg viewBox="0 0 16 16" class="icon-16" aria-hidden="true"><path class="shape" d=shape/>{done.then(|| view! { <path class="tick" d="M5 8.200l2.200 2.200L11 6"/> })}</svg>
    }
    .into_any()
}

/// A sheet with lines.
pub fn note() -> AnyView {
    view! { <svg viewBox="0 0 16 16" class="icon-16" aria-hidden="true"><path d="M3 2.500h10v11H3zM5.500 6h5M5.500 8.500h5M5.500 11h3"/></svg> }.into_any()
}

/// An arrow upwards.
pub fn up() -> impl IntoView {
    view! { <svg viewBox="0 0 16 16" class="icon-16" aria-hidden="true"><path d="M8 13V3M4 7l4-4 4 4"/></svg> }
}

/// An arrow downwards.
pub fn down() -> impl IntoView {
    view! { <svg viewBox="0 0 16 16" class="icon-16" aria-hidden="true"><path d="M8 3v10M4 9l4 4 4-4"/></svg> }
}
