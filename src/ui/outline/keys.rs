//! Typing in the tree: what each key means in a name and on a step as a whole.
//!
//! In a name, Tab indents; Esc leaves the name, and from the step as a whole Tab leaves the tree, so nobody is trapped.
//! With several steps selected Tab indents them all, and Esc makes them one again.

use super::caret::{self, Caret};
use super::moves;
use super::several;
use super::steps::Tree;
use crate::ui::commands::{self, is_key};
use forthright::edit::{PlanEdit, TaskField};
use forthright::plan::{Plan, TaskId};
use forthright::prepare;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A key on a line of the tree.
pub fn on_key(tree: Tree, task: TaskId, event: &KeyboardEvent) {
    if event.default_prevented() || event.is_composing() {
        return;
    }
    let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let name = target.clone().filter(|element| element.class_list().contains("step-name"));
    let on_line = target.as_ref().is_some_and(|element| element.class_list().contains("step"));
    // Fields of the details keep their keys.
    let taken = match name {
        Some(name) => in_name(tree, task, event, &name),
        None if on_line => on_step(tree, task, event),
        None => false,
    };
    if taken {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// The key's name; WebKit on Linux has another one for Tab with Shift.
fn key_name(event: &KeyboardEvent) -> String {
    if event.key_code() == 9 || event.code() == "Tab" { "Tab".to_owned() } else { event.key() }
}

/// Keys that mean the same in a name and on a step.
fn shared(tree: Tree, task: TaskId, event: &KeyboardEvent, caret: Caret) -> bool {
    let (command, alt, shift) = (event.ctrl_key() || event.meta_key(), event.alt_key(), event.shift_key());
    match (event.key().as_str(), command, alt, shift) {
        ("ArrowUp", false, true, false) => moved(tree, task, "Move", caret, prepare::move_up),
        ("ArrowDown", false, true, false) => moved(tree, task, "Move", caret, prepare::move_down),
        ("Enter", true, false, false) => toggle_done(tree, task),
        ("Enter", false, true, alone) => mark(tree, task, !alone),
        ("ContextMenu", false, false, false) | ("F10", false, false, true) => several::open_menu_below(tree, task),
        ("i" | "I", true, false, false) if !tree.wide.get_untracked() => {
            tree.store.select(task);
            tree.details.update(|open| *open = !*open);
        }
        ("z" | "Z", true, false, _) => back_or_again(tree, task, caret, shift),
        ("y" | "Y", true, false, false) => back_or_again(tree, task, caret, true),
        _ => return false,
    }
    true
}

/// Undo or redo; the focus goes to what changed, and stays near where it was when that is gone.
fn back_or_again(tree: Tree, task: TaskId, caret: Caret, again: bool) {
    let near = tree.neighbour(task, -1).or_else(|| tree.neighbour(task, 1));
    if again {
        tree.store.redo()
    } else {
        tree.store.undo()
    }
    let shown = tree.store.plan_view.show.get_untracked();
    tree.store.plan_view.show.set(None);
    let gone = tree.line_of(task).is_none();
    if let Some(next) = shown.or(near.filter(|_| gone)) {
        tree.show(next, if caret == Caret::Row { Caret::Row } else { Caret::End });
    }
}

fn in_name(tree: Tree, task: TaskId, event: &KeyboardEvent, name: &HtmlElement) -> bool {
    let stretch = caret::stretch(name).unwrap_or((0, 0));
    let here = Caret::At(stretch.1);
    if shared(tree, task, event, here) {
        return true;
    }
    let length = caret::text(name).encode_utf16().count() as u32;
    if is_key(event, "Mod+A") && stretch == (0, length) {
        several::select_all(tree, task);
        return true;
    }
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    let nothing_chosen = stretch.0 == stretch.1;
    match key_name(event).as_str() {
        "Enter" if event.shift_key() => {}
        "Enter" => enter(tree, task, name, stretch),
        "Tab" if event.shift_key() => moved(tree, task, "Outdent", here, prepare::outdent),
        "Tab" => moved(tree, task, "Indent", here, prepare::indent),
        "Escape" => {
            tree.focus(task, Caret::Row);
        }
        "Backspace" if length == 0 => return remove_empty(tree, task),
        "ArrowUp" if event.shift_key() && caret::at_edge(name, true) => several::extend(tree, task, -1),
        "ArrowDown" if event.shift_key() && caret::at_edge(name, false) => several::extend(tree, task, 1),
        "ArrowUp" if caret::at_edge(name, true) => return step(tree, task, -1, here),
        "ArrowDown" if caret::at_edge(name, false) => return step(tree, task, 1, here),
        "ArrowLeft" if nothing_chosen && stretch.0 == 0 && !event.shift_key() => {
            return close(tree, task, Caret::Start);
        }
        "ArrowRight" if nothing_chosen && stretch.1 == length && !event.shift_key() => {
            return open(tree, task, Caret::End);
        }
        _ => return false,
    }
    true
}

fn on_step(tree: Tree, task: TaskId, event: &KeyboardEvent) -> bool {
    if shared(tree, task, event, Caret::Row) {
        return true;
    }
    if is_key(event, "Mod+A") {
        several::select_all(tree, task);
        return true;
    }
    if event.ctrl_key() || event.meta_key() || event.alt_key() {
        return false;
    }
    let among = tree.store.selection.with_untracked(|selection| selection.is_among_several(task));
    match key_name(event).as_str() {
        "ArrowUp" if event.shift_key() => several::extend(tree, task, -1),
        "ArrowDown" if event.shift_key() => several::extend(tree, task, 1),
        "Tab" if among && event.shift_key() => moved(tree, task, "Outdent", Caret::Row, prepare::outdent),
        "Tab" if among => moved(tree, task, "Indent", Caret::Row, prepare::indent),
        "Escape" if among => tree.focus(task, Caret::Row),
        "ArrowUp" => return step(tree, task, -1, Caret::Row),
        "ArrowDown" => return step(tree, task, 1, Caret::Row),
        "ArrowLeft" => return close(tree, task, Caret::Row),
        "ArrowRight" => return open(tree, task, Caret::Row),
        "Home" | "End" => match tree.end(event.key() == "End") {
            Some(other) => tree.focus(other, Caret::Row),
            None => return false,
        },
        "Enter" => new_below(tree, task),
        "F2" => tree.focus(task, Caret::End),
        "Delete" | "Backspace" => remove(tree, task),
        // Typing goes on at the end of the name.
        key if key.chars().count() == 1 && key != " " && key != "?" => {
            tree.focus(task, Caret::End);
            return false;
        }
        _ => return false,
    }
    true
}

fn step(tree: Tree, task: TaskId, by: isize, caret: Caret) -> bool {
    let Some(other) = tree.neighbour(task, by) else { return false };
    tree.focus(other, caret);
    true
}

/// Closes an open step; from a closed one or one without steps, goes to the one it is in.
fn close(tree: Tree, task: TaskId, caret: Caret) -> bool {
    let summary = tree.store.plan(|plan| plan.position(task).is_some_and(|row| plan.is_summary(row)));
    if summary && tree.is_open(task) {
        tree.store.toggle_collapsed(task);
        tree.focus(task, caret);
        return true;
    }
    if caret != Caret::Row {
        return false;
    }
    let parent = tree.store.plan(|plan| {
        plan.position(task).and_then(|row| plan.parent_row(row)).and_then(|row| plan.tasks.get(row)).map(|task| task.id)
    });
    parent.inspect(|parent| tree.focus(*parent, caret)).is_some()
}

/// Opens a closed step; from an open one, goes to the first inside.
fn open(tree: Tree, task: TaskId, caret: Caret) -> bool {
    let summary = tree.store.plan(|plan| plan.position(task).is_some_and(|row| plan.is_summary(row)));
    if summary && !tree.is_open(task) {
        tree.store.toggle_collapsed(task);
        tree.focus(task, caret);
        return true;
    }
    caret == Caret::Row && summary && step(tree, task, 1, caret)
}

/// Indents, outdents and moves, with the caret kept where it is; several selected steps together.
pub fn moved(tree: Tree, task: TaskId, verb: &str, caret: Caret, edit: fn(&Plan, &[TaskId]) -> Option<PlanEdit>) {
    by_button(tree, task, verb, edit);
    tree.show(task, caret);
}

/// A step that went into a closed one opens it.
fn open_above(tree: Tree, task: TaskId) {
    let parent = tree.store.plan(|plan| {
        plan.position(task).and_then(|row| plan.parent_row(row)).and_then(|row| plan.tasks.get(row)).map(|task| task.id)
    });
    if let Some(parent) = parent.filter(|parent| !tree.is_open(*parent)) {
        tree.store.toggle_collapsed(parent);
    }
}

/// Enter: a new step below; in the middle of a name, the rest of the name goes with it; at its start, a step above.
fn enter(tree: Tree, task: TaskId, name: &HtmlElement, stretch: (u32, u32)) {
    let text: Vec<u16> = caret::text(name).encode_utf16().collect();
    let cut = |range: &[u16]| String::from_utf16_lossy(range).trim().to_owned();
    let before = cut(&text[..(stretch.0 as usize).min(text.len())]);
    let rest = cut(&text[(stretch.1 as usize).min(text.len())..]);
    let open = tree.is_open(task);
    if rest.is_empty() {
        return new_below(tree, task);
    }
    if before.is_empty() {
        let place = tree.store.plan(|plan| plan.position(task).map(|row| plan.place_of(row)));
        if let Some(place) = place {
            let (id, edit) = tree.store.plan(|plan| moves::new_step(plan, "", place));
            tree.store.act("Add a step", edit, Some(id));
            tree.focus(task, Caret::Start);
        }
        return;
    }
    let Some(place) = tree.store.plan(|plan| moves::place_below(plan, task, open)) else { return };
    let (id, insert) = tree.store.plan(|plan| moves::new_step(plan, &rest, place));
    let shorten = PlanEdit::Set { task, field: TaskField::Name(before) };
    if tree.store.act("Split a step in two", PlanEdit::Batch(vec![shorten, insert]), Some(task)) {
        tree.focus(id, Caret::Start);
    }
}

fn new_below(tree: Tree, task: TaskId) {
    let open = tree.is_open(task);
    if let Some(place) = tree.store.plan(|plan| moves::place_below(plan, task, open)) {
        tree.add("", place);
    }
}

/// Backspace in an empty name.
fn remove_empty(tree: Tree, task: TaskId) -> bool {
    let has_steps = tree.store.plan(|plan| plan.position(task).is_some_and(|row| plan.is_summary(row)));
    if has_steps {
        tree.store.say("This step has steps inside. Move them out first, or press Esc and Delete to remove them all.");
        return true;
    }
    let next = tree.neighbour(task, -1).or_else(|| tree.neighbour(task, 1));
    let Some(edit) = tree.store.plan(|plan| prepare::delete(plan, &[task])) else { return true };
    let done = tree.store.act("Remove an empty step", edit, next);
    if let Some(next) = next.filter(|_| done) {
        tree.focus(next, Caret::End);
    }
    true
}

/// Takes a step and everything inside it out.
pub fn remove(tree: Tree, task: TaskId) {
    if several::acted_on(tree, task).len() > 1 {
        return commands::run(tree.store, "delete");
    }
    let name = name_of(tree, task);
    let (inside, after) = tree.store.plan(|plan| {
        let rows = plan.position(task).map(|row| plan.subtree(row)).unwrap_or_default();
        (rows.len().saturating_sub(1), plan.tasks.get(rows.end).map(|task| task.id))
    });
    let next = after.filter(|after| tree.line_of(*after).is_some()).or_else(|| tree.neighbour(task, -1));
    let Some(edit) = tree.store.plan(|plan| prepare::delete(plan, &[task])) else { return };
    if tree.store.act(&format!("Remove {name}"), edit, next) {
        tree.store.say_with_undo(match inside {
            0 => format!("{name} is removed"),
            1 => format!("{name} and the step inside are removed"),
            n => format!("{name} and the {n} steps inside are removed"),
        });
        if let Some(next) = next {
            tree.focus(next, Caret::Row);
        }
    }
}

/// Done, or not done after all.
pub fn toggle_done(tree: Tree, task: TaskId) {
    let tasks = several::acted_on(tree, task);
    if tasks.len() > 1 {
        let all = tasks.iter().all(|task| is_done(tree, *task));
        return commands::run(tree.store, if all { "clear-progress" } else { "mark-done" });
    }
    if tree.store.plan(|plan| plan.position(task).is_some_and(|row| plan.is_summary(row))) {
        return tree.store.say("It is done when all its steps are.");
    }
    let name = name_of(tree, task);
    let done = is_done(tree, task);
    let edit = tree.store.schedule.with_untracked(|schedule| {
        tree.store.plan(|plan| {
            if done {
                prepare::clear_progress(plan, schedule, &[task])
            } else {
                prepare::mark_done(plan, schedule, &[task])
            }
        })
    });
    if let Some(edit) = edit {
        let label = if done { format!("{name} is not done") } else { format!("{name} is done") };
        tree.store.act(&label, edit, Some(task));
    }
}

fn is_done(tree: Tree, task: TaskId) -> bool {
    tree.store.row_of.with_untracked(|rows| rows.get(&task).copied()).is_some_and(|row| {
        tree.store.schedule.with_untracked(|schedule| schedule.rows.get(row).is_some_and(|dated| dated.percent >= 100))
    })
}

/// The client sees the step, or not; with `inside`, all that is inside it too. Several selected steps together.
pub fn mark(tree: Tree, task: TaskId, inside: bool) {
    commands::tasks::mark_for_client(tree.store, &several::acted_on(tree, task), inside);
}

/// The client sees this one step, or not.
pub fn toggle_client(tree: Tree, task: TaskId) {
    if let Some(marking) = tree.store.plan(|plan| prepare::mark_for_client(plan, &[task], false)) {
        tree.store.act(&marking.label(), marking.edit, Some(task));
    }
}

/// The step's name, for labels.
pub fn name_of(tree: Tree, task: TaskId) -> String {
    let name = tree.store.plan(|plan| plan.task(task).map(|task| task.name.trim().to_owned())).unwrap_or_default();
    if name.is_empty() { "a step".to_owned() } else { name }
}

/// As [`moved`], from a button that keeps the focus.
pub fn by_button(tree: Tree, task: TaskId, verb: &str, edit: fn(&Plan, &[TaskId]) -> Option<PlanEdit>) {
    let tasks = several::acted_on(tree, task);
    let edit = tree.store.plan(|plan| edit(plan, &tasks));
    let what = match tasks.len() {
        1 => name_of(tree, task),
        many => format!("{many} steps"),
    };
    if edit.is_some_and(|edit| tree.store.act(&format!("{verb} {what}"), edit, Some(task))) {
        tasks.iter().for_each(|task| open_above(tree, *task));
    }
}
