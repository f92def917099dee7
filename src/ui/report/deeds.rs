//! What is done with the report on the sheet: copied, printed, saved.

use super::Room;
use crate::ui::persist::offer_as;
use crate::ui::plan::clipboard;
use crate::ui::widgets::paper;
use forthright::report::{as_html, as_mail, as_markdown, file_stem, html_body};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::ClipboardEvent;

/// The buttons above the sheet.
#[component]
pub fn Tools() -> impl IntoView {
    let room = Room::get();
    let store = room.store;
    let empty = move || room.shown.with(|report| report.is_empty());
    let save = move |_| {
        let (name, text) = room
            .shown
            .with_untracked(|report| (file_stem(report, store.today.get_untracked()) + ".html", as_html(report)));
        match offer_as(&name, "text/html", &text) {
            Ok(()) => store.say(format!("Saved as {name}")),
            Err(_) => store.say("The browser did not take the file. Copy the report instead."),
        }
    };
    let mail = move |_| put(room, room.shown.with_untracked(|report| as_mail(report)), "Copied: paste it into a mail.");
    let markdown = move |_| put(room, room.shown.with_untracked(|report| as_markdown(report)), "Copied as Markdown.");
    view! {
        <div class="report-tools" role="toolbar" aria-label="The report">
            <button type="button" class="button primary" disabled=empty on:click=mail>"Copy as mail"</button>
            <button type="button" class="button" disabled=empty on:click=markdown>"Copy as Markdown"</button>
            <button type="button" class="button" disabled=empty on:click=move |_| _ = window().print()>"Print"</button>
            <button type="button" class="button" disabled=empty on:click=save>"Save as HTML"</button>
        </div>
    }
}

/// Puts text on the clipboard by the browser's own command, which needs no leave and comes back as an event; where that
/// is refused, by asking.
fn put(room: Room, text: String, done: &'static str) {
    let again = text.clone();
    let taken = StoredValue::new(false);
    let listener = leptos::prelude::window_event_listener_untyped("copy", move |event| {
        let Some(event) = event.dyn_ref::<ClipboardEvent>() else { return };
        if let Some(data) = event.clipboard_data() {
            taken.set_value(data.set_data("text/plain", &text).is_ok());
            event.prevent_default();
            event.stop_immediate_propagation();
        }
    });
    clipboard::by_command("copy");
    listener.remove();
    let store = room.store;
    if taken.get_value() {
        return store.say(done);
    }
    let asked = window().navigator().clipboard().write_text(&again);
    leptos::task::spawn_local(async move {
        store.say(match wasm_bindgen_futures::JsFuture::from(asked).await {
            Ok(_) => done,
            Err(_) => "The browser keeps its clipboard closed. Save the report as HTML and copy it from there.",
        });
    });
}

/// Paper shows what the HTML page shows.
pub fn attend_printing(room: Room) {
    paper::attend(move || {
        // Made by the one place that escapes what people typed.
        let body = room.shown.with_untracked(|report| html_body(report));
        view! { <section class="print-sheet report-sheet" inner_html=body></section> }.into_any()
    });
}
