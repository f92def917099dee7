//! How much each of several edits matters: what would be otherwise without it, found by rescheduling without it. Edits of
//! the same thing are one change, and weigh together.

use super::cost::plan_cost;
use super::promises::{PromiseNow, promises_by};
use super::what_changes::changes;
use crate::edit::{PlanEdit, TaskField};
use crate::plan::{Moment, Plan};
use crate::project::Project;
use crate::schedule::{Change, Engine, Schedule, WorkingTime, schedule_within};

/// What an edit weighs: the first that differs counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Weight {
    /// Working minutes by which the finish and the promises would come otherwise without it.
    outcome: i64,
    /// The same of the edit alone, where nothing would be otherwise without it: two that do the same.
    alone: i64,
    /// How many tasks would be on other dates.
    moved: usize,
    /// The difference in cost, in the currency's smallest unit.
    cost: i64,
}

/// What weighing may cost, in edits times tasks: when the plan is at rest, and at each move of a pointer.
pub const AT_REST: u64 = 200_000;
pub const LIVE: u64 = 2_000;

/// A promise that nothing delivers any more is as late as this, a working year.
const NEVER: i64 = 260 * 480;

/// What each edit weighs, in their order, all of them made on the project's plan. Nothing for a single one, or where it
/// would cost more than `purse`: then the order they were made in stands.
pub fn weights(project: &Project, edits: &[&PlanEdit], purse: u64) -> Vec<Weight> {
    let groups = changes(&project.plan, edits);
    let price = groups.len() as u64 * project.plan.tasks.len().max(1) as u64;
    if groups.len() < 2 || price > purse {
        return Vec::new();
    }
    let scale = Scale::of(project);
    let made = |wanted: &dyn Fn(usize) -> bool| {
        let mut plan = project.plan.clone();
        for (_, edit) in edits.iter().enumerate().filter(|(at, _)| wanted(*at)) {
            // What leans on an edit that is left out is refused, and goes with it.
            let _refused = plan.apply((*edit).clone());
        }
        plan
    };
    let all = made(&|_| true);
    let engine = Engine::within(&all, &scale.bounds);
    let whole = engine.schedule();
    let mut found = vec![Weight::default(); edits.len()];
    for group in &groups {
        let weight = match shorter_way(project, edits, group) {
            Some(change) => scale.between((&all, &engine.preview(&[change])), (&all, &whole)),
            None => {
                let without = made(&|at| !group.contains(&at));
                let schedule = schedule_within(&without, &scale.bounds);
                scale.between((&without, &schedule), (&all, &whole))
            }
        };
        let alone = if weight.outcome == 0 { scale.alone(&made(&|at| group.contains(&at))) } else { 0 };
        group.iter().for_each(|at| found[*at] = Weight { alone, ..weight });
    }
    found
}

/// What each edit weighs while the last of them is dragged in `plan`, between two schedules of it: by rescheduling where
/// that is quick. In a large plan the others weigh what they did `at_rest`, and what is dragged weighs what lies between
/// those two.
pub fn weights_while_dragged(
    project: &Project,
    edits: &[&PlanEdit],
    at_rest: &[Weight],
    plan: &Plan,
    (before, after): (&Schedule, &Schedule),
) -> Vec<Weight> {
    let found = weights(project, edits, LIVE);
    if !found.is_empty() {
        return found;
    }
    let mut all = at_rest.to_vec();
    all.resize(edits.len().saturating_sub(1), Weight::default());
    all.push(Scale::of(project).between((plan, before), (plan, after)));
    all
}

/// New lengths of a task are taken back in the compiled network: the plan need not be made anew.
fn shorter_way(project: &Project, edits: &[&PlanEdit], group: &[usize]) -> Option<Change> {
    let mut found = None;
    for at in group {
        let PlanEdit::Set { task, field: TaskField::Duration(_) } = edits[*at] else { return None };
        found = Some(Change::Duration(*task, project.plan.task(*task)?.duration));
    }
    found
}

struct Scale<'a> {
    project: &'a Project,
    time: WorkingTime,
    bounds: Vec<crate::schedule::LateBound>,
}

impl Scale<'_> {
    fn of(project: &Project) -> Scale<'_> {
        let time = WorkingTime::of(&project.plan, project.plan.settings.calendar);
        Scale { project, time, bounds: project.promised() }
    }

    fn between(&self, then: (&Plan, &Schedule), now: (&Plan, &Schedule)) -> Weight {
        let moved = super::moves(&self.time, &then.1.rows, &now.1.rows);
        Weight {
            outcome: self.outcome(then, now),
            alone: 0,
            moved: moved.iter().filter(|one| !one.summary).count(),
            cost: plan_cost(now.0, now.1).minus(plan_cost(then.0, then.1)).0.saturating_abs(),
        }
    }

    fn alone(&self, plan: &Plan) -> i64 {
        let (then, now) = (schedule_within(&self.project.plan, &[]), schedule_within(plan, &[]));
        self.outcome((&self.project.plan, &then), (plan, &now))
    }

    fn outcome(&self, then: (&Plan, &Schedule), now: (&Plan, &Schedule)) -> i64 {
        let finish = self.apart(then.1.finish, now.1.finish);
        let day = self.project.plan.settings.start.date();
        let promised = |(plan, schedule)| promises_by(&self.time, self.project, plan, schedule, day);
        let pairs = promised(then).into_iter().zip(promised(now));
        finish + pairs.map(|(then, now)| (late(&then) - late(&now)).abs()).sum::<i64>()
    }

    /// Working minutes between two finishes; never nothing where they differ.
    fn apart(&self, a: Moment, b: Moment) -> i64 {
        let minutes = i64::from(self.time.work(a, b)).abs();
        if a == b { 0 } else { minutes.max(1) }
    }
}

/// How late it comes; kept with more or less room is kept.
fn late(promise: &PromiseNow) -> i64 {
    if promise.forecast.is_none() { NEVER } else { i64::from(promise.late_by).max(0) }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{DependencyKey, DependencyKind, Duration, Lag, Task, TaskId};

    fn takes(task: u32, days: i32) -> PlanEdit {
        PlanEdit::Set { task: TaskId(task), field: TaskField::Duration(Duration::working(days * 480)) }
    }

    /// A 3 d before B 5 d, beside C 4 d; what each edit weighs in days, alone after the stroke.
    #[track_caller]
    fn check(edits: &[PlanEdit], expected: &[&str]) {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        for (id, days) in [(2, 3), (3, 5), (4, 4)] {
            project.plan.tasks.push(Task::new(TaskId(id), 0, "", Duration::working(days * 480)));
        }
        let key = DependencyKey { predecessor: TaskId(2), successor: TaskId(3), kind: DependencyKind::FS };
        project.plan.dependencies.insert(key, Lag::default());
        let edits: Vec<&PlanEdit> = edits.iter().collect();
        let found = weights(&project, &edits, AT_REST);
        let said: Vec<String> =
            found.iter().map(|one| format!("{}/{} {}", one.outcome / 480, one.alone / 480, one.moved)).collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn an_edit_weighs_what_would_be_otherwise_without_it() {
        check(&[takes(4, 5), takes(4, 6), takes(3, 9)], &["0/0 1", "0/0 1", "4/0 1"]);
        // Each would be enough.
        check(&[takes(4, 12), takes(3, 9)], &["0/4 1", "0/4 1"]);
        let dropped = PlanEdit::Remove { task: TaskId(3) };
        check(&[takes(4, 5), dropped], &["1/0 1", "3/0 1"]);
        check(&[takes(4, 5)], &[]);
    }
}
