//! The What-if room: the Plan's desk on a scenario. The plan stands still in grey, what the scenario makes of it lies on
//! top in the accent; every change goes into the scenario's list and moves the one sentence above.

mod adopt;
mod against;
mod changes;
pub mod deeds;
mod hold;
mod sentence;
mod side_by_side;
pub mod state;
mod tabs;
mod tools;

pub use against::{behind, enter};
pub use state::Ghosts;

use super::plan::is_tight;
use super::store::Store;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use state::Panel;

/// Tabs, the sentence and what can be done with the scenario.
#[component]
pub fn Head() -> impl IntoView {
    view! {
        <div class="what-if-head">
            <tabs::Tabs/>
            <sentence::WhatChanges/>
            <tools::Tools/>
        </div>
    }
}

/// The panel beside the timeline.
#[component]
pub fn Beside() -> impl IntoView {
    let store = Store::get();
    one_panel(store);
    move || match store.what_if.panel.get() {
        Panel::Closed => ().into_any(),
        Panel::Changes => view! { <changes::Changes/> }.into_any(),
        Panel::SideBySide => view! { <side_by_side::SideBySide/> }.into_any(),
        Panel::HoldDate => view! { <hold::HoldDate/> }.into_any(),
        Panel::Adopt => view! { <adopt::Adopt/> }.into_any(),
    }
}

/// Where the timeline needs the room, what was opened last stands beside it: the Plan's own panels or one of this room.
fn one_panel(store: Store) {
    let (panel, view) = (store.what_if.panel, store.plan_view);
    let gave_way = StoredValue::new(None::<Panel>);
    Effect::new(move |before: Option<(bool, Panel)>| {
        let (beside, now) = (view.inspector.get() || view.issues.get(), panel.get());
        if beside && now != Panel::Closed && is_tight() {
            // Who comes into the room comes for what moves.
            if before.is_none_or(|(was_beside, was)| was_beside && was != now) {
                view.inspector.set(false);
                view.issues.set(false);
            } else {
                gave_way.set_value(Some(now));
                panel.set(Panel::Closed);
            }
        } else if !beside
            && now == Panel::Closed
            && let Some(was) = gave_way.try_update_value(Option::take).flatten()
        {
            panel.set(was);
        } else if now != Panel::Closed {
            gave_way.set_value(None);
        }
        (beside, now)
    });
}

/// Escape closes a panel.
pub fn escape(store: Store, event: &KeyboardEvent) {
    if event.key() == "Escape" && !event.default_prevented() {
        event.prevent_default();
        event.stop_propagation();
        close(store);
    }
}

/// Closes a panel: the list of changes is there again where there is room for it, and the focus is on what opened the
/// panel.
pub fn close(store: Store) {
    let was = store.what_if.panel.get_untracked();
    let home = Panel::home();
    store.what_if.panel.set(if was == home { Panel::Closed } else { home });
    _ = crate::ui::focus::focus(&format!(".what-if-tools [data-command='{}']", was.command()));
}
