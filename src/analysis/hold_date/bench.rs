//! Where levers are tried: one working copy of the plan, its compiled network, and a count of how often it was asked.

use super::Options;
use super::chain::chain;
use super::change::Change;
use super::clocks::{Clocks, calendar_of};
use super::lever::{Lever, Pull};
use super::levers::Along;
use crate::edit::{PlanEdit, TaskField};
use crate::plan::{CalendarId, Constraint, ConstraintKind, Moment, Plan, TaskId};
use crate::schedule::{self, Engine, LateBound, Schedule, WorkingTime, schedule_within};
use chrono::NaiveDate;

/// What one preview costs, and what carrying an edit out and compiling the plan anew costs, of what may be spent.
const PREVIEW: u64 = 1;
const COMPILE: u64 = 4;
/// What may be spent, in previews of one task: a plan of 1,000 gets 12,000, one of 10,000 gets 1,200, a small one no more
/// than 20,000 and a large one no less than 300.
const PURSE: u64 = 12_000_000;

pub(super) struct Bench<'a> {
    pub plan: Plan,
    promised: &'a [LateBound],
    engine: Engine,
    schedule: Schedule,
    pub target: TaskId,
    row: usize,
    /// The end of the day to hold.
    at: Moment,
    time: WorkingTime,
    locked: Vec<bool>,
    options: Options,
    /// What was carried out before.
    done: Option<Change>,
    left: u64,
}

/// One or two levers pulled, and what came of it.
pub(super) struct Tried {
    pub pulls: Vec<Pull>,
    pub finish: Moment,
}

impl<'a> Bench<'a> {
    pub fn new(
        plan: Plan,
        promised: &'a [LateBound],
        target: TaskId,
        date: NaiveDate,
        options: Options,
    ) -> Option<Bench<'a>> {
        let row = plan.position(target)?;
        let engine = Engine::within(&plan, promised);
        let schedule = engine.schedule();
        let time = WorkingTime::of(&plan, plan.settings.calendar);
        let mut locked: Vec<bool> = plan.tasks.iter().map(|task| task.locked).collect();
        // What holds for a summary holds for all below it.
        for (row, parent) in plan.parents().into_iter().enumerate() {
            locked[row] |= parent.is_some_and(|parent| locked[parent]);
        }
        let left = (PURSE / plan.tasks.len().max(1) as u64).clamp(300, 20_000);
        let at = Moment::end_of(date);
        Some(Bench { plan, promised, engine, schedule, target, row, at, time, locked, options, done: None, left })
    }

    /// The bench after a pull, sharing what is left to spend; give it back with [`Bench::settle`].
    pub fn after(&self, pull: &Pull) -> Option<Bench<'a>> {
        let mut plan = self.plan.clone();
        plan.apply(pull.edit.clone()).ok()?;
        let date = self.at.date_as_finish();
        let bench = Bench::new(plan, self.promised, self.target, date, self.options)?;
        Some(Bench { left: self.left.saturating_sub(COMPILE), done: Some(pull.change.clone()), ..bench })
    }

    /// What another bench has spent is spent.
    pub fn settle(&mut self, other: &Bench) {
        self.left = other.left;
    }

    /// Nothing more is tried.
    pub fn is_spent(&self) -> bool {
        self.left == 0
    }

    /// When the target is finished as the plan stands.
    pub fn now(&self) -> Moment {
        self.schedule.rows.get(self.row).map_or(self.at, |row| row.finish)
    }

    pub fn holds(&self, finish: Moment) -> bool {
        finish <= self.at
    }

    /// Working minutes to spare.
    pub fn room(&self, finish: Moment) -> i32 {
        self.time.work(finish, self.at)
    }

    /// The levers on the chain that drives the target.
    pub fn levers(&self) -> Vec<Lever> {
        let mut clocks = Clocks::default();
        let chain = chain(&self.plan, &self.schedule, self.row, &mut clocks);
        let Bench { plan, schedule, locked, target, options, .. } = self;
        Along { plan, schedule, locked, target: *target, today: options.today }.levers(&chain, &mut clocks)
    }

    /// Pulls levers, each by its steps, one after the other, and takes them back. `None` when the plan refuses one, when
    /// what is locked would be touched, or when nothing is left to spend.
    pub fn pull(&mut self, levers: &[(&Lever, i32)]) -> Option<Tried> {
        if self.is_spent() {
            return None;
        }
        let (mut pulls, mut back) = (Vec::new(), Vec::new());
        let mut changes: Option<Vec<schedule::Change>> = Some(Vec::new());
        for (lever, n) in levers {
            let Some(pull) = lever.pull(&self.plan, *n).filter(|pull| !self.links_locked(&pull.edit)) else { break };
            let more = previews(&self.plan, &pull.edit);
            let Ok(inverse) = self.plan.apply(pull.edit.clone()) else { break };
            changes = changes.zip(more).map(|(mut all, more)| {
                all.extend(more);
                all
            });
            back.push(inverse);
            pulls.push(pull);
        }
        let whole = pulls.len() == levers.len();
        let found = whole.then(|| match changes {
            Some(changes) => {
                self.left = self.left.saturating_sub(PREVIEW);
                self.engine.preview(&changes)
            }
            None => {
                self.left = self.left.saturating_sub(COMPILE);
                schedule_within(&self.plan, self.promised)
            }
        });
        let changes = || pulls.iter().map(|pull| &pull.change).chain(&self.done);
        let found = found.filter(|found| changes().all(|change| !self.disturbs(change, found)));
        while let Some(inverse) = back.pop() {
            // What was just done can be taken back.
            let _ = self.plan.restore(inverse);
        }
        let finish = found?.rows.get(self.row)?.finish;
        Some(Tried { pulls, finish })
    }

    /// Whether a link at either end of a locked task would change: bridges reach further than the step they stand for.
    fn links_locked(&self, edit: &PlanEdit) -> bool {
        let locked = |id: TaskId| self.plan.position(id).is_some_and(|row| self.locked[row]);
        match edit {
            PlanEdit::Link { link, .. } => locked(link.predecessor) || locked(link.successor),
            PlanEdit::Batch(edits) => edits.iter().any(|edit| self.links_locked(edit)),
            _ => false,
        }
    }

    /// Whether a change does what none may: have a locked task at work on a day that was added, or put work that lay
    /// ahead into days gone by.
    fn disturbs(&self, change: &Change, found: &Schedule) -> bool {
        match change {
            Change::Days { calendar, days, .. } => self.follow(*calendar).filter(|row| self.locked[*row]).any(|row| {
                let at = &found.rows[row];
                days.iter().any(|day| at.start < Moment::end_of(*day) && at.finish > Moment::start_of(*day))
            }),
            Change::Free { .. } | Change::Drop { .. } | Change::Postpone { .. } => self.is_behind_today(found),
            _ => false,
        }
    }

    fn is_behind_today(&self, found: &Schedule) -> bool {
        let Some(today) = self.options.today.map(Moment::start_of) else { return false };
        let rows = self.plan.tasks.iter().zip(self.schedule.rows.iter().zip(&found.rows));
        let ahead =
            rows.filter(|(task, (was, _))| !was.summary && task.progress.actual_start.is_none() && !task.inactive);
        ahead.into_iter().any(|(_, (was, is))| was.start >= today && is.start < today)
    }

    /// Rows of the open leaves that work by a calendar, or by one made from it.
    fn follow(&self, calendar: CalendarId) -> impl Iterator<Item = usize> + '_ {
        let based = move |id: CalendarId| {
            let next = |id: &CalendarId| self.plan.calendars.get(id).and_then(|calendar| calendar.base);
            std::iter::successors(Some(id), next).take(1 + self.plan.calendars.len()).any(|id| id == calendar)
        };
        let rows = self.plan.tasks.iter().zip(&self.schedule.rows).enumerate();
        let open = rows.filter(|(_, (task, at))| !at.summary && task.progress.actual_finish.is_none());
        open.filter(move |(_, (task, _))| based(calendar_of(&self.plan, task))).map(|(row, _)| row)
    }

    /// Whether a change touches work that has begun and is not done.
    pub fn in_progress(&self, change: &Change) -> bool {
        let under_way = |row: usize| super::clocks::under_way(&self.plan.tasks[row]);
        match change {
            Change::Days { calendar, days, .. } => {
                let first = days.first().map(|day| Moment::start_of(*day));
                let goes_on = |row: &usize| first.is_some_and(|first| self.schedule.rows[*row].finish > first);
                self.follow(*calendar).filter(goes_on).any(under_way)
            }
            _ => change.tasks().into_iter().filter_map(|id| self.plan.position(id)).any(under_way),
        }
    }
}

/// An edit as the engine previews it, if it can.
fn previews(plan: &Plan, edit: &PlanEdit) -> Option<Vec<schedule::Change>> {
    use crate::schedule::Change::{Duration, Lag, NotBefore, Progress};
    Some(match edit {
        PlanEdit::Set { task, field: TaskField::Duration(duration) } => vec![Duration(*task, *duration)],
        PlanEdit::Set { task, field: TaskField::Progress(progress) } => vec![Progress(*task, *progress)],
        PlanEdit::Set { task, field: TaskField::Constraint(Some(Constraint { kind: ConstraintKind::Snet, date })) } => {
            vec![NotBefore(*task, *date)]
        }
        PlanEdit::Link { link, lag: Some(lag) } if plan.dependencies.contains_key(link) => vec![Lag(*link, *lag)],
        PlanEdit::Batch(edits) => {
            let each: Option<Vec<Vec<schedule::Change>>> = edits.iter().map(|edit| previews(plan, edit)).collect();
            each?.concat()
        }
        _ => return None,
    })
}
