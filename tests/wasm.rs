//! What must hold inside the wasm module as a browser runs it: 32-bit sizes, one megabyte of stack, no panics that
//! unwind. `cargo xtask test` runs it in every engine; natively the same tests run as well.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use forthright::edit::PlanEdit;
use forthright::plan::{DependencyKey, DependencyKind, Duration, Lag, Moment, Plan, Task, TaskId};
use forthright::schedule::{schedule, workload::layered};
use forthright::simulate::{Luck, Risk, Simulation, Spread, remaining};

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

/// The same seed is the same answer in every engine: square roots, divisions and roundings included.
#[test]
fn a_simulation_says_the_same_everywhere() {
    let plan = layered(60, 7).plan();
    let around = |(task, left): (TaskId, i32)| Spread { task, low: left * 4 / 5, likely: left, high: left * 3 / 2 };
    let spreads: Vec<Spread> = remaining(&plan).into_iter().map(around).collect();
    let risk = Risk { key: 1, chance: 20, delay: 5 * DAY, tasks: vec![TaskId(20), TaskId(21)] };
    let luck = Luck { seed: 42, common: 50 };
    let watched = [30, 45, 60].map(TaskId);
    let mut simulation = Simulation::new(&plan, &spreads, &[risk], luck, &watched);
    simulation.run(200);
    let mut lines = Vec::new();
    for task in watched {
        let outcome = simulation.outcome(task).unwrap();
        let [p50, p80, p90] = [outcome.p50(), outcome.p80(), outcome.p90()];
        lines.push(format!("{} {p50} {p80} {p90} {:.3}", task.0, simulation.criticality(task).unwrap()));
    }
    let finish = simulation.project().unwrap();
    lines.push(format!("finish {} {} {} mean {}", finish.p50(), finish.p80(), finish.p90(), finish.mean()));
    for influence in simulation.sensitivity(None).iter().take(3) {
        // To the last bit.
        lines.push(format!("{} {:016x}", influence.task.0, influence.correlation.to_bits()));
    }
    assert_eq!(lines.join("\n"), SIMULATED);
}

const SIMULATED: &str = "\
30 2026-07-23T13:09 2026-07-28T11:14 2026-07-30T08:04 0.295
45 2026-08-06T10:36 2026-08-11T16:58 2026-08-13T15:49 0.000
60 2026-08-31T14:34 2026-09-07T13:20 2026-09-10T11:22 0.000
finish 2026-09-10T09:10 2026-09-17T10:55 2026-09-23T08:42 mean 2026-09-11T01:13
19 3fd297baff7d9d89
57 3fd14e4aa6be492d
3 3fd065a542e2ffbe";
