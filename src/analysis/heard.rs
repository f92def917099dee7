//! What the client heard, as asked about many promises and problems at once: each part is worked out when it is first
//! asked for, and then kept.

use super::downstream::Network;
use super::tellings::{Telling, tellings};
use crate::plan::{Plan, TaskId};
use crate::project::record::Tellable;
use crate::project::{ProblemId, Project, Promise};
use chrono::NaiveDate;
use std::cell::OnceCell;
use std::collections::BTreeMap;

/// The occasions on which the client was told something, and what they touch in a plan: the project's own, or a
/// scenario's. Made for one look, and gone with it.
pub struct Heard<'a> {
    pub project: &'a Project,
    pub plan: &'a Plan,
    tellings: OnceCell<Vec<Telling>>,
    network: OnceCell<Network<'a>>,
    /// By problem: the rows that may move with it.
    touched: BTreeMap<ProblemId, OnceCell<Vec<bool>>>,
}

impl<'a> Heard<'a> {
    pub fn of(project: &'a Project, plan: &'a Plan) -> Heard<'a> {
        let touched = project.problems.keys().map(|id| (*id, OnceCell::new())).collect();
        Heard { project, plan, tellings: OnceCell::new(), network: OnceCell::new(), touched }
    }

    /// Every occasion, the oldest first.
    pub fn tellings(&self) -> &[Telling] {
        self.tellings.get_or_init(|| tellings(self.project))
    }

    pub fn network(&self) -> &Network<'a> {
        self.network.get_or_init(|| Network::of(self.plan))
    }

    /// Whether a problem touches a task, or something it waits for.
    pub fn reaches(&self, problem: ProblemId, task: TaskId) -> bool {
        let Some(found) = self.project.problems.get(&problem) else { return false };
        if found.tasks.contains(&task) {
            return true;
        }
        let Some(touched) = self.touched.get(&problem) else { return false };
        let rows = touched.get_or_init(|| self.network().downstream(&found.tasks));
        self.network().is_among(rows, task)
    }

    /// The day the client was told of a promise's date: the day it was said, or that of an earlier conversation or
    /// report about it, its step, or a problem that reaches it.
    pub fn told_on(&self, promise: &Promise, at: usize) -> Option<NaiveDate> {
        let said = promise.sayings.get(at)?;
        Some(self.told_before(promise, at).unwrap_or(said.said_on))
    }

    /// Whether a conversation or a report shows that the client was told of a promise's date.
    pub fn is_logged(&self, promise: &Promise, at: usize) -> bool {
        let Some(said) = promise.sayings.get(at) else { return false };
        let fact = Tellable::Promise { promise: promise.id, date: said.date };
        self.told_before(promise, at).is_some() || self.tellings().iter().any(|one| one.facts.contains(&fact))
    }

    /// The first conversation or report about a promise's date, up to the day it was said.
    fn told_before(&self, promise: &Promise, at: usize) -> Option<NaiveDate> {
        let said = promise.sayings.get(at)?;
        let before = at.checked_sub(1).and_then(|at| promise.sayings.get(at)).map(|said| said.said_on);
        let counts = |on: NaiveDate| on <= said.said_on && before.is_none_or(|before| on >= before);
        let early = self.tellings().iter().filter(|one| counts(one.on));
        early.filter(|one| self.tells(one, promise, Some(said.date))).map(|one| one.on).min()
    }

    /// The day somebody was told that an open promise will not hold as it stands, counted from its last date on.
    pub fn warned_on(&self, promise: &Promise) -> Option<NaiveDate> {
        let last = promise.sayings.last()?;
        let since = self.tellings().iter().filter(|one| one.on >= last.said_on);
        since.filter(|one| self.tells(one, promise, None)).map(|one| one.on).min()
    }

    /// Whether an occasion is about a promise's step or a problem that reaches it; or about its date, where one is given.
    fn tells(&self, one: &Telling, promise: &Promise, date: Option<NaiveDate>) -> bool {
        one.facts.iter().any(|fact| match *fact {
            Tellable::Promise { promise: id, date: told } => id == promise.id && Some(told) == date,
            Tellable::Moved { task, .. } => task == promise.task,
            Tellable::Problem(id) => self.reaches(id, promise.task),
            _ => false,
        })
    }
}
