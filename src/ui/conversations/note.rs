//! A note in passing, from any room: one line, said or sensed, whose it was. It becomes a line of today's conversation,
//! or a concern. Escape leaves nothing.

use crate::ui::environment::is_mac;
use crate::ui::focus::focus_soon;
use crate::ui::options::parts::read;
use crate::ui::rooms::Room;
use crate::ui::store::Store;
use forthright::prepare::jot::{Jotted, jot, jot_concern};
use forthright::project::record::ConversationId;
use forthright::view::talks::head;
use leptos::ev::KeyboardEvent;
use leptos::leptos_dom::helpers::document;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Opens the bar. Beside what the client sees nothing private is written.
pub fn open(store: Store) {
    if store.room.get_untracked() == Room::AsClient {
        return;
    }
    match store.read_only.get_untracked() {
        Some(why) => store.say(why),
        None => {
            store.conversations.noting.set(true);
            focus_soon([".note-bar .note-text".to_owned()]);
        }
    }
}

/// The bar at the foot of the page, while it is open.
#[component]
pub fn NoteBar() -> impl IntoView {
    let store = Store::get();
    let shown = Memo::new(move |_| {
        store.conversations.noting.get() && store.open.read().is_some() && store.room.get() != Room::AsClient
    });
    view! { <Show when=move || shown.get()><Bar/></Show> }
}

#[component]
fn Bar() -> impl IntoView {
    let store = Store::get();
    let view = store.conversations;
    let (text, sensed) = (RwSignal::new(String::new()), RwSignal::new(false));
    let before = document().active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let before = StoredValue::new_local(before);
    let close = move || {
        view.noting.set(false);
        if let Some(element) = before.try_get_value().flatten() {
            // An element that is gone ignores it.
            let _ = element.focus();
        }
    };
    let keep = move |concern: bool| {
        let line = Jotted { text: text.get_untracked(), who: view.who.get_untracked(), sensed: sensed.get_untracked() };
        if keep_note(store, &line, concern) {
            close();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "Escape" => close(),
            "Enter" if event.is_composing() || is_button(&event) => return,
            "Enter" => keep(event.ctrl_key() || event.meta_key()),
            "ArrowUp" | "ArrowDown" if !is_button(&event) => sensed.update(|on| *on = !*on),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let way = move |name: &'static str, felt: bool| {
        view! { <button type="button" class="button" aria-pressed=move || (sensed.get() == felt).to_string() on:click=move |_| sensed.set(felt)>{name}</button> }
    };
    let concern_key = if is_mac() { "⌘ Enter" } else { "Ctrl+Enter" };
    view! {
        <div class="note-bar" role="dialog" aria-label="Note what was said" on:keydown=on_key>
            <div class="note-ways" role="group" aria-label="Said or sensed">{way("Said", false)}{way("Sensed", true)}</div>
            <input class="input note-text" type="text" autocomplete="off" aria-label=move || if sensed.get() { "What was sensed" } else { "What was said" }
                placeholder=move || if sensed.get() { "What could be felt" } else { "What was said" }
                prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event))/>
            <input class="input note-who" type="text" autocomplete="off" aria-label="Who" placeholder="Who" list="note-people"
                prop:value=move || view.who.get() on:input=move |event| view.who.set(event_target_value(&event))/>
            <Known/>
            <div class="note-ends">
                <button type="button" class="button primary" on:click=move |_| keep(false)>"Keep"</button>
                <button type="button" class="button" on:click=move |_| keep(true)>"Make it a concern"</button>
                <button type="button" class="button quiet" on:click=move |_| close()>"Leave it"</button>
            </div>
            <p class="hint">"↑ or ↓: said or sensed. Enter keeps it, "{concern_key}" makes it a concern, Esc leaves nothing."</p>
        </div>
    }
}

#[component]
fn Known() -> impl IntoView {
    let store = Store::get();
    let names = Memo::new(move |_| people(store));
    view! { <datalist id="note-people">{move || names.get().into_iter().map(|name| view! { <option value=name></option> }).collect_view()}</datalist> }
}

/// Who could have said something.
pub fn people(store: Store) -> Vec<String> {
    store.project.with(forthright::view::talks::people)
}

fn is_button(event: &KeyboardEvent) -> bool {
    event
        .target()
        .and_then(|target| target.dyn_into::<HtmlElement>().ok())
        .is_some_and(|one| one.tag_name() == "BUTTON")
}

/// Writes the line down; true when it is.
pub fn keep_note(store: Store, line: &Jotted, concern: bool) -> bool {
    let today = store.today.get_untracked();
    if concern {
        let Some((id, edit)) = read(store, |project| jot_concern(project, today, line)) else { return false };
        let done = store.act("Hear a concern", edit, None);
        if done {
            store.conversations.concern.set(Some(id));
            store.say_with_undo("It is among the concerns now.");
        }
        return done;
    }
    note_into(store, line, None).is_some()
}

/// Writes the line into the conversation that is running, else into that of today it belongs to; where it was written.
pub fn note_into(store: Store, line: &Jotted, running: Option<ConversationId>) -> Option<ConversationId> {
    let today = store.today.get_untracked();
    let (id, edit) = read(store, |project| jot(project, today, line, running))?;
    let label = if line.sensed { "Note what was sensed" } else { "Note what was said" };
    if !store.act(label, edit, None) {
        return None;
    }
    store.conversations.talk.set(Some(id));
    let into = read(store, |project| project.record.conversations.get(&id).map(head)).unwrap_or_default();
    store.say_with_undo(format!("Noted in today’s conversation: {into}"));
    Some(id)
}
