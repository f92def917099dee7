//! How the plan is looked at: find, filter, sort, collapse, columns. Nothing here changes the plan.

use super::{Command, Group, Scope, row};
use crate::ui::plan::Wish;
use crate::ui::store::Store;
use forthright::view::rows::{self, Only, RowOrder, RowSort};
use leptos::prelude::*;

/// The rows of this group.
pub const ROWS: &[Command] = &[
    row("find", "Find a task", Group::Look, &["Mod+F"], Scope::Plan, |s| s.plan_view.wish.set(Some(Wish::Find))),
    row("find-next", "Find the next", Group::Look, &["F3", "Mod+G"], Scope::Plan, |s| find(s, false)),
    row("find-previous", "Find the one before", Group::Look, &["Shift+F3", "Mod+Shift+G"], Scope::Plan, |s| {
        find(s, true)
    }),
    row("show-all", "Show all tasks", Group::Look, &[], Scope::Plan, |s| only(s, Only::All)),
    row("only-critical", "Show only critical tasks", Group::Look, &[], Scope::Plan, |s| only(s, Only::Critical)),
    row("only-late", "Show only what is late for a deadline", Group::Look, &[], Scope::Plan, |s| only(s, Only::Late)),
    row("only-unfinished", "Show only what is not finished", Group::Look, &[], Scope::Plan, |s| {
        only(s, Only::Unfinished)
    }),
    row("only-milestones", "Show only milestones", Group::Look, &[], Scope::Plan, |s| only(s, Only::Milestones)),
    row("only-found", "Show only what is found", Group::Look, &[], Scope::Plan, |s| {
        let text = s.plan_view.find.get_untracked();
        s.plan_view
            .filter
            .update(|filter| filter.text = if filter.text.is_empty() { text.clone() } else { String::new() });
        if text.trim().is_empty() {
            s.plan_view.wish.set(Some(Wish::Find));
        }
    }),
    row("sort-outline", "Order by outline", Group::Look, &[], Scope::Plan, |s| order(s, RowSort::Outline)),
    row("sort-start", "Order by start", Group::Look, &[], Scope::Plan, |s| order(s, RowSort::Start)),
    row("sort-finish", "Order by finish", Group::Look, &[], Scope::Plan, |s| order(s, RowSort::Finish)),
    row("sort-name", "Order by name", Group::Look, &[], Scope::Plan, |s| order(s, RowSort::Name)),
    row("sort-float", "Order by total float", Group::Look, &[], Scope::Plan, |s| order(s, RowSort::Float)),
    row("sort-reverse", "Order the other way round", Group::Look, &[], Scope::Plan, |s| {
        s.plan_view.sort.update(|now| now.descending = now.by != RowSort::Outline && !now.descending);
    }),
    row("open-all", "Open every summary", Group::Look, &[], Scope::Plan, |s| {
        s.update_view(|view| view.collapsed.clear())
    }),
    row("level-1", "Collapse to level 1", Group::Look, &[], Scope::Plan, |s| to_level(s, 1)),
    row("level-2", "Collapse to level 2", Group::Look, &[], Scope::Plan, |s| to_level(s, 2)),
    row("level-3", "Collapse to level 3", Group::Look, &[], Scope::Plan, |s| to_level(s, 3)),
    row("level-4", "Collapse to level 4", Group::Look, &[], Scope::Plan, |s| to_level(s, 4)),
    row("columns", "Choose columns", Group::Look, &[], Scope::Plan, |s| s.plan_view.wish.set(Some(Wish::Columns))),
    row("print", "Print", Group::Look, &["Mod+P"], Scope::Open, |_| {
        // A browser that cannot print does nothing.
        let _ = window().print();
    }),
];

/// Selects the next task whose name has the text looked for.
pub fn find(store: Store, back: bool) {
    let text = store.plan_view.find.get_untracked();
    if text.trim().is_empty() {
        return store.plan_view.wish.set(Some(Wish::Find));
    }
    let focus = store.selection.with_untracked(|selection| selection.focus);
    let found = store.plan(|plan| {
        let from = focus.and_then(|task| plan.position(task));
        rows::find(plan, &text, from, back).and_then(|row| plan.tasks.get(row)).map(|task| task.id)
    });
    match found {
        Some(task) => store.show(task),
        None => store.say(format!("No task’s name has “{}” in it.", text.trim())),
    }
}

fn order(store: Store, by: RowSort) {
    store.plan_view.sort.set(RowOrder { by, descending: false });
}

fn only(store: Store, only: Only) {
    store.plan_view.narrow(store, |filter| {
        filter.only = only;
        if only == Only::All {
            filter.text.clear();
        }
    });
}

/// Collapses so that levels 1 to `level` are seen.
fn to_level(store: Store, level: u16) {
    let collapsed = store.plan(|plan| rows::collapsed_to(plan, level));
    store.update_view(|view| view.collapsed = collapsed);
}
