//! Labelled fields. What is typed is carried out on Enter or when the field is left; what is refused stays in the field
//! with a plain message beneath it, and Escape puts the old text back.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};

/// Carries out what was typed; a refusal is the sentence to show.
pub type Commit = Callback<(String,), Result<(), String>>;

/// Text that was refused and its message, kept while the field is off the screen. Provide it above fields that come
/// and go; each field's `draft` names its place in it.
#[derive(Clone, Copy)]
pub struct Drafts(StoredValue<HashMap<String, (String, String)>>);

impl Drafts {
    /// No drafts yet.
    pub fn new() -> Drafts {
        Drafts(StoredValue::new(HashMap::new()))
    }

    fn get(self, place: &str) -> Option<(String, String)> {
        self.0.with_value(|all| all.get(place).cloned())
    }

    fn put(self, place: &str, draft: Option<(String, String)>) {
        self.0.try_update_value(|all| match draft {
            Some(draft) => drop(all.insert(place.to_owned(), draft)),
            None => drop(all.remove(place)),
        });
    }
}

/// An id for an element that another one names.
pub fn fresh_id(stem: &str) -> String {
    static LAST: AtomicU32 = AtomicU32::new(0);
    format!("{stem}-{}", LAST.fetch_add(1, Ordering::Relaxed))
}

/// What a field holds beside its value: text typed but not carried out, and why not.
#[derive(Clone, Copy)]
struct Typing {
    value: Signal<String>,
    typed: RwSignal<Option<String>>,
    message: RwSignal<Option<String>>,
    draft: StoredValue<Option<String>>,
    drafts: Option<Drafts>,
    commit: Commit,
}

impl Typing {
    fn new(value: Signal<String>, commit: Commit, draft: Option<String>) -> Typing {
        let drafts = use_context::<Drafts>();
        let kept = drafts.zip(draft.as_ref()).and_then(|(drafts, place)| drafts.get(place));
        let (typed, message) = kept.unzip();
        let typing = Typing {
            value,
            typed: RwSignal::new(typed),
            message: RwSignal::new(message),
            draft: StoredValue::new(draft),
            drafts,
            commit,
        };
        // A field taken off the screen while somebody types in it still carries out what was typed.
        on_cleanup(move || {
            if typing.message.try_get_untracked() == Some(None) {
                typing.carry_out();
            }
        });
        typing
    }

    fn keep_draft(self, draft: Option<(String, String)>) {
        if let Some(drafts) = self.drafts {
            self.draft.try_with_value(|place| place.iter().for_each(|place| drafts.put(place, draft.clone())));
        }
    }

    fn carry_out(self) {
        let Some(Some(text)) = self.typed.try_get_untracked() else { return };
        if self.value.try_get_untracked().as_ref() == Some(&text) {
            return self.revert();
        }
        match self.commit.try_run((text.clone(),)) {
            None => {}
            Some(Ok(())) => self.revert(),
            Some(Err(message)) => {
                self.keep_draft(Some((text, message.clone())));
                self.message.try_set(Some(message));
            }
        }
    }

    fn revert(self) {
        self.keep_draft(None);
        self.typed.try_set(None);
        self.message.try_set(None);
    }

    fn on_key(self, event: &KeyboardEvent, lines: bool) {
        match event.key().as_str() {
            "Enter" if !lines || event.ctrl_key() || event.meta_key() => {
                event.prevent_default();
                self.carry_out();
            }
            "Escape" if self.typed.get_untracked().is_some() => {
                event.prevent_default();
                event.stop_propagation();
                self.revert();
            }
            _ => {}
        }
    }

    fn shown(self) -> String {
        self.typed.get().unwrap_or_else(|| self.value.get())
    }
}

/// A line of text, or several with `lines`.
#[component]
pub fn TextField(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    commit: Commit,
    #[prop(optional, into)] placeholder: MaybeProp<String>,
    #[prop(optional, into)] hint: MaybeProp<String>,
    /// The label is read out but not shown.
    #[prop(optional)]
    bare: bool,
    #[prop(optional)] lines: bool,
    #[prop(optional, into)] list: Option<String>,
    #[prop(optional, into)] draft: Option<String>,
    #[prop(optional, into)] disabled: MaybeProp<bool>,
) -> impl IntoView {
    let typing = Typing::new(value, commit, draft);
    let list = list.filter(|id| !id.is_empty());
    let note = fresh_id("note");
    let (by, note_id) = (note.clone(), note.clone());
    let described = move || (typing.message.read().is_some() || hint.read().is_some()).then(|| by.clone());
    let invalid = move || typing.message.read().is_some().then_some("true");
    let on_input = move |event| typing.typed.set(Some(event_target_value(&event)));
    let on_change = move |_| typing.carry_out();
    let on_key = move |event: KeyboardEvent| typing.on_key(&event, lines);
    let off = move || disabled.get().unwrap_or(false);
    let kept = move || typing.typed.read().is_none().then_some("");
    let field = if lines {
        view! {
            <textarea class="input" rows="2" data-kept=kept prop:value=move || typing.shown() placeholder=move || placeholder.get() disabled=off
                aria-invalid=invalid aria-describedby=described on:input=on_input on:change=on_change on:keydown=on_key></textarea>
        }
        .into_any()
    } else {
        view! {
            <input class="input" type="text" autocomplete="off" spellcheck="false" data-kept=kept prop:value=move || typing.shown() list=list
                placeholder=move || placeholder.get() disabled=off
                aria-invalid=invalid aria-describedby=described on:input=on_input on:change=on_change on:keydown=on_key/>
        }
        .into_any()
    };
    let text = move || typing.message.get().or_else(|| hint.get());
    view! {
        <div class="field">
            <label class="field"><span class=if bare { "unseen" } else { "label" }>{label}</span>{field}</label>
            <Show when=move || text().is_some()>
                <p id=note_id.clone() class=move || if typing.message.read().is_some() { "message" } else { "hint" } role="status">{text}</p>
            </Show>
        </div>
    }
}

/// A choice among a few; `options` are (value, what is read).
#[component]
pub fn ChoiceField(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] options: Signal<Vec<(String, String)>>,
    commit: Commit,
    #[prop(optional)] bare: bool,
    #[prop(optional, into)] disabled: MaybeProp<bool>,
) -> impl IntoView {
    let message = RwSignal::new(None::<String>);
    let again = RwSignal::new(0_u32);
    let note = fresh_id("note");
    let (by, note_id) = (note.clone(), note);
    let on_change = move |event| {
        let refused = commit.run((event_target_value(&event),)).err();
        // A refused choice jumps back to what holds.
        if refused.is_some() {
            again.update(|n| *n += 1);
        }
        message.try_set(refused);
    };
    let rows = move || {
        let mut all = options.get();
        let now = value.get();
        if !all.iter().any(|(value, _)| *value == now) {
            all.insert(0, (now, "several".to_owned()));
        }
        all
    };
    let row = move |(choice, text): (String, String)| {
        let this = choice.clone();
        let chosen = move || {
            again.track();
            value.get() == this
        };
        view! { <option value=choice prop:selected=chosen>{text}</option> }
    };
    view! {
        <div class="field">
            <label class="field"><span class=if bare { "unseen" } else { "label" }>{label}</span>
                <select class="input" on:change=on_change disabled=move || disabled.get().unwrap_or(false)
                    aria-invalid=move || message.read().is_some().then_some("true") aria-describedby=move || message.read().is_some().then(|| by.clone())>
                    {move || rows().into_iter().map(row).collect_view()}
                </select>
            </label>
            <Show when=move || message.read().is_some()><p id=note_id.clone() class="message" role="status">{move || message.get()}</p></Show>
        </div>
    }
}

/// Yes or no; `value` is `None` where several tasks differ.
#[component]
pub fn CheckField(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<Option<bool>>,
    commit: Callback<(bool,), Result<(), String>>,
    #[prop(optional, into)] disabled: MaybeProp<bool>,
) -> impl IntoView {
    let message = RwSignal::new(None::<String>);
    let again = RwSignal::new(0_u32);
    let on_change = move |event| {
        let refused = commit.run((event_target_checked(&event),)).err();
        again.try_update(|n| *n += 1);
        message.try_set(refused);
    };
    let checked = move || {
        again.track();
        value.get() == Some(true)
    };
    view! {
        <div class="field">
            <label class="check"><input type="checkbox" prop:checked=checked prop:indeterminate=move || value.get().is_none() on:change=on_change
                disabled=move || disabled.get().unwrap_or(false)/><span>{label}</span></label>
            <Show when=move || message.read().is_some()><p class="message" role="status">{move || message.get()}</p></Show>
        </div>
    }
}
