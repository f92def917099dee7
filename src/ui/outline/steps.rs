//! The steps as a tree one types in. Only the lines on the screen are in the document; the line with the focus stays
//! there wherever the page is scrolled to, so focus and caret are never lost.

use super::caret::{self, Caret};
use super::details::Details;
use super::draft::new_session;
use super::moves;
use super::step::StepRow;
use super::{clip, several};
use crate::ui::icons;
use crate::ui::plan::{Wish, menu};
use crate::ui::store::Store;
use forthright::edit::{PlanEdit, TaskField};
use forthright::plan::TaskId;
use forthright::view::outline::{Drawn, Layout, StepCount, drawn};
use forthright::view::rows::{self, RowFilter, RowOrder};
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::collections::HashMap;
use std::sync::Arc;
use web_sys::HtmlElement;

/// Height of a line before it was measured, without and with what the client will see, in px.
const LINE: f64 = 36.0;
const LINE_WITH_WORDS: f64 = 58.0;
/// How far beyond the screen lines are drawn, in px.
const MARGIN: f64 = 400.0;

/// What the lines of the tree share. Get it with `expect_context`.
#[derive(Clone, Copy)]
pub struct Tree {
    pub store: Store,
    /// Rows of `plan.tasks` that are not inside a closed step.
    pub rows: Memo<Arc<Vec<usize>>>,
    /// Room for the details beside the tree.
    pub wide: RwSignal<bool>,
    /// On a narrow page: details are open below the focused line.
    pub details: RwSignal<bool>,
    layout: Memo<Layout>,
    /// The stretch of the tree that is on the screen, from its top, in px.
    sight: RwSignal<(f64, f64)>,
    body: NodeRef<html::Div>,
    heights: StoredValue<HashMap<TaskId, f64>>,
    measured: RwSignal<u32>,
    /// The visit to a name.
    session: StoredValue<u64>,
    /// The visit goes on in a step that was made by it.
    goes_on: StoredValue<Option<TaskId>>,
}

impl Tree {
    fn new(store: Store, wide: RwSignal<bool>) -> Tree {
        let looked_at = store.view();
        let collapsed = Memo::new(move |_| looked_at.with(|view| view.collapsed.clone()));
        let rows = Memo::new(move |_| {
            let shown = |collapsed: &_| {
                store.project.with(|project| {
                    rows::shown(&project.plan, None, collapsed, &RowFilter::default(), RowOrder::default())
                })
            };
            Arc::new(collapsed.with(shown))
        });
        let heights = StoredValue::new(HashMap::<TaskId, f64>::new());
        let measured = RwSignal::new(0);
        let layout = Memo::new(move |_| {
            measured.track();
            let rows = rows.get();
            store.project.with(|project| {
                heights.with_value(|heights| {
                    Layout::new(rows.iter().filter_map(|row| project.plan.tasks.get(*row)).map(|task| {
                        let usual = if task.will_see.is_empty() { LINE } else { LINE_WITH_WORDS };
                        heights.get(&task.id).copied().unwrap_or(usual)
                    }))
                })
            })
        });
        Tree {
            store,
            rows,
            wide,
            details: RwSignal::new(false),
            layout,
            sight: RwSignal::new((0.0, 900.0)),
            body: NodeRef::new(),
            heights,
            measured,
            session: StoredValue::new(0),
            goes_on: StoredValue::new(None),
        }
    }

    /// The tree of this page.
    pub fn get() -> Tree {
        expect_context::<Tree>()
    }

    /// Where a step stands among the lines shown.
    pub fn line_of(&self, task: TaskId) -> Option<usize> {
        let row = self.store.row_of.with_untracked(|rows| rows.get(&task).copied())?;
        self.rows.with_untracked(|rows| rows.binary_search(&row).ok())
    }

    /// The step `by` lines further.
    pub fn neighbour(&self, task: TaskId, by: isize) -> Option<TaskId> {
        let line = self.line_of(task)?.checked_add_signed(by)?;
        let row = self.rows.with_untracked(|rows| rows.get(line).copied())?;
        self.store.plan(|plan| plan.tasks.get(row).map(|task| task.id))
    }

    /// The steps in a stretch of lines.
    pub fn tasks_in(&self, lines: std::ops::Range<usize>) -> Vec<TaskId> {
        let rows = self.rows.get_untracked();
        let rows = rows.iter().take(lines.end).skip(lines.start);
        self.store.plan(|plan| rows.filter_map(|row| plan.tasks.get(*row)).map(|task| task.id).collect())
    }

    /// The step in the first or last line.
    pub fn end(&self, last: bool) -> Option<TaskId> {
        let row = self.rows.with_untracked(|rows| if last { rows.last() } else { rows.first() }.copied())?;
        self.store.plan(|plan| plan.tasks.get(row).map(|task| task.id))
    }

    pub fn is_open(&self, task: TaskId) -> bool {
        !self.store.view().with_untracked(|view| view.collapsed.contains(&task.0))
    }

    /// Selects one step and gives it the focus, once it is in the document.
    pub fn focus(&self, task: TaskId, caret: Caret) {
        self.store.select(task);
        self.bring(task, caret);
    }

    /// As [`Tree::focus`]; several selected steps stay selected when it is one of them.
    pub fn show(&self, task: TaskId, caret: Caret) {
        match self.store.selection.with_untracked(|selection| selection.is_among_several(task)) {
            true => self.bring(task, Caret::Row),
            false => self.focus(task, caret),
        }
    }

    /// Gives a step the focus, whatever else is selected.
    pub fn bring(&self, task: TaskId, caret: Caret) {
        let tree = *self;
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            if !tree.focus_now(task, caret) {
                request_animation_frame(move || {
                    tree.focus_now(task, caret);
                });
            }
        });
    }

    pub fn focus_now(&self, task: TaskId, caret: Caret) -> bool {
        line_element(task).is_some_and(|line| {
            let placed = caret::put(&line, caret);
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            line.scroll_into_view_with_scroll_into_view_options(&options);
            placed
        })
    }

    /// The name of `task` was entered.
    pub fn enter(&self, task: TaskId) {
        if self.goes_on.get_value() != Some(task) {
            self.session.set_value(new_session());
        }
        self.goes_on.set_value(None);
        self.store.select(task);
    }

    /// Something was typed into the name of `task`: it is saved at once.
    pub fn typed(&self, task: TaskId, text: &str) {
        let name = text.trim();
        let before = self.store.plan(|plan| plan.task(task).map(|task| task.name.clone()));
        let Some(before) = before.filter(|before| before != name) else { return };
        let label = if before.is_empty() { "Name a step".to_owned() } else { format!("Rename {before}") };
        let edit = PlanEdit::Set { task, field: TaskField::Name(name.to_owned()) };
        if let Err(error) = self.store.dispatch_typing(self.session.get_value(), &label, edit, Some(task)) {
            self.store.say(self.store.plan(|plan| forthright::words::edit_error(&error, plan)));
        }
    }

    /// Puts a new step at `place` and the caret in it; what is typed there belongs to the same undo step.
    pub fn add(&self, name: &str, place: forthright::plan::Place) {
        let (id, edit) = self.store.plan(|plan| moves::new_step(plan, name, place));
        let session = new_session();
        if let Err(error) = self.store.dispatch_typing(session, "Add a step", edit, Some(id)) {
            return self.store.say(self.store.plan(|plan| forthright::words::edit_error(&error, plan)));
        }
        self.name_new(id, session);
    }

    /// Puts the caret in a step just made; what is typed there belongs to its undo step.
    fn name_new(&self, task: TaskId, session: u64) {
        self.session.set_value(session);
        self.goes_on.set_value(Some(task));
        self.focus(task, Caret::Start);
    }

    /// Puts a new step at the end of the outline.
    pub fn add_at_end(&self) {
        self.add("", self.store.plan(moves::place_at_end));
    }

    /// Reads where the screen stands over the tree.
    fn look(&self) {
        // Asked for before the room was left.
        if self.sight.is_disposed() {
            return;
        }
        let (Some(body), Some(room)) =
            (self.body.get_untracked(), document().query_selector(".room.outline").ok().flatten())
        else {
            return;
        };
        let (body, room) = (body.get_bounding_client_rect(), room.get_bounding_client_rect());
        // In steps, so that not every pixel of scrolling makes lines anew.
        let top = ((room.top() - body.top()) / 200.0).floor() * 200.0;
        let bottom = top + room.height() + 400.0;
        if self.sight.get_untracked() != (top, bottom) {
            self.sight.set((top, bottom));
        }
    }

    /// Measures the lines in the document; where one differs from what was thought, all are placed anew.
    fn measure(&self) {
        if self.sight.is_disposed() {
            return;
        }
        let Some(body) = self.body.get_untracked() else { return };
        let Ok(lines) = body.query_selector_all("[data-task]") else { return };
        let mut changed = false;
        for index in 0..lines.length() {
            let Some(line) = lines.item(index).and_then(|node| node.dyn_into::<HtmlElement>().ok()) else { continue };
            let Some(id) = line.dataset().get("task").and_then(|id| id.parse().ok()).map(TaskId) else { continue };
            let height = line.get_bounding_client_rect().height();
            self.heights.update_value(|heights| changed |= heights.insert(id, height) != Some(height));
        }
        if changed {
            self.measured.update(|count| *count += 1);
        }
    }
}

/// The line of a step in the document.
pub fn line_element(task: TaskId) -> Option<HtmlElement> {
    document().get_element_by_id(&format!("step-{}", task.0)).and_then(|element| element.dyn_into().ok())
}

/// The steps, their head, and the details of the chosen one.
#[component]
pub fn Steps(wide: RwSignal<bool>, scrolled: RwSignal<u32>) -> impl IntoView {
    let store = Store::get();
    let tree = Tree::new(store, wide);
    provide_context(tree);
    let count = Memo::new(move |_| store.project.with(|project| StepCount::of(&project.plan)));
    let empty = move || count.get().steps == 0;
    let state = move || match store.selection.with(|selection| selection.tasks.len()) {
        _ if empty() => String::new(),
        0 | 1 => count.get().state(),
        many => format!("{many} selected"),
    };
    watch(tree, scrolled);
    clip::listen(tree);
    view! {
        <section class="steps" aria-labelledby="steps-title">
            <div class="steps-main">
                <header class="steps-head">
                    <h2 id="steps-title">"Steps"</h2>
                    <p class="muted">{state}</p>
                    <span class="gap"></span>
                    <a class="button quiet to-client" href="#as-client">{icons::eye()}"As the client sees it"</a>
                    <Levels count/>
                </header>
                <Show when=empty>
                    <p class="steps-hint">"Type the first step. " <kbd>"Enter"</kbd> " makes the next one, " <kbd>"Tab"</kbd> " puts it inside the one above; an outline from elsewhere can be pasted in."</p>
                </Show>
                <Lines tree/>
                <button type="button" class="button quiet add-step" on:click=move |_| tree.add_at_end()>{icons::plus()} "Add a step"</button>
            </div>
            <menu::TaskMenu name="Step" ids=menu::IN_OUTLINE/>
            <Show when=move || wide.get()><aside class="step-aside" aria-label="Step"><Details/></aside></Show>
        </section>
    }
}

/// Opens the tree to a depth.
#[component]
fn Levels(count: Memo<StepCount>) -> impl IntoView {
    let store = Store::get();
    let open_to = move |level: Option<u16>| {
        let closed = store.plan(|plan| {
            let rows = (0..plan.tasks.len()).filter(|row| plan.is_summary(*row));
            let deep = rows
                .filter_map(|row| plan.tasks.get(row))
                .filter(|task| level.is_some_and(|level| task.level >= level));
            deep.map(|task| task.id.0).collect()
        });
        store.update_view(|view| view.collapsed = closed);
    };
    view! {
        <Show when=move || { count.get().levels > 1 }>
            <span class="levels">
                <button type="button" class="button quiet" on:click=move |_| open_to(Some(0))>"Close all"</button>
                <button type="button" class="button quiet" on:click=move |_| open_to(None)>"Open all"</button>
            </span>
        </Show>
    }
}

#[component]
fn Lines(tree: Tree) -> impl IntoView {
    let store = tree.store;
    let parts = Memo::new(move |_| {
        let (top, bottom) = tree.sight.get();
        let pinned = store.selection.with(|selection| selection.focus);
        let row = pinned.and_then(|task| store.row_of.with(|rows| rows.get(&task).copied()));
        let pinned = row.and_then(|row| tree.rows.with(|rows| rows.binary_search(&row).ok()));
        tree.layout.with(|layout| drawn(layout.len(), layout.within(top - MARGIN, bottom + MARGIN), pinned))
    });
    // A gap is the margin of the line below it and no line of its own: lines then never change places with anything,
    // so the one with the focus is never moved in the document, which would take the focus from it.
    let lines = Memo::new(move |_| {
        let rows = tree.rows.get();
        parts.with(|parts| {
            store.project.with(|project| {
                let mut above = 0.0;
                let mut lines = Vec::with_capacity(parts.len());
                for part in parts {
                    match part {
                        Drawn::Gap { from, to } => above = tree.layout.with(|layout| layout.height_of(*from..*to)),
                        Drawn::Line(line) => {
                            let task = rows.get(*line).and_then(|row| project.plan.tasks.get(*row));
                            lines.extend(task.map(|task| (task.id, above)));
                            above = 0.0;
                        }
                    }
                }
                (lines, above)
            })
        })
    });
    let items = Memo::new(move |_| lines.with(|(lines, _)| lines.iter().map(|line| line.0).collect::<Vec<TaskId>>()));
    let above = move |task: TaskId| {
        Memo::new(move |_| lines.with(|(lines, _)| lines.iter().find(|line| line.0 == task).map_or(0.0, |line| line.1)))
    };
    let hold = super::hold::Hold::new();
    Effect::new(move |_| {
        items.track();
        leptos::task::spawn_local(async move {
            leptos::task::tick().await;
            hold.restore();
        });
    });
    Effect::new(move |_| {
        // Whatever can change a height: which lines are drawn, their words, the chosen line's details.
        items.track();
        store.project.track();
        tree.details.track();
        tree.wide.track();
        request_animation_frame(move || tree.measure());
    });
    view! {
        <div class="step-tree" role="treegrid" aria-label="Steps" aria-multiselectable="true" aria-rowcount=move || tree.rows.with(|rows| rows.len() + 1) hidden=move || tree.rows.with(|rows| rows.is_empty())>
            <div class="step-titles" role="row" aria-rowindex="1">
                <span role="columnheader" class="cell-step">"Step"</span>
                <span role="columnheader" class="cell-owner">"Owner"</span>
                <span role="columnheader" class="cell-dates">"When"</span>
                <span role="columnheader" class="cell-client">"Client"</span>
            </div>
            <div role="rowgroup" class="step-lines" node_ref=tree.body style:padding-bottom=move || format!("{}px", lines.with(|(_, below)| *below))>
                <For each=move || items.get() key=|task| *task let(task)>
                    <StepRow task above=above(task)/>
                </For>
            </div>
        </div>
    }
}

/// Keeps the tree true while the page scrolls, grows, is left, and while a step is asked for from elsewhere.
fn watch(tree: Tree, scrolled: RwSignal<u32>) {
    let view = tree.store.plan_view;
    let look = move || tree.look();
    Effect::new(move |_| {
        tree.body.track();
        tree.rows.track();
        request_animation_frame(look);
    });
    Effect::new(move |_| {
        scrolled.track();
        look();
    });
    let resize = window_event_listener(leptos::ev::resize, move |_| {
        look();
        tree.heights.update_value(HashMap::clear);
        request_animation_frame(move || tree.measure());
    });
    on_cleanup(move || resize.remove());
    Effect::new(move |_| {
        if let Some(task) = view.show.get() {
            view.show.set(None);
            tree.show(task, Caret::Row);
        }
    });
    Effect::new(move |_| match view.wish.get() {
        Some(Wish::Focus) => {
            view.wish.set(None);
            several::focus_again(tree);
        }
        Some(Wish::NameNew(task, session)) => {
            view.wish.set(None);
            tree.name_new(task, session);
        }
        _ => {}
    });
}
