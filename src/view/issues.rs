//! The issues of a schedule as lines: what is wrong in words, the task to go to, the one action that mends it.

use super::promises::{self, Promised};
use crate::analysis::{self, PromiseNow};
use crate::edit::PlanEdit;
use crate::plan::{DependencyKey, Lag, Plan, TaskId};
use crate::project::Project;
use crate::schedule::{Issue, LateLimit, Schedule};
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

/// All issues: promises the plan does not keep, then the schedule's in its order. Float that is short of such a promise is
/// the same trouble and is not told twice.
pub fn lines(project: &Project, schedule: &Schedule, promised: &Promised, dates: &Dates) -> Vec<Line> {
    let told = broken(promised).into_iter().filter_map(|now| promise_line(&now, project, dates));
    told.chain(others(schedule, promised).map(|issue| line(issue, &project.plan, dates))).collect()
}

/// How many lines there are.
pub fn count(schedule: &Schedule, promised: &Promised) -> usize {
    broken(promised).len() + others(schedule, promised).count()
}

fn broken(promised: &Promised) -> Vec<PromiseNow> {
    promised.late()
}

fn others<'a>(schedule: &'a Schedule, promised: &Promised) -> impl Iterator<Item = &'a Issue> {
    let late: Vec<TaskId> = promised.late().into_iter().map(|now| now.task).collect();
    let told = move |issue: &&Issue| matches!(issue, Issue::NegativeFloat { limit: LateLimit::Promise(task, _), .. } if late.contains(task));
    schedule.issues.iter().filter(move |issue| !told(issue))
}

fn promise_line(now: &PromiseNow, project: &Project, dates: &Dates) -> Option<Line> {
    let sentence = promises::trouble(now, project, dates)?;
    Some(Line { sentence, task: project.plan.position(now.task).map(|_| now.task), mend: None })
}

/// Things worth another look: advice, never a score. Each with its first task.
pub fn advice(plan: &Plan, schedule: &Schedule, today: chrono::NaiveDate, dates: &Dates) -> Vec<(String, Vec<TaskId>)> {
    let found = analysis::health(plan, schedule, today);
    found.into_iter().map(|advice| (advice.sentence(plan, dates.locale), advice.tasks)).collect()
}

/// The issues that name one task.
pub fn of_task(project: &Project, schedule: &Schedule, promised: &Promised, task: TaskId, dates: &Dates) -> Vec<Line> {
    let told = promised.of(task).iter().filter_map(|told| promise_line(&told.now, project, dates));
    let naming = schedule.issues.iter().filter(|issue| issue.tasks().contains(&task));
    told.chain(naming.map(|issue| line(issue, &project.plan, dates))).collect()
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
    use crate::words::Locale;

    /// The project's issues now, and those that name a task.
    fn found(project: &Project, task: u32) -> (Vec<Line>, Vec<Line>) {
        let dates = Dates::new(Locale::default(), "2026-06-01".parse().unwrap());
        let schedule = project.schedule();
        let promised = Promised::new(project, &project.plan, &schedule, dates.today);
        let all = lines(project, &schedule, &promised, &dates);
        assert_eq!(all.len(), count(&schedule, &promised));
        (all, of_task(project, &schedule, &promised, TaskId(task), &dates))
    }

    fn project() -> Project {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        for (id, name) in [(2, "Design"), (3, "Build")] {
            project.plan.tasks.push(Task::new(TaskId(id), 0, name, Duration::working(5 * 480)));
        }
        let link = DependencyKey { successor: TaskId(3), predecessor: TaskId(2), kind: DependencyKind::FS };
        project.plan.dependencies.insert(link, Lag::default());
        project
    }

    #[test]
    fn an_issue_tells_its_task_and_the_action_that_mends_it() {
        let mut project = project();
        let date = Moment::parse("2026-06-02").unwrap();
        project.plan.tasks[1].constraint = Some(Constraint { kind: ConstraintKind::Pinned, date });
        let (all, _) = found(&project, 3);
        assert_eq!(all[0].sentence.to_string(), "Build is pinned before this link allows: Design → Build (FS).");
        assert_eq!(all[0].task, Some(TaskId(3)));
        let mend = all[0].mend.clone().unwrap();
        assert_eq!(mend.label, "Remove the constraint of Build");
        project.plan.apply(mend.edit).unwrap();
        assert_eq!(found(&project, 3), (Vec::new(), Vec::new()));
    }

    #[test]
    fn a_promise_the_plan_does_not_keep_is_told_once() {
        let mut project = project();
        let (date, said_on) = ("2026-06-10".parse().unwrap(), "2026-06-01".parse().unwrap());
        let edit = crate::prepare::promise(&project, TaskId(3), date, said_on, Default::default()).unwrap();
        project.apply(edit).unwrap();
        let (all, of_build) = found(&project, 3);
        let said: Vec<String> = all.iter().map(|line| line.sentence.to_string()).collect();
        assert_eq!(said, ["Build was promised for Wed 10 Jun; the plan reaches Fri 12 Jun, 2 d past it."]);
        assert_eq!((all[0].task, of_build[0].clone()), (Some(TaskId(3)), all[0].clone()));
        project.plan.tasks[1].inactive = true;
        let said = found(&project, 3).0[0].sentence.to_string();
        assert_eq!(said, "Build was promised for Wed 10 Jun, and nothing in the plan delivers it.");
    }
}
