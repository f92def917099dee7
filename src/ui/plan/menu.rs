//! The menu of the selected tasks: right click, Shift+F10 or a long press, in grid and timeline.

use crate::ui::store::Store;
use crate::ui::widgets::menu::Menu;
use leptos::prelude::*;

/// Commands of the menu; an empty id draws a line.
const IDS: &[&str] = &[
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
    "client-sees",
    "toggle-inactive",
    "pin",
    "split",
    "",
    "inspector",
    "go-selected",
];

/// The menu, while `plan_view.menu` says where.
#[component]
pub fn TaskMenu() -> impl IntoView {
    let view = Store::get().plan_view;
    move || {
        view.menu.get().map(|at| {
            let close = move || view.menu.set(None);
            view! { <Menu name="Task" at ids=IDS.to_vec() close/> }
        })
    }
}
