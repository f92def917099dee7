//! What keys do in the grid: moving the cursor and selecting. Keys of commands go on to the command table.

use super::GridContext;
use super::cursor::Aside;
use super::{editor, head, pointer};
use crate::ui::commands;
use crate::ui::plan::ROW;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// Handles a key pressed in a cell.
pub fn on_key(grid: GridContext, event: &KeyboardEvent) {
    if event.default_prevented() || event.is_composing() || event.alt_key() {
        return;
    }
    let control = event.ctrl_key() || event.meta_key();
    let done = match event.key().as_str() {
        "ArrowUp" if !control => step(grid, -1, event.shift_key()),
        "ArrowDown" if !control => step(grid, 1, event.shift_key()),
        "ArrowLeft" if !control => across(grid, event, -1),
        "ArrowRight" if !control => across(grid, event, 1),
        "Home" if control => jump(grid, Some(0), event),
        "End" if control => jump(grid, Some(grid.row_count().saturating_sub(1)), event),
        "Home" => column(grid, 0),
        "End" => column(grid, usize::MAX),
        "PageUp" => step(grid, -page(grid), event.shift_key()),
        "PageDown" => step(grid, page(grid), event.shift_key()),
        "a" | "A" if control => {
            grid.select_all();
            true
        }
        "Enter" if grid.place().is_none() => {
            head::sort_by(grid, grid.cursor.column.get_untracked());
            true
        }
        "Enter" if !control && !event.shift_key() => editor::open(grid, None) || step(grid, 1, false),
        "F2" if !control && !event.shift_key() => editor::open(grid, None),
        // No task is under the cursor: none that is selected elsewhere is meant.
        "Delete" if grid.cursor.aside.get_untracked().is_some() => true,
        "Backspace" if !control => editor::open(grid, Some(String::new())),
        " " if !event.shift_key() => space(grid),
        "Escape" => one_again(grid),
        "ContextMenu" => menu(grid),
        "F10" if event.shift_key() => menu(grid),
        // A letter begins to type, except where nothing can be typed, for the keys of help and of What-if (a name that
        // begins with it begins with a capital), and for those of Present and the radar where no words are typed.
        "p" | "r" if !control && !takes_words(grid) => false,
        letter if !control && !matches!(letter, "?" | "w") && letter.chars().count() == 1 => {
            grid.place().is_some() && editor::open(grid, Some(letter.to_owned()))
        }
        _ => false,
    };
    if done {
        event.prevent_default();
    }
}

/// Whether words are typed into the cell.
fn takes_words(grid: GridContext) -> bool {
    let column = grid.cursor.column.get_untracked();
    grid.columns.with_untracked(|columns| columns.get(column).is_some_and(|field| field.takes_words()))
}

/// Rows on a screen, less one.
fn page(grid: GridContext) -> isize {
    ((grid.store.plan_view.size.get_untracked().1 / ROW) as isize - 3).max(1)
}

fn step(grid: GridContext, by: isize, extend: bool) -> bool {
    let column = grid.cursor.column.get_untracked();
    let count = grid.row_count();
    let place = match grid.place() {
        None if by > 0 => Some((by - 1) as usize),
        None => None,
        // The head is one key above the first row, and a page never leaves the tasks.
        Some(0) if by == -1 && !extend => None,
        Some(place) => {
            let end = if by == 1 && !extend { count } else { count.saturating_sub(1).max(place.min(count)) };
            Some(place.saturating_add_signed(by).min(end))
        }
    };
    grid.go(place, column, extend);
    true
}

fn jump(grid: GridContext, place: Option<usize>, event: &KeyboardEvent) -> bool {
    let column = if event.key() == "Home" { 0 } else { usize::MAX };
    let column = if event.shift_key() { grid.cursor.column.get_untracked() } else { column };
    grid.go(place, column, event.shift_key());
    true
}

fn column(grid: GridContext, column: usize) -> bool {
    grid.go(grid.place(), column, false);
    true
}

/// ← and →: on the name they close and open a summary first; in the head with Shift they change the width.
fn across(grid: GridContext, event: &KeyboardEvent, by: isize) -> bool {
    let at = grid.cursor.column.get_untracked();
    if grid.cursor.aside.get_untracked() == Some(Aside::Head) && event.shift_key() {
        head::widen(grid, at, by as i32 * 8);
        return true;
    }
    let on_name = grid.columns.with_untracked(|columns| columns.get(at).is_some_and(|field| field.id == "name"));
    if on_name && grid.cursor.aside.get_untracked().is_none() && fold(grid, by) {
        return true;
    }
    let last = grid.columns.with_untracked(|columns| columns.len().saturating_sub(1));
    if at == 0 && by < 0 || at >= last && by > 0 {
        return true;
    }
    column(grid, at.saturating_add_signed(by))
}

/// Closes (←) an open summary or opens (→) a closed one. False when there was nothing to do.
fn fold(grid: GridContext, by: isize) -> bool {
    let Some(task) = grid.store.selection.with_untracked(|selection| selection.focus) else { return false };
    let row = grid.store.row_of.with_untracked(|rows| rows.get(&task).copied());
    if !row.is_some_and(|row| grid.numbering.with_untracked(|numbering| numbering.is_summary(row))) {
        return false;
    }
    let closed = grid.collapsed.with_untracked(|collapsed| collapsed.contains(&task.0));
    if closed != (by > 0) {
        return false;
    }
    grid.store.toggle_collapsed(task);
    true
}

/// Space says yes or no where that is what the column holds; elsewhere it adds the row to the selection or takes it out.
fn space(grid: GridContext) -> bool {
    let Some(task) = grid.store.selection.with_untracked(|selection| selection.focus) else { return false };
    if grid.cursor.aside.get_untracked().is_some() {
        return false;
    }
    let column = grid.cursor.column.get_untracked();
    if grid.columns.with_untracked(|columns| columns.get(column).is_some_and(|field| field.id == "client")) {
        commands::run(grid.store, "client-sees-alone");
        return true;
    }
    pointer::toggle(grid, task, grid.cursor.column.get_untracked());
    true
}

/// Opens the menu of the selected tasks below the cursor.
fn menu(grid: GridContext) -> bool {
    let Some(cell) = grid.cell().filter(|_| grid.cursor.aside.get_untracked().is_none()) else { return false };
    let at = cell.get_bounding_client_rect();
    grid.store.plan_view.menu.set(Some((at.left() as i32 + 16, at.bottom() as i32)));
    true
}

/// Several selected rows become one again.
fn one_again(grid: GridContext) -> bool {
    let several = grid.store.selection.with_untracked(|selection| selection.tasks.len() > 1);
    if several && let Some(task) = grid.store.selection.with_untracked(|selection| selection.focus) {
        grid.store.select(task);
    }
    several
}
