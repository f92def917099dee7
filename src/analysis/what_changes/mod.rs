//! *What changes*: one sentence from a comparison. Cause, what float absorbs, the finish, promises, cost, notice. For the
//! client it names only what they see, and neither float nor money.

mod atoms;
mod cause;
mod effect;
#[cfg(test)]
mod tests;

pub(super) use cause::told_by_name;

use super::{Absorbed, Comparison};
use crate::edit::PlanEdit;
use crate::plan::{Plan, Task, TaskId};
use crate::project::Project;
use crate::words::{Dates, Sentence, days, task_name};

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
    /// Nothing that can be listed: what the other state is, in words for its reader (`Since “As agreed”`).
    Against(&'a str),
}

/// What changes, in one sentence.
pub fn what_changes(change: &Change, comparison: &Comparison, whom: For) -> Sentence {
    let say = Say { change, comparison, whom };
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

    /// `5 d`.
    fn length(&self, minutes: i32) -> String {
        days(minutes, &self.plan().settings.hours, self.change.dates.locale)
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
