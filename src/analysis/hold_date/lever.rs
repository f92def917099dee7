//! A change that can be made larger or smaller by steps, and what it comes to at a number of steps.

use super::bridged;
use super::change::Change;
use super::clocks::{day, left, size, under_way};
use crate::edit::{PlanEdit, SettingField, TaskField};
use crate::plan::{
    CalendarId, DayHours, DependencyKey, DependencyKind, Duration, Exception, Lag, ManualDates, Moment, Plan, Progress,
    Recurrence, Task, TaskId, Unit,
};
use crate::prepare;
use chrono::NaiveDate;
use std::collections::HashMap;

/// Something that can be pulled, from one step to `most`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Lever {
    pub what: What,
    /// Minutes a step, in the lever's own time.
    pub step: i32,
    pub most: i32,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum What {
    Shorten(TaskId),
    /// The lag as time: first down to none, then below.
    Overlap {
        link: DependencyKey,
        lag: Duration,
    },
    /// `whole` from the predecessor's start to the successor's, now.
    Together {
        link: DependencyKey,
        whole: Duration,
    },
    Drop(TaskId),
    Postpone {
        task: TaskId,
        behind: TaskId,
    },
    Days {
        calendar: CalendarId,
        days: Vec<(NaiveDate, DayHours)>,
        tasks: Vec<TaskId>,
    },
    /// `gain` = how much earlier the task may start without its constraint.
    Free {
        task: TaskId,
        gain: i32,
    },
    /// The dates it may move to, a step each.
    Move {
        task: TaskId,
        dates: Vec<Moment>,
    },
    Hand {
        task: TaskId,
        dates: Vec<ManualDates>,
    },
    Delay(TaskId),
    Start {
        task: TaskId,
        dates: Vec<Moment>,
    },
}

/// A plan and its rows by id.
#[derive(Clone, Copy)]
pub(super) struct Outlook<'a> {
    pub plan: &'a Plan,
    pub rows: &'a HashMap<TaskId, usize>,
}

impl<'a> Outlook<'a> {
    pub fn task(&self, id: TaskId) -> Option<&'a Task> {
        self.plan.tasks.get(*self.rows.get(&id)?)
    }
}

/// A lever pulled so far.
pub(super) struct Pull {
    pub edit: PlanEdit,
    pub change: Change,
    pub size: i32,
}

impl Lever {
    /// What `n` steps come to on `plan`.
    pub fn pull(&self, at: &Outlook, n: i32) -> Option<Pull> {
        let plan = at.plan;
        let by = self.step.saturating_mul(n);
        match &self.what {
            What::Shorten(task) => shorten(at, *task, by),
            What::Overlap { link, lag } => self.overlap(plan, *link, *lag, n),
            What::Together { link, whole } => together(plan, *link, *whole, by),
            What::Drop(task) => {
                let work = work(at.task(*task)?);
                let edit = prepare::deactivate(plan, &[*task])?;
                Some(Pull { edit, change: Change::Drop { task: *task, work }, size: whole(plan, work) })
            }
            What::Postpone { task, behind } => {
                let work = work(at.task(*task)?);
                let edit = bridged::postpone(plan, *task, *behind)?;
                let change = Change::Postpone { task: *task, behind: *behind, work };
                Some(Pull { edit, change, size: whole(plan, work) })
            }
            What::Days { calendar, days, tasks } => work_on(plan, *calendar, days.get(..n as usize)?, tasks),
            What::Free { task, gain } => {
                let constraint = at.task(*task)?.constraint?;
                let edit = PlanEdit::Set { task: *task, field: TaskField::Constraint(None) };
                Some(Pull { edit, change: Change::Free { task: *task, constraint }, size: *gain })
            }
            What::Move { task, dates } => {
                let from = at.task(*task)?.constraint?;
                let to = crate::plan::Constraint { date: *dates.get(n as usize - 1)?, ..from };
                let edit = PlanEdit::Set { task: *task, field: TaskField::Constraint(Some(to)) };
                Some(Pull { edit, change: Change::Move { task: *task, from, to }, size: by })
            }
            What::Hand { task, dates } => {
                let (from, to) = (at.task(*task)?.manual?, *dates.get(n as usize - 1)?);
                let edit = PlanEdit::Set { task: *task, field: TaskField::Manual(Some(to)) };
                Some(Pull { edit, change: Change::Hand { task: *task, from, to }, size: by })
            }
            What::Delay(task) => {
                let from = at.task(*task)?.levelling_delay;
                let to = from.saturating_sub(by).max(0);
                let edit = PlanEdit::Set { task: *task, field: TaskField::LevellingDelay(to) };
                Some(Pull { edit, change: Change::Delay { task: *task, from, to }, size: size(plan, true, from - to) })
            }
            What::Start { task, dates } => {
                let (from, to) = (plan.settings.start, *dates.get(n as usize - 1)?);
                let edit = PlanEdit::Setting(SettingField::Start(to));
                Some(Pull { edit, change: Change::Start { task: *task, from, to }, size: by })
            }
        }
    }

    /// The same without the `at`-th of its days.
    pub fn without(&self, n: i32, at: usize) -> Option<Lever> {
        let What::Days { calendar, days, tasks } = &self.what else { return None };
        let mut days: Vec<_> = days.iter().take(n as usize).cloned().collect();
        if days.len() < 2 {
            return None;
        }
        days.remove(at);
        let what = What::Days { calendar: *calendar, days, tasks: tasks.clone() };
        Some(Lever { what, step: self.step, most: n - 1 })
    }

    /// The same with these of its days alone.
    pub fn with_days(&self, kept: &[usize]) -> Option<Lever> {
        let What::Days { calendar, days, tasks } = &self.what else { return None };
        let days: Vec<_> = kept.iter().filter_map(|at| days.get(*at).cloned()).collect();
        let most = days.len() as i32;
        let what = What::Days { calendar: *calendar, days, tasks: tasks.clone() };
        (most > 0).then_some(Lever { what, step: self.step, most })
    }

    /// Whether both are about the same fact: together they would be one change, not two.
    pub fn same_fact(&self, other: &Lever) -> bool {
        use What::{Days, Delay, Drop, Free, Hand, Move, Overlap, Postpone, Shorten, Start, Together};
        match (&self.what, &other.what) {
            (
                Overlap { link: a, .. } | Together { link: a, .. },
                Overlap { link: b, .. } | Together { link: b, .. },
            ) => (a.predecessor, a.successor) == (b.predecessor, b.successor),
            (Days { calendar: a, .. }, Days { calendar: b, .. }) => a == b,
            (Start { .. }, Start { .. }) => true,
            // What is out of the way has no link left to be shortened; its bridge carries the old lag.
            (Overlap { link, .. } | Together { link, .. }, Drop(task) | Postpone { task, .. })
            | (Drop(task) | Postpone { task, .. }, Overlap { link, .. } | Together { link, .. }) => {
                [link.predecessor, link.successor].contains(task)
            }
            (
                Shorten(a)
                | Drop(a)
                | Postpone { task: a, .. }
                | Free { task: a, .. }
                | Move { task: a, .. }
                | Hand { task: a, .. }
                | Delay(a),
                Shorten(b)
                | Drop(b)
                | Postpone { task: b, .. }
                | Free { task: b, .. }
                | Move { task: b, .. }
                | Hand { task: b, .. }
                | Delay(b),
            ) => a == b,
            _ => false,
        }
    }

    fn overlap(&self, plan: &Plan, link: DependencyKey, lag: Duration, n: i32) -> Option<Pull> {
        let waits = steps(lag.minutes.max(0), self.step);
        let minutes = match n <= waits {
            true => lag.minutes.saturating_sub(self.step.saturating_mul(n)).max(0),
            false => lag.minutes.min(0).saturating_sub(self.step.saturating_mul(n - waits)),
        };
        let from = *plan.dependencies.get(&link)?;
        let hours = lag.minutes == 0 && self.step < day(plan);
        let unit = if hours { Unit::Hour } else { lag.unit };
        let time = Duration { minutes, unit, estimated: false, ..lag };
        let change = match minutes < 0 {
            true => Change::Lead { link, from, by: Duration { minutes: minutes.saturating_neg(), ..time } },
            false => Change::Wait { link, from, to: Lag::Time(time) },
        };
        let edit = PlanEdit::Link { link, lag: Some(Lag::Time(time)) };
        Some(Pull { edit, change, size: size(plan, lag.elapsed, lag.minutes.saturating_sub(minutes)) })
    }
}

/// Steps to get through `minutes`.
pub(super) fn steps(minutes: i32, step: i32) -> i32 {
    minutes.saturating_add(step - 1) / step.max(1)
}

/// What is left to do of a task, as a duration.
fn work(task: &Task) -> Duration {
    Duration { minutes: left(task), estimated: false, ..task.duration }
}

fn whole(plan: &Plan, work: Duration) -> i32 {
    size(plan, work.elapsed, work.minutes)
}

fn shorten(at: &Outlook, id: TaskId, by: i32) -> Option<Pull> {
    let (plan, task) = (at.plan, at.task(id)?);
    let to = Duration { minutes: left(task).checked_sub(by)?, estimated: false, ..task.duration };
    if to.minutes <= 0 {
        return None;
    }
    let set = |field| PlanEdit::Set { task: id, field };
    let minutes = task.duration.minutes.saturating_sub(by).max(1);
    let duration = set(TaskField::Duration(Duration { minutes, estimated: false, ..task.duration }));
    let begun = under_way(task);
    let edit = if begun {
        // What is done stays done; what is left gets shorter.
        let done = i64::from(minutes.saturating_sub(to.minutes).max(0));
        let percent = (done * 100 / i64::from(minutes)).clamp(0, 99) as u8;
        let progress = Progress { percent, remaining: Some(to.minutes), ..task.progress };
        PlanEdit::Batch(vec![duration, set(TaskField::Progress(progress))])
    } else {
        duration
    };
    let by = Duration { minutes: by, ..to };
    Some(Pull { edit, change: Change::Shorten { task: id, by, to, begun }, size: whole(plan, by) })
}

fn together(plan: &Plan, link: DependencyKey, whole: Duration, by: i32) -> Option<Pull> {
    let from = *plan.dependencies.get(&link)?;
    let lag = Duration { minutes: whole.minutes.saturating_sub(by).max(0), ..whole };
    let beside = DependencyKey { kind: DependencyKind::SS, ..link };
    let edit = PlanEdit::Batch(vec![
        PlanEdit::Link { link, lag: None },
        PlanEdit::Link { link: beside, lag: Some(Lag::Time(lag)) },
    ]);
    let size = size(plan, whole.elapsed, whole.minutes - lag.minutes);
    Some(Pull { edit, change: Change::Together { link, from, lag }, size })
}

/// The days as exceptions of the calendar; what was written later counts.
fn work_on(plan: &Plan, id: CalendarId, days: &[(NaiveDate, DayHours)], tasks: &[TaskId]) -> Option<Pull> {
    let mut calendar = plan.calendars.get(&id)?.clone();
    let exception = |(day, hours): &(NaiveDate, DayHours)| Exception {
        name: "Working day".into(),
        from: *day,
        to: *day,
        recurrence: Recurrence::EveryDay,
        hours: hours.clone(),
    };
    calendar.exceptions.extend(days.iter().map(exception));
    let edit = PlanEdit::Calendar { id, calendar: Some(Box::new(calendar)) };
    let size = day(plan).saturating_mul(days.len() as i32);
    let mut days: Vec<NaiveDate> = days.iter().map(|(day, _)| *day).collect();
    days.sort_unstable();
    Some(Pull { edit, change: Change::Days { calendar: id, days, tasks: tasks.to_vec() }, size })
}
