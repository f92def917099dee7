//! Promises: latest finishes from outside the plan. They move nothing and are what float is measured by.

use super::text::{plan, table};
use forthright::edit::{PlanEdit, TaskField};
use forthright::plan::{Constraint, ConstraintKind, Duration, Moment, Plan, TaskId};
use forthright::schedule::{Change, Engine, LateBound, LateLimit, schedule_within};

fn promised(plan: &Plan, name: &str, day: &str) -> LateBound {
    let task = plan.tasks.iter().find(|task| task.name == name).unwrap().id;
    LateBound { task, at: Moment::end_of(day.parse().unwrap()) }
}

/// The table of a plan under promises, and what limits the last task.
fn check(text: &str, promises: &[(&str, &str)], expected: &str, limit: &str) {
    let plan = plan(text);
    let bounds: Vec<LateBound> = promises.iter().map(|(name, day)| promised(&plan, name, day)).collect();
    let schedule = schedule_within(&plan, &bounds);
    assert_eq!(table(&plan, &schedule), expected);
    let name = |id: TaskId| plan.task(id).unwrap().name.clone();
    let found = match schedule.rows.last().unwrap().late_limit {
        Some(LateLimit::Promise(id, at)) => format!("promise {} {}", name(id), at.date_as_finish()),
        Some(LateLimit::Deadline(id)) => format!("deadline {}", name(id)),
        other => format!("{other:?}"),
    };
    assert_eq!(found, limit);
}

#[test]
fn a_promise_moves_nothing_and_float_is_measured_against_it() {
    let plan = "A 5d\nB 3d A";
    check(plan, &[], "A 06-01 06-05 0d critical\nB 06-08 06-10 0d critical", "None");
    let late = "A 06-01 06-05 -2d critical\nB 06-08 06-10 -2d critical";
    check(plan, &[("B", "2026-06-08")], late, "promise B 2026-06-08");
    check(plan, &[("B", "2026-06-12"), ("B", "2026-06-08")], late, "promise B 2026-06-08");
    check("A 5d\nB 3d A deadline 2026-06-08", &[("B", "2026-06-09")], late, "deadline B");
}

#[test]
fn a_promise_for_a_summary_is_one_for_every_leaf() {
    check(
        "S\n-A 5d\n-B 3d A\nC 10d",
        &[("S", "2026-06-09")],
        "S 06-01 06-10 -1d critical\nA 06-01 06-05 -1d critical\nB 06-08 06-10 -1d critical\nC 06-01 06-12 0d critical",
        "None",
    );
}

#[test]
fn a_preview_under_promises_is_the_schedule_of_the_edited_plan() {
    let plan = plan("S\n-A 5d\n-B 3d A\nC 1d B\nD 2d");
    let bounds = [promised(&plan, "S", "2026-06-09"), promised(&plan, "D", "2026-06-03")];
    let engine = Engine::within(&plan, &bounds);
    assert_eq!(engine.schedule(), schedule_within(&plan, &bounds));
    let longer = Duration::working(9 * 480);
    let later = Constraint { kind: ConstraintKind::Snet, date: Moment::parse("2026-06-08T08:00").unwrap() };
    for (task, field, change) in [
        (2, TaskField::Duration(longer), Change::Duration(TaskId(2), longer)),
        (5, TaskField::Duration(longer), Change::Duration(TaskId(5), longer)),
        (1, TaskField::Constraint(Some(later)), Change::NotBefore(TaskId(1), later.date)),
    ] {
        let mut edited = plan.clone();
        edited.apply(PlanEdit::Set { task: TaskId(task), field }).unwrap();
        assert_eq!(engine.preview(&[change]), schedule_within(&edited, &bounds), "{change:?}");
    }
}
