//! Lines that appear for a while at the bottom and are read out politely.

use crate::ui::store::Store;
use leptos::prelude::*;

/// The place where [`Store::say`] shows.
#[component]
pub fn Toasts() -> impl IntoView {
    let store = Store::get();
    view! {
        <div class="toasts" role="status" aria-live="polite">
            <For each=move || store.messages.get() key=|message| message.id let(message)>
                <div class="toast">
                    <span>{message.text.clone()}</span>
                    {message.undo.then(|| view! { <button type="button" class="button" on:click=move |_| store.undo()>"Undo"</button> })}
                    <button type="button" class="button" on:click=move |_| store.messages.update(|all| all.retain(|m| m.id != message.id))>"Close"</button>
                </div>
            </For>
        </div>
    }
}
