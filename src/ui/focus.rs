//! Giving the focus to what is drawn in a moment. Frames can be late on a laden machine: nothing here takes the focus from
//! a field somebody has begun to write in meanwhile, from where they went after it, or from a sheet to what lies behind.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use std::cell::Cell;
use std::time::Duration;
use web_sys::{Element, HtmlElement};

/// How often, and how many ms apart, what is to have the focus is looked for: a room that is entered has to be drawn first.
const LOOKS: u32 = 25;
const APART: u64 = 30;

thread_local! {
    /// How often a field had the focus so far.
    static FIELDS: Cell<u32> = const { Cell::new(0) };
}

/// Counts the fields that get the focus, for as long as the page is there.
pub fn watch() {
    let _kept = window_event_listener(leptos::ev::focusin, |event| {
        if event.target().and_then(|target| target.dyn_into().ok()).is_some_and(|one| is_written_in(&one)) {
            FIELDS.set(FIELDS.get().wrapping_add(1));
        }
    });
}

/// Focuses the first thing a selector finds, as soon as it is drawn. The first of several selectors that finds one counts.
/// A sheet that closes meanwhile, or a room that is entered, gives its own focus first: a frame later it is asked again.
pub fn focus_soon(selectors: impl Into<Vec<String>>) {
    let selectors = selectors.into();
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        any(&selectors);
        unless_written(1, move || {
            if !any(&selectors) {
                look_on(selectors, document().active_element(), LOOKS);
            }
        });
    });
}

/// Looks again until something is drawn, or somebody has gone on to something else.
fn look_on(selectors: Vec<String>, before: Option<Element>, looks: u32) {
    let again = move || {
        let now = document().active_element();
        // A room that is entered takes the focus itself, or lets it go.
        let is_rooms = |one: &Element| one.matches("body, [tabindex='-1']").unwrap_or(false);
        let gone_on = now != before && now.as_ref().is_some_and(|now| !is_rooms(now));
        if looks > 0 && !gone_on && !any(&selectors) {
            look_on(selectors, before, looks - 1);
        }
    };
    set_timeout(again, Duration::from_millis(APART));
}

fn any(selectors: &[String]) -> bool {
    selectors.iter().any(|selector| focus(selector))
}

/// Does something about the focus some frames on, unless a field has got it by then.
pub fn unless_written(frames: u32, then: impl FnOnce() + 'static) {
    let before = FIELDS.get();
    wait(frames, move || {
        if FIELDS.get() == before {
            then();
        }
    });
}

fn wait(frames: u32, then: impl FnOnce() + 'static) {
    match frames {
        0 => then(),
        _ => request_animation_frame(move || wait(frames - 1, then)),
    }
}

fn is_written_in(element: &Element) -> bool {
    element.matches("textarea, input, select, [contenteditable]").unwrap_or(false)
}

/// Focuses the first thing a selector finds; `false` when there is none, or a sheet lies over it.
pub fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten().and_then(|one| one.dyn_into::<HtmlElement>().ok());
    // An element that cannot be focused ignores it.
    found.is_some_and(|element| !is_behind_a_sheet(&element) && element.focus().is_ok())
}

fn is_behind_a_sheet(element: &Element) -> bool {
    let sheet = document().query_selector("[aria-modal='true']").ok().flatten();
    sheet.is_some_and(|sheet| !sheet.contains(Some(element)))
}
