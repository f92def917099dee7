//! The ways out as columns beside each other, row for row.

use super::{Room, acts, option};
use crate::ui::icons;
use forthright::project::{ProblemId, ScenarioId, SolutionId};
use forthright::view::options::too_few;
use forthright::view::scenarios;
use leptos::prelude::*;

/// The columns and the way to add one.
#[component]
pub fn Columns(id: ProblemId) -> impl IntoView {
    let room = Room::get();
    let store = room.store;
    let ids = room.of(id, |one| one.solutions.keys().copied().collect::<Vec<SolutionId>>());
    let few = room.of(id, |one| too_few(one).map(str::to_owned));
    let locked = move || store.read_only.read().is_some();
    view! {
        <section class="ways-out" aria-label="Options of this problem">
            <header class="ways-head" role="none">
                <h2>"Ways out"</h2>
                <span class="muted" role="status">{move || few.get()}</span>
                <span class="gap"></span>
                <FromScenario id/>
                <button type="button" class="button new-option" disabled=locked on:click=move |_| acts::add_option(room.store, id, None)>{icons::plus()}"New option"</button>
            </header>
            <div class="option-columns">
                <For each=move || ids.get() key=|one| *one let(one)><option::Column problem=id id=one/></For>
            </div>
        </section>
    }
}

/// Makes an option of a scenario that is none here yet.
#[component]
fn FromScenario(id: ProblemId) -> impl IntoView {
    let store = Room::get().store;
    let free = Memo::new(move |_| {
        store.project.with(|project| {
            let used = |scenario: ScenarioId| {
                let solutions = project.problems.get(&id).map(|one| &one.solutions);
                solutions.is_some_and(|all| all.values().any(|one| one.scenario == Some(scenario)))
            };
            let free = project.scenarios.values().filter(|one| !used(one.id));
            free.map(|one| (one.id, scenarios::name(project, one.id))).collect::<Vec<_>>()
        })
    });
    let row = move |(scenario, name): (ScenarioId, String)| {
        view! { <button type="button" class="button" on:click=move |_| acts::add_option(store, id, Some(scenario))>{icons::plus()}{format!("Option from {name}")}</button> }
    };
    move || free.get().into_iter().map(row).collect_view()
}
