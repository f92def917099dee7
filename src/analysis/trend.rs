//! The milestone trend: for each milestone, the day it was planned for as seen from each day somebody looked. It grows
//! from baselines, the status of each date, sent reports, and today.

use crate::plan::TaskId;
use crate::project::Project;
use crate::schedule::{Schedule, TaskSchedule};
use chrono::NaiveDate;
use std::collections::{BTreeMap, HashSet};

/// The line of one milestone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendLine {
    pub task: TaskId,
    /// By the day of the report.
    pub points: Vec<TrendPoint>,
}

/// Where a milestone stood as seen from one day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrendPoint {
    pub on: NaiveDate,
    pub planned: NaiveDate,
    /// Why it moved since the point before, where somebody said so.
    pub reason: String,
    /// Somebody looked that day; else it is how things stand today.
    pub update: bool,
}

/// Open and finished milestones that were promised, that the client sees, or that were looked at; in outline order.
pub fn trend(project: &Project, schedule: &Schedule, today: NaiveDate) -> Vec<TrendLine> {
    let wanted = wanted(project, schedule);
    let mut points: BTreeMap<TaskId, BTreeMap<NaiveDate, TrendPoint>> = BTreeMap::new();
    let mut add = |task, on, planned, reason: &str| {
        let point = TrendPoint { on, planned, reason: reason.to_owned(), update: true };
        points.entry(task).or_default().insert(on, point);
    };
    // Baselines and reports know of every step.
    for baseline in project.baselines.values() {
        for (task, dates) in baseline.tasks.iter().filter(|(task, _)| wanted.contains(task)) {
            add(*task, baseline.set_on, day(dates.start, dates.finish), "");
        }
    }
    for sent in project.reports.values().filter_map(|report| report.sent.as_ref()) {
        for step in sent.steps.iter().filter(|step| wanted.contains(&step.task)) {
            add(step.task, sent.on, day(step.start, step.finish), "");
        }
    }
    for (on, standing) in &project.record.standings {
        for line in &standing.lines {
            add(line.task, *on, line.finish.date_as_finish(), &line.reason);
        }
    }
    let rows = schedule.rows.iter().zip(&project.plan.tasks).filter(|(at, _)| wanted.contains(&at.id));
    rows.map(|(at, task)| {
        let mut points = points.remove(&at.id).unwrap_or_default();
        let finished = task.progress.actual_finish.is_some();
        let planned = at.last_day();
        // What is done stands still: its last point is the day it was done.
        let on = if finished { planned.min(today) } else { today };
        points.retain(|seen, _| *seen <= on);
        let settled = points.last_key_value().is_some_and(|(last, point)| *last >= on && point.planned == planned);
        if !settled && (!finished || points.last_key_value().is_none_or(|(last, _)| *last <= on)) {
            let here = points.entry(on).or_insert(TrendPoint { on, planned, reason: String::new(), update: false });
            here.planned = planned;
        }
        TrendLine { task: at.id, points: points.into_values().collect() }
    })
    .collect()
}

fn day(start: crate::plan::Moment, finish: crate::plan::Moment) -> NaiveDate {
    if start == finish { start.date() } else { finish.date_as_finish() }
}

fn wanted(project: &Project, schedule: &Schedule) -> HashSet<TaskId> {
    let rows = project.plan.tasks.iter().zip(&schedule.rows);
    let seen = rows.filter(|(task, at)| at.milestone && task.client_visible && !task.inactive).map(|(task, _)| task.id);
    let mut wanted: HashSet<TaskId> = seen.collect();
    wanted.extend(project.promises.values().map(|promise| promise.task));
    let lines = project.record.standings.values().flat_map(|standing| &standing.lines);
    wanted.extend(lines.map(|line| line.task));
    wanted
}

/// How many updates running a milestone has been put later, counted back from the last one; today counts where it is later
/// still.
pub fn drift(line: &TrendLine) -> usize {
    let mut days: Vec<NaiveDate> = Vec::new();
    for point in &line.points {
        if point.update || days.last().is_some_and(|last| point.planned > *last) {
            days.push(point.planned);
        }
    }
    days.windows(2).rev().take_while(|pair| pair[1] > pair[0]).count()
}

/// Milestones whose dates and float a status keeps: those the trend draws.
pub fn kept_by_status<'a>(project: &Project, schedule: &'a Schedule) -> Vec<&'a TaskSchedule> {
    let wanted = wanted(project, schedule);
    schedule.rows.iter().filter(|at| wanted.contains(&at.id)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Duration, Moment, Task};
    use crate::project::record::{Standing, StandingLine};

    #[test]
    fn a_milestone_drifts_when_it_is_later_update_by_update() {
        let day = |n: u32| NaiveDate::from_ymd_opt(2026, 6, n).unwrap();
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        let mut task = Task::new(TaskId(2), 0, "Live", Duration::working(10 * 480));
        (task.client_visible, task.milestone) = (true, true);
        project.plan.tasks.push(task);
        for (on, finish) in [(1, 8), (3, 9), (5, 10)] {
            let line = StandingLine {
                task: TaskId(2),
                finish: Moment::end_of(day(finish)),
                float: None,
                reason: String::new(),
            };
            project.record.standings.insert(day(on), Standing { lines: vec![line] });
        }
        let lines = trend(&project, &project.schedule(), day(6));
        let shown: Vec<String> = lines[0]
            .points
            .iter()
            .map(|point| format!("{} {}", point.on.format("%d"), point.planned.format("%d")))
            .collect();
        assert_eq!(shown, ["01 08", "03 09", "05 10", "06 12"]);
        assert_eq!(drift(&lines[0]), 3);
        assert_eq!(drift(&TrendLine { task: TaskId(2), points: Vec::new() }), 0);
    }
}
