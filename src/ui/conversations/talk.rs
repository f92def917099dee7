//! One conversation, written on: how, when, with whom; what was told; what was said and what could be felt.

use super::parts::{change, day_field, of, remove, text};
use crate::ui::focus::focus_soon;
use crate::ui::icons;
use crate::ui::options::parts::{Text, Typed, read};
use crate::ui::store::Store;
use crate::ui::widgets::field::{CheckField, ChoiceField};
use forthright::prepare::jot;
use forthright::prepare::record::put_conversation;
use forthright::project::record::{Channel, Conversation, ConversationId, Tellable};
use forthright::view::talks::{CHANNELS, people, told_in, untold};
use leptos::prelude::*;

/// Its fields.
#[component]
pub fn TalkBody(id: ConversationId, name: Signal<String>) -> impl IntoView {
    let store = Store::get();
    let said = text(store, id, "what was said", |one: &mut Conversation, text| one.said = text);
    let sensed = text(store, id, "what was sensed", |one: &mut Conversation, text| one.sensed = text);
    let note = text(store, id, "the private note", |one: &mut Conversation, text| one.private_note = text);
    let chased =
        Callback::new(move |(on,): (bool,)| change(store, id, "Change whether they asked", |one| one.chased = on));
    view! {
        <Head id/>
        <div class="talk-words">
            <Text name="Said" label="Said" hint="What was said, in words" value=of(store, id, |one| one.said.clone()) save=said/>
            <Text name="Sensed" label="Sensed, only for us" class="ours" hint="What was not said and could be felt" value=of(store, id, |one| one.sensed.clone()) save=sensed/>
        </div>
        <Told id/>
        <Text name="Private note" label="Private note, only for us" class="ours" hint="What we want to remember" value=of(store, id, |one| one.private_note.clone()) save=note/>
        <CheckField label="They asked where it stands" value=of(store, id, |one| Some(one.chased)) commit=chased disabled=Signal::derive(move || store.read_only.read().is_some())/>
        <div class="line"><MakeConcern id/><span class="gap"></span>{remove(store, id, name, "talks-part")}</div>
    }
}

/// How, when, with whom.
#[component]
fn Head(id: ConversationId) -> impl IntoView {
    let store = Store::get();
    let key = |channel: Channel| CHANNELS.iter().find(|row| row.0 == channel).map_or("", |row| row.1).to_owned();
    let channel = of(store, id, move |one| key(one.channel));
    let choices: Vec<(String, String)> = CHANNELS.iter().map(|row| (row.1.to_owned(), row.2.to_owned())).collect();
    let choose = Callback::new(move |(text,): (String,)| {
        let channel = CHANNELS.iter().find(|row| row.1 == text).map(|row| row.0);
        change(store, id, "Change how it was said", |one| one.channel = channel.unwrap_or(one.channel))
    });
    let with = of(store, id, |one| one.people.join(", "));
    let make = Callback::new(move |(text,): (String,)| {
        Ok(read(store, |project| {
            let one = project.record.conversations.get(&id)?.clone();
            Some(put_conversation(Conversation { people: jot::names(&text), ..one }))
        }))
    });
    view! {
        <div class="talk-head">
            <ChoiceField label="How" value=channel options=Signal::stored(choices) commit=choose disabled=Signal::derive(move || store.read_only.read().is_some())/>
            {day_field(store, id, ("On", "the day of the conversation", true), |one: &Conversation| Some(one.on), |one, day| one.on = day.unwrap_or(one.on))}
            <div class="talk-with"><Typed label="With" what="who it was with" placeholder="Names, with commas between" value=with make/><Known id/></div>
        </div>
    }
}

/// Names one may have talked with, added by a press.
#[component]
fn Known(id: ConversationId) -> impl IntoView {
    let store = Store::get();
    let with = of(store, id, |one| one.people.clone());
    let names = Memo::new(move |_| {
        let all = store.project.with(people);
        all.into_iter().filter(|name| !with.read().contains(name)).take(6).collect::<Vec<_>>()
    });
    let locked = move || store.read_only.read().is_some();
    let button = move |name: String| {
        let (label, shown) = (format!("With {name}"), name.clone());
        let add = move |_| {
            let name = name.clone();
            if let Err(why) = change(store, id, "Change who it was with", |one| one.people.push(name)) {
                store.say(why);
            }
            // The button is gone with its name.
            focus_soon([format!("#talk-{} .known button", id.0), format!("#talk-{} .talk-with input", id.0)]);
        };
        view! { <button type="button" class="button quiet" disabled=locked aria-label=label on:click=add>{icons::plus()}{shown}</button> }
    };
    view! { <div class="known" role="group" aria-label="People one may have talked with">{move || names.get().into_iter().map(button).collect_view()}</div> }
}

/// What was told in it, and what could be.
#[component]
fn Told(id: ConversationId) -> impl IntoView {
    let store = Store::get();
    let told = Memo::new(move |_| {
        let dates = store.dates();
        store.project.with(|project| told_in(project, id, &dates))
    });
    let open = Memo::new(move |_| {
        let (schedule, today, dates) = (store.facts_schedule.get(), store.today.get(), store.dates());
        store.project.with(|project| untold(project, &schedule, today, &dates))
    });
    let locked = move || store.read_only.read().is_some();
    let put = move |what: Tellable, on: bool| {
        let label = if on { "Log that it was told" } else { "Log that it was not told" };
        let done = change(store, id, label, |one| {
            one.told.retain(|known| *known != what);
            if on {
                one.told.push(what);
                one.told.sort_unstable();
            }
        });
        if let Err(why) = done {
            store.say(why);
        }
        focus_soon([format!("#talk-{} .told-here input", id.0), format!("#talk-{} .talk-words textarea", id.0)]);
    };
    let row = move |what: Tellable, words: String, on: bool, age: String| {
        view! {
            <li><label class="check untold"><input type="checkbox" prop:checked=on disabled=locked on:change=move |_| put(what, !on)/>
                <span class="untold-words">{words}</span><span class="untold-age">{age}</span></label></li>
        }
    };
    let rows = move || {
        let here = told.get().into_iter().map(|(what, words)| row(what, words, true, "told here".to_owned()));
        let there = open.get().into_iter().map(|one| row(one.what, one.words, false, one.age));
        here.chain(there).collect_view()
    };
    let none = move || told.read().is_empty() && open.read().is_empty();
    view! {
        <fieldset class="told-here">
            <legend class="label">"Told in it"</legend>
            {move || none().then(|| view! { <p class="muted">"There is nothing new to tell."</p> })}
            <ul class="untold-list">{rows}</ul>
        </fieldset>
    }
}

/// What was written last becomes a concern.
#[component]
fn MakeConcern(id: ConversationId) -> impl IntoView {
    let store = Store::get();
    let empty = of(store, id, |one| one.said.trim().is_empty() && one.sensed.trim().is_empty());
    let locked = move || store.read_only.read().is_some() || empty.get();
    let make = move |_| {
        let made = read(store, |project| jot::concern_of(project, project.record.conversations.get(&id)?));
        let Some((concern, edit)) = made else { return };
        if store.act("Hear a concern", edit, None) {
            store.conversations.concern.set(Some(concern));
            focus_soon([format!("#concern-{} textarea", concern.0)]);
        }
    };
    view! { <button type="button" class="button" disabled=locked title="The last line said, or else the last one sensed" on:click=make>"Make a concern of the last line"</button> }
}
