//! Who of ours showed their face, and help that came fast: planned, held.

use super::parts::{New, Record, change, day_field, of, remove, seen, text};
use crate::ui::focus::focus_soon;
use crate::ui::options::parts::{Text, read};
use crate::ui::store::Store;
use crate::ui::widgets::field::ChoiceField;
use forthright::prepare::record::touch;
use forthright::project::record::{Touch, Touchpoint, TouchpointId};
use forthright::view::talks::{TouchLine, touch_name, touches};
use leptos::prelude::*;

const KINDS: [(Touch, &str); 2] = [(Touch::Executive, "executive"), (Touch::FastHelp, "fast-help")];

/// The part.
#[component]
pub fn Touches() -> impl IntoView {
    let store = Store::get();
    let lines = Memo::new(move |_| {
        let (today, dates) = (store.today.get(), store.dates());
        store.project.with(|project| touches(project, today, &dates))
    });
    let line = move |id| Memo::new(move |_| lines.with(|all| all.iter().find(|line| line.id == id).cloned()));
    let begin = Callback::new(move |who: String| {
        let Some((id, edit)) = read(store, |project| touch(project, Touch::Executive, &who, None)) else {
            return false;
        };
        if !store.act("Plan who shows up", edit, None) {
            return false;
        }
        store.conversations.touch.set(Some(id));
        focus_soon([format!("#touch-{} .record-body select", id.0)]);
        true
    });
    view! {
        <section class="talk-part" id="touches-part" aria-label="Who shows up" tabindex="-1">
            <h2>"Who shows up"</h2>
            <ul class="records">
                <For each=move || lines.with(|all| all.iter().map(|line| line.id).collect::<Vec<_>>()) key=|id| *id let(id)>
                    <li><Line id line=line(id)/></li>
                </For>
            </ul>
            <New place="new-touch" label="Who of ours shows up" hint="An executive, or somebody who helps fast" begin/>
        </section>
    }
}

#[component]
fn Line(id: TouchpointId, line: Memo<Option<TouchLine>>) -> impl IntoView {
    let open = Store::get().conversations.touch;
    let is_open = Memo::new(move |_| open.get() == Some(id));
    let part = move |read: fn(&TouchLine) -> String| {
        Signal::derive(move || line.with(|line| line.as_ref().map(read).unwrap_or_default()))
    };
    let state = Signal::derive(move || {
        line.with(|line| match line {
            Some(line) if line.held => (line.state.clone(), "good"),
            Some(line) if line.passed => (line.state.clone(), "warn"),
            Some(line) => (line.state.clone(), ""),
            None => (String::new(), ""),
        })
    });
    let toggle = Callback::new(move |()| open.update(|open| *open = if *open == Some(id) { None } else { Some(id) }));
    let name = part(|line| line.who.clone());
    view! { <Record place=format!("touch-{}", id.0) name from=part(|line| line.what.clone()) state is_open toggle><Body id name/></Record> }
}

#[component]
fn Body(id: TouchpointId, name: Signal<String>) -> impl IntoView {
    let store = Store::get();
    let who = text(store, id, "who shows up", |one: &mut Touchpoint, text| one.who = text);
    let what = text(store, id, "what for", |one: &mut Touchpoint, text| one.what = text);
    let kind = of(store, id, |one| KINDS.iter().find(|row| row.0 == one.touch).map_or("", |row| row.1).to_owned());
    let choices = KINDS.map(|(touch, key)| (key.to_owned(), touch_name(touch).to_owned())).to_vec();
    let choose = Callback::new(move |(text,): (String,)| {
        let touch = KINDS.iter().find(|row| row.1 == text).map(|row| row.0);
        change(store, id, "Change what sort of help it is", |one| one.touch = touch.unwrap_or(one.touch))
    });
    view! {
        <ChoiceField label="What it is" value=kind options=Signal::stored(choices) commit=choose disabled=Signal::derive(move || store.read_only.read().is_some())/>
        <Text name="Who of ours" label="Who" one_line=true value=of(store, id, |one| one.who.clone()) save=who/>
        <Text name="What for" label="What for" hint="A steering meeting, a night in the server room" value=of(store, id, |one| one.what.clone()) save=what/>
        <div class="pair">
            {day_field(store, id, ("Planned for", "when it is planned for", false), |one: &Touchpoint| one.planned_on, |one, day| one.planned_on = day)}
            {day_field(store, id, ("Held on", "when it was held", false), |one: &Touchpoint| one.held_on, |one, day| one.held_on = day)}
        </div>
        <div class="line">{seen(store, id, "The client sees this", |one: &Touchpoint| one.client_visible, |one, on| one.client_visible = on)}
            <span class="gap"></span>{remove(store, id, name, "touches-part")}</div>
    }
}
