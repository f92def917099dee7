//! One picture a rule: what is typed, what the radar says.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::analysis::downstream::walks;
use crate::plan::{Duration, Moment, Progress, Task};
use crate::project::record::*;
use crate::project::{Problem, Promise, Saying, Solution, SolutionState};

fn day(n: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 6, n).unwrap()
}

/// Design takes 1–12 June and has begun; the status is of the 1st, nothing else is known.
fn project() -> Project {
    let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
    project.plan.tasks.push(Task::new(TaskId(2), 0, "Design", Duration::working(10 * 480)));
    project.plan.tasks[0].progress = Progress {
        actual_start: Moment::parse("2026-06-01T08:00"),
        percent: 10,
        remaining: Some(9 * 480),
        ..Progress::default()
    };
    project.plan.settings.status_date = Some(Moment::end_of(day(1)));
    project.plan.ids.last = 50;
    project
}

/// The lines on a day of June: their keys, and the notice there is.
fn check(project: &Project, today: u32, expected: &[&str]) -> Radar {
    let radar = radar(project, &project.schedule(), day(today), None);
    let shown: Vec<String> = radar
        .lines
        .iter()
        .map(|line| match line.notice {
            Some(notice) => format!("{} ({notice})", line.key),
            None => line.key.clone(),
        })
        .collect();
    assert_eq!(shown, expected, "on {today} June");
    radar
}

fn promise(project: &mut Project, date: u32) {
    let sayings = vec![Saying::new(day(1), day(date))];
    let promise = Promise { client_visible: true, sayings, ..Promise::new(PromiseId(7), TaskId(2)) };
    project.promises.insert(promise.id, promise);
}

#[test]
fn a_calm_project_has_nothing_on_the_radar() {
    let mut project = project();
    promise(&mut project, 12);
    assert_eq!(check(&project, 2, &[]), Radar::default());
    assert_eq!(check(&Project::new("", Moment::parse("2026-06-01").unwrap()), 30, &[]), Radar::default());
}

#[test]
fn a_passed_promise_is_seen_the_same_moment_with_the_notice_left() {
    let mut project = project();
    promise(&mut project, 11);
    check(&project, 2, &["promise 7 (9)"]);
    check(&project, 9, &["promise 7 (2)", "stale"]);
    project
        .record
        .snoozed
        .insert("promise 7".into(), Snooze { until: day(5), reason: "I call on Friday".into(), weight: None });
    assert_eq!(check(&project, 2, &[]).snoozed.len(), 1);
    check(&project, 5, &["promise 7 (6)"]);
}

/// The plan is a day past the promise; it is told, and slips again.
#[test]
fn a_telling_counts_for_the_day_that_was_told() {
    let mut project = project();
    promise(&mut project, 11);
    let told = |project: &Project| match &check(project, 2, &["promise 7 (9)"]).lines[0].signal {
        Signal::PromisePassed { told, heard, .. } => (*told, *heard),
        _ => (true, None),
    };
    assert_eq!(told(&project), (false, None));
    // Hearing of a problem is not hearing of a date.
    let problem = Problem { tasks: vec![TaskId(2)], closed_on: Some(day(2)), ..Problem::new(ProblemId(8), day(1)) };
    project.problems.insert(problem.id, problem);
    let call = |project: &mut Project, told: Vec<Tellable>| {
        let call = Conversation { told, ..Conversation::new(ConversationId(11), day(2)) };
        project.record.conversations.insert(call.id, call);
    };
    call(&mut project, vec![Tellable::Problem(ProblemId(8))]);
    assert_eq!(told(&project), (false, None));
    call(&mut project, vec![Tellable::Moved { task: TaskId(2), to: day(12) }]);
    assert_eq!(told(&project), (true, Some(day(12))));
    project.plan.tasks[0].progress.remaining = Some(11 * 480);
    assert_eq!(told(&project), (false, Some(day(12))));
}

#[test]
fn what_was_put_off_is_back_before_its_day_when_it_gets_worse() {
    let mut project = project();
    promise(&mut project, 11);
    let weight = check(&project, 2, &["promise 7 (9)"]).lines[0].weight();
    let snooze = Snooze { until: day(5), reason: "I call on Friday".into(), weight };
    project.record.snoozed.insert("promise 7".into(), snooze);
    check(&project, 2, &[]);
    // A day that goes by makes it no worse; a day that it slips does.
    check(&project, 3, &[]);
    project.plan.tasks[0].progress.remaining = Some(10 * 480);
    assert!(check(&project, 2, &["promise 7 (9)"]).lines[0].worse);
}

#[test]
fn what_was_not_told_is_counted_until_it_is() {
    let mut project = project();
    promise(&mut project, 12);
    let mut problem = Problem::new(ProblemId(8), day(3));
    (problem.client_visible, problem.tasks) = (true, vec![TaskId(2)]);
    for id in [9, 10] {
        problem.solutions.insert(SolutionId(id), Solution::new(SolutionId(id), "", None));
    }
    project.problems.insert(problem.id, problem);
    let radar = check(&project, 4, &["tell problem 8 (8)"]);
    assert_eq!((radar.untold, radar.oldest_untold), (1, Some(day(3))));
    let told = vec![Tellable::Problem(ProblemId(8))];
    let call = Conversation { told, ..Conversation::new(ConversationId(11), day(4)) };
    project.record.conversations.insert(call.id, call);
    assert_eq!(check(&project, 4, &[]).untold, 0);
    // One way out only is said plainly; one in reserve has its day.
    let problem = project.problems.get_mut(&ProblemId(8)).unwrap();
    problem.solutions.get_mut(&SolutionId(9)).unwrap().state = SolutionState::SetAside { reason: String::new() };
    problem.solutions.get_mut(&SolutionId(10)).unwrap().state =
        SolutionState::Reserve { on: Some(day(5)), when: String::new() };
    check(&project, 4, &["options 8 (8)"]);
    check(&project, 5, &["reserve 10", "options 8 (7)"]);
}

#[test]
fn an_input_is_due_a_week_before_its_step_begins() {
    let mut project = project();
    project.plan.settings.status_date = Some(Moment::end_of(day(12)));
    project.plan.tasks[0].progress = Progress::default();
    project.plan.tasks[0].constraint =
        Some(crate::plan::Constraint { kind: crate::plan::ConstraintKind::Snet, date: Moment::start_of(day(22)) });
    let input = Input {
        id: InputId(12),
        what: "Texts".into(),
        who: String::new(),
        step: Some(TaskId(2)),
        asked_on: None,
        received_on: None,
        client_visible: false,
        private_note: String::new(),
    };
    project.record.inputs.insert(input.id, input);
    check(&project, 14, &[]);
    check(&project, 15, &["input 12"]);
    project.record.inputs.get_mut(&InputId(12)).unwrap().received_on = Some(day(15));
    check(&project, 15, &[]);
}

#[test]
fn a_milestone_that_is_put_later_three_times_running_drifts_and_melting_float_is_seen() {
    let mut project = project();
    let standing = |finish: u32, float| Standing {
        lines: vec![StandingLine {
            task: TaskId(2),
            finish: Moment::end_of(day(finish)),
            float: Some(float),
            reason: String::new(),
        }],
    };
    project.record.standings.insert(day(1), standing(9, 0));
    project.record.standings.insert(day(2), standing(10, 0));
    check(&project, 3, &[]);
    project.record.standings.insert(day(3), standing(11, 0));
    check(&project, 4, &["drift 2"]);
    project.record.standings.clear();
    project.record.standings.insert(day(1), standing(12, 8 * 480));
    project.plan.tasks[0].deadline = Some(Moment::end_of(day(17)));
    check(&project, 2, &[]);
}

#[test]
fn being_asked_more_often_is_a_sign() {
    let mut project = project();
    project.plan.settings.status_date = Some(Moment::end_of(day(28)));
    for (id, on) in [(21, 1), (22, 20), (23, 25)] {
        let call = Conversation { chased: true, ..Conversation::new(ConversationId(id), day(on)) };
        project.record.conversations.insert(call.id, call);
    }
    check(&project, 24, &[]);
    check(&project, 28, &["chased"]);
}

#[test]
fn a_concern_waits_for_an_answer_and_then_for_being_asked_about() {
    let mut project = project();
    project.plan.settings.status_date = Some(Moment::end_of(day(28)));
    let concern = Concern {
        id: ConcernId(31),
        words: "Will it be ready?".into(),
        who: "Helen".into(),
        heard_on: day(1),
        conversation: None,
        sensed: false,
        steps: Vec::new(),
        problems: Vec::new(),
        answer: String::new(),
        checked_on: None,
        client_visible: false,
    };
    project.record.concerns.insert(concern.id, concern);
    check(&project, 8, &[]);
    check(&project, 9, &["concern 31"]);
    project.record.concerns.get_mut(&ConcernId(31)).unwrap().steps = vec![TaskId(2)];
    check(&project, 15, &[]);
    check(&project, 16, &["concern 31"]);
    project.record.concerns.get_mut(&ConcernId(31)).unwrap().checked_on = Some(day(16));
    check(&project, 16, &[]);
}

#[test]
fn a_report_is_due_from_its_day_on() {
    let project = project();
    let due = |due, today| radar(&project, &project.schedule(), day(today), Some(day(due))).lines;
    assert!(due(5, 4).is_empty());
    assert_eq!(due(5, 6)[0].signal, Signal::ReportDue { due: day(5), late: 1 });
}

/// Three problems that reach three promises, each of which moved once, asked about from all sides.
#[test]
fn one_look_walks_along_the_links_of_a_problem_once() {
    let mut project = project();
    for n in 0..3 {
        let said = |on: u32, date: u32| Saying::new(day(on), day(date));
        let promise = Promise {
            client_visible: true,
            sayings: vec![said(1, 5 + n), said(2, 8 + n)],
            ..Promise::new(PromiseId(10 + n), TaskId(3))
        };
        project.promises.insert(promise.id, promise);
        let problem =
            Problem { tasks: vec![TaskId(2)], client_visible: true, ..Problem::new(ProblemId(20 + n), day(1)) };
        project.problems.insert(problem.id, problem);
        let told = vec![Tellable::Problem(ProblemId(20 + n / 2))];
        let call = Conversation { told, ..Conversation::new(ConversationId(30 + n), day(2)) };
        project.record.conversations.insert(call.id, call);
    }
    project.plan.tasks.push(Task::new(TaskId(3), 0, "Live", Duration::working(480)));
    let schedule = project.schedule();
    walks::take();
    let seen = radar(&project, &schedule, day(3), None);
    assert!(seen.lines.iter().any(|line| line.key == "tell problem 22"), "{seen:?}");
    assert_eq!(walks::take(), 3);
}
