//! The whole plan for Microsoft Project: what the file does not carry is said before it is saved.

use crate::ui::persist::offer_as;
use crate::ui::store::Store;
use forthright::format::mspdi::{Private, not_carried, write};
use forthright::report::exports::file_name;
use leptos::prelude::*;

/// The card of the room.
#[component]
pub fn ForProject() -> impl IntoView {
    let store = Store::get();
    let with_notes = RwSignal::new(true);
    let private = move || if with_notes.get() { Private::Keep } else { Private::LeaveOut };
    let notes = move || store.project.with(|project| not_carried(project, private()));
    view! {
        <section class="card" aria-labelledby="for-project-title">
            <h2 id="for-project-title">"For Microsoft Project"</h2>
            <p class="muted small">"The whole plan, private steps with it, as Microsoft Project XML. Internal: the client’s own file is below."</p>
            <ul class="small muted told-before">{move || notes().into_iter().map(|note| view! { <li>{note}</li> }).collect_view()}</ul>
            <label class="check">
                <input type="checkbox" prop:checked=move || with_notes.get() on:change=move |event| with_notes.set(event_target_checked(&event))/>
                <span>"With private notes, costs and what another program kept in the file"</span>
            </label>
            <div class="line">
                <button type="button" class="button" on:click=move |_| save(store, private())>"Save for Microsoft Project"</button>
            </div>
        </section>
    }
}

fn save(store: Store, private: Private) {
    let (today, schedule) = (store.today.get_untracked(), store.facts_schedule.get_untracked());
    let (name, text) = store.project.with_untracked(|project| {
        (file_name(&project.name, today, "project", "xml"), write(project, &schedule, today, private))
    });
    match offer_as(&name, "application/xml", &text) {
        Ok(()) => store.say(format!("Saved as {name}")),
        Err(_) => store.say("The browser did not take the file. Try again."),
    }
}
