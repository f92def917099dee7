//! Steps on the clipboard: whole steps as indented text, and text that becomes steps.

use super::caret::{self, Caret};
use super::moves;
use super::steps::Tree;
use crate::ui::plan::clipboard;
use forthright::edit::PlanEdit;
use forthright::format::write_outline;
use forthright::plan::{Plan, TaskId};
use forthright::schedule::Schedule;
use forthright::words::Locale;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, HtmlElement};

/// Listens while the tree is there.
pub fn listen(tree: Tree) {
    clipboard::listen(tree.store, write, move |text| paste_below(tree, text));
}

fn write(plan: &Plan, _: &Schedule, chosen: Option<&[TaskId]>, locale: Locale) -> String {
    write_outline(plan, chosen, locale)
}

/// Behind the step with the focus and all inside it, or at the end.
fn paste_below(tree: Tree, text: &str) {
    let store = tree.store;
    if let Some(reason) = store.read_only.get_untracked() {
        return store.say(reason);
    }
    let focus = store.selection.with_untracked(|selection| selection.focus);
    if clipboard::paste_tasks(store, text, |plan| Some(clipboard::place(plan, focus))) {
        super::several::focus_again(tree);
    }
}

/// In a name, text with several lines becomes steps; one line goes into the name.
pub fn on_paste(tree: Tree, task: TaskId, event: &ClipboardEvent) {
    let data = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok());
    let Some(text) = data else { return };
    if !text.trim_end().contains(['\n', '\r']) {
        return one_line(tree, task, event, &text);
    }
    event.prevent_default();
    let store = tree.store;
    let open = tree.is_open(task);
    let Some((edit, ids, messages)) = clipboard::read(store, &text, |plan| moves::place_below(plan, task, open)) else {
        return;
    };
    // An empty step makes way for what is pasted into it.
    let replaced = store.plan(|plan| {
        let bare = plan.position(task).filter(|row| !plan.is_summary(*row)).and_then(|row| plan.tasks.get(row));
        bare.is_some_and(|task| task.name.trim().is_empty())
    });
    let edit = if replaced { PlanEdit::Batch(vec![edit, PlanEdit::Remove { task }]) } else { edit };
    let Some(last) = ids.last().copied() else { return };
    if store.act("Paste steps", edit, Some(last)) {
        tree.focus(last, Caret::End);
        match messages.len() {
            0 => {}
            1 => store.say_with_undo(format!("Pasted. {}", messages[0])),
            n => store.say_with_undo(format!(
                "Pasted. {} And {} more; each is kept in the step's private note.",
                messages[0],
                n - 1
            )),
        }
    }
}

/// One line goes in where the caret is, without its line break.
fn one_line(tree: Tree, task: TaskId, event: &ClipboardEvent, text: &str) {
    let name = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let Some(name) = name.filter(|_| text.ends_with(['\n', '\r'])) else { return };
    event.prevent_default();
    if caret::insert(text.trim_end()) {
        tree.typed(task, &caret::text(&name));
    }
}
