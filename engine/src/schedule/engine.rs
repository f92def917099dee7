//! A network compiled once and asked often: a schedule, and previews of changes while something is dragged.

use super::forward::Dates;
use super::network::{INACTIVE, LEAF, Network, Node, PLAIN};
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
        run(&self.changed(changes))
    }

    /// When one task would be finished after `changes`, as [`Engine::preview`] has it: for a question asked many times.
    pub fn finish_after(&self, task: TaskId, changes: &[Change]) -> Option<Moment> {
        let network = self.changed(changes);
        let row = network.row(task)? as usize;
        if network.alap || network.hot[row].is & LEAF == 0 {
            return run(&network).rows.get(row).map(|row| row.finish);
        }
        let mut dates = Dates::of(network.hot.len(), network.rows.len());
        network.forward(&mut dates, &[]);
        Some(Moment(dates.early[row].ef))
    }

    fn changed(&self, changes: &[Change]) -> Network {
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
        network.start_from_finish();
        network
    }
}

/// Forward, backward, as late as possible, rows, issues.
pub(super) fn run(network: &Network) -> Schedule {
    let mut dates = Dates::of(network.hot.len(), network.rows.len());
    pass(network, &mut dates);
    let (mut schedule, marked) = network.rows(&dates);
    schedule.issues = network.issues(&dates, &schedule.rows, &marked);
    schedule
}

/// All dates: forward, backward, and again with what is as late as possible moved.
pub(super) fn pass(network: &Network, dates: &mut Dates) {
    network.forward(dates, &[]);
    let finish = network.finish(dates);
    network.backward(dates, finish);
    if let Some(holds) = network.late_starts(dates) {
        network.forward(dates, &holds);
        network.backward(dates, finish);
    }
}

impl Network {
    /// A plan scheduled from its finish starts as late as that finish allows: with the earliest late start of what has not
    /// begun. Twice, since which task of a summary starts first may change with the start.
    pub(super) fn start_from_finish(&mut self) {
        if !self.rules.from_finish {
            return;
        }
        let mut dates = Dates::of(self.hot.len(), self.rows.len());
        for _ in 0..2 {
            self.forward(&mut dates, &[]);
            self.backward(&mut dates, self.rules.must_finish_by);
            let open = self.hot.iter().zip(&dates.late).filter(|(hot, _)| {
                let begun = |facts: &Node| facts.is_started() || facts.manual;
                hot.is & (LEAF | INACTIVE) == LEAF && (hot.is & PLAIN != 0 || !begun(self.facts(**hot)))
            });
            let Some(start) = open.map(|(_, late)| late.ls).min() else { return };
            self.rules.start = start;
            self.starts = self.clocks.iter().map(|clock| clock.count(start)).collect();
        }
    }

    /// The computed end of the plan.
    pub(super) fn finish(&self, dates: &Dates) -> i32 {
        let leaves = self.hot.iter().zip(&dates.early).filter(|(hot, _)| hot.is & (LEAF | INACTIVE) == LEAF);
        leaves.map(|(_, early)| early.ef).max().unwrap_or(self.rules.start)
    }
}

#[cfg(test)]
mod tests {
    use super::super::network::CHAINED;
    use super::super::workload::layered;
    use super::*;
    use crate::plan::{DayHours, Exception, Recurrence};

    /// A plan of plain tasks with a week off, one link of another kind and one task of elapsed time.
    fn plan(tasks: usize, seed: u64) -> Plan {
        let mut plan = layered(tasks, seed).plan();
        let off = |day: i32| Moment(plan.settings.start.0 + day * 1440).date();
        let exception = Exception {
            name: String::new(),
            from: off(7),
            to: off(13),
            recurrence: Recurrence::EveryDay,
            hours: DayHours::off(),
        };
        plan.calendars.values_mut().for_each(|calendar| calendar.exceptions.push(exception.clone()));
        if let Some(key) = plan.dependencies.keys().nth(tasks / 2).copied() {
            plan.dependencies.insert(key, Lag::Time(Duration::working(-240)));
        }
        plan.tasks[tasks / 3].duration.elapsed = true;
        plan
    }

    #[test]
    fn chained_tasks_get_the_dates_they_would_get_alone() {
        for (tasks, seed) in [(30, 1), (40, 2), (90, 3), (300, 4)] {
            for settings in 0..4 {
                let mut plan = plan(tasks, seed);
                let day = |day: i32| Some(Moment(plan.settings.start.0 + day * 1440));
                plan.settings.status_date = day(5).filter(|_| settings & 1 == 1);
                plan.settings.must_finish_by = day(20).filter(|_| settings & 2 == 2);
                let network = Network::compile(&plan, &[]);
                let mut alone = network.clone();
                assert!(alone.hot.iter().filter(|hot| hot.is & CHAINED != 0).count() > tasks / 2);
                alone.hot.iter_mut().for_each(|hot| hot.is &= !CHAINED);
                assert_eq!(run(&network), run(&alone), "{tasks} tasks, settings {settings}");
            }
        }
    }
}
