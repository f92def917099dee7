//! The issues of a schedule as lines: what is wrong in words, the task to go to, the one action that mends it.

use crate::analysis;
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

/// Things worth another look: advice, never a score. Each with its first task.
pub fn advice(plan: &Plan, schedule: &Schedule, today: chrono::NaiveDate, dates: &Dates) -> Vec<(String, Vec<TaskId>)> {
    let found = analysis::health(plan, schedule, today);
    found.into_iter().map(|advice| (advice.sentence(plan, dates.locale), advice.tasks)).collect()
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Constraint, ConstraintKind, DependencyKind, Duration, Moment, Task};
    use crate::schedule::schedule;
    use crate::words::Locale;

    #[test]
    fn an_issue_tells_its_task_and_the_action_that_mends_it() {
        let mut plan = Plan::new(Moment::parse("2026-06-01").unwrap());
        for (id, name) in [(2, "Design"), (3, "Build")] {
            plan.tasks.push(Task::new(TaskId(id), 0, name, Duration::working(5 * 480)));
        }
        let link = DependencyKey { successor: TaskId(3), predecessor: TaskId(2), kind: DependencyKind::FS };
        plan.dependencies.insert(link, Lag::default());
        let date = Moment::parse("2026-06-02").unwrap();
        plan.tasks[1].constraint = Some(Constraint { kind: ConstraintKind::Pinned, date });
        let dates = Dates::new(Locale::default(), "2026-06-01".parse().unwrap());
        let found = lines(&plan, &schedule(&plan), &dates);
        assert_eq!(found[0].sentence.to_string(), "Build is pinned before this link allows: Design → Build (FS).");
        assert_eq!(found[0].task, Some(TaskId(3)));
        let mend = found[0].mend.clone().unwrap();
        assert_eq!(mend.label, "Remove the constraint of Build");
        plan.apply(mend.edit).unwrap();
        assert!(lines(&plan, &schedule(&plan), &dates).is_empty());
        assert!(of_task(&plan, &schedule(&plan), TaskId(3), &dates).is_empty());
    }
}
