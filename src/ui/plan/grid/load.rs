//! Who has too much to do. Adding it up for a large plan takes longer than a keystroke may, so it follows a moment after.

use crate::ui::store::Store;
use forthright::analysis::{Overload, workload};
use forthright::plan::TaskId;
use leptos::prelude::*;
use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

/// How long the plan must rest before it is added up anew.
const REST: Duration = Duration::from_millis(250);

/// Overload by task, kept up to date.
pub fn followed(store: Store) -> RwSignal<Arc<HashMap<TaskId, Overload>>> {
    let load = RwSignal::new(Arc::new(HashMap::new()));
    Effect::new(move |before: Option<Option<TimeoutHandle>>| {
        store.schedule.track();
        let nobody = store.seen.with(|project| project.plan.resources.is_empty());
        if let Some(waiting) = before.flatten() {
            waiting.clear();
        }
        if nobody {
            if !load.read_untracked().is_empty() {
                load.set(Arc::default());
            }
            return None;
        }
        let count = move || {
            let schedule = store.schedule.get_untracked();
            let first = store.locale.get_untracked().first_weekday;
            let now = store.plan(|plan| workload(plan, &schedule, first).overloaded);
            if load.try_with_untracked(|before| **before != now).unwrap_or(false) {
                load.set(Arc::new(now));
            }
        };
        set_timeout_with_handle(count, REST).ok()
    });
    load
}
