//! Baselines against now: a row a task, in words, with its slip. What moved is found by the same walk that compares
//! scenarios and versions ([`crate::analysis::moves`]).

use crate::analysis::{Moved, moves};
use crate::plan::{Duration, Moment, Plan, TaskId};
use crate::project::{Baseline, BaselineDates, BaselineId, Project};
use crate::schedule::{Schedule, TaskSchedule, WorkingTime};
use crate::words::{self, DateForm, Dates};
use std::collections::HashMap;

/// One task against one baseline.
#[derive(Clone, Debug, Default, PartialEq)]
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
    let said = Said { plan: &project.plan, dates };
    let known: Vec<(TaskId, BaselineDates)> = baseline.tasks.iter().map(|(id, dates)| (*id, *dates)).collect();
    let moved = moves(&said.time(), &known, &schedule.rows);
    let by_task: HashMap<TaskId, &Moved> = moved.iter().map(|moved| (moved.id, moved)).collect();
    let there = project.plan.tasks.iter().zip(&schedule.rows).map(|(task, now)| {
        let name = words::task_name(&project.plan, task.id);
        let row = by_task.get(&task.id).map_or_else(|| said.still(now), |moved| said.row(moved));
        Row { level: task.level, task: Some(task.id), name, ..row }
    });
    let gone = moved.iter().filter(|moved| moved.now.is_none());
    let gone = gone.map(|moved| Row { name: format!("Task {}", moved.id.0), ..said.row(moved) });
    there.chain(gone).collect()
}

/// One task against every baseline that knows it, the newest first.
pub fn of_task(project: &Project, schedule: &Schedule, task: TaskId, dates: &Dates) -> Vec<Row> {
    let Some(now) = schedule.rows.iter().find(|row| row.id == task) else { return Vec::new() };
    let said = Said { plan: &project.plan, dates };
    let time = said.time();
    let row = |baseline: &Baseline| {
        let then = [(task, *baseline.tasks.get(&task)?)];
        let moved = moves(&time, &then, std::slice::from_ref(now));
        let row = moved.first().map_or_else(|| said.still(now), |moved| said.row(moved));
        Some(Row { task: Some(task), name: baseline.name.clone(), ..row })
    };
    project.baselines.values().rev().filter_map(row).collect()
}

struct Said<'a> {
    plan: &'a Plan,
    dates: &'a Dates,
}

impl Said<'_> {
    fn time(&self) -> WorkingTime {
        WorkingTime::of(self.plan, self.plan.settings.calendar)
    }

    /// A task that did not move.
    fn still(&self, now: &TaskSchedule) -> Row {
        let range = self.range((now.start, now.finish));
        let difference = self.difference(0, 0);
        Row { then: range.clone(), now: range, difference, ..Row::default() }
    }

    fn row(&self, moved: &Moved) -> Row {
        let difference = match (moved.then, moved.now) {
            (None, _) => "new since".to_owned(),
            (_, None) => "no longer in the plan".to_owned(),
            _ => self.difference(moved.slip, moved.start_slip),
        };
        let range = |dates: Option<(Moment, Moment)>| dates.map(|dates| self.range(dates)).unwrap_or_default();
        Row {
            then: range(moved.then),
            now: range(moved.now),
            difference,
            slip: moved.slip,
            start_slip: moved.start_slip,
            ..Row::default()
        }
    }

    fn range(&self, (start, finish): (Moment, Moment)) -> String {
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
