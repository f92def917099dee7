//! A network compiled once and asked often: a schedule, and previews of changes while something is dragged.

use super::forward::Dates;
use super::network::{INACTIVE, LEAF, Network};
use super::{LateBound, Schedule};
use crate::plan::{DependencyKey, Duration, Lag, Moment, Plan, Progress, TaskId};

/// The compiled network of one plan. Previews leave it as it is.
#[derive(Clone, Debug)]
pub struct Engine {
    network: Network,
    /// Duration and progress as typed, of the rows that are not plain work.
    typed: Vec<(Duration, Progress)>,
}

/// A change that keeps the network's shape, for previews while dragging.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// The task takes this long.
    Duration(TaskId, Duration),
    /// The task's constraint becomes SNET at this moment.
    NotBefore(TaskId, Moment),
    /// The dependency has this lag. A dependency that is not in the plan is left out.
    Lag(DependencyKey, Lag),
    Progress(TaskId, Progress),
}

impl Engine {
    /// Compiles the network of `plan`.
    pub fn new(plan: &Plan) -> Engine {
        Engine::within(plan, &[])
    }

    /// As [`Engine::new`], with late dates also capped by `bounds`.
    pub fn within(plan: &Plan, bounds: &[LateBound]) -> Engine {
        let network = Network::compile(plan, bounds);
        let typed = network.typed(plan);
        Engine { network, typed }
    }

    /// The schedule of the plan as compiled.
    pub fn schedule(&self) -> Schedule {
        run(&self.network)
    }

    /// The schedule the plan would have after `changes`; what is not in the plan changes nothing.
    pub fn preview(&self, changes: &[Change]) -> Schedule {
        let mut network = self.network.clone();
        // Work already changed, so that two changes of a task add up.
        let mut changed: Vec<(TaskId, Duration, Progress)> = Vec::new();
        for change in changes {
            match *change {
                Change::Duration(id, _) | Change::Progress(id, _) => {
                    let Some(row) = network.row(id) else { continue };
                    let known = changed.iter().rev().find(|(task, ..)| *task == id);
                    let (mut duration, mut progress) =
                        known.map_or_else(|| self.network.work(row, &self.typed), |(_, d, p)| (*d, *p));
                    match *change {
                        Change::Duration(_, new) => duration = new,
                        Change::Progress(_, new) => progress = new,
                        _ => {}
                    }
                    network.set_work(row, duration, progress);
                    changed.push((id, duration, progress));
                }
                Change::NotBefore(id, date) => network.set_not_before(id, date),
                Change::Lag(key, lag) => network.set_lag(key, lag),
            }
        }
        run(&network)
    }
}

/// Forward, backward, as late as possible, rows, issues.
pub(super) fn run(network: &Network) -> Schedule {
    let mut dates = Dates::of(network.hot.len(), network.rows.len());
    network.forward(&mut dates, &[]);
    let finish = network.finish(&dates);
    network.backward(&mut dates, finish);
    if let Some(holds) = network.late_starts(&dates) {
        network.forward(&mut dates, &holds);
        network.backward(&mut dates, finish);
    }
    let (mut schedule, marked) = network.rows(&dates);
    schedule.issues = network.issues(&dates, &schedule.rows, &marked);
    schedule
}

impl Network {
    /// The computed end of the plan.
    fn finish(&self, dates: &Dates) -> i32 {
        let leaves = self.hot.iter().zip(&dates.early).filter(|(hot, _)| hot.is & (LEAF | INACTIVE) == LEAF);
        leaves.map(|(_, early)| early.ef).max().unwrap_or(self.rules.start)
    }
}
