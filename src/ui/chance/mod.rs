//! What the dates are worth: found out in the time between two frames, shown as soft ends in the Plan and as *What can I
//! promise?* in the Promises room.

mod movers;
mod offer;
mod picture;
mod runner;

pub use offer::{WhatCanIPromise, ask_about_selected};

use crate::ui::rooms::Room;
use crate::ui::store::Store;
use forthright::analysis::{Casting, Chances, effective};
use forthright::plan::TaskId;
use forthright::schedule::schedule_within;
use forthright::view::chance::Ask;
use forthright::view::scenarios;
use leptos::prelude::*;
use runner::Runner;
use std::sync::Arc;

/// In a plan of so many tasks it waits, in ms, until nothing has changed for a while.
const MANY: usize = 2_000;
const WAIT_LONG: u64 = 300;

/// Signals of it. Copy it freely.
#[derive(Clone, Copy)]
pub struct ChanceView {
    /// What was found out last, of what is seen.
    known: RwSignal<Option<Arc<Chances>>>,
    /// What *What can I promise?* is about: a task, or the whole plan; `None` = whatever comes first.
    pub target: RwSignal<Option<Option<TaskId>>>,
    pub ask: RwSignal<Ask>,
    runner: Runner,
}

impl ChanceView {
    /// As the app starts: asked for the date that is kept four times in five.
    pub fn new() -> ChanceView {
        ChanceView {
            known: RwSignal::new(None),
            target: RwSignal::new(None),
            ask: RwSignal::new(Ask::Chance(80.0)),
            runner: Runner::new(),
        }
    }

    /// What the dates of what is seen are worth; nothing in rooms where that is no subject. Follows it.
    pub fn seen(self, store: Store) -> Option<Arc<Chances>> {
        is_subject(store.room.get()).then(|| self.known.get()).flatten()
    }
}

/// For the plan as it is seen: with a gesture's change while one lasts.
fn casting(store: Store) -> Vec<Casting> {
    store.seen.with_untracked(|project| {
        let schedule = store.shown.get_untracked();
        let drafted = store.drafted.get_untracked().and_then(|edit| {
            let mut plan = project.plan.clone();
            plan.apply(edit).is_ok().then_some(plan)
        });
        vec![Casting::new(project, drafted.as_ref().unwrap_or(&project.plan), &schedule)]
    })
}

/// What the plan's dates and those of each scenario with a tab are worth, in their order; empty until it is known. For a
/// component that shows them.
pub fn of_sides(store: Store) -> RwSignal<Vec<Arc<Chances>>> {
    let (known, runner) = (RwSignal::new(Vec::new()), Runner::new());
    Effect::new(move |_| {
        store.project.track();
        known.set(Vec::new());
        let tasks = store.project.with_untracked(|project| project.plan.tasks.len());
        let make = move || {
            store.project.with_untracked(|project| {
                let promised = project.promised();
                let own = Casting::new(project, &project.plan, &store.facts_schedule.get_untracked());
                let sides = scenarios::tabs(project).into_iter().filter_map(|tab| {
                    let plan = effective(&project.plan, project.scenarios.get(&tab.id)?).plan;
                    Some(Casting::new(project, &plan, &schedule_within(&plan, &promised)))
                });
                std::iter::once(own).chain(sides).collect()
            })
        };
        runner.start(if tasks > MANY { WAIT_LONG } else { 0 }, tasks, make, move |all| known.set(all));
    });
    on_cleanup(move || runner.stop());
    known
}

/// Rooms that show it.
fn is_subject(room: Room) -> bool {
    matches!(room, Room::Plan | Room::WhatIf | Room::Promises)
}

/// Finds it out after each change, as long as this is on the screen.
pub fn follow(store: Store) {
    let view = store.chance;
    Effect::new(move |before: Option<Option<String>>| {
        let open = store.open.get();
        store.seen.track();
        store.shown.track();
        let many = store.seen.with_untracked(|project| project.plan.tasks.len() > MANY);
        view.runner.stop();
        // What was found out of another project is not said of this one.
        if before.is_some_and(|before| before != open) {
            view.known.set(None);
        }
        if open.is_some() && is_subject(store.room.get()) {
            let wait = if many { WAIT_LONG } else { 0 };
            let tasks = store.seen.with_untracked(|project| project.plan.tasks.len());
            view.runner.start(wait, tasks, move || casting(store), move |all| view.known.set(all.into_iter().next()));
        }
        open
    });
    on_cleanup(move || view.runner.stop());
}
