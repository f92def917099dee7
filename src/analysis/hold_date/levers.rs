//! From the chain to the levers on it. What is finished or locked has none, nor has a link at either end of it.

use super::chain::Step;
use super::clocks::{Clocks, as_time, calendar_of, day, left, size, step, under_way};
use super::days;
use super::lever::{Lever, What, steps};
use crate::plan::{
    CalendarId, Constraint, ConstraintKind, DependencyKey, DependencyKind, Duration, ManualDates, Moment, Plan, Task,
    TaskId, Unit,
};
use crate::schedule::{Schedule, WorkingTime};
use chrono::NaiveDate;
use std::collections::HashMap;

/// Days by which a date or a start is moved at most.
const FURTHEST: i32 = 60;

/// The plan a chain runs through, and what it is to bring forward.
pub(super) struct Along<'a> {
    pub plan: &'a Plan,
    pub schedule: &'a Schedule,
    /// Rows that are not to be touched.
    pub locked: &'a [bool],
    /// Rows with a link to one that is not.
    pub beside: &'a [bool],
    pub rows: &'a HashMap<TaskId, usize>,
    pub target: TaskId,
    pub today: Option<NaiveDate>,
}

impl Along<'_> {
    /// The levers on `chain`, those nearest to the target first.
    pub fn levers(&self, chain: &[Step], clocks: &mut Clocks) -> Vec<Lever> {
        let mut found = Vec::new();
        for step in chain {
            match *step {
                Step::Task { row, work: true, .. } => self.on_task(row, &mut found),
                Step::Task { .. } => {}
                Step::Link(key) => self.on_link(key, clocks, &mut found),
                Step::Date(row) => self.on_date(row, clocks, &mut found),
                Step::Hand(row) => self.on_hand(row, clocks, &mut found),
                Step::Delay(row) => self.on_delay(row, &mut found),
                Step::Start(row) => self.on_start(row, clocks, &mut found),
            }
        }
        found.extend(days::days(self, chain, clocks));
        found
    }

    /// The first day on which work can still be added.
    pub fn earliest(&self) -> Option<NaiveDate> {
        self.plan.settings.status_date.map(Moment::date).max(self.today)
    }

    /// When the last task under way that works by a calendar is done.
    pub fn busy_until(&self, calendar: CalendarId) -> Moment {
        let rows = self.plan.tasks.iter().zip(&self.schedule.rows);
        let busy = rows.filter(|(task, _)| under_way(task) && calendar_of(self.plan, task) == calendar);
        busy.map(|(_, at)| at.finish).max().unwrap_or(Moment(i32::MIN))
    }

    /// When locked work that is still to be done by a calendar lies, from when to when.
    pub fn locked_spans(&self, calendar: CalendarId) -> Vec<(Moment, Moment)> {
        let rows = self.plan.tasks.iter().zip(&self.schedule.rows).zip(self.locked);
        let locked = rows.filter(|((task, at), locked)| {
            **locked
                && !at.summary
                && task.progress.actual_finish.is_none()
                && !task.duration.elapsed
                && calendar_of(self.plan, task) == calendar
        });
        locked.map(|((_, at), _)| (at.start, at.finish)).collect()
    }

    fn open(&self, row: usize) -> Option<&Task> {
        self.plan.tasks.get(row).filter(|task| !self.locked[row] && task.progress.actual_finish.is_none())
    }

    fn on_task(&self, row: usize, found: &mut Vec<Lever>) {
        let Some(task) = self.open(row) else { return };
        let (left, step) = (left(task), step(self.plan, task.duration));
        let most = left.saturating_sub(1) / step;
        if most > 0 {
            found.push(Lever { what: What::Shorten(task.id), step, most });
        }
        if left > 0 && task.id != self.target && !self.beside[row] {
            found.push(Lever { what: What::Drop(task.id), step: left, most: 1 });
            let postpone = What::Postpone { task: task.id, behind: self.target };
            if !self.is_locked(self.target) {
                found.push(Lever { what: postpone, step: left, most: 1 });
            }
        }
    }

    fn is_locked(&self, id: TaskId) -> bool {
        self.rows.get(&id).is_some_and(|row| self.locked[*row])
    }

    fn on_link(&self, link: DependencyKey, clocks: &mut Clocks, found: &mut Vec<Lever>) {
        let ends = [link.predecessor, link.successor].map(|id| self.rows.get(&id).copied());
        let [Some(from), Some(to)] = ends else { return };
        let Some(lag) = self.plan.dependencies.get(&link) else { return };
        if self.locked[from] || self.open(to).is_none() {
            return;
        }
        let lag = as_time(self.plan, self.schedule, link, *lag);
        let work = self.length(from);
        let step = if lag.minutes == 0 { step(self.plan, work) } else { step(self.plan, lag) };
        let waits = steps(lag.minutes.max(0), step);
        let can_overlap = link.kind == DependencyKind::FS && self.can_overlap(from, to);
        let whole = work.minutes.saturating_add(lag.minutes.min(0));
        let leads = if can_overlap && !lag.elapsed { whole.saturating_sub(1).max(0) / step } else { 0 };
        if waits + leads > 0 {
            found.push(Lever { what: What::Overlap { link, lag }, step, most: waits + leads });
        }
        let beside = DependencyKey { kind: DependencyKind::SS, ..link };
        let whole = self.span(from, to, clocks).saturating_add(lag.minutes);
        if can_overlap && !lag.elapsed && !self.plan.dependencies.contains_key(&beside) && whole > 0 {
            let step = self::step(self.plan, work);
            let unit = if step < day(self.plan) { Unit::Hour } else { Unit::Day };
            let whole = Duration { unit, ..Duration::working(whole) };
            found.push(Lever { what: What::Together { link, whole }, step, most: steps(whole.minutes, step) });
        }
    }

    /// How long a task is in working time, a summary from its start to its finish.
    fn length(&self, row: usize) -> Duration {
        let long = self.plan.tasks[row].duration;
        match self.schedule.rows.get(row) {
            Some(at) if at.summary => Duration::working(at.duration),
            _ => Duration { minutes: size(self.plan, long.elapsed, long.minutes), elapsed: false, ..long },
        }
    }

    /// From the start of a predecessor to its finish, as lags to the successor count.
    fn span(&self, from: usize, to: usize, clocks: &mut Clocks) -> i32 {
        let calendar = calendar_of(self.plan, &self.plan.tasks[to]);
        let time = clocks.calendar(self.plan, calendar);
        self.schedule.rows.get(from).map_or(0, |at| time.work(at.start, at.finish))
    }

    /// Two tasks can overlap where both have some length; what is finished cannot.
    fn can_overlap(&self, from: usize, to: usize) -> bool {
        let long = |row: usize| self.schedule.rows.get(row).is_some_and(|at| at.start < at.finish);
        let open = |row: usize| self.plan.tasks[row].progress.actual_finish.is_none();
        long(from) && long(to) && open(from) && self.plan.tasks[to].progress.actual_start.is_none()
    }

    fn on_date(&self, row: usize, clocks: &mut Clocks, found: &mut Vec<Lever>) {
        let Some(task) = self.open(row) else { return };
        let (Some(constraint), Some(at)) = (task.constraint, self.schedule.rows.get(row)) else { return };
        let time = clocks.task(self.plan, task);
        let next = at.runner_up.map_or(self.plan.settings.start, |bound| bound.at);
        let gain = match at.summary {
            true => time.work(self.plan.settings.start, constraint.date).max(0),
            false => time.work(time.next_start(next), at.start),
        };
        if constraint.kind == ConstraintKind::Alap || gain > 0 {
            let free = What::Free { task: task.id, gain };
            found.push(Lever { what: free, step: gain, most: 1 });
        }
        if constraint.kind == ConstraintKind::Alap || gain <= 0 {
            return;
        }
        let step = step(self.plan, task.duration);
        let dates = self.earlier(constraint, time, step, gain);
        // All the way is the same as without it.
        let most = (dates.len() as i32).min(steps(gain, step) - 1);
        if most > 0 {
            found.push(Lever { what: What::Move { task: task.id, dates }, step, most });
        }
    }

    /// The dates a constraint may move to, a step each, not before today.
    fn earlier(&self, constraint: Constraint, time: &WorkingTime, step: i32, gain: i32) -> Vec<Moment> {
        use ConstraintKind::{Fnet, Fnlt, Mfo};
        let finish = matches!(constraint.kind, Fnet | Fnlt | Mfo);
        let back = |n: i32| match step < day(self.plan) {
            true => time.add(constraint.date, -step.saturating_mul(n)),
            false => days_back(constraint.date, n, time, finish),
        };
        let first = self.earliest().map(Moment::start_of);
        let most = steps(gain, step).min(FURTHEST);
        (1..=most).map(back).take_while(|at| first.is_none_or(|first| *at >= first)).collect()
    }

    fn on_hand(&self, row: usize, clocks: &mut Clocks, found: &mut Vec<Lever>) {
        let Some(task) = self.open(row).filter(|task| task.progress.actual_start.is_none()) else { return };
        let (Some(dates), Some(at)) = (task.manual, self.schedule.rows.get(row)) else { return };
        let time = clocks.task(self.plan, task);
        // No further than its predecessors let it.
        let next = at.runner_up.map_or(self.plan.settings.start, |bound| bound.at);
        let (step, room) = (step(self.plan, task.duration), time.work(next, at.start).max(0));
        let first = self.earliest().map(Moment::start_of);
        let back = |n: i32| {
            let by = -step.saturating_mul(n);
            let start = dates.start.map(|start| time.add(start, by));
            ManualDates { start, finish: dates.finish.map(|finish| time.prev_finish(time.add(finish, by))), ..dates }
        };
        let fits = |to: &ManualDates| {
            let begin = to.start.or(to.finish);
            begin.is_some() && first.is_none_or(|first| begin.is_some_and(|at| at >= first))
        };
        let dates: Vec<ManualDates> = (1..=(room / step).min(FURTHEST)).map(back).take_while(fits).collect();
        if !dates.is_empty() {
            let most = dates.len() as i32;
            found.push(Lever { what: What::Hand { task: task.id, dates }, step, most });
        }
    }

    fn on_delay(&self, row: usize, found: &mut Vec<Lever>) {
        let Some(task) = self.open(row) else { return };
        let most = steps(task.levelling_delay, 1440);
        if most > 0 {
            found.push(Lever { what: What::Delay(task.id), step: 1440, most });
        }
    }

    /// The plan can begin earlier only while nothing has, and never on a day gone by.
    fn on_start(&self, row: usize, clocks: &mut Clocks, found: &mut Vec<Lever>) {
        let begun = |task: &Task| task.progress.actual_start.is_some() || task.progress.actual_finish.is_some();
        let settings = &self.plan.settings;
        if settings.status_date.is_some() || self.plan.tasks.iter().any(begun) || self.open(row).is_none() {
            return;
        }
        let time = clocks.calendar(self.plan, settings.calendar);
        let first = self.today.map(Moment::start_of);
        let dates = (1..=FURTHEST).map(|n| days_back(settings.start, n, time, false));
        let dates: Vec<Moment> = dates.take_while(|at| first.is_none_or(|first| *at >= first)).collect();
        if !dates.is_empty() {
            let (task, most) = (self.plan.tasks[row].id, dates.len() as i32);
            found.push(Lever { what: What::Start { task, dates }, step: day(self.plan), most });
        }
    }
}

/// The same time of day so many working days before; of a finish the day it closes counts.
fn days_back(at: Moment, days: i32, time: &WorkingTime, finish: bool) -> Moment {
    let first = if finish { at.date_as_finish() } else { at.date() };
    let mut date = first;
    for _ in 0..days {
        // A calendar may be free for long; a year of looking is enough.
        for _ in 0..366 {
            date = date.pred_opt().unwrap_or(date);
            if time.works_on(date) {
                break;
            }
        }
    }
    let back = first.signed_duration_since(date).num_days() as i32;
    Moment(at.0.saturating_sub(back.saturating_mul(1440)))
}
