//! Why an edit was refused. The plan is then as it was.

use crate::plan::{CalendarId, ResourceId, TaskId};
use serde::{Deserialize, Serialize};

/// Why an edit was refused; `words` has the sentence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EditError {
    /// The task is not in the plan.
    NoTask(TaskId),
    /// The calendar is not in the plan.
    NoCalendar(CalendarId),
    /// The resource is not in the plan.
    NoResource(ResourceId),
    /// The dependency is not in the plan.
    NoDependency { predecessor: TaskId, successor: TaskId },
    /// The parent or sibling named as the place is not there.
    NoPlace,
    /// A task cannot stand inside itself.
    InsideItself(TaskId),
    /// The id is in use.
    IdTaken(u32),
    /// A task cannot wait for itself.
    LinkToItself(TaskId),
    /// A task cannot wait for its own summary, nor a summary for a task inside it.
    LinkToAncestor { task: TaskId, ancestor: TaskId },
    /// The links would run in a circle; the path, first task repeated at the end.
    Cycle(Vec<TaskId>),
    /// FF and SF into a summary have no meaning here.
    FinishLinkIntoSummary(TaskId),
    /// Something still uses the calendar.
    CalendarInUse(CalendarId),
    /// The calendar would be its own base.
    CalendarLoop(CalendarId),
    /// Something still uses the resource.
    ResourceInUse(ResourceId),
    /// A length of time below zero.
    NegativeDuration,
    /// A percentage, or a place on the hill, beyond 100.
    BeyondHundred,
    /// More than 100 percent, or percent, remaining and actuals that contradict each other.
    ProgressContradicts,
    /// Levels of inserted tasks do not form subtrees.
    NotASubtree,
    /// The tasks do not stand under one parent, the first before the last.
    NotARun { first: TaskId, last: TaskId },
    /// An order that does not name each child once.
    NotTheChildren(Option<TaskId>),
    /// The outline cannot be that deep.
    TooDeep,
    /// A link that came with inserted tasks but touches none of them.
    StrayLink { predecessor: TaskId, successor: TaskId },
    /// What is filed under an id has another id of its own.
    WrongId(u32),
    /// Working hours that run backward, overlap or leave the day; days, weeks or months of impossible length.
    HoursOutOfRange,
    /// A finish before its start.
    DatesBackwards,
    /// What was filed under this id (a promise, a scenario, a problem …) is not in the project.
    NotFiled(u32),
}
