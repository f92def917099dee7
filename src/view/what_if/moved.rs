//! What moves: a line a task, old → new, by how much and what holds it then.

use crate::analysis::Moved;
use crate::edit::{PlanEdit, TaskField};
use crate::plan::{HoursSettings, Moment, Plan, TaskId};
use crate::schedule::Schedule;
use crate::view::moves::{first, range};
use crate::words::{self, Dates, Locale, Sentence, days};
use std::borrow::Cow;
use std::collections::HashMap;

/// A task that moves, comes or goes.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub task: TaskId,
    pub name: String,
    /// Its days before and after; empty where it is not there.
    pub from: String,
    pub to: String,
    /// `2 d later`, `1 d earlier`, `new`, `dropped`.
    pub slip: String,
    /// Whether it comes later; `None`: neither.
    pub later: Option<bool>,
    /// What holds it then.
    pub why: Sentence,
    pub milestone: bool,
    /// The changes are about it.
    pub edited: bool,
}

/// The plan as reasons quote it while a change is being made: with the link or date that is being changed. A new length is
/// quoted by none, and needs no copy of the plan.
pub fn with_draft<'a>(plan: &'a Plan, draft: Option<&PlanEdit>) -> Cow<'a, Plan> {
    let quoted = |edit: &&PlanEdit| !matches!(edit, PlanEdit::Set { field: TaskField::Duration(_), .. });
    let drafted = draft.filter(quoted).and_then(|edit| {
        let mut plan = plan.clone();
        plan.apply(edit.clone()).is_ok().then_some(plan)
    });
    drafted.map_or(Cow::Borrowed(plan), Cow::Owned)
}

/// The first `most` of what moves by a comparison, in outline order and without summaries, and how many more there are.
/// `before` is the plan without the changes, `plan` and `schedule` are with them.
pub fn moved(
    before: &Plan,
    plan: &Plan,
    schedule: &Schedule,
    moved: &[Moved],
    dates: &Dates,
    most: usize,
) -> (Vec<Line>, usize) {
    let tasks: Vec<&Moved> = moved.iter().filter(|moved| !moved.summary).collect();
    let shown = &tasks[..most.min(tasks.len())];
    let mut rows: HashMap<TaskId, usize> = shown.iter().map(|moved| (moved.id, usize::MAX)).collect();
    for (row, task) in plan.tasks.iter().enumerate() {
        if let Some(place) = rows.get_mut(&task.id) {
            *place = row;
        }
    }
    let line = |moved: &&Moved| {
        let days = |at: Option<(Moment, Moment)>| at.map(|(start, finish)| range(dates, start, finish));
        let row = rows.get(&moved.id).copied().unwrap_or(usize::MAX);
        let named = if row == usize::MAX { before } else { plan };
        Line {
            task: moved.id,
            name: words::task_name(named, moved.id),
            from: days(moved.then).unwrap_or_default(),
            to: days(moved.now).unwrap_or_default(),
            slip: slip(moved, &before.settings.hours, dates.locale),
            later: later(moved),
            why: match moved.now {
                Some(_) => first(words::why_here(plan, schedule, row, dates)),
                None => Sentence::default(),
            },
            milestone: moved.milestone,
            edited: moved.edited,
        }
    };
    (shown.iter().map(line).collect(), tasks.len() - shown.len())
}

fn later(moved: &Moved) -> Option<bool> {
    match (moved.then?, moved.now?) {
        (then, now) if then.1 != now.1 => Some(now.1 > then.1),
        (then, now) => (then.0 != now.0).then_some(now.0 > then.0),
    }
}

/// `2 d later`, `starts 1 d earlier`.
pub(super) fn slip(moved: &Moved, hours: &HoursSettings, locale: Locale) -> String {
    let by = |minutes: i32| format!("{} {}", days(minutes.saturating_abs(), hours, locale), word(minutes > 0));
    match (moved.then, moved.now) {
        (None, _) => "new".to_owned(),
        (_, None) => "dropped".to_owned(),
        // Only time without work lies between.
        (Some(then), Some(now)) if moved.slip == 0 && then.1 != now.1 => word(now.1 > then.1).to_owned(),
        _ if moved.slip != 0 => by(moved.slip),
        _ => format!("starts {}", by(moved.start_slip)),
    }
}

fn word(later: bool) -> &'static str {
    if later { "later" } else { "earlier" }
}
