//! Moving the project's start, with a preview of what fixed dates resist; and the status date.

use crate::edit::{PlanEdit, SettingField, TaskField};
use crate::plan::{Constraint, ConstraintKind, ManualDates, Moment, Plan, ScheduleFrom, Task, TaskId};
use crate::schedule::{Schedule, schedule};

/// A new start and what follows from it.
#[derive(Clone, Debug, PartialEq)]
pub struct StartMove {
    /// Moves the start alone.
    pub edit: PlanEdit,
    /// Moves the start, and every date that resists and can be moved, by as many days.
    pub with_dates: PlanEdit,
    /// What keeps its date when only the start moves, in outline order.
    pub resisting: Vec<Resistance>,
    /// When the plan is finished now, and with either edit.
    pub finish_now: Moment,
    pub finish: Moment,
    pub finish_with_dates: Moment,
}

/// A date that stays where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Resistance {
    pub task: TaskId,
    pub kind: FixedDate,
    pub date: Moment,
}

/// Why a date stays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FixedDate {
    Constraint(ConstraintKind),
    Deadline,
    Manual,
    /// It has begun; no edit moves that.
    Actual,
}

/// What moving the plan's start to `to` means.
pub fn move_start(plan: &Plan, to: Moment) -> StartMove {
    let days = to.day() - plan.settings.start.day();
    let start = start_at(plan, to);
    let mut edits = vec![start.clone()];
    edits.extend(plan.tasks.iter().flat_map(|task| shifted(task, days)));
    if let Some(at) = plan.settings.must_finish_by {
        edits.push(PlanEdit::Setting(SettingField::MustFinishBy(Some(later(at, days)))));
    }
    let with_dates = PlanEdit::Batch(edits);
    let finish = |edit: &PlanEdit| {
        let mut moved = plan.clone();
        // Where it is refused, the plan stays as it is.
        let _ = moved.apply(edit.clone());
        schedule(&moved).finish
    };
    StartMove {
        resisting: plan.tasks.iter().filter(|task| !task.inactive).flat_map(resistance).collect(),
        finish_now: schedule(plan).finish,
        finish: finish(&start),
        finish_with_dates: finish(&with_dates),
        edit: start,
        with_dates,
    }
}

/// From a plan that is scheduled from its finish to one that runs from its start, as that is now: no date moves.
pub fn schedule_from_start(plan: &Plan, schedule: &Schedule) -> PlanEdit {
    let open = plan.tasks.iter().zip(&schedule.rows).filter(|(task, row)| {
        !row.summary && !task.inactive && task.manual.is_none() && task.progress.actual_start.is_none()
    });
    let start = open.map(|(_, row)| row.early_start).min().unwrap_or(schedule.start);
    PlanEdit::Batch(vec![start_at(plan, start), PlanEdit::Setting(SettingField::ScheduleFrom(ScheduleFrom::Start))])
}

/// Another start; the first one is kept, once there is another.
fn start_at(plan: &Plan, to: Moment) -> PlanEdit {
    let settings = &plan.settings;
    let start = PlanEdit::Setting(SettingField::Start(to));
    match settings.first_start {
        None if to != settings.start => {
            PlanEdit::Batch(vec![PlanEdit::Setting(SettingField::FirstStart(Some(settings.start))), start])
        }
        _ => start,
    }
}

fn resistance(task: &Task) -> Vec<Resistance> {
    let fixed = |kind, date| Resistance { task: task.id, kind, date };
    if let Some(start) = task.progress.actual_start {
        return vec![fixed(FixedDate::Actual, start)];
    }
    let constraint = task.constraint.filter(|constraint| constraint.kind != ConstraintKind::Alap);
    let manual = task.manual.and_then(|dates| dates.start.or(dates.finish));
    constraint
        .map(|constraint| fixed(FixedDate::Constraint(constraint.kind), constraint.date))
        .into_iter()
        .chain(task.deadline.map(|deadline| fixed(FixedDate::Deadline, deadline)))
        .chain(manual.map(|date| fixed(FixedDate::Manual, date)))
        .collect()
}

/// The task's fixed dates, `days` later; none of a task that has begun.
fn shifted(task: &Task, days: i32) -> Vec<PlanEdit> {
    if task.progress.actual_start.is_some() || days == 0 {
        return Vec::new();
    }
    let constraint =
        task.constraint.map(|c| TaskField::Constraint(Some(Constraint { date: later(c.date, days), ..c })));
    let deadline = task.deadline.map(|at| TaskField::Deadline(Some(later(at, days))));
    let manual = task.manual.map(|dates| {
        let [start, finish] = [dates.start, dates.finish].map(|at| at.map(|at| later(at, days)));
        TaskField::Manual(Some(ManualDates { start, finish, ..dates }))
    });
    let fields = [constraint, deadline, manual].into_iter().flatten();
    fields.map(|field| PlanEdit::Set { task: task.id, field }).collect()
}

fn later(at: Moment, days: i32) -> Moment {
    Moment(at.0.saturating_add(days.saturating_mul(1440)))
}

/// Sets the status date (an exclusive boundary: the day's 24:00), or takes it away.
pub fn set_status_date(plan: &Plan, to: Option<Moment>) -> Option<PlanEdit> {
    (plan.settings.status_date != to).then_some(PlanEdit::Setting(SettingField::StatusDate(to)))
}

/// A task whose dates differ between two schedules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moved {
    pub task: TaskId,
    pub start: (Moment, Moment),
    pub finish: (Moment, Moment),
}

/// What moved from one schedule of the same rows to another: the leaves, in outline order.
pub fn moved(before: &Schedule, after: &Schedule) -> Vec<Moved> {
    let pairs = before.rows.iter().zip(&after.rows).filter(|(a, b)| a.id == b.id && !a.summary);
    let changed = pairs.filter(|(a, b)| (a.start, a.finish) != (b.start, b.finish));
    changed.map(|(a, b)| Moved { task: a.id, start: (a.start, b.start), finish: (a.finish, b.finish) }).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::testing::{id, plan, shown};
    use super::*;

    #[test]
    fn a_plan_scheduled_from_its_finish_goes_on_from_its_start_as_it_is() {
        let mut plan = plan("A 3\nB 2\nC", "A>B");
        let at = |text: &str| Moment::parse(text).unwrap();
        plan.settings.schedule_from = ScheduleFrom::Finish;
        plan.settings.must_finish_by = Some(at("2026-06-26T17:00"));
        plan.tasks[0].constraint = Some(Constraint { kind: ConstraintKind::Alap, date: Moment(0) });
        plan.tasks[1].constraint = plan.tasks[0].constraint;
        let before = schedule(&plan);
        assert_eq!(shown(&plan, "A"), "Mon 22 Jun – Wed 24 Jun");
        plan.apply(schedule_from_start(&plan, &before)).unwrap();
        assert_eq!(plan.settings.from_finish(), None);
        assert_eq!(schedule(&plan), before);
    }

    #[test]
    fn moving_the_start_tells_which_dates_resist() {
        let mut plan = plan("A 3\nB 2\nC", "A>B B>C");
        let at = |text: &str| Moment::parse(text).unwrap();
        plan.tasks[1].constraint = Some(Constraint { kind: ConstraintKind::Snet, date: at("2026-06-10") });
        plan.tasks[2].deadline = Some(at("2026-06-20"));
        let preview = move_start(&plan, at("2026-06-15"));
        let resisting: Vec<(TaskId, FixedDate)> = preview.resisting.iter().map(|r| (r.task, r.kind)).collect();
        let snet = FixedDate::Constraint(ConstraintKind::Snet);
        assert_eq!(resisting, [(id("B"), snet), (id("C"), FixedDate::Deadline)]);
        let before = plan.clone();
        let back = plan.apply(preview.edit).unwrap();
        assert_eq!((shown(&plan, "B"), schedule(&plan).finish), ("Thu 18 Jun – Fri 19 Jun".into(), preview.finish));
        plan.restore(back).unwrap();
        assert_eq!(plan, before);
        plan.apply(preview.with_dates).unwrap();
        assert_eq!(
            (shown(&plan, "B"), schedule(&plan).finish),
            ("Wed 24 Jun – Thu 25 Jun".into(), preview.finish_with_dates)
        );
        assert_eq!(plan.tasks[2].deadline, Some(at("2026-07-04")));
        assert_eq!(moved(&schedule(&before), &schedule(&plan)).len(), 3);
    }
}
