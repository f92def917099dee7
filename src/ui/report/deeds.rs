//! What is done with the report on the sheet: copied, printed, saved.

use super::Room;
use crate::ui::persist::offer_as;
use crate::ui::plan::clipboard;
use crate::ui::widgets::paper;
use forthright::report::{StatusReport, as_html, as_mail, as_markdown, file_stem, heading};
use leptos::prelude::*;

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
    let mail = move |_| {
        clipboard::put_text(store, room.shown.with_untracked(|report| as_mail(report)), "Copied: paste it into a mail.")
    };
    let markdown = move |_| {
        clipboard::put_text(store, room.shown.with_untracked(|report| as_markdown(report)), "Copied as Markdown.")
    };
    view! {
        <div class="report-tools" role="toolbar" aria-label="The report">
            <button type="button" class="button primary" disabled=empty on:click=mail>"Copy as mail"</button>
            <button type="button" class="button" disabled=empty on:click=markdown>"Copy as Markdown"</button>
            <button type="button" class="button" disabled=empty on:click=move |_| _ = window().print()>"Print"</button>
            <button type="button" class="button" disabled=empty on:click=save>"Save as HTML"</button>
        </div>
    }
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
