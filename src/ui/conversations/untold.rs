//! What the client was not told yet, with its age; several are ticked and logged as told. And what was told.

use super::acts;
use super::search::Row;
use crate::ui::store::Store;
use forthright::project::record::Tellable;
use forthright::view::talks::{Untold, told, untold};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The part.
#[component]
pub fn NotTold() -> impl IntoView {
    let store = Store::get();
    let rows = Memo::new(move |_| {
        let (schedule, today, dates) = (store.facts_schedule.get(), store.today.get(), store.dates());
        store.project.with(|project| untold(project, &schedule, today, &dates))
    });
    let ticked = RwSignal::new(BTreeSet::<Tellable>::new());
    // What is gone from the list is not told by a tick that nobody sees.
    let chosen = Memo::new(move |_| {
        rows.with(|rows| {
            rows.iter().map(|row| row.what).filter(|what| ticked.read().contains(what)).collect::<Vec<_>>()
        })
    });
    let log = move |_| {
        acts::begin(store, chosen.get_untracked());
        ticked.set(BTreeSet::new());
    };
    let locked = move || store.read_only.read().is_some();
    view! {
        <section class="talk-part not-told" id="untold-part" aria-label="Not told yet" tabindex="-1">
            <h2>"Not told yet"</h2>
            <Show when=move || !rows.read().is_empty() fallback=|| view! { <p class="muted calm">"Everything is told."</p> }>
                <ul class="untold-list">
                    <For each=move || rows.get() key=|row| row.clone() let(row)><li><Tick row ticked/></li></For>
                </ul>
                <button type="button" class="button primary tell" disabled=move || locked() || chosen.read().is_empty() on:click=log>
                    {move || if chosen.read().len() == 1 { "Log that this was told" } else { "Log that these were told" }}</button>
            </Show>
            <Told/>
        </section>
    }
}

#[component]
fn Tick(row: Untold, ticked: RwSignal<BTreeSet<Tellable>>) -> impl IntoView {
    let what = row.what;
    let toggle = move |event| {
        let on = event_target_checked(&event);
        ticked.update(|all| _ = if on { all.insert(what) } else { all.remove(&what) });
    };
    view! {
        <label class="check untold"><input type="checkbox" prop:checked=move || ticked.read().contains(&what) on:change=toggle/>
            <span class="untold-words">{row.words}</span><span class="untold-age" class:old=row.old>{row.age}</span></label>
    }
}

/// Everything that was told, with day and place; asked for.
#[component]
fn Told() -> impl IntoView {
    let store = Store::get();
    let shown = RwSignal::new(false);
    let rows = Memo::new(move |_| {
        if !shown.get() {
            return Vec::new();
        }
        let dates = store.dates();
        store.project.with(|project| told(project, &dates))
    });
    view! {
        <button type="button" class="button quiet" aria-expanded=move || shown.get().to_string() on:click=move |_| shown.update(|on| *on = !*on)>"What was told"</button>
        <Show when=move || shown.get()>
            <Show when=move || !rows.read().is_empty() fallback=|| view! { <p class="muted">"Nothing was logged as told yet."</p> }>
                <ul class="answers" aria-label="What was told">{move || rows.get().into_iter().map(|row| view! { <Row row/> }).collect_view()}</ul>
            </Show>
        </Show>
    }
}
