//! The plan and every scenario with a tab, side by side: what each comes to.

use super::tabs::go_to;
use crate::ui::chance::of_sides;
use crate::ui::icons;
use crate::ui::store::Store;
use forthright::analysis::{Effective, Fate, effective};
use forthright::schedule::{Schedule, schedule_within};
use forthright::view::scenarios::{self, Tab};
use forthright::view::what_if::{Cell, Mark, Row, Side, Table, chance_rows, side_by_side};
use leptos::prelude::*;
use std::sync::Arc;

/// The table.
#[component]
pub fn SideBySide() -> impl IntoView {
    let store = Store::get();
    let tabs = Memo::new(move |_| store.project.with(scenarios::tabs));
    let columns = Memo::new_with_compare(move |_| Arc::new(columns(store)), |_, _| true);
    let table = Memo::new(move |_| computed(store, &columns.get()));
    let chances = of_sides(store);
    // Beside the dates as soon as they are known; a table with other columns meanwhile has none yet.
    let worth = move || {
        let (all, dates) = (chances.get(), store.dates());
        let fits = table.with(|table| table.heads.len()) == all.len();
        if fits { store.project.with(|project| chance_rows(project, &all, &dates)) } else { Vec::new() }
    };
    let head = move |at: usize, name: String| {
        let id = at.checked_sub(1).and_then(|at| tabs.with(|tabs| tabs.get(at).map(|tab| tab.id)));
        let active = id.is_some() && id == store.active_scenario();
        match id {
            Some(id) => view! { <th scope="col" class:active=active><button type="button" class="task-link" on:click=move |_| go_to(store, Some(id))>{name}</button></th> }.into_any(),
            None => view! { <th scope="col">{name}</th> }.into_any(),
        }
    };
    let heads =
        move || table.read().heads.clone().into_iter().enumerate().map(|(at, name)| head(at, name)).collect_view();
    view! {
        <aside class="inspector side-by-side" aria-label="Side by side" on:keydown=move |event| super::escape(store, &event)>
            <header class="inspector-head">
                <h2>"Side by side"</h2>
                <button type="button" class="button quiet icon" aria-label="Close" on:click=move |_| super::close(store)>{icons::close()}</button>
            </header>
            <div class="scroll" tabindex="0" role="region" aria-label="The plan and its scenarios">
                <table><thead><tr><td></td>{heads}</tr></thead>
                    <tbody>{move || table.read().rows.clone().into_iter().map(row).collect_view()}{move || worth().into_iter().map(row).collect_view()}</tbody></table>
            </div>
            <Show when=move || tabs.read().is_empty()><p class="inspector-empty muted">"No scenario yet: change something, and it stands here beside the plan."</p></Show>
        </aside>
    }
}

fn row(row: Row) -> impl IntoView {
    let cell = |cell: Cell| {
        let class = match cell.mark {
            Mark::Plain => "",
            Mark::Good => "good",
            Mark::Tight => "risky",
            Mark::Bad => "bad",
        };
        view! { <td class=class>{cell.text}</td> }
    };
    view! { <tr><th scope="row">{row.name}</th>{row.cells.into_iter().map(cell).collect_view()}</tr> }
}

/// What stands in a column, at rest.
struct Column {
    tab: Tab,
    effective: Effective,
    schedule: Schedule,
}

/// The scenarios with a tab. They are scheduled once, not at each move of a pointer.
fn columns(store: Store) -> Vec<Column> {
    store.project.with(|project| {
        let promised = project.promised();
        let column = |tab: Tab| {
            let effective = effective(&project.plan, project.scenarios.get(&tab.id)?);
            let schedule = schedule_within(&effective.plan, &promised);
            Some(Column { tab, effective, schedule })
        };
        scenarios::tabs(project).into_iter().filter_map(column).collect()
    })
}

/// The table; what is dragged is in the column of the open scenario already.
fn computed(store: Store, columns: &[Column]) -> Table {
    let (schedule, dates, currency) = (store.facts_schedule.get(), store.dates(), store.currency());
    let (shown, drafted, trial) = (store.shown.get(), store.drafted.get(), store.trial.get());
    let open = store.active_scenario();
    store.project.with(|project| {
        let plan = Side {
            name: "The plan",
            plan: &project.plan,
            schedule: &schedule,
            preview: None,
            changes: None,
            skipped: 0,
        };
        let sides = columns.iter().map(|column| {
            let preview = drafted.as_ref().filter(|_| Some(column.tab.id) == open);
            Side {
                name: &column.tab.name,
                plan: &column.effective.plan,
                schedule: if preview.is_some() { &shown } else { &column.schedule },
                preview,
                changes: Some(column.tab.changes),
                skipped: column.effective.fates.iter().filter(|fate| matches!(fate, Fate::Skipped(_))).count(),
            }
        });
        // A new scenario has a column from the first move on.
        let new = trial.as_ref().filter(|_| open.is_none() && drafted.is_some()).map(|trial| Side {
            name: "New what-if",
            plan: &trial.project.plan,
            schedule: &shown,
            preview: drafted.as_ref(),
            changes: Some(0),
            skipped: 0,
        });
        let sides: Vec<Side> = std::iter::once(plan).chain(sides).chain(new).collect();
        side_by_side(project, &sides, &currency, &dates)
    })
}
