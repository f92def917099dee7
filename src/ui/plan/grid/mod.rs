//! The grid: a `treegrid` named Tasks. Only the rows in sight are in the DOM, keyed by task and placed by `top`; what a
//! row shows is one value ([`forthright::view::grid::GridRow`]), so only cells that changed are painted.

mod cursor;
mod editor;
mod head;
mod keys;
mod load;
mod pointer;
mod row;
mod splitter;

pub use splitter::Splitter;

use super::{PlanContext, ROW, clipboard};
use crate::ui::prefs::Prefs;
use crate::ui::store::Store;
use cursor::Cursor;
use editor::Editors;
use forthright::analysis::{self, Overload};
use forthright::plan::{Money, Task, TaskId};
use forthright::schedule::Schedule;
use forthright::view::fields::{self, Field};
use forthright::view::grid::{drafted, issues_by_task};
use forthright::view::numbering::Numbering;
use forthright::view::promises::Promised;
use forthright::words::Dates;
use head::HeadRow;
use leptos::attr::custom::custom_attribute;
use leptos::html;
use leptos::prelude::*;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

/// Columns, their widths and everything else the parts of the grid share.
#[derive(Clone, Copy)]
pub struct GridContext {
    pub store: Store,
    pub plan: PlanContext,
    pub columns: Memo<Arc<Vec<&'static Field>>>,
    /// Width of each column in px.
    pub widths: Memo<Arc<Vec<u32>>>,
    pub numbering: Memo<Arc<Numbering>>,
    /// The rows in the DOM.
    pub slots: Memo<Vec<Slot>>,
    pub cursor: Cursor,
    /// How far the columns are scrolled sideways, in px.
    pub shift: RwSignal<f64>,
    /// The first columns, to the name, and their width in px: they stay in sight where the pane has room for more.
    pub kept: Memo<(usize, f64)>,
    pub element: NodeRef<html::Div>,
    /// Ids of the collapsed summaries.
    pub collapsed: Memo<BTreeSet<u32>>,
    /// Where a finger went down, across, and how far the columns were scrolled then.
    pub swipe: StoredValue<Option<(f64, f64)>>,
    /// A finger is down and waits for the menu.
    pub press: StoredValue<Option<TimeoutHandle>>,
    /// The pointer that went down was a finger, on the cell that has the cursor.
    pub second_tap: StoredValue<bool>,
    /// The cells open for typing, the one with the focus last.
    pub editors: RwSignal<Vec<editor::Editing>>,
    /// What all rows are made from.
    pub scene: Memo<Arc<Scene>>,
}

/// What all rows are made from besides the project, as one thing to follow: following each of them from each row takes
/// longer than painting.
pub struct Scene {
    pub schedule: Arc<Schedule>,
    pub numbering: Arc<Numbering>,
    pub row_of: Arc<HashMap<TaskId, usize>>,
    pub words: Dates,
    /// The issues to show on a task, by index, and who has too much to do.
    pub issues: Arc<HashMap<TaskId, Vec<usize>>>,
    pub overload: Arc<HashMap<TaskId, Overload>>,
    pub promised: Arc<Promised>,
    /// What each row comes to; empty unless a column shows it.
    pub costs: Arc<Vec<Money>>,
    /// A task as the gesture that lasts makes it.
    pub drafted: Option<Task>,
}

/// Room the other columns need beside the name, in px, for it to stay in sight.
const BESIDE: f64 = 90.0;
/// Below this width of the desk, in px, the usual columns are few and the name is short.
const NARROW: f64 = 700.0;
const NARROW_NAME: u32 = 172;
const FEW: [&str; 5] = ["name", "progress", "finish", "start", "duration"];

/// The columns shown.
fn columns_of(prefs: &Prefs, narrow: bool) -> Vec<&'static Field> {
    let few = narrow && prefs.columns.is_empty();
    if few { fields::chosen(&FEW.map(str::to_owned)) } else { fields::chosen(&prefs.columns) }
}

/// Their widths in px.
fn widths_of(prefs: &Prefs, columns: &[&'static Field], narrow: bool) -> Vec<u32> {
    let usual = |field: &Field| if narrow && field.id == "name" { NARROW_NAME } else { field.width };
    let width = |field: &&Field| prefs.column_widths.get(field.id).copied().unwrap_or_else(|| usual(field));
    columns.iter().map(width).collect()
}

/// Where the name stands.
fn name_at(columns: &[&'static Field]) -> usize {
    columns.iter().position(|field| field.id == "name").unwrap_or(0)
}

/// A row in the DOM.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    pub id: TaskId,
    /// Among the rows shown, from 0.
    pub place: usize,
    /// In `plan.tasks`.
    pub row: usize,
}

impl GridContext {
    fn new(store: Store, plan: PlanContext) -> GridContext {
        let narrow = Memo::new(move |_| store.plan_view.size.get().0 < NARROW);
        let columns = Memo::new(move |_| Arc::new(columns_of(&store.prefs.read(), narrow.get())));
        let widths = Memo::new(move |_| Arc::new(widths_of(&store.prefs.read(), &columns.read(), narrow.get())));
        let numbering = Memo::new(move |_| store.seen.with(|project| Arc::new(Numbering::new(&project.plan))));
        let words = Memo::new(move |_| {
            let start = store.seen.with(|project| project.plan.settings.start.date());
            Dates::new(store.locale.get(), store.today.get()).near(start)
        });
        let issues = Memo::new(move |_| store.schedule.with(|schedule| Arc::new(issues_by_task(schedule))));
        let overload = load::followed(store);
        let priced = Memo::new(move |_| columns.read().iter().any(|field| field.id == "cost"));
        let costs = Memo::new(move |_| match priced.get() {
            true => store.shown.with(|schedule| store.seen.with(|p| Arc::new(analysis::costs(&p.plan, schedule)))),
            false => Arc::default(),
        });
        let scene = Memo::new_with_compare(
            move |_| {
                store.seen.track();
                Arc::new(Scene {
                    schedule: store.shown.get(),
                    numbering: numbering.get(),
                    row_of: store.row_of.get(),
                    words: words.get(),
                    issues: issues.get(),
                    overload: overload.get(),
                    promised: store.promised.get(),
                    costs: costs.get(),
                    drafted: store.seen.with(|p| store.drafted.with(|edit| drafted(&p.plan, edit.as_ref()?))),
                })
            },
            |_, _| true,
        );
        let cursor = Cursor::new();
        let looked_at = store.view();
        GridContext {
            store,
            plan,
            columns,
            widths,
            numbering,
            slots: Memo::new(move |_| slots(store, plan, numbering)),
            cursor,
            shift: RwSignal::new(0.0),
            kept: Memo::new(move |_| {
                let count = name_at(&columns.read()) + 1;
                let width = f64::from(widths.read().iter().take(count).sum::<u32>());
                if width + BESIDE <= store.plan_view.grid_width.get() { (count, width) } else { (0, 0.0) }
            }),
            element: NodeRef::new(),
            collapsed: Memo::new(move |_| looked_at.with(|view| view.collapsed.clone())),
            swipe: StoredValue::new(None),
            press: StoredValue::new(None),
            second_tap: StoredValue::new(false),
            editors: RwSignal::new(Vec::new()),
            scene,
        }
    }

    /// All columns together, in px.
    pub fn total(&self) -> u32 {
        self.widths.with(|widths| widths.iter().sum())
    }

    /// Where a column begins, in px.
    pub fn column_left(&self, column: usize) -> u32 {
        self.widths.with(|widths| widths.iter().take(column).sum())
    }
}

/// The rows to have in the DOM: those in sight, and the one with the cursor, so that the focus is never lost.
fn slots(store: Store, plan: PlanContext, numbering: Memo<Arc<Numbering>>) -> Vec<Slot> {
    let focus = store.selection.with(|selection| selection.focus);
    let focused_row = focus.and_then(|task| store.row_of.with(|rows| rows.get(&task).copied()));
    let window = plan.window.get();
    plan.rows.with(|rows| {
        numbering.with(|numbering| {
            let slot = |place: usize| {
                let row = *rows.get(place)?;
                Some(Slot { id: numbering.id(row)?, place, row })
            };
            let mut slots: Vec<Slot> = window.clone().filter_map(slot).collect();
            if let Some(row) = focused_row.filter(|row| !slots.iter().any(|slot| slot.row == *row)) {
                slots.extend(rows.iter().position(|shown| *shown == row).and_then(slot));
                // A node that need not be moved keeps the focus.
                slots.sort_by_key(|slot| slot.place);
            }
            slots
        })
    })
}

/// The grid.
#[component]
pub fn Grid() -> impl IntoView {
    let store = Store::get();
    let plan = expect_context::<PlanContext>();
    let grid = GridContext::new(store, plan);
    provide_context(grid);
    let body = NodeRef::new();
    // Before the cursor, which looks for its cell.
    row::paint(grid, body);
    cursor::follow(grid);
    editor::grant(grid);
    clipboard::listen(grid.store, forthright::format::write_table, move |text| clipboard::paste_text(grid, text));
    let template = move || {
        let widths = grid.widths.get();
        widths.iter().map(|width| format!("{width}px")).collect::<Vec<_>>().join(" ")
    };
    let count = move || plan.rows.with(|rows| rows.len());
    let shifted = move || match grid.shift.get() {
        shift if shift > 0.0 => format!("translateX({}px)", -shift),
        _ => "none".to_owned(),
    };
    view! {
        <div role="treegrid" aria-label="Tasks" aria-multiselectable="true" class="grid" node_ref=grid.element
            aria-rowcount=move || count() + 2 aria-colcount=move || grid.columns.read().len()
            class:keeps=move || { grid.kept.get().0 > 0 && grid.shift.get() > 0.0 } style:--shift=move || format!("{}px", grid.shift.get())
            style:--columns=template style:--total=move || format!("{}px", grid.total())
            on:keydown=move |event| keys::on_key(grid, &event)
            on:pointerdown=move |event| pointer::on_down(grid, &event)
            on:pointermove=move |event| pointer::on_swipe(grid, &event)
            on:pointerup=move |_| pointer::on_up(grid) on:pointercancel=move |_| pointer::on_up(grid)
            on:click=move |event| pointer::on_click(grid, &event)
            on:dblclick=move |event| pointer::on_double_click(grid, &event)
            on:contextmenu=move |event| pointer::on_menu(grid, &event)
            on:focusin=move |_| grid.cursor.inside.set_value(true)
            on:focusout=move |event| cursor::on_focus_out(grid, &event)
            on:wheel=move |event| pointer::on_wheel(grid, &event)>
            <div role="rowgroup" class="grid-head"><div class="grid-shift" role="presentation" style:transform=shifted><HeadRow/></div></div>
            <div role="rowgroup" class="grid-body" node_ref=body style:transform=shifted>
                // The rows stand before this one.
                <AddRow/>
            </div>
        </div>
        <NothingShown/>
        <Editors/>
        <Across/>
    }
}

/// The empty row at the end.
#[component]
fn AddRow() -> impl IntoView {
    let grid = expect_context::<GridContext>();
    let count = move || grid.plan.rows.with(|rows| rows.len());
    let name = move || name_at(&grid.columns.read());
    view! {
        <div role="row" id="row-add" class="grid-row add" aria-rowindex=move || count() + 2
            style:top={move || format!("{}px", count() as f64 * ROW)} {..custom_attribute("aria-level", "1")}>
            <div role="gridcell" class="cell name kept" tabindex="-1" aria-colindex=move || name() + 1
                style:grid-column=move || (name() + 1).to_string()><span class="text">"Add a task"</span></div>
        </div>
    }
}

/// What to do when the filter leaves nothing.
#[component]
fn NothingShown() -> impl IntoView {
    let grid = expect_context::<GridContext>();
    let nothing = Memo::new(move |_| {
        grid.plan.rows.with(|rows| rows.is_empty()) && grid.store.plan_view.filter.with(|filter| !filter.is_all())
    });
    let all = move |_| crate::ui::commands::run(grid.store, "show-all");
    view! {
        <Show when=move || nothing.get()>
            <div class="grid-none"><p role="status">"No task is like that."</p>
                <button type="button" class="button" on:click=all>"Show all tasks"</button></div>
        </Show>
    }
}

/// A bar to scroll the columns sideways, at the lower edge, when the pane is too narrow for them.
#[component]
fn Across() -> impl IntoView {
    let grid = expect_context::<GridContext>();
    let bar = NodeRef::<html::Div>::new();
    let pane = grid.store.plan_view.grid_width;
    let needed = Memo::new(move |_| f64::from(grid.total()) > pane.get() + 1.0);
    Effect::new(move |_| {
        let room = if needed.get() { f64::from(grid.total()) - pane.get() } else { 0.0 };
        if grid.shift.get() > room {
            grid.shift.set(room.max(0.0));
        }
        if let Some(bar) = bar.get() {
            bar.set_scroll_left(grid.shift.get() as i32);
        }
    });
    let on_scroll = move |_| {
        if let Some(bar) = bar.get_untracked() {
            grid.shift.set(f64::from(bar.scroll_left()));
        }
    };
    view! {
        <Show when=move || needed.get()>
            <div class="grid-across" aria-hidden="true" tabindex="-1" node_ref=bar on:scroll=on_scroll>
                <div style:width=move || format!("{}px", grid.total())></div>
            </div>
        </Show>
    }
}
