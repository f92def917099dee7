//! Rows painted by hand. A step of a drag changes most rows of both panes, and an effect for each cell costs more than
//! the browser's own layout. So a pane has one painter: it keeps what it wrote last and writes only what differs.

use forthright::plan::TaskId;
use leptos::prelude::document;
use leptos::wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, Node};

/// Marks what is painted.
const PAINTED: &str = "data-painted";

/// The rows of a pane that are in the DOM, in the order they stand there.
pub struct Rows<R> {
    pane: Element,
    /// What stands after them.
    end: Option<Node>,
    rows: Vec<Kept<R>>,
}

/// A row and its element.
pub struct Kept<R> {
    pub task: TaskId,
    pub element: HtmlElement,
    pub row: R,
    placed: bool,
}

impl<R> Rows<R> {
    /// A pane that is used again, in another room or for another project, still has what was painted before.
    pub fn new(pane: Element, end: Option<Node>) -> Rows<R> {
        while let Ok(Some(left)) = pane.query_selector(&format!(":scope > [{PAINTED}]")) {
            left.remove();
        }
        Rows { pane, end, rows: Vec::new() }
    }

    /// Makes these the rows, in this order. Those that stay keep their element; one that need not be moved keeps the
    /// focus.
    pub fn arrange(&mut self, tasks: &[TaskId], make: impl Fn(TaskId) -> Option<(HtmlElement, R)>) {
        if self.rows.iter().map(|kept| kept.task).eq(tasks.iter().copied()) {
            return;
        }
        let mut before: Vec<Option<Kept<R>>> = std::mem::take(&mut self.rows).into_iter().map(Some).collect();
        for task in tasks {
            let known = before.iter_mut().find(|kept| kept.as_ref().is_some_and(|kept| kept.task == *task));
            let made = || make(*task).map(|(element, row)| Kept { task: *task, element, row, placed: false });
            self.rows.extend(known.and_then(Option::take).or_else(made));
        }
        for gone in before.into_iter().flatten() {
            gone.element.remove();
        }
        let mut next = self.end.clone();
        for kept in self.rows.iter_mut().rev() {
            if !kept.placed {
                set(&kept.element, PAINTED, "");
            }
            if !kept.placed || kept.element.next_sibling() != next {
                // A pane takes every row.
                let _ = self.pane.insert_before(&kept.element, next.as_ref());
                kept.placed = true;
            }
            next = Some(kept.element.clone().into());
        }
    }

    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Kept<R>> {
        self.rows.iter_mut()
    }

    /// Takes all of them away.
    pub fn clear(&mut self) {
        for gone in self.rows.drain(..) {
            gone.element.remove();
        }
    }
}

/// A part of what a row shows now, if it showed another one before.
pub fn changed<S, T: PartialEq>(before: Option<&S>, now: &S, part: impl Fn(&S) -> T) -> Option<T> {
    let new = part(now);
    (before.map(part).as_ref() != Some(&new)).then_some(new)
}

/// A new element; the names are the code's own, so that there is always one.
pub fn element(tag: &str, class: &str) -> Option<HtmlElement> {
    let element = document().create_element(tag).ok()?.dyn_into::<HtmlElement>().ok()?;
    element.set_class_name(class);
    Some(element)
}

/// A new element like this one, with all that is in it.
pub fn copy(element: &HtmlElement) -> Option<HtmlElement> {
    element.clone_node_with_deep(true).ok()?.dyn_into().ok()
}

pub fn set(element: &Element, name: &str, value: &str) {
    // A well-formed attribute can always be set.
    let _ = element.set_attribute(name, value);
}

/// Sets an attribute, or takes it away.
pub fn set_or_not(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Sets a property of the element's own style.
pub fn style(element: &HtmlElement, name: &str, value: &str) {
    // A property the browser does not know is left out, no worse.
    let _ = element.style().set_property(name, value);
}

pub fn append(parent: &Node, child: &Node) {
    // The code's own elements stand in no circle.
    let _ = parent.append_child(child);
}
