//! What must hold inside the wasm module as a browser runs it: 32-bit sizes, one megabyte of stack, no panics that
//! unwind. `cargo xtask test` runs it in every engine; natively the same tests run as well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use forthright::edit::PlanEdit;
use forthright::plan::{DependencyKey, DependencyKind, Duration, Lag, Moment, Plan, Task, TaskId};
use forthright::schedule::schedule;
use forthright::schedule::workload::layered;
use forthright::simulate::{Luck, Outcome, Simulation, usual_spreads};

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

/// The same seed gives the same answer, natively and in every browser.
#[test]
fn a_simulation_comes_out_the_same_everywhere() {
    let plan = layered(30, 5).plan();
    let watched: Vec<TaskId> = plan.tasks.iter().rev().step_by(7).map(|task| task.id).collect();
    let mut simulation = Simulation::new(&plan, &usual_spreads(&plan, 20, 50), &[], Luck::default(), &watched);
    simulation.run(200);
    let line = |name: String, outcome: Outcome, critical: Option<f64>| {
        let at = |percent| outcome.percentile(percent).unwrap().to_string();
        let critical = critical.map_or("-".to_owned(), |share| format!("{:.0}", share * 200.0));
        format!("{name} {} {} {} {critical}", at(50.0), at(80.0), at(90.0))
    };
    let row = |task: &TaskId| line(task.0.to_string(), simulation.of(*task).unwrap(), simulation.criticality(*task));
    let mut table: Vec<String> = watched.iter().map(row).collect();
    table.push(line("finish".to_owned(), simulation.finish(), None));
    let most = simulation.sensitivity(None).into_iter().take(3).map(|(task, _)| task.0.to_string());
    table.push(most.collect::<Vec<_>>().join(" "));
    let expected = [
        "30 2026-08-06T10:08 2026-08-12T10:38 2026-08-13T16:28 0",
        "23 2026-07-27T14:16 2026-07-31T08:33 2026-08-03T10:58 28",
        "16 2026-07-14T14:39 2026-07-17T11:51 2026-07-21T08:52 151",
        "9 2026-06-09T13:56 2026-06-10T10:57 2026-06-10T14:15 0",
        "2 2026-06-08T13:04 2026-06-09T10:03 2026-06-09T13:33 0",
        "finish 2026-08-13T15:50 2026-08-20T09:34 2026-08-24T13:51 -",
        "26 21 16",
    ];
    assert_eq!(table, expected);
}
