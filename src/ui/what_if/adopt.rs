//! Adopting: the one question is who must be told.

use super::against::Around;
use super::state::Against;
use crate::ui::icons;
use crate::ui::store::Store;
use forthright::view::scenarios;
use forthright::view::telling::{Listener, listeners};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Who must be told, and the button that makes the scenario the plan.
#[component]
pub fn Adopt() -> impl IntoView {
    let store = Store::get();
    let around = expect_context::<Around>();
    let people = Memo::new(move |_| {
        let found = around.differences.get();
        store.project.with(|project| found.map(|found| listeners(project, &found)).unwrap_or_default())
    });
    // What is told is what becomes of the plan.
    Effect::new(move |_| {
        if store.what_if.against.with(|against| *against != Against::Plan) {
            store.what_if.against.set(Against::Plan);
        }
    });
    // What was decided by hand stays, also when the list changes under it.
    let chosen = RwSignal::new(BTreeMap::<String, bool>::new());
    let told = move |one: &Listener| chosen.with(|chosen| chosen.get(&one.name).copied().unwrap_or(one.likely));
    let name = move || {
        let active = store.active_scenario();
        store.project.with(|project| active.map(|id| scenarios::name(project, id)).unwrap_or_default())
    };
    let adopt = move |event: SubmitEvent| {
        event.prevent_default();
        let to_tell = people.get_untracked().into_iter().filter(|one| untrack(|| told(one))).map(|one| one.name);
        super::deeds::adopt(store, around, to_tell.collect());
    };
    let row = move |one: Listener| {
        let (on, name, key) = (one.clone(), one.name.clone(), one.name.clone());
        view! {
            <label class="check"><input type="checkbox" prop:checked=move || told(&on)
                on:change=move |event| chosen.update(|chosen| _ = chosen.insert(key.clone(), event_target_checked(&event)))/>
                <span>{name}</span><span class="hint">{one.why}</span></label>
        }
    };
    view! {
        <aside class="inspector what-if-panel" aria-labelledby="adopt-head" on:keydown=move |event| super::escape(store, &event)>
            <header class="inspector-head">
                <h2 id="adopt-head">"Adopt "{name}</h2>
                <button type="button" class="button quiet icon" aria-label="Close" on:click=move |_| super::close(store)>{icons::close()}</button>
            </header>
            <form on:submit=adopt>
                <p>"Its changes become the plan, as one step that undo takes back."</p>
                <fieldset class="listeners"><legend>"Who must be told?"</legend>
                    {move || people.get().into_iter().map(row).collect_view()}
                    <Show when=move || people.read().is_empty()><p class="muted">"Nobody is named in the Outline yet."</p></Show>
                </fieldset>
                <button type="submit" class="button primary">"Adopt"</button>
            </form>
        </aside>
    }
}
