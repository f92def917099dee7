//! What should have begun by a day: the tasks to ask about when progress is entered.

use super::moves;
use crate::plan::{Moment, Plan, TaskId};
use crate::schedule::Schedule;
use crate::words::{self, Dates};

/// A task to report on.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub task: TaskId,
    pub name: String,
    /// Its days as scheduled.
    pub planned: String,
    pub percent: String,
    /// `should be done`, `should be under way`.
    pub expected: &'static str,
}

/// Unfinished steps that begin by `until` (an exclusive boundary), earliest first.
pub fn due(plan: &Plan, schedule: &Schedule, until: Moment, dates: &Dates) -> Vec<Row> {
    let mut rows: Vec<(Moment, usize)> = Vec::new();
    for (row, (task, at)) in plan.tasks.iter().zip(&schedule.rows).enumerate() {
        let open = !at.summary && !task.inactive && task.progress.actual_finish.is_none();
        if open && (at.start < until || task.progress.actual_start.is_some()) {
            rows.push((at.start, row));
        }
    }
    rows.sort_unstable();
    let line = |row: usize| {
        let (task, at) = (&plan.tasks[row], &schedule.rows[row]);
        Row {
            task: task.id,
            name: words::task_name(plan, task.id),
            planned: moves::range(dates, at.start, at.finish),
            percent: words::write_percent(task.progress.percent),
            expected: if at.finish <= until { "should be done" } else { "should be under way" },
        }
    };
    rows.into_iter().map(|(_, row)| line(row)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Duration, Task};
    use crate::schedule::schedule;
    use crate::words::Locale;

    #[test]
    fn what_should_have_begun_is_listed_earliest_first() {
        let mut plan = Plan::new(Moment::parse("2026-06-01").unwrap());
        for (id, name, days) in [(2, "Long", 10), (3, "Short", 2), (4, "Later", 1)] {
            plan.tasks.push(Task::new(TaskId(id), 0, name, Duration::working(days * 480)));
        }
        plan.tasks[2].constraint = Some(crate::plan::Constraint {
            kind: crate::plan::ConstraintKind::Snet,
            date: Moment::parse("2026-06-15").unwrap(),
        });
        let dates = Dates::new(Locale::default(), "2026-06-01".parse().unwrap());
        let rows = due(&plan, &schedule(&plan), Moment::parse("2026-06-04").unwrap(), &dates);
        let told: Vec<String> =
            rows.iter().map(|row| format!("{} {} {}", row.name, row.planned, row.expected)).collect();
        assert_eq!(told, ["Long 1–12 Jun should be under way", "Short 1–2 Jun should be done"]);
    }
}
