//! The chain that drives a task: from its finish back, from driver to driver, to what holds the first of them.

use super::clocks::{Clocks, left};
use crate::plan::{ConstraintKind, DependencyKey, DependencyKind, Moment, Plan, ProgressRule, TaskId};
use crate::schedule::{Bound, Cause, Schedule};
use std::collections::HashSet;

/// Steps followed at most.
const LONGEST: usize = 400;

/// One thing on the chain; rows are those of the plan.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Step {
    /// The task lies on the chain from `from` to `to`; `work` when its length counts.
    Task {
        row: usize,
        from: Moment,
        to: Moment,
        work: bool,
    },
    Link(DependencyKey),
    /// The task's constraint.
    Date(usize),
    /// Its dates held by hand.
    Hand(usize),
    /// Its levelling delay.
    Delay(usize),
    /// The plan's start, which holds this task.
    Start(usize),
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum End {
    Start,
    Finish,
}

/// The chain that holds the finish of the task at `row`, from there backwards.
pub(super) fn chain(plan: &Plan, schedule: &Schedule, row: usize, clocks: &mut Clocks) -> Vec<Step> {
    let mut walk = Walk { plan, schedule, clocks, steps: Vec::new() };
    let (mut at, mut seen) = (Some((row, End::Finish)), HashSet::new());
    while let Some((row, end)) = at.filter(|at| walk.steps.len() < LONGEST && seen.insert(*at)) {
        at = walk.back(row, end);
    }
    walk.steps
}

struct Walk<'a> {
    plan: &'a Plan,
    schedule: &'a Schedule,
    clocks: &'a mut Clocks,
    steps: Vec<Step>,
}

impl Walk<'_> {
    /// Goes on to what drives one end of the task at `row`.
    fn back(&mut self, row: usize, end: End) -> Option<(usize, End)> {
        let (task, at) = (self.plan.tasks.get(row)?, self.schedule.rows.get(row)?);
        if at.summary {
            let held = task.manual.and_then(|dates| if end == End::Start { dates.start } else { dates.finish });
            match held {
                Some(_) => self.steps.push(Step::Hand(row)),
                None => return Some((self.outermost(row, end)?, end)),
            }
            return None;
        }
        if task.progress.actual_finish.is_some() {
            return None;
        }
        let bound = match at.driver.cause {
            Cause::ActualStart => at.runner_up.filter(|bound| self.resumes_at(row, *bound)),
            _ => Some(at.driver),
        };
        let work = end == End::Finish && !bound.is_some_and(|bound| self.binds_finish(row, bound.cause));
        let to = if end == End::Finish { at.finish } else { at.start };
        let from = bound.map_or(at.start, |bound| bound.at).min(at.start);
        self.steps.push(Step::Task { row, from, to, work });
        self.follow(row, bound?)
    }

    /// Goes on behind one bound on the task at `row`.
    fn follow(&mut self, row: usize, bound: Bound) -> Option<(usize, End)> {
        match bound.cause {
            Cause::Dependency(key) => self.over(key),
            Cause::Constraint(_) | Cause::AsLateAsPossible => self.end(Step::Date(row)),
            Cause::Manual => self.end(Step::Hand(row)),
            Cause::ProjectStart => self.end(Step::Start(row)),
            Cause::Ancestor(id) => self.above(id, bound.at),
            Cause::LevellingDelay => {
                self.steps.push(Step::Delay(row));
                let next = self.schedule.rows.get(row)?.runner_up?;
                if next.cause == Cause::LevellingDelay { None } else { self.follow(row, next) }
            }
            Cause::StatusDate | Cause::ActualStart | Cause::Child(_) => None,
        }
    }

    fn end(&mut self, step: Step) -> Option<(usize, End)> {
        self.steps.push(step);
        None
    }

    fn over(&mut self, key: DependencyKey) -> Option<(usize, End)> {
        self.steps.push(Step::Link(key));
        let end = match key.kind {
            DependencyKind::FS | DependencyKind::FF => End::Finish,
            DependencyKind::SS | DependencyKind::SF => End::Start,
        };
        Some((self.plan.position(key.predecessor)?, end))
    }

    /// What a summary demands of everything below: its own date, or the latest of its links.
    fn above(&mut self, id: TaskId, at: Moment) -> Option<(usize, End)> {
        let row = self.plan.position(id)?;
        let task = &self.plan.tasks[row];
        if task.constraint.is_some_and(|c| c.kind == ConstraintKind::Snet && c.date == at) {
            return self.end(Step::Date(row));
        }
        if task.manual.is_some_and(|dates| dates.start == Some(at)) {
            return self.end(Step::Hand(row));
        }
        let mut latest: Option<(Moment, DependencyKey)> = None;
        for link in self.plan.predecessors(id) {
            let Some(from) = self.plan.position(link.key.predecessor).and_then(|row| self.schedule.rows.get(row))
            else {
                continue;
            };
            let begin = match link.key.kind {
                DependencyKind::FS | DependencyKind::FF => from.finish,
                DependencyKind::SS | DependencyKind::SF => from.start,
            };
            let at = self.clocks.lagged(self.plan, self.schedule, link.key, link.lag, begin);
            if latest.is_none_or(|(known, _)| at > known) {
                latest = Some((at, link.key));
            }
        }
        self.over(latest?.1)
    }

    /// The leaf below a summary that starts first or finishes last.
    fn outermost(&self, row: usize, end: End) -> Option<usize> {
        let mut found: Option<usize> = None;
        let mut off: Option<u16> = None;
        for below in self.plan.subtree(row).skip(1) {
            let task = &self.plan.tasks[below];
            off = off.filter(|level| task.level > *level).or(task.inactive.then_some(task.level));
            let at = self.schedule.rows.get(below)?;
            let further = found.and_then(|found| self.schedule.rows.get(found)).is_none_or(|known| match end {
                End::Start => at.start < known.start,
                End::Finish => at.finish > known.finish,
            });
            if !at.summary && off.is_none() && further {
                found = Some(below);
            }
        }
        found
    }

    /// Whether it is the finish that the bound holds: the length of the task then moves its start alone.
    fn binds_finish(&self, row: usize, cause: Cause) -> bool {
        match cause {
            Cause::Dependency(key) => matches!(key.kind, DependencyKind::FF | DependencyKind::SF),
            Cause::Constraint(ConstraintKind::Fnet | ConstraintKind::Mfo) => true,
            Cause::Manual => self.plan.tasks[row].manual.is_some_and(|dates| dates.finish.is_some()),
            _ => false,
        }
    }

    /// Whether what is left of a task that has begun waits for this bound.
    fn resumes_at(&mut self, row: usize, bound: Bound) -> bool {
        let (plan, task) = (self.plan, &self.plan.tasks[row]);
        let waits = plan.settings.progress_rule == ProgressRule::RetainedLogic;
        let Some(at) = self.schedule.rows.get(row) else { return false };
        waits && self.clocks.task(plan, task).add(bound.at, left(task)) >= at.finish
    }
}
