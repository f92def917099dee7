//! Printing a room: while the browser prints, a sheet stands in the page in place of the app. It is made at once, as the
//! browser asks, so that its own print command serves as well as ours.

use leptos::ev::{afterprint, beforeprint};
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;

/// Stands on every sheet of our own rooms, which tell more than the client may see.
pub const INTERNAL: &str = "Internal – not for the client";

/// Attends to printing as long as the room is open; `make` makes what is printed.
pub fn attend(make: impl Fn() -> AnyView + Copy + 'static) {
    let shown = StoredValue::new_local(None);
    let begin = window_event_listener(beforeprint, move |_| {
        let (Some(body), Some(root)) = (document().body(), document().document_element()) else { return };
        // A known attribute with a plain value cannot be refused.
        let _ = root.set_attribute("data-print", "sheet");
        shown.set_value(Some(leptos::mount::mount_to(body.unchecked_into(), move || untrack(make))));
    });
    let end = move || {
        // Dropping it takes it out of the page.
        let _ = shown.try_update_value(Option::take);
        if let Some(root) = document().document_element() {
            let _ = root.remove_attribute("data-print");
        }
    };
    let over = window_event_listener(afterprint, move |_| end());
    on_cleanup(move || {
        begin.remove();
        over.remove();
        end();
    });
}
