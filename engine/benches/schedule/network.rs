//! `-- network TASKS`: a network to measure by as plain text, so that every peer is given the same; and what the engine
//! says of it, so that every peer can be held against that.
//!
//! The first row is the finish of the plan, and of 50, 80 and 90 of 100 runs with ranges and neither risks nor common
//! luck, all in working minutes from the start. Then one row a task: its working minutes, a tab, and the numbers of the
//! tasks it waits for, counted from 0.

use crate::{SIMULATED, simulation};
use forthright_engine::plan::Moment;
use forthright_engine::schedule::workload::layered;
use forthright_engine::schedule::{WorkingTime, schedule};
use forthright_engine::simulate::{Luck, Simulation};

pub fn text(tasks: usize) -> String {
    let workload = layered(tasks, 7);
    let plan = workload.plan();
    let time = WorkingTime::of(&plan, plan.settings.calendar);
    let minutes = |finish: Moment| time.work(plan.settings.start, finish).to_string();
    let mut runs = Simulation::new(&plan, &simulation::spreads(&plan), &[], Luck::default(), &[]);
    runs.run(SIMULATED.1);
    let mut finishes = vec![minutes(schedule(&plan).finish)];
    finishes.extend(runs.project().iter().flat_map(|end| [end.p50(), end.p80(), end.p90()]).map(minutes));
    let mut waits = vec![Vec::new(); tasks];
    for (from, to) in &workload.links {
        waits[*to as usize].push(from.to_string());
    }
    let rows = workload.durations.iter().zip(waits).map(|(minutes, waits)| format!("{minutes}\t{}\n", waits.join(" ")));
    format!("{}\n", finishes.join("\t")) + &rows.collect::<String>()
}
