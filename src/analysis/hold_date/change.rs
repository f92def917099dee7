//! What a suggestion changes, as facts: enough to say it in words and to carry it out by hand.

use crate::plan::{CalendarId, Constraint, ConstraintKind, DependencyKey, Duration, Lag, ManualDates, Moment, TaskId};
use chrono::{Datelike, NaiveDate, Weekday};

/// One change.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// The task takes `by` less and is `to` long; when it has begun, `to` is what is left.
    Shorten { task: TaskId, by: Duration, to: Duration, begun: bool },
    /// The successor begins `by` before the predecessor is done.
    Lead { link: DependencyKey, from: Lag, by: Duration },
    /// The successor waits for the start of the predecessor and `lag` instead of for its finish.
    Together { link: DependencyKey, from: Lag, lag: Duration },
    /// The step is left out; what waited for it waits for what it waited for.
    Drop { task: TaskId, work: Duration },
    /// The step is done after the held task instead of before it.
    Postpone { task: TaskId, behind: TaskId, work: Duration },
    /// Days without work become working days of the calendar, for the sake of `tasks`.
    Days { calendar: CalendarId, days: Vec<NaiveDate>, tasks: Vec<TaskId> },
    /// The task's constraint is taken away.
    Free { task: TaskId, constraint: Constraint },
    /// The task's constraint moves to an earlier date.
    Move { task: TaskId, from: Constraint, to: Constraint },
    /// There is less waiting between two tasks, or none.
    Wait { link: DependencyKey, from: Lag, to: Lag },
    /// The imported levelling delay is shorter; elapsed minutes.
    Delay { task: TaskId, from: i32, to: i32 },
    /// Dates held by hand move to earlier ones.
    Hand { task: TaskId, from: ManualDates, to: ManualDates },
    /// The plan begins earlier, and `task` with it.
    Start { task: TaskId, from: Moment, to: Moment },
}

impl Change {
    /// Its kind in a stable word for scripts.
    pub fn kind(&self) -> &'static str {
        match self {
            Change::Shorten { .. } => "shorten",
            Change::Lead { .. } => "lead",
            Change::Together { .. } => "ss",
            Change::Drop { .. } => "drop",
            Change::Postpone { .. } => "postpone",
            Change::Days { days, .. } if days.iter().all(|day| day.weekday() == Weekday::Sat) => "saturday",
            Change::Days { .. } => "holiday",
            Change::Move { from: Constraint { kind: ConstraintKind::Snet, .. }, .. } => "start",
            Change::Free { .. } | Change::Move { .. } => "constraint",
            Change::Wait { .. } | Change::Delay { .. } => "lag",
            Change::Hand { .. } | Change::Start { .. } => "start",
        }
    }

    /// The tasks whose facts it changes; for a working day those it is for.
    pub fn tasks(&self) -> Vec<TaskId> {
        match self {
            Change::Shorten { task, .. }
            | Change::Drop { task, .. }
            | Change::Postpone { task, .. }
            | Change::Free { task, .. }
            | Change::Move { task, .. }
            | Change::Delay { task, .. }
            | Change::Hand { task, .. }
            | Change::Start { task, .. } => vec![*task],
            Change::Lead { link, .. } | Change::Together { link, .. } | Change::Wait { link, .. } => {
                vec![link.predecessor, link.successor]
            }
            Change::Days { tasks, .. } => tasks.clone(),
        }
    }

    /// Which of two equally small changes is named first: those that keep the work whole before those that do not.
    pub(super) fn order(&self) -> u8 {
        match self.kind() {
            "lag" => 0,
            "start" => 1,
            "constraint" => 2,
            "lead" => 3,
            "ss" => 4,
            "saturday" => 5,
            "holiday" => 6,
            "shorten" => 7,
            "postpone" => 8,
            _ => 9,
        }
    }
}
