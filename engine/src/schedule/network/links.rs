//! From typed links to edges between nodes; links to summaries go through their gate and rollup.

use super::{Binds, Edge, Issue, Kind, LagKind, NOBODY, Network, Node};
use crate::plan::{DependencyKey, Plan};
use std::sync::Arc;

/// An edge before it is sorted into place.
pub(super) struct Raw {
    pub from: u32,
    pub to: u32,
    pub edge: Edge,
}

/// The virtual nodes of each row, `NOBODY` where not needed.
struct Virtual {
    gate: Vec<u32>,
    rollup: Vec<u32>,
}

impl Network {
    /// All edges of the plan; names what is left out.
    pub(super) fn connect(&mut self, plan: &Plan) -> Vec<Raw> {
        let mut raws: Vec<Raw> = Vec::with_capacity(plan.dependencies.len() + plan.tasks.len() / 4);
        let mut links = Vec::with_capacity(plan.dependencies.len());
        let mut parts: Option<Virtual> = None;
        let mut inner: Vec<(u32, u32)> = Vec::new();
        let mut cache = (crate::plan::TaskId(u32::MAX), None);
        for (key, lag) in &plan.dependencies {
            if cache.0 != key.successor || cache.1.is_none() {
                cache = (key.successor, self.index.row(key.successor));
            }
            let (Some(from), Some(to)) = (self.index.row(key.predecessor), cache.1) else {
                self.issues.push(Issue::DanglingLink(*key));
                continue;
            };
            if !self.may_link(key, from, to) {
                continue;
            }
            let binds = Binds::from(key.kind);
            let mut edge = Edge { other: 0, lag: 0, key: links.len() as u32, binds, lag_kind: LagKind::None };
            edge.set_lag(*lag);
            links.push(*key);
            let into_summary = self.rows[to as usize].summary;
            let mut ends = (from, to);
            if into_summary || self.rows[from as usize].summary {
                let parts = parts.get_or_insert_with(|| Virtual {
                    gate: vec![NOBODY; self.rows.len()],
                    rollup: vec![NOBODY; self.rows.len()],
                });
                if self.rows[from as usize].summary {
                    ends.0 = part(&mut self.nodes, &mut parts.rollup, from, Kind::Rollup);
                }
                if into_summary {
                    ends.1 = part(&mut self.nodes, &mut parts.gate, to, Kind::Gate);
                    if matches!(binds, Binds::FF | Binds::SF) {
                        self.issues.push(Issue::FinishLinkIntoSummary(*key));
                        inner.push((to, ends.1));
                    }
                }
            }
            raws.push(Raw { from: ends.0, to: ends.1, edge });
        }
        self.links = Arc::new(links);
        if let Some(parts) = parts {
            self.join_parts(&parts, &mut raws);
            inner.sort_unstable();
            inner.dedup();
            self.join_finishes(&inner, &mut raws);
        }
        raws
    }

    fn may_link(&mut self, key: &DependencyKey, from: u32, to: u32) -> bool {
        if from == to {
            self.issues.push(Issue::LinkToItself(key.successor));
            return false;
        }
        if self.is_above(from, to) || self.is_above(to, from) {
            self.issues.push(Issue::LinkToAncestor(*key));
            return false;
        }
        // Inactive tasks wait for others; nobody waits for them.
        !self.rows[from as usize].inactive || self.rows[to as usize].inactive
    }

    fn is_above(&self, summary: u32, row: u32) -> bool {
        if !self.rows[summary as usize].summary || summary > row {
            return false;
        }
        let mut at = self.rows[row as usize].parent;
        while at != NOBODY && at > summary {
            at = self.rows[at as usize].parent;
        }
        at == summary
    }

    /// Each leaf hangs on the nearest gate above it and feeds the nearest rollup; so do gates and rollups themselves.
    fn join_parts(&self, parts: &Virtual, raws: &mut Vec<Raw>) {
        let mut gates = vec![NOBODY; self.rows.len()];
        let mut rollups = vec![NOBODY; self.rows.len()];
        for (row, facts) in self.rows.iter().enumerate() {
            let (above_gate, above_rollup) = match facts.parent {
                NOBODY => (NOBODY, NOBODY),
                parent => (gates[parent as usize], rollups[parent as usize]),
            };
            let own = |own: u32, above: u32| if own == NOBODY { above } else { own };
            gates[row] = own(parts.gate[row], above_gate);
            rollups[row] = own(parts.rollup[row], above_rollup);
            let waits = if facts.summary { parts.gate[row] } else { row as u32 };
            if waits != NOBODY && above_gate != NOBODY {
                raws.push(structure(above_gate, waits, Binds::GateStart));
            }
            let feeds = if facts.summary { parts.rollup[row] } else { row as u32 };
            if feeds != NOBODY && above_rollup != NOBODY && !facts.inactive {
                raws.push(structure(feeds, above_rollup, Binds::Member));
            }
        }
    }

    /// FF and SF into a summary bind the leaves that nothing inside waits for.
    fn join_finishes(&self, inner: &[(u32, u32)], raws: &mut Vec<Raw>) {
        if inner.is_empty() {
            return;
        }
        let mut awaited: Vec<Vec<u32>> = vec![Vec::new(); self.rows.len()];
        for key in self.links.iter() {
            if let (Some(from), Some(to)) = (self.index.row(key.predecessor), self.index.row(key.successor)) {
                awaited[from as usize].push(to);
            }
        }
        for (summary, gate) in inner {
            let end = self.end_of(*summary);
            for leaf in *summary + 1..end {
                let inside = |to: &u32| *to > *summary && *to < end;
                if !self.rows[leaf as usize].summary && !awaited[leaf as usize].iter().any(inside) {
                    raws.push(structure(*gate, leaf, Binds::GateFinish));
                }
            }
        }
    }

    /// The row after the last one below `row`.
    pub(in crate::schedule) fn end_of(&self, row: u32) -> u32 {
        let below = |at: &u32| {
            let parent = self.rows[*at as usize].parent;
            parent != NOBODY && parent >= row
        };
        (row + 1..self.rows.len() as u32).find(|at| !below(at)).unwrap_or(self.rows.len() as u32)
    }
}

fn part(nodes: &mut Vec<Node>, parts: &mut [u32], row: u32, kind: Kind) -> u32 {
    let slot = &mut parts[row as usize];
    if *slot == NOBODY {
        *slot = nodes.len() as u32;
        let node = Node::part_of(&nodes[row as usize], kind);
        nodes.push(node);
    }
    *slot
}

fn structure(from: u32, to: u32, binds: Binds) -> Raw {
    Raw { from, to, edge: Edge { other: 0, lag: 0, key: NOBODY, binds, lag_kind: LagKind::None } }
}
