//! The timeline: bars on the rows of the grid, an axis above, the ground (days off, today) below, links between.
//!
//! The pane is as wide as the plan is long; of it only the rows and the stretch on the screen are in the DOM. What a
//! bar looks like comes from `view::bars`, one memo a row: a drag repaints the bars that changed and no other.

mod axis;
mod bars;
mod ground;
mod links;
mod sight;
mod zoom;

use super::{HEAD, ROW};
use crate::ui::store::Store;
use leptos::prelude::*;
pub use sight::Sight;
pub use zoom::Ask;

/// The timeline.
#[component]
pub fn Timeline() -> impl IntoView {
    let store = Store::get();
    let sight = Sight::new(store);
    provide_context(sight);
    let view = store.plan_view;
    let pane = NodeRef::new();
    zoom::attend(sight, pane);
    let width = move || px(sight.width.get());
    let height = move || px(ROW * sight.context.rows.with(|rows| rows.len()) as f64);
    let grid = move || px(view.grid_width.get());
    view! {
        <section class="timeline-pane" node_ref=pane aria-label="Timeline" style:width=width style=("--grid", grid)>
            <axis::Axis/>
            <ground::Ground/>
            <div class="tl-body" style:top=px(HEAD) style:height=height>
                <ground::SelectedRows/>
                <links::LinkLines/>
                <bars::Bars/>
            </div>
        </section>
    }
}

/// A length for a style.
fn px(value: f64) -> String {
    format!("{value:.1}px")
}
