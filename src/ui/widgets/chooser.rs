//! Something of the project chosen by typing its name: a step, or a problem.

use super::field::fresh_id;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// How many are offered while a name is typed.
pub const OFFERED: usize = 8;

/// A field that finds by name; `find` names what has the text, `pick` takes the one that was chosen. What is refused
/// stays in the field, with the reason beside it.
#[component]
pub fn Chooser<T: Copy + PartialEq + Send + Sync + 'static>(
    label: &'static str,
    #[prop(into)] hint: String,
    /// What Enter does while none of what was found is pointed at: takes the first by itself, or reads the text.
    enter: Enter,
    find: Callback<String, Vec<(T, String)>>,
    pick: Callback<T, Result<(), String>>,
) -> impl IntoView {
    let store = crate::ui::store::Store::get();
    let text = RwSignal::new(String::new());
    let at = RwSignal::new(None::<usize>);
    let message = RwSignal::new(None::<String>);
    let list = fresh_id("found");
    let found =
        Memo::new(move |_| text.with(|text| if text.trim().is_empty() { Vec::new() } else { find.run(text.clone()) }));
    let done = move |outcome: Result<(), String>| {
        if outcome.is_ok() {
            text.set(String::new());
            at.set(None);
        }
        message.set(outcome.err());
    };
    let on_key = move |event: KeyboardEvent| {
        let count = found.with(Vec::len);
        match event.key().as_str() {
            "ArrowDown" if count > 0 => at.update(|at| *at = Some(at.map_or(0, |at| (at + 1) % count))),
            "ArrowUp" if count > 0 => at.update(|at| *at = Some(at.map_or(count - 1, |at| (at + count - 1) % count))),
            "Enter" if event.is_composing() => return,
            "Enter" => {
                let one = |at: usize| found.with(|found| found.get(at).map(|one| one.0));
                match (at.get_untracked().and_then(one), enter) {
                    (Some(one), _) => done(pick.run(one)),
                    _ if text.with_untracked(|text| text.trim().is_empty()) => {}
                    (None, Enter::Reads(read)) => done(read.run(text.get_untracked())),
                    (None, Enter::TakesFirst(nothing)) => match one(0) {
                        Some(one) => done(pick.run(one)),
                        None => message.set(Some(nothing.to_owned())),
                    },
                }
            }
            "Escape" if !text.read_untracked().is_empty() => done(Ok(())),
            _ => return,
        }
        event.prevent_default();
        event.stop_propagation();
    };
    let (list_id, list_of) = (list.clone(), list.clone());
    let active = {
        let list = list.clone();
        move || at.get().map(|at| format!("{list}-{at}"))
    };
    let options = move || {
        let row = |(index, (one, name)): (usize, (T, String))| {
            view! {
                <li id=format!("{list_of}-{index}") role="option" aria-selected=move || (at.get() == Some(index)).to_string()
                    on:pointerdown=move |event| { event.prevent_default(); done(pick.run(one)) }>{name}</li>
            }
        };
        found.get().into_iter().enumerate().map(row).collect_view()
    };
    view! {
        <div class="chooser field">
            <input class="input" type="text" role="combobox" autocomplete="off" spellcheck="false" placeholder=hint aria-label=label
                aria-expanded=move || (!found.read().is_empty()).to_string() aria-controls=list_id aria-activedescendant=active
                aria-invalid=move || message.read().is_some().then_some("true") disabled=move || store.read_only.read().is_some()
                prop:value=move || text.get() on:keydown=on_key on:blur=move |_| at.set(None)
                on:input=move |event| { text.set(event_target_value(&event)); at.set(None); message.set(None); }/>
            <ul id=list role="listbox" aria-label="Found" class="found" hidden=move || found.read().is_empty()>{options}</ul>
            <Show when=move || message.read().is_some()><p class="message" role="status">{move || message.get()}</p></Show>
        </div>
    }
}

/// What Enter does with text while nothing that was found is pointed at.
#[derive(Clone, Copy)]
pub enum Enter {
    /// Takes the first that was found; this is said where there is none.
    TakesFirst(&'static str),
    /// Reads the text by itself, as a link like `2FS+1d`.
    Reads(Callback<String, Result<(), String>>),
}
