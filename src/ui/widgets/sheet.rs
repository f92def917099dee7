//! A sheet over the page: named, closed by Escape or a click beside it, keeps the focus inside and gives it back.

use crate::ui::store::Store;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;

const FOCUSABLE: &str = "a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), [tabindex='0']";

/// A modal dialog named by its heading. `plain` leaves the heading to the content (it is still read out).
#[component]
pub fn Sheet(
    #[prop(into)] name: String,
    #[prop(optional)] wide: bool,
    #[prop(optional)] plain: bool,
    children: Children,
) -> impl IntoView {
    let store = Store::get();
    let dialog = NodeRef::<html::Div>::new();
    let before = document().active_element().and_then(|element| element.dyn_into::<HtmlElement>().ok());
    let before = StoredValue::new_local(before);
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get() {
            focus_first(&dialog);
        }
    });
    on_cleanup(move || {
        if let Some(element) = before.try_get_value().flatten() {
            // Focus goes back where it came from; an element that is gone ignores it.
            let _ = element.focus();
        }
    });
    let close = move || store.dialog.set(None);
    let on_key = move |event: KeyboardEvent| match event.key().as_str() {
        "Escape" => {
            event.prevent_default();
            event.stop_propagation();
            close();
        }
        "Tab" => {
            if let Some(dialog) = dialog.get() {
                keep_inside(&dialog, &event);
            }
        }
        _ => {}
    };
    // A button that went away with what it did leaves the focus nowhere: the next key brings it back into the sheet.
    let lost = window_event_listener(leptos::ev::keydown, move |event| {
        let Some(dialog) = dialog.get_untracked() else { return };
        if !dialog.contains(document().active_element().as_deref()) {
            let _ = dialog.focus();
            on_key(event);
        }
    });
    on_cleanup(move || lost.remove());
    // Closed by a whole click: the press first leaves the field that is typed in, which carries out what stands there.
    let pressed = StoredValue::new(false);
    view! {
        <div class="veil" on:pointerdown=move |event| pressed.set_value(event.target() == event.current_target())
            on:click=move |event| if pressed.get_value() && event.target() == event.current_target() { close() }>
            <div class="dialog" class:wide=wide class:palette=plain role="dialog" aria-modal="true" aria-label=name.clone() node_ref=dialog tabindex="-1" on:keydown=on_key>
                {(!plain).then(|| view! {
                    <header role="none"><h2>{name.clone()}</h2>
                        <button type="button" class="button quiet icon" aria-label="Close" on:click=move |_| close()>{crate::ui::icons::close()}</button>
                    </header>
                })}
                {children()}
            </div>
        </div>
    }
}

/// Focuses what is marked `data-first`, else the first thing after the Close button.
fn focus_first(dialog: &web_sys::Element) {
    let first = dialog.query_selector("[data-first]").ok().flatten();
    let first = first.or_else(|| {
        dialog.query_selector(".body input, .body select, .body textarea, .body button, input").ok().flatten()
    });
    let target = first.unwrap_or_else(|| dialog.clone());
    if let Ok(element) = target.dyn_into::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Tab goes round inside the dialog.
fn keep_inside(dialog: &web_sys::Element, event: &KeyboardEvent) {
    let Ok(all) = dialog.query_selector_all(FOCUSABLE) else { return };
    let at = |index: u32| all.item(index).and_then(|node| node.dyn_into::<HtmlElement>().ok());
    let (Some(first), Some(last)) = (at(0), at(all.length().saturating_sub(1))) else { return };
    let now = document().active_element();
    let is = |element: &HtmlElement| now.as_ref().is_some_and(|now| now == element.unchecked_ref::<web_sys::Element>());
    let target = if event.shift_key() && is(&first) {
        last
    } else if !event.shift_key() && is(&last) {
        first
    } else {
        return;
    };
    event.prevent_default();
    let _ = target.focus();
}
