//! What a schedule could not obey, each case by name. Scheduling never fails; it says what it did instead.

use super::{CalendarFault, LateLimit};
use crate::plan::{ConstraintKind, DependencyKey, TaskId};

/// Something in the plan that the schedule ignored, broke or wants looked at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Issue {
    /// Links run in a circle; they are ignored. The path, first task repeated at the end.
    Cycle { path: Vec<TaskId>, ignored: Vec<DependencyKey> },
    /// A link between a task and a summary it lies in; ignored.
    LinkToAncestor(DependencyKey),
    /// A link from a task to itself; ignored.
    LinkToItself(TaskId),
    /// A link to or from a task that is not in the plan; ignored.
    DanglingLink(DependencyKey),
    /// Two rows carry this id; links go to the first.
    DuplicateId(TaskId),
    /// FF or SF into a summary: binds only the tasks inside that nothing inside waits for.
    FinishLinkIntoSummary(DependencyKey),
    /// A calendar stood in for another; the tasks that follow it (none = the plan's own calendar).
    Calendar { fault: CalendarFault, tasks: Vec<TaskId> },
    /// The duration reaches beyond the last date, 2399-12-31; it is cut there.
    TooLong(TaskId),
    /// A duration below zero counts as none.
    NegativeDuration(TaskId),
    /// The task is held by hand before what the link demands.
    ManualBreaksLink { task: TaskId, link: DependencyKey },
    /// The task is pinned before what the link demands.
    PinnedBreaksLink { task: TaskId, link: DependencyKey },
    /// An imported constraint pulls the task before what the link demands.
    ConstraintBreaksLink { task: TaskId, constraint: ConstraintKind, link: DependencyKey },
    /// Work began before this link allowed it.
    OutOfSequence { task: TaskId, link: DependencyKey },
    /// The limit cannot be met: the tasks with negative float against it, the shortest of them by `minutes`.
    NegativeFloat { limit: LateLimit, minutes: i32, tasks: Vec<TaskId> },
    /// The plan asks to be scheduled from its finish and has no date for it; dates run from its start.
    NoFinishToScheduleFrom,
}

impl Issue {
    /// The tasks concerned, the one to show first.
    pub fn tasks(&self) -> Vec<TaskId> {
        let both = |link: &DependencyKey| vec![link.successor, link.predecessor];
        match self {
            Issue::Cycle { path, .. } => path.get(..path.len().saturating_sub(1)).unwrap_or_default().to_vec(),
            Issue::LinkToAncestor(link) | Issue::DanglingLink(link) | Issue::FinishLinkIntoSummary(link) => both(link),
            Issue::LinkToItself(task) | Issue::DuplicateId(task) => vec![*task],
            Issue::TooLong(task) | Issue::NegativeDuration(task) => vec![*task],
            Issue::Calendar { tasks, .. } | Issue::NegativeFloat { tasks, .. } => tasks.clone(),
            Issue::ManualBreaksLink { link, .. }
            | Issue::PinnedBreaksLink { link, .. }
            | Issue::ConstraintBreaksLink { link, .. }
            | Issue::OutOfSequence { link, .. } => both(link),
            Issue::NoFinishToScheduleFrom => Vec::new(),
        }
    }
}
