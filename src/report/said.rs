//! Steps and promises in a few words, said the same way in every file.

use crate::analysis::PromiseNow;
use crate::client::{ClientProject, ClientPromise, ClientStep, Standing};
use crate::plan::{HoursSettings, TaskId};
use crate::view::promises::{Tone, standing_then, tone};
use crate::words::{DateForm, Dates};
use std::collections::HashMap;

/// `12–16 Jun`; a milestone's day.
pub(super) fn when(step: &ClientStep, dates: &Dates) -> String {
    if step.milestone { dates.write(step.ends_on(), DateForm::Short) } else { dates.range(step.start, step.finish) }
}

/// `done`, `under way, 40 %`, `to come`.
pub(super) fn standing(step: &ClientStep) -> String {
    match step.standing {
        Standing::Done => "done".to_owned(),
        Standing::UnderWay if (1..100).contains(&step.percent) => format!("under way, {} %", step.percent),
        Standing::UnderWay => "under way".to_owned(),
        Standing::Ahead => "to come".to_owned(),
    }
}

/// How a promise stands: `open`, `at risk by 2 d`, `kept`.
pub(super) fn state(promise: &ClientPromise, hours: &HoursSettings, dates: &Dates) -> String {
    standing_then(&now(promise), hours, dates.locale)
}

/// The plan does not keep it, or it was not kept.
pub(super) fn is_late(promise: &ClientPromise) -> bool {
    tone(&now(promise)) == Tone::Late
}

/// `Promised for 12 Jun: at risk by 2 d`.
pub(super) fn promise(promise: &ClientPromise, hours: &HoursSettings, dates: &Dates) -> String {
    let day = dates.write(promise.date, DateForm::Short);
    format!("Promised for {day}: {}", state(promise, hours, dates))
}

fn now(promise: &ClientPromise) -> PromiseNow {
    PromiseNow {
        id: promise.id,
        task: promise.task.unwrap_or(TaskId(0)),
        date: promise.date,
        forecast: promise.forecast,
        state: promise.state,
        notice: promise.notice,
        late_by: promise.late_by,
        delivered: promise.delivered_on,
    }
}

/// What each step waits for, by name.
pub(super) fn waits(seen: &ClientProject) -> HashMap<TaskId, Vec<&str>> {
    let names: HashMap<TaskId, &str> = seen.steps.iter().map(|step| (step.id, step.name.as_str())).collect();
    let mut waits: HashMap<TaskId, Vec<&str>> = HashMap::new();
    for link in &seen.links {
        if let Some(name) = names.get(&link.predecessor) {
            waits.entry(link.successor).or_default().push(name);
        }
    }
    waits
}

/// A word with a capital.
pub(super) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
