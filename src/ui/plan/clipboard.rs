//! Copy, cut and paste of whole tasks: as text a spreadsheet understands from the Plan, as indented text from the Outline.
//! What was copied here comes back exactly in either room, links and all; text from elsewhere is read as a table or an
//! indented outline.

use super::grid::GridContext;
use crate::ui::commands::{self, tasks};
use crate::ui::fields;
use crate::ui::rooms::Room;
use crate::ui::store::{Selection, Store};
use forthright::edit::PlanEdit;
use forthright::format;
use forthright::plan::{Place, Plan, TaskId};
use forthright::prepare::{self, Clip};
use forthright::schedule::Schedule;
use forthright::words::Locale;
use leptos::ev::ClipboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// What was copied last: its text, and the tasks themselves.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Copied {
    text: String,
    clip: Clip,
}

/// Makes text of tasks, as a room shows them.
pub type Write = fn(&Plan, &Schedule, Option<&[TaskId]>, Locale) -> String;

/// Listens while a room is there; `paste` takes what comes from the clipboard.
pub fn listen(store: Store, write: Write, paste: impl Fn(&str) + Copy + 'static) {
    let copy = move |event: ClipboardEvent| {
        if concerns_tasks(store, &event) && put(store, write, &event) {
            let count = store.plan_view.copied.with_untracked(|copied| copied.clip.tasks.len());
            store.say(format!("Copied {}", counted(store, count)));
        }
    };
    let cut = move |event: ClipboardEvent| {
        if concerns_tasks(store, &event) && put(store, write, &event) {
            commands::run(store, "delete");
        }
    };
    let pasted = move |event: ClipboardEvent| {
        let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        if concerns_tasks(store, &event) && !text.trim().is_empty() {
            event.prevent_default();
            paste(&text);
        }
    };
    let listeners = [
        window_event_listener(leptos::ev::copy, copy),
        window_event_listener(leptos::ev::cut, cut),
        window_event_listener(leptos::ev::paste, pasted),
    ];
    on_cleanup(move || listeners.into_iter().for_each(|listener| listener.remove()));
    Effect::new(move |_| {
        if store.plan_view.paste.get() {
            store.plan_view.paste.set(false);
            read_and_paste(store, paste);
        }
    });
}

/// Not while a field has the focus, text is selected, or a sheet is open.
fn concerns_tasks(store: Store, event: &ClipboardEvent) -> bool {
    let active = document().active_element().and_then(|element| element.dyn_into::<web_sys::HtmlElement>().ok());
    let in_field = active.is_some_and(|element| {
        element.is_content_editable() || matches!(element.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT")
    });
    let text = window().get_selection().ok().flatten().map(|s| s.to_string().as_string().unwrap_or_default());
    !event.default_prevented()
        && !in_field
        && store.dialog.get_untracked().is_none()
        && text.unwrap_or_default().trim().is_empty()
}

/// Puts the selected tasks on the clipboard and remembers them. False when there are none.
fn put(store: Store, write: Write, event: &ClipboardEvent) -> bool {
    let chosen = tasks::selected(store);
    let Some(data) = event.clipboard_data().filter(|_| !chosen.is_empty()) else { return false };
    let schedule = store.schedule.get_untracked();
    let locale = store.locale.get_untracked();
    let (text, clip) = store.plan(|plan| (write(plan, &schedule, Some(&chosen), locale), prepare::copy(plan, &chosen)));
    // Setting text on the event's own clipboard cannot be refused.
    let _ = data.set_data("text/plain", &text);
    store.plan_view.copied.set(Copied { text, clip });
    event.prevent_default();
    true
}

/// Puts text into the plan: tasks below the cursor; a single value into the cells of the selected tasks.
pub fn paste_text(grid: GridContext, text: &str) {
    let store = grid.store;
    if let Some(reason) = store.read_only.get_untracked() {
        return store.say(reason);
    }
    if !text.trim().contains(['\n', '\t']) && fill(grid, text.trim()) {
        return;
    }
    let at_end = grid.cursor.aside.get_untracked().is_some();
    let focus = store.selection.with_untracked(|selection| selection.focus).filter(|_| !at_end);
    if paste_tasks(store, text, |plan| Some(place(plan, focus))) {
        grid.focus();
    }
}

/// Puts text in as tasks, which are selected then. False when there are none in it.
pub fn paste_tasks(store: Store, text: &str, place: impl FnOnce(&Plan) -> Option<Place>) -> bool {
    let Some((edit, ids, messages)) = read(store, text, place) else {
        store.say("There are no tasks in what was pasted.");
        return false;
    };
    let count = prepare::inserted(&edit);
    let done = store.act(&format!("Paste {}", counted(store, count)), edit, ids.first().copied());
    if done {
        tell(store, count, messages);
        store.selection.set(Selection { focus: ids.first().copied(), anchor: ids.first().copied(), tasks: ids });
    }
    done
}

/// Says what was pasted and what could not be read.
fn tell(store: Store, count: usize, messages: Vec<String>) {
    store.say_with_undo(format!("Pasted {}", counted(store, count)));
    if !messages.is_empty() {
        let more = if messages.len() > 3 { format!(" And {} more.", messages.len() - 3) } else { String::new() };
        store.say(messages.into_iter().take(3).collect::<Vec<_>>().join(" ") + &more);
    }
}

/// What text becomes at a place: the tasks copied here last, links and all, when it is their text; else what is read
/// from it, with what could not be read. Also the ids of the new tasks.
pub fn read(
    store: Store,
    text: &str,
    place: impl FnOnce(&Plan) -> Option<Place>,
) -> Option<(PlanEdit, Vec<TaskId>, Vec<String>)> {
    let copied = store.plan_view.copied.get_untracked();
    let same = |a: &str, b: &str| a.lines().map(str::trim_end).eq(b.lines().map(str::trim_end));
    let words = untrack(|| store.dates());
    store.plan(|plan| {
        let place = place(plan)?;
        if !copied.text.is_empty() && same(&copied.text, text) {
            return prepare::paste(plan, &copied.clip, place).map(|(edit, ids)| (edit, ids, Vec::new()));
        }
        let mut pasted = format::read_pasted(text, plan, &words);
        let messages = std::mem::take(&mut pasted.messages);
        pasted.edit(plan, place).map(|(edit, ids)| (edit, ids, messages))
    })
}

/// One value for the cells of the selected tasks, where the column is not the name. True when it was dealt with.
fn fill(grid: GridContext, text: &str) -> bool {
    let column = grid.cursor.column.get_untracked();
    let field = grid.columns.with_untracked(|columns| columns.get(column).copied());
    let Some(field) = field.filter(|field| field.typed.is_some() && field.id != "name") else { return false };
    if grid.cursor.aside.get_untracked().is_some() {
        return false;
    }
    let session = u64::from(js_sys::Date::now() as u32) | 1 << 40;
    for task in tasks::selected(grid.store) {
        if let Err(why) = fields::enter(grid.store, task, field, text, Some(session)) {
            grid.store.say(why);
            break;
        }
    }
    true
}

/// Behind the task in focus and all below it, on its level.
pub fn place(plan: &Plan, focus: Option<TaskId>) -> Place {
    match focus.and_then(|task| plan.position(task)) {
        Some(row) => Place { after: focus, ..plan.place_of(row) },
        None => tasks::at_end(plan),
    }
}

/// `3 tasks`; the outline calls them steps.
fn counted(store: Store, count: usize) -> String {
    let one = if store.room.get_untracked() == Room::Outline { "step" } else { "task" };
    if count == 1 { format!("1 {one}") } else { format!("{count} {one}s") }
}

/// Copies or cuts by the browser's own command, which comes back as an event.
pub fn by_command(command: &str) {
    if let Ok(page) = document().dyn_into::<web_sys::HtmlDocument>() {
        // A browser that refuses leaves the clipboard as it was.
        let _ = page.exec_command(command);
    }
}

/// Reads the clipboard, if the browser lets us, and pastes.
fn read_and_paste(store: Store, paste: impl Fn(&str) + 'static) {
    let reading = window().navigator().clipboard().read_text();
    leptos::task::spawn_local(async move {
        match wasm_bindgen_futures::JsFuture::from(reading).await.ok().and_then(|text| text.as_string()) {
            Some(text) if !text.trim().is_empty() => paste(&text),
            Some(_) => store.say("The clipboard is empty."),
            None => {
                let key = if crate::ui::environment::is_mac() { "⌘V" } else { "Ctrl+V" };
                store.say(format!("The browser keeps the clipboard closed to buttons. Press {key} to paste."));
            }
        }
    });
}

/// Puts text on the clipboard by the browser's own command, which needs no leave and comes back as an event; where that
/// is refused, by asking.
pub fn put_text(store: Store, text: String, done: &'static str) {
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
    by_command("copy");
    listener.remove();
    if taken.get_value() {
        return store.say(done);
    }
    let asked = window().navigator().clipboard().write_text(&again);
    leptos::task::spawn_local(async move {
        store.say(match wasm_bindgen_futures::JsFuture::from(asked).await {
            Ok(_) => done,
            Err(_) => "The browser keeps its clipboard closed. Select the text and copy it by hand.",
        });
    });
}
