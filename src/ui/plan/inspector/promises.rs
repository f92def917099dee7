//! What was promised for the task: the words, to whom, every date that was said and why it was said anew, how it stands,
//! whether it was delivered.

use super::chosen::dispatch;
use crate::ui::focus::{focus, focus_soon, unless_written};
use crate::ui::store::Store;
use crate::ui::widgets::field::{CheckField, Commit, TextField};
use chrono::NaiveDate;
use forthright::analysis::PromiseState;
use forthright::plan::TaskId;
use forthright::prepare::{self, Said};
use forthright::project::{Edit, Promise, PromiseId, Saying};
use forthright::view::promises::{Tone, standing, tone};
use forthright::words::{DateForm, task_name};
use leptos::prelude::*;

/// Opens the panel at the field a new promise is typed into.
pub fn begin(store: Store) {
    store.plan_view.inspector.set(true);
    focus_soon([".promises .new-promise input".to_owned()]);
}

/// Leads from a date typed with Enter to what is still to be said about it. Who went on by Tab is left alone.
fn lead_on(from: &'static str, to: String) {
    unless_written(1, move || {
        // A row that moved to another place has let the focus go.
        let is_here = |now: web_sys::Element| now.tag_name() == "BODY" || now.closest(from).ok().flatten().is_some();
        let still_there = document().active_element().is_none_or(is_here);
        if still_there {
            focus(&to);
        }
    });
}

/// A day that has come.
fn past_day(store: Store, text: &str) -> Result<NaiveDate, String> {
    let date = untrack(|| store.dates()).read(text)?.date;
    match date > store.today.get_untracked() {
        true => Err("That day is still to come.".to_owned()),
        false => Ok(date),
    }
}

/// Every promise about one task, and the way to another.
#[component]
pub fn Promises(task: TaskId) -> impl IntoView {
    let store = Store::get();
    let ids = Memo::new(move |_| {
        store.project.with(|project| {
            let of_task = project.promises.values().filter(|promise| promise.task == task);
            of_task.map(|promise| promise.id).collect::<Vec<_>>()
        })
    });
    let add: Commit = Callback::new(move |(text,): (String,)| {
        if text.trim().is_empty() {
            return Ok(());
        }
        let (date, today) = (untrack(|| store.dates()).read(&text)?.date, store.today.get_untracked());
        let made =
            store.project.with_untracked(|project| prepare::promise(project, task, date, today, Said::default()));
        let Some(edit) = made else {
            return Err("This step is in the scenario alone. Adopt it first; then its date can be promised.".to_owned());
        };
        let id = if let Edit::Promise { id, .. } = &edit { id.0 } else { 0 };
        dispatch(store, &label(store, "Promise", task), edit, Some(task))?;
        lead_on(".new-promise", format!("#promise-{id} .words input"));
        Ok(())
    });
    view! {
        <section aria-label="Promises" class="promises">
            <h3>"Promises"</h3>
            <For each=move || ids.get() key=|id| *id let(id)><One id task/></For>
            <div class="new-promise short-field">
                <TextField label="Promise a date" value=Signal::stored(String::new()) commit=add placeholder="12 Mar, next fri" draft=format!("{task:?} promise")/>
            </div>
            <datalist id="promised-to">{move || people(store)}</datalist>
        </section>
    }
}

fn people(store: Store) -> impl IntoView {
    store.project.with(|project| {
        let names = project.plan.resources.values().map(|person| person.name.clone());
        names.map(|name| view! { <option value=name></option> }).collect_view()
    })
}

fn label(store: Store, verb: &str, task: TaskId) -> String {
    store.plan(|plan| format!("{verb} {}", task_name(plan, task)))
}

/// The promise a part of the panel is about. Copy it freely.
#[derive(Clone, Copy)]
struct This {
    store: Store,
    id: PromiseId,
    task: TaskId,
    promise: Memo<Option<Promise>>,
}

impl This {
    fn read<T: PartialEq + Default + Send + Sync + 'static>(
        self,
        read: impl Fn(&Promise) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.promise.with(|promise| promise.as_ref().map(&read).unwrap_or_default()))
    }

    /// A promise is a fact: in the What-if room too it is the project's own that changes.
    fn change(self, verb: &str, make: impl FnOnce(&Promise) -> Option<Edit>) -> Result<(), String> {
        let edit = self.store.project.with_untracked(|project| project.promises.get(&self.id).and_then(make));
        edit.map_or(Ok(()), |edit| dispatch(self.store, &label(self.store, verb, self.task), edit, Some(self.task)))
    }

    fn field(self, name: &str) -> String {
        format!("{:?} {name}", self.id)
    }
}

/// One promise with all its fields; the Promises room shows it too.
#[component]
pub fn One(id: PromiseId, task: TaskId) -> impl IntoView {
    let store = Store::get();
    let promise = Memo::new(move |_| store.project.with(|project| project.promises.get(&id).cloned()));
    let this = This { store, id, task, promise };
    let (words, to) = (this.read(|promise| promise.words.clone()), this.read(|promise| promise.to.clone()));
    let set_words: Commit = Callback::new(move |(text,): (String,)| {
        this.change("Word the promise of", |promise| prepare::word_promise(promise, &text))
    });
    let set_to: Commit = Callback::new(move |(text,): (String,)| {
        this.change("Say to whom was promised", |promise| prepare::promise_to(promise, &text))
    });
    let heading = move || {
        let dates = store.dates();
        this.promise
            .with(|promise| promise.as_ref().and_then(Promise::date))
            .map_or("No date".to_owned(), |date| format!("Promised for {}", dates.write(date, DateForm::Weekday)))
    };
    let count = this.read(|promise| promise.sayings.len());
    let remove = move |_| {
        if store.act(&label(store, "Remove the promise of", task), prepare::remove_promise(id), Some(task)) {
            store.say_with_undo("The promise is removed, with all that was said");
            focus_soon([".promises .new-promise input", ".ledger-line", ".new-saying input"].map(str::to_owned));
        }
    };
    view! {
        <div class="one-promise" role="group" id=format!("promise-{}", id.0) aria-label=heading>
            <div class="line"><h4>{heading}</h4><State this/></div>
            <div class="words"><TextField label="The words" value=words commit=set_words placeholder="As the client heard it" draft=this.field("words")/></div>
            <TextField label="To whom" value=to commit=set_to list="promised-to" placeholder="Their name" draft=this.field("to")/>
            <ol class="sayings" aria-label="What was said">
                <For each=move || 0..count.get() key=|at| *at let(at)><SayingLine this at/></For>
            </ol>
            <div class="pair"><Anew this/><Delivered this/></div>
            <WhyMissed this/>
            <Shown this/>
            <div class="line"><button type="button" class="button quiet" on:click=remove>"Remove this promise"</button></div>
        </div>
    }
}

/// How it stands, in words and a colour.
#[component]
fn State(this: This) -> impl IntoView {
    let told = Memo::new(move |_| {
        let now = this.store.promised.with(|promised| promised.now(this.id))?;
        let locale = this.store.locale.get();
        let words = this.store.project.with(|project| standing(&now, &project.plan.settings.hours, locale));
        let class = match tone(&now) {
            Tone::Ahead | Tone::Moved => "chip",
            Tone::Kept => "chip good",
            Tone::Late => "chip critical",
        };
        Some((class, words))
    });
    move || told.get().map(|(class, words)| view! { <span class=class>{words}</span> })
}

/// One date as it was said: on which day, and why anew.
#[component]
fn SayingLine(this: This, at: usize) -> impl IntoView {
    let store = this.store;
    let saying = this.read(move |promise| promise.sayings.get(at).cloned());
    let day = saying
        .get_untracked()
        .map_or(String::new(), |saying| untrack(|| store.dates()).write(saying.date, DateForm::Short));
    let said_on = Signal::derive(move || {
        let dates = store.dates();
        saying.get().map(|saying| dates.write(saying.said_on, DateForm::Weekday)).unwrap_or_default()
    });
    let reason = Signal::derive(move || saying.get().map(|saying| saying.reason).unwrap_or_default());
    let complete = move |said_on: NaiveDate, reason: &str| {
        this.change("Complete the promise of", |promise| prepare::complete_saying(promise, at, said_on, reason))
    };
    let old = move || {
        saying.get_untracked().unwrap_or(Saying {
            said_on: NaiveDate::default(),
            date: NaiveDate::default(),
            reason: String::new(),
            chance: None,
        })
    };
    let set_day: Commit = Callback::new(move |(text,): (String,)| complete(past_day(store, &text)?, &old().reason));
    let set_reason: Commit = Callback::new(move |(text,): (String,)| complete(old().said_on, &text));
    let holds = this.read(move |promise| promise.sayings.len() == at + 1);
    view! {
        <li class:holds=move || holds.get()>
            <TextField label=format!("{day}, said on") value=said_on commit=set_day draft=this.field(&format!("said {at}"))/>
            {(at > 0).then(|| view! {
                <div class="reason"><TextField label=format!("Why {day}") value=reason commit=set_reason placeholder="What had changed" draft=this.field(&format!("why {at}"))/></div>
            })}
        </li>
    }
}

/// The way to another date.
#[component]
fn Anew(this: This) -> impl IntoView {
    let store = this.store;
    let open = this.read(|promise| promise.is_open());
    let anew: Commit = Callback::new(move |(text,): (String,)| {
        if text.trim().is_empty() {
            return Ok(());
        }
        let (date, today) = (untrack(|| store.dates()).read(&text)?.date, store.today.get_untracked());
        this.change("Promise anew", |promise| prepare::promise_anew(promise, date, today, ""))?;
        lead_on(".anew", format!("#promise-{} .holds .reason input", this.id.0));
        Ok(())
    });
    view! {
        <div class="anew"><TextField label="Another date" value=Signal::stored(String::new()) commit=anew disabled=Signal::derive(move || !open.get())
            placeholder="12 Mar" hint="What was said stays." draft=this.field("anew")/></div>
    }
}

/// The day it was delivered.
#[component]
fn Delivered(this: This) -> impl IntoView {
    let store = this.store;
    let on = this.read(|promise| promise.delivered_on);
    let value = Signal::derive(move || {
        let dates = store.dates();
        on.get().map(|day| dates.write(day, DateForm::Weekday)).unwrap_or_default()
    });
    // Work that is finished has delivered, whether or not that was typed here.
    let follows = Signal::derive(move || {
        let (dates, now) = (store.dates(), store.promised.with(|promised| promised.now(this.id)));
        let day = now.and_then(|now| now.delivered).map(|day| dates.write(day, DateForm::Weekday));
        Some(day.map_or("not yet".to_owned(), |day| format!("{day}, as finished")))
    });
    let deliver: Commit = Callback::new(move |(text,): (String,)| {
        let day = if text.trim().is_empty() { None } else { Some(past_day(store, &text)?) };
        this.change("Mark as delivered", |promise| prepare::deliver(promise, day))
    });
    view! { <TextField label="Delivered on" value commit=deliver placeholder=follows draft=this.field("delivered")/> }
}

/// Why it was missed, asked for where it was.
#[component]
fn WhyMissed(this: This) -> impl IntoView {
    let missed = Memo::new(move |_| {
        let now = this.store.promised.with(|promised| promised.now(this.id));
        now.is_some_and(|now| matches!(now.state, PromiseState::Missed { .. }))
    });
    let why = this.read(|promise| promise.why_missed.clone());
    let say: Commit = Callback::new(move |(text,): (String,)| {
        this.change("Say why was missed", |promise| prepare::say_why_missed(promise, &text))
    });
    view! {
        <Show when=move || missed.get() || !why.read().is_empty()>
            <div class="why-missed"><TextField label="Why it was missed" value=why commit=say placeholder="Openly, in a sentence" hint="Who sees the promise sees this." draft=this.field("why missed")/></div>
        </Show>
    }
}

#[component]
fn Shown(this: This) -> impl IntoView {
    let visible = this.read(|promise| promise.client_visible);
    let show = Callback::new(move |(on,): (bool,)| {
        let verb = if on { "Show the promise of" } else { "Keep private the promise of" };
        this.change(verb, |promise| prepare::show_promise(promise, on))
    });
    view! { <CheckField label="The client sees this promise" value=Signal::derive(move || Some(visible.get())) commit=show/> }
}
