//! Baselines against now: a row a task, in words, with its slip.

use crate::plan::{Duration, Moment, Plan, TaskId};
use crate::project::{Baseline, BaselineDates, BaselineId, Project};
use crate::schedule::{Schedule, TaskSchedule, WorkingTime};
use crate::words::{self, DateForm, Dates};
use std::collections::HashMap;

/// One task against one baseline.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub task: Option<TaskId>,
    /// The task's name, or the baseline's in a list about one task.
    pub name: String,
    /// Its range in the baseline and now.
    pub then: String,
    pub now: String,
    /// `3d later`, `1d earlier`, `as planned`, `new since`, `no longer in the plan`.
    pub difference: String,
    /// How much later it finishes, in working minutes of the plan's calendar; negative is earlier.
    pub slip: i32,
    /// How much later it starts.
    pub start_slip: i32,
    pub level: u16,
}

impl Row {
    /// True when anything differs: moved, new, or gone.
    pub fn differs(&self) -> bool {
        self.slip != 0 || self.start_slip != 0 || self.then.is_empty() || self.now.is_empty()
    }
}

/// A baseline against the schedule: every task of either, in outline order, those gone from the plan last.
pub fn against(project: &Project, schedule: &Schedule, id: BaselineId, dates: &Dates) -> Vec<Row> {
    let Some(baseline) = project.baselines.get(&id) else { return Vec::new() };
    let measure = Measure::new(&project.plan, dates);
    let mut gone: HashMap<TaskId, BaselineDates> = baseline.tasks.iter().map(|(id, dates)| (*id, *dates)).collect();
    let mut rows: Vec<Row> = Vec::with_capacity(project.plan.tasks.len());
    for (task, now) in project.plan.tasks.iter().zip(&schedule.rows) {
        let then = gone.remove(&task.id);
        let name = words::task_name(&project.plan, task.id);
        rows.push(Row { level: task.level, ..measure.row(Some(task.id), name, then, Some(now)) });
    }
    let mut gone: Vec<(TaskId, BaselineDates)> = gone.into_iter().collect();
    gone.sort_by_key(|(id, _)| *id);
    rows.extend(gone.into_iter().map(|(id, then)| measure.row(None, format!("Task {}", id.0), Some(then), None)));
    rows
}

/// One task against every baseline that knows it, the newest first.
pub fn of_task(project: &Project, schedule: &Schedule, task: TaskId, dates: &Dates) -> Vec<Row> {
    let Some(now) = schedule.rows.iter().find(|row| row.id == task) else { return Vec::new() };
    let measure = Measure::new(&project.plan, dates);
    let known = |baseline: &Baseline| baseline.tasks.get(&task).copied();
    let row = |baseline: &Baseline| measure.row(Some(task), baseline.name.clone(), known(baseline), Some(now));
    project.baselines.values().rev().filter(|baseline| known(baseline).is_some()).map(row).collect()
}

struct Measure<'a> {
    plan: &'a Plan,
    dates: &'a Dates,
    time: WorkingTime,
}

impl<'a> Measure<'a> {
    fn new(plan: &'a Plan, dates: &'a Dates) -> Measure<'a> {
        Measure { plan, dates, time: WorkingTime::of(plan, plan.settings.calendar) }
    }

    fn row(&self, task: Option<TaskId>, name: String, then: Option<BaselineDates>, now: Option<&TaskSchedule>) -> Row {
        let slip = |then: Moment, now: Moment| self.time.work(then, now);
        let (slip, start_slip) = match (then, now) {
            (Some(then), Some(now)) => (slip(then.finish, now.finish), slip(then.start, now.start)),
            _ => (0, 0),
        };
        let difference = match (then, now) {
            (None, _) => "new since".to_owned(),
            (_, None) => "no longer in the plan".to_owned(),
            _ => self.difference(slip, start_slip),
        };
        let range = |start, finish| self.range(start, finish);
        Row {
            task,
            name,
            then: then.map(|dates| range(dates.start, dates.finish)).unwrap_or_default(),
            now: now.map(|dates| range(dates.start, dates.finish)).unwrap_or_default(),
            difference,
            slip,
            start_slip,
            level: 0,
        }
    }

    fn range(&self, start: Moment, finish: Moment) -> String {
        match start == finish {
            true => self.dates.start_day(start, DateForm::Short),
            false => self.dates.range(start, finish),
        }
    }

    fn difference(&self, slip: i32, start_slip: i32) -> String {
        let length = |minutes: i32| {
            let length = Duration::working(minutes.saturating_abs());
            words::write_duration(length, &self.plan.settings.hours, self.dates.locale)
        };
        match (slip, start_slip) {
            (0, 0) => "as planned".into(),
            (0, late) if late > 0 => format!("starts {} later", length(late)),
            (0, early) => format!("starts {} earlier", length(early)),
            (late, _) if late > 0 => format!("{} later", length(late)),
            (early, _) => format!("{} earlier", length(early)),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::edit::{PlanEdit, TaskField};
    use crate::plan::{Task, Unit};
    use crate::prepare;
    use crate::schedule::schedule;
    use crate::words::Locale;

    #[test]
    fn a_baseline_beside_now_tells_slips_gains_and_what_is_new() {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        for (id, name, days) in [(2, "Design", 5), (3, "Build", 5), (4, "Gone", 1), (5, "Same", 1)] {
            project.plan.tasks.push(Task::new(TaskId(id), 0, name, Duration::working(days * 480)));
        }
        let today = "2026-06-01".parse().unwrap();
        let (id, edit) = prepare::set_baseline(&project, &schedule(&project.plan), "First", today);
        project.apply(edit).unwrap();
        let length = |days| Duration { minutes: days * 480, unit: Unit::Day, elapsed: false, estimated: false };
        for (task, days) in [(2, 8), (3, 3)] {
            let edit = PlanEdit::Set { task: TaskId(task), field: TaskField::Duration(length(days)) };
            project.apply(edit.into()).unwrap();
        }
        project.apply(PlanEdit::Remove { task: TaskId(4) }.into()).unwrap();
        project.plan.tasks.push(Task::new(TaskId(9), 0, "New", length(1)));
        let dates = Dates::new(Locale::default(), today);
        let rows = against(&project, &schedule(&project.plan), id, &dates);
        let told: Vec<String> =
            rows.iter().map(|row| format!("{}: {} | {} | {}", row.name, row.then, row.now, row.difference)).collect();
        assert_eq!(
            told,
            [
                "Design: 1–5 Jun | 1–10 Jun | 3d later",
                "Build: 1–5 Jun | 1–3 Jun | 2d earlier",
                "Same: 1 Jun | 1 Jun | as planned",
                "New:  | 1 Jun | new since",
                "Task 4: 1 Jun |  | no longer in the plan",
            ]
        );
        assert_eq!(rows.iter().filter(|row| row.differs()).count(), 4);
        assert_eq!(of_task(&project, &schedule(&project.plan), TaskId(2), &dates)[0].difference, "3d later");
    }
}
