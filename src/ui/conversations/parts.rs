//! What the records of this room have in common: a line that opens, fields that write one record, the way it is removed.

use crate::ui::focus::focus_soon;
use crate::ui::icons;
use crate::ui::options::parts::{Typed, carry_out, read, read_day};
use crate::ui::outline::draft::Save;
use crate::ui::store::Store;
use crate::ui::widgets::seen::SeenSwitch;
use chrono::NaiveDate;
use forthright::prepare::record;
use forthright::project::record::*;
use forthright::project::{Edit, Project};
use forthright::words::{self, DateForm};
use leptos::prelude::*;

/// Something of the record that has an id and is filed as a whole.
pub trait Filed: Copy + PartialEq + Send + Sync + 'static {
    type Record: Clone + PartialEq;
    /// What it is called in the name of a change: `the concern`.
    const NOUN: &'static str;
    fn find(self, project: &Project) -> Option<&Self::Record>;
    fn put(record: Self::Record) -> Edit;
    /// The edit that takes it away.
    fn gone(self) -> Edit;
}

impl Filed for ConversationId {
    type Record = Conversation;
    const NOUN: &'static str = "the conversation";
    fn find(self, project: &Project) -> Option<&Conversation> {
        project.record.conversations.get(&self)
    }
    fn put(record: Conversation) -> Edit {
        record::put_conversation(record)
    }
    fn gone(self) -> Edit {
        Edit::Record(RecordEdit::Conversation { id: self, conversation: None })
    }
}

impl Filed for ConcernId {
    type Record = Concern;
    const NOUN: &'static str = "the concern";
    fn find(self, project: &Project) -> Option<&Concern> {
        project.record.concerns.get(&self)
    }
    fn put(record: Concern) -> Edit {
        record::put_concern(record)
    }
    fn gone(self) -> Edit {
        Edit::Record(RecordEdit::Concern { id: self, concern: None })
    }
}

impl Filed for InputId {
    type Record = Input;
    const NOUN: &'static str = "what we need";
    fn find(self, project: &Project) -> Option<&Input> {
        project.record.inputs.get(&self)
    }
    fn put(record: Input) -> Edit {
        record::put_input(record)
    }
    fn gone(self) -> Edit {
        Edit::Record(RecordEdit::Input { id: self, input: None })
    }
}

impl Filed for TouchpointId {
    type Record = Touchpoint;
    const NOUN: &'static str = "the touchpoint";
    fn find(self, project: &Project) -> Option<&Touchpoint> {
        project.record.touchpoints.get(&self)
    }
    fn put(record: Touchpoint) -> Edit {
        record::put_touchpoint(record)
    }
    fn gone(self) -> Edit {
        Edit::Record(RecordEdit::Touchpoint { id: self, touchpoint: None })
    }
}

/// A part of a record, followed.
pub fn of<I: Filed, T: Send + Sync + Clone + Default + PartialEq + 'static>(
    store: Store,
    id: I,
    read: impl Fn(&I::Record) -> T + Send + Sync + 'static,
) -> Signal<T> {
    Memo::new(move |_| store.project.with(|project| id.find(project).map(&read).unwrap_or_default())).into()
}

/// Changes a record as one step of undo; nothing to change is done.
pub fn change<I: Filed>(store: Store, id: I, label: &str, change: impl FnOnce(&mut I::Record)) -> Result<(), String> {
    let edit = read(store, |project| {
        let before = id.find(project)?;
        let mut after = before.clone();
        change(&mut after);
        (after != *before).then(|| I::put(after))
    });
    carry_out(store, label, edit)
}

/// Saves what is typed into a record, letter by letter.
pub fn text<I: Filed>(store: Store, id: I, what: &'static str, put: fn(&mut I::Record, String)) -> Save {
    Callback::new(move |(session, text): (u64, String)| {
        let edit = read(store, |project| {
            let mut record = id.find(project)?.clone();
            put(&mut record, text);
            Some(I::put(record))
        });
        let Some(edit) = edit else { return Ok(()) };
        let done = store.dispatch_typing(session, &format!("Change {what} of {}", I::NOUN), edit, None);
        done.map_err(|error| store.plan(|plan| words::edit_error(&error, plan)))
    })
}

/// A day of a record; `needed` where it cannot do without one.
pub fn day_field<I: Filed>(
    store: Store,
    id: I,
    (label, what, needed): (&'static str, &'static str, bool),
    get: fn(&I::Record) -> Option<NaiveDate>,
    put: fn(&mut I::Record, Option<NaiveDate>),
) -> impl IntoView {
    let day = of(store, id, get);
    let value =
        Signal::derive(move || day.get().map(|day| store.dates().write(day, DateForm::Weekday)).unwrap_or_default());
    let make = Callback::new(move |(text,): (String,)| {
        let day = read_day(store, &text)?;
        if needed && day.is_none() {
            return Err("It was on some day.".to_owned());
        }
        Ok(read(store, |project| {
            let mut record = id.find(project)?.clone();
            put(&mut record, day);
            Some(I::put(record))
        }))
    });
    view! { <Typed label what value make placeholder=if needed { "" } else { "no day" }/> }
}

/// Whether the client sees it.
pub fn seen<I: Filed>(
    store: Store,
    id: I,
    name: &'static str,
    get: fn(&I::Record) -> bool,
    put: fn(&mut I::Record, bool),
) -> impl IntoView {
    let change = Callback::new(move |on: bool| {
        let verb = if on { "Show the client" } else { "Keep from the client" };
        if let Err(why) = change(store, id, &format!("{verb} {}", I::NOUN), |record| put(record, on)) {
            store.say(why);
        }
    });
    view! { <SeenSwitch name seen=of(store, id, get) change/> }
}

/// The button that takes a record away; the focus goes to its neighbours in the part named so.
pub fn remove<I: Filed>(store: Store, id: I, name: Signal<String>, part: &'static str) -> impl IntoView {
    let locked = move || store.read_only.read().is_some();
    let press = move |_| {
        let name = name.get_untracked();
        if store.act(&format!("Remove {}", I::NOUN), id.gone(), None) {
            store.say_with_undo(format!("{} is gone.", if name.is_empty() { "It".to_owned() } else { name }));
            focus_soon([format!("#{part} .record-head"), format!("#{part} .new-record")]);
        }
    };
    view! { <button type="button" class="button quiet" disabled=locked aria-label=move || format!("Remove {}", name.get()) on:click=press>{icons::trash()}"Remove"</button> }
}

/// A record as a line that opens: its name, what is known of it, where it stands.
#[component]
pub fn Record(
    /// The id of the element.
    place: String,
    #[prop(into)] name: Signal<String>,
    #[prop(into)] from: Signal<String>,
    /// Where it stands, and the colour of that: `good`, `warn`, `critical` or nothing.
    #[prop(into)]
    state: Signal<(String, &'static str)>,
    is_open: Memo<bool>,
    toggle: Callback<()>,
    children: ChildrenFn,
) -> impl IntoView {
    let body = format!("{place}-body");
    let controls = body.clone();
    let chip = move || {
        let (words, tone) = state.get();
        (!words.is_empty()).then(|| view! { <span class=format!("chip state {tone}")>{words}</span> })
    };
    view! {
        <article class="record" class:open=move || is_open.get() id=place aria-label=name>
            <button type="button" class="record-head" aria-expanded=move || is_open.get().to_string() aria-controls=controls on:click=move |_| toggle.run(())>
                <span class="record-turn" aria-hidden="true">{move || if is_open.get() { icons::fold_open().into_any() } else { icons::fold_closed().into_any() }}</span>
                <span class="record-words"><span class="record-name">{name}</span><span class="muted">{from}</span></span>
                {chip}
            </button>
            <div class="record-body" id=body hidden=move || !is_open.get()>{move || is_open.get().then(|| children())}</div>
        </article>
    }
}

/// One line to begin a record with; Enter begins it.
#[component]
pub fn New(
    /// The id of the field.
    place: &'static str,
    label: &'static str,
    hint: &'static str,
    begin: Callback<String, bool>,
) -> impl IntoView {
    let store = Store::get();
    let text = RwSignal::new(String::new());
    let locked = move || store.read_only.read().is_some();
    let go = move || {
        let typed = text.get_untracked();
        if typed.trim().is_empty() {
            focus_soon([format!("#{place}")]);
        } else if begin.run(typed) {
            text.set(String::new());
        }
    };
    let on_key = move |event: leptos::ev::KeyboardEvent| match event.key().as_str() {
        "Enter" if !event.is_composing() => {
            event.prevent_default();
            go();
        }
        "Escape" if !text.read_untracked().is_empty() => {
            event.prevent_default();
            text.set(String::new());
        }
        _ => {}
    };
    view! {
        <div class="new-line">
            <input id=place class="input new-record" type="text" autocomplete="off" aria-label=label placeholder=hint disabled=locked prop:value=move || text.get()
                on:input=move |event| text.set(event_target_value(&event)) on:keydown=on_key/>
            <button type="button" class="button" disabled=locked aria-label=format!("Add: {label}") on:click=move |_| go()>{icons::plus()}"Add"</button>
        </div>
    }
}
