//! What is filled in: with whom, about which problem, the answers, the day it took place. Saved letter by letter.

use super::agreement::AgreementForm;
use super::{Desk, Open};
use crate::ui::conversations::Ask;
use crate::ui::focus::focus_soon;
use crate::ui::options::parts::{Text, Typed, carry_out, read, read_day};
use crate::ui::outline::draft::Save;
use crate::ui::widgets::field::ChoiceField;
use crate::ui::widgets::seen::SeenSwitch;
use forthright::prepare::record::{planned_with, put_guide, touch};
use forthright::project::record::{Guide, GuideId, GuideKind, RecordEdit, Touch};
use forthright::project::{Edit, ProblemId};
use forthright::view::guides::{Question, answered, can_be_shown, conversation, held as keep, kind_name, questions};
use forthright::view::options::title;
use forthright::words::{self, DateForm};
use leptos::prelude::*;

fn changed(desk: Desk, id: GuideId, change: impl FnOnce(&mut Guide)) -> Option<Edit> {
    let mut guide = read(desk.store, |project| project.record.guides.get(&id).cloned())?;
    change(&mut guide);
    Some(put_guide(guide))
}

fn saver(desk: Desk, id: GuideId, put: impl Fn(&mut Guide, String) + Send + Sync + 'static) -> Save {
    let store = desk.store;
    Callback::new(move |(session, text): (u64, String)| {
        let Some(edit) = changed(desk, id, |guide| put(guide, text)) else { return Ok(()) };
        let done = store.dispatch_typing(session, "Change a guided page", edit, None);
        done.map_err(|error| store.plan(|plan| words::edit_error(&error, plan)))
    })
}

/// The form of a page.
#[component]
pub fn Form(id: GuideId) -> impl IntoView {
    let desk = Desk::get();
    let kind = read(desk.store, |project| project.record.guides.get(&id).map(|one| one.kind));
    let Some(kind) = kind else { return ().into_any() };
    let person = if kind == GuideKind::Escalation { "Who of ours is brought in" } else { "With whom" };
    let who = saver(desk, id, |guide, text| guide.person = text);
    view! {
        <div class="guide-form" role="group" aria-label="What is filled in">
            {can_be_shown(kind).then(|| view! { <Shown id/> })}
            <Text name=person label=person one_line=true value=desk.of(id, |one| one.person.clone()) save=who/>
            {(kind == GuideKind::BadNews).then(|| view! { <About id/> })}
            {questions(kind).iter().map(|question| view! { <Answer id question/> }).collect_view()}
            {(kind == GuideKind::Reset).then(|| view! { <AgreementForm/> })}
            {(kind == GuideKind::Escalation).then(|| view! { <Invite id/> })}
            <Held id/>
            <Remove id kind/>
        </div>
    }
    .into_any()
}

#[component]
fn Shown(id: GuideId) -> impl IntoView {
    let desk = Desk::get();
    let change = Callback::new(move |on: bool| {
        let label = if on { "Show the client a guided page" } else { "Keep a guided page from the client" };
        let _ = carry_out(desk.store, label, changed(desk, id, |guide| guide.client_visible = on));
    });
    view! { <SeenSwitch name="The client sees this page" seen=desk.of(id, |one| one.client_visible) change/> }
}

/// The problem it is about.
#[component]
fn About(id: GuideId) -> impl IntoView {
    let desk = Desk::get();
    let problem = desk.of(id, |one| one.problem);
    let value = Signal::derive(move || problem.get().map(|id| id.0.to_string()).unwrap_or_default());
    let options = Memo::new(move |_| {
        desk.store.project.with(|project| {
            let all = project.problems.values().map(|one| (one.id.0.to_string(), title(one)));
            [(String::new(), "No problem of the Options room".to_owned())].into_iter().chain(all).collect::<Vec<_>>()
        })
    });
    let commit = Callback::new(move |(text,): (String,)| {
        let problem = text.parse().ok().map(ProblemId);
        carry_out(desk.store, "Change what the call is about", changed(desk, id, |guide| guide.problem = problem))
    });
    let off = Signal::derive(move || desk.store.read_only.read().is_some());
    view! { <ChoiceField label="About" value options=Signal::derive(move || options.get()) commit disabled=off/> }
}

#[component]
fn Answer(id: GuideId, question: &'static Question) -> impl IntoView {
    let desk = Desk::get();
    let Question { key, label, hint } = *question;
    let answer = Memo::new(move |_| {
        desk.page.with(|page| page.as_ref().map(|page| page.answer(key)).map(|one| (one.text, one.edited)))
    });
    let value = Signal::derive(move || answer.get().map(|one| one.0).unwrap_or_default());
    let edited = Memo::new(move |_| answer.get().is_some_and(|one| one.1));
    let save = saver(desk, id, move |guide, text| *guide = answered(guide, key, Some(text)));
    let back = move |_| {
        let edit = changed(desk, id, |guide| *guide = answered(guide, key, None));
        let _ = carry_out(desk.store, "Put back what follows from the plan", edit);
        focus_soon([format!("#answer-{key} textarea")]);
    };
    let locked = move || desk.store.read_only.read().is_some();
    view! {
        <div class="guide-answer" id=format!("answer-{key}")>
            <Text name=label label=label hint=hint value save/>
            <Show when=move || edited.get()>
                <button type="button" class="button quiet" disabled=locked aria-label=format!("As the plan says it: {label}") on:click=back>"As the plan says it"</button>
            </Show>
        </div>
    }
}

/// The day it took place, and from then on the way to its conversation.
#[component]
fn Held(id: GuideId) -> impl IntoView {
    let desk = Desk::get();
    let store = desk.store;
    let held = desk.of(id, |one| one.held_on);
    let value =
        Signal::derive(move || held.get().map(|day| store.dates().write(day, DateForm::Weekday)).unwrap_or_default());
    let make = Callback::new(move |(text,): (String,)| {
        let day = read_day(store, &text)?;
        Ok(desk.with_source(|source| Some(put_guide(keep(source, source.project.record.guides.get(&id)?, day)))))
    });
    let log = move |_| {
        let talk = desk.with_source(|source| {
            let guide = source.project.record.guides.get(&id)?;
            Some(Ask::Log(guide.held_on.unwrap_or(source.today), Box::new(conversation(source, guide))))
        });
        talk.into_iter().for_each(|talk| store.conversations.open(talk));
    };
    let locked = move || store.read_only.read().is_some();
    view! {
        <Typed label="Held on" what="when it was held" placeholder="not yet" value make/>
        <Show when=move || held.get().is_some()><p class="hint">"What stands on it by itself stays as it was that day."</p></Show>
        <Show when=move || held.get().is_some()>
            <button type="button" class="button" disabled=locked on:click=log>"Log the conversation"</button>
        </Show>
    }
}

/// Who is brought in shows up before the client: planned among those who do.
#[component]
fn Invite(id: GuideId) -> impl IntoView {
    let desk = Desk::get();
    let store = desk.store;
    let person = desk.of(id, |one| one.person.trim().to_owned());
    let known = Memo::new(move |_| store.project.with(|project| planned_with(project, &person.read())));
    let invite = move |_| {
        let point = match known.get_untracked() {
            Some(point) => Some(point),
            None => {
                let made = read(store, |project| touch(project, Touch::Executive, &person.get_untracked(), None));
                made.filter(|(_, edit)| store.act("Plan who shows up", edit.clone(), None)).map(|(point, _)| point)
            }
        };
        point.into_iter().for_each(|point| store.conversations.open(Ask::Touch(point)));
    };
    let off = move || store.read_only.read().is_some() || person.read().is_empty();
    view! {
        <button type="button" class="button" disabled=off on:click=invite>
            {move || if known.get().is_some() { "Open when they show up" } else { "Plan when they show up" }}</button>
    }
}

#[component]
fn Remove(id: GuideId, kind: GuideKind) -> impl IntoView {
    let desk = Desk::get();
    let locked = move || desk.store.read_only.read().is_some();
    let remove = move |_| {
        let edit = Edit::Record(RecordEdit::Guide { id, guide: None });
        if desk.store.act(&format!("Remove a page: {}", kind_name(kind)), edit, None) {
            desk.store.say_with_undo("The page is gone.");
            if desk.open.get_untracked() == Some(Open::Guide(id)) {
                desk.open.set(None);
            }
            focus_soon([".guide-row".to_owned(), ".guide-begin".to_owned()]);
        }
    };
    view! { <button type="button" class="button quiet" disabled=locked on:click=remove>"Remove the page"</button> }
}
