//! F1. What may happen instead: the same schedule many times over, each time with durations drawn from their ranges.
//!
//! A run draws the remaining duration of every unfinished task that has a range, schedules the plan with the very engine
//! that schedules it otherwise, and keeps when what is watched finishes. Draws are keyed by seed, task and run ([`draw`]),
//! so that slices, the order of tasks and what else is in the plan change nothing, and scenarios share their luck. With
//! ranges of no width every run is the schedule. Method: Monte-Carlo simulation of a critical-path network (Van Slyke,
//! 1963), with triangular durations and a common factor.

mod draw;
mod outcome;
#[cfg(test)]
mod tests;

pub use draw::triangular;
pub use outcome::Outcome;

use crate::plan::{Duration, Plan, Progress, TaskId};
use crate::schedule::Engine;
use std::collections::HashMap;

/// How long the rest of a task may take: minutes of its own time (working, or elapsed where its duration is).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    pub task: TaskId,
    /// With nothing in the way.
    pub low: i32,
    /// What the plan counts on.
    pub likely: i32,
    /// With everything in the way.
    pub high: i32,
}

/// Something that may happen, and what it then costs the tasks it hits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    /// Its own luck: the same key has the same luck in every scenario.
    pub key: u32,
    /// Percent of the runs in which it happens.
    pub chance: u8,
    /// Minutes added to each of the tasks, in each one's own time.
    pub delay: i32,
    pub tasks: Vec<TaskId>,
}

/// What the draws are keyed by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Luck {
    /// The same seed gives the same answer, in every engine.
    pub seed: u64,
    /// Percent of its draws that a task takes from what all tasks share in a run, instead of its own. Two tasks then
    /// agree by this share squared (50: a correlation of a quarter). Independent draws would make long chains look
    /// falsely certain.
    pub common: u8,
}

impl Default for Luck {
    fn default() -> Luck {
        Luck { seed: 1, common: 50 }
    }
}

/// Runs done so far, and what they came to.
#[derive(Clone, Debug)]
pub struct Simulation {
    engine: Engine,
    luck: Luck,
    varied: Vec<Varied>,
    risks: Vec<Risk>,
    /// Rows whose finishes are kept, and each one's finish by run.
    watched: Vec<(TaskId, u32)>,
    finishes: Vec<Vec<i32>>,
    /// The finish of the plan, by run.
    ends: Vec<i32>,
    /// By row: runs in which it was critical.
    critical: Vec<u32>,
    rows: HashMap<TaskId, u32>,
}

/// A task that varies.
#[derive(Clone, Debug)]
struct Varied {
    row: u32,
    spread: Spread,
    duration: Duration,
    progress: Progress,
    /// Minutes left as the plan has it.
    left: i32,
    /// The risks that hit it, as places in the list.
    risks: Vec<u32>,
}

impl Simulation {
    /// Compiles `plan` for its runs. `watched` are the tasks whose finishes are kept. Ranges of what is finished, inactive,
    /// a summary or not in the plan say nothing; a range is put in order where it is not.
    pub fn new(plan: &Plan, spreads: &[Spread], risks: &[Risk], luck: Luck, watched: &[TaskId]) -> Simulation {
        let engine = Engine::new(plan);
        let schedule = engine.schedule();
        let rows: HashMap<TaskId, u32> = plan.tasks.iter().zip(0..).map(|(task, row)| (task.id, row)).collect();
        let spreads: HashMap<TaskId, Spread> = spreads.iter().map(|spread| (spread.task, *spread)).collect();
        let hits = |task: TaskId| {
            let hit = risks.iter().zip(0..).filter(|(risk, _)| risk.tasks.contains(&task));
            hit.map(|(_, place)| place).collect::<Vec<u32>>()
        };
        let leaves = plan.tasks.iter().zip(&schedule.rows).zip(0..).filter(|((task, dates), _)| {
            !dates.summary && !task.inactive && task.progress.actual_finish.is_none() && task.duration.minutes > 0
        });
        let varied = leaves.filter_map(|((task, _), row)| {
            let left = left(task.duration, task.progress);
            let known = spreads.get(&task.id).copied();
            let risks = hits(task.id);
            let spread = known.unwrap_or(Spread { task: task.id, low: left, likely: left, high: left });
            let likely = spread.likely.max(0);
            let spread = Spread { low: spread.low.clamp(0, likely), likely, high: spread.high.max(likely), ..spread };
            let varies = known.is_some() || !risks.is_empty();
            let (duration, progress) = (task.duration, task.progress);
            varies.then_some(Varied { row, spread, duration, progress, left, risks })
        });
        let varied = varied.collect();
        let watched: Vec<(TaskId, u32)> = watched.iter().filter_map(|task| Some((*task, *rows.get(task)?))).collect();
        Simulation {
            engine,
            luck,
            varied,
            risks: risks.to_vec(),
            finishes: vec![Vec::new(); watched.len()],
            watched,
            ends: Vec::new(),
            critical: vec![0; plan.tasks.len()],
            rows,
        }
    }

    /// Runs `count` more times.
    pub fn run(&mut self, count: u32) {
        for run in self.runs()..self.runs().saturating_add(count) {
            let happens: Vec<bool> = self.risks.iter().map(|risk| draw::happens(self.luck, risk, run)).collect();
            let work = self.varied.iter().map(|one| {
                let left = self.drawn(one, run, &happens);
                let duration =
                    Duration { minutes: one.duration.minutes.saturating_add(left - one.left), ..one.duration };
                let begun = one.progress.actual_start.is_some();
                let remaining = if begun { Some(left) } else { one.progress.remaining };
                (one.row, duration, Progress { remaining, ..one.progress })
            });
            let schedule = self.engine.with_work(work);
            for (kept, (_, row)) in self.finishes.iter_mut().zip(&self.watched) {
                kept.extend(schedule.rows.get(*row as usize).map(|row| row.finish.0));
            }
            self.ends.push(schedule.finish.0);
            for (count, row) in self.critical.iter_mut().zip(&schedule.rows) {
                *count += u32::from(row.critical);
            }
        }
    }

    /// Minutes left of a task in a run; work that is there takes a minute at least.
    fn drawn(&self, one: &Varied, run: u32, happens: &[bool]) -> i32 {
        let Spread { task, low, likely, high } = one.spread;
        let own = triangular(low, likely, high, draw::place(self.luck, task, run));
        let hit = one.risks.iter().filter(|place| happens.get(**place as usize) == Some(&true));
        let delay = hit.filter_map(|place| self.risks.get(*place as usize)).map(|risk| risk.delay.max(0));
        delay.fold(own, i32::saturating_add).max(1)
    }

    /// How many runs there were.
    pub fn runs(&self) -> u32 {
        self.ends.len() as u32
    }

    /// When the plan finished.
    pub fn finish(&self) -> Outcome {
        Outcome::of(&self.ends)
    }

    /// When a watched task finished.
    pub fn of(&self, task: TaskId) -> Option<Outcome> {
        self.kept(task).map(Outcome::of)
    }

    fn kept(&self, task: TaskId) -> Option<&[i32]> {
        let place = self.watched.iter().position(|(watched, _)| *watched == task)?;
        self.finishes.get(place).map(Vec::as_slice)
    }

    /// The share of runs in which a task was critical, 0 to 1: its criticality index.
    pub fn criticality(&self, task: TaskId) -> Option<f64> {
        let count = *self.critical.get(*self.rows.get(&task)? as usize)?;
        (self.runs() > 0).then(|| f64::from(count) / f64::from(self.runs()))
    }

    /// Which tasks move a watched finish most (the plan's where `watched` is `None`): the correlation of what was left of
    /// each with it, run by run, the largest first. Draws are made again, not kept. Empty before there are two runs.
    pub fn sensitivity(&self, watched: Option<TaskId>) -> Vec<(TaskId, f64)> {
        let finishes = match watched {
            None => self.ends.as_slice(),
            Some(task) => self.kept(task).unwrap_or_default(),
        };
        let happens: Vec<Vec<bool>> = (0..finishes.len() as u32)
            .map(|run| self.risks.iter().map(|risk| draw::happens(self.luck, risk, run)).collect())
            .collect();
        let mut all: Vec<(TaskId, f64)> = self
            .varied
            .iter()
            .filter_map(|one| {
                let drawn = (0..).zip(&happens).map(|(run, happens)| self.drawn(one, run, happens));
                Some((one.spread.task, correlation(drawn, finishes)?))
            })
            .collect();
        all.sort_by(|(a, by_a), (b, by_b)| by_b.total_cmp(by_a).then(a.cmp(b)));
        all
    }
}

/// A range for every unfinished task, where nothing is known of it but its duration: so many percent below and above what
/// is left.
pub fn usual_spreads(plan: &Plan, below: u8, above: u16) -> Vec<Spread> {
    let tasks = plan.tasks.iter().filter(|task| task.progress.actual_finish.is_none() && task.duration.minutes > 0);
    tasks
        .map(|task| {
            let likely = left(task.duration, task.progress);
            let part = |percent: i64| (i64::from(likely) * percent / 100).clamp(0, i64::from(i32::MAX / 4)) as i32;
            let (low, high) = (likely - part(i64::from(below.min(100))), likely.saturating_add(part(i64::from(above))));
            Spread { task: task.id, low, likely, high }
        })
        .collect()
}

/// Minutes left of a task, as the engine reads its facts.
fn left(duration: Duration, progress: Progress) -> i32 {
    let minutes = duration.minutes.max(0);
    if progress.actual_start.is_none() {
        return minutes;
    }
    let by_percent = (i64::from(minutes) * (100 - i64::from(progress.percent.min(100))) + 50) / 100;
    progress.remaining.map_or(by_percent as i32, |left| left.max(0))
}

/// Pearson's coefficient, in two passes for exactness; `None` where either does not vary.
fn correlation(drawn: impl Iterator<Item = i32> + Clone, finishes: &[i32]) -> Option<f64> {
    let count = finishes.len() as f64;
    let mean = |sum: i64| sum as f64 / count;
    let x = mean(drawn.clone().map(i64::from).sum());
    let y = mean(finishes.iter().map(|at| i64::from(*at)).sum());
    let (mut both, mut own, mut other) = (0.0, 0.0, 0.0);
    for (left, finish) in drawn.zip(finishes) {
        let (dx, dy) = (f64::from(left) - x, f64::from(*finish) - y);
        both += dx * dy;
        own += dx * dx;
        other += dy * dy;
    }
    (own > 0.0 && other > 0.0).then(|| both / (own * other).sqrt())
}
