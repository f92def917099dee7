//! Text that is saved while it is typed, letter by letter. A sentence, a line or a shorter visit to a field is one undo
//! step, and undo in the field is the project's.

use crate::ui::store::Store;
use leptos::prelude::*;
use std::cell::Cell;

thread_local! {
    static SESSIONS: Cell<u64> = const { Cell::new(0) };
}

/// A number that names a visit to a field.
pub fn new_session() -> u64 {
    SESSIONS.with(|last| {
        last.set(last.get() + 1);
        last.get()
    })
}

/// What saves the text of a visit, or says why it cannot.
pub type Save = Callback<(u64, String), Result<(), String>>;

/// One field's text between the keys and the project.
#[derive(Clone, Copy)]
pub struct Draft {
    /// What the field shows.
    pub text: RwSignal<String>,
    /// Why what was typed was not taken.
    pub problem: RwSignal<Option<String>>,
    value: Signal<String>,
    session: StoredValue<u64>,
    save: Save,
}

impl Draft {
    /// A field for `value`, which follows it unless what was typed last was not taken.
    pub fn new(value: Signal<String>, save: Save) -> Draft {
        let draft = Draft {
            text: RwSignal::new(value.get_untracked()),
            problem: RwSignal::new(None),
            value,
            session: StoredValue::new(0),
            save,
        };
        Effect::new(move |_| {
            let value = value.get();
            // A blank at the end is typed on, and not a part of the value.
            let same = draft.text.with_untracked(|text| text.trim() == value.trim());
            if !same && draft.problem.with_untracked(Option::is_none) {
                draft.text.set(value);
            }
        });
        draft
    }

    /// The field was entered.
    pub fn enter(self) {
        self.session.set_value(new_session());
    }

    /// Something was typed: it is saved at once.
    pub fn typed(self, text: String) {
        let grown = self.text.with_untracked(|before| text.len() > before.len());
        let whole = grown && [". ", "! ", "? ", "\n"].iter().any(|end| text.ends_with(end));
        self.text.set(text.clone());
        let problem = self.save.run((self.session.get_value(), text)).err();
        let _ = self.problem.try_set(problem);
        if whole {
            self.session.set_value(new_session());
        }
    }

    /// Marks a field all of whose text is saved: undo in it is the project's.
    pub fn kept(self) -> Option<&'static str> {
        self.problem.read().is_none().then_some("")
    }

    /// The field was left: it shows what is kept.
    pub fn leave(self) {
        // Leaving may be the end of the room, and of what is asked here.
        if self.problem.try_with_untracked(Option::is_none) == Some(true)
            && let Some(value) = self.value.try_get_untracked()
        {
            let _ = self.text.try_set(value);
        }
    }
}

/// Whether nothing can be typed now.
fn only_read() -> impl Fn() -> bool + Copy {
    let store = Store::get();
    move || store.read_only.read().is_some()
}

/// Carries out `keep` when the page is put away, however it is, and when the field goes.
pub fn when_put_away(keep: impl Fn() + Copy + 'static) {
    let handle = window_event_listener_untyped("pagehide", move |_| keep());
    on_cleanup(move || handle.remove());
}

/// A field of several lines that grows with its text and looks like the page until it is entered.
#[component]
pub fn Prose(
    label: &'static str,
    #[prop(optional)] hint: &'static str,
    #[prop(optional)] class: &'static str,
    /// It wraps, but holds one line; its label is not shown.
    #[prop(optional)]
    one_line: bool,
    value: Signal<String>,
    save: Save,
) -> impl IntoView {
    let draft = Draft::new(value, save);
    let locked = only_read();
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
    view! {
        <label class=format!("prose {class}")>
            <span class="label" class:unseen=one_line>{label}</span>
            <span class="grow" data-text=move || draft.text.with(|text| if text.is_empty() { hint.to_owned() } else { text.clone() })>
                <textarea rows="1" dir="auto" data-kept=move || draft.kept() readonly=locked placeholder=hint spellcheck="true" prop:value=move || draft.text.get() aria-invalid=move || draft.problem.read().is_some().then_some("true")
                    on:focus=move |_| draft.enter() on:blur=move |_| draft.leave() on:keydown=on_key on:input=typed></textarea>
            </span>
            {move || draft.problem.get().map(|problem| view! { <span class="message" role="alert">{problem}</span> })}
        </label>
    }
}

/// A field of one line, without an edge until it is entered. Enter keeps what was typed.
#[component]
pub fn Line(
    label: Signal<String>,
    #[prop(optional)] hint: &'static str,
    #[prop(optional)] class: &'static str,
    value: Signal<String>,
    save: Save,
) -> impl IntoView {
    let draft = Draft::new(value, save);
    let locked = only_read();
    view! {
        <span class=format!("line-field {class}")>
            <input type="text" dir="auto" data-kept=move || draft.kept() readonly=locked aria-label=label placeholder=hint autocomplete="off" prop:value=move || draft.text.get() title=move || draft.text.get() aria-invalid=move || draft.problem.read().is_some().then_some("true")
                on:focus=move |_| draft.enter() on:blur=move |_| draft.leave() on:input=move |event| draft.typed(event_target_value(&event))
                on:keydown=move |event| if event.key() == "Enter" && !event.is_composing() { draft.leave() }/>
            {move || draft.problem.get().map(|problem| view! { <span class="message" role="alert">{problem}</span> })}
        </span>
    }
}
