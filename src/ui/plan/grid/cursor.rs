//! The cell the keys act on. Its row is the selection's focus, or one of the two rows that are no task; the tab stop and
//! the focus follow it.

use super::GridContext;
use crate::ui::plan::ROW;
use crate::ui::store::Selection;
use forthright::plan::TaskId;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::collections::HashSet;
use web_sys::HtmlElement;

/// Which cell.
#[derive(Clone, Copy)]
pub struct Cursor {
    /// Index among the columns shown.
    pub column: RwSignal<usize>,
    /// On a row that is no task; `None` = on the selection's focus.
    pub aside: RwSignal<Option<Aside>>,
    /// The cell is to take the focus when it is there.
    wanted: StoredValue<bool>,
    /// The focus is in the grid, or was when its element went away.
    pub inside: StoredValue<bool>,
    /// The cell that has the tab stop.
    stop: StoredValue<Option<HtmlElement>, LocalStorage>,
}

/// A row that is no task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aside {
    Head,
    Add,
}

impl Cursor {
    pub fn new() -> Cursor {
        Cursor {
            column: RwSignal::new(0),
            aside: RwSignal::new(None),
            wanted: StoredValue::new(false),
            inside: StoredValue::new(false),
            stop: StoredValue::new_local(None),
        }
    }
}

impl GridContext {
    /// Where the cursor stands among the rows shown; `rows.len()` is the empty row, `None` the head.
    pub fn place(&self) -> Option<usize> {
        match self.cursor.aside.get_untracked() {
            Some(Aside::Head) => None,
            Some(Aside::Add) => Some(self.row_count()),
            None => {
                let focus = self.store.selection.with_untracked(|selection| selection.focus);
                Some(focus.and_then(|task| self.plan.place_of(self.store, task)).unwrap_or(0))
            }
        }
    }

    /// How many tasks are shown.
    pub fn row_count(&self) -> usize {
        self.plan.rows.with_untracked(|rows| rows.len())
    }

    /// The task at a place among the rows shown.
    pub fn task_at(&self, place: usize) -> Option<TaskId> {
        let row = self.plan.rows.with_untracked(|rows| rows.get(place).copied())?;
        self.numbering.with_untracked(|numbering| numbering.id(row))
    }

    /// Puts the cursor on a place, selects the task there (with `extend`, everything from the anchor) and focuses it.
    pub fn go(&self, place: Option<usize>, column: usize, extend: bool) {
        let last = self.columns.with_untracked(|columns| columns.len().saturating_sub(1));
        let count = self.row_count();
        let task = place.filter(|place| *place < count).and_then(|place| self.task_at(place));
        let aside = match (place, task) {
            (None, _) => Some(Aside::Head),
            (Some(_), None) => Some(Aside::Add),
            _ => None,
        };
        self.cursor.wanted.set_value(true);
        batch(|| {
            self.cursor.aside.set(aside);
            self.cursor.column.set(column.min(last));
            if let (Some(task), Some(place)) = (task, place) {
                if extend {
                    self.select_to(task, place);
                } else {
                    self.store.select(task);
                }
            }
        });
        if let Some(place) = place {
            self.scroll_to(place.min(count));
        }
        self.settle();
    }

    /// Selects everything between the anchor and `place`.
    pub fn select_to(&self, task: TaskId, place: usize) {
        let anchor = self.store.selection.with_untracked(|selection| selection.anchor).unwrap_or(task);
        let from = self.plan.place_of(self.store, anchor).unwrap_or(place);
        let (low, high) = (from.min(place), from.max(place));
        let tasks = (low..=high).filter_map(|place| self.task_at(place)).collect();
        self.store.selection.set(Selection { tasks, focus: Some(task), anchor: Some(anchor) });
    }

    /// Selects every task shown.
    pub fn select_all(&self) {
        let tasks: Vec<TaskId> = (0..self.row_count()).filter_map(|place| self.task_at(place)).collect();
        self.store.selection.update(|selection| {
            selection.focus = selection.focus.or(tasks.first().copied());
            selection.tasks = tasks;
        });
    }

    /// Brings a row below the head and above the lower edge.
    pub fn scroll_to(&self, place: usize) {
        let Some(scroller) = self.plan.scroller.get_untracked() else { return };
        let (top, height) =
            (f64::from(scroller.scroll_top()), f64::from(scroller.client_height()) - self.plan.head.get_untracked());
        let at = place as f64 * ROW;
        if at < top {
            scroller.set_scroll_top(at as i32);
        } else if at + ROW > top + height {
            scroller.set_scroll_top((at + ROW - height).ceil() as i32);
        }
    }

    /// Brings a column into the pane.
    fn scroll_across(&self, column: usize) {
        let left = f64::from(untrack(|| self.column_left(column)));
        let width = f64::from(self.widths.with_untracked(|widths| widths.get(column).copied().unwrap_or(0)));
        let pane = self.element.get_untracked().map_or(0.0, |element| f64::from(element.client_width()));
        let shift = self.shift.get_untracked();
        let (count, kept) = self.kept.get_untracked();
        if column < count {
            return;
        }
        if left < shift + kept {
            self.shift.set(left - kept);
        } else if left + width > shift + pane {
            self.shift.set((left + width - pane).min(left - kept));
        }
    }

    /// The element of the cell under the cursor.
    pub fn cell(&self) -> Option<HtmlElement> {
        let column = self.cursor.column.get_untracked();
        let (row, column) = match self.cursor.aside.get_untracked() {
            Some(Aside::Head) => ("row-head".to_owned(), column),
            Some(Aside::Add) => ("row-add".to_owned(), 0),
            None => {
                let focus = self.store.selection.with_untracked(|selection| selection.focus);
                (format!("row-{}", focus?.0), column)
            }
        };
        document().get_element_by_id(&row)?.children().item(column as u32)?.dyn_into().ok()
    }

    /// Asks for the focus on the cell under the cursor.
    pub fn focus(&self) {
        self.cursor.wanted.set_value(true);
        self.settle();
    }

    /// Moves the tab stop, and the focus if it was asked for, to the cell under the cursor: at once when it is in the
    /// DOM, else in the next frame.
    fn settle(&self) {
        let grid = *self;
        if !grid.stop_here() {
            request_animation_frame(move || {
                grid.stop_here();
            });
        }
    }

    /// Asks for the focus again when the element that had it is gone.
    fn regain(&self) {
        let nowhere = document().active_element().is_none_or(|element| element.tag_name() == "BODY");
        if nowhere && self.cursor.inside.get_value() && self.editors.with_untracked(Vec::is_empty) {
            self.cursor.wanted.set_value(true);
        }
    }

    /// Something else moved the cursor while a cell had the focus: the focus goes along.
    fn come_along(&self) {
        let cell = |element: web_sys::Element| element.matches(".grid [role=gridcell]").unwrap_or(false);
        if document().active_element().is_some_and(cell) && self.editors.with_untracked(Vec::is_empty) {
            self.cursor.wanted.set_value(true);
        }
    }

    /// The cursor's row is shown, but not in the DOM yet.
    fn awaited(&self) -> bool {
        let focus = self.store.selection.with_untracked(|selection| selection.focus);
        self.cursor.aside.get_untracked().is_none()
            && focus.is_some_and(|task| self.plan.place_of(self.store, task).is_some())
    }

    fn stop_here(&self) -> bool {
        let here = self.cell();
        if here.is_none() && self.cursor.wanted.get_value() && self.awaited() {
            return false;
        }
        let Some(cell) = here.or_else(first_cell) else { return false };
        // Attributes of a live element can always be set.
        let before = self.cursor.stop.try_update_value(|stop| stop.replace(cell.clone())).flatten();
        if let Some(before) = before.filter(|before| *before != cell) {
            let _ = before.set_attribute("tabindex", "-1");
        }
        let _ = cell.set_attribute("tabindex", "0");
        if self.cursor.wanted.get_value() {
            self.cursor.wanted.set_value(false);
            let options = web_sys::FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = cell.focus_with_options(&options);
            self.scroll_across(self.cursor.column.get_untracked());
        }
        true
    }
}

/// Where Tab enters the grid before anything was selected.
fn first_cell() -> Option<HtmlElement> {
    document().query_selector(".grid-row [role=gridcell]").ok().flatten()?.dyn_into().ok()
}

/// Notes that the focus went elsewhere; an element that goes away while it has the focus does not count.
pub fn on_focus_out(grid: GridContext, event: &web_sys::FocusEvent) {
    if event.related_target().is_some() {
        grid.cursor.inside.set_value(false);
    }
}

/// Lets go of tasks that are shown no more, taken out or hidden, so that no key acts on what nobody sees; puts the cursor
/// on the summary they were folded into, or on what stands in their place.
fn let_go(grid: GridContext) {
    let store = grid.store;
    let last = StoredValue::new(0_usize);
    Effect::new(move |_| {
        let shown: HashSet<TaskId> = grid
            .plan
            .rows
            .with(|rows| grid.numbering.with(|numbering| rows.iter().filter_map(|row| numbering.id(*row)).collect()));
        let (focus, stale) = store.selection.with(|selection| {
            let gone = |task: &TaskId| !shown.contains(task);
            (selection.focus, selection.focus.iter().chain(&selection.tasks).chain(&selection.anchor).any(gone))
        });
        if !stale {
            let place = focus.and_then(|task| grid.plan.place_of(store, task));
            return last.set_value(place.unwrap_or(last.get_value()));
        }
        let folded_into = focus.and_then(|task| {
            store.seen.with_untracked(|project| {
                let row = project.plan.position(task)?;
                let mut above = project.plan.ancestor_rows(row).filter_map(|row| Some(project.plan.tasks.get(row)?.id));
                above.find(|task| shown.contains(task))
            })
        });
        let nearest = grid.row_count().checked_sub(1).and_then(|end| grid.task_at(last.get_value().min(end)));
        store.selection.update(|selection| {
            selection.tasks.retain(|task| shown.contains(task));
            selection.focus = selection.focus.filter(|task| shown.contains(task)).or(folded_into).or(nearest);
            selection.anchor = selection.anchor.filter(|task| shown.contains(task)).or(selection.focus);
            if selection.tasks.is_empty() {
                selection.tasks.extend(selection.focus);
            }
        });
    });
}

/// Keeps the tab stop with the cursor, whatever moved it.
pub fn follow(grid: GridContext) {
    let_go(grid);
    Effect::new(move |before: Option<Option<TaskId>>| {
        let focus = grid.store.selection.with(|selection| selection.focus);
        grid.slots.track();
        grid.cursor.column.track();
        grid.columns.track();
        // Another room or pane selected a task.
        if before.is_some_and(|before| before != focus) && focus.is_some() {
            grid.cursor.aside.set(None);
            grid.come_along();
        }
        grid.cursor.aside.track();
        // At once, so that no key is lost, and when everything has been drawn.
        grid.regain();
        grid.stop_here();
        request_animation_frame(move || {
            if grid.cursor.stop.try_get_value().is_some() {
                grid.regain();
                grid.stop_here();
            }
        });
        focus
    });
}
