//! What the client worries about: in their words, tied to what answers it, answered, checked back on.

use super::parts::{New, Record, change, day_field, of, remove, seen, text};
use crate::ui::focus::focus_soon;
use crate::ui::icons;
use crate::ui::options::parts::{Text, read};
use crate::ui::rooms::Room;
use crate::ui::store::Store;
use crate::ui::widgets::chooser::{Chooser, Enter, OFFERED};
use forthright::plan::TaskId;
use forthright::prepare::record::{hear, tie_problem, tie_step};
use forthright::project::record::{Concern, ConcernId};
use forthright::view::inspector::find_tasks;
use forthright::view::options::problems;
use forthright::view::talks::{ConcernLine, Tie, concerns, ties};
use leptos::prelude::*;

/// The part.
#[component]
pub fn Concerns() -> impl IntoView {
    let store = Store::get();
    let lines = Memo::new(move |_| {
        let dates = store.dates();
        store.project.with(|project| concerns(project, &dates))
    });
    let line = move |id| Memo::new(move |_| lines.with(|all| all.iter().find(|line| line.id == id).cloned()));
    let begin = Callback::new(move |words: String| {
        let today = store.today.get_untracked();
        let made = read(store, |project| hear(project, &words, "", today, None));
        let Some((id, edit)) = made else { return false };
        if !store.act("Hear a concern", edit, None) {
            return false;
        }
        store.conversations.concern.set(Some(id));
        focus_soon([format!("#concern-{} .who textarea", id.0)]);
        true
    });
    view! {
        <section class="talk-part" id="concerns-part" aria-label="Concerns" tabindex="-1">
            <h2>"Concerns"</h2>
            <ul class="records">
                <For each=move || lines.with(|all| all.iter().map(|line| line.id).collect::<Vec<_>>()) key=|id| *id let(id)>
                    <li><Line id line=line(id)/></li>
                </For>
            </ul>
            <New place="new-concern" label="New concern, in their words" hint="What they worry about, in their words" begin/>
        </section>
    }
}

#[component]
fn Line(id: ConcernId, line: Memo<Option<ConcernLine>>) -> impl IntoView {
    let open = Store::get().conversations.concern;
    let is_open = Memo::new(move |_| open.get() == Some(id));
    let part = move |read: fn(&ConcernLine) -> String| {
        Signal::derive(move || line.with(|line| line.as_ref().map(read).unwrap_or_default()))
    };
    let state = Signal::derive(move || {
        line.with(|line| match line {
            Some(line) if line.checked => (line.state.clone(), "good"),
            Some(line) if line.answered => (line.state.clone(), ""),
            Some(line) => (line.state.clone(), "warn"),
            None => (String::new(), ""),
        })
    });
    let toggle = Callback::new(move |()| open.update(|open| *open = if *open == Some(id) { None } else { Some(id) }));
    let name = part(|line| line.words.clone());
    view! { <Record place=format!("concern-{}", id.0) name from=part(|line| line.from.clone()) state is_open toggle><Body id name/></Record> }
}

#[component]
fn Body(id: ConcernId, name: Signal<String>) -> impl IntoView {
    let store = Store::get();
    let words = text(store, id, "the words", |one: &mut Concern, text| one.words = text);
    let who = text(store, id, "whose it is", |one: &mut Concern, text| one.who = text);
    let answer = text(store, id, "the answer", |one: &mut Concern, text| one.answer = text);
    let checked = of(store, id, |one| one.checked_on.is_some());
    let locked = move || store.read_only.read().is_some();
    let check = move |_| {
        let today = store.today.get_untracked();
        if let Err(why) = change(store, id, "Check back on a concern", |one| one.checked_on = Some(today)) {
            store.say(why);
        }
        focus_soon([format!("#concern-{} .record-head", id.0)]);
    };
    view! {
        <Text name="In their words" label="In their words" value=of(store, id, |one| one.words.clone()) save=words/>
        <div class="pair">
            <Text name="Who worries" label="Who" class="who" one_line=true hint="A name" value=of(store, id, |one| one.who.clone()) save=who/>
            {day_field(store, id, ("Heard on", "when it was heard", true), |one: &Concern| Some(one.heard_on), |one, day| one.heard_on = day.unwrap_or(one.heard_on))}
        </div>
        <Ties id/>
        <Text name="Answer, in words the client may read" label="Answer, in words the client may read" hint="How the plan answers it" value=of(store, id, |one| one.answer.clone()) save=answer/>
        <div class="pair">
            {day_field(store, id, ("Checked back on", "when it was checked back on", false), |one: &Concern| one.checked_on, |one, day| one.checked_on = day)}
            <Show when=move || !checked.get()><button type="button" class="button check-back" disabled=locked on:click=check>"Checked back today"</button></Show>
        </div>
        <div class="line">{seen(store, id, "The client sees this concern", |one: &Concern| one.client_visible, |one, on| one.client_visible = on)}
            <span class="gap"></span>{remove(store, id, name, "concerns-part")}</div>
    }
}

/// What answers it.
#[component]
fn Ties(id: ConcernId) -> impl IntoView {
    let store = Store::get();
    let all = Memo::new(move |_| store.project.with(|project| ties(project, id)));
    let find = Callback::new(move |text: String| {
        store.project.with(|project| {
            let wanted = text.trim().to_lowercase();
            let steps = find_tasks(&project.plan, &text, TaskId(u32::MAX), OFFERED).into_iter();
            let steps = steps.map(|(task, name)| (Some(task), None, name));
            let about = problems(project).into_iter().filter(move |one| one.title.to_lowercase().contains(&wanted));
            let about = about.map(|one| (None, Some(one.id), format!("Problem: {}", one.title)));
            let all = about.chain(steps).take(OFFERED);
            all.map(|(task, problem, name)| ((task, problem), name)).collect::<Vec<_>>()
        })
    });
    let tie = move |(task, problem): (Option<TaskId>, Option<forthright::project::ProblemId>)| {
        let edit = read(store, |project| {
            let one = project.record.concerns.get(&id)?;
            task.map(|task| tie_step(one, task)).or_else(|| problem.map(|problem| tie_problem(one, problem)))
        });
        if let Some(edit) = edit {
            store.act("Change what answers a concern", edit, None);
        }
    };
    let pick = Callback::new(move |one| {
        tie(one);
        Ok(())
    });
    let locked = move || store.read_only.read().is_some();
    let chip = move |one: Tie| {
        let (name, what) = match &one {
            Tie::Step(task, name) => (name.clone(), (Some(*task), None)),
            Tie::Problem(problem, name) => (name.clone(), (None, Some(*problem))),
        };
        let go = move |_| match &one {
            Tie::Step(task, _) => {
                Room::Plan.go();
                store.show(*task);
            }
            Tie::Problem(problem, _) => {
                store.options_view.chosen.set(Some(*problem));
                Room::Options.go();
            }
        };
        let take_out = move |_| {
            tie(what);
            focus_soon([format!("#concern-{} .chooser input", id.0)]);
        };
        view! {
            <li class="chip tie"><button type="button" class="task-link" on:click=go>{name.clone()}</button>
                <button type="button" class="chip-remove" disabled=locked aria-label=format!("It is not answered by {name}") title="Take out" on:click=take_out>{icons::close()}</button></li>
        }
    };
    view! {
        <div class="ties">
            <span class="label">"Answered by"</span>
            <ul class="tied" aria-label="What answers it">{move || all.get().into_iter().map(chip).collect_view()}</ul>
            <Chooser label="Add a step or problem that answers it" hint="A step or problem, by name" enter=Enter::TakesFirst("No step or problem has that in its name.") find pick/>
        </div>
    }
}
