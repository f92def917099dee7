//! One compiled network, run many times with other durations: what a simulation asks. The passes are those of a
//! schedule; durations are written into the nodes, and the room for the dates is kept, so that a run compiles nothing
//! and, unless something is as late as possible, allocates nothing. [`Together`] makes many runs at a time where it can.

mod beside;
mod edges;
mod ends;
mod lanes;
mod leaf;
mod merge;
mod pass;

pub(crate) use beside::Watch;
pub(crate) use lanes::{Block, Four, LANES, SHIFT};
pub(crate) use merge::Merge;

use super::engine::pass;
use super::forward::Dates;
use super::network::{INACTIVE, LEAF, NOBODY, NONE, Network, PLAIN, SUMMARY};
use crate::plan::{Plan, TaskId};
use beside::Beside;
use std::sync::Arc;

/// A network whose durations change from run to run. No promise bounds it: floats are those of the plan itself.
#[derive(Debug)]
pub(crate) struct Drawn {
    network: Network,
    dates: Dates,
    /// Of each row in the latest run: its finish, and whether it was critical.
    finishes: Vec<i32>,
    critical: Vec<bool>,
}

/// A task that has not ended: where its duration is written, and what it was.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slot {
    pub row: u32,
    duration: i32,
    remaining: i32,
    split: i32,
    started: bool,
}

/// The least and the most that may be left of a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Reach {
    pub low: i32,
    pub high: i32,
}

/// The same network for [`LANES`] runs at a time.
#[derive(Debug)]
pub(crate) struct Together {
    beside: Beside,
}

impl Together {
    /// Where runs do not go side by side, `None`; see [`beside`].
    pub fn of(drawn: &mut Drawn, tasks: &[(Slot, Reach)], merges: &[&Merge]) -> Option<Together> {
        pass(&drawn.network, &mut drawn.dates);
        Some(Together { beside: Beside::of(&drawn.network, &drawn.dates, tasks, merges)? })
    }

    /// A task has these many minutes left.
    #[inline]
    pub fn set(&mut self, drawn: &Drawn, slot: &Slot, minutes: Block) {
        let plain = drawn.network.hot.get(slot.row as usize).is_some_and(|hot| hot.is & PLAIN != 0);
        let minutes = match (plain, slot.started) {
            (true, _) => minutes.max(Block::all(1)),
            (_, true) => minutes.max(Block::all(0)),
            _ => minutes.max(Block::all(0)).plus(Block::all(slot.split)),
        };
        if let Some(step) = self.beside.step_of.get(slot.row as usize)
            && let Some(work) = self.beside.work.get_mut(*step as usize)
        {
            *work = minutes.plus(minutes);
        }
    }

    /// All dates anew.
    pub fn run(&mut self, drawn: &Drawn) {
        self.beside.pass(&drawn.network);
    }

    pub fn watch(&self, drawn: &Drawn, row: usize) -> Watch {
        self.beside.watch(&drawn.network, row)
    }

    /// The finishes of what is watched in the latest runs, exclusive boundaries.
    pub fn finishes(&self, drawn: &Drawn, watch: &Watch) -> [i32; LANES] {
        drawn
            .network
            .clocks
            .get(usize::from(self.beside.clock))
            .map_or([NONE; LANES], |time| self.beside.finishes(time, watch))
    }

    pub fn project(&self, drawn: &Drawn) -> [i32; LANES] {
        self.finishes(drawn, &self.beside.project)
    }

    /// For each row one bit a run: whether it was critical.
    pub fn critical(&self) -> &[u32] {
        &self.beside.critical
    }
}

impl Slot {
    /// Minutes left in the plan, on the task's own clock, without the splits of an imported one.
    pub fn left(&self) -> i32 {
        if self.started { self.remaining } else { self.duration.saturating_sub(self.split) }
    }
}

impl Drawn {
    pub fn new(plan: &Plan) -> Drawn {
        let network = Network::compile(plan, &[]);
        let (nodes, rows) = (network.hot.len(), network.rows.len());
        Drawn { dates: Dates::of(nodes, rows), network, finishes: vec![NONE; rows], critical: vec![false; rows] }
    }

    /// How many rows the plan has.
    pub fn count(&self) -> usize {
        self.finishes.len()
    }

    pub fn row(&self, task: TaskId) -> Option<usize> {
        self.network.row(task).map(|row| row as usize)
    }

    /// Where the duration of a task is written; `None` when it is no leaf, has ended, or is not in the plan.
    pub fn slot(&self, task: TaskId) -> Option<Slot> {
        let row = self.network.row(task)?;
        let hot = self.network.hot.get(row as usize)?;
        let node = self.network.node(row);
        let open = hot.is & LEAF != 0 && !node.is_finished();
        let (duration, remaining, split) = (node.duration, node.remaining, node.split);
        open.then_some(Slot { row, duration, remaining, split, started: node.is_started() })
    }

    /// The task has this many minutes left; what has been done of it stays done.
    pub fn set(&mut self, slot: &Slot, minutes: i32) {
        let Some(hot) = self.network.hot.get_mut(slot.row as usize) else { return };
        if hot.is & PLAIN != 0 {
            // A plain node is work of some length.
            hot.duration = minutes.max(1);
            return;
        }
        let at = hot.duration as usize;
        let Some(node) = Arc::make_mut(&mut self.network.cold).get_mut(at) else { return };
        let minutes = minutes.max(0);
        if slot.started {
            node.duration = slot.duration.saturating_add(minutes.saturating_sub(slot.remaining));
            node.remaining = minutes;
        } else {
            node.duration = minutes.saturating_add(slot.split);
            node.remaining = node.duration;
        }
    }

    /// All dates anew; the finish of the plan.
    pub fn run(&mut self) -> i32 {
        pass(&self.network, &mut self.dates);
        self.roll_up();
        self.network.finish(&self.dates)
    }

    /// The finish of a row in the latest run, an exclusive boundary.
    pub fn finish(&self, row: usize) -> i32 {
        self.finishes.get(row).copied().unwrap_or(NONE)
    }

    /// Whether each row was critical in the latest run; a summary when anything that counts in it was.
    pub fn critical(&self) -> &[bool] {
        &self.critical
    }

    /// Finishes and criticality of the rows as [`Network::rows`] has them, without all else it says.
    fn roll_up(&mut self) {
        let Drawn { network, dates, finishes, critical } = self;
        if network.summaries {
            finishes.fill(NONE);
            critical.fill(false);
        }
        let nodes = dates.early.iter().zip(&dates.why).zip(&dates.late).zip(&network.hot);
        for (row, (((early, why), late), hot)) in nodes.take(finishes.len()).enumerate().rev() {
            let active = hot.is & INACTIVE == 0;
            if hot.is & SUMMARY != 0 {
                let by_hand = network.facts(*hot).manual_finish;
                let rolled = if finishes[row] == NONE { network.rules.start } else { finishes[row] };
                finishes[row] = if by_hand == NONE { rolled } else { by_hand };
                critical[row] &= active;
            } else {
                finishes[row] = early.ef;
                critical[row] = active
                    && if hot.is & PLAIN != 0 {
                        (late.lf_w - early.ef_w).min(late.ls_w - early.es_w) <= network.rules.critical
                    } else {
                        network.floats(network.facts(*hot), (early, why, late)).2
                    };
            }
            let Some(above) = network.rows.get(row).map(|row| row.parent).filter(|row| *row != NOBODY) else {
                continue;
            };
            // An inactive task counts only where its whole summary is inactive.
            let above = above as usize;
            if active || network.hot[above].is & INACTIVE != 0 {
                finishes[above] = finishes[above].max(finishes[row]);
                critical[above] |= critical[row];
            }
        }
    }
}
