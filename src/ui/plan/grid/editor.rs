//! A field over a cell. What is typed becomes an edit on Enter, Tab or leaving; what cannot be read stays, with a plain
//! message beside it, until it is mended or taken back with Escape. Several may wait so at once.

use super::GridContext;
use crate::ui::commands::tasks;
use crate::ui::fields;
use crate::ui::plan::{ROW, Wish, clipboard};
use forthright::edit::PlanEdit;
use forthright::plan::TaskId;
use forthright::view::fields::Field;
use forthright::words;
use leptos::ev::{ClipboardEvent, KeyboardEvent};
use leptos::html;
use leptos::prelude::*;

/// A cell open for typing.
#[derive(Clone, Debug)]
pub struct Editing {
    pub key: u32,
    /// `None` = the empty row at the end.
    pub task: Option<TaskId>,
    pub field: &'static Field,
    /// What the cell said before.
    before: String,
    /// What was typed to open it; nothing selects all of `before`.
    typed: Option<String>,
    /// The undo step that made the task, when its name is part of that.
    session: Option<u64>,
}

/// Where the cursor goes when a cell is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Then {
    Stay,
    Down,
    Up,
    Next,
    Previous,
    /// The focus has gone elsewhere already.
    Nowhere,
}

/// Opens the cell under the cursor. `typed` replaces what is there. False when nothing can be typed there.
pub fn open(grid: GridContext, typed: Option<String>) -> bool {
    let Some(place) = grid.place() else { return false };
    let column = grid.cursor.column.get_untracked();
    let task = grid.task_at(place);
    let field = grid.columns.with_untracked(|columns| match task {
        Some(_) => columns.get(column).copied(),
        None => columns.iter().find(|field| field.id == "name").copied(),
    });
    let Some(field) = field.filter(|field| field.typed.is_some()) else { return false };
    start(grid, task, field, typed, None);
    true
}

/// Opens the name of a task that was just made.
pub fn open_new(grid: GridContext, task: TaskId, session: u64) {
    if let Some(field) = forthright::view::fields::field("name") {
        start(grid, Some(task), field, None, Some(session));
    }
}

fn start(grid: GridContext, task: Option<TaskId>, field: &'static Field, typed: Option<String>, session: Option<u64>) {
    if let Some(reason) = grid.store.read_only.get_untracked() {
        return grid.store.say(reason);
    }
    let open = |editing: &Editing| editing.task == task && editing.field == field;
    if let Some(key) = grid.editors.with_untracked(|all| all.iter().find(|e| open(e)).map(|e| e.key)) {
        return focus_field(key);
    }
    let before = task.map(|task| fields::text(grid.store, task, field)).unwrap_or_default();
    grid.editors.update(|all| {
        let key = all.iter().map(|editing| editing.key + 1).max().unwrap_or(1);
        all.push(Editing { key, task, field, before, typed, session });
    });
}

fn focus_field(key: u32) {
    use leptos::wasm_bindgen::JsCast;
    let field = document().get_element_by_id(&format!("editor-{key}"));
    if let Some(field) = field.and_then(|field| field.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        // A field in the page can always be focused.
        let _ = field.focus();
        field.select();
    }
}

/// The fields that are open.
#[component]
pub fn Editors() -> impl IntoView {
    let grid = expect_context::<GridContext>();
    view! { <For each=move || grid.editors.get() key=|editing| editing.key let:editing><Editor editing/></For> }
}

#[component]
fn Editor(editing: Editing) -> impl IntoView {
    let grid = expect_context::<GridContext>();
    let input = NodeRef::<html::Input>::new();
    let message = RwSignal::new(None::<String>);
    let done = StoredValue::new(false);
    let (key, task, field) = (editing.key, editing.task, editing.field);
    let first = editing.typed.clone().unwrap_or_else(|| editing.before.clone());
    let select = editing.typed.is_none();
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            // The text first: putting it in later would take the selection away again.
            input.set_value(&first);
            let _ = input.focus();
            if select {
                input.select();
            }
        }
    });
    let editing = StoredValue::new(editing);
    let leave = move |then: Then| {
        if done.try_get_value() != Some(false) {
            return;
        }
        let Some(text) = input.try_get_untracked().flatten().map(|input| input.value()) else { return };
        // Closed first: taking the field out of the page tells it that the focus has gone.
        done.set_value(true);
        match editing.with_value(|editing| keep(grid, editing, &text)) {
            Ok(()) => close(grid, key, task, field, then),
            Err(why) => {
                done.set_value(false);
                message.set(Some(why));
                if then != Then::Nowhere
                    && let Some(input) = input.get_untracked()
                {
                    let _ = input.focus();
                }
            }
        }
    };
    let give_up = move || {
        done.set_value(true);
        let new = editing.with_value(|editing| editing.session.is_some() && editing.before.is_empty());
        close(grid, key, task, field, Then::Stay);
        if new {
            grid.store.undo();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.is_composing() {
            return;
        }
        match (event.key().as_str(), event.shift_key()) {
            ("Enter", false) => leave(Then::Down),
            ("Enter", true) => leave(Then::Up),
            ("Tab", false) => leave(Then::Next),
            ("Tab", true) => leave(Then::Previous),
            ("Escape", _) => give_up(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    // Lines pasted into the empty row are tasks.
    let on_paste = move |event: ClipboardEvent| {
        let text = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()).unwrap_or_default();
        if task.is_none() && text.trim().contains('\n') {
            event.prevent_default();
            give_up();
            clipboard::paste_text(grid, &text);
        }
    };
    let place = move || place(grid, task);
    let across = move || across(grid, field);
    let name = cell_name(grid, task, field);
    let list = fields::suggestions(grid.store, field);
    let list_id = (!list.is_empty()).then(|| format!("editor-list-{key}"));
    let note = format!("editor-note-{key}");
    let described = note.clone();
    view! {
        <div class="cell-editor" class:late=move || across().2 hidden=move || place().is_none()
            style:top=move || format!("{}px", grid.plan.head.get() + place().unwrap_or(0) as f64 * ROW)
            style:left=move || format!("{}px", across().0) style:width=move || format!("{}px", across().1)>
            <input id=format!("editor-{key}") node_ref=input type="text" class="cell-input" class:num=field.figures aria-label=name
                autocomplete="off" spellcheck="false" list=list_id.clone() enterkeyhint="done"
                aria-invalid=move || message.read().is_some().then_some("true")
                aria-describedby=move || message.read().is_some().then(|| described.clone())
                on:keydown=on_key on:paste=on_paste on:input=move |_| message.set(None) on:blur=move |_| leave(Then::Nowhere)/>
            {list_id.map(|id| view! { <datalist id=id>{list.into_iter().map(|text| view! { <option value=text></option> }).collect_view()}</datalist> })}
            {move || message.get().map(|text| view! { <p id=note.clone() role="alert" class="cell-message">{text}</p> })}
        </div>
    }
}

/// Carries out what was typed. Text left as it was changes nothing.
fn keep(grid: GridContext, editing: &Editing, text: &str) -> Result<(), String> {
    if text == editing.before {
        return Ok(());
    }
    match editing.task {
        Some(task) => fields::enter(grid.store, task, editing.field, text, editing.session),
        None if text.trim().is_empty() => Ok(()),
        None => add_at_end(grid, text.trim()),
    }
}

/// A new task behind the last one.
fn add_at_end(grid: GridContext, name: &str) -> Result<(), String> {
    let store = grid.store;
    let (id, place) = store.plan(|plan| (TaskId(plan.fresh_id()), tasks::at_end(plan)));
    let edit = PlanEdit::Insert { place, tasks: vec![tasks::fresh_task(id, 0, name)], dependencies: Vec::new() };
    store
        .dispatch(&format!("Add {name}"), edit, Some(id))
        .map_err(|error| store.plan(|plan| words::edit_error(&error, plan)))
}

fn close(grid: GridContext, key: u32, task: Option<TaskId>, field: &'static Field, then: Then) {
    let focused = grid.editors.with_untracked(|all| all.last().is_some_and(|last| last.key == key));
    grid.editors.update(|all| all.retain(|editing| editing.key != key));
    if then == Then::Nowhere || !focused && then == Then::Stay {
        return;
    }
    let now = grid.cursor.column.get_untracked();
    let column = grid.columns.with_untracked(|columns| columns.iter().position(|shown| *shown == field)).unwrap_or(now);
    let last = grid.columns.with_untracked(|columns| columns.len().saturating_sub(1));
    let here = task.map_or_else(|| grid.row_count(), |task| grid.plan.place_of(grid.store, task).unwrap_or(0));
    match then {
        Then::Down if task.is_some() => grid.go(Some(here + 1), column, false),
        Then::Up => grid.go(Some(here.saturating_sub(1)), column, false),
        Then::Next => grid.go(Some(here), (column + 1).min(last), false),
        Then::Previous => grid.go(Some(here), column.saturating_sub(1), false),
        _ => grid.go(Some(here), column, false),
    }
}

/// `Start of Design`.
fn cell_name(grid: GridContext, task: Option<TaskId>, field: &Field) -> String {
    match task {
        Some(task) => format!("{} of {}", field.heading, grid.store.plan(|plan| words::task_name(plan, task))),
        None => "Name of a new task".to_owned(),
    }
}

/// The row of the field among the rows shown; `None` hides it until the row is shown again.
fn place(grid: GridContext, task: Option<TaskId>) -> Option<usize> {
    grid.plan.rows.with(|rows| match task {
        None => Some(rows.len()),
        Some(task) => {
            let row = grid.store.row_of.with(|rows| rows.get(&task).copied())?;
            rows.iter().position(|shown| *shown == row)
        }
    })
}

/// Left edge and width of the field in px, and whether its message hangs at its right edge.
fn across(grid: GridContext, field: &'static Field) -> (f64, f64, bool) {
    let column = grid.columns.with(|columns| columns.iter().position(|shown| *shown == field)).unwrap_or(0);
    let width = f64::from(grid.widths.with(|widths| widths.get(column).copied().unwrap_or(field.width)));
    let shift = if column < grid.kept.get().0 { 0.0 } else { grid.shift.get() };
    let left = f64::from(grid.column_left(column)) - shift;
    let pane = grid.store.plan_view.grid_width.get();
    let width = width.max(96.0).min(pane.max(96.0));
    let left = left.min(pane - width).max(0.0);
    (left, width, left + 352.0 > pane && left + width > pane / 2.0)
}

/// Does what commands ask of the grid.
pub fn grant(grid: GridContext) {
    Effect::new(move |_| {
        let Some(wish) = grid.store.plan_view.wish.get() else { return };
        if matches!(wish, Wish::Find | Wish::Columns) {
            return;
        }
        grid.store.plan_view.wish.set(None);
        // At once: what is typed next must not go to where the focus was.
        match wish {
            Wish::Focus => grid.focus(),
            Wish::EditCell => {
                open(grid, None);
            }
            Wish::NameNew(task, session) => {
                let name = grid.columns.with_untracked(|columns| columns.iter().position(|field| field.id == "name"));
                grid.cursor.column.set(name.unwrap_or(0));
                open_new(grid, task, session);
            }
            Wish::Find | Wish::Columns => {}
        }
    });
}
