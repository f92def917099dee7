//! What can be held: promised tasks first, then those with a deadline, then the other milestones still to come.

use crate::plan::{Moment, TaskId};
use crate::project::{Project, Promise};
use crate::schedule::Schedule;
use crate::words::task_name;
use chrono::NaiveDate;
use std::collections::HashSet;

/// Something with a day to be held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    pub task: TaskId,
    pub name: String,
    /// The day it was promised or is due for.
    pub day: Option<NaiveDate>,
    /// It comes after that day.
    pub short: bool,
}

/// Every promised task, deadline and milestone that is not finished, each once.
pub fn targets(project: &Project, schedule: &Schedule) -> Vec<Target> {
    let plan = &project.plan;
    let mut seen = HashSet::new();
    let promised = project.promises.values().filter(|promise| promise.is_open());
    let promised = promised.filter_map(|promise: &Promise| Some((promise.task, promise.date()?)));
    let due = plan.tasks.iter().filter_map(|task| Some((task.id, task.deadline?.date_as_finish())));
    let milestones = plan
        .tasks
        .iter()
        .enumerate()
        .filter(|(row, task)| !plan.is_summary(*row) && (task.milestone || task.duration.minutes == 0));
    let dated = promised.chain(due).map(|(task, day)| (task, Some(day)));
    let all = dated.chain(milestones.map(|(_, task)| (task.id, None)));
    let open = |id: TaskId| plan.task(id).is_some_and(|task| task.progress.actual_finish.is_none() && !task.inactive);
    let all = all.filter(|(task, _)| open(*task) && seen.insert(*task));
    let done = |id: TaskId| plan.position(id).and_then(|row| schedule.rows.get(row)).map(|at| at.finish);
    let short = |task, day: Option<NaiveDate>| done(task).zip(day).is_some_and(|(at, day)| at > Moment::end_of(day));
    all.map(|(task, day)| Target { task, name: task_name(plan, task), day, short: short(task, day) }).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Duration, Task};
    use crate::project::{PromiseId, Saying};

    #[test]
    fn promises_come_first_then_deadlines_then_milestones_and_nothing_finished() {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        for (id, name, days) in [(2, "Design", 5), (3, "Agreed", 0), (4, "Live", 0), (5, "Old", 0)] {
            project.plan.tasks.push(Task::new(TaskId(id), 0, name, Duration::working(days * 480)));
        }
        project.plan.tasks[0].deadline = Moment::parse("2026-06-13");
        project.plan.tasks[3].progress.actual_finish = Moment::parse("2026-06-01");
        let date = "2026-06-12".parse().unwrap();
        let promise = Promise { sayings: vec![Saying::new(date, date)], ..Promise::new(PromiseId(20), TaskId(4)) };
        project.promises.insert(promise.id, promise);
        let told: Vec<String> = targets(&project, &project.schedule())
            .into_iter()
            .map(|one| {
                let day = one.day.map(|day| day.to_string()).unwrap_or_default();
                format!("{} {day}{}", one.name, if one.short { " short" } else { "" })
            })
            .collect();
        assert_eq!(told, ["Live 2026-06-12", "Design 2026-06-12", "Agreed "]);
    }
}
