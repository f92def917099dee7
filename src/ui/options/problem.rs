//! The open problem: its two wordings, who does what next, what it touches, and what it does to the client's dates.

use super::effect::{EffectLines, Reach};
use super::parts::{Text, Typed, carry_out, problem_text, read, read_day};
use super::tasks::Tasks;
use super::{Room, acts, columns, style, weigh, wording};
use crate::ui::conversations::Ask;
use crate::ui::conversations::acts::tell_problem;
use crate::ui::icons;
use crate::ui::widgets::field::{CheckField, ChoiceField};
use forthright::prepare;
use forthright::project::record::GuideKind;
use forthright::project::{Edit, Problem, ProblemField, ProblemId, ScenarioId};
use forthright::view::options::{KINDS, title};
use forthright::view::scenarios;
use forthright::words::{DateForm, read_person};
use leptos::prelude::*;

/// Everything about one problem.
#[component]
pub fn OpenProblem(id: ProblemId) -> impl IntoView {
    let room = Room::get();
    let name = room.of(id, title);
    view! {
        <article class="open-problem" aria-label=name>
            <header class="problem-head" role="none">
                <h2 class="unseen">{name}</h2>
                <Kind id/>
                <ClientSwitch id/>
                <div class="problem-tools">
                    <button type="button" class="button" title="Log a conversation in which they were told" on:click=move |_| tell_problem(room.store, id)>"Tell them"</button>
                    <CloseIt id/>
                    <button type="button" class="button quiet" disabled=move || room.store.read_only.read().is_some() on:click=move |_| room.store.conversations.open(Ask::Guide(GuideKind::BadNews, Some(id), String::new()))>"Guided call"</button>
                    <button type="button" class="button quiet" aria-label="Remove the problem" title="Remove the problem" on:click=move |_| acts::remove_problem(room, id)>{icons::trash()}"Remove"</button>
                </div>
            </header>
            <wording::Wordings id/>
            <div class="problem-facts">
                <WhoAndWhen id/>
                <super::likely::Likely id/>
                <What id/>
            </div>
        </article>
        <columns::Columns id/>
        <weigh::Weigh id/>
    }
}

#[component]
fn Kind(id: ProblemId) -> impl IntoView {
    let room = Room::get();
    let value = room.of(id, |one| KINDS.iter().find(|row| row.0 == one.kind).map_or("", |row| row.1).to_owned());
    let choices: Vec<(String, String)> = KINDS.iter().map(|row| (row.1.to_owned(), row.2.to_owned())).collect();
    let commit = Callback::new(move |(text,): (String,)| {
        let kind = KINDS.iter().find(|row| row.1 == text).map(|row| row.0);
        let edit = kind.map(|kind| Edit::ProblemField { id, field: ProblemField::Kind(kind) });
        carry_out(room.store, "Change the kind of problem", edit)
    });
    view! { <ChoiceField label="Kind of problem" bare=true value options=Signal::stored(choices) commit/> }
}

#[component]
fn ClientSwitch(id: ProblemId) -> impl IntoView {
    let room = Room::get();
    let value = room.of(id, |one| Some(one.client_visible));
    let commit = Callback::new(move |(on,): (bool,)| {
        let verb = if on { "Show the client" } else { "Keep from the client" };
        let label =
            format!("{verb} {}", read(room.store, |project| project.problems.get(&id).map(title).unwrap_or_default()));
        carry_out(room.store, &label, Some(Edit::ProblemField { id, field: ProblemField::ClientVisible(on) }))
    });
    view! { <CheckField label="The client sees this problem, in their wording" value commit/> }
}

/// Closed today, or open again.
#[component]
fn CloseIt(id: ProblemId) -> impl IntoView {
    let room = Room::get();
    let store = room.store;
    let closed = room.of(id, |one| one.closed_on);
    let toggle = move |_| {
        let on = if closed.get_untracked().is_some() { None } else { Some(store.today.get_untracked()) };
        let label = if on.is_some() { "Close the problem" } else { "Open the problem again" };
        store.act(label, Edit::ProblemField { id, field: ProblemField::ClosedOn(on) }, None);
    };
    let since = move || closed.get().map(|day| format!("Closed on {}", store.dates().write(day, DateForm::Short)));
    view! {
        <span class="muted">{since}</span>
        <button type="button" class="button" on:click=toggle>{move || if closed.get().is_some() { "Open it again" } else { "Close it" }}</button>
    }
}

#[component]
fn WhoAndWhen(id: ProblemId) -> impl IntoView {
    let room = Room::get();
    let store = room.store;
    let day = move |read: fn(&Problem) -> Option<chrono::NaiveDate>| {
        let day = room.of(id, read);
        Signal::derive(move || day.get().map(|day| store.dates().write(day, DateForm::Weekday)).unwrap_or_default())
    };
    let next_on = Callback::new(move |(text,): (String,)| {
        Ok(Some(Edit::ProblemField { id, field: ProblemField::NextOn(read_day(store, &text)?) }))
    });
    let raised = Callback::new(move |(text,): (String,)| {
        let day = read_day(store, &text)?.ok_or_else(|| "A problem was raised on some day.".to_owned())?;
        Ok(Some(Edit::ProblemField { id, field: ProblemField::RaisedOn(day) }))
    });
    view! {
        <section class="who-and-when" aria-label="Who does what next">
            <h3>"Who does what next"</h3>
            <Owner id/>
            <Text name="Next step" label="Next step" hint="What happens next, so that the client need not ask" value=room.of(id, |one| one.next_step.clone())
                save=problem_text(store, id, "the next step", |_, text| ProblemField::NextStep(text))/>
            <div class="pair">
                <Typed label="Next step on" placeholder="no day yet" value=day(|one| one.next_on) make=next_on/>
                <Typed label="Raised on" what="when it was raised" value=day(|one| Some(one.raised_on)) make=raised/>
            </div>
        </section>
    }
}

/// Who answers for it: a name the project knows, or a new one.
#[component]
fn Owner(id: ProblemId) -> impl IntoView {
    let room = Room::get();
    let store = room.store;
    let owner = Memo::new(move |_| {
        store.project.with(|project| {
            let owner = project.problems.get(&id).and_then(|one| one.owner);
            owner.and_then(|owner| project.plan.resources.get(&owner)).map(|one| one.name.clone()).unwrap_or_default()
        })
    });
    let commit = Callback::new(move |(text,): (String,)| {
        let person = store.plan(|plan| read_person(&text, plan))?;
        let edit = read(store, |project| prepare::set_problem_owner(project, id, person.as_ref()));
        carry_out(store, "Change who answers for the problem", edit)
    });
    view! {
        <crate::ui::widgets::field::TextField label="Owner" value=owner commit placeholder="Who answers for it" list="options-people"/>
        <People/>
    }
}

/// The names the project knows, for fields that ask for one.
#[component]
pub fn People() -> impl IntoView {
    let store = Room::get().store;
    let names = move || {
        let names = store.project.with(|p| p.plan.resources.values().map(|one| one.name.clone()).collect::<Vec<_>>());
        names.into_iter().map(|name| view! { <option value=name></option> }).collect_view()
    };
    view! { <datalist id="options-people">{names}</datalist> }
}

/// What it touches and does.
#[component]
fn What(id: ProblemId) -> impl IntoView {
    let room = Room::get();
    let (left, touched) = (room.if_left(id), room.touched(id));
    let computed = move || match left.get() {
        Some(effect) => view! { <EffectLines effect/> }.into_any(),
        None => view! { <Reach touched=touched.get()/> }.into_any(),
    };
    view! {
        <section class="reach" aria-label="What it does to the client’s dates">
            <h3>"What it does to the client’s dates"</h3>
            {computed}
            <Tasks id touched/>
            <IfLeft id/>
        </section>
    }
}

/// The scenario that says what happens if nothing is done.
#[component]
fn IfLeft(id: ProblemId) -> impl IntoView {
    let room = Room::get();
    let value = room.of(id, |one| one.scenario);
    let commit = Callback::new(move |scenario: Option<ScenarioId>| {
        let edit = Edit::ProblemField { id, field: ProblemField::Scenario(scenario) };
        carry_out(room.store, "Change what happens if nothing is done", Some(edit))
    });
    view! { <ScenarioChoice label="If nothing is done" none="What waits for the tasks it touches" value commit/> }
}

/// One of the project's scenarios, or none.
#[component]
pub fn ScenarioChoice(
    #[prop(into)] label: String,
    none: &'static str,
    value: Signal<Option<ScenarioId>>,
    commit: Callback<Option<ScenarioId>, Result<(), String>>,
) -> impl IntoView {
    let store = Room::get().store;
    let text = |id: Option<ScenarioId>| id.map(|id| id.0.to_string()).unwrap_or_default();
    let rows = Memo::new(move |_| {
        store.project.with(|project| {
            let all = project.scenarios.values().map(|one| (one.id.0.to_string(), scenarios::name(project, one.id)));
            let gone = value.get().filter(|id| !project.scenarios.contains_key(id));
            let gone = gone.map(|id| (id.0.to_string(), "A scenario that is gone".to_owned()));
            [(String::new(), none.to_owned())].into_iter().chain(all).chain(gone).collect::<Vec<_>>()
        })
    });
    let commit = Callback::new(move |(text,): (String,)| commit.run(text.parse().ok().map(ScenarioId)));
    let value = Signal::derive(move || text(value.get()));
    view! { <ChoiceField label value options=Signal::derive(move || rows.get()) commit/> }
}

/// Amounts, followed: what `read` finds in the problem, as it is typed.
pub fn written(room: Room, amount: Signal<forthright::plan::Money>) -> Signal<String> {
    let store = room.store;
    Signal::derive(move || match amount.get() {
        forthright::plan::Money::ZERO => String::new(),
        amount => style(store).money(amount),
    })
}
