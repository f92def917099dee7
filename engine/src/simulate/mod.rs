//! F2. What the dates are worth: the plan run many times with drawn durations, one file a step: `draw` makes chance a
//! function of the seed, this file runs the plan, [`Outcome`] says what many finishes say together, `sensitivity` which
//! tasks move them.
//!
//! Each run goes through the passes of [`crate::schedule`], with calendars, all kinds of link, constraints and progress;
//! where no duration has room, every run is the schedule. The same plan, luck and ranges give the same answer, in every
//! engine; the order of tasks, and how many runs are asked for at a time, change nothing.

mod draw;
mod glance;
mod merge;
mod outcome;
mod sensitivity;
mod spreads;

pub use merge::{MergeBias, Waiting};
pub use outcome::{Enough, Outcome};
pub use sensitivity::Influence;
pub use spreads::{luck, spreads};

use crate::plan::{Plan, TaskId};
use crate::schedule::{Block, Drawn, LANES, Merge, Reach, Slot, Together, Watch};
use draw::{Common, For, Lots, Own, Stream, Triangle};
use glance::Glance;
use std::collections::{BTreeMap, BTreeSet};

/// How long a task may still take: minutes on its own clock (working minutes, elapsed ones where its duration is) from
/// the status date or its start on, the three corners of a triangular distribution. For a task in progress it is what
/// remains, for one that has not begun all of it. Tasks without one take what the plan says. What has ended no longer
/// varies, nor does a summary; and where people work on a task by calendars of their own, those whose working minutes are
/// typed (imported) keep them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    pub task: TaskId,
    /// Never shorter than this; the likely value where this is above it.
    pub low: i32,
    /// The most likely.
    pub likely: i32,
    /// Never longer than this; the likely value where this is below it.
    pub high: i32,
}

/// Something that may come about, once a run at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    /// Its name in the draws, as a task's id is the task's: the same key meets the same luck.
    pub key: u32,
    /// Percent; above 100 counts as 100.
    pub chance: u8,
    /// Minutes added to what remains of each task it names, on the task's own clock; below zero they are saved.
    pub delay: i32,
    /// Tasks that have ended, and summaries, do not feel it.
    pub tasks: Vec<TaskId>,
}

/// What decides the draws.
///
/// Tasks seldom do well or badly alone, and independent draws make a plan of many tasks look falsely certain. So with
/// the probability `common` a task takes, in place of its own luck, the luck all tasks of that run share. Each task's own
/// distribution stays exactly what was typed; two tasks' luck has the correlation `common`², as both must take the
/// shared one: 50 % gives 0.25, 71 % gives 0.5, 100 % makes all of them well or badly together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Luck {
    pub seed: u64,
    /// Percent; above 100 counts as 100.
    pub common: u8,
}

/// What the plan itself says is left of each task that has not ended, in its order: minutes on the task's own clock, what
/// every [`Spread`] lies around. Summaries have none of their own.
pub fn remaining(plan: &Plan) -> Vec<(TaskId, i32)> {
    let drawn = Drawn::new(plan);
    plan.tasks.iter().filter_map(|task| Some((task.id, drawn.slot(task.id)?.left()))).collect()
}

/// A plan being run again and again.
#[derive(Debug)]
pub struct Simulation {
    drawn: Drawn,
    /// Many runs at a time, where the plan allows it, and what of them is kept for each watched row.
    together: Option<(Together, Vec<Watch>)>,
    /// By task id.
    tasks: Vec<Varying>,
    risks: Vec<Threat>,
    seed: u64,
    common: Common,
    /// Watched rows, and their finishes by run.
    watched: Vec<(TaskId, usize, Vec<i32>)>,
    /// Watched tasks where several links meet, and for each link the starts it allows by run.
    merges: Vec<(TaskId, Merge, Vec<Vec<i32>>)>,
    project: Vec<i32>,
    /// In how many runs each row was critical.
    critical: Vec<u32>,
    glance: Option<Glance>,
}

/// A task whose remaining duration is not the same in every run.
#[derive(Debug)]
struct Varying {
    task: TaskId,
    slot: Slot,
    triangle: Triangle,
    own: Own,
    /// Which of the risks it feels.
    risks: Vec<u32>,
}

#[derive(Debug)]
struct Threat {
    stream: Stream,
    chance: f64,
    delay: i32,
}

/// What is decided of [`LANES`] runs before any task is asked: luck, and what each risk adds.
struct Fate {
    lots: Lots,
    delays: Vec<[i32; LANES]>,
}

impl Varying {
    /// All that may be left of it.
    fn reach(&self, risks: &[Threat]) -> Reach {
        let (low, high) = self.triangle.reach();
        let (mut low, mut high) = (i64::from(low), i64::from(high));
        for risk in self.risks.iter().filter_map(|risk| risks.get(*risk as usize)) {
            (low, high) = (low + i64::from(risk.delay.min(0)), high + i64::from(risk.delay.max(0)));
        }
        let minutes = |wide: i64| wide.clamp(0, i64::from(i32::MAX)) as i32;
        Reach { low: minutes(low), high: minutes(high) }
    }

    /// Minutes left in each run.
    #[inline]
    fn minutes(&self, fate: &Fate) -> Block {
        let drawn = self.triangle.draw(self.own, &fate.lots);
        if self.risks.is_empty() { drawn } else { self.delayed(drawn.values(), fate) }
    }

    #[inline(never)]
    fn delayed(&self, drawn: [i32; LANES], fate: &Fate) -> Block {
        // Wide, so that the order of risks is of no matter at the ends of what an i32 holds either.
        let mut minutes = drawn.map(i64::from);
        for delays in self.risks.iter().filter_map(|risk| fate.delays.get(*risk as usize)) {
            minutes.iter_mut().zip(delays).for_each(|(minutes, delay)| *minutes += i64::from(*delay));
        }
        Block::of(&minutes.map(|minutes| minutes.clamp(0, i64::from(i32::MAX)) as i32))
    }
}

impl Simulation {
    /// Compiles `plan`, with no run yet. What is kept of each run is the finish of the plan and of the `watched` tasks,
    /// summaries among them.
    ///
    /// What names no task of the plan is left out. Of two ranges for one task the last counts; a risk that names a task
    /// twice delays it once.
    pub fn new(plan: &Plan, spreads: &[Spread], risks: &[Risk], luck: Luck, watched: &[TaskId]) -> Simulation {
        let mut drawn = Drawn::new(plan);
        let common = Common::new(luck.common);
        let mut found: BTreeMap<TaskId, Varying> = BTreeMap::new();
        let varying = |task: TaskId, spread: Option<&Spread>| {
            let slot = drawn.slot(task)?;
            let left = slot.left();
            let as_planned = Spread { task, low: left, likely: left, high: left };
            let triangle = Triangle::of(spread.unwrap_or(&as_planned), common);
            Some(Varying { task, slot, triangle, own: Own::new(luck.seed, task.0), risks: Vec::new() })
        };
        for spread in spreads {
            if let Some(task) = varying(spread.task, Some(spread)) {
                found.insert(spread.task, task);
            }
        }
        for (at, risk) in (0..).zip(risks) {
            for task in &risk.tasks {
                if !found.contains_key(task)
                    && let Some(new) = varying(*task, None)
                {
                    found.insert(*task, new);
                }
                if let Some(feels) = found.get_mut(task)
                    && feels.risks.last() != Some(&at)
                {
                    feels.risks.push(at);
                }
            }
        }
        let threat = |risk: &Risk| Threat {
            stream: Stream::new(luck.seed, For::Risk(risk.key)),
            chance: f64::from(risk.chance.min(100)) / 100.0,
            delay: risk.delay,
        };
        let mut rows: Vec<(TaskId, usize, Vec<i32>)> = Vec::new();
        let mut known = BTreeSet::new();
        for task in watched {
            if let Some(row) = drawn.row(*task)
                && known.insert(row)
            {
                rows.push((*task, row, Vec::new()));
            }
        }
        let tasks: Vec<Varying> = found.into_values().collect();
        let risks: Vec<Threat> = risks.iter().map(threat).collect();
        let reaches: Vec<(Slot, Reach)> = tasks.iter().map(|task| (task.slot, task.reach(&risks))).collect();
        let merge = |(task, row, _): &(TaskId, usize, _)| {
            let merge = drawn.merge(*row)?;
            let none = vec![Vec::new(); merge.links.len()];
            Some((*task, merge, none))
        };
        let merges: Vec<(TaskId, Merge, Vec<Vec<i32>>)> = rows.iter().filter_map(merge).collect();
        let asked: Vec<&Merge> = merges.iter().map(|(_, merge, _)| merge).collect();
        let together = Together::of(&mut drawn, &reaches, &asked).map(|together| {
            let watches = rows.iter().map(|(_, row, _)| together.watch(&drawn, *row)).collect();
            (together, watches)
        });
        Simulation {
            together,
            tasks,
            risks,
            seed: luck.seed,
            common,
            watched: rows,
            merges,
            project: Vec::new(),
            critical: vec![0; drawn.count()],
            drawn,
            glance: None,
        }
    }

    /// Makes `count` more runs, up to four thousand million in all. A thousand at once or ten times a hundred is the same.
    pub fn run(&mut self, count: u32) {
        let last = self.runs().saturating_add(count);
        let more = (last - self.runs()) as usize;
        self.project.reserve(more);
        self.watched.iter_mut().for_each(|(.., finishes)| finishes.reserve(more));
        while self.runs() < last {
            let first = self.runs();
            let runs = (last - first).min(LANES as u32) as usize;
            self.some(first, runs);
        }
    }

    /// Makes up to [`LANES`] runs, the first of them numbered `first`.
    fn some(&mut self, first: u32, runs: usize) {
        let fate = self.fate(first);
        if let Some((together, watches)) = &mut self.together {
            for task in &self.tasks {
                together.set(&self.drawn, &task.slot, task.minutes(&fate));
            }
            together.run(&self.drawn);
            self.project.extend(&together.project(&self.drawn)[..runs]);
            for ((.., finishes), watch) in self.watched.iter_mut().zip(watches) {
                finishes.extend(&together.finishes(&self.drawn, watch)[..runs]);
            }
            for (_, merge, links) in &mut self.merges {
                let starts = links.iter_mut().zip(together.starts(merge));
                starts.for_each(|(link, starts)| link.extend(&starts[..runs]));
            }
            for (count, critical) in self.critical.iter_mut().zip(together.critical()) {
                *count += (critical & ((1 << runs) - 1)).count_ones();
            }
            self.glance_together(first as usize, runs);
            return;
        }
        let minutes: Vec<[i32; LANES]> = self.tasks.iter().map(|task| task.minutes(&fate).values()).collect();
        for lane in 0..runs {
            for (task, minutes) in self.tasks.iter().zip(&minutes) {
                self.drawn.set(&task.slot, minutes[lane]);
            }
            self.project.push(self.drawn.run());
            for (_, row, finishes) in &mut self.watched {
                finishes.push(self.drawn.finish(*row));
            }
            for (_, merge, links) in &mut self.merges {
                links.iter_mut().zip(self.drawn.starts(merge)).for_each(|(link, start)| link.push(start));
            }
            for (count, critical) in self.critical.iter_mut().zip(self.drawn.critical()) {
                *count += u32::from(*critical);
            }
            self.glance_alone(first as usize + lane);
        }
    }

    /// When each watched task is finished, in the order asked for; none before the first run.
    pub fn outcomes(&self) -> impl Iterator<Item = (TaskId, Outcome)> {
        let ran = self.watched.iter().filter(|(.., finishes)| !finishes.is_empty());
        ran.map(|(task, _, finishes)| (*task, Outcome::of(finishes)))
    }

    fn fate(&self, first: u32) -> Fate {
        let numbers: [u32; LANES] = std::array::from_fn(|lane| first.wrapping_add(lane as u32));
        let delays = |risk: &Threat| numbers.map(|run| if risk.stream.at(run) < risk.chance { risk.delay } else { 0 });
        let lots = Lots::new(self.seed, self.common, first);
        Fate { lots, delays: self.risks.iter().map(delays).collect() }
    }

    /// Whether runs of this plan are made many at a time: where one calendar governs all that has not ended, and nothing
    /// is in it that needs a calendar at every step. It changes nothing but the time it takes.
    pub fn side_by_side(&self) -> bool {
        self.together.is_some()
    }

    /// The same simulation, with each run made alone by the passes of a schedule, for those who want to compare.
    pub fn one_by_one(self) -> Simulation {
        Simulation { together: None, ..self }
    }

    /// How many runs have been made.
    pub fn runs(&self) -> u32 {
        self.project.len() as u32
    }

    /// When a watched task is finished; `None` before the first run and when it is not watched.
    pub fn outcome(&self, task: TaskId) -> Option<Outcome> {
        self.finishes(Some(task)).map(Outcome::of)
    }

    /// When the plan is finished; `None` before the first run.
    pub fn project(&self) -> Option<Outcome> {
        self.finishes(None).map(Outcome::of)
    }

    /// The share of runs, 0 to 1, in which the task was critical by its own float, whatever was promised; of a summary,
    /// in which anything in it was. `None` before the first run and when there is no such task.
    pub fn criticality(&self, task: TaskId) -> Option<f64> {
        let count = self.critical.get(self.drawn.row(task)?)?;
        (!self.project.is_empty()).then(|| f64::from(*count) / self.project.len() as f64)
    }

    /// Finishes by run of a watched task, or of the plan.
    fn finishes(&self, task: Option<TaskId>) -> Option<&[i32]> {
        let finishes = match task {
            None => &self.project,
            Some(task) => self.watched.iter().find(|(known, ..)| *known == task).map(|(.., finishes)| finishes)?,
        };
        (!finishes.is_empty()).then_some(finishes)
    }
}
