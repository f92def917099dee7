//! Progress as people enter it: a percentage, what is left, actual dates, *done*. Each keeps the others consistent.

use super::outline::subtrees;
use super::{active_leaves, batch, working_time};
use crate::edit::{PlanEdit, TaskField};
use crate::plan::{Moment, Plan, Progress, Task, TaskId};
use crate::schedule::{Schedule, TaskSchedule, WorkingTime};

/// Enters how much of a task is done. The first percent records the start shown before it as actual start, at the latest
/// the status date; 100 sets the actual finish; 0 takes all progress back. Of a summary, the work of the steps below it
/// is done in the order they start.
pub fn enter_percent(plan: &Plan, schedule: &Schedule, task: TaskId, percent: u8) -> Option<PlanEdit> {
    let leaves = active_leaves(plan, task);
    let rows = Rows { plan, schedule };
    let row = plan.position(task)?;
    if leaves.first() == Some(&row) {
        return rows.set(row, |done| done.percent(percent));
    }
    let mut leaves: Vec<(Moment, usize, i64)> = leaves
        .into_iter()
        .filter_map(|row| {
            Some((schedule.rows.get(row)?.start, row, i64::from(plan.tasks[row].duration.minutes.max(0))))
        })
        .collect();
    leaves.sort();
    let total: i64 = leaves.iter().map(|(_, _, minutes)| minutes).sum();
    let mut left = total * i64::from(percent.min(100)) / 100;
    let mut edits = Vec::new();
    for (_, row, minutes) in leaves {
        let mine = left.clamp(0, minutes);
        let share = match minutes {
            0 if percent >= 100 || left > 0 => 100,
            0 => 0,
            _ => mine * 100 / minutes,
        };
        left -= mine;
        edits.extend(rows.set(row, |done| done.percent(share as u8)));
    }
    batch(edits)
}

/// Enters the minutes of work a task has left; 0 is done. The percentage follows.
pub fn enter_remaining(plan: &Plan, schedule: &Schedule, task: TaskId, minutes: i32) -> Option<PlanEdit> {
    Rows { plan, schedule }.set(plan.position(task)?, |done| done.remaining(minutes.max(0)))
}

/// Enters when a task really began.
pub fn enter_actual_start(plan: &Plan, schedule: &Schedule, task: TaskId, start: Moment) -> Option<PlanEdit> {
    Rows { plan, schedule }.set(plan.position(task)?, |done| {
        let old = done.task.progress;
        let progress = Progress { actual_start: Some(start), ..old };
        // A day typed for a finish is its end: a start on the day of the finish stays before it.
        Progress { actual_finish: old.actual_finish.map(|finish| finish.max(start)), ..progress }
    })
}

/// Enters when a task was really done; it is then 100 % done with nothing left.
pub fn enter_actual_finish(plan: &Plan, schedule: &Schedule, task: TaskId, finish: Moment) -> Option<PlanEdit> {
    Rows { plan, schedule }.set(plan.position(task)?, |done| {
        let start = done.start().min(done.day_start(finish));
        Progress { actual_start: Some(start), actual_finish: Some(finish), percent: 100, remaining: Some(0) }
    })
}

/// Marks the selected tasks and all below them done, as of their shown finish, at the latest the status date.
pub fn mark_done(plan: &Plan, schedule: &Schedule, selection: &[TaskId]) -> Option<PlanEdit> {
    each_leaf(plan, schedule, selection, |done| match done.task.progress.actual_finish {
        Some(_) => done.task.progress,
        None => done.percent(100),
    })
}

/// Takes all progress of the selected tasks and all below them back.
pub fn clear_progress(plan: &Plan, schedule: &Schedule, selection: &[TaskId]) -> Option<PlanEdit> {
    each_leaf(plan, schedule, selection, |_| Progress::default())
}

fn each_leaf(
    plan: &Plan,
    schedule: &Schedule,
    selection: &[TaskId],
    progress: impl Fn(Done) -> Progress,
) -> Option<PlanEdit> {
    let rows = subtrees(plan, selection).into_iter().flatten();
    let leaves = rows.filter(|row| !plan.is_summary(*row) && !plan.tasks[*row].inactive);
    batch(leaves.filter_map(|row| Rows { plan, schedule }.set(row, &progress)).collect())
}

struct Rows<'a> {
    plan: &'a Plan,
    schedule: &'a Schedule,
}

impl Rows<'_> {
    fn set(&self, row: usize, progress: impl FnOnce(Done) -> Progress) -> Option<PlanEdit> {
        let (task, shown) = (self.plan.tasks.get(row)?, self.schedule.rows.get(row)?);
        let time = working_time(self.plan, row);
        let progress = progress(Done { task, shown, time, status: self.plan.settings.status_date });
        let edit = PlanEdit::Set { task: task.id, field: TaskField::Progress(progress) };
        (progress != task.progress).then_some(edit)
    }
}

/// A task about to get progress.
struct Done<'a> {
    task: &'a Task,
    shown: &'a TaskSchedule,
    time: WorkingTime,
    status: Option<Moment>,
}

impl Done<'_> {
    fn percent(&self, percent: u8) -> Progress {
        let whole = i64::from(self.task.duration.minutes.max(0));
        match percent {
            0 => Progress::default(),
            1..=99 => {
                let left = (whole * i64::from(100 - percent) + 50) / 100;
                let remaining = (whole > 0).then_some(left.max(1) as i32);
                Progress { actual_start: Some(self.start()), actual_finish: None, percent, remaining }
            }
            _ => self.finished(),
        }
    }

    fn remaining(&self, minutes: i32) -> Progress {
        let whole = i64::from(self.task.duration.minutes.max(1));
        if minutes == 0 {
            return self.finished();
        }
        let percent = ((whole - i64::from(minutes)) * 100 / whole).clamp(0, 99) as u8;
        Progress { actual_start: Some(self.start()), actual_finish: None, percent, remaining: Some(minutes) }
    }

    fn finished(&self) -> Progress {
        let start = self.start();
        let shown = if start == self.shown.start {
            self.shown.finish
        } else {
            self.time.add(start, self.task.duration.minutes.max(0))
        };
        let latest = self.status.map(|status| self.time.prev_finish(status).max(start));
        let finish = shown.max(start).min(latest.unwrap_or(shown.max(start)));
        Progress { actual_start: Some(start), actual_finish: Some(finish), percent: 100, remaining: Some(0) }
    }

    /// When it began: as recorded, else as shown, at the latest on the last working day of the status date.
    fn start(&self) -> Moment {
        let shown = self.task.progress.actual_start.unwrap_or(self.shown.start);
        match self.status {
            Some(status) if shown > status || (shown == status && self.task.duration.minutes > 0) => {
                self.day_start(status)
            }
            _ => shown,
        }
    }

    /// The first working minute of the last day with work that ends at `finish`.
    fn day_start(&self, finish: Moment) -> Moment {
        let day = self.time.prev_finish(finish).date_as_finish();
        self.time.next_start(Moment::start_of(day)).min(finish)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::testing::{id, plan, shown};
    use super::*;
    use crate::schedule::schedule;

    fn at(text: &str) -> Option<Moment> {
        Moment::parse(text)
    }

    /// `start finish percent remaining` after entering on A (5 d, from Monday 1 June).
    fn check(status: Option<&str>, enter: impl Fn(&Plan, &Schedule) -> Option<PlanEdit>, expected: &str) {
        let mut plan = plan("A 5", "");
        plan.settings.status_date = status.and_then(at);
        let edit = enter(&plan, &schedule(&plan)).unwrap();
        plan.apply(edit).unwrap();
        let Progress { actual_start, actual_finish, percent, remaining } = plan.tasks[0].progress;
        let day = |at: Option<Moment>| at.map_or("-".into(), |at| at.to_string()[5..].to_owned());
        let left = remaining.map_or("-".into(), |left| left.to_string());
        assert_eq!(format!("{} {} {percent} {left}", day(actual_start), day(actual_finish)), expected);
    }

    #[test]
    fn percent_remaining_and_dates_keep_each_other_right() {
        let a = id("A");
        check(None, |p, s| enter_percent(p, s, a, 40), "06-01T08:00 - 40 1440");
        check(None, |p, s| enter_percent(p, s, a, 100), "06-01T08:00 06-05T17:00 100 0");
        check(None, |p, s| enter_remaining(p, s, a, 600), "06-01T08:00 - 75 600");
        check(None, |p, s| enter_remaining(p, s, a, 6000), "06-01T08:00 - 0 6000");
        check(None, |p, s| enter_remaining(p, s, a, 0), "06-01T08:00 06-05T17:00 100 0");
        check(None, |p, s| enter_actual_start(p, s, a, at("2026-06-02").unwrap()), "06-02T00:00 - 0 -");
        check(None, |p, s| enter_actual_finish(p, s, a, at("2026-06-05").unwrap()), "06-01T08:00 06-05T00:00 100 0");
        check(None, |p, s| enter_actual_finish(p, s, a, at("2026-05-30").unwrap()), "05-29T08:00 05-30T00:00 100 0");
        check(None, |p, s| mark_done(p, s, &[a]), "06-01T08:00 06-05T17:00 100 0");
    }

    #[test]
    fn nothing_is_done_after_the_status_date() {
        let a = id("A");
        // The floor puts A on Thursday; what is entered happened by Wednesday.
        check(Some("2026-06-04"), |p, s| enter_percent(p, s, a, 40), "06-03T08:00 - 40 1440");
        check(Some("2026-06-04"), |p, s| enter_percent(p, s, a, 100), "06-03T08:00 06-03T17:00 100 0");
        // A weekend as status date: by Friday.
        check(Some("2026-06-08"), |p, s| mark_done(p, s, &[a]), "06-05T08:00 06-05T17:00 100 0");
    }

    #[test]
    fn a_summary_is_done_in_the_order_its_steps_start() {
        let mut plan = plan("S\n  A 2\n  B 2\n  M 0\n  C 4", "A>B B>M M>C");
        let enter = |plan: &Plan, percent| enter_percent(plan, &schedule(plan), id("S"), percent).unwrap();
        plan.apply(enter(&plan, 40)).unwrap();
        let percents = |plan: &Plan| plan.tasks.iter().map(|task| task.progress.percent).collect::<Vec<_>>();
        assert_eq!(percents(&plan), [0, 100, 60, 0, 0]);
        plan.apply(enter(&plan, 100)).unwrap();
        assert_eq!(percents(&plan), [0, 100, 100, 100, 100]);
        assert_eq!(shown(&plan, "C"), "Fri 5 Jun – Wed 10 Jun");
        plan.apply(enter(&plan, 0)).unwrap();
        assert_eq!(percents(&plan), [0; 5]);
    }
}
