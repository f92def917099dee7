//! Which tasks move a finish: each task's drawn durations, made again from the seed, beside the finishes kept.

use super::{Fate, Simulation};
use crate::plan::TaskId;
use crate::schedule::LANES;

/// From fewer runs nothing is said of a task: a correlation of more than a third could be chance alone.
const FEW: usize = 30;

/// How much a finish follows a task's luck.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Influence {
    pub task: TaskId,
    /// Pearson's correlation of the task's remaining duration, what risks add to it included, with the finish: −1 to 1.
    /// Its square is the share of the finish's variance that goes with the task.
    pub correlation: f64,
    /// From so many runs, at least 30: those in which the task had luck of its own. In the others it did as all did, and
    /// what moved the finish was not this task. Where all luck is common, all runs, however few.
    pub runs: u32,
}

impl Simulation {
    /// The tasks whose durations vary, by how much the finish of the watched `task` follows them, the strongest first and
    /// of equals the lower id; of the whole plan with `None`. Tasks that came out the same in every run are left out, and
    /// so are those that had luck of their own in fewer than 30 runs, unless all luck is common.
    ///
    /// From n runs a correlation below about 2 / √n may be chance alone.
    pub fn sensitivity(&self, task: Option<TaskId>) -> Vec<Influence> {
        let Some(finishes) = self.finishes(task) else { return Vec::new() };
        let all_common = self.common.is_all();
        let fates: Vec<Fate> = (0..self.runs()).step_by(LANES).map(|first| self.fate(first)).collect();
        let mut all: Vec<Influence> = Vec::new();
        let mut pairs: Vec<(i32, i32)> = Vec::with_capacity(finishes.len());
        for task in &self.tasks {
            let drawn = fates
                .iter()
                .flat_map(|fate| task.minutes(fate).values().into_iter().zip(task.own.is_apart(&fate.lots)));
            let runs = drawn.zip(finishes).map(|((minutes, apart), finish)| (apart, (minutes, *finish)));
            pairs.clear();
            pairs.extend(runs.filter_map(|(apart, pair)| (apart || all_common).then_some(pair)));
            if pairs.len() < FEW && !all_common {
                continue;
            }
            let (mean, spread) = moments(pairs.iter().map(|pair| pair.0));
            let (finish_mean, finish_spread) = moments(pairs.iter().map(|pair| pair.1));
            if spread <= 0.0 || finish_spread <= 0.0 {
                continue;
            }
            let products =
                pairs.iter().map(|(task, finish)| (f64::from(*task) - mean) * (f64::from(*finish) - finish_mean));
            let correlation = products.sum::<f64>() / (spread.sqrt() * finish_spread.sqrt());
            let runs = pairs.len() as u32;
            all.push(Influence { task: task.task, correlation: correlation.clamp(-1.0, 1.0), runs });
        }
        all.sort_by(|a, b| b.correlation.abs().total_cmp(&a.correlation.abs()).then(a.task.cmp(&b.task)));
        all
    }
}

/// The mean, and the sum of the squared distances from it.
fn moments(values: impl ExactSizeIterator<Item = i32> + Clone) -> (f64, f64) {
    let sum: i64 = values.clone().map(i64::from).sum();
    let mean = sum as f64 / values.len().max(1) as f64;
    (mean, values.map(|value| (f64::from(value) - mean) * (f64::from(value) - mean)).sum())
}
