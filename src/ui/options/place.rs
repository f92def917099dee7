//! Where the focus is and goes in this room: what is new gets it, what goes gives it to a neighbour, and it is never lost
//! to nothing.

use crate::ui::store::Store;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Focuses the first thing a selector finds, as soon as it is drawn. The first of several selectors that finds one counts.
/// A sheet that closes meanwhile, or a room that is entered, gives its own focus first: a frame later it is asked again.
pub fn focus_soon(selectors: impl Into<Vec<String>>) {
    let selectors = selectors.into();
    let again = selectors.clone();
    leptos::task::spawn_local(async move {
        leptos::task::tick().await;
        selectors.iter().any(|selector| focus(selector));
    });
    request_animation_frame(move || _ = again.iter().any(|selector| focus(selector)));
}

fn focus(selector: &str) -> bool {
    let found = document().query_selector(selector).ok().flatten().and_then(|one| one.dyn_into::<HtmlElement>().ok());
    // An element that cannot be focused ignores it.
    found.is_some_and(|element| element.focus().is_ok())
}

/// Gives the focus to what stands nearest when something with the focus goes: after an undo, a choice, a removal. Text
/// that is typed changes nothing of this.
pub fn keep_focus(store: Store) {
    let shape = Memo::new(move |_| {
        store.project.with(|project| {
            let problems = project.problems.values().map(|one| (one.id.0, one.solutions.len(), one.criteria.len()));
            (problems.collect::<Vec<_>>(), project.decisions.len())
        })
    });
    Effect::new(move |before: Option<()>| {
        shape.track();
        if before.is_some() {
            leptos::task::spawn_local(async move {
                leptos::task::tick().await;
                rescue(store);
            });
        }
    });
}

fn rescue(store: Store) {
    let nowhere = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
    if nowhere && store.dialog.try_get_untracked() == Some(None) {
        [".titles .ours textarea", ".problem-row[aria-current]", ".new-problem"].into_iter().any(focus);
    }
}
