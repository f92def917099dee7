//! Where levers are tried: one working copy of the plan, its compiled network, and a count of how often it was asked.

use super::Options;
use super::chain::chain;
use super::change::Change;
use super::clocks::{Clocks, calendar_of};
use super::lever::{Lever, Outlook, Pull, What};
use super::levers::Along;
use crate::edit::{PlanEdit, TaskField};
use crate::plan::{CalendarId, Constraint, ConstraintKind, DependencyKind, Duration, Lag, Moment, Plan, TaskId};
use crate::schedule::{self, Engine, LateBound, Schedule, WorkingTime, schedule_within};
use chrono::NaiveDate;
use std::collections::HashMap;
use std::rc::Rc;

/// What a preview costs of what may be spent; compiling the plan anew; bridging a step; a bench of its own. Measured on
/// 1,000 and 10,000 tasks, and rounded.
const PREVIEW: u64 = 1;
const COMPILE: u64 = 4;
const BRIDGE: u64 = 60;
const BENCH: u64 = 10;
/// What may be spent, for one task: a plan of 333 or fewer gets 30,000 previews, one of 1,000 gets 10,000, and none less
/// than 1,500. What comes nearest is then still made small.
const PURSE: u64 = 10_000_000;
const MOST: u64 = 30_000;
const LEAST: u64 = 1_500;
const LAST: u64 = 200;

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
    /// Rows by id; rows that are not to be touched, those with a link to one, those with a link that is more than one
    /// after the other, and those others wait for.
    rows: Rc<HashMap<TaskId, usize>>,
    locked: Rc<[bool]>,
    beside: Vec<bool>,
    lagged: Vec<bool>,
    leads: Vec<bool>,
    options: Options,
    /// What was carried out before.
    done: Option<Change>,
    left: u64,
    cut: bool,
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
        let rows = plan.tasks.iter().enumerate().map(|(row, task)| (task.id, row)).collect();
        let mut locked: Vec<bool> = plan.tasks.iter().map(|task| task.locked).collect();
        // What holds for a summary holds for all below it.
        for (row, parent) in plan.parents().into_iter().enumerate() {
            locked[row] |= parent.is_some_and(|parent| locked[parent]);
        }
        let left = (PURSE / plan.tasks.len().max(1) as u64).clamp(LEAST, MOST);
        Bench::over(plan, promised, (target, date, options), (Rc::new(rows), locked.into()), left)
    }

    fn over(
        plan: Plan,
        promised: &'a [LateBound],
        (target, date, options): (TaskId, NaiveDate, Options),
        (rows, locked): (Rc<HashMap<TaskId, usize>>, Rc<[bool]>),
        left: u64,
    ) -> Option<Bench<'a>> {
        let row = *rows.get(&target)?;
        let engine = Engine::within(&plan, promised);
        let schedule = engine.schedule();
        let time = WorkingTime::of(&plan, plan.settings.calendar);
        let none = || vec![false; locked.len()];
        let (mut beside, mut lagged, mut leads) = (none(), none(), none());
        for (key, lag) in &plan.dependencies {
            let (Some(from), Some(to)) = (rows.get(&key.predecessor), rows.get(&key.successor)) else { continue };
            beside[*from] |= locked[*to];
            beside[*to] |= locked[*from];
            let odd = key.kind != DependencyKind::FS || !lag.is_zero();
            lagged[*from] |= odd;
            lagged[*to] |= odd;
            leads[*from] = true;
        }
        let (at, done) = (Moment::end_of(date), None);
        Some(Bench {
            plan,
            promised,
            engine,
            schedule,
            target,
            row,
            at,
            time,
            rows,
            locked,
            beside,
            lagged,
            leads,
            options,
            done,
            left,
            cut: false,
        })
    }

    /// The bench after a pull, sharing what is left to spend; give it back with [`Bench::settle`].
    pub fn after(&self, pull: &Pull) -> Option<Bench<'a>> {
        let mut plan = self.plan.clone();
        plan.restore(pull.edit.clone()).ok()?;
        let question = (self.target, self.at.date_as_finish(), self.options);
        let shared = (Rc::clone(&self.rows), Rc::clone(&self.locked));
        let bench = Bench::over(plan, self.promised, question, shared, self.left.saturating_sub(BENCH))?;
        Some(Bench { done: Some(pull.change.clone()), ..bench })
    }

    /// What another bench has spent is spent.
    pub fn settle(&mut self, other: &Bench) {
        self.left = other.left;
        self.cut |= other.cut;
    }

    /// Something was not tried for want of what may be spent.
    pub fn is_cut(&self) -> bool {
        self.cut
    }

    /// A little more, for the last question.
    pub fn grant(&mut self) {
        self.left = self.left.max(LAST);
    }

    fn is_spent(&mut self) -> bool {
        self.cut |= self.left == 0;
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
        let Bench { plan, schedule, locked, beside, rows, target, options, .. } = self;
        let (target, today) = (*target, options.today);
        Along { plan, schedule, locked, beside, rows, target, today }.levers(&chain, &mut clocks)
    }

    /// Pulls levers, each by its steps, one after the other, and takes them back. `None` when the plan cannot take one,
    /// when what is locked would be touched, or when nothing is left to spend.
    pub fn pull(&mut self, levers: &[(&Lever, i32)]) -> Option<Tried> {
        if self.is_spent() {
            return None;
        }
        let (mut pulls, mut back): (Vec<Pull>, Vec<PlanEdit>) = (Vec::new(), Vec::new());
        let mut changes: Option<Vec<schedule::Change>> = Some(Vec::new());
        for (lever, n) in levers {
            let outlook = Outlook { plan: &self.plan, rows: &self.rows };
            let Some(pull) = lever.pull(&outlook, *n).filter(|pull| !self.links_locked(&pull.edit)) else { break };
            let more = if changes.is_some() { previews(&self.plan, &pull.edit) } else { None };
            pulls.push(pull);
            match (&mut changes, more) {
                (Some(changes), Some(more)) => changes.extend(more),
                // From here on the plan itself is changed, and what comes next is written on what it then is.
                _ => {
                    let fit = |pull: &Pull| self.plan.restore(pull.edit.clone());
                    let Ok(taken) = pulls[back.len()..].iter().map(fit).collect::<Result<Vec<_>, _>>() else { break };
                    back.extend(taken);
                    changes = None;
                }
            }
        }
        let whole = pulls.len() == levers.len() && (changes.is_some() || back.len() == pulls.len());
        let finish = if whole { self.reached(&pulls, changes) } else { None };
        while let Some(inverse) = back.pop() {
            // What was just done can be taken back.
            let _ = self.plan.restore(inverse);
        }
        Some(Tried { pulls, finish: finish? })
    }

    /// When the target is finished with what was pulled; `None` when that does what none may.
    fn reached(&mut self, pulls: &[Pull], changes: Option<Vec<schedule::Change>>) -> Option<Moment> {
        if let (Some(changes), None) = (&changes, &self.done) {
            self.left = self.left.saturating_sub(PREVIEW);
            return self.engine.finish_after(self.target, changes);
        }
        let bridges = |pull: &Pull| matches!(pull.change, Change::Drop { .. } | Change::Postpone { .. });
        let cost = if pulls.iter().any(bridges) { BRIDGE } else { COMPILE };
        self.left = self.left.saturating_sub(if changes.is_some() { PREVIEW } else { cost });
        let found = match changes {
            Some(changes) => self.engine.preview(&changes),
            None => schedule_within(&self.plan, self.promised),
        };
        let mut all = pulls.iter().map(|pull| &pull.change).chain(&self.done);
        if all.any(|change| self.disturbs(change, &found)) {
            None
        } else {
            found.rows.get(self.row).map(|row| row.finish)
        }
    }

    /// When the target is finished with a lever at its full length. Bridging is dear, so where a step is one after the
    /// other, in no summary whose end is asked for, what it comes to is read off the same step without length; it comes
    /// to no less. (A step without length still ends its summary; one that is left out does not.)
    pub fn full(&mut self, lever: &Lever) -> Option<Moment> {
        let changes = match &lever.what {
            What::Drop(task) | What::Postpone { task, .. } => {
                let row = *self.rows.get(task)?;
                let known = &self.plan.tasks[row];
                let plain = known.constraint.is_none() && known.manual.is_none() && known.levelling_delay == 0;
                let plain = plain && !self.lagged[row] && known.progress.actual_start.is_none();
                let plain = plain && !self.plan.ancestor_rows(row).any(|above| above == self.row || self.leads[above]);
                plain.then(|| vec![schedule::Change::Duration(*task, Duration::ZERO)])
            }
            What::Together { link, whole } => {
                let lead = Duration { minutes: whole.minutes.saturating_neg(), ..*whole };
                let plain = self.plan.dependencies.get(link).is_some_and(|lag| lag.is_zero());
                plain.then(|| vec![schedule::Change::Lag(*link, Lag::Time(lead))])
            }
            _ => None,
        };
        match changes {
            Some(changes) if !self.is_spent() => {
                self.left = self.left.saturating_sub(PREVIEW);
                self.engine.finish_after(self.target, &changes)
            }
            _ => self.pull(&[(lever, lever.most)]).map(|tried| tried.finish),
        }
    }

    /// Whether the plan takes an edit by its rules.
    pub fn takes(&mut self, edit: &PlanEdit) -> bool {
        self.plan.apply(edit.clone()).and_then(|inverse| self.plan.restore(inverse)).is_ok()
    }

    /// What a lever comes to at a number of steps, without what follows from it.
    pub fn draft(&self, lever: &Lever, n: i32) -> Option<Pull> {
        lever.pull(&Outlook { plan: &self.plan, rows: &self.rows }, n)
    }

    pub fn row_of(&self, id: TaskId) -> Option<usize> {
        self.rows.get(&id).copied()
    }

    /// Whether a link at either end of a locked task would change: bridges reach further than the step they stand for.
    fn links_locked(&self, edit: &PlanEdit) -> bool {
        let locked = |id: TaskId| self.row_of(id).is_some_and(|row| self.locked[row]);
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
            _ => change.tasks().into_iter().filter_map(|id| self.row_of(id)).any(under_way),
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
