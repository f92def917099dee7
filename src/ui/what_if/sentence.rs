//! *What changes*: the one sentence, live while a bar is dragged; and the same as the client may hear it.

use super::against::Around;
use crate::ui::plan::inspector::why::Say;
use crate::ui::store::Store;
use forthright::words::{For, Sentence};
use leptos::prelude::*;

/// The sentence above the timeline.
#[component]
pub fn WhatChanges() -> impl IntoView {
    let store = Store::get();
    let around = expect_context::<Around>();
    let told = move |whom: For| Memo::new(move |_| around.sentence(store, whom));
    let (ours, theirs) = (told(For::Us), told(For::Client));
    let differs = move || ours.with(ToString::to_string) != theirs.with(ToString::to_string);
    view! {
        <section class="what-changes" aria-label="What changes">
            <p role="status" aria-live=move || if store.drafted.read().is_some() { "off" } else { "polite" }>
                {move || view! { <Say sentence=ours.get()/> }}
            </p>
            <Show when=move || differs() && store.active_scenario().is_some()>
                <p class="for-client"><span class="label">"For the client: "</span>{move || theirs.with(Sentence::to_string)}</p>
            </Show>
        </section>
    }
}
