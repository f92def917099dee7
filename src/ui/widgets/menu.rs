//! A context menu: rows of the command table at a point on the page.

use crate::ui::commands::command;
use crate::ui::store::Store;
use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// A menu of commands at `at` (px from the window's corner); an empty id draws a line. `close` takes it away.
#[component]
pub fn Menu(
    #[prop(into)] name: String,
    at: (i32, i32),
    ids: Vec<&'static str>,
    close: impl Fn() + Copy + 'static,
) -> impl IntoView {
    let store = Store::get();
    let (list, leave, on_key) = popup(at, close);
    let rows = ids.into_iter().map(|id| row(store, id, leave)).collect_view();
    view! {
        <div class="menu-veil" on:pointerdown=move |event| if event.target() == event.current_target() { leave() }
            on:contextmenu=move |event| {
                event.prevent_default();
                // The menu key opens the browser's own menu when it comes up again: that is no click beside this one.
                if event.target() == event.current_target() { leave() }
            }>
            <ul class="menu" role="menu" aria-label=name node_ref=list on:keydown=on_key>{rows}</ul>
        </div>
    }
}

/// What every menu does: the list that has the focus once it is there, the way to leave it, and its keys. Who had the
/// focus before gets it back.
pub(super) fn popup(
    at: (i32, i32),
    close: impl Fn() + Copy + 'static,
) -> (NodeRef<html::Ul>, impl Fn() + Copy + 'static, impl Fn(KeyboardEvent) + Copy + 'static) {
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
            step(&list, None);
        }
    });
    let on_key = move |event: KeyboardEvent| {
        let Some(list) = list.get() else { return };
        match event.key().as_str() {
            "ArrowDown" => step(&list, Some(1)),
            "ArrowUp" => step(&list, Some(-1)),
            "Escape" | "Tab" => leave(),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    (list, leave, on_key)
}

fn row(store: Store, id: &'static str, leave: impl Fn() + Copy + 'static) -> AnyView {
    let Some(command) = command(id) else { return view! { <li role="separator"><hr/></li> }.into_any() };
    let applies = command.applies(store);
    let run = move |_| {
        if applies {
            leave();
            (command.run)(store);
        }
    };
    view! {
        <li role="none"><button type="button" role="menuitem" tabindex="-1" aria-disabled=(!applies).then_some("true") on:click=run>
            <span>{command.name}</span>{command.key_text().map(|key| view! { <kbd>{key}</kbd> })}
        </button></li>
    }
    .into_any()
}

/// Moves the focus by so many among the menu's rows, round and round; without a number to the first.
fn step(list: &web_sys::Element, by: Option<i32>) {
    let Ok(all) = list.query_selector_all("[role=menuitem], [role=menuitemcheckbox]") else { return };
    let count = all.length() as i32;
    let now = document().active_element();
    let at = (0..count).find(|i| {
        all.item(*i as u32)
            .is_some_and(|node| now.as_ref().is_some_and(|now| *now == *node.unchecked_ref::<web_sys::Element>()))
    });
    let next = match (at, by) {
        (Some(at), Some(by)) if count > 0 => (at + by).rem_euclid(count),
        _ => 0,
    };
    if let Some(element) = all.item(next as u32).and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
        let _ = element.focus();
    }
}

fn keep_on_screen(list: &HtmlElement, at: (i32, i32)) {
    let size = |value: Result<leptos::wasm_bindgen::JsValue, _>| {
        value.ok().and_then(|v: leptos::wasm_bindgen::JsValue| v.as_f64()).unwrap_or(800.0) as i32
    };
    let (wide, high) = (size(window().inner_width()), size(window().inner_height()));
    let left = at.0.min(wide - list.offset_width() - 8).max(8);
    let top = at.1.min(high - list.offset_height() - 8).max(8);
    let style = list.style();
    let _ = style.set_property("left", &format!("{left}px"));
    let _ = style.set_property("top", &format!("{top}px"));
}
