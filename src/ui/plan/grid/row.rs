//! One row of the grid. Eleven nodes at most with the usual columns; clicks and keys are handled by the grid.

use super::{GridContext, ROW, Slot};
use forthright::plan::TaskId;
use forthright::view::fields::Field;
use forthright::view::grid::{GridRow, Sign, Source};
use leptos::attr::custom::custom_attribute;
use leptos::prelude::*;
use std::sync::Arc;

/// The row of a task.
#[component]
pub fn Row(first: Slot, columns: Arc<Vec<&'static Field>>) -> impl IntoView {
    let grid = expect_context::<GridContext>();
    let id = first.id;
    let place = Memo::new(move |before: Option<&Slot>| {
        let known = grid.slots.with(|slots| slots.iter().find(|slot| slot.id == id).copied());
        // A row about to leave keeps its last place.
        known.or(before.copied()).unwrap_or(first)
    });
    let shown = columns.clone();
    let row = Memo::new(move |before: Option<&Option<GridRow>>| {
        made(grid, place.get(), &shown).or_else(|| before.cloned().flatten())
    });
    let look = move || row.with(|row| row.as_ref().map_or_else(String::new, classes));
    let level = move || row.with(|row| row.as_ref().map_or(1, |row| row.level + 1));
    let collapsed = Memo::new(move |_| grid.collapsed.with(|collapsed| collapsed.contains(&id.0)));
    let expanded = move || {
        let summary = row.with(|row| row.as_ref().is_some_and(|row| row.summary));
        summary.then(|| if collapsed.get() { "false" } else { "true" })
    };
    let selected = Memo::new(move |_| grid.store.selection.with(|selection| selection.tasks.contains(&id)));
    let name = super::name_at(&columns);
    let cells = columns.iter().enumerate().map(|(at, field)| cell(grid, row, at, field, at < name)).collect_view();
    view! {
        <div role="row" id=format!("row-{}", id.0) class=look aria-expanded=expanded
            aria-rowindex=move || place.get().place + 2 aria-selected=move || if selected.get() { "true" } else { "false" }
            style:top={move || format!("{}px", place.get().place as f64 * ROW)} {..custom_attribute("aria-level", move || level().to_string())}>{cells}</div>
    }
}

/// What the row shows now.
fn made(grid: GridContext, slot: Slot, columns: &[&'static Field]) -> Option<GridRow> {
    let scene = grid.scene.get();
    let row_of = |task: TaskId| scene.row_of.get(&task).copied();
    grid.store.seen.with_untracked(|project| {
        let source = Source {
            project,
            schedule: &scene.schedule,
            numbering: &scene.numbering,
            row_of: &row_of,
            words: scene.words,
            issues: &scene.issues,
            overload: &scene.overload,
        };
        source.row(slot.row, columns).filter(|row| row.id == slot.id)
    })
}

fn classes(row: &GridRow) -> String {
    let mut class = "grid-row".to_owned();
    for (holds, name) in [
        (row.summary, " summary"),
        (row.milestone, " milestone"),
        (row.critical, " critical"),
        (row.done, " done"),
        (row.inactive, " inactive"),
    ] {
        if holds {
            class += name;
        }
    }
    class
}

fn cell(grid: GridContext, row: Memo<Option<GridRow>>, at: usize, field: &'static Field, kept: bool) -> AnyView {
    let text = move || row.with(|row| row.as_ref().and_then(|row| row.cells.get(at)).cloned().unwrap_or_default());
    if field.id != "name" {
        let class = match (field.figures, kept) {
            (true, true) => "cell num kept",
            (true, false) => "cell num",
            (false, true) => "cell kept",
            (false, false) => "cell",
        };
        return view! { <div role="gridcell" class=class tabindex="-1" aria-colindex=at + 1>{text}</div> }.into_any();
    }
    let level = move || row.with(|row| row.as_ref().map_or(0, |row| row.level)).to_string();
    let summary = Memo::new(move |_| row.with(|row| row.as_ref().is_some_and(|row| row.summary)));
    let signs = Memo::new(move |_| row.with(|row| row.as_ref().map(|row| row.signs.clone()).unwrap_or_default()));
    view! {
        <div role="gridcell" class="cell name kept" tabindex="-1" aria-colindex=at + 1 style:--level=level>
            {move || summary.get().then(|| view! { <span class="twisty" aria-hidden="true"></span> })}
            <span class="text">{text}</span>
            {move || signs.get().into_iter().map(|sign| sign_view(grid, sign)).collect_view()}
        </div>
    }
    .into_any()
}

fn sign_view(_grid: GridContext, sign: Sign) -> AnyView {
    match sign {
        Sign::Constraint(text) => {
            let remove = format!("Remove: {text}");
            view! {
                <span class="held" title=text.clone()><span class="held-text">{text.clone()}</span>
                    <button type="button" class="held-x" tabindex="-1" aria-label=remove.clone() title=remove>"✕"</button></span>
            }
            .into_any()
        }
        Sign::Overload(text) => {
            view! { <span class="sign load" role="img" aria-label=text.clone() title=text>"⚖"</span> }.into_any()
        }
        Sign::Issue(text) => {
            view! { <span class="sign issue" role="img" aria-label=text.clone() title=text>"!"</span> }.into_any()
        }
    }
}
