//! F1. The critical-path method, one file a step: [`working_time`] compiles calendars, `network` the tasks and links,
//! `forward` and `backward` walk it, `late` moves what is as late as possible, `rollup` makes the rows, `driver` says why, [`issue`] what could not be obeyed; `drawn` runs one network with many durations.
//!
//! [`schedule`] is pure and total: the same plan gives the same schedule, and any plan gives one.

mod backward;
mod check;
mod drawn;
mod driver;
mod engine;
mod forward;
pub mod issue;
mod late;
mod network;
mod rollup;
mod rules;
pub mod working_time;
pub mod workload;

pub(crate) use drawn::{Block, Drawn, Four, LANES, Merge, Reach, SHIFT, Slot, Together, Watch};
pub use engine::{Change, Engine};
pub use issue::Issue;
pub use working_time::{CalendarFault, WorkingTime, takes};

use crate::plan::{ConstraintKind, DependencyKey, Moment, Plan, TaskId};
use chrono::NaiveDate;

/// The dates of every task of `plan`, from its facts alone.
pub fn schedule(plan: &Plan) -> Schedule {
    schedule_within(plan, &[])
}

/// As [`schedule`], with late dates also capped by `bounds`: what was said to somebody, beside what the plan itself says.
pub fn schedule_within(plan: &Plan, bounds: &[LateBound]) -> Schedule {
    engine::run(&network::Network::compile(plan, bounds))
}

/// A latest finish from outside the plan, such as a promise. Early dates do not feel it; on a summary it is one on every
/// leaf. A bound on a task that is not there says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LateBound {
    pub task: TaskId,
    /// An exclusive boundary: the promised day's 24:00.
    pub at: Moment,
}

/// A computed schedule.
#[derive(Clone, Debug, PartialEq)]
pub struct Schedule {
    /// One per row of `plan.tasks`, in its order.
    pub rows: Vec<TaskSchedule>,
    /// The earliest start and the latest finish of the active tasks; the plan's start when there are none.
    pub start: Moment,
    pub finish: Moment,
    /// What could not be obeyed or had to be ignored, in a stable order.
    pub issues: Vec<Issue>,
}

/// The computed dates of one row. Finishes are exclusive boundaries.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TaskSchedule {
    pub id: TaskId,
    pub start: Moment,
    pub finish: Moment,
    pub early_start: Moment,
    pub early_finish: Moment,
    pub late_start: Moment,
    pub late_finish: Moment,
    /// Minutes the task can slip before the plan's finish, a deadline or a constraint is missed, on its own calendar.
    pub total_float: i32,
    /// Minutes the task can slip before another one moves.
    pub free_float: i32,
    pub critical: bool,
    pub near_critical: bool,
    pub summary: bool,
    pub milestone: bool,
    /// Working minutes (elapsed for a task of elapsed duration); of a summary, working time from start to finish.
    pub duration: i32,
    /// 0–100; of a summary, weighted by duration.
    pub percent: u8,
    /// What holds the start where it is.
    pub driver: Bound,
    /// What would hold it next.
    pub runner_up: Option<Bound>,
    /// What caps the late dates; told when total float is negative.
    pub late_limit: Option<LateLimit>,
}

impl TaskSchedule {
    /// The civil day it ends on. Of what takes no time it is its own day, not the one before its midnight.
    pub fn last_day(&self) -> NaiveDate {
        if self.start == self.finish { self.start.date() } else { self.finish.date_as_finish() }
    }
}

/// One reason for a start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bound {
    pub cause: Cause,
    /// The start this reason demands, before it is moved into working time.
    pub at: Moment,
}

/// What can hold a start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// The plan begins here.
    ProjectStart,
    /// Unstarted and remaining work lies after the status date.
    StatusDate,
    Dependency(DependencyKey),
    /// The task's own constraint.
    Constraint(ConstraintKind),
    /// A bound, a link or a manual start of a summary above.
    Ancestor(TaskId),
    /// It has begun.
    ActualStart,
    /// Its dates are held by hand.
    Manual,
    /// A bound plus the imported levelling delay.
    LevellingDelay,
    /// As late as possible: moved within its float.
    AsLateAsPossible,
    /// A summary starts with this task.
    Child(TaskId),
}

/// What caps a task's late dates, followed to where it comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LateLimit {
    /// The computed end of the plan.
    ProjectFinish,
    MustFinishBy,
    /// The deadline of this task.
    Deadline(TaskId),
    /// What was promised for this task, and for when: its earliest [`LateBound`].
    Promise(TaskId, Moment),
    /// The constraint of this task.
    Constraint(TaskId, ConstraintKind),
    /// This task has already started or is held by hand.
    Fixed(TaskId),
    Successor(DependencyKey),
}
