//! Where several links meet: the start each of them allows in a run.

use super::super::forward::before;
use super::super::network::{Binds, Edge, LEAF, NONE, PLAIN};
use super::beside::{Beside, Lead};
use super::lanes::{Block, LANES};
use super::{Drawn, Together};
use crate::plan::{ConstraintKind, DependencyKey};

/// A task that waits for several others.
#[derive(Clone, Debug)]
pub(crate) struct Merge {
    pub node: u32,
    pub links: Vec<DependencyKey>,
    /// The edge of each link.
    pub(super) edges: Vec<Edge>,
}

impl Drawn {
    /// `None` for a row that does not wait for several links: a summary, a task of fewer, one that has begun or whose
    /// start is held by hand.
    pub fn merge(&self, row: usize) -> Option<Merge> {
        let (network, at) = (&self.network, u32::try_from(row).ok()?);
        let hot = network.hot.get(row)?;
        let node = network.node(at);
        let by_hand = node.manual && (node.manual_start != NONE || node.manual_finish != NONE);
        let held = hot.is & PLAIN == 0 && (by_hand || node.constraint == Some(ConstraintKind::Pinned));
        if hot.is & LEAF == 0 || node.is_started() || held {
            return None;
        }
        let edges = network.into.of(at).iter();
        let (links, edges): (Vec<_>, Vec<_>) =
            edges.filter_map(|edge| Some((network.key(edge.other, at, *edge)?, *edge))).unzip();
        (links.len() > 1).then_some(Merge { node: at, links, edges })
    }

    /// The start each link allows in the latest run, as a number of working minutes on the task's calendar.
    pub fn starts<'a>(&'a self, merge: &'a Merge) -> impl Iterator<Item = i32> + 'a {
        let (network, early) = (&self.network, &self.dates.early[..]);
        let node = network.node(merge.node);
        let (clock, brief) = (network.clock(&node), node.brief());
        merge.edges.iter().map(move |edge| {
            let binds = network.bonds[edge.bond as usize].binds;
            let from = &early[edge.other as usize];
            let at = if matches!(binds, Binds::SS | Binds::SF) { from.es } else { from.ef };
            let at = network.lag(*edge, early, at, &brief);
            let to_finish = matches!(binds, Binds::FF | Binds::SF);
            clock.count(if to_finish { before(clock, at, node.duration) } else { at })
        })
    }
}

impl Together {
    /// The same for all lanes, link by link.
    pub fn starts<'a>(&'a self, merge: &'a Merge) -> impl Iterator<Item = [i32; LANES]> + 'a {
        let beside = &self.beside;
        let step = beside.step_of.get(merge.node as usize).copied().unwrap_or_default();
        beside
            .leads
            .get(&merge.node)
            .into_iter()
            .flatten()
            .map(move |lead| beside.lead(lead, step).values().map(|key| key >> 1))
    }
}

impl Beside {
    /// The key of the start a link allows.
    fn lead(&self, lead: &Lead, step: u32) -> Block {
        let (bound, to_finish) = match lead {
            Lead::Fixed(bound, to_finish) => (Block::all(*bound), *to_finish),
            Lead::From(term) => (term.bound(&self.early, &self.starts), term.to_finish),
        };
        if to_finish { bound.and(Block::all(!1)).minus(self.work[step as usize]) } else { bound }
    }
}
