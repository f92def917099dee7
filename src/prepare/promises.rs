//! Promises as edits: said for the first time, said anew, delivered, taken back. What was said stays: a new date is one
//! more saying, never a change to an old one.

use crate::plan::TaskId;
use crate::project::{Edit, Project, Promise, PromiseId, Saying};
use chrono::NaiveDate;

/// What stands around the first date of a promise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    pub words: String,
    pub to: String,
}

/// Promises `date` for a task. Private until it is shown to the client.
pub fn promise(project: &Project, task: TaskId, date: NaiveDate, said_on: NaiveDate, said: Said) -> Option<Edit> {
    project.plan.task(task)?;
    let saying = Saying::new(said_on, date);
    let Said { words, to } = said;
    let id = PromiseId(project.plan.fresh_id());
    Some(put(Promise { words, to, sayings: vec![saying], ..Promise::new(id, task) }))
}

/// Says another date for what was promised. `None` where that date holds already.
pub fn promise_anew(promise: &Promise, date: NaiveDate, said_on: NaiveDate, reason: &str) -> Option<Edit> {
    let saying = Saying { said_on, date, reason: reason.trim().to_owned(), chance: None };
    changed(promise, |promise| {
        if promise.date() != Some(date) {
            promise.sayings.push(saying);
        }
    })
}

/// The words of a promise.
pub fn word_promise(promise: &Promise, words: &str) -> Option<Edit> {
    changed(promise, |promise| promise.words = words.trim().to_owned())
}

/// To whom it was said.
pub fn promise_to(promise: &Promise, to: &str) -> Option<Edit> {
    changed(promise, |promise| promise.to = to.trim().to_owned())
}

/// Why a date was said anew, and on which day it was said: typed after the fact, they complete what was said.
pub fn complete_saying(promise: &Promise, at: usize, said_on: NaiveDate, reason: &str) -> Option<Edit> {
    changed(promise, |promise| {
        if let Some(saying) = promise.sayings.get_mut(at) {
            saying.said_on = said_on;
            saying.reason = reason.trim().to_owned();
        }
    })
}

/// The day it was delivered; `None` opens it again.
pub fn deliver(promise: &Promise, on: Option<NaiveDate>) -> Option<Edit> {
    changed(promise, |promise| promise.delivered_on = on)
}

/// Why it was missed: the client sees it where they see the promise.
pub fn say_why_missed(promise: &Promise, why: &str) -> Option<Edit> {
    changed(promise, |promise| promise.why_missed = why.trim().to_owned())
}

/// The client sees it among their promises, or does not.
pub fn show_promise(promise: &Promise, visible: bool) -> Option<Edit> {
    changed(promise, |promise| promise.client_visible = visible)
}

/// Removes a promise with all that was said: for one that was never given.
pub fn remove_promise(id: PromiseId) -> Edit {
    Edit::Promise { id, promise: None }
}

/// The promise a date typed for a task is about: of those open, the one due first.
pub fn open_promise(project: &Project, task: TaskId) -> Option<&Promise> {
    let of_task = project.promises.values().filter(|promise| promise.task == task && promise.is_open());
    of_task.min_by_key(|promise| (promise.date(), promise.id))
}

fn put(promise: Promise) -> Edit {
    Edit::Promise { id: promise.id, promise: Some(Box::new(promise)) }
}

fn changed(promise: &Promise, change: impl FnOnce(&mut Promise)) -> Option<Edit> {
    let mut new = promise.clone();
    change(&mut new);
    (new != *promise).then(|| put(new))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::testing::{id, plan};
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn project() -> Project {
        let mut project = Project::new("", crate::plan::Moment::start_of(day("2026-06-01")));
        project.plan = plan("A 5\nB 2", "A>B");
        project
    }

    /// Every saying, and what else there is to a promise.
    fn picture(project: &Project) -> String {
        let saying = |s: &Saying| {
            let reason = if s.reason.is_empty() { String::new() } else { format!(" ({})", s.reason) };
            format!("{} said {}{reason}", s.date.format("%d %b"), s.said_on.format("%d %b"))
        };
        let one = |promise: &Promise| {
            let said: Vec<String> = promise.sayings.iter().map(saying).collect();
            let done = promise.delivered_on.map(|on| format!(", delivered {}", on.format("%d %b"))).unwrap_or_default();
            let seen = if promise.client_visible { ", seen" } else { "" };
            format!("“{}” to {}: {}{done}{seen}", promise.words, promise.to, said.join(", "))
        };
        project.promises.values().map(one).collect::<Vec<_>>().join("\n")
    }

    /// Carries out what `make` prepares, shows the promises, and proves that one undo takes it back.
    fn check(project: &mut Project, make: impl Fn(&Project) -> Option<Edit>, expected: &str) {
        let before = project.clone();
        let edit = make(project).unwrap();
        let inverse = project.apply(edit).unwrap();
        assert_eq!(picture(project), expected);
        let mut undone = project.clone();
        undone.restore(inverse).unwrap();
        assert_eq!(undone, before);
    }

    #[test]
    fn what_was_said_stays_whatever_is_said_later() {
        let mut project = project();
        let said = Said { words: "You can try it".into(), to: "Anna".into() };
        let first = |p: &Project| promise(p, id("B"), day("2026-06-12"), day("2026-06-01"), said.clone());
        check(&mut project, first, "“You can try it” to Anna: 12 Jun said 01 Jun");
        let known = |p: &Project| open_promise(p, id("B")).cloned().unwrap();
        check(
            &mut project,
            |p| promise_anew(&known(p), day("2026-06-19"), day("2026-06-05"), " illness "),
            "“You can try it” to Anna: 12 Jun said 01 Jun, 19 Jun said 05 Jun (illness)",
        );
        assert_eq!(promise_anew(&known(&project), day("2026-06-19"), day("2026-06-08"), ""), None, "it holds already");
        check(
            &mut project,
            |p| complete_saying(&known(p), 1, day("2026-06-04"), "Ben was ill"),
            "“You can try it” to Anna: 12 Jun said 01 Jun, 19 Jun said 04 Jun (Ben was ill)",
        );
        check(
            &mut project,
            |p| show_promise(&known(p), true),
            "“You can try it” to Anna: 12 Jun said 01 Jun, 19 Jun said 04 Jun (Ben was ill), seen",
        );
        check(
            &mut project,
            |p| deliver(&known(p), Some(day("2026-06-18"))),
            "“You can try it” to Anna: 12 Jun said 01 Jun, 19 Jun said 04 Jun (Ben was ill), delivered 18 Jun, seen",
        );
        assert_eq!(open_promise(&project, id("B")), None);
        check(&mut project, |p| p.promises.keys().next().map(|id| remove_promise(*id)), "");
    }

    #[test]
    fn a_date_typed_is_about_the_open_promise_due_first() {
        let mut project = project();
        for date in ["2026-06-19", "2026-06-12"] {
            let edit = promise(&project, id("A"), day(date), day("2026-06-01"), Said::default()).unwrap();
            project.apply(edit).unwrap();
        }
        assert_eq!(open_promise(&project, id("A")).and_then(Promise::date), Some(day("2026-06-12")));
        assert_eq!(open_promise(&project, id("B")), None);
        assert_eq!(promise(&project, TaskId(9999), day("2026-06-12"), day("2026-06-01"), Said::default()), None);
    }
}
