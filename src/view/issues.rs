//! The issues of a schedule as lines: what is wrong in words, the task to go to, the one action that mends it.

use crate::edit::PlanEdit;
use crate::plan::{DependencyKey, Lag, Plan, TaskId};
use crate::schedule::{Issue, Schedule};
use crate::words::{self, Dates, Sentence};

/// One issue.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub sentence: Sentence,
    /// The task to show first.
    pub task: Option<TaskId>,
    pub mend: Option<Mend>,
}

/// The action that ends an issue.
#[derive(Clone, Debug, PartialEq)]
pub struct Mend {
    /// What the button says, and undo after it.
    pub label: String,
    pub edit: PlanEdit,
}

/// All issues, in the schedule's order.
pub fn lines(plan: &Plan, schedule: &Schedule, dates: &Dates) -> Vec<Line> {
    schedule.issues.iter().map(|issue| line(issue, plan, dates)).collect()
}

/// The issues that name one task.
pub fn of_task(plan: &Plan, schedule: &Schedule, task: TaskId, dates: &Dates) -> Vec<Line> {
    let naming = schedule.issues.iter().filter(|issue| issue.tasks().contains(&task));
    naming.map(|issue| line(issue, plan, dates)).collect()
}

fn line(issue: &Issue, plan: &Plan, dates: &Dates) -> Line {
    let task = issue.tasks().into_iter().find(|id| plan.position(*id).is_some());
    Line { sentence: words::issue(issue, plan, dates), task, mend: mend(issue, plan) }
}

fn mend(issue: &Issue, plan: &Plan) -> Option<Mend> {
    match issue {
        Issue::Cycle { ignored, .. } => Some(unlink(plan, ignored)),
        Issue::LinkToAncestor(link) | Issue::DanglingLink(link) | Issue::FinishLinkIntoSummary(link) => {
            Some(unlink(plan, &[*link]))
        }
        Issue::LinkToItself(task) => {
            let own: Vec<DependencyKey> = plan
                .dependencies
                .keys()
                .filter(|key| key.successor == *task && key.predecessor == *task)
                .copied()
                .collect();
            Some(unlink(plan, &own))
        }
        Issue::ManualBreaksLink { task, .. } => Some(Mend {
            label: format!("Release {} from its dates held by hand", words::task_name(plan, *task)),
            edit: PlanEdit::Set { task: *task, field: crate::edit::TaskField::Manual(None) },
        }),
        Issue::PinnedBreaksLink { task, .. } | Issue::ConstraintBreaksLink { task, .. } => Some(Mend {
            label: format!("Remove the constraint of {}", words::task_name(plan, *task)),
            edit: PlanEdit::Set { task: *task, field: crate::edit::TaskField::Constraint(None) },
        }),
        _ => None,
    }
    .filter(|mend| plan.clone().apply(mend.edit.clone()).is_ok())
}

fn unlink(plan: &Plan, links: &[DependencyKey]) -> Mend {
    let mut edits: Vec<PlanEdit> = links
        .iter()
        .filter(|link| plan.dependencies.contains_key(link))
        .map(|link| PlanEdit::Link { link: *link, lag: None::<Lag> })
        .collect();
    let label = if edits.len() == 1 { "Remove the link" } else { "Remove these links" };
    let edit = if edits.len() == 1 { edits.remove(0) } else { PlanEdit::Batch(edits) };
    Mend { label: label.into(), edit }
}
