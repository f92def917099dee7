//! How sure the task's length is: its confidence, its place on the hill, and where that puts its end.

use super::chosen::Chosen;
use super::dates::summaries;
use crate::ui::chance::ask_about_selected;
use crate::ui::widgets::field::{ChoiceField, Commit, fresh_id};
use forthright::edit::TaskField;
use forthright::plan::Confidence;
use forthright::view::chance::{hill_words, probably};
use leptos::prelude::*;

const CONFIDENCE: &[(&str, &str, Option<Confidence>)] = &[
    ("", "as usual", None),
    ("sure", "sure", Some(Confidence::Sure)),
    ("fair", "fair", Some(Confidence::Fair)),
    ("guess", "a guess", Some(Confidence::Guess)),
];

/// The section; a summary is as sure as its steps.
#[component]
pub fn Sure(chosen: Chosen) -> impl IntoView {
    let store = chosen.store;
    let summary = summaries(chosen);
    let confidence = chosen.shared(|task| task.confidence);
    let value = Signal::derive(move || match confidence.get() {
        None => "several".to_owned(),
        Some(sure) => CONFIDENCE.iter().find(|row| row.2 == sure).map(|row| row.0.to_owned()).unwrap_or_default(),
    });
    let options = CONFIDENCE.iter().map(|row| (row.0.to_owned(), row.1.to_owned())).collect::<Vec<_>>();
    let commit: Commit = Callback::new(move |(choice,): (String,)| {
        let sure = CONFIDENCE.iter().find(|row| row.0 == choice).and_then(|row| row.2);
        chosen.set("Say how sure", move |task| (task.confidence != sure).then_some(TaskField::Confidence(sure)))
    });
    let ranged = chosen.shared(|task| task.range.is_some());
    let off = Signal::derive(move || ranged.get() == Some(true));
    let ends = move || {
        let (chances, task) = (store.chance.seen(store)?, store.selection.with(|selection| selection.focus)?);
        probably(&chances, task, &store.dates())
    };
    view! {
        <Show when=move || !summary.get()>
            <section aria-label="How sure">
                <h3>"How sure"</h3>
                <ChoiceField label="Confidence in the duration" value options=Signal::stored(options.clone()) commit disabled=off/>
                <Show when=move || off.get()><p class="hint">"Its own range counts: type one duration to go by confidence."</p></Show>
                <Hill chosen/>
                {move || ends().map(|ends| view! { <p class="probably">{ends}</p> })}
                <button type="button" class="button quiet" on:click=move |_| ask_about_selected(store)>"What can I promise?"</button>
            </section>
        </Show>
    }
}

/// Figuring out on the left, getting it done on the right.
#[component]
fn Hill(chosen: Chosen) -> impl IntoView {
    let place = chosen.shared(|task| task.hill);
    let now = move || place.get().flatten();
    let problem = RwSignal::new(None::<String>);
    let set = move |hill: Option<u8>| {
        let done = chosen.set("Move on the hill", move |task| (task.hill != hill).then_some(TaskField::Hill(hill)));
        problem.set(done.err());
    };
    let moved = move |event| {
        if let Ok(place) = event_target_value(&event).parse::<u8>() {
            set(Some(place.min(100)));
        }
    };
    let off = move || chosen.store.read_only.read().is_some();
    let id = fresh_id("problem");
    let described = id.clone();
    view! {
        <label class="field hill"><span>"On the hill"</span>
            <input type="range" aria-label="On the hill" min="0" max="100" step="10" disabled=off aria-valuetext=move || hill_words(now()) aria-describedby=described
                prop:value=move || now().unwrap_or(50).to_string() on:change=moved/>
            <span class="ends" aria-hidden="true"><span>"figuring out"</span><span>"getting it done"</span></span></label>
        <p class="hint">{move || hill_words(now())}
            <Show when=move || now().is_some()><button type="button" class="button quiet" disabled=off on:click=move |_| set(None)>"Take it off the hill"</button></Show></p>
        <p id=id class="message" role="alert">{move || problem.get()}</p>
    }
}
