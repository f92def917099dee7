//! Several steps at once: by Shift with the arrows or a click, by Ctrl or ⌘ with a click, all of them by Ctrl+A. Also the
//! menu of the selected steps.

use super::caret::{self, Caret};
use super::steps::{Tree, line_element};
use crate::ui::commands::tasks;
use crate::ui::environment::is_mac;
use crate::ui::store::Selection;
use forthright::plan::TaskId;
use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The steps that what is done to `task` is done to: all selected ones, if it is one of several.
pub fn acted_on(tree: Tree, task: TaskId) -> Vec<TaskId> {
    if tree.store.selection.with_untracked(|selection| selection.is_among_several(task)) {
        return tasks::selected(tree.store);
    }
    vec![task]
}

/// Selects from the anchor to the line `by` further.
pub fn extend(tree: Tree, task: TaskId, by: isize) {
    select_to(tree, tree.neighbour(task, by).unwrap_or(task));
}

fn select_to(tree: Tree, task: TaskId) {
    let anchor = tree.store.selection.with_untracked(|selection| selection.anchor.or(selection.focus)).unwrap_or(task);
    let Some(to) = tree.line_of(task) else { return };
    let from = tree.line_of(anchor).unwrap_or(to);
    let tasks = tree.tasks_in(from.min(to)..from.max(to) + 1);
    tree.store.selection.set(Selection { tasks, focus: Some(task), anchor: Some(anchor) });
    tree.bring(task, Caret::Row);
}

/// Selects every line shown.
pub fn select_all(tree: Tree, task: TaskId) {
    let tasks = tree.tasks_in(0..usize::MAX);
    tree.store.selection.set(Selection { tasks, focus: Some(task), anchor: Some(task) });
    tree.bring(task, Caret::Row);
}

/// The focus came into a line: it is selected, unless the focus was brought there with others selected.
pub fn on_focus(tree: Tree, task: TaskId) {
    if tree.store.selection.with_untracked(|selection| selection.focus != Some(task)) {
        tree.store.select(task);
    }
}

/// Gives the focus back after a command: to the selected line, else to where the next step is made.
pub fn focus_again(tree: Tree) {
    let focus = tree.store.selection.with_untracked(|selection| selection.focus);
    let shown = focus.filter(|task| tree.line_of(*task).is_some());
    match shown.or_else(|| tree.end(true)) {
        Some(task) if shown.is_some() => tree.bring(task, Caret::Row),
        Some(task) => tree.focus(task, Caret::Row),
        None => {
            let button = document().query_selector(".add-step").ok().flatten();
            if let Some(button) = button.and_then(|button| button.dyn_into::<HtmlElement>().ok()) {
                // A button in the page can always be focused.
                let _ = button.focus();
            }
        }
    }
}

/// Where in a line something happened: fields and buttons keep what is theirs.
fn on_line(event: &MouseEvent) -> bool {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    target
        .is_some_and(|target| target.closest("button, input, textarea, select, .cell-details").ok().flatten().is_none())
}

/// A button of the mouse goes down on a line.
pub fn on_press(tree: Tree, task: TaskId, event: &MouseEvent) {
    if !on_line(event) {
        return;
    }
    let among = tree.store.selection.with_untracked(|selection| selection.is_among_several(task));
    let for_menu = event.button() == 2 || is_mac() && event.ctrl_key();
    if for_menu && !among || event.button() == 1 {
        return;
    }
    if for_menu {
        // The focus would go into the name, and the selection with it.
    } else if event.shift_key() {
        select_to(tree, task);
    } else if event.ctrl_key() || event.meta_key() {
        tree.store.selection.update(|selection| selection.toggle(task));
        tree.bring(task, Caret::Row);
    } else {
        if among {
            tree.store.select(task);
        }
        return;
    }
    event.prevent_default();
}

/// Opens the menu of the selected steps. Text chosen in a name has the browser's own, with its spelling.
pub fn on_menu(tree: Tree, task: TaskId, event: &MouseEvent) {
    let name = line_element(task).and_then(|line| line.query_selector(".step-name").ok().flatten());
    let name = name.and_then(|name| name.dyn_into::<HtmlElement>().ok());
    // A Mac chooses the word under the pointer by itself.
    let chosen = name.and_then(|name| caret::stretch(&name)).is_some_and(|stretch| stretch.0 != stretch.1);
    if !on_line(event) || chosen && !is_mac() {
        return;
    }
    event.prevent_default();
    open_menu(tree, task, (event.client_x(), event.client_y()));
}

/// As by the menu key.
pub fn open_menu_below(tree: Tree, task: TaskId) {
    if let Some(line) = line_element(task) {
        let at = line.get_bounding_client_rect();
        open_menu(tree, task, (at.left() as i32 + 28, (at.top() + at.height().min(60.0)) as i32));
    }
}

fn open_menu(tree: Tree, task: TaskId, at: (i32, i32)) {
    tree.store.selection.update(|selection| {
        if !selection.tasks.contains(&task) {
            (selection.tasks, selection.anchor) = (vec![task], Some(task));
        }
        selection.focus = Some(task);
    });
    // At once: the menu gives the focus back to where it is now.
    tree.focus_now(task, Caret::Row);
    tree.store.plan_view.menu.set(Some(at));
}
