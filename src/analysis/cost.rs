//! What the plan comes to in money: forecast = actual + what remains.
//!
//! A task without an actual cost comes to its fixed cost and its rate for its whole duration. With one, it comes to the
//! actual, the rate for what remains, and the fixed cost only where nothing was spent yet. A finished task comes to its
//! actual cost, else to what was planned. A summary comes to its parts and its own fixed cost. Inactive tasks cost
//! nothing. A day is the plan's working day; of elapsed durations, a day of the calendar.

use super::effective::edited;
use crate::edit::PlanEdit;
use crate::plan::{HoursSettings, Money, Plan, Task, TaskId};
use crate::schedule::{Schedule, TaskSchedule};

/// What the task in `row` comes to; nothing for a row that is not there.
pub fn task_cost(plan: &Plan, row: usize, schedule: &Schedule) -> Money {
    let dropped = inactive_rows(plan);
    let rows = plan.subtree(row).filter(|row| !is_dropped(dropped.as_deref(), *row));
    rows.map(|row| own_cost(plan, row, schedule)).fold(Money::ZERO, Money::plus)
}

/// What the whole plan comes to.
pub fn plan_cost(plan: &Plan, schedule: &Schedule) -> Money {
    survey(plan, schedule).1
}

/// Which rows are out of the network (`None` when none is), and what the whole plan comes to: both in one walk, for a
/// walk over ten thousand tasks is what a comparison costs.
pub(super) fn survey(plan: &Plan, schedule: &Schedule) -> (Option<Vec<bool>>, Money) {
    let (mut inactive, mut cost) = (Inactive::default(), Money::ZERO);
    let mut dropped: Option<Vec<bool>> = None;
    for (row, task) in plan.tasks.iter().enumerate() {
        let out = inactive.holds(task);
        if out {
            let rows = dropped.get_or_insert_with(|| vec![false; plan.tasks.len()]);
            rows[row] = true;
        } else if task.cost.is_some() {
            cost = cost.plus(own_cost(plan, row, schedule));
        }
    }
    (dropped, cost)
}

/// What every row comes to, in order: one walk, for a column.
pub fn costs(plan: &Plan, schedule: &Schedule) -> Vec<Money> {
    let (dropped, parents) = (inactive_rows(plan), plan.parents());
    let mut all = vec![Money::ZERO; plan.tasks.len()];
    for row in (0..plan.tasks.len()).rev().filter(|row| !is_dropped(dropped.as_deref(), *row)) {
        all[row] = all[row].plus(own_cost(plan, row, schedule));
        if let Some(parent) = parents[row] {
            all[parent] = all[parent].plus(all[row]);
        }
    }
    all
}

/// How much more the plan comes to by an edit that `schedule` has already and `plan` has not: a gesture that lasts.
pub(super) fn cost_of_preview(plan: &Plan, schedule: &Schedule, edit: &PlanEdit) -> Money {
    let hours = &plan.settings.hours;
    let more = |task: TaskId| {
        let row = plan.position(task)?;
        let (at, summary) = (schedule.rows.get(row)?, plan.is_summary(row));
        let mut new = plan.tasks[row].clone();
        set_all(edit, &mut new);
        Some(cost(&new, at, summary, hours).minus(cost(&plan.tasks[row], at, summary, hours)))
    };
    edited([edit]).into_iter().filter_map(more).fold(Money::ZERO, Money::plus)
}

/// A length and what is left of it, set together, are read together.
fn set_all(edit: &PlanEdit, new: &mut Task) {
    match edit {
        PlanEdit::Set { task, field } if *task == new.id => drop(field.clone().swap(new)),
        PlanEdit::Batch(edits) => edits.iter().for_each(|edit| set_all(edit, new)),
        _ => {}
    }
}

fn own_cost(plan: &Plan, row: usize, schedule: &Schedule) -> Money {
    match (plan.tasks.get(row), schedule.rows.get(row)) {
        (Some(task), Some(at)) => cost(task, at, plan.is_summary(row), &plan.settings.hours),
        _ => Money::ZERO,
    }
}

fn cost(task: &Task, at: &TaskSchedule, summary: bool, hours: &HoursSettings) -> Money {
    let Some(cost) = task.cost.as_deref() else { return Money::ZERO };
    let day = if task.duration.elapsed { 1440 } else { hours.minutes_per_day };
    let finished = task.progress.actual_finish.is_some();
    let rate = |minutes: i32| if summary { Money::ZERO } else { cost.per_day.for_work(minutes, day) };
    match cost.actual {
        None => cost.fixed.plus(rate(length(task, at))),
        Some(actual) if finished => actual,
        Some(actual) => {
            let fixed = if actual == Money::ZERO { cost.fixed } else { Money::ZERO };
            actual.plus(rate(remaining(task, at))).plus(fixed)
        }
    }
}

/// The whole of it. Before it begins the schedule's, which is ahead of the plan while something is dragged; after that
/// the typed one, for the time from start to finish may hold waits.
fn length(task: &Task, at: &TaskSchedule) -> i32 {
    let held = task.manual.is_none() && task.progress.actual_start.is_some();
    if held { task.duration.minutes } else { at.duration }
}

fn remaining(task: &Task, at: &TaskSchedule) -> i32 {
    let left = i64::from(length(task, at)) * i64::from(100_u8.saturating_sub(task.progress.percent)) / 100;
    task.progress.remaining.unwrap_or(left as i32)
}

/// Walks an outline and knows what is out of the network, by itself or by a summary above.
#[derive(Default)]
struct Inactive {
    /// The level of the inactive summary it is inside of.
    above: Option<u16>,
}

impl Inactive {
    fn holds(&mut self, task: &Task) -> bool {
        if self.above.is_some_and(|above| task.level <= above) {
            self.above = None;
        }
        if self.above.is_none() && task.inactive {
            self.above = Some(task.level);
        }
        self.above.is_some()
    }
}

/// Which rows are out of the network; `None` when none is.
fn inactive_rows(plan: &Plan) -> Option<Vec<bool>> {
    let mut inactive = Inactive::default();
    let any = plan.tasks.iter().any(|task| task.inactive);
    any.then(|| plan.tasks.iter().map(|task| inactive.holds(task)).collect())
}

pub(super) fn is_dropped(dropped: Option<&[bool]>, row: usize) -> bool {
    dropped.is_some_and(|dropped| dropped.get(row).copied().unwrap_or(false))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::edit::TaskField;
    use crate::plan::{Duration, Moment, Progress, TaskCost};
    use crate::schedule::schedule;

    /// Phase (fixed 100) over Design 5 d at 10 a day and 50 fixed, and Build 4 d at 20 a day. In whole units.
    fn plan() -> Plan {
        let mut plan = Plan::new(Moment::parse("2026-06-01").unwrap());
        let costs = [(0, "Phase", 0, 100, 7), (1, "Design", 5, 50, 10), (1, "Build", 4, 0, 20)];
        for (id, (level, name, days, fixed, per_day)) in (2..).zip(costs) {
            let mut task = Task::new(TaskId(id), level, name, Duration::working(days * 480));
            task.cost =
                Some(Box::new(TaskCost { fixed: Money(fixed * 100), per_day: Money(per_day * 100), actual: None }));
            plan.tasks.push(task);
        }
        plan
    }

    fn check(plan: &Plan, expected: [i64; 3]) {
        let schedule = schedule(plan);
        let rows: Vec<i64> = (0..3).map(|row| task_cost(plan, row, &schedule).0 / 100).collect();
        assert_eq!(rows, expected);
        assert_eq!(costs(plan, &schedule).iter().map(|cost| cost.0 / 100).collect::<Vec<_>>(), expected);
        assert_eq!(plan_cost(plan, &schedule).0 / 100, expected[0]);
    }

    #[test]
    fn a_forecast_is_what_was_spent_and_what_remains() {
        let mut plan = plan();
        check(&plan, [280, 100, 80]);
        let at = |text| Moment::parse(text);
        let begun = Progress { actual_start: at("2026-06-01T08:00"), percent: 40, ..Progress::default() };
        plan.tasks[1].progress = begun;
        check(&plan, [280, 100, 80]);
        plan.tasks[1].cost.as_mut().unwrap().actual = Some(Money(9_000));
        check(&plan, [300, 120, 80]);
        plan.tasks[1].cost.as_mut().unwrap().actual = Some(Money::ZERO);
        check(&plan, [260, 80, 80]);
        plan.tasks[1].progress = Progress { actual_finish: at("2026-06-04T17:00"), percent: 100, ..begun };
        plan.tasks[1].cost.as_mut().unwrap().actual = Some(Money(7_700));
        check(&plan, [257, 77, 80]);
        plan.tasks[1].inactive = true;
        check(&plan, [180, 0, 80]);
        plan.tasks[0].inactive = true;
        check(&plan, [0, 0, 0]);
    }

    #[test]
    fn what_is_dragged_costs_what_it_will_cost() {
        let mut plan = plan();
        let progress = Progress { actual_start: Moment::parse("2026-06-01T08:00"), percent: 40, ..Progress::default() };
        plan.tasks[1].progress = progress;
        plan.tasks[1].cost.as_mut().unwrap().actual = Some(Money(9_000));
        let set = |task, field| PlanEdit::Set { task: TaskId(task), field };
        let longer = |task, days: i32| set(task, TaskField::Duration(Duration::working(days * 480)));
        let left = TaskField::Progress(Progress { percent: 20, remaining: Some(8 * 480), ..progress });
        for edit in [longer(4, 9), longer(2, 9), PlanEdit::Batch(vec![longer(3, 10), set(3, left)])] {
            let mut after = plan.clone();
            after.apply(edit.clone()).unwrap();
            let dates = schedule(&after);
            let previewed = plan_cost(&plan, &dates).plus(cost_of_preview(&plan, &dates, &edit));
            assert_eq!(previewed, plan_cost(&after, &dates), "{edit:?}");
        }
    }
}
