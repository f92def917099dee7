//! What was tried before the client, offered when one is back: kept as a scenario, or dropped.

use super::state::tried;
use crate::ui::store::Store;
use forthright::prepare::keep_tries;
use leptos::prelude::*;

/// A line above the room, while there is something to keep.
#[component]
pub fn TriedNotice() -> impl IntoView {
    let store = Store::get();
    let sentence = Memo::new(move |_| tried(store).map(|tried| tried.sentence));
    move || {
        sentence.get().map(|sentence| {
            view! {
                <div class="banner" role="status"><span>{format!("You tried this before the client: {sentence}")}</span>
                    <button type="button" class="button" on:click=move |_| keep(store)>"Keep as a scenario"</button>
                    <button type="button" class="button" on:click=move |_| store.present.tries.set(Vec::new())>"Drop it"</button>
                </div>
            }
        })
    }
}

/// The scenario opens in the What-if room, where it can be adopted.
fn keep(store: Store) {
    let tries = store.present.tries.get_untracked();
    let Some((id, edit)) = store.project.with_untracked(|p| keep_tries(p, &tries, "Tried with the client")) else {
        return store.present.tries.set(Vec::new());
    };
    if store.act("Keep what was tried with the client", edit, None) {
        store.present.tries.set(Vec::new());
        store.what_if.active.set(Some(id));
        store.open_what_if();
    }
}
