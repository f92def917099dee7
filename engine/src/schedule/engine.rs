//! A network compiled once and asked often: a schedule, and previews of changes while something is dragged.

use super::Schedule;
use super::forward::Dates;
use super::network::{INACTIVE, Kind, LEAF, Network, inherit};
use crate::plan::{Constraint, ConstraintKind, DependencyKey, Duration, Lag, Moment, Plan, Progress, TaskId};
use std::sync::Arc;

/// The compiled network of one plan. Previews leave it as it is.
#[derive(Clone, Debug)]
pub struct Engine {
    network: Network,
    /// Duration and progress of each row as typed.
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
        let network = Network::compile(plan);
        let typed = plan.tasks.iter().map(|task| (task.duration, task.progress)).collect();
        Engine { network, typed }
    }

    /// The schedule of the plan as compiled.
    pub fn schedule(&self) -> Schedule {
        run(&self.network)
    }

    /// The schedule the plan would have after `changes`; what is not in the plan changes nothing.
    pub fn preview(&self, changes: &[Change]) -> Schedule {
        let mut network = self.network.clone();
        for change in changes {
            self.change(&mut network, *change);
        }
        run(&network)
    }

    fn change(&self, network: &mut Network, change: Change) {
        match change {
            Change::Duration(id, duration) => {
                let Some(row) = network.index.row(id) else { return };
                let node = &mut network.nodes[row as usize];
                node.set_work(duration, self.typed[row as usize].1);
                network.settle_node(row as usize);
                let outline = &mut Arc::make_mut(&mut network.rows)[row as usize];
                outline.milestone = outline.marked || duration.minutes <= 0;
            }
            Change::Progress(id, progress) => {
                let Some(row) = network.index.row(id) else { return };
                network.nodes[row as usize].set_work(self.typed[row as usize].0, progress);
                network.settle_node(row as usize);
                Arc::make_mut(&mut network.rows)[row as usize].percent =
                    if progress.actual_finish.is_some() { 100 } else { progress.percent.min(100) };
            }
            Change::NotBefore(id, date) => {
                let Some(row) = network.index.row(id) else { return };
                let constraint = Constraint { kind: ConstraintKind::Snet, date };
                let node = &mut network.nodes[row as usize];
                (node.constraint, node.date) = (Some(constraint.kind), constraint.date.0);
                if node.kind == Kind::Unused {
                    let range = row as usize..network.end_of(row) as usize;
                    inherit(&network.rows, &mut network.nodes, range.clone());
                    range.for_each(|row| network.settle_node(row));
                } else {
                    network.settle_node(row as usize);
                }
            }
            Change::Lag(key, lag) => {
                let Some(at) = network.links.iter().position(|link| *link == key) else { return };
                let (into, out) = (Arc::make_mut(&mut network.into), Arc::make_mut(&mut network.out));
                for edge in into.edges.iter_mut().chain(&mut out.edges) {
                    if edge.key == at as u32 {
                        edge.set_lag(lag);
                    }
                }
            }
        }
    }
}

/// Forward, backward, as late as possible, rows, issues.
pub(super) fn run(network: &Network) -> Schedule {
    let mut dates = vec![Dates::default(); network.nodes.len()];
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
    fn finish(&self, dates: &[Dates]) -> i32 {
        let leaves = self.hot.iter().zip(dates).filter(|(hot, _)| hot.is & (LEAF | INACTIVE) == LEAF);
        leaves.map(|(_, dates)| dates.ef).max().unwrap_or(self.rules.start)
    }
}
