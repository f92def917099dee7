//! Gestures on the timeline. Moving a bar later sets *not before*; moving it earlier stops at what drives it, by name;
//! stretching changes the duration, or what is left; dragging a link changes its lag. No constraint is planted silently.

use super::{batch, working_time};
use crate::edit::{PlanEdit, TaskField};
use crate::plan::{
    Constraint, ConstraintKind, DependencyKey, DependencyKind, Duration, Lag, LagCalendar, ManualDates, Moment, Plan,
    Progress, Task, TaskId,
};
use crate::schedule::{Bound, Cause, Schedule, TaskSchedule, WorkingTime};

/// What a dragged bar comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Drag {
    /// The edit for the release; `None` = nothing changes.
    pub edit: Option<PlanEdit>,
    /// Where the bar then starts, as far as its own bounds tell.
    pub start: Moment,
    /// What stopped it short of where it was dragged.
    pub stopped_by: Option<Bound>,
}

/// Drags the start of a bar to `to`.
pub fn drag_bar(plan: &Plan, schedule: &Schedule, task: TaskId, to: Moment) -> Drag {
    let found = plan.position(task).and_then(|row| Some((row, schedule.rows.get(row)?)));
    let Some((row, shown)) = found else { return Drag { edit: None, start: to, stopped_by: None } };
    Bar { task: &plan.tasks[row], shown, time: working_time(plan, row) }.drag(to)
}

struct Bar<'a> {
    task: &'a Task,
    shown: &'a TaskSchedule,
    time: WorkingTime,
}

impl Bar<'_> {
    fn drag(&self, to: Moment) -> Drag {
        let stay = |cause| Drag {
            edit: None,
            start: self.shown.start,
            stopped_by: Some(Bound { cause, at: self.shown.start }),
        };
        if self.task.progress.actual_start.is_some() {
            return stay(Cause::ActualStart);
        }
        if let Some(dates) = self.task.manual {
            return self.drag_manual(dates, to);
        }
        match self.task.constraint.map(|constraint| constraint.kind) {
            Some(kind @ (ConstraintKind::Pinned | ConstraintKind::Mso)) => self.hold(kind, self.time.next_start(to)),
            // Its one constraint says something about its end; it is not dropped for a drag.
            Some(kind @ (ConstraintKind::Fnlt | ConstraintKind::Mfo | ConstraintKind::Snlt)) => {
                stay(Cause::Constraint(kind))
            }
            None | Some(ConstraintKind::Snet | ConstraintKind::Alap | ConstraintKind::Fnet) => self.drag_free(to),
        }
    }

    fn drag_free(&self, to: Moment) -> Drag {
        let to = self.time.next_start(to);
        let at = self.shown.start;
        if to > at {
            return self.hold(ConstraintKind::Snet, to);
        }
        if to == at {
            return Drag { edit: None, start: at, stopped_by: None };
        }
        let own = matches!(self.shown.driver.cause, Cause::Constraint(_) | Cause::AsLateAsPossible);
        if !own {
            return Drag { edit: None, start: at, stopped_by: Some(self.shown.driver) };
        }
        // Its own date gives way, down to what would hold it next.
        match self.shown.runner_up {
            Some(next) if self.time.next_start(next.at) >= to => Drag {
                edit: Some(self.set(TaskField::Constraint(None))),
                start: self.time.next_start(next.at),
                stopped_by: (self.time.next_start(next.at) > to).then_some(next),
            },
            _ => self.hold(ConstraintKind::Snet, to),
        }
    }

    fn hold(&self, kind: ConstraintKind, to: Moment) -> Drag {
        let new = Some(Constraint { kind, date: to });
        let edit = (self.task.constraint != new).then(|| self.set(TaskField::Constraint(new)));
        Drag { edit, start: to, stopped_by: None }
    }

    /// Manual dates move as they are, the finish by as much working time as the start.
    fn drag_manual(&self, dates: ManualDates, to: Moment) -> Drag {
        let length = self.time.work(self.shown.start, self.shown.finish);
        let start = self.time.next_start(to);
        let finish = dates.finish.map(|_| self.time.add(start, length).max(start));
        let new = ManualDates { start: Some(start), finish, open: false };
        let edit = (new != dates).then(|| self.set(TaskField::Manual(Some(new))));
        Drag { edit, start, stopped_by: None }
    }

    fn set(&self, field: TaskField) -> PlanEdit {
        PlanEdit::Set { task: self.task.id, field }
    }
}

/// Drags the finish of a bar to `to`: changes the duration, and what is left of a task that has begun. Never below one
/// minute of work, never of a finished task or a summary.
pub fn stretch_bar(plan: &Plan, schedule: &Schedule, task: TaskId, to: Moment) -> Option<PlanEdit> {
    let row = plan.position(task)?;
    let (task, shown) = (&plan.tasks[row], schedule.rows.get(row)?);
    if task.progress.actual_finish.is_some() || plan.is_summary(row) {
        return None;
    }
    let time = working_time(plan, row);
    let set = |field| PlanEdit::Set { task: task.id, field };
    let whole = |minutes: i32| TaskField::Duration(Duration { minutes, estimated: false, ..task.duration });
    if let Some(dates) = task.manual {
        let finish = time.prev_finish(to).max(shown.start);
        let new = ManualDates { finish: Some(finish), open: false, ..dates };
        let minutes = time.work(shown.start, finish).max(1);
        return (new != dates).then(|| PlanEdit::Batch(vec![set(TaskField::Manual(Some(new))), set(whole(minutes))]));
    }
    if task.progress.actual_start.is_none() {
        let minutes = time.work(shown.start, to).max(1);
        return (minutes != task.duration.minutes).then(|| set(whole(minutes)));
    }
    longer_by(task, time.work(shown.finish, to))
}

/// Makes a task longer by so many minutes of its own time (shorter, below zero), as dragging its finish does: where it
/// has begun, what is left changes with it. Never below nothing, never a finished task or a summary.
pub fn lengthen(plan: &Plan, schedule: &Schedule, task: TaskId, by: i32) -> Option<PlanEdit> {
    let row = plan.position(task)?;
    let (facts, shown) = (&plan.tasks[row], schedule.rows.get(row)?);
    if facts.progress.actual_finish.is_some() || plan.is_summary(row) || by == 0 {
        return None;
    }
    if facts.manual.is_some() {
        return stretch_bar(plan, schedule, task, working_time(plan, row).add(shown.finish, by));
    }
    if facts.progress.actual_start.is_some() {
        return longer_by(facts, by);
    }
    let minutes = facts.duration.minutes.saturating_add(by).max(0);
    let new = Duration { minutes, estimated: false, ..facts.duration };
    (new.minutes != facts.duration.minutes).then_some(PlanEdit::Set { task, field: TaskField::Duration(new) })
}

/// More or less of what is left of a task that has begun, at least a minute; what is done stays.
fn longer_by(task: &Task, by: i32) -> Option<PlanEdit> {
    let done = Progress { percent: task.progress.percent.min(99), ..task.progress };
    let old = done.remaining.unwrap_or_else(|| {
        let left = i64::from(task.duration.minutes) * i64::from(100 - done.percent) / 100;
        left.clamp(0, i64::from(i32::MAX)) as i32
    });
    let remaining = old.saturating_add(by).max(1);
    let minutes = task.duration.minutes.saturating_sub(old).saturating_add(remaining).max(1);
    let worked = i64::from(minutes.saturating_sub(remaining).max(0));
    let percent = (worked * 100 / i64::from(minutes)).clamp(0, 99) as u8;
    let set = |field| PlanEdit::Set { task: task.id, field };
    let progress = TaskField::Progress(Progress { percent, remaining: Some(remaining), ..done });
    let whole = TaskField::Duration(Duration { minutes, estimated: false, ..task.duration });
    if remaining == old { None } else { batch(vec![set(whole), set(progress)]) }
}

/// A link as it is dragged: where its lag begins to count, and by which time.
struct LagTime {
    old: Lag,
    begin: Moment,
    time: WorkingTime,
    /// The predecessor's length.
    whole: i32,
}

fn lag_time(plan: &Plan, schedule: &Schedule, link: DependencyKey) -> Option<LagTime> {
    let old = *plan.dependencies.get(&link)?;
    let (from, into) = (plan.position(link.predecessor)?, plan.position(link.successor)?);
    let at = schedule.rows.get(from)?;
    let begin = match link.kind {
        DependencyKind::FS | DependencyKind::FF => at.finish,
        DependencyKind::SS | DependencyKind::SF => at.start,
    };
    let time = match plan.settings.lag_calendar {
        _ if is_elapsed(old) => WorkingTime::always(),
        LagCalendar::Elapsed => WorkingTime::always(),
        LagCalendar::Predecessor => working_time(plan, from),
        LagCalendar::Successor => working_time(plan, into),
    };
    Some(LagTime { old, begin, time, whole: at.duration })
}

fn is_elapsed(lag: Lag) -> bool {
    match lag {
        Lag::Time(time) => time.elapsed,
        Lag::Percent { elapsed, .. } => elapsed,
    }
}

/// The moment a link's lag reaches to: no earlier can its successor start, or finish. In working time it is moved to where
/// a start can be, for a link into a start. `None` when the link is not there.
pub fn lag_reaches(plan: &Plan, schedule: &Schedule, link: DependencyKey) -> Option<Moment> {
    let LagTime { old, begin, time, whole } = lag_time(plan, schedule, link)?;
    let minutes = match old {
        Lag::Time(length) => length.minutes,
        Lag::Percent { percent, .. } => (i64::from(whole) * i64::from(percent) / 100) as i32,
    };
    let to = time.add(begin, minutes);
    let starts = matches!(link.kind, DependencyKind::FS | DependencyKind::SS);
    let row = plan.position(link.successor)?;
    Some(if starts && !is_elapsed(old) { working_time(plan, row).next_start(to) } else { to })
}

/// Drags the successor's end of a link to `to`: the lag becomes the time from the predecessor's end to there, in the unit
/// and kind it had. `None` when nothing changes or the link is not there.
pub fn drag_link(plan: &Plan, schedule: &Schedule, link: DependencyKey, to: Moment) -> Option<PlanEdit> {
    let LagTime { old, begin, time, whole } = lag_time(plan, schedule, link)?;
    let minutes = time.work(begin, to);
    let new = match old {
        Lag::Time(time) => Lag::Time(Duration { minutes, ..time }),
        Lag::Percent { elapsed, .. } if whole > 0 => {
            let percent = i64::from(minutes) * 100 / i64::from(whole);
            Lag::Percent { percent: percent.clamp(-100_000, 100_000) as i32, elapsed }
        }
        Lag::Percent { elapsed, .. } => Lag::Time(Duration { minutes, elapsed, ..Duration::ZERO }),
    };
    (new != old).then_some(PlanEdit::Link { link, lag: Some(new) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::testing::{id, link, links, plan, shown};
    use super::*;
    use crate::schedule::schedule;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    /// Drags B to a day and shows where it then lies, and what stopped it.
    fn check(wired: &str, constraint: Option<(ConstraintKind, &str)>, to: &str, expected: &str) {
        let mut plan = plan("A 3\nB 2\nC", wired);
        plan.tasks[1].constraint = constraint.map(|(kind, date)| Constraint { kind, date: at(date) });
        let drag = drag_bar(&plan, &schedule(&plan), id("B"), at(to));
        if let Some(edit) = drag.edit {
            plan.apply(edit).unwrap();
        }
        let stopped = drag.stopped_by.map(|bound| format!(", stopped by {:?}", bound.cause)).unwrap_or_default();
        let kept = plan.tasks[1].constraint.map(|c| format!(", {:?}", c.kind)).unwrap_or_default();
        let stopped = stopped.split(['(', ' ']).take(4).collect::<Vec<_>>().join(" ");
        assert_eq!(format!("{}{kept}{stopped}", shown(&plan, "B")), expected, "to {to}");
        // A drag that was not stopped told the start beforehand.
        if stopped.is_empty() {
            assert_eq!(schedule(&plan).rows[1].start, drag.start);
        }
    }

    #[test]
    fn a_bar_moves_later_by_a_date_and_earlier_to_what_drives_it() {
        let snet = Some((ConstraintKind::Snet, "2026-06-10"));
        check("A>B", None, "2026-06-09", "Tue 9 Jun – Wed 10 Jun, Snet");
        check("A>B", None, "2026-06-06", "Mon 8 Jun – Tue 9 Jun, Snet");
        check("A>B", None, "2026-06-02", "Thu 4 Jun – Fri 5 Jun, stopped by Dependency");
        check("A>B", None, "2026-06-04", "Thu 4 Jun – Fri 5 Jun");
        check("A>B", snet, "2026-06-08", "Mon 8 Jun – Tue 9 Jun, Snet");
        check("A>B", snet, "2026-06-02", "Thu 4 Jun – Fri 5 Jun, stopped by Dependency");
        check("A>B", snet, "2026-06-04", "Thu 4 Jun – Fri 5 Jun");
        check("", None, "2026-05-04", "Mon 1 Jun – Tue 2 Jun, stopped by ProjectStart");
        check("A>B", Some((ConstraintKind::Pinned, "2026-06-02")), "2026-06-03", "Wed 3 Jun – Thu 4 Jun, Pinned");
        check(
            "A>B",
            Some((ConstraintKind::Fnlt, "2026-06-20")),
            "2026-06-09",
            "Thu 4 Jun – Fri 5 Jun, Fnlt, stopped by Constraint",
        );
    }

    #[test]
    fn a_bar_is_stretched_to_where_its_finish_is_dragged() {
        let mut plan = plan("A 3\nB 2", "A>B");
        let stretch = |plan: &Plan, to| stretch_bar(plan, &schedule(plan), id("B"), at(to));
        plan.apply(stretch(&plan, "2026-06-10T00:00").unwrap()).unwrap();
        assert_eq!(shown(&plan, "B"), "Thu 4 Jun – Tue 9 Jun");
        assert_eq!(stretch(&plan, "2026-06-09T17:00"), None);
        // Begun: what is done stays, what is left changes.
        let half = super::super::enter_percent(&plan, &schedule(&plan), id("B"), 50).unwrap();
        plan.apply(half).unwrap();
        plan.apply(stretch(&plan, "2026-06-11T17:00").unwrap()).unwrap();
        assert_eq!(shown(&plan, "B"), "Thu 4 Jun – Thu 11 Jun");
        let task = &plan.tasks[1];
        assert_eq!(
            (task.duration.minutes, task.progress.percent, task.progress.remaining),
            (6 * 480, 33, Some(4 * 480))
        );
    }

    #[test]
    fn a_task_is_made_longer_as_by_its_end() {
        let mut plan = plan("A 3\nB 2", "A>B");
        let longer = |plan: &Plan, days: i32| lengthen(plan, &schedule(plan), id("B"), days * 480);
        plan.apply(longer(&plan, 2).unwrap()).unwrap();
        assert_eq!(shown(&plan, "B"), "Thu 4 Jun – Tue 9 Jun");
        assert_eq!(longer(&plan, 0), None);
        let half = super::super::enter_percent(&plan, &schedule(&plan), id("B"), 50).unwrap();
        plan.apply(half).unwrap();
        plan.apply(longer(&plan, 2).unwrap()).unwrap();
        assert_eq!(
            (shown(&plan, "B").as_str(), plan.tasks[1].progress.remaining),
            ("Thu 4 Jun – Thu 11 Jun", Some(4 * 480))
        );
        plan.apply(longer(&plan, -9).unwrap()).unwrap();
        assert_eq!(plan.tasks[1].progress.remaining, Some(1));
    }

    #[test]
    fn a_dragged_link_changes_its_lag_in_its_unit() {
        for (wired, to, expected) in [
            ("A>B", "2026-06-08T08:00", "A>B+2d"),
            ("A>B+2d", "2026-06-04T08:00", "A>B"),
            ("A>B", "2026-06-03T08:00", "A>B-1d"),
            ("A>B:SS", "2026-06-02T08:00", "A>B:SS+1d"),
            ("A>B+1ed", "2026-06-05T17:00", "A>B+2ed"),
            ("A>B+10%", "2026-06-08T08:00", "A>B+66%"),
        ] {
            let mut plan = plan("A 3\nB 2", wired);
            let edit = drag_link(&plan, &schedule(&plan), link(wired).0, at(to));
            plan.apply(edit.unwrap()).unwrap();
            assert_eq!(links(&plan), expected, "{wired} to {to}");
        }
    }
}
