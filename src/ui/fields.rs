//! Cells and the store: what a cell says now, and what becomes of what was typed into it. The columns themselves are
//! rows of [`forthright::view::fields::FIELDS`].

use super::store::Store;
use forthright::plan::TaskId;
use forthright::prepare;
use forthright::schedule::Schedule;
use forthright::view::fields::{Cell, Field};
use forthright::view::numbering::Numbering;
use forthright::view::promises::Promised;
use forthright::view::typing::Typing;
use forthright::words;
use leptos::prelude::*;

/// Reads what was typed for a task and carries it out. `session` makes it a part of an undo step under way, see
/// [`Store::dispatch_typing`].
///
/// # Errors
/// A sentence to be shown beside what was typed; nothing has changed then.
pub fn enter(store: Store, task: TaskId, field: &Field, text: &str, session: Option<u64>) -> Result<(), String> {
    let Some(reader) = field.typed else { return Err(format!("{} follows from other facts.", field.heading)) };
    let words = untrack(|| store.dates());
    let schedule = store.schedule.get_untracked();
    let typed = store.seen.with_untracked(|project| {
        let row = project.plan.position(task).ok_or_else(|| "This task is no longer in the plan.".to_owned())?;
        reader(&Typing { project, schedule: &schedule, row, words }, text)
    })?;
    let Some(typed) = typed else { return Ok(()) };
    if store.is_trying() && prepare::plan_edit(&typed.edit).is_none() {
        return Err("What was said to somebody is a fact and no what-if: type it in the Plan.".to_owned());
    }
    let done = match session {
        Some(session) => store.dispatch_typing(session, &typed.label, typed.edit, Some(task)),
        None => store.dispatch(&typed.label, typed.edit, Some(task)),
    };
    done.map_err(|error| store.plan(|plan| words::edit_error(&error, plan)))?;
    if let Some(said) = typed.said {
        store.say_with_undo(said);
    }
    Ok(())
}

/// What stands in the cell of a task when it is opened for typing.
pub fn text(store: Store, task: TaskId, field: &Field) -> String {
    let words = untrack(|| store.dates());
    let schedule: std::sync::Arc<Schedule> = store.schedule.get_untracked();
    let rows = store.row_of.get_untracked();
    let row_of = |id: TaskId| rows.get(&id).copied();
    // Only columns that nobody types into need outline numbers.
    let numbering = Numbering::default();
    store
        .seen
        .with_untracked(|project| {
            let row = row_of(task)?;
            let task = project.plan.tasks.get(row)?;
            let dates = schedule.rows.get(row).filter(|dates| dates.id == task.id);
            let text = field.opens.unwrap_or(field.text);
            Some(text(&Cell {
                project,
                row,
                task,
                dates,
                numbering: &numbering,
                row_of: &row_of,
                words,
                overload: None,
                promised: &Promised::default(),
                costs: &[],
            }))
        })
        .unwrap_or_default()
}

/// What could be meant in a cell of this column: people, calendars.
pub fn suggestions(store: Store, field: &Field) -> Vec<String> {
    store.plan(|plan| match field.id {
        "owner" => plan.resources.values().map(|person| person.name.clone()).collect(),
        "calendar" => plan.calendars.values().map(|calendar| calendar.name.clone()).collect(),
        "client" => vec!["Yes".to_owned(), "No".to_owned()],
        _ => Vec::new(),
    })
}
