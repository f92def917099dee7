//! The Plan room: a grid beside a timeline, one scroller under both, only what is on the screen in the DOM.
//!
//! The scroller scrolls natively both ways. Grid and timeline are two panes of the full height in it; the grid sticks
//! to the left, both heads stick to the top. Row `i` of [`PlanContext::rows`] stands at `head + i × row` in both.

pub mod acts;
pub mod clipboard;
pub mod grid;
pub mod inspector;
pub mod issues;
pub mod menu;
mod paint;
mod print;
pub mod timeline;
pub mod tools;

use super::rooms::Room;
use super::store::Store;
use super::what_if;
use forthright::plan::TaskId;
use forthright::view::rows::{self, RowFilter, RowOrder};
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::wasm_bindgen::closure::Closure;
use std::ops::Range;
use std::sync::Arc;

/// Height of a row and of the heads, in px; `--row` and `--head` in tokens.css say the same.
pub const ROW: f64 = 28.0;
pub const HEAD: f64 = 44.0;
/// Height of the lane of promises below the axis, in px.
const LANE: f64 = 24.0;
/// Room below the last row for the bar that scrolls the columns.
const BELOW: f64 = 16.0;
/// Rows drawn beyond the edges of the screen.
const MARGIN: usize = 3;

/// What the Plan room shows of the plan. Lives as long as the app, so that a room left and entered again looks the same.
#[derive(Clone, Copy)]
pub struct PlanView {
    /// Width of a civil day on the timeline, in px; 0 until it was fitted.
    pub day_width: RwSignal<f64>,
    /// A task to bring on the screen; whoever brings it sets this back to `None`.
    pub show: RwSignal<Option<TaskId>>,
    pub filter: RwSignal<RowFilter>,
    pub sort: RwSignal<RowOrder>,
    /// The panel with everything about the selected task.
    pub inspector: RwSignal<bool>,
    /// The list of issues.
    pub issues: RwSignal<bool>,
    /// The panel was asked for by name: it takes the focus when it opens.
    pub focus_inspector: RwSignal<bool>,
    /// The scroller's position and size, in px.
    pub scroll: RwSignal<(f64, f64)>,
    pub size: RwSignal<(f64, f64)>,
    /// Width of the grid, in px.
    pub grid_width: RwSignal<f64>,
    /// What a command asks of the grid or the tools; whoever does it sets it back to `None`.
    pub wish: RwSignal<Option<Wish>>,
    /// Tasks as they were copied last.
    pub copied: RwSignal<clipboard::Copied>,
    /// A command asks for what is on the clipboard.
    pub paste: RwSignal<bool>,
    /// The text looked for in names.
    pub find: RwSignal<String>,
    /// Where the menu of the selected tasks is open, in px of the window.
    pub menu: RwSignal<Option<(i32, i32)>>,
    /// What a command asks of the timeline; the timeline sets it back to `None`.
    pub ask: RwSignal<Option<timeline::Ask>>,
    /// Days the timeline was last fitted to.
    pub fitted: RwSignal<i32>,
    /// The project the timeline has been set up for.
    pub seen_of: RwSignal<Option<String>>,
}

impl PlanView {
    /// As the app starts.
    pub fn new() -> PlanView {
        PlanView {
            day_width: RwSignal::new(0.0),
            show: RwSignal::new(None),
            filter: RwSignal::new(RowFilter::default()),
            sort: RwSignal::new(RowOrder::default()),
            inspector: RwSignal::new(false),
            issues: RwSignal::new(false),
            focus_inspector: RwSignal::new(false),
            scroll: RwSignal::new((0.0, 0.0)),
            size: RwSignal::new((1000.0, 600.0)),
            grid_width: RwSignal::new(520.0),
            wish: RwSignal::new(None),
            copied: RwSignal::new(clipboard::Copied::default()),
            paste: RwSignal::new(false),
            find: RwSignal::new(String::new()),
            menu: RwSignal::new(None),
            ask: RwSignal::new(None),
            fitted: RwSignal::new(0),
            seen_of: RwSignal::new(None),
        }
    }

    /// Shows other rows from now on.
    pub fn narrow(&self, store: Store, change: impl FnOnce(&mut RowFilter)) {
        self.filter.update(|filter| store.seen.with_untracked(|project| filter.narrow(&project.plan, change)));
    }

    /// Another project comes on the screen: nothing looked for in the last one holds any more.
    pub fn forget(&self) {
        self.day_width.set(0.0);
        self.show.set(None);
        self.filter.set(RowFilter::default());
        self.sort.set(RowOrder::default());
        self.scroll.set((0.0, 0.0));
    }
}

/// What a command asks of the grid, the tools or the outline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wish {
    /// The focus on the grid's cursor, or on the outline's selected line.
    Focus,
    /// The cell under the cursor open for typing.
    EditCell,
    /// The name of a task just made open for typing, as part of the undo step of this session.
    NameNew(TaskId, u64),
    /// The focus in the find field.
    Find,
    /// The list of columns open.
    Columns,
}

/// What grid and timeline share while the room is open. Get it with `expect_context`.
#[derive(Clone, Copy)]
pub struct PlanContext {
    /// Rows of `plan.tasks` in the order shown: what is collapsed or filtered away is left out.
    pub rows: Memo<Arc<Vec<usize>>>,
    /// The part of `rows` to have in the DOM.
    pub window: Memo<Range<usize>>,
    pub scroller: NodeRef<html::Div>,
    /// Height of the head of grid and axis, in px: a lane more where something is promised.
    pub head: Memo<f64>,
}

impl PlanContext {
    /// Where a task stands among the rows shown.
    pub fn place_of(&self, store: Store, task: TaskId) -> Option<usize> {
        let row = store.row_of.with_untracked(|rows| rows.get(&task).copied())?;
        self.rows.try_with_untracked(|rows| rows.iter().position(|shown| *shown == row)).flatten()
    }
}

/// The Plan room; with `what_if`, the same desk for a scenario.
#[component]
pub fn PlanRoom(#[prop(optional)] what_if: bool) -> impl IntoView {
    let store = Store::get();
    let view = store.plan_view;
    let head = Memo::new(move |_| if store.promised.with(|promised| promised.is_empty()) { HEAD } else { HEAD + LANE });
    let context = PlanContext { rows: shown_rows(store), window: Memo::new(|_| 0..0), scroller: NodeRef::new(), head };
    let rows = context.rows;
    if what_if {
        what_if::enter(store);
    }
    let window =
        Memo::new(move |_| in_sight(view.scroll.get().1, view.size.get().1 - head.get(), rows.with(|rows| rows.len())));
    let context = PlanContext { window, ..context };
    provide_context(context);
    print::attend(store, context);
    one_panel(view);
    let grid_width = view.grid_width;
    let name = if what_if { Room::WhatIf.name() } else { Room::Plan.name() };
    let height = move || format!("{}px", head.get() + ROW * rows.with(|rows| rows.len() + 1) as f64 + BELOW);
    let on_scroll = move |_| {
        if let Some(scroller) = context.scroller.get_untracked() {
            view.scroll.set((f64::from(scroller.scroll_left()), f64::from(scroller.scroll_top())));
        }
    };
    Effect::new(move |_| {
        if let Some(scroller) = context.scroller.get() {
            watch_size(scroller.into(), view);
        }
    });
    Effect::new(move |_| {
        if let Some(task) = view.show.get() {
            bring(store, context, task);
        }
    });
    view! {
        <main class="room plan" class:what-if=what_if aria-label=name>
            <h1 class="unseen">{name}</h1>
            {what_if.then(|| view! { <what_if::Head/> })}
            <tools::PlanTools/>
            <div class="plan-desk" style=("--head", move || format!("{}px", head.get()))>
                <div class="plan-scroll" node_ref=context.scroller on:scroll=on_scroll>
                    <div class="plan-content" style:height=height>
                        <div class="grid-pane" style:width=move || format!("{}px", grid_width.get())><grid::Grid/></div>
                        <grid::Splitter/>
                        <timeline::Timeline/>
                    </div>
                </div>
                <menu::TaskMenu name="Task" ids=menu::IN_PLAN/>
                <Show when=move || view.issues.get()><issues::Issues/></Show>
                <Show when=move || view.inspector.get()><inspector::Inspector/></Show>
                {what_if.then(|| view! { <what_if::Beside/> })}
            </div>
        </main>
    }
}

/// Below this width of the window, in px, only one panel is open: the timeline needs the room.
const TWO_PANELS: f64 = 1500.0;

/// Whether two panels leave the timeline too little.
pub fn is_tight() -> bool {
    let width = window().inner_width().ok().and_then(|width| width.as_f64());
    width.is_some_and(|width| width < TWO_PANELS)
}

/// A panel that opens puts the other one away where there is no room for both; one that closes while it has the focus
/// gives it to the grid.
fn one_panel(view: PlanView) {
    Effect::new(move |before: Option<(bool, bool)>| {
        let (inspector, issues) = (view.inspector.get(), view.issues.get());
        if inspector && issues && is_tight() {
            let newest = before.is_some_and(|(inspector, _)| inspector);
            if newest { view.inspector.set(false) } else { view.issues.set(false) }
        }
        if before.is_some_and(|before| before.0 && !inspector || before.1 && !issues) {
            request_animation_frame(move || {
                let nowhere = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
                if nowhere && view.menu.with_untracked(Option::is_none) {
                    view.wish.set(Some(Wish::Focus));
                }
            });
        }
        (inspector, issues)
    });
}

/// Rows after collapsing, filtering and sorting.
fn shown_rows(store: Store) -> Memo<Arc<Vec<usize>>> {
    let view = store.plan_view;
    let looked_at = store.view();
    let collapsed = Memo::new(move |_| looked_at.with(|view| view.collapsed.clone()));
    Memo::new(move |_| {
        let (filter, sort) = (view.filter.get(), view.sort.get());
        // A plain outline does not depend on dates: it must not be made anew while a bar is dragged.
        let schedule = (filter.needs_dates() || sort.by.needs_dates()).then(|| store.schedule.get());
        store.seen.with(|project| {
            collapsed
                .with(|collapsed| Arc::new(rows::shown(&project.plan, schedule.as_deref(), collapsed, &filter, sort)))
        })
    })
}

fn in_sight(top: f64, height: f64, count: usize) -> Range<usize> {
    let first = (top / ROW).floor().max(0.0) as usize;
    let last = ((top + height) / ROW).ceil().max(0.0) as usize;
    first.saturating_sub(MARGIN).min(count)..(last + MARGIN).min(count)
}

/// Keeps `view.size` true.
fn watch_size(scroller: web_sys::HtmlElement, view: PlanView) {
    let element = scroller.clone();
    let measure = move || {
        let size = (f64::from(element.client_width()), f64::from(element.client_height()));
        if view.size.get_untracked() != size {
            view.size.set(size);
        }
    };
    measure();
    scroller.set_scroll_top(view.scroll.get_untracked().1 as i32);
    scroller.set_scroll_left(view.scroll.get_untracked().0 as i32);
    // In the next frame: what follows from a new size may change sizes again, which no observer may do at once.
    let changed = Closure::<dyn FnMut()>::new(move || request_animation_frame(measure.clone()));
    if let Ok(observer) = web_sys::ResizeObserver::new(changed.as_ref().unchecked_ref()) {
        observer.observe(&scroller);
        let keep = StoredValue::new_local((observer, changed));
        on_cleanup(move || {
            keep.try_with_value(|(observer, _)| observer.disconnect());
        });
    }
}

/// Scrolls a task's row on the screen, if it is not.
fn bring(store: Store, context: PlanContext, task: TaskId) {
    let view = store.plan_view;
    // After the rows have been made anew.
    request_animation_frame(move || {
        // The room may be left by then.
        let scroller = context.scroller.try_get_untracked().flatten();
        let (Some(scroller), Some(place)) = (scroller, context.place_of(store, task)) else {
            return view.show.set(None);
        };
        let head = context.head.get_untracked();
        let (top, height) = (f64::from(scroller.scroll_top()), f64::from(scroller.client_height()));
        let at = place as f64 * ROW;
        if at < top || at + ROW > top + height - head {
            scroller.set_scroll_top((at - (height - head) / 2.0).max(0.0) as i32);
        }
        view.show.set(None);
    });
}
