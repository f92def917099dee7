//! What is done with the report on the sheet: copied, printed, saved.

use super::Room;
use crate::ui::persist::offer_as;
use crate::ui::plan::clipboard;
use crate::ui::widgets::paper;
use forthright::report::{StatusReport, as_html, as_mail, as_markdown, file_stem, heading};
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
    paper::attend(move || room.shown.with_untracked(|report| sheet(report)));
}

fn sheet(report: &StatusReport) -> AnyView {
    let parts = report.read().into_iter().map(|part| {
        let lines = part.lines.into_iter();
        let lines =
            lines.map(|line| view! { <li dir="auto" class:under=line.under>{line.text.trim().to_owned()}</li> });
        view! { <section><h2>{heading(part.section)}</h2><ul>{lines.collect_view()}</ul></section> }
    });
    let rows = report.milestones.iter().cloned().map(|one| {
        view! { <tr><th scope="row" dir="auto">{one.name}</th><td>{one.was}</td><td>{one.day}</td><td>{one.state}</td></tr> }
    });
    let milestones = (!report.milestones.is_empty()).then(|| {
        view! {
            <section><h2>"Milestones"</h2><table>
                <thead><tr><th scope="col">"Milestone"</th><th scope="col">"Told before"</th><th scope="col">"Now"</th><th scope="col">"Promise"</th></tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table></section>
        }
    });
    view! {
        <section class="print-sheet report-sheet">
            <h1 dir="auto">{report.title.clone()}</h1><p>{report.period.clone()}</p>
            {parts.collect_view()}{milestones}
        </section>
    }
    .into_any()
}
