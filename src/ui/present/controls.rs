//! The presenter's buttons: they come with the pointer or the focus and keep out of the way else.

use super::channel::open_window;
use super::notes;
use super::state::{Stage, leave};
use forthright::view::present::Turn;
use leptos::prelude::*;

/// The row of buttons.
#[component]
pub fn Controls(stage: Stage) -> impl IntoView {
    let view = stage.store.present;
    let turn = move |turn| {
        move |_| {
            view.trying.set(false);
            stage.turn(turn);
        }
    };
    let changed = move || view.trying.get() && !view.tries.read().is_empty();
    view! {
        <nav class="present-tools" aria-label="Presenting">
            <button type="button" on:click=turn(Turn::Previous) title="←">"Previous"</button>
            <button type="button" on:click=turn(Turn::Next) title="→">"Next"</button>
            <button type="button" aria-pressed=move || view.trying.get().to_string() on:click=move |_| view.trying.update(|on| *on = !*on) title="W">"What if"</button>
            {move || changed().then(|| view! { <button type="button" on:click=move |_| view.tries.set(Vec::new())>"Start over"</button> })}
            <button type="button" on:click=move |_| stage.turn(Turn::Blank) title=".">"Blank"</button>
            <button type="button" on:click=move |_| open_window()>"Second window"</button>
            {move || (view.followers.get() > 0).then(|| view! { <button type="button" aria-pressed=move || view.notes.get().to_string() on:click=move |_| notes::toggle(stage.store) title="N">"Notes"</button> })}
            <button type="button" on:click=move |_| leave(stage.store) title="Esc">"Leave"</button>
        </nav>
    }
}
