//! What could not be obeyed is named, with the tasks concerned.

use super::text::{issues, plan};
use forthright::plan::*;
use forthright::schedule::{CalendarFault, Issue, LateLimit, schedule};

fn key(predecessor: u32, successor: u32) -> DependencyKey {
    DependencyKey { successor: TaskId(successor), predecessor: TaskId(predecessor), kind: DependencyKind::FS }
}

fn ids(ids: &[u32]) -> Vec<TaskId> {
    ids.iter().copied().map(TaskId).collect()
}

#[test]
fn links_in_a_circle_are_ignored_and_the_path_is_named() {
    let ignored = vec![key(3, 1), key(1, 2), key(2, 3)];
    let expected = Issue::Cycle { path: ids(&[1, 2, 3, 1]), ignored };
    assert_eq!(issues("A 1d C\nB 1d A\nC 1d B\nD 1d C"), [expected]);
    // The rest is scheduled as usual.
    let rows = schedule(&plan("A 1d C\nB 1d A\nC 2d B\nD 1d C")).rows;
    assert_eq!(rows[3].start.to_string(), "2026-06-03T08:00");
}

#[test]
fn a_circle_through_a_summary_is_one_too() {
    let found = issues("S B\n-A 1d\nB 1d A");
    assert!(
        matches!(&found[..], [Issue::Cycle { path, .. }] if path.contains(&TaskId(2)) && path.contains(&TaskId(3))),
        "{found:?}"
    );
}

#[test]
fn links_that_cannot_bind_are_ignored() {
    assert_eq!(issues("S\n-A 1d S"), [Issue::LinkToAncestor(key(1, 2))]);
    assert_eq!(issues("A 1d A"), [Issue::LinkToItself(TaskId(1))]);
    let mut dangling = plan("A 1d");
    dangling.dependencies.insert(key(9, 1), Lag::default());
    assert_eq!(schedule(&dangling).issues, [Issue::DanglingLink(key(9, 1))]);
    let into = DependencyKey { kind: DependencyKind::FF, ..key(1, 2) };
    assert_eq!(issues("P 5d\nS P FF\n-A 1d"), [Issue::FinishLinkIntoSummary(into)]);
}

#[test]
fn broken_links_are_named_by_what_breaks_them() {
    let (task, link) = (TaskId(2), key(1, 2));
    let at = |text: &str| issues(text).into_iter().find(|issue| !matches!(issue, Issue::NegativeFloat { .. }));
    assert_eq!(at("A 5d\nB 1d A manual 2026-06-02"), Some(Issue::ManualBreaksLink { task, link }));
    assert_eq!(at("A 5d\nB 1d A pin 2026-06-02"), Some(Issue::PinnedBreaksLink { task, link }));
    assert_eq!(at("A 5d\nB 1d A started 2026-06-02"), Some(Issue::OutOfSequence { task, link }));
    let constraint = ConstraintKind::Mso;
    assert_eq!(at("msp\nA 5d\nB 1d A mso 2026-06-02"), Some(Issue::ConstraintBreaksLink { task, constraint, link }));
    assert_eq!(at("A 5d\nB 1d A manual 2026-06-08"), None);
}

#[test]
fn negative_float_is_gathered_by_the_limit_that_causes_it() {
    let limit = LateLimit::Deadline(TaskId(2));
    let expected = Issue::NegativeFloat { limit, minutes: 480, tasks: ids(&[1, 2]) };
    assert_eq!(issues("A 5d\nB 2d A deadline 2026-06-08"), [expected]);
}

#[test]
fn calendars_that_cannot_serve_are_stood_in_for() {
    let mut closed = plan("calendar never Mon-Mon 8-9\nA 1d calendar never\nB 1d");
    let never = CalendarId(2);
    closed.calendars.get_mut(&never).unwrap().week = std::array::from_fn(|_| Some(DayHours::off()));
    let found = schedule(&closed);
    assert_eq!(found.issues, [Issue::Calendar { fault: CalendarFault::NoWork(never), tasks: ids(&[1]) }]);
    assert_eq!(found.rows[0].finish.to_string(), "2026-06-01T17:00");
    let mut missing = plan("A 1d");
    missing.settings.calendar = CalendarId(7);
    let fault = CalendarFault::Missing(CalendarId(7));
    assert_eq!(schedule(&missing).issues, [Issue::Calendar { fault, tasks: Vec::new() }]);
    let mut circle = plan("A 1d");
    circle.calendars.get_mut(&CalendarId(1)).unwrap().base = Some(CalendarId(1));
    let fault = CalendarFault::MissingBase(CalendarId(1));
    assert_eq!(schedule(&circle).issues, [Issue::Calendar { fault, tasks: Vec::new() }]);
}

#[test]
fn what_reaches_beyond_the_last_date_is_cut_there() {
    let mut long = plan("A 1d\nB 1d A");
    long.tasks[0].duration = Duration::working(i32::MAX);
    let found = schedule(&long);
    assert!(found.issues.contains(&Issue::TooLong(TaskId(1))), "{:?}", found.issues);
    assert!(found.rows[1].finish >= found.rows[0].finish);
    let mut negative = plan("A 1d");
    negative.tasks[0].duration = Duration::working(-480);
    assert_eq!(schedule(&negative).issues, [Issue::NegativeDuration(TaskId(1))]);
}

#[test]
fn a_plan_scheduled_from_its_finish_needs_one() {
    assert_eq!(issues("from-finish\nA 1d"), [Issue::NoFinishToScheduleFrom]);
    assert_eq!(issues("from-finish\nfinish-by 2026-06-30\nA 1d"), []);
}
