//! *What changes*: the one sentence, live while a bar is dragged; and the same as the client may hear it.

use super::against::{Around, version_name};
use super::state::Against;
use crate::ui::plan::inspector::why::Say;
use crate::ui::store::Store;
use forthright::analysis::{Cause, Change, Fate, For, Other, absorbed_in, weights_while_dragged, what_changes};
use forthright::edit::PlanEdit;
use forthright::schedule::WorkingTime;
use forthright::view::scenarios;
use forthright::words::Sentence;
use leptos::prelude::*;

/// The sentence above the timeline.
#[component]
pub fn WhatChanges() -> impl IntoView {
    let store = Store::get();
    let around = expect_context::<Around>();
    let told = move |whom: For| Memo::new(move |_| around.sentence(store, whom));
    let (ours, theirs) = (told(For::Us), told(For::Client));
    let differs = move || ours.with(ToString::to_string) != theirs.with(ToString::to_string);
    let live = move || if store.drafted.read().is_some() { "off" } else { "polite" };
    view! {
        <section class="what-changes" aria-label="What changes">
            <p aria-live=live>{move || view! { <Say sentence=ours.get()/> }}</p>
            <Show when=move || differs() && store.active_scenario().is_some()>
                <p class="client-sentence"><span>"For the client:"</span>" "{move || theirs.with(Sentence::to_string)}</p>
            </Show>
        </section>
    }
}

impl Around {
    /// What the open scenario, as it is dragged, changes.
    pub fn sentence(&self, store: Store, whom: For) -> Sentence {
        let (Some(trial), Some(differences)) = (store.trial.get(), self.differences.get()) else {
            return Sentence::default();
        };
        let (drafted, dates, currency) = (store.drafted.get(), store.dates(), store.currency());
        let against = Against::name(store);
        store.project.with(|project| {
            let scenario = trial.scenario.and_then(|id| project.scenarios.get(&id));
            let edits = scenario.iter().flat_map(|scenario| trial.effective.edits(scenario)).chain(drafted.as_ref());
            let edits: Vec<&PlanEdit> = edits.collect();
            let (mut absorbed, mut weights) = (self.absorbed.get().to_vec(), self.weights.get().to_vec());
            if let Some(edit) = drafted.as_ref().filter(|_| edits.len() > 1) {
                let (before, after) = (store.schedule.get(), store.shown.get());
                let time = WorkingTime::of(&project.plan, project.plan.settings.calendar);
                absorbed.extend(absorbed_in(&time, &before, &after, edit));
                weights = weights_while_dragged(project, &edits, &weights, &trial.project.plan, (&before, &after));
            }
            let change = Change {
                project,
                now: &trial.project.plan,
                cause: against.as_ref().map_or(Cause::Edits(&edits), |against| Cause::Against(against.told())),
                absorbed: &absorbed,
                weights: &weights,
                skipped: trial.effective.fates.iter().filter(|fate| matches!(fate, Fate::Skipped(_))).count(),
                currency: &currency,
                dates: &dates,
            };
            what_changes(&change, &differences, whom)
        })
    }
}

/// What stands in grey, by its kind and name; `None` = the plan.
struct Named(Against, String);

impl Named {
    fn told(&self) -> Other<'_> {
        match self.0 {
            Against::Version(_) => Other::Version(&self.1),
            Against::Baseline(_) => Other::Baseline(&self.1),
            Against::Scenario(_) | Against::Plan => Other::Scenario(&self.1),
        }
    }
}

impl Against {
    fn name(store: Store) -> Option<Named> {
        let against = store.what_if.against.get();
        let name = match &against {
            Against::Plan => return None,
            Against::Scenario(id) => store.project.with(|project| scenarios::name(project, *id)),
            Against::Version(id) => version_name(store, id),
            Against::Baseline(id) => store
                .project
                .with(|project| project.baselines.get(id).map(|baseline| baseline.name.clone()).unwrap_or_default()),
        };
        Some(Named(against, name))
    }
}
