//! *What changes*: one sentence from a comparison. Cause, what float absorbs, the finish, promises, cost, notice. For the
//! client it names only what they see, and neither float nor money.

mod atoms;
mod cause;
mod effect;
#[cfg(test)]
mod tests;

pub(super) use atoms::changes;
pub(super) use cause::told_by_name;

use super::weights::Weight;
use super::{Absorbed, Comparison, Moved};
use crate::edit::PlanEdit;
use crate::plan::{Plan, Task, TaskId};
use crate::project::Project;
use crate::words::{Dates, Sentence, days, days_in_full, task_name};
use atoms::Atom;

/// Who reads the sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum For {
    Us,
    /// Names of private tasks and promises, float and money stay out.
    Client,
}

/// What the sentence is about.
#[derive(Clone, Copy, Debug)]
pub struct Change<'a> {
    /// Its plan is the one without the edits: what values were before.
    pub project: &'a Project,
    /// The plan with them, for names of tasks that are new.
    pub now: &'a Plan,
    pub cause: Cause<'a>,
    /// What float takes of each edit, where there are several; of a single one the comparison says it.
    pub absorbed: &'a [Absorbed],
    /// What each edit weighs, in their order: what matters most is told by name. Empty: the first ones are.
    pub weights: &'a [Weight],
    /// Edits that no longer apply.
    pub skipped: usize,
    /// The three letters amounts are written with.
    pub currency: &'a str,
    pub dates: &'a Dates,
}

/// What leads from the one state to the other.
#[derive(Clone, Copy, Debug)]
pub enum Cause<'a> {
    /// These edits, the one being dragged last.
    Edits(&'a [&'a PlanEdit]),
    /// Nothing that can be listed: the other state.
    Against(Other<'a>),
}

/// A state that another one is held against, by its name among us: the client is told of none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Other<'a> {
    Scenario(&'a str),
    Version(&'a str),
    Baseline(&'a str),
}

/// What changes, in one sentence.
pub fn what_changes(change: &Change, comparison: &Comparison, whom: For) -> Sentence {
    let atoms = match change.cause {
        Cause::Edits(edits) => atoms::net(&change.project.plan, edits),
        Cause::Against(_) => Vec::new(),
    };
    let say = Say { change, comparison, whom, atoms };
    let (cause, causes) = say.cause();
    if let (Cause::Edits(edits), 0, true) = (change.cause, causes, comparison.is_nothing()) {
        let text = if edits.is_empty() { "Nothing has changed yet" } else { "The changes cancel each other out" };
        return Sentence::default().say(text).join(say.skipped()).say(".");
    }
    let effect = say.effect(causes);
    let said = if cause.0.is_empty() { effect.capital() } else { cause.say(": ").join(effect) };
    said.join(say.skipped()).say(".")
}

/// One sentence in the making.
struct Say<'a> {
    change: &'a Change<'a>,
    comparison: &'a Comparison,
    whom: For,
    /// What the edits come to.
    atoms: Vec<Atom<'a>>,
}

impl Say<'_> {
    fn plan(&self) -> &Plan {
        &self.change.project.plan
    }

    fn is_client(&self) -> bool {
        self.whom == For::Client
    }

    fn task(&self, id: TaskId) -> Option<&Task> {
        self.plan().task(id).or_else(|| self.change.now.task(id))
    }

    /// Whether its name may be said.
    fn may_name(&self, id: TaskId) -> bool {
        !self.is_client() || self.task(id).is_some_and(|task| task.client_visible)
    }

    /// Its name, wherever it still is.
    fn name(&self, said: Sentence, id: TaskId) -> Sentence {
        let plan = if self.plan().position(id).is_some() { self.plan() } else { self.change.now };
        said.named(id, task_name(plan, id))
    }

    /// `5 d`; for the client `5 days`.
    fn length(&self, minutes: i32) -> String {
        let write = if self.is_client() { days_in_full } else { days };
        write(minutes, &self.plan().settings.hours, self.change.dates.locale)
    }

    /// What is there before and after, and not a summary. What was cut in two ends with its last part.
    fn leaves(&self) -> impl Iterator<Item = Moved> + '_ {
        let there = self.comparison.moved.iter().filter(|one| !one.summary && one.then.is_some() && one.now.is_some());
        there.filter_map(|one| self.whole(*one))
    }

    fn whole(&self, one: Moved) -> Option<Moved> {
        let Some(last) = self.last_part(one.id) else { return Some(one) };
        let at = self.comparison.moved.iter().find(|moved| moved.id == last).and_then(|moved| moved.now);
        let now = one.now.map(|now| (now.0, at.map_or(now.1, |at| at.1.max(now.1))));
        (one.then != now).then_some(Moved { now, ..one })
    }

    /// The last of the parts a task was cut into.
    fn last_part(&self, task: TaskId) -> Option<TaskId> {
        let cut = |task: &TaskId| {
            self.atoms.iter().find_map(|atom| match atom {
                Atom::Split(first, _, second) if first == task => Some(*second),
                _ => None,
            })
        };
        std::iter::successors(cut(&task), cut).take(self.atoms.len()).last()
    }

    /// `+5 d`, `−2 d`.
    fn signed(&self, minutes: i32) -> String {
        let plus = if minutes > 0 { "+" } else { "" };
        format!("{plus}{}", self.length(minutes))
    }

    fn skipped(&self) -> Sentence {
        match self.change.skipped {
            // Edits are ours.
            _ if self.is_client() => Sentence::default(),
            0 => Sentence::default(),
            1 => Sentence::default().say("; 1 change no longer applies"),
            count => Sentence::default().say(format!("; {count} changes no longer apply")),
        }
    }
}

/// `A`, `A and B`, `A, B and C`.
fn listed(items: Vec<Sentence>) -> Sentence {
    let last = items.len().saturating_sub(1);
    let mut said = Sentence::default();
    for (at, item) in items.into_iter().enumerate() {
        let between = match at {
            0 => "",
            at if at == last => " and ",
            _ => ", ",
        };
        said = if between.is_empty() { said } else { said.say(between) };
        said = said.join(item);
    }
    said
}

/// `2 more changes`.
fn more(count: usize, what: &str) -> Sentence {
    let s = if count == 1 { "" } else { "s" };
    Sentence::default().say(format!("{count} more {what}{s}"))
}
