//! What pointer and touch do in the grid. A click selects, a double click or a second tap edits.

use super::cursor::Aside;
use super::{GridContext, editor};
use crate::ui::commands;
use crate::ui::plan::grid::head;
use forthright::plan::TaskId;
use leptos::ev::{MouseEvent, PointerEvent, WheelEvent};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use std::time::Duration;
use web_sys::{Element, HtmlElement};

/// How long a finger stays before the menu opens.
const LONG_PRESS: Duration = Duration::from_millis(550);

/// Where in the grid something happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    pub aside: Option<Aside>,
    pub task: Option<TaskId>,
    pub column: usize,
}

/// The cell an event happened in.
pub fn spot(event: &web_sys::Event) -> Option<(Spot, Element)> {
    let target = event.target()?.dyn_into::<Element>().ok()?;
    let row = target.closest("[role=row]").ok()??;
    let cell = target.closest("[role=gridcell], [role=columnheader]").ok().flatten();
    let column = cell.and_then(|cell| cell.get_attribute("aria-colindex")?.parse::<usize>().ok()).unwrap_or(1) - 1;
    let (aside, task) = match row.id().strip_prefix("row-")? {
        "head" => (Some(Aside::Head), None),
        "add" => (Some(Aside::Add), None),
        id => (None, Some(TaskId(id.parse().ok()?))),
    };
    Some((Spot { aside, task, column }, target))
}

/// Remembers what pressed, for the click that follows.
pub fn on_down(grid: GridContext, event: &PointerEvent) {
    let on_cursor = spot(event).is_some_and(|(spot, _)| is_cursor(grid, spot));
    let finger = event.pointer_type() == "touch";
    grid.second_tap.set_value(on_cursor && finger);
    let from = (f64::from(event.client_x()), grid.shift.get_untracked());
    grid.swipe.set_value(finger.then_some(from));
    rest(grid, None);
    let task = spot(event).and_then(|(spot, _)| spot.task);
    if let (true, Some(task)) = (finger, task) {
        let at = (event.client_x(), event.client_y());
        let open = move || {
            if grid.swipe.try_get_value().flatten().is_some() {
                open_menu(grid, task, at);
            }
        };
        rest(grid, set_timeout_with_handle(open, LONG_PRESS).ok());
    }
}

/// Waits for a finger that stays, or no longer.
fn rest(grid: GridContext, wait: Option<TimeoutHandle>) {
    if let Some(before) = grid.press.try_update_value(|press| std::mem::replace(press, wait)).flatten() {
        before.clear();
    }
}

/// The finger is gone.
pub fn on_up(grid: GridContext) {
    grid.swipe.set_value(None);
    rest(grid, None);
}

/// A finger moving sideways moves the columns.
pub fn on_swipe(grid: GridContext, event: &PointerEvent) {
    let Some((from, shift)) = grid.swipe.get_value().filter(|_| event.pointer_type() == "touch") else { return };
    let gone = f64::from(event.client_x()) - from;
    if gone.abs() > 8.0 {
        grid.second_tap.set_value(false);
        rest(grid, None);
        grid.shift.set((shift - gone).clamp(0.0, room_across(grid)));
    }
}

fn is_cursor(grid: GridContext, spot: Spot) -> bool {
    let focus = grid.store.selection.with_untracked(|selection| selection.focus);
    spot.task.is_some()
        && spot.task == focus
        && spot.column == grid.cursor.column.get_untracked()
        && grid.cursor.aside.get_untracked().is_none()
}

/// Selects, sorts, opens and closes summaries.
pub fn on_click(grid: GridContext, event: &MouseEvent) {
    let Some((spot, target)) = spot(event) else { return };
    let inside = |selector: &str| target.closest(selector).ok().flatten().is_some();
    match (spot.aside, spot.task) {
        (Some(Aside::Head), _) if inside(".grip") => {}
        (Some(Aside::Head), _) => {
            head::sort_by(grid, spot.column);
            grid.go(None, spot.column, false);
        }
        (Some(Aside::Add), _) => {
            grid.go(Some(grid.row_count()), spot.column, false);
            editor::open(grid, None);
        }
        (None, Some(task)) => {
            if inside(".twisty") {
                grid.store.toggle_collapsed(task);
            }
            if inside(".held-x") {
                grid.store.select(task);
                commands::run(grid.store, "remove-constraint");
                return;
            }
            if inside(".sign.client") {
                // Of several selected tasks, all; else the one that was clicked.
                if !grid.store.selection.with_untracked(|selection| selection.is_among_several(task)) {
                    grid.store.select(task);
                }
                let alone = event.shift_key();
                commands::run(grid.store, if alone { "client-sees-alone" } else { "client-sees" });
                return;
            }
            let Some(place) = grid.plan.place_of(grid.store, task) else { return };
            if event.ctrl_key() || event.meta_key() {
                toggle(grid, task, spot.column);
            } else {
                grid.go(Some(place), spot.column, event.shift_key());
                if grid.second_tap.get_value() {
                    editor::open(grid, None);
                }
            }
        }
        _ => {}
    }
}

/// Adds the task to the selection or takes it out.
pub fn toggle(grid: GridContext, task: TaskId, column: usize) {
    grid.cursor.aside.set(None);
    grid.cursor.column.set(column);
    grid.store.selection.update(|selection| selection.toggle(task));
    grid.focus();
}

/// Edits the cell.
pub fn on_double_click(grid: GridContext, event: &MouseEvent) {
    let Some((spot, target)) = spot(event) else { return };
    if spot.aside != Some(Aside::Head) && target.closest(".twisty, .held-x").ok().flatten().is_none() {
        editor::open(grid, None);
    }
}

/// Opens the menu of the selected tasks; a task outside the selection becomes it.
pub fn on_menu(grid: GridContext, event: &MouseEvent) {
    let Some((Spot { task: Some(task), column, .. }, _)) = spot(event) else { return };
    event.prevent_default();
    grid.cursor.column.set(column);
    open_menu(grid, task, (event.client_x(), event.client_y()));
}

fn open_menu(grid: GridContext, task: TaskId, at: (i32, i32)) {
    grid.second_tap.set_value(false);
    if !grid.store.selection.with_untracked(|selection| selection.tasks.contains(&task)) {
        grid.store.select(task);
    }
    grid.focus();
    grid.store.plan_view.menu.set(Some(at));
}

/// Sideways wheels move the columns, not the timeline.
pub fn on_wheel(grid: GridContext, event: &WheelEvent) {
    let across = if event.shift_key() && event.delta_x() == 0.0 { event.delta_y() } else { event.delta_x() };
    if across == 0.0 || across.abs() < event.delta_y().abs() && !event.shift_key() {
        return;
    }
    let room = room_across(grid);
    if room > 0.0 {
        event.prevent_default();
        grid.shift.update(|shift| *shift = (*shift + across).clamp(0.0, room));
    }
}

/// How far the columns can be moved.
pub fn room_across(grid: GridContext) -> f64 {
    let pane = grid.element.get_untracked().map_or(0.0, |element| f64::from(element.client_width()));
    (f64::from(untrack(|| grid.total())) - pane).max(0.0)
}

/// Calls `moved` with the way gone since the pointer went down, in px, until it is let go. The element holds the pointer.
pub fn drag_across(element: &HtmlElement, down: &PointerEvent, mut moved: impl FnMut(f64) + 'static) {
    let (from, pointer) = (f64::from(down.client_x()), down.pointer_id());
    let on_move = Closure::<dyn FnMut(PointerEvent)>::new(move |event: PointerEvent| {
        if event.pointer_id() == pointer {
            moved(f64::from(event.client_x()) - from);
        }
    });
    let element = element.clone();
    let moving = on_move.as_ref().unchecked_ref::<js_sys::Function>().clone();
    // Listening on a live element cannot fail.
    let _ = element.add_event_listener_with_callback("pointermove", &moving);
    let holder = element.clone();
    let end = Closure::once_into_js(move || {
        let _ = holder.remove_event_listener_with_callback("pointermove", &moving);
        drop(on_move);
    });
    let options = web_sys::AddEventListenerOptions::new();
    options.set_once(true);
    let _ = element.add_event_listener_with_callback_and_add_event_listener_options(
        "lostpointercapture",
        end.unchecked_ref(),
        &options,
    );
}
