//! Private notes to the page, below the first window's screen, for two screens: only while another window follows. What is
//! said meanwhile is written down there too, into today's conversation.

use super::state::Stage;
use crate::ui::conversations::note::{note_into, people};
use crate::ui::focus::focus_soon;
use crate::ui::store::Store;
use forthright::prepare::jot::Jotted;
use forthright::view::present::{Note, notes};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// Whether they stand there.
pub fn shown(store: Store) -> bool {
    store.present.notes.get() && store.present.followers.get() > 0
}

/// Shows or hides them; without a second window there is nowhere to show them.
pub fn toggle(store: Store) {
    if store.present.followers.get_untracked() > 0 {
        store.present.notes.update(|on| *on = !*on);
        if store.present.notes.get_untracked() {
            focus_soon([".private-notes .note-text".to_owned()]);
        }
    }
}

/// The strip.
#[component]
pub fn Notes(stage: Stage) -> impl IntoView {
    let store = stage.store;
    let all = Memo::new(move |_| {
        let slide = stage.deck.with(|deck| deck.slides.get(store.present.show.get().within(deck).at).cloned());
        slide.map(|slide| store.project.with(|project| notes(project, &slide))).unwrap_or_default()
    });
    // Long notes scroll by the keys that scroll, once they have the focus.
    let scrolls = |event: KeyboardEvent| {
        if matches!(event.key().as_str(), "ArrowUp" | "ArrowDown") {
            event.stop_propagation();
        }
    };
    let row = |note: Note| view! { <div><dt>{note.about}</dt><dd>{note.text}</dd></div> };
    view! {
        <aside class="private-notes" aria-label="Private notes">
            <p class="notes-head">"Only on this screen"</p>
            {move || all.with(Vec::is_empty).then(|| view! { <p>"No private notes to this page."</p> })}
            <div class="notes-read" tabindex="0" role="group" aria-label="Private notes to this page" on:keydown=scrolls><dl>{move || all.get().into_iter().map(row).collect_view()}</dl></div>
            <Jot store/>
        </aside>
    }
}

/// One line at a time of what is said, as it is said: Enter keeps it, and the next may follow. The keys that turn pages on
/// a remote go on turning them.
#[component]
fn Jot(store: Store) -> impl IntoView {
    let (text, sensed, kept) = (RwSignal::new(String::new()), RwSignal::new(false), RwSignal::new(String::new()));
    let who = store.conversations.who;
    let locked = move || store.read_only.read().is_some();
    let write_on = || focus_soon([".private-notes .note-text".to_owned()]);
    let keep = move |naming: bool| {
        let line = Jotted { text: text.get_untracked(), who: who.get_untracked(), sensed: sensed.get_untracked() };
        // An empty line goes back to the pages: where the screen is filled, the browser keeps Escape for itself.
        if line.text.trim().is_empty() {
            // Whoever has just named somebody goes on to what they say.
            return if naming { write_on() } else { leave() };
        }
        // All that is said while it is presented is one conversation, whoever says it.
        if let Some(into) = note_into(store, &line, store.present.talk.get_untracked()) {
            store.present.talk.set(Some(into));
            kept.set(format!("Noted: {}", line.text.trim()));
            text.set(String::new());
            write_on();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let pressed = event.key();
        // A remote turns the page and blanks the screen; a dot that begins a note is no note.
        let empty = text.read_untracked().is_empty() && !event.is_composing();
        if matches!(pressed.as_str(), "PageUp" | "PageDown") || pressed == "." && empty {
            return;
        }
        event.stop_propagation();
        match pressed.as_str() {
            "Enter" if !event.is_composing() => keep(is_who(&event)),
            "ArrowUp" | "ArrowDown" => sensed.update(|on| *on = !*on),
            "Escape" => leave(),
            _ => return,
        }
        event.prevent_default();
    };
    let way = move || if sensed.get() { "What was sensed" } else { "What was said" };
    view! {
        <div class="jot" role="group" aria-label="Note what is said" on:keydown=on_key>
            <input class="input note-text" type="text" autocomplete="off" disabled=locked aria-label=way placeholder=way
                prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event))/>
            <input class="input note-who" type="text" autocomplete="off" disabled=locked aria-label="Who" placeholder="Who" list="note-people"
                prop:value=move || who.get() on:input=move |event| who.set(event_target_value(&event))/>
            <datalist id="note-people">{people(store).into_iter().map(|name| view! { <option value=name></option> }).collect_view()}</datalist>
            <p class="hint">"Enter keeps it in today’s conversation. ↑ or ↓: said or sensed. Enter on an empty line goes back to the pages."</p>
            <p class="kept" role="status">{move || kept.get()}</p>
        </div>
    }
}

/// The key was pressed where one says who it was.
fn is_who(event: &KeyboardEvent) -> bool {
    use leptos::wasm_bindgen::JsCast;
    let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    target.is_some_and(|target| target.matches(".note-who").unwrap_or(false))
}

/// The focus back to the pages.
fn leave() {
    use leptos::wasm_bindgen::JsCast;
    let field = document().active_element().and_then(|active| active.dyn_into::<web_sys::HtmlElement>().ok());
    // What has lost the focus already has nothing to give up.
    let _ = field.map(|field| field.blur());
}
