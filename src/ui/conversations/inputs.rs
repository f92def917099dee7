//! What we need from the client: by when, what a day's delay comes to, asked for, received.

use super::parts::{New, Record, change, day_field, of, remove, seen, text};
use crate::ui::focus::focus_soon;
use crate::ui::icons;
use crate::ui::options::parts::{Text, read};
use crate::ui::rooms::Room;
use crate::ui::store::Store;
use crate::ui::widgets::chooser::{Chooser, Enter, OFFERED};
use forthright::plan::TaskId;
use forthright::prepare::record::{ask_for, track};
use forthright::project::record::{Input, InputId};
use forthright::view::inspector::find_tasks;
use forthright::view::talks::{InputLine, TheirStep, inputs, their_steps};
use leptos::prelude::*;

/// The part.
#[component]
pub fn Inputs() -> impl IntoView {
    let store = Store::get();
    let lines = Memo::new(move |_| {
        let (schedule, today, dates) = (store.facts_schedule.get(), store.today.get(), store.dates());
        store.project.with(|project| inputs(project, &schedule, today, &dates))
    });
    let line = move |id| Memo::new(move |_| lines.with(|all| all.iter().find(|line| line.id == id).cloned()));
    let begin = Callback::new(move |what: String| {
        let today = store.today.get_untracked();
        let made = read(store, |project| ask_for(project, &what, None, Some(today)));
        let Some((id, edit)) = made else { return false };
        if !store.act("Ask the client for something", edit, None) {
            return false;
        }
        store.conversations.input.set(Some(id));
        focus_soon([format!("#input-{} .chooser input", id.0)]);
        true
    });
    view! {
        <section class="talk-part" id="inputs-part" aria-label="What we need" tabindex="-1">
            <h2>"What we need from the client"</h2>
            <ul class="records">
                <For each=move || lines.with(|all| all.iter().map(|line| line.id).collect::<Vec<_>>()) key=|id| *id let(id)>
                    <li><Line id line=line(id)/></li>
                </For>
            </ul>
            <TheirSteps/>
            <New place="new-input" label="New thing we need" hint="Texts, a decision, access" begin/>
        </section>
    }
}

/// Steps of the client's own, to be tracked with a press.
#[component]
fn TheirSteps() -> impl IntoView {
    let store = Store::get();
    let steps = Memo::new(move |_| {
        let (schedule, dates) = (store.facts_schedule.get(), store.dates());
        store.project.with(|project| their_steps(project, &schedule, &dates))
    });
    let locked = move || store.read_only.read().is_some();
    let row = move |step: TheirStep| {
        let (task, waits, name) = (step.task, step.waits, step.name.clone());
        let follow = move |_| {
            let Some((id, edit)) = read(store, |project| track(project, task, waits)) else { return };
            if store.act("Track a step of the client’s own", edit, None) {
                store.conversations.input.set(Some(id));
                focus_soon([format!("#input-{} .record-head", id.0)]);
            }
        };
        view! {
            <li class="spread"><span>{step.name}" "<span class="muted">{step.from}</span></span>
                <button type="button" class="button" disabled=locked aria-label=format!("Track it: {name}") on:click=follow>"Track it"</button></li>
        }
    };
    view! {
        <Show when=move || !steps.read().is_empty()>
            <h3 class="label">"Steps of their own in the plan"</h3>
            <ul class="their-steps" aria-label="Steps of their own in the plan">{move || steps.get().into_iter().map(row).collect_view()}</ul>
        </Show>
    }
}

fn part(line: Memo<Option<InputLine>>, read: fn(&InputLine) -> String) -> Signal<String> {
    Signal::derive(move || line.with(|line| line.as_ref().map(read).unwrap_or_default()))
}

#[component]
fn Line(id: InputId, line: Memo<Option<InputLine>>) -> impl IntoView {
    let open = Store::get().conversations.input;
    let is_open = Memo::new(move |_| open.get() == Some(id));
    let state = Signal::derive(move || {
        line.with(|line| match line {
            Some(line) if line.received => (line.state.clone(), "good"),
            Some(line) if line.late => (line.state.clone(), "critical"),
            Some(line) => (line.state.clone(), ""),
            None => (String::new(), ""),
        })
    });
    let toggle = Callback::new(move |()| open.update(|open| *open = if *open == Some(id) { None } else { Some(id) }));
    let from = part(line, |line| {
        let parts = [line.from.as_str(), if line.received { "" } else { line.need.as_str() }];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    });
    view! { <Record place=format!("input-{}", id.0) name=part(line, |line| line.what.clone()) from state is_open toggle><Body id line/></Record> }
}

#[component]
fn Body(id: InputId, line: Memo<Option<InputLine>>) -> impl IntoView {
    let store = Store::get();
    let what = text(store, id, "the words", |one: &mut Input, text| one.what = text);
    let who = text(store, id, "who it is asked of", |one: &mut Input, text| one.who = text);
    let note = text(store, id, "the private note", |one: &mut Input, text| one.private_note = text);
    let received = of(store, id, |one| one.received_on.is_some());
    let locked = move || store.read_only.read().is_some();
    let receive = move |_| {
        let today = store.today.get_untracked();
        if let Err(why) = change(store, id, "Receive what we need", |one| one.received_on = Some(today)) {
            store.say(why);
        }
        focus_soon([format!("#input-{} .record-head", id.0)]);
    };
    let effect = part(line, |line| line.effect.clone());
    view! {
        <Text name="What we need" label="What we need" value=of(store, id, |one| one.what.clone()) save=what/>
        <Text name="Who it is asked of" label="Who" class="who" one_line=true hint="A name" value=of(store, id, |one| one.who.clone()) save=who/>
        <Step id/>
        <p class="need-by">{part(line, |line| line.need.clone())}" "{effect}</p>
        <div class="pair">
            {day_field(store, id, ("Asked on", "when it was asked for", false), |one: &Input| one.asked_on, |one, day| one.asked_on = day)}
            {day_field(store, id, ("Received on", "when it was received", false), |one: &Input| one.received_on, |one, day| one.received_on = day)}
        </div>
        <Show when=move || !received.get()><button type="button" class="button" disabled=locked on:click=receive>"Received today"</button></Show>
        <Text name="Private note" label="Private note, only for us" class="ours" hint="Why it matters, whom to call" value=of(store, id, |one| one.private_note.clone()) save=note/>
        <div class="line">{seen(store, id, "The client sees that we need it", |one: &Input| one.client_visible, |one, on| one.client_visible = on)}
            <span class="gap"></span>{remove(store, id, part(line, |line| line.what.clone()), "inputs-part")}</div>
    }
}

/// The step that waits for it.
#[component]
fn Step(id: InputId) -> impl IntoView {
    let store = Store::get();
    let step = Memo::new(move |_| {
        store.project.with(|project| {
            let step = project.record.inputs.get(&id)?.step?;
            project.plan.task(step).map(|_| (step, forthright::words::task_name(&project.plan, step)))
        })
    });
    let find = Callback::new(move |text: String| {
        store.project.with(|project| find_tasks(&project.plan, &text, TaskId(u32::MAX), OFFERED))
    });
    let put = move |step: Option<TaskId>| change(store, id, "Change what waits for it", |one| one.step = step);
    let locked = move || store.read_only.read().is_some();
    let chip = move |(task, name): (TaskId, String)| {
        let go = move |_| {
            Room::Plan.go();
            store.show(task);
        };
        let take_out = move |_| {
            if let Err(why) = put(None) {
                store.say(why);
            }
            focus_soon([format!("#input-{} .chooser input", id.0)]);
        };
        view! {
            <ul class="tied" aria-label="The step that waits for it"><li class="chip tie"><button type="button" class="task-link" on:click=go>{name.clone()}</button>
                <button type="button" class="chip-remove" disabled=locked aria-label=format!("{name} does not wait for it") title="Take out" on:click=take_out>{icons::close()}</button></li></ul>
        }
    };
    let pick = Callback::new(move |task: TaskId| put(Some(task)));
    view! {
        <div class="ties">
            <span class="label">"The step that waits for it"</span>
            {move || step.get().map(chip)}
            <Chooser label="The step that waits for it" hint="A step, by name" enter=Enter::TakesFirst("No step’s name has that in it.") find pick/>
        </div>
    }
}
