//! The timeline: bars on the rows of the grid, an axis above, the ground (days off, today) below, links between.
//!
//! The pane is as wide as the plan is long; of it only the rows and the stretch on the screen are in the DOM. What a
//! bar looks like comes from `view::bars`; the painter of the bars writes what changed of them and no more.

mod axis;
mod bars;
mod card;
mod ground;
mod hands;
mod keys;
mod lane;
mod links;
mod marks;
mod pointer;
mod sight;
mod zoom;

use super::ROW;
use crate::ui::store::Store;
use forthright::view::links::Tenths;
use hands::{Hands, Over};
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use pointer::Pointer;
pub use sight::{Sight, usual_day};
pub use zoom::Ask;

/// The timeline.
#[component]
pub fn Timeline() -> impl IntoView {
    let store = Store::get();
    let sight = Sight::new(store);
    provide_context(sight);
    let view = store.plan_view;
    let (pane, body) = (NodeRef::new(), NodeRef::new());
    let hands = Hands::new(sight);
    provide_context(hands);
    provide_context(keys::Keys::new(sight, hands));
    let links = links::drawn(sight);
    let pointer = Pointer::new(sight, hands, body, links);
    zoom::attend(sight, hands, pane);
    let escape = window_event_listener(leptos::ev::keydown, move |event| {
        if event.key() == "Escape" && hands.holding().is_some() {
            event.prevent_default();
            hands.drop_it();
        }
    });
    on_cleanup(move || escape.remove());
    let width = move || px(sight.width.get());
    let height = move || px(ROW * sight.context.rows.with(|rows| rows.len()) as f64);
    let grid = move || px(view.grid_width.get());
    let open_menu = move |event: MouseEvent| {
        event.prevent_default();
        if let Some(at) = menu_place(sight, pointer, &event).filter(|_| hands.holding().is_none()) {
            view.menu.set(Some(at));
        }
    };
    let over_link = move || matches!(hands.over.get(), Some(Over::Link(_)));
    view! {
        <section class="timeline-pane" node_ref=pane aria-label="Timeline" style:width=width style:min-height=move || px(view.size.get().1) style=("--grid", grid)
            class:holding=move || hands.doing.with(Option::is_some) class:over-link=over_link class:narrow=move || !sight::names_fit(sight.seen.get())>
            <axis::Axis/>
            <ground::Ground/>
            <div class="tl-body" node_ref=body style:top=move || px(sight.context.head.get()) style:height=height
                on:pointerdown=move |event| pointer.down(&event) on:pointermove=move |event| pointer.moved(&event)
                on:pointerup=move |event| pointer.up(&event) on:pointercancel=move |event| pointer.cancelled(&event)
                on:pointerleave=move |_| hands.over.set(None) on:click=move |event| pointer.clicked(&event)
                on:dblclick=move |_| view.inspector.set(true) on:contextmenu=open_menu>
                <ground::SelectedRows/>
                <links::LinkLines drawn=links/>
                <bars::Bars/>
            </div>
        </section>
        <card::Readout/>
        <card::Card/>
    }
}

/// Where the menu opens, with the bar under the pointer selected; from the keyboard, at the focused bar.
fn menu_place(sight: Sight, pointer: Pointer, event: &MouseEvent) -> Option<(i32, i32)> {
    let at = (event.client_x(), event.client_y());
    let store = sight.store;
    match pointer.task_at((f64::from(at.0), f64::from(at.1))) {
        Some(task) if store.selection.with_untracked(|s| s.tasks.contains(&task)) => Some(at),
        Some(task) => {
            store.select(task);
            Some(at)
        }
        None => store.selection.with_untracked(|s| s.focus).filter(|_| event.button() != 2).map(|_| at),
    }
}

/// A length for a style.
fn px(value: f64) -> String {
    format!("{}px", Tenths(value))
}
