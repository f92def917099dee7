//! Where the caret stands in the editable name of a step, and how it gets there.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Range, Selection};

/// A place for the caret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caret {
    Start,
    End,
    /// UTF-16 units from the start.
    At(u32),
    /// Not in the text: the step as a whole has the focus.
    Row,
}

fn selection() -> Option<Selection> {
    window().get_selection().ok().flatten()
}

/// The selected stretch of the text in `element`, in UTF-16 units.
pub fn stretch(element: &HtmlElement) -> Option<(u32, u32)> {
    let selection = selection().filter(|selection| selection.range_count() > 0)?;
    let chosen = selection.get_range_at(0).ok()?;
    let inside = |node: web_sys::Node| element.contains(Some(&node));
    if !inside(chosen.start_container().ok()?) || !inside(chosen.end_container().ok()?) {
        return None;
    }
    let before = |to_end: bool| -> Option<u32> {
        let range: Range = document().create_range().ok()?;
        range.set_start(element, 0).ok()?;
        let (node, at) = if to_end {
            (chosen.end_container().ok()?, chosen.end_offset().ok()?)
        } else {
            (chosen.start_container().ok()?, chosen.start_offset().ok()?)
        };
        range.set_end(&node, at).ok()?;
        Some(String::from(range.to_string()).encode_utf16().count() as u32)
    };
    Some((before(false)?, before(true)?))
}

/// Focuses without scrolling: who wants to be seen says so.
fn focus(element: &HtmlElement) {
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    let _ = element.focus_with_options(&options);
}

/// Focuses the name in `row` and puts the caret there, or the row itself.
pub fn put(row: &HtmlElement, caret: Caret) -> bool {
    if caret == Caret::Row {
        // Text chosen in a name is not what keys on the step as a whole act on.
        if let Some(selection) = selection() {
            let _ = selection.remove_all_ranges();
        }
        focus(row);
        return true;
    }
    let Some(name) =
        row.query_selector(".step-name").ok().flatten().and_then(|name| name.dyn_into::<HtmlElement>().ok())
    else {
        return false;
    };
    focus(&name);
    let length = text(&name).encode_utf16().count() as u32;
    let at = match caret {
        Caret::Start | Caret::Row => 0,
        Caret::End => length,
        Caret::At(at) => at.min(length),
    };
    if let Some(selection) = selection() {
        let placed = match name.first_child().filter(|node| node.node_type() == web_sys::Node::TEXT_NODE) {
            Some(node) => selection.collapse_with_offset(Some(&node), at),
            None => selection.collapse_with_offset(Some(&name), 0),
        };
        // A place that is no longer there leaves the caret where the focus put it.
        let _ = placed;
    }
    true
}

/// Puts text in where the caret is. True when it is there.
pub fn insert(text: &str) -> bool {
    let range = selection().and_then(|selection| selection.get_range_at(0).ok());
    let Some((selection, range)) = selection().zip(range) else { return false };
    let node = document().create_text_node(text);
    let done = range.delete_contents().is_ok() && range.insert_node(&node).is_ok();
    done && selection.collapse_with_offset(Some(&node), text.encode_utf16().count() as u32).is_ok()
}

/// The text of an editable element, without the line breaks browsers leave in empty ones.
pub fn text(element: &HtmlElement) -> String {
    element.text_content().unwrap_or_default().replace(['\n', '\r', '\u{a0}'], " ")
}

/// Whether the caret stands in the first (or last) line of the text, so that an arrow leaves it.
pub fn at_edge(element: &HtmlElement, upwards: bool) -> bool {
    let Some(range) = selection().and_then(|selection| selection.get_range_at(0).ok()) else { return true };
    let (caret, whole) = (range.get_bounding_client_rect(), element.get_bounding_client_rect());
    if caret.height() == 0.0 || whole.height() < caret.height() * 1.8 {
        return true;
    }
    if upwards {
        caret.top() < whole.top() + caret.height() * 0.6
    } else {
        caret.bottom() > whole.bottom() - caret.height() * 0.6
    }
}
