//! A menu of things to show or not: it stays open while boxes are ticked.

use super::menu::{keep_on_screen, step};
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A menu of ticks at `at` (px from the window's corner). `rows` are ids and names.
#[component]
pub fn CheckMenu(
    name: &'static str,
    at: (i32, i32),
    rows: Vec<(&'static str, &'static str)>,
    is_on: impl Fn(&'static str) -> bool + Copy + Send + Sync + 'static,
    toggle: impl Fn(&'static str) + Copy + 'static,
    close: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let list = NodeRef::<html::Ul>::new();
    let before = StoredValue::new_local(document().active_element().and_then(|e| e.dyn_into::<HtmlElement>().ok()));
    let leave = move || {
        if let Some(element) = before.try_get_value().flatten() {
            // An element that is gone ignores it.
            let _ = element.focus();
        }
        close();
    };
    Effect::new(move |_| {
        if let Some(list) = list.get() {
            keep_on_screen(&list, at);
            step(&list, 0, None);
        }
    });
    let on_key = move |event: KeyboardEvent| {
        let Some(list) = list.get() else { return };
        match event.key().as_str() {
            "ArrowDown" => step(&list, 1, Some(())),
            "ArrowUp" => step(&list, -1, Some(())),
            "Escape" | "Tab" => leave(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let items = rows.into_iter().map(|(id, text)| {
        let checked = move || if is_on(id) { "true" } else { "false" };
        view! {
            <li role="none"><button type="button" role="menuitemcheckbox" tabindex="-1" aria-checked=checked on:click=move |_| toggle(id)>
                <span>{text}</span><span class="check-mark" aria-hidden="true"></span></button></li>
        }
    });
    view! {
        <div class="menu-veil" on:pointerdown=move |event| if event.target() == event.current_target() { leave() }>
            <ul class="menu" role="menu" aria-label=name node_ref=list on:keydown=on_key>{items.collect_view()}</ul>
        </div>
    }
}
