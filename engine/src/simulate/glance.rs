//! Where every row's finish lies in the first runs: enough for a picture of each, and kept in one piece, since there may
//! be thousands of rows.

use super::{Outcome, Simulation};
use crate::plan::TaskId;
use crate::schedule::{LANES, Watch};

/// The finishes of all rows in the first runs.
#[derive(Debug)]
pub(super) struct Glance {
    /// How many runs it is of.
    runs: usize,
    rows: Vec<(TaskId, usize)>,
    /// Of each row, where many runs are made at a time.
    watches: Vec<Watch>,
    /// One row after the other, all its runs.
    finishes: Vec<i32>,
}

impl Simulation {
    /// The same simulation, which also keeps the finishes of all tasks `of` in its first `runs` runs, for
    /// [`Simulation::glanced`]; called before the first run. What names no task of the plan is left out.
    pub fn glancing(mut self, of: &[TaskId], runs: u32) -> Simulation {
        let rows: Vec<(TaskId, usize)> = of.iter().filter_map(|task| Some((*task, self.drawn.row(*task)?))).collect();
        let watch = |(_, row): &(TaskId, usize)| self.together.as_ref().map(|(all, _)| all.watch(&self.drawn, *row));
        let watches = rows.iter().filter_map(watch).collect();
        let runs = runs as usize;
        self.glance = Some(Glance { runs, watches, finishes: vec![0; rows.len() * runs], rows });
        self
    }

    /// Lets go of what was kept for [`Simulation::glanced`].
    pub fn glancing_no_more(&mut self) {
        self.glance = None;
    }

    /// How many tasks are glanced at.
    pub fn glances(&self) -> usize {
        self.glance.as_ref().map_or(0, |glance| glance.rows.len())
    }

    /// When the task of this number among those glanced at was finished in the first runs; `None` until all those runs
    /// have been made.
    pub fn glanced(&self, number: usize) -> Option<(TaskId, Outcome)> {
        let glance = self.glance.as_ref().filter(|glance| glance.runs <= self.project.len())?;
        let (task, _) = glance.rows.get(number)?;
        let finishes = glance.finishes.get(number * glance.runs..(number + 1) * glance.runs)?;
        (!finishes.is_empty()).then(|| (*task, Outcome::of(finishes)))
    }

    /// Notes runs just made side by side, the first of them numbered `first`.
    pub(super) fn glance_together(&mut self, first: usize, runs: usize) {
        let (Some(glance), Some((together, _))) = (&mut self.glance, &self.together) else { return };
        let noted = runs.min(LANES).min(glance.runs.saturating_sub(first));
        if noted == 0 {
            return;
        }
        for (kept, watch) in glance.finishes.chunks_exact_mut(glance.runs).zip(&glance.watches) {
            kept[first..first + noted].copy_from_slice(&together.finishes(&self.drawn, watch)[..noted]);
        }
    }

    /// Notes the run just made alone.
    pub(super) fn glance_alone(&mut self, run: usize) {
        let Some(glance) = self.glance.as_mut().filter(|glance| run < glance.runs) else { return };
        for (kept, (_, row)) in glance.finishes.chunks_exact_mut(glance.runs).zip(&glance.rows) {
            kept[run] = self.drawn.finish(*row);
        }
    }
}
