//! “When did we tell them?”: one field over what was told, what was not, and what was written down.

use super::acts;
use crate::ui::store::Store;
use forthright::view::talks::{Answer, answers};
use leptos::prelude::*;

/// The field and its answer.
#[component]
pub fn Search() -> impl IntoView {
    let store = Store::get();
    let question = store.conversations.question;
    let rows = Memo::new(move |_| {
        let (schedule, today, dates) = (store.facts_schedule.get(), store.today.get(), store.dates());
        let question = question.get();
        store.project.with(|project| answers(project, &schedule, today, &dates, &question))
    });
    let asked = move || !question.read().trim().is_empty();
    let count = move || match (asked(), rows.read().len()) {
        (false, _) => String::new(),
        (true, 0) => "Nothing of that was told or written down.".to_owned(),
        (true, 1) => "1 answer".to_owned(),
        (true, many) => format!("{many} answers"),
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" && untrack(asked) {
            event.prevent_default();
            question.set(String::new());
        }
    };
    view! {
        <search class="talk-search" aria-label="What was told">
            <label class="field"><span class="label">"When did we tell them?"</span>
                <input id="talk-question" class="input" type="search" autocomplete="off" data-kept="" placeholder="A promise, a problem, a name, a word"
                    prop:value=move || question.get() on:input=move |event| question.set(event_target_value(&event)) on:keydown=on_key/></label>
            <p class="hint" role="status">{count}</p>
            <Show when=move || !rows.read().is_empty()>
                <ul class="answers" aria-label="Answers">{move || rows.get().into_iter().map(|row| view! { <Row row/> }).collect_view()}</ul>
            </Show>
        </search>
    }
}

/// An answer leads to where it was said, or logs that it was told now.
#[component]
pub fn Row(row: Answer) -> impl IntoView {
    let store = Store::get();
    let locked = move || store.read_only.read().is_some();
    let text = row.text.clone();
    match (row.place, row.untold) {
        _ if row.promise.is_some() => {
            let go = move |_| row.promise.into_iter().for_each(|id| acts::go_to_promise(store, id));
            view! { <li><button type="button" class="answer" on:click=go>{row.text}</button></li> }.into_any()
        }
        (Some(place), _) => view! {
            <li><button type="button" class="answer" on:click=move |_| acts::go_to(store, place)>{row.text}</button></li>
        }
        .into_any(),
        (None, Some(what)) => view! {
            <li class="spread answer-open"><span>{row.text}</span>
                <button type="button" class="button" disabled=locked aria-label=format!("Log that it was told: {text}") on:click=move |_| acts::begin(store, vec![what])>"Log that it was told"</button></li>
        }
        .into_any(),
        _ => view! { <li>{row.text}</li> }.into_any(),
    }
}
