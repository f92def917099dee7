//! What must hold inside the wasm module as a browser runs it: 32-bit sizes, one megabyte of stack, no panics that
//! unwind. `cargo xtask test` runs it in every engine; natively the same tests run as well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use forthright::edit::PlanEdit;
use forthright::plan::{DependencyKey, DependencyKind, Duration, Lag, Moment, Plan, Task, TaskId};
use forthright::schedule::schedule;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

#[cfg(target_arch = "wasm32")]
wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);

const DAY: i32 = 480;

/// `tasks` tasks of a day, one after the other, each level `depth` deep at most.
fn chain(tasks: u32, depth: u16) -> Plan {
    let mut plan = Plan::new(Moment::parse("2026-06-01T08:00").unwrap());
    let task = |n: u32| Task::new(TaskId(n + 2), (n as u16).min(depth), format!("T{n}"), Duration::working(DAY));
    let all: Vec<Task> = (0..tasks).map(task).collect();
    let link =
        |n: u32| DependencyKey { successor: TaskId(n + 3), predecessor: TaskId(n + 2), kind: DependencyKind::FS };
    // A summary cannot follow its own parent, so only leaves are linked.
    plan.dependencies = (u32::from(depth)..tasks.saturating_sub(1)).map(|n| (link(n), Lag::default())).collect();
    plan.tasks = all;
    plan
}

#[test]
fn ten_thousand_tasks_in_a_row_end_when_they_should() {
    let schedule = schedule(&chain(10_000, 0));
    assert!(schedule.rows.iter().all(|row| row.critical && row.duration == DAY));
    // 10,000 working days are 2,000 weeks: the last Friday, 17:00.
    assert_eq!(schedule.finish, Moment::parse("2064-09-26T17:00").unwrap());
}

#[test]
fn an_outline_hundreds_of_levels_deep_is_no_trouble() {
    let plan = chain(2_000, 500);
    assert_eq!(schedule(&plan).rows.len(), 2_000);
    let text = serde_json::to_string(&plan).unwrap();
    assert_eq!(serde_json::from_str::<Plan>(&text).unwrap(), plan);
}

#[test]
fn every_edit_can_be_taken_back() {
    let mut plan = chain(200, 3);
    let before = plan.clone();
    let inverse = plan.apply(PlanEdit::Remove { task: TaskId(50) }).unwrap();
    assert_ne!(plan, before);
    plan.apply(inverse).unwrap();
    assert_eq!(plan, before);
}
