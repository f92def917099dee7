//! What the open scenario is held against: it stands in grey behind the bars, and the sentence and the list of what moves
//! are told from there.

use super::state::{Against, Ghosts, ghosts};
use crate::ui::rooms::Room;
use crate::ui::store::Store;
use forthright::analysis::effective;
use forthright::project::{BaselineId, ScenarioId};
use forthright::schedule::schedule_within;
use forthright::view::scenarios;
use leptos::prelude::*;
use std::sync::Arc;

/// The dates in grey; `None` outside the room.
pub fn behind(store: Store) -> Memo<Option<Arc<Ghosts>>> {
    Memo::new(move |_| {
        if store.room.get() != Room::WhatIf {
            return None;
        }
        let found = match store.what_if.against.get() {
            Against::Plan => None,
            Against::Scenario(id) => store.project.with(|project| {
                let plan = effective(&project.plan, project.scenarios.get(&id)?).plan;
                Some(ghosts(&schedule_within(&plan, &project.promised())))
            }),
            Against::Baseline(id) => store.project.with(|project| {
                let tasks = &project.baselines.get(&id)?.tasks;
                Some(tasks.iter().map(|(task, dates)| (*task, *dates)).collect())
            }),
        };
        Some(Arc::new(found.unwrap_or_else(|| store.facts_schedule.with(|schedule| ghosts(schedule)))))
    })
}

/// Chooses what stands in grey.
#[component]
pub fn AgainstChoice() -> impl IntoView {
    let store = Store::get();
    let options = Memo::new(move |_| {
        let active = store.active_scenario();
        store.project.with(|project| {
            let scenarios = scenarios::others(project, active).into_iter();
            let mut options: Vec<(String, String)> = vec![("plan".into(), "The plan as it is".into())];
            options.extend(scenarios.map(|tab| (format!("s{}", tab.id.0), tab.name)));
            let baselines = project.baselines.iter().rev();
            options
                .extend(baselines.map(|(id, baseline)| (format!("b{}", id.0), format!("Baseline: {}", baseline.name))));
            options
        })
    });
    // What is gone, or is the open one itself, is not there to be held against.
    Effect::new(move |_| {
        let now = key(store.what_if.against.get());
        if options.with(|options| options.iter().all(|(known, _)| *known != now)) {
            store.what_if.against.set(Against::Plan);
        }
    });
    let selected = move |value: &str| key(store.what_if.against.get()) == value;
    view! {
        <label class="against">"Against "
            <select class="input" on:change=move |event| store.what_if.against.set(read(&event_target_value(&event)))>
                {move || options.get().into_iter().map(|(value, name)| {
                    let now = value.clone();
                    view! { <option value=value selected=move || selected(&now)>{name}</option> }
                }).collect_view()}
            </select>
        </label>
    }
}

fn key(against: Against) -> String {
    match against {
        Against::Plan => "plan".into(),
        Against::Scenario(id) => format!("s{}", id.0),
        Against::Baseline(id) => format!("b{}", id.0),
    }
}

fn read(key: &str) -> Against {
    let id = |text: &str| text.parse().ok();
    match key.split_at_checked(1) {
        Some(("s", text)) => id(text).map_or(Against::Plan, |id| Against::Scenario(ScenarioId(id))),
        Some(("b", text)) => id(text).map_or(Against::Plan, |id| Against::Baseline(BaselineId(id))),
        _ => Against::Plan,
    }
}
