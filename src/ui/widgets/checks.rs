//! A menu of things to show or not: it stays open while boxes are ticked.

use super::menu::popup;
use leptos::prelude::*;

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
    let (list, leave, on_key) = popup(at, close);
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
