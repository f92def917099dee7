//! The menu of the selected tasks: right click, Shift+F10 or a long press, in grid, timeline and outline.

use crate::ui::store::Store;
use crate::ui::widgets::menu::Menu;
use leptos::prelude::*;

/// Commands in the Plan; an empty id draws a line.
pub const IN_PLAN: &[&str] = &[
    "edit-cell",
    "add-task",
    "duplicate",
    "delete",
    "",
    "cut",
    "copy",
    "paste",
    "",
    "indent",
    "outdent",
    "move-up",
    "move-down",
    "",
    "link",
    "unlink",
    "",
    "mark-done",
    "clear-progress",
    "make-milestone",
    "remove-constraint",
    "promise",
    "client-sees",
    "client-sees-alone",
    "toggle-inactive",
    "pin",
    "split",
    "",
    "inspector",
    "go-selected",
];

/// Commands in the Outline.
pub const IN_OUTLINE: &[&str] = &[
    "add-task",
    "duplicate",
    "delete",
    "",
    "cut",
    "copy",
    "paste",
    "",
    "indent",
    "outdent",
    "move-up",
    "move-down",
    "",
    "mark-done",
    "clear-progress",
    "make-milestone",
    "client-sees",
    "client-sees-alone",
    "toggle-inactive",
    "",
    "link",
    "unlink",
];

/// The menu, while `plan_view.menu` says where.
#[component]
pub fn TaskMenu(name: &'static str, ids: &'static [&'static str]) -> impl IntoView {
    let view = Store::get().plan_view;
    move || {
        view.menu.get().map(|at| {
            let close = move || view.menu.set(None);
            view! { <Menu name at ids=ids.to_vec() close/> }
        })
    }
}
