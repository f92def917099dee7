//! What it costs that several must be done: tasks beside each other are each done by their own date half of the time, all
//! of them seldom.

use super::{Outcome, Simulation};
use crate::plan::{DependencyKey, TaskId};

/// How much later a task can start because it waits for several links, not for the latest of them alone.
#[derive(Clone, Debug, PartialEq)]
pub struct MergeBias {
    /// The P50, over all runs, of the start that all links together allow, less the latest of the P50s of the starts that
    /// each link alone allows: working minutes on the task's calendar (elapsed ones where its duration is), never below 0.
    /// Both are links alone: what else holds the task, as the plan's start or a constraint, is left out.
    pub p50: i32,
    /// The same of the means, to the minute below.
    pub mean: i32,
    /// The links that hold the task in any run, the most frequent first, of equals in the order of their keys.
    pub waiting: Vec<Waiting>,
}

/// A link that others meet.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Waiting {
    /// From which predecessor, and how.
    pub link: DependencyKey,
    /// The share of runs, 0 to 1, in which none of the links allows a later start; where two ask for the same minute it
    /// is both of them, so shares may add up to more than 1.
    pub latest: f64,
}

impl Simulation {
    /// The merge bias of a watched task. `None` before the first run, when it is not watched, and where links do not
    /// meet: it is a summary, has fewer than two links into it, has begun, or its start is held by hand.
    ///
    /// The measure goes back to MacCrimmon and Ryavec, An analytical study of the PERT assumptions (1964).
    pub fn merge_bias(&self, task: TaskId) -> Option<MergeBias> {
        let (_, merge, links) = self.merges.iter().find(|(known, ..)| *known == task)?;
        let runs = self.project.len();
        let latest: Vec<i32> =
            (0..runs).filter_map(|run| links.iter().filter_map(|link| link.get(run)).max().copied()).collect();
        if latest.is_empty() {
            return None;
        }
        let (together, alone): (Outcome, Vec<Outcome>) =
            (Outcome::of(&latest), links.iter().map(|link| Outcome::of(link)).collect());
        let over = |of: fn(&Outcome) -> i32| of(&together) - alone.iter().map(of).max().unwrap_or_default();
        let share = |link: &[i32]| {
            let holds = link.iter().zip(&latest).filter(|(start, latest)| start == latest).count();
            holds as f64 / runs as f64
        };
        let keys = merge.links.iter().copied();
        let mut waiting: Vec<Waiting> = keys
            .zip(links)
            .map(|(link, starts)| Waiting { link, latest: share(starts) })
            .filter(|link| link.latest > 0.0)
            .collect();
        waiting.sort_by(|a, b| b.latest.total_cmp(&a.latest).then(a.link.cmp(&b.link)));
        Some(MergeBias { p50: over(|of| of.p50().0), mean: over(|of| of.mean().0), waiting })
    }
}
