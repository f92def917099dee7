//! *What changes*: the one sentence, live while a bar is dragged; and the same as the client may hear it.

use super::against::{Around, Base, version_name};
use super::state::Against;
use crate::ui::plan::inspector::why::Say;
use crate::ui::store::Store;
use forthright::analysis::{Cause, Change, Fate, For, absorbed_in, what_changes};
use forthright::edit::PlanEdit;
use forthright::view::{scenarios, since};
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
            return self.since_baseline(store);
        };
        let (drafted, dates, currency) = (store.drafted.get(), store.dates(), store.currency());
        let against = self.against(store);
        store.project.with(|project| {
            let scenario = trial.scenario.and_then(|id| project.scenarios.get(&id));
            let edits = scenario.iter().flat_map(|scenario| trial.effective.edits(scenario)).chain(drafted.as_ref());
            let edits: Vec<&PlanEdit> = edits.collect();
            let mut absorbed = self.absorbed.get().to_vec();
            if let Some(edit) = drafted.as_ref().filter(|_| edits.len() > 1) {
                let (before, after) = (store.schedule.get(), store.shown.get());
                let time = forthright::schedule::WorkingTime::of(&project.plan, project.plan.settings.calendar);
                absorbed.extend(absorbed_in(&time, &before, &after, edit));
            }
            let change = Change {
                project,
                now: &trial.project.plan,
                cause: against.as_deref().map_or(Cause::Edits(&edits), Cause::Against),
                absorbed: &absorbed,
                skipped: trial.effective.fates.iter().filter(|fate| matches!(fate, Fate::Skipped(_))).count(),
                currency: &currency,
                dates: &dates,
            };
            what_changes(&change, &differences, whom)
        })
    }

    /// The other state in words; `None` = the plan.
    fn against(&self, store: Store) -> Option<String> {
        match store.what_if.against.get() {
            Against::Scenario(id) => {
                Some(format!("Against “{}”", store.project.with(|project| scenarios::name(project, id))))
            }
            Against::Version(id) => Some(format!("Against “{}”", version_name(store, &id))),
            _ => None,
        }
    }

    fn since_baseline(&self, store: Store) -> Sentence {
        let (base, schedule, dates) = (self.base.get(), store.shown.get(), store.dates());
        match (base.as_deref(), store.what_if.against.get()) {
            (Some(Base::Dates(then)), Against::Baseline(id)) => {
                store.seen.with(|project| since::since_baseline(project, id, then, &schedule, &dates))
            }
            _ => Sentence::default(),
        }
    }
}
