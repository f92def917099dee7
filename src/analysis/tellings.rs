//! Where the client was told something: in conversations, and in reports that went out, by what their lines are about.

use super::heard::Heard;
use super::{Fact, ToldIn};
use crate::plan::TaskId;
use crate::project::record::Tellable;
use crate::project::{DecisionId, ProblemId, Project, Promise, PromiseId, Sent, SentStep, SolutionId};
use crate::schedule::Schedule;
use chrono::NaiveDate;
use std::collections::{HashMap, HashSet};

/// One occasion on which facts were told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Telling {
    pub on: NaiveDate,
    pub place: ToldIn,
    pub facts: Vec<Tellable>,
}

/// Every occasion, the oldest first.
pub fn tellings(project: &Project) -> Vec<Telling> {
    let talks = project.record.conversations.values();
    let talks = talks.map(|one| Telling { on: one.on, place: ToldIn::Conversation(one.id), facts: one.told.clone() });
    let reports = project.sent_reports().into_iter();
    let reports =
        reports.map(|(id, sent)| Telling { on: sent.on, place: ToldIn::Report(id), facts: told_by(project, sent) });
    let mut all: Vec<Telling> = talks.chain(reports).filter(|one| !one.facts.is_empty()).collect();
    all.sort_by_key(|one| (one.on, one.place));
    all
}

/// What a line of a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    Delivered(PromiseId),
    /// A promise and the day it is for.
    Promised(PromiseId),
    /// A promise the plan reaches past, with the day it reaches.
    Risk(PromiseId),
    Problem(ProblemId),
    Solution(SolutionId),
    Decision(DecisionId),
    Done(TaskId),
    Moved(TaskId),
    /// What moves with others, all in one line.
    Rest,
    /// What comes, what is needed, money: nothing that is told or not told.
    Nothing,
}

/// Reads the key of a report's line (`moved 12`); `None` where no report writes such a key.
pub fn line_about(key: &str) -> Option<About> {
    let (what, id) = key.split_once(' ').unwrap_or((key, ""));
    let id = id.parse::<u32>();
    Some(match (what, id) {
        ("kept", Ok(id)) => About::Delivered(PromiseId(id)),
        ("anew" | "said", Ok(id)) => About::Promised(PromiseId(id)),
        ("risk", Ok(id)) => About::Risk(PromiseId(id)),
        ("problem" | "open" | "settled", Ok(id)) => About::Problem(ProblemId(id)),
        ("option", Ok(id)) => About::Solution(SolutionId(id)),
        ("decision", Ok(id)) => About::Decision(DecisionId(id)),
        ("done", Ok(id)) => About::Done(TaskId(id)),
        ("moved" | "sooner", Ok(id)) => About::Moved(TaskId(id)),
        ("moved" | "done", Err(_)) => About::Rest,
        ("risk", Err(_)) => About::Nothing,
        ("started" | "overdue" | "next" | "need" | "input" | "money" | "confidence" | "own", _) => About::Nothing,
        _ => return None,
    })
}

/// The day a step was told to finish on; a milestone's own day.
fn day_of(step: &SentStep) -> NaiveDate {
    if step.start == step.finish { step.start.date() } else { step.finish.date_as_finish() }
}

/// The facts a report told when it went out.
pub fn told_by(project: &Project, sent: &Sent) -> Vec<Tellable> {
    let promise = |id: PromiseId| project.promises.get(&id);
    // A report knows of every step and speaks of few: one walk finds the days of those.
    let spoken = sent.lines.iter().filter_map(|line| match line_about(&line.key)? {
        About::Risk(id) => Some(promise(id)?.task),
        About::Moved(task) => Some(task),
        _ => None,
    });
    let spoken: HashSet<TaskId> = spoken.collect();
    let steps = sent.steps.iter().filter(|step| spoken.contains(&step.task));
    let days: HashMap<TaskId, NaiveDate> = steps.map(|step| (step.task, day_of(step))).collect();
    let moved = |task: TaskId| days.get(&task).map(|to| Tellable::Moved { task, to: *to });
    let mut facts: Vec<Tellable> = Vec::new();
    for line in &sent.lines {
        match line_about(&line.key) {
            Some(About::Delivered(id)) => facts.extend(promise(id).map(|one| Tellable::Delivered(one.task))),
            Some(About::Promised(id)) => {
                // The date as it was when the report went out.
                let said = promise(id).and_then(|one| one.sayings.iter().rfind(|said| said.said_on <= sent.on));
                facts.extend(said.map(|said| Tellable::Promise { promise: id, date: said.date }));
            }
            Some(About::Risk(id)) => facts.extend(promise(id).and_then(|one| moved(one.task))),
            Some(About::Problem(id)) => facts.push(Tellable::Problem(id)),
            Some(About::Solution(id)) => facts.push(Tellable::Solution(id)),
            Some(About::Decision(id)) => facts.push(Tellable::Decision(id)),
            Some(About::Done(task)) => facts.push(Tellable::Delivered(task)),
            Some(About::Moved(task)) => facts.extend(moved(task)),
            // Where each stood is kept with the report, and counts as known from there.
            Some(About::Rest | About::Nothing) | None => {}
        }
    }
    facts.sort_unstable();
    facts.dedup();
    facts
}

/// Of what was told once, what still stands as it was told: a date that has moved since is news of its own.
pub fn still_so(project: &Project, schedule: &Schedule, told: Vec<Tellable>) -> Vec<Tellable> {
    let stands = |task: TaskId, to: NaiveDate| schedule.rows.iter().any(|at| at.id == task && at.last_day() == to);
    let so = |what: &Tellable| match *what {
        Tellable::Promise { promise, date } => project.promises.get(&promise).and_then(Promise::date) == Some(date),
        Tellable::Moved { task, to } => stands(task, to),
        _ => true,
    };
    told.into_iter().filter(so).collect()
}

/// What there is to say when a problem is told: the problem, its ways out the client may see, and the dates it moves that
/// are not told yet.
pub fn about_problem(project: &Project, facts: &[Fact], id: ProblemId) -> Vec<Tellable> {
    let Some(problem) = project.problems.get(&id) else { return Vec::new() };
    let options = problem.solutions.values().filter(|option| option.client_visible);
    let mut all = vec![Tellable::Problem(id)];
    all.extend(options.map(|option| Tellable::Solution(option.id)));
    let task = |what: Tellable| match what {
        Tellable::Promise { promise, .. } => project.promises.get(&promise).map(|one| one.task),
        Tellable::Moved { task, .. } => Some(task),
        _ => None,
    };
    let moved = facts.iter().filter(|fact| fact.told.is_none());
    let heard = Heard::of(project, &project.plan);
    all.extend(moved.filter(|fact| task(fact.what).is_some_and(|task| heard.reaches(id, task))).map(|fact| fact.what));
    all
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::analysis::facts;
    use crate::plan::{Duration, Moment, Task};
    use crate::project::{Report, ReportId, Saying, Section, SentLine, SentStep};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// A promise that moved, in a project whose report of that day has these lines.
    fn reported(keys: &[&str]) -> Project {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        project.plan.tasks.push(Task::new(TaskId(2), 0, "Live", Duration::working(5 * 480)));
        let said = |on: &str, date: &str| Saying::new(day(on), day(date));
        let promise = Promise {
            words: "Live".into(),
            client_visible: true,
            sayings: vec![said("2026-05-20", "2026-06-05"), said("2026-06-02", "2026-06-09")],
            ..Promise::new(PromiseId(3), TaskId(2))
        };
        project.promises.insert(promise.id, promise);
        let line =
            |key: &&str| SentLine { section: Section::Moved, key: (*key).into(), under: false, text: String::new() };
        let step = SentStep {
            task: TaskId(2),
            start: Moment::parse("2026-06-01T08:00").unwrap(),
            finish: Moment::end_of(day("2026-06-09")),
            percent: 0,
        };
        let sent = Sent {
            on: day("2026-06-04"),
            lines: keys.iter().map(line).collect(),
            steps: vec![step],
            ..Sent::default()
        };
        let report = Report { sent: Some(Box::new(sent)), ..Report::new(ReportId(4), day("2026-06-04")) };
        project.reports.insert(report.id, report);
        project
    }

    fn picture(project: &Project) -> Vec<String> {
        let fact = |fact: &Tellable| match fact {
            Tellable::Promise { date, .. } => format!("promised for {date}"),
            Tellable::Moved { to, .. } => format!("moved to {to}"),
            Tellable::Problem(_) => "problem".to_owned(),
            Tellable::Solution(_) => "way out".to_owned(),
            Tellable::Decision(_) => "decision".to_owned(),
            Tellable::Delivered(task) => format!("{} done", task.0),
        };
        let all = tellings(project);
        all.iter()
            .map(|one| format!("{}: {}", one.on, one.facts.iter().map(fact).collect::<Vec<_>>().join(", ")))
            .collect()
    }

    #[test]
    fn a_report_tells_what_its_lines_are_about() {
        let all = ["anew 3", "moved 2", "problem 7", "option 8", "decision 9", "done 2", "next 2", "own 1", "money"];
        let told = "2026-06-04: promised for 2026-06-09, problem, way out, decision, 2 done, moved to 2026-06-09";
        assert_eq!(picture(&reported(&all)), [told]);
        assert_eq!(picture(&reported(&["risk 3"])), ["2026-06-04: moved to 2026-06-09"]);
        // A promise that is gone is told to nobody, and a report of small things tells nothing.
        assert_eq!(picture(&reported(&["anew 30", "kept 30", "next 2", "own 1"])), [""; 0]);
    }

    #[test]
    fn what_a_report_told_is_told_from_its_day_on() {
        let told = |project: &Project| {
            let facts = facts(project, &project.schedule(), day("2026-06-10"));
            let promised = facts.iter().filter(|fact| matches!(fact.what, Tellable::Promise { .. }));
            promised.map(|fact| fact.told.map(|(on, place)| (on.to_string(), place))).collect::<Vec<_>>()
        };
        assert_eq!(told(&reported(&["next 2"])), [None]);
        assert_eq!(told(&reported(&["anew 3"])), [Some(("2026-06-04".to_owned(), ToldIn::Report(ReportId(4))))]);
    }

    #[test]
    fn of_what_was_told_what_has_changed_since_is_not_told_again() {
        let project = reported(&["anew 3", "moved 2", "problem 7"]);
        let told = |project: &Project| still_so(project, &project.schedule(), tellings(project)[0].facts.clone()).len();
        // It stands at the 5th, and the report said the 9th.
        assert_eq!(told(&project), 2);
        let mut later = project.clone();
        later.plan.tasks[0].duration = Duration::working(7 * 480);
        assert_eq!(told(&later), 3);
    }
}
