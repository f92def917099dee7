//! Fields of this room: text saved letter by letter, amounts and days carried out when they are left.

use super::Room;
use crate::ui::outline::draft::{Draft, Save};
use crate::ui::store::Store;
use crate::ui::widgets::field::{Commit, TextField};
use forthright::project::{Edit, Problem, ProblemField, ProblemId, Project, SolutionField, SolutionId};
use forthright::view::options::title;
use forthright::words;
use leptos::prelude::*;

/// Text of one or several lines that grows and looks like the page until it is entered. `label` is shown unless `bare`;
/// `name` is what is read out.
#[component]
pub fn Text(
    #[prop(into)] name: Signal<String>,
    #[prop(optional)] label: &'static str,
    #[prop(optional)] hint: &'static str,
    #[prop(optional)] class: &'static str,
    #[prop(optional)] one_line: bool,
    value: Signal<String>,
    save: Save,
) -> impl IntoView {
    let store = Store::get();
    let draft = Draft::new(value, save);
    let locked = move || store.read_only.read().is_some();
    let typed = move |event| {
        let text = event_target_value(&event);
        draft.typed(if one_line { text.replace(['\n', '\r'], " ") } else { text });
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        if one_line && event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            draft.leave();
        }
    };
    let invalid = move || draft.problem.read().is_some().then_some("true");
    view! {
        <div class=format!("prose {class}")>
            {(!label.is_empty()).then(|| view! { <span class="label" aria-hidden="true">{label}</span> })}
            <span class="grow" data-text=move || draft.text.with(|text| if text.is_empty() { hint.to_owned() } else { text.clone() })>
                <textarea rows="1" dir="auto" data-kept=move || draft.kept() readonly=locked aria-label=name placeholder=hint spellcheck="true" prop:value=move || draft.text.get() aria-invalid=invalid
                    on:focus=move |_| draft.enter() on:blur=move |_| draft.leave() on:keydown=on_key on:input=typed></textarea>
            </span>
            {move || draft.problem.get().map(|problem| view! { <span class="message" role="alert">{problem}</span> })}
        </div>
    }
}

/// Carries an edit out; a refusal becomes the sentence to show. Nothing to do is done.
pub fn carry_out(store: Store, label: &str, edit: Option<Edit>) -> Result<(), String> {
    let Some(edit) = edit else { return Ok(()) };
    store.dispatch(label, edit, None).map_err(|error| store.plan(|plan| words::edit_error(&error, plan)))
}

fn type_in(store: Store, session: u64, label: &str, edit: Edit) -> Result<(), String> {
    let done = store.dispatch_typing(session, label, edit, None);
    done.map_err(|error| store.plan(|plan| words::edit_error(&error, plan)))
}

/// Saves what is typed into a problem: `put` makes the field of the problem as it is and the text.
pub fn problem_text(
    store: Store,
    id: ProblemId,
    what: &'static str,
    put: impl Fn(&Problem, String) -> ProblemField + Send + Sync + 'static,
) -> Save {
    Callback::new(move |(session, text): (u64, String)| {
        let field = store.project.with_untracked(|project| {
            let problem = project.problems.get(&id)?;
            Some((put(problem, text), format!("Change {what} of {}", title(problem))))
        });
        let Some((field, label)) = field else { return Ok(()) };
        type_in(store, session, &label, Edit::ProblemField { id, field })
    })
}

/// Saves what is typed into an option.
pub fn option_text(
    room: Room,
    problem: ProblemId,
    id: SolutionId,
    what: &'static str,
    field: fn(String) -> SolutionField,
) -> Save {
    let store = room.store;
    Callback::new(move |(session, text): (u64, String)| {
        let Some(label) = option_label(store, &format!("Change {what} of"), problem, id) else { return Ok(()) };
        type_in(store, session, &label, Edit::SolutionField { problem, id, field: field(text) })
    })
}

/// `Recommend Overlap the steps`; nothing where the option is gone.
pub fn option_label(store: Store, verb: &str, problem: ProblemId, id: SolutionId) -> Option<String> {
    store.project.with_untracked(|project| {
        let one = project.problems.get(&problem)?.solutions.get(&id)?;
        Some(format!("{verb} {}", forthright::view::options::name_of(one)))
    })
}

/// A field that reads what was typed when it is left; `make` reads it into an edit.
#[component]
pub fn Typed(
    label: &'static str,
    #[prop(optional)] placeholder: &'static str,
    #[prop(optional)] what: &'static str,
    #[prop(into)] value: Signal<String>,
    make: Callback<(String,), Result<Option<Edit>, String>>,
) -> impl IntoView {
    let store = Store::get();
    let label_of = format!("Change {}", if what.is_empty() { label.to_lowercase() } else { what.to_owned() });
    let commit: Commit = Callback::new(move |(text,): (String,)| carry_out(store, &label_of, make.run((text,))?));
    let off = Signal::derive(move || store.read_only.read().is_some());
    view! { <TextField label value commit placeholder disabled=off/> }
}

/// Reads what is typed as an optional day.
pub fn read_day(store: Store, text: &str) -> Result<Option<chrono::NaiveDate>, String> {
    match text.trim() {
        "" => Ok(None),
        text => Ok(Some(untrack(|| store.dates()).read(text)?.date)),
    }
}

/// Reads from the project without following it.
pub fn read<T>(store: Store, read: impl FnOnce(&Project) -> T) -> T {
    store.project.with_untracked(read)
}
