//! The switch beside what can be marked for the client: an open eye and *Client*, or a closed one and *Private*.

use crate::ui::icons;
use crate::ui::store::Store;
use leptos::prelude::*;

/// `name` is what is read out, as a sentence that is true when it is on: `The client sees Scope`.
#[component]
pub fn SeenSwitch(
    #[prop(into)] name: Signal<String>,
    seen: Signal<bool>,
    /// Only the eye is drawn.
    #[prop(optional)]
    small: bool,
    change: Callback<bool>,
) -> impl IntoView {
    let store = Store::get();
    let title = move || format!("{}: {}", name.get(), if seen.get() { "yes" } else { "no, it is private" });
    view! {
        <button type="button" role="switch" class="client-mark seen-switch" class:small=small class:seen=seen aria-label=name title=title
            aria-checked=move || seen.get().to_string() disabled=move || store.read_only.read().is_some() on:click=move |_| change.run(!seen.get_untracked())>
            {move || if seen.get() { icons::eye().into_any() } else { icons::closed_eye().into_any() }}
            {(!small).then(|| view! { <span aria-hidden="true">{move || if seen.get() { "Client" } else { "Private" }}</span> })}
        </button>
    }
}
