//! What the client heard, as asked about many promises and problems at once: each part is worked out when it is first
//! asked for, and then kept.

use super::downstream::Network;
use super::tellings::{Telling, tellings};
use crate::plan::{Plan, TaskId};
use crate::project::record::Tellable;
use crate::project::{ProblemId, Project, Promise, PromiseId};
use chrono::NaiveDate;
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap};

/// The occasions on which the client was told something, and what they touch in a plan: the project's own, or a
/// scenario's. Made for one look, and gone with it.
pub struct Heard<'a> {
    pub project: &'a Project,
    pub plan: &'a Plan,
    tellings: OnceCell<Vec<Telling>>,
    told: OnceCell<ToldDates>,
    network: OnceCell<Network<'a>>,
    /// By problem: the rows that may move with it.
    touched: BTreeMap<ProblemId, OnceCell<Vec<bool>>>,
}

impl<'a> Heard<'a> {
    pub fn of(project: &'a Project, plan: &'a Plan) -> Heard<'a> {
        let touched = project.problems.keys().map(|id| (*id, OnceCell::new())).collect();
        Heard { project, plan, tellings: OnceCell::new(), told: OnceCell::new(), network: OnceCell::new(), touched }
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
    /// report in which they heard it, or heard that the date before would not hold.
    pub fn told_on(&self, promise: &Promise, at: usize) -> Option<NaiveDate> {
        let said = promise.sayings.get(at)?;
        Some(self.told_before(promise, at).unwrap_or(said.said_on))
    }

    /// Whether a conversation or a report shows that the client was told of a promise's date.
    pub fn is_logged(&self, promise: &Promise, at: usize) -> bool {
        let Some(said) = promise.sayings.get(at) else { return false };
        let mut dates = self.told().dates(promise.id).iter();
        self.told_before(promise, at).is_some() || dates.any(|(_, date)| *date == said.date)
    }

    /// The first conversation or report about a promise's date, from the saying before up to the day it was said. The
    /// first date of all is told by being said.
    fn told_before(&self, promise: &Promise, at: usize) -> Option<NaiveDate> {
        let (said, before) = (promise.sayings.get(at)?, promise.sayings.get(at.checked_sub(1)?)?);
        let between = |on: NaiveDate| before.said_on <= on && on <= said.said_on;
        let told = self.told();
        let dates = told.dates(promise.id).iter().filter(|(_, date)| *date == said.date);
        let moves = told.moves(promise.task).iter().filter(|(_, to)| *to > before.date);
        dates.chain(moves).map(|(on, _)| *on).filter(|on| between(*on)).min()
    }

    /// The day somebody was told that an open promise will not hold as it stands, counted from its last date on: that its
    /// step comes later than that. What they heard of a problem says nothing of a date.
    pub fn warned_on(&self, promise: &Promise) -> Option<NaiveDate> {
        self.warnings(promise).map(|(on, _)| on).min()
    }

    /// The day they heard last that the step of an open promise will come, where that is past its date.
    pub fn warned_of(&self, promise: &Promise) -> Option<NaiveDate> {
        self.warnings(promise).last().map(|(_, to)| to)
    }

    /// When they were told that a promise will not hold, and the day they heard instead; the oldest first.
    fn warnings(&self, promise: &Promise) -> impl Iterator<Item = (NaiveDate, NaiveDate)> {
        let last = promise.sayings.last().map(|said| (said.said_on, said.date));
        let moves = self.told().moves(promise.task).iter().copied();
        moves.filter(move |(on, to)| last.is_some_and(|(said_on, date)| *on >= said_on && *to > date))
    }

    fn told(&self) -> &ToldDates {
        self.told.get_or_init(|| ToldDates::of(self.tellings()))
    }
}

/// Dates the client heard, the oldest telling first: the day of the telling, the date that was told.
#[derive(Default)]
struct ToldDates {
    promised: HashMap<PromiseId, Vec<(NaiveDate, NaiveDate)>>,
    moved: HashMap<TaskId, Vec<(NaiveDate, NaiveDate)>>,
}

impl ToldDates {
    fn of(tellings: &[Telling]) -> ToldDates {
        let mut told = ToldDates::default();
        for one in tellings {
            for fact in &one.facts {
                match *fact {
                    Tellable::Promise { promise, date } => {
                        told.promised.entry(promise).or_default().push((one.on, date));
                    }
                    Tellable::Moved { task, to } => told.moved.entry(task).or_default().push((one.on, to)),
                    _ => {}
                }
            }
        }
        told
    }

    fn dates(&self, promise: PromiseId) -> &[(NaiveDate, NaiveDate)] {
        self.promised.get(&promise).map_or(&[], Vec::as_slice)
    }

    fn moves(&self, task: TaskId) -> &[(NaiveDate, NaiveDate)] {
        self.moved.get(&task).map_or(&[], Vec::as_slice)
    }
}
