//! The rows of the grid in the DOM. Eleven nodes a row at most with the usual columns; clicks and keys are handled by
//! the grid.

use super::{GridContext, ROW, Scene, Slot, name_at};
use crate::ui::plan::paint::{Rows, append, changed, copy, element, set, set_or_not, style};
use forthright::plan::TaskId;
use forthright::view::fields::Field;
use forthright::view::grid::{GridRow, Sign, Source};
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::rc::Rc;
use std::sync::Arc;
use web_sys::{Element, HtmlElement, Node};

/// Keeps the rows in the DOM as the grid has them, before `end`.
pub fn paint(grid: GridContext, body: NodeRef<html::Div>) {
    Effect::new(move |painter: Option<Option<Painter>>| {
        let body: Element = body.get()?.into();
        let columns = grid.columns.get();
        let mut painter = match painter.flatten() {
            Some(painter) if Arc::ptr_eq(&painter.columns, &columns) => painter,
            before => {
                // Other columns make all rows anew.
                before.into_iter().for_each(|mut before| before.rows.clear());
                Painter::new(body, columns)?
            }
        };
        painter.paint(grid);
        Some(painter)
    });
}

/// All rows, what they are copied from and what they were made from last.
struct Painter {
    columns: Arc<Vec<&'static Field>>,
    rows: Rows<Row>,
    blank: HtmlElement,
    scene: Option<Arc<Scene>>,
}

/// A row as it was painted last.
struct Row {
    /// Where the text of each cell stands.
    texts: Vec<Node>,
    /// The cell of the name, and in it the sign of a summary.
    name: Option<(HtmlElement, Option<HtmlElement>)>,
    shown: Option<Shown>,
}

#[derive(Clone, PartialEq)]
struct Shown {
    slot: Slot,
    row: Rc<GridRow>,
    selected: bool,
    collapsed: bool,
}

impl Painter {
    fn new(body: Element, columns: Arc<Vec<&'static Field>>) -> Option<Painter> {
        let end = body.last_element_child().map(Node::from);
        Some(Painter { blank: blank(&columns)?, rows: Rows::new(body, end), columns, scene: None })
    }

    fn paint(&mut self, grid: GridContext) {
        let (slots, scene) = (grid.slots.get(), grid.scene.get());
        let tasks: Vec<TaskId> = slots.iter().map(|slot| slot.id).collect();
        let name = name_at(&self.columns);
        self.rows.arrange(&tasks, |task| Row::like(&self.blank, task, name));
        let same = self.scene.as_ref().is_some_and(|before| Arc::ptr_eq(before, &scene));
        grid.collapsed.with(|collapsed| {
            grid.store.selection.with(|selection| {
                for (kept, slot) in self.rows.iter_mut().zip(slots) {
                    let before = kept.row.shown.as_ref();
                    let known =
                        before.filter(|shown| same && shown.slot.row == slot.row).map(|shown| shown.row.clone());
                    let made = || made(grid, &scene, slot, &self.columns).map(Rc::new);
                    let Some(row) = known.or_else(made) else { continue };
                    let selected = selection.tasks.contains(&slot.id);
                    let collapsed = collapsed.contains(&slot.id.0);
                    kept.row.write(&kept.element, Shown { slot, row, selected, collapsed });
                }
            });
        });
        self.scene = Some(scene);
    }
}

/// What the row shows now.
fn made(grid: GridContext, scene: &Scene, slot: Slot, columns: &[&'static Field]) -> Option<GridRow> {
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
            promised: &scene.promised,
            costs: &scene.costs,
            drafted: scene.drafted.as_ref(),
        };
        source.row(slot.row, columns).filter(|row| row.id == slot.id)
    })
}

impl Row {
    fn like(blank: &HtmlElement, task: TaskId, name: usize) -> Option<(HtmlElement, Row)> {
        let element = copy(blank)?;
        element.set_id(&format!("row-{}", task.0));
        let (mut texts, mut named) = (Vec::new(), None);
        let mut next = element.first_child();
        while let Some(cell) = next {
            next = cell.next_sibling();
            let first = cell.first_child()?;
            if texts.len() == name {
                named = Some((cell.unchecked_into(), None));
                texts.push(first.first_child()?);
            } else {
                texts.push(first);
            }
        }
        Some((element, Row { texts, name: named, shown: None }))
    }

    fn write(&mut self, element: &HtmlElement, now: Shown) {
        let before = self.shown.as_ref();
        if before == Some(&now) {
            return;
        }
        if let Some(at) = changed(before, &now, |shown| shown.slot.place) {
            set(element, "aria-rowindex", &(at + 2).to_string());
            style(element, "top", &format!("{}px", at as f64 * ROW));
        }
        if let Some(class) = changed(before, &now, |shown| class(&shown.row)) {
            element.set_class_name(&class);
        }
        if let Some(selected) = changed(before, &now, |shown| shown.selected) {
            set(element, "aria-selected", if selected { "true" } else { "false" });
        }
        if let Some(expanded) = changed(before, &now, |shown| shown.row.summary.then_some(!shown.collapsed)) {
            set_or_not(element, "aria-expanded", expanded.map(|open| if open { "true" } else { "false" }));
        }
        for (at, (node, text)) in self.texts.iter().zip(&now.row.cells).enumerate() {
            if before.and_then(|before| before.row.cells.get(at)) != Some(text) {
                node.set_node_value(Some(text));
            }
        }
        if let Some((cell, twisty)) = &mut self.name {
            if let Some(level) = changed(before, &now, |shown| shown.row.level) {
                set(element, "aria-level", &(level + 1).to_string());
                style(cell, "--level", &level.to_string());
            }
            if changed(before, &now, |shown| shown.row.summary).is_some() {
                turn(cell, twisty, now.row.summary);
            }
            if before.map(|before| &before.row.signs) != Some(&now.row.signs) {
                put_signs(cell, &now.row.signs);
            }
        }
        self.shown = Some(now);
    }
}

/// A row before anything is written in it.
fn blank(columns: &[&'static Field]) -> Option<HtmlElement> {
    let row = element("div", "grid-row")?;
    set(&row, "role", "row");
    let name = name_at(columns);
    for (at, field) in columns.iter().enumerate() {
        let class = match (at == name, field.figures, at < name) {
            (true, ..) => "cell name kept",
            _ if field.id == "promise" => "cell promise",
            (_, true, true) => "cell num kept",
            (_, true, false) => "cell num",
            (_, false, true) => "cell kept",
            (_, false, false) => "cell",
        };
        let cell = element("div", class)?;
        set(&cell, "role", "gridcell");
        set(&cell, "tabindex", "-1");
        set(&cell, "aria-colindex", &(at + 1).to_string());
        let text = document().create_text_node("");
        if at == name {
            let around = element("span", "text")?;
            append(&around, &text);
            append(&cell, &around);
        } else {
            append(&cell, &text);
        }
        append(&row, &cell);
    }
    Some(row)
}

fn class(row: &GridRow) -> String {
    let mut class = "grid-row".to_owned();
    for (holds, name) in [
        (row.summary, " summary"),
        (row.milestone, " milestone"),
        (row.critical, " critical"),
        (row.done, " done"),
        (row.inactive, " inactive"),
        (row.breaks_promise, " breaks-promise"),
    ] {
        if holds {
            class += name;
        }
    }
    class
}

/// The sign that opens and closes a summary, before its name.
fn turn(cell: &HtmlElement, twisty: &mut Option<HtmlElement>, summary: bool) {
    if let Some(before) = twisty.take() {
        before.remove();
    }
    if let Some(sign) = element("span", "twisty").filter(|_| summary) {
        set(&sign, "aria-hidden", "true");
        let _ = cell.prepend_with_node_1(&sign);
        *twisty = Some(sign);
    }
}

/// What stands behind the name.
fn put_signs(cell: &HtmlElement, signs: &[Sign]) {
    while let Some(last) = cell.last_element_child().filter(|last| !last.matches(".text, .twisty").unwrap_or(true)) {
        last.remove();
    }
    for sign in signs {
        if let Some(sign) = sign_element(sign) {
            append(cell, &sign);
        }
    }
}

fn sign_element(sign: &Sign) -> Option<HtmlElement> {
    let (class, mark, text) = match sign {
        Sign::Constraint(text) => return held(text),
        Sign::Client => return seen(),
        Sign::Overload(text) => ("sign load", "⚖", text),
        Sign::Issue(text) => ("sign issue", "!", text),
    };
    let sign = element("span", class)?;
    set(&sign, "role", "img");
    set(&sign, "aria-label", text);
    sign.set_title(text);
    sign.set_text_content(Some(mark));
    Some(sign)
}

/// The eye of what the client sees. The style sheet draws it.
fn seen() -> Option<HtmlElement> {
    let sign = element("button", "sign client")?;
    let title = "The client sees it. Click to keep it private with all inside (Alt+Enter); with Shift, it alone";
    for (name, value) in [("type", "button"), ("tabindex", "-1"), ("aria-label", "client sees it"), ("title", title)] {
        set(&sign, name, value);
    }
    Some(sign)
}

/// A constraint's chip.
fn held(text: &str) -> Option<HtmlElement> {
    let (chip, words, button) = (element("span", "held")?, element("span", "held-text")?, element("button", "held-x")?);
    chip.set_title(text);
    words.set_text_content(Some(text));
    let remove = format!("Remove: {text}");
    for (name, value) in [("type", "button"), ("tabindex", "-1"), ("aria-label", &remove), ("title", &remove)] {
        set(&button, name, value);
    }
    button.set_text_content(Some("✕"));
    append(&chip, &words);
    append(&chip, &button);
    Some(chip)
}
