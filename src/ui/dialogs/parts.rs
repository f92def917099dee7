//! Parts the sheets share: a field read while it is typed, the list of what moves, dispatching with the refusal as text.

use crate::ui::plan::inspector::why::{Say, go};
use crate::ui::store::Store;
use crate::ui::widgets::field::fresh_id;
use forthright::project::Edit;
use forthright::view::moves::Moves;
use forthright::words;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// Carries an edit out; a refusal becomes the sentence to show.
pub fn carry_out(store: Store, label: &str, edit: impl Into<Edit>) -> Result<(), String> {
    store.dispatch(label, edit, None).map_err(|error| store.plan(|plan| words::edit_error(&error, plan)))
}

/// A field whose text is read on every key: what it means shows at once, and `done` is what Enter does; with `keeps`
/// leaving the field does it too.
#[component]
pub fn LiveField(
    #[prop(into)] label: String,
    text: RwSignal<String>,
    /// Why it cannot be read.
    #[prop(optional, into)]
    problem: MaybeProp<String>,
    #[prop(optional, into)] placeholder: String,
    #[prop(optional)] done: Option<Callback<()>>,
    #[prop(optional)] keeps: bool,
    #[prop(optional)] bare: bool,
    #[prop(optional)] first: bool,
) -> impl IntoView {
    let on_leave = move |_| {
        // A field that goes with its sheet is left once more.
        let written = text.try_with_untracked(|text| !text.trim().is_empty()) == Some(true);
        if let Some(done) = done.filter(|_| keeps && written) {
            done.run(());
        }
    };
    let note = fresh_id("note");
    let (by, note_id) = (note.clone(), note);
    let on_key = move |event: KeyboardEvent| {
        if event.key() == "Enter"
            && let Some(done) = done
        {
            event.prevent_default();
            done.run(());
        }
    };
    view! {
        <div class="field">
            <label class="field"><span class=if bare { "unseen" } else { "label" }>{label}</span>
                <input class="input" type="text" autocomplete="off" spellcheck="false" placeholder=placeholder data-first=first.then_some("")
                    prop:value=move || text.get() on:input=move |event| text.set(event_target_value(&event)) on:keydown=on_key on:change=on_leave
                    aria-invalid=move || problem.get().is_some().then_some("true") aria-describedby=move || problem.get().is_some().then(|| by.clone())/>
            </label>
            <Show when=move || problem.get().is_some()><p id=note_id.clone() class="message" role="status">{move || problem.get()}</p></Show>
        </div>
    }
}

/// The tasks an edit would move, from where to where, and why.
#[component]
pub fn MovesList(#[prop(into)] moves: Signal<Moves>) -> impl IntoView {
    let store = Store::get();
    let rows = move || {
        moves.get().lines.into_iter().map(|line| {
            let task = line.task;
            view! {
                <tr>
                    <th scope="row"><button type="button" class="task-link" on:click=move |_| go(store, task)>{line.name}</button></th>
                    <td>{line.from}</td><td>{line.to}</td><td class="why-cell"><Say sentence=line.why/></td>
                </tr>
            }
        }).collect_view()
    };
    let count = move || {
        let moves = moves.read();
        match moves.lines.len() + moves.more {
            0 => "Nothing moves.".to_owned(),
            1 => "One task moves.".to_owned(),
            many => format!("{many} tasks move."),
        }
    };
    view! {
        <div class="moves">
            <p role="status"><strong>{count}</strong>" "{move || moves.read().finish.clone()}</p>
            <Show when=move || !moves.read().lines.is_empty()>
                <div class="table-scroll" tabindex="0" role="region" aria-label="What moves">
                <table class="plain stackable"><thead><tr><th scope="col">"Task"</th><th scope="col">"Now"</th><th scope="col">"Then"</th><th scope="col">"Why"</th></tr></thead><tbody>{rows}</tbody></table>
                </div>
            </Show>
            <Show when=move || { moves.read().more > 0 }><p class="muted">{move || format!("And {} more.", moves.read().more)}</p></Show>
        </div>
    }
}

/// A refusal that belongs to a whole sheet.
#[component]
pub fn Refusal(message: RwSignal<Option<String>>) -> impl IntoView {
    view! { <Show when=move || message.read().is_some()><p class="message" role="alert">{move || message.get()}</p></Show> }
}
