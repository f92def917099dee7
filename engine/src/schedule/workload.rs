//! Plans to measure by: seeded layered networks, two dependencies a task, the same on every machine and in wasm.

use crate::plan::{DependencyKey, DependencyKind, Duration, Ids, Lag, Moment, Plan, Task, TaskId};

/// A network as bare numbers: durations in working minutes, links as (predecessor, successor).
#[derive(Clone, Debug)]
pub struct Workload {
    pub durations: Vec<i32>,
    pub links: Vec<(u32, u32)>,
}

/// `tasks` tasks in layers, each waiting for two of the layer before; durations of 1 to 10 days.
pub fn layered(tasks: usize, seed: u64) -> Workload {
    let mut state = seed;
    // SplitMix64: small, known, and good enough to shuffle links.
    let mut next = move |below: usize| {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % below.max(1) as u64) as usize
    };
    let width = tasks.isqrt().max(2);
    let durations = (0..tasks).map(|_| 480 * (1 + next(10) as i32)).collect();
    let mut links = Vec::with_capacity(tasks * 2);
    for task in width..tasks {
        let layer = task / width * width;
        let first = next(width);
        let second = (first + 1 + next(width - 1)) % width;
        for pick in [first, second] {
            links.push(((layer - width + pick) as u32, task as u32));
        }
    }
    Workload { durations, links }
}

impl Workload {
    /// The network as a plan of ours, starting on Monday 1 June 2026.
    pub fn plan(&self) -> Plan {
        let mut plan = Plan::new(Moment(29_671_200));
        let id = |node: u32| TaskId(node + 1);
        plan.tasks = self
            .durations
            .iter()
            .zip(0..)
            .map(|(minutes, node)| Task::new(id(node), 0, format!("Task {node}"), Duration::working(*minutes)))
            .collect();
        for (from, to) in &self.links {
            let key = DependencyKey { predecessor: id(*from), successor: id(*to), kind: DependencyKind::FS };
            plan.dependencies.insert(key, Lag::default());
        }
        plan.ids = Ids { last: self.durations.len() as u32 };
        plan
    }
}
