//! The promise ledger: every promise with what became of it, the notice that was given, and the whole in one line.

use super::heard::Heard;
use super::promises::{PromiseNow, PromiseState, promises_heard};
use super::told::untold_moves;
use crate::plan::TaskId;
use crate::project::Project;
use crate::schedule::Schedule;
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// One promise in the ledger.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    pub now: PromiseNow,
    /// Every date that was said, the oldest first, with the day it was told and the civil days of notice that were left
    /// to the date it replaced; none for the first.
    pub sayings: Vec<Said>,
    /// The day the client was told that the date which holds will not be kept, and the days of notice that left. None
    /// where the plan has moved on since, and nobody told that.
    pub warned: Option<(NaiveDate, i64)>,
    /// Why it was missed: as it was said, else why its last date was said; empty where nobody did.
    pub why: String,
}

/// A date as it was said and told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub date: NaiveDate,
    pub told_on: NaiveDate,
    pub notice: Option<i64>,
    /// A conversation or a report shows that it was told; without one, notice is counted from the day it was said.
    pub logged: bool,
    pub reason: String,
}

/// Every promise, by the date that holds.
pub fn ledger(project: &Project, schedule: &Schedule, today: NaiveDate) -> Vec<Entry> {
    ledger_heard(&Heard::of(project, &project.plan), schedule, today)
}

/// As [`ledger`], where what was told is known already.
pub fn ledger_heard(heard: &Heard, schedule: &Schedule, today: NaiveDate) -> Vec<Entry> {
    let standing = promises_heard(heard, schedule, today);
    let untold = match standing.iter().any(|now| now.delivered.is_none() && now.is_broken()) {
        true => untold_moves(heard.project, schedule, today),
        false => BTreeSet::new(),
    };
    let mut all: Vec<Entry> = standing.into_iter().filter_map(|now| entry(heard, &untold, now)).collect();
    all.sort_by_key(|entry| (entry.now.date, entry.now.id));
    all
}

fn entry(heard: &Heard, untold: &BTreeSet<TaskId>, now: PromiseNow) -> Option<Entry> {
    let promise = heard.project.promises.get(&now.id)?;
    let said = |(at, saying): (usize, &crate::project::Saying)| {
        let told_on = heard.told_on(promise, at)?;
        let before = at.checked_sub(1).and_then(|at| promise.sayings.get(at));
        let notice = before.filter(|before| saying.date > before.date).map(|before| days(told_on, before.date));
        let logged = heard.is_logged(promise, at);
        Some(Said { date: saying.date, told_on, notice, logged, reason: saying.reason.clone() })
    };
    let sayings: Vec<Said> = promise.sayings.iter().enumerate().filter_map(said).collect();
    let known = now.forecast.is_some() && !untold.contains(&promise.task);
    let warned = heard.warned_on(promise).filter(|_| known);
    let warned = warned.map(|on| (on, days(on, now.date)));
    let reasons = sayings.iter().rev().map(|said| said.reason.trim());
    let why = [promise.why_missed.trim()].into_iter().chain(reasons).find(|why| !why.is_empty());
    let why = why.unwrap_or_default().to_owned();
    Some(Entry { now, sayings, warned, why })
}

/// How many promises came to what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Count {
    pub all: usize,
    /// Delivered on or before a date that was never moved later.
    pub kept: usize,
    /// Of them, before it.
    pub early: usize,
    /// Days of notice of each that moved in time.
    pub moved: Vec<i64>,
    /// Days of notice of each that moved late.
    pub moved_late: Vec<i64>,
    /// Why each was missed, as far as it was said.
    pub missed: Vec<String>,
    pub at_risk: usize,
    pub open: usize,
}

/// The whole of it.
pub fn count(ledger: &[Entry]) -> Count {
    let mut count = Count { all: ledger.len(), ..Count::default() };
    for entry in ledger {
        let notice = || entry.sayings.iter().filter_map(|said| said.notice).min().unwrap_or(0);
        match entry.now.state {
            PromiseState::Open => count.open += 1,
            PromiseState::AtRisk { .. } => count.at_risk += 1,
            PromiseState::Kept => count.kept += 1,
            PromiseState::Early { .. } => (count.kept, count.early) = (count.kept + 1, count.early + 1),
            PromiseState::MovedWithNotice { .. } => count.moved.push(notice()),
            PromiseState::MovedLate { .. } => count.moved_late.push(notice()),
            PromiseState::Missed { .. } => count.missed.push(entry.why.clone()),
        }
    }
    count
}

/// `11 promises: 8 kept, 3 of them early; 2 moved with 14 and 9 days’ notice; 1 missed: the supplier closed.`
pub fn summary(count: &Count) -> String {
    if count.all == 0 {
        return "No promises yet.".to_owned();
    }
    let mut parts = Vec::new();
    match (count.kept, count.early) {
        (0, _) => {}
        (kept, 0) => parts.push(format!("{kept} kept")),
        (1, 1) => parts.push("1 kept, early".to_owned()),
        (kept, early) if kept == early => parts.push(format!("{kept} kept, all of them early")),
        (kept, early) => parts.push(format!("{kept} kept, {early} of them early")),
    }
    parts.extend(moved("moved with", &count.moved));
    parts.extend(moved("moved late, with", &count.moved_late));
    if !count.missed.is_empty() {
        let why: Vec<&str> = count.missed.iter().map(|why| why.as_str()).filter(|why| !why.is_empty()).collect();
        let why = if why.is_empty() { String::new() } else { format!(": {}", why.join("; ")) };
        parts.push(format!("{} missed{why}", count.missed.len()));
    }
    if count.at_risk > 0 {
        parts.push(format!("{} at risk", count.at_risk));
    }
    if count.open > 0 {
        parts.push(format!("{} open", count.open));
    }
    let s = if count.all == 1 { "" } else { "s" };
    format!("{} promise{s}: {}.", count.all, parts.join("; "))
}

fn moved(how: &str, notice: &[i64]) -> Option<String> {
    let numbers: Vec<String> = notice.iter().map(i64::to_string).collect();
    let list = match numbers.as_slice() {
        [] => return None,
        [one] => one.clone(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    };
    let days = if notice == [1] { "day’s" } else { "days’" };
    Some(format!("{} {how} {list} {days} notice", notice.len()))
}

fn days(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Duration, Moment, Task, TaskId};
    use crate::project::record::{Conversation, ConversationId, Tellable};
    use crate::project::{Problem, ProblemId, Promise, PromiseId, Saying};

    #[test]
    fn the_whole_is_said_in_one_line() {
        let check = |count: Count, expected: &str| assert_eq!(summary(&count), expected);
        check(Count::default(), "No promises yet.");
        let count = Count {
            all: 11,
            kept: 8,
            early: 3,
            moved: vec![14, 9],
            missed: vec!["the supplier closed".into()],
            ..Count::default()
        };
        check(
            count,
            "11 promises: 8 kept, 3 of them early; 2 moved with 14 and 9 days’ notice; 1 missed: the supplier closed.",
        );
        check(Count { all: 1, kept: 1, early: 1, ..Count::default() }, "1 promise: 1 kept, early.");
        check(
            Count { all: 2, moved_late: vec![1], open: 1, ..Count::default() },
            "2 promises: 1 moved late, with 1 day’s notice; 1 open.",
        );
    }

    /// Design takes 1–12 June, was promised for the 10th, then for the 30th.
    #[test]
    fn notice_is_counted_from_the_day_it_was_told_to_the_promised_date() {
        let day = |n: u32| NaiveDate::from_ymd_opt(2026, 6, n).unwrap();
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        project.plan.tasks.push(Task::new(TaskId(2), 0, "Design", Duration::working(10 * 480)));
        let saying = |said, date, reason: &str| Saying {
            said_on: day(said),
            date: day(date),
            reason: reason.into(),
            chance: None,
        };
        let promise = Promise {
            client_visible: true,
            sayings: vec![saying(1, 10, ""), saying(9, 30, "illness")],
            ..Promise::new(PromiseId(7), TaskId(2))
        };
        project.promises.insert(promise.id, promise);
        let found = |project: &Project| {
            let ledger = ledger(project, &project.schedule(), day(9));
            (ledger[0].sayings[1].clone(), ledger[0].now.state)
        };
        let (said, state) = found(&project);
        assert_eq!((said.notice, state), (Some(1), PromiseState::MovedLate { days: 1 }));
        assert!(!said.logged);
        // A call in which it was told, though later, shows that they know; what is counted stays.
        let told = vec![Tellable::Promise { promise: PromiseId(7), date: day(30) }];
        let call = Conversation { told, ..Conversation::new(ConversationId(9), day(10)) };
        project.record.conversations.insert(call.id, call);
        let (said, state) = found(&project);
        assert_eq!((said.notice, said.logged, state), (Some(1), true, PromiseState::MovedLate { days: 1 }));
        project.record.conversations.clear();
        // The problem it comes from was told in a call a week before: no date was told with it.
        let problem = Problem { tasks: vec![TaskId(2)], ..Problem::new(ProblemId(8), day(2)) };
        project.problems.insert(problem.id, problem);
        let log = |project: &mut Project, told: Vec<Tellable>| {
            let call = Conversation { told, ..Conversation::new(ConversationId(9), day(2)) };
            project.record.conversations.insert(call.id, call);
        };
        log(&mut project, vec![Tellable::Problem(ProblemId(8))]);
        assert_eq!((found(&project).0.notice, found(&project).0.logged), (Some(1), false));
        // Nor was it told by a day that still kept what was promised.
        log(&mut project, vec![Tellable::Moved { task: TaskId(2), to: day(10) }]);
        assert_eq!((found(&project).0.notice, found(&project).0.logged), (Some(1), false));
        log(&mut project, vec![Tellable::Problem(ProblemId(8)), Tellable::Moved { task: TaskId(2), to: day(12) }]);
        let (said, state) = found(&project);
        assert_eq!((said.told_on, said.notice, said.logged), (day(2), Some(8), true));
        assert_eq!(state, PromiseState::MovedWithNotice { days: 8 });
        // The first date of all was told by being said, whatever was told before.
        let first = ledger(&project, &project.schedule(), day(9))[0].sayings[0].clone();
        assert_eq!((first.told_on, first.logged), (day(1), false));
        project.record.rules.notice_days = 8;
        assert_eq!(found(&project).1, PromiseState::MovedLate { days: 8 });
    }
    /// Design takes 1–12 June and was promised for the 10th; nobody has said another date.
    #[test]
    fn they_know_of_what_they_were_told_and_of_no_more() {
        let day = |n: u32| NaiveDate::from_ymd_opt(2026, 6, n).unwrap();
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        project.plan.tasks.push(Task::new(TaskId(2), 0, "Design", Duration::working(10 * 480)));
        let saying = Saying::new(day(1), day(10));
        let promise = Promise { client_visible: true, sayings: vec![saying], ..Promise::new(PromiseId(7), TaskId(2)) };
        project.promises.insert(promise.id, promise);
        let told = vec![Tellable::Moved { task: TaskId(2), to: day(12) }];
        let call = Conversation { told, ..Conversation::new(ConversationId(9), day(3)) };
        project.record.conversations.insert(call.id, call);
        let warned = |project: &Project| ledger(project, &project.schedule(), day(4))[0].warned;
        assert_eq!(warned(&project), Some((day(3), 7)));
        // It slips again: that they were not told.
        project.plan.tasks[0].duration = Duration::working(12 * 480);
        assert_eq!(warned(&project), None);
    }

    #[test]
    fn a_missed_promise_says_why_even_where_one_date_was_said() {
        let day = |n: u32| NaiveDate::from_ymd_opt(2026, 6, n).unwrap();
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        project.plan.tasks.push(Task::new(TaskId(2), 0, "Design", Duration::working(10 * 480)));
        let said = crate::prepare::Said::default();
        let edit = crate::prepare::promise(&project, TaskId(2), day(10), day(1), said).unwrap();
        project.apply(edit).unwrap();
        let said = |project: &Project| summary(&count(&ledger(project, &project.schedule(), day(15))));
        assert_eq!(said(&project), "1 promise: 1 missed.");
        let promise = project.promises.values().next().unwrap();
        let edit = crate::prepare::say_why_missed(promise, " the supplier closed ").unwrap();
        project.apply(edit).unwrap();
        assert_eq!(said(&project), "1 promise: 1 missed: the supplier closed.");
    }
}
