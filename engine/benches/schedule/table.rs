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
    let mut lines = String::new();
    for size in sizes {
        let _ = writeln!(text, "{}", row(&layered(*size, 7), now, &mut lines));
    }
    text + &lines
}

fn row(workload: &Workload, now: &dyn Fn() -> f64, lines: &mut String) -> String {
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
    for (work, ours, reference) in [
        ("full schedule", full, Some(bare)),
        ("passes alone", passes, Some(bare_passes)),
        ("preview of one change", preview, None),
    ] {
        lines.push_str(&json(work, tasks, ours, reference));
    }
    format!(
        "{tasks:<18}{full:>8.3}{bare:>11.3}{:>7.2}{passes:>9.3}{bare_passes:>11.3}{:>7.2}{preview:>10.3}",
        full / bare,
        passes / bare_passes
    )
}

/// One measurement as a line of JSON, for scripts: `cargo xtask bench --json` shows these in place of the table.
pub fn json(work: &str, size: usize, ours: f64, reference: Option<f64>) -> String {
    let number = |number: Option<f64>| number.map_or("null".to_owned(), |number| format!("{number:.4}"));
    let (reference, ratio) = (number(reference), number(reference.map(|reference| ours / reference)));
    let ours = number(Some(ours));
    format!(
        "{{\"work\":\"{work}\",\"size\":{size},\"ours\":{ours},\"reference\":{reference},\"ratio\":{ratio},\"unit\":\"ms\"}}\n"
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
