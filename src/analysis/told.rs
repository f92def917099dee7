//! Told or not told: every fact the client ought to know, since when there is something to know, and in which
//! conversation they heard it.

use super::heard::Heard;
use super::promises::promises_heard;
use crate::plan::{Moment, TaskId};
use crate::project::record::{ConversationId, Tellable};
use crate::project::{Project, ReportId};
use crate::schedule::{Schedule, WorkingTime};
use chrono::NaiveDate;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Something to be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fact {
    pub what: Tellable,
    /// The day from which on it could be told.
    pub since: NaiveDate,
    /// When and where it was told first.
    pub told: Option<(NaiveDate, ToldIn)>,
}

/// Where something was told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ToldIn {
    Conversation(ConversationId),
    /// A report that went out.
    Report(ReportId),
}

/// Every fact of `project` on `today`, the oldest first. The first date of a promise is told by being said; a later one
/// has to be told.
pub fn facts(project: &Project, schedule: &Schedule, today: NaiveDate) -> Vec<Fact> {
    facts_heard(&Heard::of(project, &project.plan), schedule, today)
}

/// As [`facts`], where what was told is known already.
pub fn facts_heard(heard: &Heard, schedule: &Schedule, today: NaiveDate) -> Vec<Fact> {
    let project = heard.project;
    let mut all: Vec<(Tellable, NaiveDate)> = Vec::new();
    for promise in project.promises.values() {
        let later = promise.sayings.iter().skip(1);
        all.extend(later.map(|said| (Tellable::Promise { promise: promise.id, date: said.date }, said.said_on)));
    }
    for problem in project.problems.values().filter(|problem| problem.client_visible) {
        all.push((Tellable::Problem(problem.id), problem.raised_on));
        let options = problem.solutions.values().filter(|option| option.client_visible);
        all.extend(options.map(|option| (Tellable::Solution(option.id), problem.raised_on)));
    }
    let decisions = project.decisions.values().filter(|one| one.client_visible || !one.to_tell.is_empty());
    all.extend(decisions.map(|decision| (Tellable::Decision(decision.id), decision.decided_on)));
    all.extend(delivered(heard, schedule, today));
    all.extend(moved(project, schedule, today));
    let told = first_told(heard);
    // A date that has moved away from the one they heard last is not told, even where they heard it once before.
    let told = |what: Tellable| told.get(&what).copied().filter(|_| !matches!(what, Tellable::Moved { .. }));
    let mut facts: Vec<Fact> = all.into_iter().map(|(what, since)| Fact { what, since, told: told(what) }).collect();
    facts.sort_by_key(|fact| (fact.since, fact.what));
    facts
}

/// When each fact was told first.
fn first_told(heard: &Heard) -> BTreeMap<Tellable, (NaiveDate, ToldIn)> {
    let mut first = BTreeMap::new();
    for telling in heard.tellings() {
        for fact in &telling.facts {
            first.entry(*fact).or_insert((telling.on, telling.place));
        }
    }
    first
}

/// Milestones the client sees that are done, and every promised step that is: a small win is news, whatever it is in the
/// plan.
fn delivered(heard: &Heard, schedule: &Schedule, today: NaiveDate) -> BTreeMap<Tellable, NaiveDate> {
    let rows = heard.project.plan.tasks.iter().zip(&schedule.rows);
    let done = rows.filter(|(task, at)| task.client_visible && at.milestone && !task.inactive);
    let done = done.filter(|(task, _)| task.progress.actual_finish.is_some());
    let promised = promises_heard(heard, schedule, today).into_iter();
    let promised = promised.filter_map(|now| Some((Tellable::Delivered(now.task), now.delivered?)));
    promised.chain(done.map(|(task, at)| (Tellable::Delivered(task.id), at.last_day()))).collect()
}

/// Steps that stand elsewhere than the client heard last, and nobody told them.
pub(super) fn untold_moves(project: &Project, schedule: &Schedule, today: NaiveDate) -> BTreeSet<TaskId> {
    let moved = moved(project, schedule, today).into_iter();
    moved.filter_map(|(what, _)| if let Tellable::Moved { task, .. } = what { Some(task) } else { None }).collect()
}

/// Open milestones the client knows a date of, and that stand elsewhere now by as much as the rules say. One that is promised
/// has moved only when it comes later: days in hand before a promise are ours.
fn moved(project: &Project, schedule: &Schedule, today: NaiveDate) -> Vec<(Tellable, NaiveDate)> {
    let time = WorkingTime::of(&project.plan, project.plan.settings.calendar);
    let least = i32::from(project.record.rules.moved_days.max(1)) * project.plan.settings.hours.minutes_per_day;
    let rows = project.plan.tasks.iter().zip(&schedule.rows);
    let open = project.promises.values().filter(|promise| promise.is_open());
    let promised: HashSet<TaskId> = open.map(|promise| promise.task).collect();
    let open = rows.filter(|(task, at)| {
        let seen = task.client_visible && at.milestone;
        (seen || promised.contains(&task.id)) && !task.inactive && task.progress.actual_finish.is_none()
    });
    let open: Vec<(TaskId, NaiveDate)> = open.map(|(task, at)| (task.id, at.last_day())).collect();
    let known = known_dates(project, &open.iter().map(|(task, _)| *task).collect());
    let moved = open.into_iter().filter(|(task, to)| {
        let Some(from) = known.get(task) else { return false };
        let by = time.work(Moment::end_of(*from), Moment::end_of(*to)).saturating_abs();
        by >= least && (to > from || to < from && !promised.contains(task))
    });
    let moved: Vec<(TaskId, NaiveDate)> = moved.collect();
    let since = since(project, &moved);
    let fact =
        |(task, to): (TaskId, NaiveDate)| (Tellable::Moved { task, to }, since.get(&task).copied().unwrap_or(today));
    moved.into_iter().map(fact).collect()
}

/// The date of each of these milestones that the client heard last: in a conversation, a report, as a promise; else as it
/// was agreed.
fn known_dates(project: &Project, wanted: &HashSet<TaskId>) -> HashMap<TaskId, NaiveDate> {
    let mut known: HashMap<TaskId, (NaiveDate, NaiveDate)> = HashMap::new();
    let mut hear = |task: TaskId, on: NaiveDate, date: NaiveDate| {
        let at = known.entry(task).or_insert((on, date));
        if on >= at.0 {
            *at = (on, date);
        }
    };
    for baseline in project.baselines.values().filter(|baseline| baseline.shown) {
        for (task, dates) in baseline.tasks.iter().filter(|(task, _)| wanted.contains(task)) {
            let at = if dates.start == dates.finish { dates.start.date() } else { dates.finish.date_as_finish() };
            hear(*task, baseline.set_on, at);
        }
    }
    for promise in project.promises.values() {
        promise.sayings.iter().take(1).for_each(|said| hear(promise.task, said.said_on, said.date));
    }
    for sent in project.reports.values().filter_map(|report| report.sent.as_ref()) {
        for step in sent.steps.iter().filter(|step| wanted.contains(&step.task)) {
            let at = if step.start == step.finish { step.start.date() } else { step.finish.date_as_finish() };
            hear(step.task, sent.on, at);
        }
    }
    for conversation in project.record.conversations.values() {
        for fact in &conversation.told {
            match *fact {
                Tellable::Moved { task, to } => hear(task, conversation.on, to),
                Tellable::Promise { promise, date } => {
                    if let Some(promise) = project.promises.get(&promise) {
                        hear(promise.task, conversation.on, date);
                    }
                }
                _ => {}
            }
        }
    }
    known.into_iter().map(|(task, (_, date))| (task, date)).collect()
}

/// The first status since which each milestone has stood on its day.
fn since(project: &Project, moved: &[(TaskId, NaiveDate)]) -> HashMap<TaskId, NaiveDate> {
    let mut since = HashMap::new();
    let mut open: HashMap<TaskId, NaiveDate> = moved.iter().copied().collect();
    for (on, standing) in project.record.standings.iter().rev() {
        let stands = |to: NaiveDate, finish: Moment| finish.date_as_finish() == to || finish.date() == to;
        let lines =
            standing.lines.iter().filter(|line| open.get(&line.task).is_some_and(|to| stands(*to, line.finish)));
        let still: HashSet<TaskId> = lines.map(|line| line.task).collect();
        if still.is_empty() {
            break;
        }
        open.retain(|task, _| still.contains(task));
        since.extend(still.into_iter().map(|task| (task, *on)));
    }
    since
}
