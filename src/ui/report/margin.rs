//! The margin, for us alone: lines that are left out, with why; and what of this period the client does not see.

use super::{Room, element_id, short};
use crate::ui::focus::focus_soon;
use crate::ui::options::parts::{Text, carry_out};
use crate::ui::outline::draft::Save;
use crate::ui::rooms;
use forthright::plan::TaskId;
use forthright::prepare;
use forthright::view::report::Withheld;
use leptos::prelude::*;

/// The margin.
#[component]
pub fn Margin() -> impl IntoView {
    let room = Room::get();
    let keys = Memo::new(move |_| {
        let left =
            |report: &super::StatusReport| report.left_out.iter().map(|left| left.key.clone()).collect::<Vec<_>>();
        room.shown.with(|report| left(report))
    });
    let withheld = room.withheld;
    view! {
        <aside class="report-margin" aria-label="Only on our side">
            <p class="margin-head">"Only on our side. None of this is in the report."</p>
            <Show when=move || !keys.read().is_empty()>
                <section aria-label="Left out"><h2>"Left out"</h2>
                    <ul><For each=move || keys.get() key=|key| key.clone() let(key)><Left key/></For></ul></section>
            </Show>
            <Show when=move || !room.is_sent()>
                <section aria-label="Withheld"><h2>"Withheld"</h2>
                    {move || match withheld.read().is_empty() {
                        true => view! { <p class="muted">"Nothing private happened since the client was last told."</p> }.into_any(),
                        false => view! { <ul>{withheld.get().into_iter().map(|one| view! { <Private one/> }).collect_view()}</ul> }.into_any(),
                    }}
                </section>
            </Show>
        </aside>
    }
}

#[component]
fn Private(one: Withheld) -> impl IntoView {
    let room = Room::get();
    let go = move |task: TaskId| {
        room.store.show(task);
        rooms::Room::Plan.go();
    };
    let name = match one.task {
        Some(task) => {
            let name = one.name.clone();
            view! { <button type="button" class="task-link" on:click=move |_| go(task)>{name}</button> }.into_any()
        }
        None => view! { <span>{one.name.clone()}</span> }.into_any(),
    };
    view! { <li>{name}<span class="muted">{one.what}</span></li> }
}

/// A line that is left out, with the reason.
#[component]
fn Left(key: String) -> impl IntoView {
    let room = Room::get();
    let store = room.store;
    let this = key.clone();
    let left =
        Memo::new(move |_| room.shown.with(|report| report.left_out.iter().find(|left| left.key == this).cloned()));
    let text = move || left.with(|left| left.as_ref().map(|left| left.text.clone()).unwrap_or_default());
    let reason =
        Signal::derive(move || left.with(|left| left.as_ref().map(|left| left.reason.clone()).unwrap_or_default()));
    let id = element_id("left", &key);
    let key = StoredValue::new(key);
    let save: Save = Callback::new(move |(session, text): (u64, String)| {
        let Some(key) = key.try_get_value() else { return Ok(()) };
        let today = store.today.get_untracked();
        let edit = store.project.with_untracked(|project| prepare::leave_line_out(project, &key, today, Some(text)));
        let Some(edit) = edit else { return Ok(()) };
        let done = store.dispatch_typing(session, "Say why a line is left out", edit, None);
        done.map_err(|error| store.plan(|plan| forthright::words::edit_error(&error, plan)))
    });
    let back = move |_| {
        let (key, today) = (key.get_value(), store.today.get_untracked());
        let edit = store.project.with_untracked(|project| prepare::leave_line_out(project, &key, today, None));
        if carry_out(store, "Put a line back into the report", edit).is_ok() {
            focus_soon([format!("#{} textarea", element_id("line", &key)), ".paper .button".to_owned()]);
        }
    };
    view! {
        <li id=id class="left">
            <p dir="auto">{text}</p>
            <Text name=Signal::derive(move || format!("Why it is left out: {}", short(&text()))) label="Why" hint="So that we know it later" value=reason save/>
            <button type="button" class="button" disabled=move || store.read_only.read().is_some() aria-label=move || format!("Put back: {}", short(&text())) on:click=back>"Put back"</button>
        </li>
    }
}
