//! What a problem touches, where no scenario says what it does: the float left on its tasks, and the promises and client
//! dates that wait for them.

use super::{Style, promise_name};
use crate::analysis::{PromiseNow, downstream, promises};
use crate::plan::{Plan, TaskId};
use crate::project::{Problem, Project};
use crate::schedule::Schedule;
use crate::words::{self, DateForm};
use chrono::NaiveDate;
use std::collections::HashSet;

/// The reach of a problem in words.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Touched {
    /// Its tasks with their names; those gone from the plan say so.
    pub tasks: Vec<(TaskId, String)>,
    /// `2 d of float are left on them.`; nothing where it touches no task.
    pub float: String,
    /// Promises that wait for them: name with date, and how it stands.
    pub promises: Vec<(String, String)>,
    /// Milestones the client sees that wait for them, with their dates.
    pub dates: Vec<(String, String)>,
}

/// What `problem` reaches under the plan as it is.
pub fn touched(project: &Project, schedule: &Schedule, problem: &Problem, today: NaiveDate, style: &Style) -> Touched {
    let plan = &project.plan;
    let tasks: Vec<(TaskId, String)> =
        problem.tasks.iter().map(|task| (*task, words::task_name(plan, *task))).collect();
    let rows = downstream(plan, &problem.tasks);
    let reached = |task: TaskId| {
        let below = plan.position(task).map_or(0..0, |row| plan.subtree(row));
        below.clone().any(|row| rows.contains(&row))
    };
    let standing = promises(project, plan, schedule, today);
    let waits = |now: &&PromiseNow| now.delivered.is_none() && reached(now.task);
    let promise = |now: &PromiseNow| {
        let promise = project.promises.get(&now.id)?;
        Some((format!("{}, {}", promise_name(plan, promise), style.day(now.date)), stands(now, plan, style)))
    };
    Touched {
        tasks,
        float: float(plan, schedule, &problem.tasks, style),
        promises: standing.iter().filter(waits).filter_map(promise).collect(),
        dates: client_dates(plan, schedule, &rows, style),
    }
}

fn stands(now: &PromiseNow, plan: &Plan, style: &Style) -> String {
    match (now.is_broken(), now.late_by) {
        (true, _) if now.forecast.is_none() => "nothing in the plan delivers it".into(),
        (true, late) => format!("broken by {}", style.length(plan, late)),
        (false, 0) => "kept, with nothing in hand".into(),
        (false, room) => format!("kept, {} in hand", style.length(plan, room)),
    }
}

fn client_dates(plan: &Plan, schedule: &Schedule, rows: &HashSet<usize>, style: &Style) -> Vec<(String, String)> {
    let both = plan.tasks.iter().zip(&schedule.rows).enumerate();
    let seen = both.filter(|(row, (task, at))| {
        at.milestone && task.client_visible && rows.contains(row) && task.progress.actual_finish.is_none()
    });
    seen.map(|(_, (task, at))| (words::task_name(plan, task.id), style.dates.finish_day(at.finish, DateForm::Short)))
        .collect()
}

fn float(plan: &Plan, schedule: &Schedule, tasks: &[TaskId], style: &Style) -> String {
    let rows = tasks.iter().filter_map(|task| schedule.rows.get(plan.position(*task)?));
    match rows.map(|at| at.total_float).min() {
        None => String::new(),
        Some(0) => "No float is left: every day here moves what comes after.".into(),
        Some(less) if less < 0 => format!("It is {} too late already.", style.length(plan, less)),
        Some(left) => format!(
            "{} of float left before something that was promised or the finish moves.",
            style.length(plan, left)
        ),
    }
}
