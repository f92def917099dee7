//! What can be done to the selected tasks: outline, links, progress, adding and deleting. Grid, timeline, palette,
//! toolbar and context menu all come here.

use super::{Command, Group, Scope, row};
use crate::ui::plan::{Wish, clipboard};
use crate::ui::rooms::Room;
use crate::ui::store::{Selection, Store};
use forthright::edit::{PlanEdit, TaskField};
use forthright::plan::{Duration, Place, Plan, Task, TaskId, Unit};
use forthright::{prepare, words};
use leptos::prelude::*;
use std::collections::BTreeSet;

/// The rows of this group.
pub const ROWS: &[Command] = &[
    row("add-task", "Add a task below", Group::Tasks, &["Insert", "Mod+Enter"], Scope::Tasks, add_below),
    row("indent", "Indent", Group::Tasks, &["Alt+Shift+ArrowRight"], Scope::Task, |s| {
        change(s, "Indent", prepare::indent, "There is no task above to put it under.")
    }),
    row("outdent", "Outdent", Group::Tasks, &["Alt+Shift+ArrowLeft"], Scope::Task, |s| {
        change(s, "Outdent", prepare::outdent, "It already stands at the top level.")
    }),
    row("move-up", "Move up", Group::Tasks, &["Alt+ArrowUp"], Scope::Task, |s| {
        change(s, "Move up", prepare::move_up, "It is already the first of its level.")
    }),
    row("move-down", "Move down", Group::Tasks, &["Alt+ArrowDown"], Scope::Task, |s| {
        change(s, "Move down", prepare::move_down, "It is already the last of its level.")
    }),
    row("link", "Link in order", Group::Tasks, &["Mod+F2"], Scope::Task, |s| {
        change(s, "Link", prepare::link_in_order, "Select two tasks or more, in the order of the work, to link them.")
    }),
    row("unlink", "Unlink", Group::Tasks, &["Mod+Shift+F2"], Scope::Task, |s| {
        change(s, "Unlink", prepare::unlink, "There is no link here to take away.")
    }),
    row("mark-done", "Mark done", Group::Tasks, &[], Scope::Task, |s| {
        let schedule = s.schedule.get_untracked();
        change(s, "Mark done", |plan, tasks| prepare::mark_done(plan, &schedule, tasks), "It is done already.")
    }),
    row("clear-progress", "Take progress back", Group::Tasks, &[], Scope::Task, |s| {
        let schedule = s.schedule.get_untracked();
        change(
            s,
            "Take progress back of",
            |plan, tasks| prepare::clear_progress(plan, &schedule, tasks),
            "Nothing is done on it yet.",
        )
    }),
    row("remove-constraint", "Remove the constraint", Group::Tasks, &[], Scope::Task, |s| {
        change(s, "Remove the constraint of", without_constraint, "It has no constraint.")
    }),
    row("make-milestone", "Make it a milestone", Group::Tasks, &[], Scope::Task, |s| {
        change(s, "Make a milestone of", as_milestone, "It is a milestone, or has steps of its own.")
    }),
    row("toggle-inactive", "Make inactive, or active again", Group::Tasks, &[], Scope::Task, toggle_inactive),
    row("client-sees", "Show to the client with all inside, or hide", Group::Tasks, &["Alt+Enter"], Scope::Task, |s| {
        mark(s, true)
    }),
    row(
        "client-sees-alone",
        "Show this row alone to the client, or hide",
        Group::Tasks,
        &["Alt+Shift+Enter"],
        Scope::Task,
        |s| mark(s, false),
    ),
    row("cut", "Cut", Group::Tasks, &[], Scope::Task, |_| clipboard::by_command("cut")),
    row("copy", "Copy", Group::Tasks, &[], Scope::Task, |_| clipboard::by_command("copy")),
    row("paste", "Paste below", Group::Tasks, &[], Scope::Tasks, |s| s.plan_view.paste.set(true)),
    row("duplicate", "Duplicate", Group::Tasks, &["Mod+D"], Scope::Task, duplicate),
    row("delete", "Delete", Group::Tasks, &["Delete"], Scope::Task, |s| delete(s, true)),
    row("delete-unbridged", "Delete and let its links go", Group::Tasks, &[], Scope::Task, |s| delete(s, false)),
    row("edit-cell", "Edit the cell", Group::Tasks, &["F2"], Scope::Plan, |s| {
        s.plan_view.wish.set(Some(Wish::EditCell))
    }),
];

/// The selected tasks that are still there, in the order they were chosen.
pub fn selected(store: Store) -> Vec<TaskId> {
    let chosen = store.selection.with_untracked(|selection| {
        if selection.tasks.is_empty() { selection.focus.into_iter().collect() } else { selection.tasks.clone() }
    });
    store.row_of.with_untracked(|rows| chosen.into_iter().filter(|task| rows.contains_key(task)).collect())
}

/// `Indent Design`, `Indent 3 tasks`.
fn label(plan: &Plan, verb: &str, tasks: &[TaskId]) -> String {
    match tasks {
        [one] => format!("{verb} {}", words::task_name(plan, *one)),
        many => format!("{verb} {} tasks", many.len()),
    }
}

/// Carries out what `prepare` makes of the selected tasks; says `nothing` when it makes nothing.
fn change(store: Store, verb: &str, prepare: impl Fn(&Plan, &[TaskId]) -> Option<PlanEdit>, nothing: &str) {
    let tasks = selected(store);
    match store.plan(|plan| prepare(plan, &tasks).map(|edit| (edit, label(plan, verb, &tasks)))) {
        Some((edit, label)) => {
            store.act(&label, edit, tasks.first().copied());
            focus_again(store);
        }
        None => store.say(nothing),
    }
}

/// Gives the focus back to the grid or the outline, where the change may have taken the cell or line it was on.
fn focus_again(store: Store) {
    if store.room.get_untracked() != Room::Files {
        store.plan_view.wish.set(Some(Wish::Focus));
    }
}

fn set_all(tasks: &[TaskId], field: impl Fn(TaskId) -> Option<TaskField>) -> Option<PlanEdit> {
    let edits: Vec<PlanEdit> =
        tasks.iter().filter_map(|task| Some(PlanEdit::Set { task: *task, field: field(*task)? })).collect();
    (!edits.is_empty()).then_some(PlanEdit::Batch(edits))
}

fn without_constraint(plan: &Plan, tasks: &[TaskId]) -> Option<PlanEdit> {
    set_all(tasks, |task| plan.task(task)?.constraint.map(|_| TaskField::Constraint(None)))
}

fn as_milestone(plan: &Plan, tasks: &[TaskId]) -> Option<PlanEdit> {
    set_all(tasks, |id| {
        let row = plan.position(id)?;
        let task = plan.tasks.get(row)?;
        (task.duration.minutes != 0 && !plan.is_summary(row)).then_some(TaskField::Duration(Duration::ZERO))
    })
}

/// Shows the selected tasks to the client, or keeps them private; `inside`: with all below them.
fn mark(store: Store, inside: bool) {
    mark_for_client(store, &selected(store), inside);
    focus_again(store);
}

/// The same for any tasks. What became of them is said: rows that are closed are marked too.
pub fn mark_for_client(store: Store, tasks: &[TaskId], inside: bool) {
    match store.plan(|plan| prepare::mark_for_client(plan, tasks, inside)) {
        Some(marking) => {
            if store.act(&marking.label(), marking.edit.clone(), tasks.first().copied()) {
                store.say_with_undo(marking.told());
            }
        }
        None => store.say("Nothing is selected."),
    }
}

/// All become inactive, unless all are already.
fn toggle_inactive(store: Store) {
    let tasks = selected(store);
    match store.plan(|plan| tasks.iter().all(|task| plan.task(*task).is_some_and(|task| task.inactive))) {
        true => change(store, "Make active", prepare::activate, "Nothing is selected."),
        false => change(store, "Make inactive", prepare::deactivate, "Nothing is selected."),
    }
}

fn duplicate(store: Store) {
    let tasks = selected(store);
    let made = store.plan(|plan| prepare::duplicate(plan, &tasks).map(|made| (made, label(plan, "Duplicate", &tasks))));
    if let Some(((edit, copies), label)) = made
        && store.act(&label, edit, copies.first().copied())
    {
        store.selection.set(Selection {
            focus: copies.first().copied(),
            anchor: copies.first().copied(),
            tasks: copies,
        });
        focus_again(store);
    }
}

/// Takes the selected tasks out; the next one is selected, and the way back is offered.
fn delete(store: Store, bridges: bool) {
    let prepare = if bridges { prepare::delete } else { prepare::delete_without_bridging };
    let tasks = selected(store);
    let made = store.plan(|plan| {
        let roots = prepare::roots(plan, &tasks);
        let first = plan.position(*roots.first()?)?;
        let end = roots.last().and_then(|last| plan.position(*last)).map_or(first, |row| plan.subtree(row).end);
        let next = plan.tasks.get(end).or_else(|| plan.tasks.get(first.checked_sub(1)?)).map(|task| task.id);
        let gone: BTreeSet<TaskId> = plan.tasks[first..end].iter().map(|task| task.id).collect();
        let waited_for =
            plan.dependencies.keys().any(|link| gone.contains(&link.predecessor) && !gone.contains(&link.successor));
        Some((prepare(plan, &tasks)?, label(plan, "Delete", &roots), next, waited_for))
    });
    let Some((edit, label, next, waited_for)) = made else { return };
    if store.act(&label, edit, tasks.first().copied()) {
        match next {
            Some(next) => store.select(next),
            None => store.selection.set(Selection::default()),
        }
        focus_again(store);
        let what = label.strip_prefix("Delete ").unwrap_or(&label);
        let after = if bridges && waited_for { "; what waited for it now waits for what came before" } else { "" };
        store.say_with_undo(format!("Deleted {what}{after}"));
    }
}

/// A day of work with a question mark: a task nobody has estimated yet.
pub fn fresh_task(id: TaskId, level: u16, name: &str) -> Task {
    Task::new(id, level, name, Duration { minutes: 480, unit: Unit::Day, elapsed: false, estimated: true })
}

/// Puts a new task into the row below the one in focus and opens its name; name and task are one undo step.
fn add_below(store: Store) {
    let focus = store.selection.with_untracked(|selection| selection.focus);
    let collapsed = focus.is_some_and(|task| store.view().with_untracked(|view| view.collapsed.contains(&task.0)));
    let (id, place) = store.plan(|plan| {
        let row = focus.and_then(|task| plan.position(task));
        let place = match row {
            Some(row) if plan.is_summary(row) && !collapsed => Place { parent: focus, after: None },
            Some(row) => Place { after: focus, ..plan.place_of(row) },
            None => at_end(plan),
        };
        (TaskId(plan.fresh_id()), place)
    });
    let edit = PlanEdit::Insert { place, tasks: vec![fresh_task(id, 0, "")], dependencies: Vec::new() };
    let session = u64::from(id.0) << 32;
    match store.dispatch_typing(session, "Add a task", edit, Some(id)) {
        Ok(()) => {
            // The outline brings it on the screen together with the caret.
            if store.room.get_untracked() == Room::Plan {
                store.show(id);
            }
            store.plan_view.wish.set(Some(Wish::NameNew(id, session)));
        }
        Err(error) => store.say(store.plan(|plan| words::edit_error(&error, plan))),
    }
}

/// Behind the last task, on its level.
pub fn at_end(plan: &Plan) -> Place {
    match plan.tasks.len().checked_sub(1) {
        Some(last) => Place { after: plan.tasks.get(last).map(|task| task.id), ..plan.place_of(last) },
        None => Place { parent: None, after: None },
    }
}
