//! *What can I promise?*: a slider from bold to safe with the date it comes to, a date with the chance it has.

use super::movers::Movers;
use super::picture::Spread;
use crate::ui::focus::focus_soon;
use crate::ui::plan::clipboard;
use crate::ui::promises;
use crate::ui::store::Store;
use crate::ui::widgets::field::{Commit, TextField, fresh_id};
use forthright::plan::TaskId;
use forthright::prepare::{self, Said};
use forthright::project::{Edit, PromiseId};
use forthright::view::chance::{self, Ask, Offer, Target};
use leptos::prelude::*;
use std::sync::Arc;

/// What the parts of the section read.
#[derive(Clone, Copy)]
pub(super) struct Asked {
    pub store: Store,
    pub target: Memo<Option<Target>>,
    pub offer: Memo<Option<Offer>>,
}

/// The section.
#[component]
pub fn WhatCanIPromise() -> impl IntoView {
    let store = Store::get();
    let targets = Memo::new(move |_| {
        let (schedule, promised) = (store.facts_schedule.get(), store.promised.get());
        store.project.with(|project| Arc::new(chance::targets(project, &schedule, &promised)))
    });
    let target = Memo::new(move |_| {
        let wanted = store.chance.target.get();
        targets.with(|all| {
            let asked = wanted.and_then(|task| all.iter().find(|target| target.task == task));
            asked.or(all.first()).cloned()
        })
    });
    let offer = Memo::new(move |_| {
        let (chances, target, schedule) = (store.chance.seen(store)?, target.get()?, store.facts_schedule.get());
        let (ask, dates) = (store.chance.ask.get(), store.dates());
        store.project.with(|project| chance::offer(project, &schedule, &chances, &target, ask, &dates))
    });
    provide_context(Asked { store, target, offer });
    let key = |task: Option<TaskId>| task.map(|task| task.0.to_string()).unwrap_or_default();
    let options = move || {
        let (all, now) = (targets.get(), target.get().and_then(|target| target.task));
        let option = |target: &Target| view! { <option value=key(target.task) selected=target.task == now>{target.name.clone()}</option> };
        all.iter().map(option).collect_view()
    };
    let choose = move |event| {
        store.chance.target.set(Some(event_target_value(&event).parse().ok().map(TaskId)));
    };
    view! {
        <section class="promisable" id="what-can-i-promise" aria-label="What can I promise?">
            <div class="part-line"><h2>"What can I promise?"</h2></div>
            <div class="promisable-parts">
                <div class="promisable-asked">
                    <label class="field"><span>"For"</span><select class="input" on:change=choose>{options}</select></label>
                    <Slider/>
                    <ByDate/>
                </div>
                <Answer/>
                <Spread/>
                <Movers/>
            </div>
        </section>
    }
}

/// From bold to safe.
#[component]
fn Slider() -> impl IntoView {
    let Asked { store, offer, .. } = expect_context::<Asked>();
    let place = move || match store.chance.ask.get() {
        Ask::Chance(percent) => percent,
        Ask::Date(_) => offer.with(|offer| offer.as_ref().map_or(50.0, |offer| offer.percent)),
    };
    let moved = move |event| {
        if let Ok(percent) = event_target_value(&event).parse::<f64>() {
            store.chance.ask.set(Ask::Chance(percent));
        }
    };
    let says = move || offer.with(|offer| offer.as_ref().map(|offer| format!("{}, {}", offer.day, offer.odds)));
    view! {
        <label class="field bold-to-safe"><span>"From bold to safe"</span>
            <input type="range" aria-label="From bold to safe" min="10" max="98" step="1" prop:value=move || place().round().to_string() aria-valuetext=says on:input=moved/>
            <span class="ends" aria-hidden="true"><span>"bold"</span><span>"even"</span><span>"safe"</span></span></label>
    }
}

/// A date of one's own.
#[component]
fn ByDate() -> impl IntoView {
    let Asked { store, target, offer } = expect_context::<Asked>();
    let value = Signal::derive(move || match store.chance.ask.get() {
        Ask::Date(_) => offer.with(|offer| offer.as_ref().map(|offer| offer.day.clone()).unwrap_or_default()),
        Ask::Chance(_) => String::new(),
    });
    let commit: Commit = Callback::new(move |(text,): (String,)| {
        if text.trim().is_empty() {
            store.chance.ask.set(Ask::Chance(80.0));
            return Ok(());
        }
        store.chance.ask.set(Ask::Date(untrack(|| store.dates()).read(&text)?.date));
        Ok(())
    });
    let promised = move || {
        let date = target.with(|target| target.as_ref().and_then(|target| target.promised))?;
        let day = store.dates().write(date, forthright::words::DateForm::Short);
        let ask = move |_| store.chance.ask.set(Ask::Date(date));
        Some(view! { <button type="button" class="button quiet" on:click=ask>{format!("As promised, {day}")}</button> })
    };
    view! {
        <div class="by-date"><TextField label="Or by a date" value commit hint="12 Mar, next fri"/>{promised}</div>
    }
}

/// The date, what it is worth, and what can be done with it.
#[component]
fn Answer() -> impl IntoView {
    let Asked { store, target, offer } = expect_context::<Asked>();
    let message = RwSignal::new(None::<String>);
    let part = move |of: fn(&Offer) -> String| move || offer.with(|offer| offer.as_ref().map(of));
    let known = move || offer.with(Option::is_some);
    let copy = move |_| {
        if let Some(offer) = offer.get_untracked() {
            clipboard::put_text(store, offer.sentence, "The sentence is copied.");
        }
    };
    let room = promises::Room::get();
    let promise = move |_| {
        let promised = promise(store, target.get_untracked(), offer.get_untracked());
        if let Ok(Some(id)) = promised {
            room.open(id);
            store.say("Promised. Its row is open in the list above.");
        }
        message.set(promised.err());
    };
    let off = move || store.read_only.read().is_some();
    let is_step = move || target.with(|target| target.as_ref().is_some_and(|target| target.task.is_some()));
    let id = StoredValue::new(fresh_id("problem"));
    view! {
        <div class="promisable-answer">
            <Show when=known fallback=|| view! { <p class="muted">"Working it out …"</p> }>
                <p class="date-and-odds" role="status"><strong>{part(|offer| offer.day.clone())}</strong>
                    <span>{part(|offer| format!("{} ({})", offer.odds, offer.share))}</span></p>
                <blockquote dir="auto">{part(|offer| offer.sentence.clone())}</blockquote>
                <p class="muted">{part(|offer| offer.buffer.clone())}</p>
                <p class="muted worth">{part(|offer| offer.worth.clone())}</p>
                <div class="deeds">
                    <Show when=is_step><button type="button" class="button primary" disabled=off aria-describedby=id.get_value() on:click=promise>"Promise this date"</button></Show>
                    <button type="button" class="button" on:click=copy>"Copy the sentence"</button>
                </div>
            </Show>
            <p id=id.get_value() class="message" role="alert">{move || message.get()}</p>
        </div>
    }
}

/// Says the date, as the first one for the step or one more of the promise that is open: that promise.
fn promise(store: Store, target: Option<Target>, offer: Option<Offer>) -> Result<Option<PromiseId>, String> {
    let (Some(task), Some(date)) = (target.and_then(|target| target.task), offer.map(|offer| offer.date)) else {
        return Ok(None);
    };
    let today = store.today.get_untracked();
    let edit = store.project.with_untracked(|project| match prepare::open_promise(project, task) {
        Some(open) => prepare::promise_anew(open, date, today, ""),
        None => prepare::promise(project, task, date, today, Said::default()),
    });
    let Some(edit) = edit else { return Err("That date is promised already.".to_owned()) };
    let id = if let Edit::Promise { id, .. } = &edit { Some(*id) } else { None };
    crate::ui::options::parts::carry_out(store, "Promise a date", Some(edit))?;
    Ok(id)
}

/// Goes to the question, for the selected task where a date can be promised for it.
pub fn ask_about_selected(store: Store) {
    if let Some(task) = store.selection.with_untracked(|selection| selection.focus) {
        store.chance.target.set(Some(Some(task)));
    }
    crate::ui::rooms::Room::Promises.go();
    focus_soon(["#what-can-i-promise select".to_owned()]);
}
