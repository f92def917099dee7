//! A baseline as a state of the plan, so that it is compared by the same code as scenarios and versions: it knows dates and
//! lengths alone, all else is as it is now.

use crate::plan::{Plan, Task, TaskId};
use crate::project::{BaselineDates, BaselineId, Project};
use crate::schedule::{Schedule, TaskSchedule};
use std::collections::BTreeMap;

/// The plan with the dates of a baseline, `now` being the schedule of the plan as it is. A step that was not in it is out
/// of the network there; one that has left the plan since stands at the end. `None` where the baseline is not there.
pub fn as_agreed(project: &Project, now: &Schedule, id: BaselineId) -> Option<(Plan, Schedule)> {
    let then = &project.baselines.get(&id)?.tasks;
    let (mut plan, mut schedule) = (project.plan.clone(), now.clone());
    for row in 0..plan.tasks.len() {
        let summary = plan.is_summary(row);
        let (task, Some(at)) = (&mut plan.tasks[row], schedule.rows.get_mut(row)) else { continue };
        match then.get(&task.id) {
            Some(dates) => set(task, at, dates, summary),
            // What is not worked on now had no dates to keep; a summary is where its steps are.
            None if !summary => task.inactive = true,
            None => {}
        }
    }
    add_gone(&mut plan, &mut schedule, then);
    let all = || then.values();
    schedule.start = all().map(|at| at.start).min().unwrap_or(now.start);
    schedule.finish = all().map(|at| at.finish).max().unwrap_or(now.finish);
    schedule.issues.clear();
    Some((plan, schedule))
}

fn set(task: &mut Task, at: &mut TaskSchedule, then: &BaselineDates, summary: bool) {
    (at.start, at.finish, at.duration) = (then.start, then.finish, then.duration);
    if !summary {
        task.inactive = false;
        task.duration.minutes = then.duration;
    }
}

/// Steps that are no longer in the plan: nothing is known of them but when they were.
fn add_gone(plan: &mut Plan, schedule: &mut Schedule, then: &BTreeMap<TaskId, BaselineDates>) {
    let Some(like) = schedule.rows.first().copied() else { return };
    let known: std::collections::HashSet<TaskId> = plan.tasks.iter().map(|task| task.id).collect();
    for (id, dates) in then.iter().filter(|(id, _)| !known.contains(id)) {
        let length = crate::plan::Duration::working(dates.duration);
        plan.tasks.push(Task::new(*id, 0, format!("Task {}", id.0), length));
        let blank = TaskSchedule { id: *id, summary: false, critical: false, late_limit: None, ..like };
        schedule.rows.push(TaskSchedule { milestone: dates.duration == 0, total_float: 0, ..blank });
        if let (Some(task), Some(at)) = (plan.tasks.last_mut(), schedule.rows.last_mut()) {
            set(task, at, dates, false);
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::analysis::{Cause, Change, For, Other, State, compare, what_changes};
    use crate::edit::PlanEdit;
    use crate::plan::{Duration, Moment, Money, TaskCost};
    use crate::prepare;
    use crate::project::{Promise, PromiseId, Saying};
    use crate::words::{Dates, Locale};

    #[test]
    fn a_baseline_is_told_with_promises_and_cost_and_as_the_client_may_hear_it() {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        for (id, name, days) in [(2, "Design", 5), (3, "Build", 3), (4, "Gone", 1)] {
            let mut task = Task::new(TaskId(id), 0, name, Duration::working(days * 480));
            task.cost = Some(Box::new(TaskCost { per_day: Money(10_000), ..TaskCost::default() }));
            task.client_visible = id == 2;
            project.plan.tasks.push(task);
        }
        let today: chrono::NaiveDate = "2026-06-01".parse().unwrap();
        let saying = Saying::new(today, today + chrono::Days::new(4));
        let promise = Promise {
            words: "The drawings".into(),
            client_visible: true,
            sayings: vec![saying],
            ..Promise::new(PromiseId(20), TaskId(2))
        };
        project.promises.insert(promise.id, promise);
        let (id, edit) = prepare::set_baseline(&project, &project.schedule(), "Agreed", today);
        project.apply(edit).unwrap();
        let dates = Dates::new(Locale::from_tag("en-GB"), today);
        let said = |project: &Project, whom| {
            let now = project.schedule();
            let (plan, then) = as_agreed(project, &now, id).unwrap();
            let states = (State::of(&plan, &then), State::of(&project.plan, &now));
            let found = compare(project, states.0, states.1, &[], today);
            let change = Change {
                project,
                now: &project.plan,
                cause: Cause::Against(Other::Baseline("Agreed")),
                absorbed: &[],
                weights: &[],
                skipped: 0,
                currency: "EUR",
                dates: &dates,
            };
            what_changes(&change, &found, whom).to_string()
        };
        assert_eq!(said(&project, For::Us), "Since “Agreed”: nothing moves.");
        project.plan.tasks[0].duration = Duration::working(8 * 480);
        project.plan.tasks[1].duration = Duration::working(480);
        project.plan.tasks.push(Task::new(TaskId(9), 0, "New", Duration::working(480)));
        assert_eq!(
            said(&project, For::Us),
            "Since “Agreed”: 1 task finishes later and 1 earlier, the finish moves 5 → 10 Jun, promise “The drawings” broken \
             by 3 d with 4 days of notice, costs €100 more."
        );
        assert_eq!(
            said(&project, For::Client),
            "Compared with how it was planned before: Design moves 5 → 10 Jun, “The drawings” comes 3 days after the \
             promised 5 Jun with 4 days of notice."
        );
        // What a step cost that is gone is not known.
        project.apply(PlanEdit::Remove { task: TaskId(4) }.into()).unwrap();
        assert!(said(&project, For::Us).ends_with("broken by 3 d with 4 days of notice."));
    }
}
