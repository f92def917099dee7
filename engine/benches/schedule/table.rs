//! One table: ours, the reference, the ratio, in one run. The clock is handed in, so that it runs in wasm too.

use super::reference::Network;
use forthright_engine::plan::{Duration, TaskId};
use forthright_engine::schedule::workload::{Workload, layered};
use forthright_engine::schedule::{Change, Engine, schedule};
use std::fmt::Write;
use std::hint::black_box;

/// Measures every size; `now` gives milliseconds.
pub fn table(sizes: &[usize], now: &dyn Fn() -> f64) -> String {
    let mut text = String::from(
        "engine, ms (median)    full schedule                 passes alone            preview\n\
         tasks                 ours  reference  ratio     ours  reference  ratio      ours\n",
    );
    for size in sizes {
        let _ = writeln!(text, "{}", row(&layered(*size, 7), now));
    }
    text
}

fn row(workload: &Workload, now: &dyn Fn() -> f64) -> String {
    let tasks = workload.durations.len();
    let plan = workload.plan();
    agree(workload);
    let runs = (400_000 / tasks).clamp(9, 1000);
    let network = Network::new(&workload.durations, &workload.links);
    let engine = Engine::new(&plan);
    let dragged = [Change::Duration(TaskId(1), Duration::working(4321))];
    // In turns, so that what else the machine does falls on all alike.
    let mut times: [Vec<f64>; 5] = Default::default();
    for _ in 0..runs {
        times[0].push(timed(now, || drop(black_box(schedule(black_box(&plan))))));
        let bare = || drop(black_box(Network::new(black_box(&workload.durations), &workload.links).pass()));
        times[1].push(timed(now, bare));
        times[2].push(timed(now, || drop(black_box(engine.schedule()))));
        times[3].push(timed(now, || drop(black_box(black_box(&network).pass()))));
        times[4].push(timed(now, || drop(black_box(engine.preview(&dragged)))));
    }
    let [full, bare, passes, bare_passes, preview] = times.map(median);
    format!(
        "{tasks:<18}{full:>8.3}{bare:>11.3}{:>7.2}{passes:>9.3}{bare_passes:>11.3}{:>7.2}{preview:>10.3}",
        full / bare,
        passes / bare_passes
    )
}

/// Both engines give the same floats, or the comparison is of nothing.
fn agree(workload: &Workload) {
    let ours = schedule(&workload.plan());
    let theirs = Network::new(&workload.durations, &workload.links).pass();
    assert!(ours.rows.iter().zip(&theirs.float).all(|(row, float)| row.total_float == *float), "floats agree");
}

pub fn timed(now: &dyn Fn() -> f64, work: impl FnOnce()) -> f64 {
    let start = now();
    work();
    now() - start
}

pub fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}
