//! What the open scenario is held against: it stands in grey behind the bars, and the sentence and the list of what moves
//! are told from there.

use super::state::{Against, Ghosts, ghosts};
use crate::ui::store::Store;
use forthright::analysis::{
    AT_REST, Absorbed, Comparison, Moved, State, Weight, absorbed, as_agreed, compare, effective, weights,
};
use forthright::edit::PlanEdit;
use forthright::plan::Plan;
use forthright::project::{BaselineId, Project, ScenarioId};
use forthright::saved::versions::{Reason, Version};
use forthright::schedule::{Schedule, schedule_within};
use forthright::view::scenarios;
use leptos::prelude::*;
use std::cell::RefCell;
use std::sync::Arc;

/// A state of the plan that a scenario is held against, with its schedule.
pub struct Base {
    pub plan: Plan,
    pub schedule: Arc<Schedule>,
}

/// A version as it was; it does not change while the plan does.
fn kept(store: Store) -> Memo<Option<Arc<Base>>> {
    Memo::new_with_compare(
        move |_| {
            let Against::Version(id) = store.what_if.against.get() else { return None };
            let then = store.desk.persist()?.read_version(&id).ok()?;
            let schedule = Arc::new(then.schedule());
            Some(Arc::new(Base { plan: then.plan, schedule }))
        },
        |old, new| old.is_some_and(Option::is_some) || new.is_some_and(Option::is_some),
    )
}

/// The versions kept under a name, the newest first.
fn versions(store: Store) -> Vec<Version> {
    let mut all = store.desk.persist().map(|persist| persist.versions()).unwrap_or_default();
    all.retain(|version| version.reason == Reason::Named && !version.title.is_empty());
    all.sort_by(|one, other| other.id.cmp(&one.id));
    all
}

/// The name a version was kept under.
pub fn version_name(store: Store, id: &str) -> String {
    versions(store).into_iter().find(|version| version.id == id).map(|version| version.title).unwrap_or_default()
}

/// What is chosen, where it is not the plan as it is.
fn base(store: Store) -> Memo<Option<Arc<Base>>> {
    let kept = kept(store);
    Memo::new_with_compare(
        move |_| {
            store.project.with(|project| match store.what_if.against.get() {
                Against::Plan => None,
                Against::Scenario(id) => {
                    let plan = effective(&project.plan, project.scenarios.get(&id)?).plan;
                    let schedule = Arc::new(schedule_within(&plan, &project.promised()));
                    Some(Arc::new(Base { plan, schedule }))
                }
                Against::Version(_) => kept.get(),
                Against::Baseline(id) => {
                    let (plan, schedule) = as_agreed(project, &store.facts_schedule.get(), id)?;
                    Some(Arc::new(Base { plan, schedule: Arc::new(schedule) }))
                }
            })
        },
        |old, new| old.is_some_and(Option::is_some) || new.is_some_and(Option::is_some),
    )
}

/// The dates in grey; `None` outside the room.
pub fn behind(store: Store) -> Memo<Option<Arc<Ghosts>>> {
    let inside = use_context::<Around>();
    Memo::new(move |_| {
        // What is read here goes with the room, at times a moment before this does.
        let found = inside?.base.try_with(|base| {
            base.as_deref().map(|base| {
                let mut all = ghosts(&base.schedule);
                // What was not worked on there has no place to stand at.
                for task in base.plan.tasks.iter().filter(|task| task.inactive) {
                    all.remove(&task.id);
                }
                all
            })
        })?;
        Some(Arc::new(found.unwrap_or_else(|| store.facts_schedule.with(|schedule| ghosts(schedule)))))
    })
}

/// What the parts of the room share. Get it with `expect_context`.
#[derive(Clone, Copy)]
pub struct Around {
    /// What stands behind the scenario, where that is not the plan as it is.
    pub base: Memo<Option<Arc<Base>>>,
    /// What differs between the open scenario, as it is dragged, and what it is held against.
    pub differences: Memo<Option<Arc<Comparison>>>,
    /// What each edit of the scenario weighs, at rest.
    pub weights: Memo<Arc<Vec<Weight>>>,
    /// What float takes of each edit of the scenario, at rest.
    pub absorbed: Memo<Arc<Vec<Absorbed>>>,
}

impl Around {
    /// What moves against what stands in grey.
    pub fn moved(&self) -> Vec<Moved> {
        self.differences.with(|found| found.as_ref().map(|found| found.moved.clone()).unwrap_or_default())
    }
}

/// Makes what the parts of the room share; once, in the room.
pub fn enter(store: Store) {
    let base = base(store);
    let differences = Memo::new(move |_| {
        let (trial, schedule, drafted) = (store.trial.get()?, store.shown.get(), store.drafted.get());
        let (base, then) = (base.get(), store.facts_schedule.get());
        store.project.with(|facts| {
            let then = match base.as_deref() {
                Some(base) => State::of(&base.plan, &base.schedule),
                None => State::of(&facts.plan, &then),
            };
            let now = State { plan: &trial.project.plan, schedule: &schedule, preview: drafted.as_ref() };
            let scenario = trial.scenario.and_then(|id| facts.scenarios.get(&id));
            let edits = scenario.map(|scenario| trial.effective.edits(scenario).collect::<Vec<_>>());
            let edits: Vec<&PlanEdit> = edits.unwrap_or_default().into_iter().chain(drafted.as_ref()).collect();
            Some(Arc::new(compare(facts, then, now, &edits, store.today.get())))
        })
    });
    let on_edits = move |read: &dyn Fn(&Project, &[&PlanEdit])| {
        let Some(trial) = store.trial.get() else { return };
        store.project.with(|facts| {
            let scenario = trial.scenario.and_then(|id| facts.scenarios.get(&id));
            let edits: Vec<&PlanEdit> = scenario.iter().flat_map(|scenario| trial.effective.edits(scenario)).collect();
            // Of a single one the comparison says it.
            if edits.len() > 1 {
                read(facts, &edits);
            }
        });
    };
    let weights = Memo::new(move |_| {
        let found = RefCell::new(Vec::new());
        on_edits(&|facts, edits| drop(found.replace(weights(facts, edits, AT_REST))));
        Arc::new(found.into_inner())
    });
    let absorbed = Memo::new(move |_| {
        let (found, weights) = (RefCell::new(Vec::new()), weights.get());
        on_edits(&|facts, edits| drop(found.replace(absorbed(facts, edits, &weights))));
        Arc::new(found.into_inner())
    });
    provide_context(Around { base, differences, weights, absorbed });
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
            let versions = versions(store).into_iter();
            options.extend(versions.map(|one| (format!("v{}", one.id), format!("Version: {}", one.title))));
            options
        })
    });
    // What is gone, or is the open one itself, is not there to be held against.
    Effect::new(move |_| {
        let now = store.what_if.against.with(key);
        if options.with(|options| options.iter().all(|(known, _)| *known != now)) {
            store.what_if.against.set(Against::Plan);
        }
    });
    let selected = move |value: &str| store.what_if.against.with(key) == value;
    view! {
        <label class="against">"Against "
            <select class="input" on:change=move |event| store.what_if.against.set(read(&event_target_value(&event)))>
                {move || options.get().into_iter().map(|(value, name)| {
                    let now = value.clone();
                    view! { <option value=value prop:selected=move || selected(&now)>{name}</option> }
                }).collect_view()}
            </select>
        </label>
    }
}

fn key(against: &Against) -> String {
    match against {
        Against::Plan => "plan".into(),
        Against::Scenario(id) => format!("s{}", id.0),
        Against::Baseline(id) => format!("b{}", id.0),
        Against::Version(id) => format!("v{id}"),
    }
}

fn read(key: &str) -> Against {
    let id = |text: &str| text.parse().ok();
    match key.split_at_checked(1) {
        Some(("s", text)) => id(text).map_or(Against::Plan, |id| Against::Scenario(ScenarioId(id))),
        Some(("b", text)) => id(text).map_or(Against::Plan, |id| Against::Baseline(BaselineId(id))),
        Some(("v", id)) => Against::Version(id.to_owned()),
        _ => Against::Plan,
    }
}
