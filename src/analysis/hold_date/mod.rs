//! *Hold a date*, worked backwards: the smallest single changes of a plan that let a task be finished by a day, pairs of
//! them where no single one does, and the best that falls short where nothing holds.
//!
//! Only what lies on the chain that drives the task can bring it forward, so the chain is where changes are looked for
//! ([`chain`]); each [`lever`] on it is tried at its full length and then made as small as still holds ([`search`]).
//! Every answer was scheduled before it is given; nothing is estimated.
//!
//! A task marked as not to be touched ([`Task::locked`](crate::plan::Task)) keeps all its facts: length, dates, and every
//! link at either end of it, so a step beside it is not dropped either, and no working day is added on which it would
//! itself be at work. Its dates may still move with what it waits for. Finished work is history.

mod bench;
mod bridged;
mod chain;
mod change;
mod clocks;
mod days;
mod lever;
mod levers;
mod rank;
mod search;
mod sentence;

pub use change::Change;

use crate::edit::PlanEdit;
use crate::plan::{Moment, Plan, TaskId};
use crate::schedule::LateBound;
use chrono::NaiveDate;

/// Suggestions listed at most.
pub const MOST: usize = 24;

/// What a search is told beside the plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// No work is added and no start moved to before this day.
    pub today: Option<NaiveDate>,
}

/// What can be done for a task to be finished by the end of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Hold {
    pub target: TaskId,
    pub date: NaiveDate,
    /// When it is finished as the plan stands.
    pub finish: Moment,
    /// It holds as the plan stands; nothing is suggested then.
    pub holds: bool,
    /// Working minutes of the plan's calendar to spare; negative = short.
    pub room: i32,
    /// It is finished: nothing can change that.
    pub over: bool,
    /// Single changes, else pairs, each of which holds the date; the smallest first.
    pub suggestions: Vec<Suggestion>,
    /// Where nothing holds: what comes nearest.
    pub nearest: Option<Suggestion>,
    /// The search ended before everything was tried; only large plans come to this.
    pub cut_short: bool,
}

/// One change of the plan, or two together.
#[derive(Clone, Debug, PartialEq)]
pub struct Suggestion {
    pub changes: Vec<Change>,
    /// All of it as one edit, for the plan it was found for.
    pub edit: PlanEdit,
    /// Working minutes; a calendar day counts as a working day of the plan.
    pub size: i32,
    /// The tasks whose facts change, in outline order; for a working day those it is for.
    pub tasks: Vec<TaskId>,
    /// One of them has begun and is not done.
    pub in_progress: bool,
    /// When the held task is finished then.
    pub finish: Moment,
    /// Working minutes of the plan's calendar to spare then; negative = short.
    pub room: i32,
}

impl Suggestion {
    /// Its kinds in stable words for scripts, a pair joined: `shorten`, `lead+saturday`.
    pub fn kinds(&self) -> String {
        self.changes.iter().map(Change::kind).collect::<Vec<_>>().join("+")
    }
}

/// The changes that let `target` be finished by the end of `date`; `promised` are the late bounds the plan is scheduled
/// with. `None` when the task is not in the plan.
pub fn hold_date(
    plan: &Plan,
    promised: &[LateBound],
    target: TaskId,
    date: NaiveDate,
    options: Options,
) -> Option<Hold> {
    let mut bench = bench::Bench::new(plan.clone(), promised, target, date, options)?;
    let (finish, room) = (bench.now(), bench.room(bench.now()));
    let over = plan.task(target)?.progress.actual_finish.is_some();
    let holds = bench.holds(finish);
    let (suggestions, nearest) = if holds || over { (Vec::new(), None) } else { search::search(&mut bench) };
    let cut_short = bench.is_cut();
    Some(Hold { target, date, finish, holds, room, over, suggestions, nearest, cut_short })
}

/// The rows of a script: `rank change uids size finish_of_held_task`, tab-separated, the smallest first. A pair is
/// joined by `+`, ids by commas, the size is in working minutes.
pub fn table(hold: &Hold) -> Vec<String> {
    let row = |(rank, found): (usize, &Suggestion)| {
        let uids: Vec<String> = found.tasks.iter().map(|task| task.0.to_string()).collect();
        format!("{}\t{}\t{}\t{}\t{}", rank + 1, found.kinds(), uids.join(","), found.size, found.finish)
    };
    hold.suggestions.iter().enumerate().map(row).collect()
}
