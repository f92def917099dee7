//! Promises the client sees: every date they were given, and what has become of it.

use super::Scene;
use super::steps::{Sight, known_name};
use crate::analysis::{PromiseState, promises};
use crate::plan::TaskId;
use crate::project::PromiseId;
use chrono::NaiveDate;

/// A promise as it was made to the client.
#[derive(Clone, Debug, PartialEq)]
pub struct ClientPromise {
    pub id: PromiseId,
    /// Its step, where the client sees it.
    pub task: Option<TaskId>,
    /// The words used, else the step's name.
    pub what: String,
    pub to: String,
    /// The oldest first; there is at least one.
    pub sayings: Vec<ClientSaying>,
    /// The date that holds.
    pub date: NaiveDate,
    /// The day the plan reaches; the day it was delivered; `None` = nothing in the plan delivers it.
    pub forecast: Option<NaiveDate>,
    pub state: PromiseState,
    /// Working minutes past the promised day; 0 or below, it is kept.
    pub late_by: i32,
    /// Civil days from the day it is told of to the promised day.
    pub notice: i64,
    pub delivered_on: Option<NaiveDate>,
    /// Why it was missed, where it was and somebody said so.
    pub why_missed: String,
}

/// One date as it was said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClientSaying {
    pub said_on: NaiveDate,
    pub date: NaiveDate,
    pub reason: String,
}

/// By promised day.
pub(super) fn of(scene: &Scene, sight: &Sight) -> Vec<ClientPromise> {
    let standing = promises(scene.project, &scene.project.plan, scene.schedule, scene.as_of);
    let seen = standing.iter().filter_map(|now| {
        let promise = scene.project.promises.get(&now.id).filter(|promise| promise.client_visible)?;
        let words = promise.words.trim();
        let named = || sight.name(promise.task).unwrap_or_else(|| "A date we gave you".to_owned());
        Some(ClientPromise {
            id: now.id,
            task: Some(promise.task).filter(|task| sight.sees(*task)),
            what: if words.is_empty() { named() } else { words.to_owned() },
            to: known_name(scene.project, &promise.to),
            sayings: promise
                .sayings
                .iter()
                .map(|said| ClientSaying { said_on: said.said_on, date: said.date, reason: said.reason.clone() })
                .collect(),
            date: now.date,
            forecast: now.forecast,
            state: now.state,
            late_by: now.late_by,
            notice: now.notice,
            delivered_on: now.delivered,
            why_missed: promise.why_missed.trim().to_owned(),
        })
    });
    let mut all: Vec<ClientPromise> = seen.collect();
    all.sort_by_key(|promise| (promise.date, promise.id));
    all
}
