//! The row of column names: click or Enter sorts (ascending, descending, the outline's order), the edge (or Shift with ← →) changes the width.

use super::GridContext;
use forthright::view::fields::Field;
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// Least and greatest width of a column, in px.
const WIDTHS: std::ops::RangeInclusive<u32> = 40..=800;

/// The head's one row.
#[component]
pub fn HeadRow() -> impl IntoView {
    let grid = expect_context::<GridContext>();
    view! {
        <div role="row" id="row-head" class="head-row" aria-rowindex="1">
            {move || {
                let columns = grid.columns.get();
                let name = super::name_at(&columns);
                columns.iter().enumerate().map(|(at, field)| head_cell(grid, at, field, at <= name)).collect_view()
            }}
        </div>
    }
}

fn head_cell(grid: GridContext, at: usize, field: &'static Field, kept: bool) -> impl IntoView {
    let sorted = move || {
        let now = grid.store.plan_view.sort.get();
        field.sort.map(|sort| match now.by == sort {
            true if now.descending => "descending",
            true => "ascending",
            false => "none",
        })
    };
    let class = if field.figures { "head-cell num" } else { "head-cell" };
    view! {
        <div role="columnheader" class=class class:kept=kept tabindex="-1" aria-colindex=at + 1 aria-sort=sorted title=field.heading>
            <span class="text">{field.heading}</span>
            <span class="grip" aria-hidden="true" on:pointerdown=move |event| drag(grid, at, &event)></span>
        </div>
    }
}

/// Sorts by a column, then the other way round, then back to the outline's order.
pub fn sort_by(grid: GridContext, column: usize) {
    let Some(sort) = grid.columns.with_untracked(|columns| columns.get(column).and_then(|field| field.sort)) else {
        return;
    };
    grid.store.plan_view.sort.update(|now| *now = now.next(sort));
}

/// Makes a column wider or narrower by `by` px.
pub fn widen(grid: GridContext, column: usize, by: i32) {
    let now = grid.widths.with_untracked(|widths| widths.get(column).copied().unwrap_or(80));
    set_width(grid, column, now.saturating_add_signed(by));
}

fn set_width(grid: GridContext, column: usize, width: u32) {
    let Some(id) = grid.columns.with_untracked(|columns| columns.get(column).map(|field| field.id)) else { return };
    let width = width.clamp(*WIDTHS.start(), *WIDTHS.end());
    grid.store.prefs.update(|prefs| {
        prefs.column_widths.insert(id.to_owned(), width);
    });
}

/// The edge follows the pointer until it is let go.
fn drag(grid: GridContext, column: usize, event: &PointerEvent) {
    event.prevent_default();
    event.stop_propagation();
    let Some(grip) = event.current_target().and_then(|target| target.dyn_into::<web_sys::HtmlElement>().ok()) else {
        return;
    };
    // A pointer that is already gone cannot be held; the drag then ends with the next move.
    let _ = grip.set_pointer_capture(event.pointer_id());
    let width = grid.widths.with_untracked(|widths| widths.get(column).copied().unwrap_or(80));
    super::pointer::drag_across(&grip, event, move |by| {
        set_width(grid, column, (f64::from(width) + by).round().max(0.0) as u32);
    });
}
