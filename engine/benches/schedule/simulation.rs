//! The simulation, as wide as it goes and run by run: ranges, risks, common luck, criticality, finishes of some tasks.

use super::table::{json, median, timed};
use forthright_engine::plan::{Plan, TaskId};
use forthright_engine::schedule::workload::layered;
use forthright_engine::simulate::{Luck, Risk, Simulation, Spread, remaining};
use std::fmt::Write;
use std::hint::black_box;

/// Tasks and runs; the general path makes a tenth of the runs and is told for all of them.
pub fn table(tasks: usize, runs: u32, now: &dyn Fn() -> f64) -> String {
    let plan = layered(tasks, 7).plan();
    let spreads = spreads(&plan);
    let watched: Vec<TaskId> = plan.tasks.iter().rev().take(10).map(|task| task.id).collect();
    let some = |from: usize| plan.tasks.iter().skip(from).step_by(50).map(|task| task.id).collect();
    let risks: Vec<Risk> =
        (0..2).map(|key| Risk { key, chance: 30, delay: 2_400, tasks: some(key as usize * 7) }).collect();
    let new = || Simulation::new(&plan, &spreads, &risks, Luck { seed: 1, common: 50 }, &watched);
    agree(&new, &watched);
    let mut times: [Vec<f64>; 2] = Default::default();
    for _ in 0..7 {
        let (mut wide, mut alone) = (new(), new().one_by_one());
        times[0].push(timed(now, || black_box(&mut wide).run(runs)));
        times[1].push(timed(now, || black_box(&mut alone).run(runs / 10)) * 10.0);
    }
    let [wide, alone] = times.map(median);
    let mut text = String::from("simulation, ms (median)      side by side  one by one  ratio\n");
    let of = format!("{tasks} tasks, {runs} runs");
    let _ = writeln!(text, "{of:<28}{wide:>13.1}{alone:>12.1}{:>7.1}", alone / wide);
    // There is no bare reference for this one: what it is held against is the same work run by run.
    text + &json(&format!("{runs} runs, side by side"), tasks, wide, None)
        + &json(&format!("{runs} runs, one by one"), tasks, alone, None)
}

/// From four fifths of what is planned to half as much again.
pub fn spreads(plan: &Plan) -> Vec<Spread> {
    let spread = |(task, left): (TaskId, i32)| Spread { task, low: left * 4 / 5, likely: left, high: left * 3 / 2 };
    remaining(plan).into_iter().map(spread).collect()
}

/// Both ways say the same, or the comparison is of nothing.
fn agree(new: &dyn Fn() -> Simulation, watched: &[TaskId]) {
    let (mut wide, mut alone) = (new(), new().one_by_one());
    wide.run(100);
    alone.run(100);
    assert!(wide.side_by_side(), "this plan runs side by side");
    assert_eq!(wide.project(), alone.project());
    for task in watched {
        assert_eq!(wide.outcome(*task), alone.outcome(*task));
        assert_eq!(wide.criticality(*task), alone.criticality(*task));
    }
}
