//! The simulation, as wide as it goes and run by run, beside a bare one: ranges, risks, common luck, criticality, finishes
//! of some tasks.

use super::bare_simulation::Ranges;
use super::reference::Network;
use super::table::{json, median, timed};
use forthright_engine::plan::{Plan, TaskId};
use forthright_engine::schedule::WorkingTime;
use forthright_engine::schedule::workload::layered;
use forthright_engine::simulate::{Luck, Risk, Simulation, Spread, remaining};
use std::fmt::Write;
use std::hint::black_box;

/// Tasks and runs; the general path makes a tenth of the runs and is told for all of them.
pub fn table(tasks: usize, runs: u32, now: &dyn Fn() -> f64) -> String {
    let workload = layered(tasks, 7);
    let (plan, network) = (workload.plan(), Network::new(&workload.durations, &workload.links));
    let bare = Ranges::new(&network);
    alike(&bare, &plan);
    let spreads = spreads(&plan);
    let watched: Vec<TaskId> = plan.tasks.iter().rev().take(10).map(|task| task.id).collect();
    let some = |from: usize| plan.tasks.iter().skip(from).step_by(50).map(|task| task.id).collect();
    let risks: Vec<Risk> =
        (0..2).map(|key| Risk { key, chance: 30, delay: 2_400, tasks: some(key as usize * 7) }).collect();
    let new = || Simulation::new(&plan, &spreads, &risks, Luck { seed: 1, common: 50 }, &watched);
    agree(&new, &watched);
    let mut times: [Vec<f64>; 3] = Default::default();
    for _ in 0..7 {
        let (mut wide, mut alone) = (new(), new().one_by_one());
        times[0].push(timed(now, || black_box(&mut wide).run(runs)));
        times[1].push(timed(now, || drop(black_box(black_box(&bare).run(runs)))));
        times[2].push(timed(now, || black_box(&mut alone).run(runs / 10)) * 10.0);
    }
    let [wide, limit, alone] = times.map(median);
    let mut text = String::from("simulation, ms (median)      side by side   reference  ratio  one by one\n");
    let of = format!("{tasks} tasks, {runs} runs");
    let _ = writeln!(text, "{of:<28}{wide:>13.1}{limit:>12.1}{:>7.1}{alone:>12.1}", wide / limit);
    text + &json(&format!("{runs} runs, side by side"), tasks, wide, Some(limit))
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

/// Both do the same work, or the comparison is of nothing: without luck in common and risks the middle of their finishes is
/// about the same. Not quite: two dice make a triangle whose top is in the middle.
fn alike(bare: &Ranges, plan: &Plan) {
    let mut ours = Simulation::new(plan, &spreads(plan), &[], Luck::default(), &[]);
    ours.run(1_600);
    let time = WorkingTime::of(plan, plan.settings.calendar);
    let ours = ours.project().map_or(0, |end| time.work(plan.settings.start, end.p50()));
    let (mut theirs, critical) = bare.run(1_600);
    theirs.sort_unstable();
    let theirs = theirs[theirs.len() / 2];
    assert!((f64::from(theirs) / f64::from(ours) - 1.0).abs() < 0.1, "{theirs} is not about {ours} minutes");
    assert!(critical.iter().any(|runs| *runs > 0), "some tasks are critical");
}
