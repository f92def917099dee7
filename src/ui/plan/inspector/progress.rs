//! What has been done: percent, actual dates, what is left; done in one press.

use super::chosen::{Chosen, Typed, dispatch};
use super::dates::summaries;
use crate::ui::store::Store;
use forthright::plan::TaskId;
use forthright::prepare;
use forthright::view::inspector::{self, Field};
use leptos::prelude::*;

/// Progress as typed.
#[component]
pub fn ProgressPart(chosen: Chosen) -> impl IntoView {
    let summary = summaries(chosen);
    let percent = chosen.text(Field::Percent);
    let done = move || percent.get().is_some_and(|text| text == "100%");
    let message = RwSignal::new(None::<String>);
    let mark = move |_| message.set(chosen.write(Field::Percent, "100%").err());
    view! {
        <section aria-label="Progress">
            <h3>"Progress"</h3>
            <div class="line">
                <div class="short-field"><Typed chosen field=Field::Percent placeholder="0%"/></div>
                <Show when=move || !done()>
                    <button type="button" class="button" on:click=mark>"Mark done"</button>
                </Show>
                <Show when=move || message.read().is_some()><p class="message" role="status">{move || message.get()}</p></Show>
            </div>
            <Show when=move || !summary.get()>
                <div class="pair"><Typed chosen field=Field::ActualStart placeholder="not yet"/><Typed chosen field=Field::ActualFinish placeholder="not yet"/></div>
                <div class="short-field"><Typed chosen field=Field::Remaining/></div>
            </Show>
        </section>
    }
}

/// Takes tasks out of the network, their links bridged, or back in.
pub fn set_inactive(store: Store, tasks: &[TaskId], verb: &str, on: bool) -> Result<(), String> {
    let (label, edit) = store.plan(|plan| {
        let edit = if on { prepare::deactivate(plan, tasks) } else { prepare::activate(plan, tasks) };
        (inspector::label(verb, plan, tasks), edit)
    });
    edit.map_or(Ok(()), |edit| dispatch(store, &label, edit, tasks.first().copied()))
}
