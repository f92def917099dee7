//! Two states of a plan against each other: the plan and a scenario, two scenarios, the plan and a version. What moves and
//! what holds it then, the finish, the promises, the cost, the critical path. A baseline, which knows dates alone, is
//! compared by the same walk ([`moves`]).
//!
//! It runs at every step of a drag, so it is one walk over the rows, and rows that stand in the same place in both
//! states need no lookup.

use super::cost::{cost_of_preview, is_dropped, plan_cost, survey};
use super::effective::edited;
use super::promises::{PromiseNow, promises_by};
use crate::edit::PlanEdit;
use crate::plan::{Moment, Money, Plan, TaskId};
use crate::project::{BaselineDates, Project, PromiseId};
use crate::schedule::{Bound, Schedule, TaskSchedule, WorkingTime};
use chrono::NaiveDate;
use std::collections::HashMap;

/// A state of the plan.
#[derive(Clone, Copy, Debug)]
pub struct State<'a> {
    pub plan: &'a Plan,
    pub schedule: &'a Schedule,
    /// What the schedule has already and the plan has not: a gesture that lasts.
    pub preview: Option<&'a PlanEdit>,
}

impl<'a> State<'a> {
    /// A plan and its schedule.
    pub fn of(plan: &'a Plan, schedule: &'a Schedule) -> State<'a> {
        State { plan, schedule, preview: None }
    }

    /// What it comes to in money.
    pub fn cost(&self) -> Money {
        plan_cost(self.plan, self.schedule).plus(self.ahead())
    }

    /// The critical leaves, by start.
    pub fn critical(&self) -> Vec<TaskId> {
        let mut rows: Vec<&TaskSchedule> = self.schedule.rows.iter().filter(|at| at.critical && !at.summary).collect();
        rows.sort_by_key(|at| (at.start, at.finish));
        rows.into_iter().map(|at| at.id).collect()
    }

    /// What is dragged costs more than the plan says.
    fn ahead(&self) -> Money {
        self.preview.map(|edit| cost_of_preview(self.plan, self.schedule, edit)).unwrap_or_default()
    }
}

/// What differs between two states. Pairs are then and now; lengths are working minutes of the project's own calendar,
/// so that both directions agree.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// In outline order, what is new and what is gone among them, the gone ones last.
    pub moved: Vec<Moved>,
    /// Leaves that stay where they are, with another total float.
    pub floats: Vec<FloatChange>,
    pub finish: (Moment, Moment),
    pub finish_slip: i32,
    /// Every promise that names a date, moved or not.
    pub promises: Vec<PromiseChange>,
    pub cost: (Money, Money),
}

/// A task whose dates differ.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Moved {
    pub id: TaskId,
    /// `None`: not there, or out of the network.
    pub then: Option<(Moment, Moment)>,
    pub now: Option<(Moment, Moment)>,
    /// How much later it finishes.
    pub slip: i32,
    pub start_slip: i32,
    /// Of an edited task: the part of its slip that does not reach the finish.
    pub absorbed: i32,
    /// Total float.
    pub float: (i32, i32),
    /// The edits are about it.
    pub edited: bool,
    /// What holds its start now.
    pub reason: Option<Bound>,
    pub summary: bool,
    pub milestone: bool,
}

/// A task that has more or less room where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FloatChange {
    pub id: TaskId,
    pub float: (i32, i32),
    pub edited: bool,
}

/// A promise then and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PromiseChange {
    pub id: PromiseId,
    pub task: TaskId,
    pub then: PromiseNow,
    pub now: PromiseNow,
}

/// What becomes of a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    Broken,
    /// Broken then already, and later now.
    Worse,
    /// Still broken, by less.
    Better,
    Mended,
    /// Kept or broken as before; its forecast may have moved.
    Same,
}

impl PromiseChange {
    /// How much later it comes.
    pub fn slip(&self) -> i32 {
        self.now.late_by.saturating_sub(self.then.late_by)
    }

    /// What becomes of it. One that was delivered stays as it is.
    pub fn turn(&self) -> Turn {
        match (self.then.is_broken(), self.now.is_broken()) {
            _ if self.now.delivered.is_some() => Turn::Same,
            (false, true) => Turn::Broken,
            (true, false) => Turn::Mended,
            (true, true) if self.slip() > 0 || self.then.forecast.is_some() && self.now.forecast.is_none() => {
                Turn::Worse
            }
            (true, true) if self.slip() < 0 || self.then.forecast != self.now.forecast => Turn::Better,
            _ => Turn::Same,
        }
    }
}

impl Comparison {
    /// Nothing differs, neither dates nor float, promises or cost.
    pub fn is_nothing(&self) -> bool {
        self.moved.is_empty()
            && self.floats.is_empty()
            && self.finish.0 == self.finish.1
            && self.cost.0 == self.cost.1
            && self.promises.iter().all(|promise| promise.then == promise.now)
    }
}

/// `now` against `then`. `edits` are what leads from one to the other, where that is known: they say which tasks are
/// edited.
pub fn compare(project: &Project, then: State, now: State, edits: &[&PlanEdit], today: NaiveDate) -> Comparison {
    let span = (then.schedule.start.min(now.schedule.start), then.schedule.finish.max(now.schedule.finish));
    let time = WorkingTime::of(&project.plan, project.plan.settings.calendar).nearby(span.0, span.1);
    let mut tasks: Vec<TaskId> = edited(edits.iter().copied()).into_iter().collect();
    tasks.sort_unstable();
    let is_edited = |id: TaskId| tasks.binary_search(&id).is_ok();
    let (mut moved, mut floats) = (Vec::new(), Vec::new());
    let facts = (survey(then.plan, then.schedule), survey(now.plan, now.schedule));
    let sides = (
        Side { rows: &then.schedule.rows, dropped: facts.0.0.as_deref() },
        Side { rows: &now.schedule.rows, dropped: facts.1.0.as_deref() },
    );
    let finish = (then.schedule.finish, now.schedule.finish);
    let finish_slip = time.work(finish.0, finish.1);
    walk(&sides.0, &sides.1, |id, then, now| {
        let same =
            matches!((then, now), (Some(then), Some(now)) if then.start == now.start && then.finish == now.finish);
        if !same {
            let mut task = moved_between(&time, id, then, now);
            task.edited = is_edited(id);
            task.absorbed = if task.edited { task.slip.saturating_sub(finish_slip.max(0)).max(0) } else { 0 };
            moved.push(task);
        } else if let (Some(then), Some(now)) = (then, now)
            && then.total_float != now.total_float
            && !now.summary
        {
            floats.push(FloatChange { id, float: (then.total_float, now.total_float), edited: is_edited(id) });
        }
    });
    let promised = |state: &State| promises_by(&time, project, state.plan, state.schedule, today);
    let change = |(then, now): (PromiseNow, PromiseNow)| PromiseChange { id: now.id, task: now.task, then, now };
    Comparison {
        moved,
        floats,
        finish,
        finish_slip,
        promises: promised(&then).into_iter().zip(promised(&now)).map(change).collect(),
        cost: (facts.0.1.plus(then.ahead()), facts.1.1.plus(now.ahead())),
    }
}

/// What moved between dates known from elsewhere, such as a baseline, and a schedule.
pub fn moves<A: Dated, B: Dated>(time: &WorkingTime, then: &[A], now: &[B]) -> Vec<Moved> {
    let mut moved = Vec::new();
    walk(&Side { rows: then, dropped: None }, &Side { rows: now, dropped: None }, |id, then, now| {
        let dates = (then.map(|at| at.dates()), now.map(|at| at.dates()));
        if dates.0 != dates.1 {
            moved.push(moved_between(time, id, then, now));
        }
    });
    moved
}

/// Something that knows when a task is.
pub trait Dated {
    fn id(&self) -> TaskId;
    /// Start, and finish as an exclusive boundary.
    fn dates(&self) -> (Moment, Moment);
    /// What a schedule knows beyond that.
    fn scheduled(&self) -> Option<&TaskSchedule> {
        None
    }
}

impl Dated for TaskSchedule {
    fn id(&self) -> TaskId {
        self.id
    }
    fn dates(&self) -> (Moment, Moment) {
        (self.start, self.finish)
    }
    fn scheduled(&self) -> Option<&TaskSchedule> {
        Some(self)
    }
}

impl Dated for (TaskId, BaselineDates) {
    fn id(&self) -> TaskId {
        self.0
    }
    fn dates(&self) -> (Moment, Moment) {
        (self.1.start, self.1.finish)
    }
}

/// The rows of a state, and which of them are out of the network.
struct Side<'a, R> {
    rows: &'a [R],
    dropped: Option<&'a [bool]>,
}

impl<'a, R: Dated> Side<'a, R> {
    fn at(&self, row: usize) -> Option<&'a R> {
        self.rows.get(row).filter(|_| !is_dropped(self.dropped, row))
    }
}

/// Shows every task of either side, those of `now` first, in order.
fn walk<A: Dated, B: Dated>(then: &Side<A>, now: &Side<B>, mut show: impl FnMut(TaskId, Option<&A>, Option<&B>)) {
    let aligned = then.rows.len() == now.rows.len() && then.rows.iter().zip(now.rows).all(|(a, b)| a.id() == b.id());
    let mut tell = |id, a: Option<&A>, b: Option<&B>| {
        if a.is_some() || b.is_some() {
            show(id, a, b);
        }
    };
    if aligned {
        for (row, at) in now.rows.iter().enumerate() {
            tell(at.id(), then.at(row), now.at(row));
        }
        return;
    }
    let mut rest: HashMap<TaskId, usize> = then.rows.iter().enumerate().map(|(row, at)| (at.id(), row)).collect();
    for (row, at) in now.rows.iter().enumerate() {
        let old = rest.remove(&at.id());
        tell(at.id(), old.and_then(|row| then.at(row)), now.at(row));
    }
    for (row, at) in then.rows.iter().enumerate().filter(|(_, at)| rest.contains_key(&at.id())) {
        tell(at.id(), then.at(row), None);
    }
}

fn moved_between<A: Dated, B: Dated>(time: &WorkingTime, id: TaskId, then: Option<&A>, now: Option<&B>) -> Moved {
    let dates = (then.map(Dated::dates), now.map(Dated::dates));
    let (slip, start_slip) = match dates {
        (Some(then), Some(now)) => (time.work(then.1, now.1), time.work(then.0, now.0)),
        _ => (0, 0),
    };
    let (old, new) = (then.and_then(Dated::scheduled), now.and_then(Dated::scheduled));
    let known = new.or(old);
    let float = |at: Option<&TaskSchedule>| at.or(known).map_or(0, |at| at.total_float);
    Moved {
        id,
        then: dates.0,
        now: dates.1,
        slip,
        start_slip,
        absorbed: 0,
        float: (float(old), float(new)),
        edited: false,
        reason: new.map(|at| at.driver),
        summary: known.is_some_and(|at| at.summary),
        milestone: known.is_some_and(|at| at.milestone),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::edit::TaskField;
    use crate::plan::{DependencyKey, DependencyKind, Duration, Lag, Task};
    use crate::project::{Promise, Saying};

    /// Design 5 d and Print 2 d before Build 5 d before Live, promised for Friday 12 June 2026; Extra waits for nothing.
    fn project() -> Project {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        let tasks = [(2, "Design", 5), (3, "Print", 2), (4, "Build", 5), (5, "Live", 0), (6, "Extra", 1)];
        for (id, name, days) in tasks {
            project.plan.tasks.push(Task::new(TaskId(id), 0, name, Duration::working(days * 480)));
        }
        for (from, to) in [(2, 4), (3, 4), (4, 5)] {
            let key = DependencyKey { predecessor: TaskId(from), successor: TaskId(to), kind: DependencyKind::FS };
            project.plan.dependencies.insert(key, Lag::default());
        }
        let date = "2026-06-12".parse().unwrap();
        let promise = Promise {
            words: "You can try it".into(),
            client_visible: true,
            sayings: vec![Saying::new("2026-06-01".parse().unwrap(), date)],
            ..Promise::new(PromiseId(20), TaskId(5))
        };
        project.promises.insert(promise.id, promise);
        project
    }

    fn takes(task: u32, days: i32) -> PlanEdit {
        PlanEdit::Set { task: TaskId(task), field: TaskField::Duration(Duration::working(days * 480)) }
    }

    fn under(project: &Project, edits: &[PlanEdit]) -> (Comparison, Comparison) {
        let mut plan = project.plan.clone();
        edits.iter().for_each(|edit| drop(plan.apply(edit.clone()).unwrap()));
        let (before, after) = (project.schedule(), crate::schedule::schedule_within(&plan, &project.promised()));
        let states = (State::of(&project.plan, &before), State::of(&plan, &after));
        let edits: Vec<&PlanEdit> = edits.iter().collect();
        let today = "2026-06-01".parse().unwrap();
        (compare(project, states.0, states.1, &edits, today), compare(project, states.1, states.0, &edits, today))
    }

    /// A line a moved task, then the finish and the promise.
    #[track_caller]
    fn check(edits: &[PlanEdit], expected: &str) {
        let project = project();
        let (found, _) = under(&project, edits);
        let day = |minutes: i32| format!("{:+}d", minutes / 480);
        let name = |id: TaskId| project.plan.task(id).map_or(format!("#{}", id.0), |task| task.name.clone());
        let mut lines: Vec<String> = found
            .moved
            .iter()
            .map(|m| {
                format!(
                    "{} {} absorbed {}{}",
                    name(m.id),
                    day(m.slip),
                    day(m.absorbed),
                    if m.edited { " edited" } else { "" }
                )
            })
            .collect();
        lines
            .extend(found.floats.iter().map(|f| format!("{} float {} {}", name(f.id), day(f.float.0), day(f.float.1))));
        lines.push(format!("finish {}", day(found.finish_slip)));
        lines.extend(found.promises.iter().map(|p| format!("{:?} {}", p.turn(), day(p.now.late_by))));
        assert_eq!(lines.join("; "), expected);
    }

    #[test]
    fn what_moves_what_float_absorbs_and_what_becomes_of_the_promise() {
        check(&[], "finish +0d; Same +0d");
        check(
            &[takes(3, 7)],
            "Print +5d absorbed +3d edited; Build +2d absorbed +0d; Live +2d absorbed +0d; Extra float +9d +11d; finish +2d; Broken +2d",
        );
        check(&[takes(3, 4)], "Print +2d absorbed +2d edited; finish +0d; Same +0d");
        check(
            &[takes(2, 3)],
            "Design -2d absorbed +0d edited; Build -2d absorbed +0d; Live -2d absorbed +0d; Print float +3d +1d; Extra float +9d +7d; finish -2d; Same -2d",
        );
        check(
            &[PlanEdit::Remove { task: TaskId(4) }],
            "Live -10d absorbed +0d; Build +0d absorbed +0d edited; Extra float +9d +4d; finish -5d; Same -10d",
        );
    }

    #[test]
    fn both_directions_agree() {
        let project = project();
        let more = PlanEdit::Insert {
            place: crate::plan::Place { parent: None, after: None },
            tasks: vec![Task::new(TaskId(30), 0, "New", Duration::working(9000))],
            dependencies: vec![],
        };
        let off = PlanEdit::Set { task: TaskId(3), field: TaskField::Inactive(true) };
        for edits in [vec![takes(3, 7)], vec![takes(2, 3), takes(3, 9)], vec![more], vec![off]] {
            let (there, back) = under(&project, &edits);
            let slips = |c: &Comparison, sign: i32| {
                let mut all: Vec<_> = c.moved.iter().map(|m| (m.id, sign * m.slip, sign * m.start_slip)).collect();
                all.sort();
                all
            };
            assert_eq!(slips(&there, 1), slips(&back, -1));
            assert_eq!((there.finish_slip, there.cost), (-back.finish_slip, (back.cost.1, back.cost.0)));
        }
    }
}
