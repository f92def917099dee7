//! From typed links to edges between nodes; links to summaries go through their gate and rollup.

use super::edges::{Bond, Raw};
use super::index::Index;
use super::outline::{awaited, end_of, is_above};
use super::{Binds, CHAINED, Hot, INACTIVE, Issue, Kind, NOBODY, Node, PLAIN_LINK, Row, SUMMARY};
use crate::plan::{DependencyKey, DependencyKind, Lag, Plan};
use crate::schedule::rules::Rules;

/// What grows while links are read.
pub(super) struct Links<'a> {
    rows: &'a [Row],
    index: &'a Index,
    pub hot: Vec<Hot>,
    pub cold: Vec<Node>,
    pub bonds: Vec<Bond>,
    pub raws: Vec<Raw>,
    /// Whether every edge leads to a node further down.
    pub downwards: bool,
    parts: Option<Virtual>,
    /// Summaries that FF and SF lead into, and their gates.
    inner: Vec<(u32, u32)>,
}

/// The virtual nodes of each row, `NOBODY` where not needed.
struct Virtual {
    gate: Vec<u32>,
    rollup: Vec<u32>,
}

impl Links<'_> {
    pub fn new<'a>(rows: &'a [Row], index: &'a Index, hot: Vec<Hot>, cold: Vec<Node>) -> Links<'a> {
        Links {
            rows,
            index,
            hot,
            cold,
            bonds: Bond::without_lag(),
            raws: Vec::new(),
            downwards: true,
            parts: None,
            inner: Vec::new(),
        }
    }

    /// All edges of the plan; names what is left out.
    pub fn connect(&mut self, plan: &Plan, rules: &Rules, issues: &mut Vec<Issue>) {
        self.raws.reserve(plan.dependencies.len());
        let index = self.index;
        for (key, lag) in &plan.dependencies {
            let (Some(from), Some(to)) = (index.row(key.predecessor), index.row(key.successor)) else {
                issues.push(Issue::DanglingLink(*key));
                continue;
            };
            // Most links are of this kind, and there is nothing more to ask of them.
            if key.kind == DependencyKind::FS
                && lag.is_zero()
                && from != to
                && self.hot[from as usize].chains(self.hot[to as usize])
            {
                self.downwards &= from < to;
                self.raws.push(Raw { from, to, bond: PLAIN_LINK });
            } else if self.may_link(key, from, to, issues) {
                self.tie(key, *lag, (from, to), rules, issues);
            }
        }
        if let Some(parts) = self.parts.take() {
            let typed = self.raws.len();
            self.join_parts(&parts);
            let mut inner = std::mem::take(&mut self.inner);
            inner.sort_unstable();
            inner.dedup();
            self.join_finishes(&inner, typed);
        }
    }

    /// The edge of a link between two rows, to the parts of summaries where they are some.
    #[inline(never)]
    fn tie(&mut self, key: &DependencyKey, lag: Lag, ends: (u32, u32), rules: &Rules, issues: &mut Vec<Issue>) {
        let binds = Binds::from(key.kind);
        let bond = Bond::new(binds, lag).number(&mut self.bonds);
        let (mut from, mut to) = ends;
        let summary = |row: u32| self.hot[row as usize].is & SUMMARY != 0;
        let (from_summary, into_summary) = (summary(from), summary(to));
        if from_summary {
            from = self.part(from, Kind::Rollup, rules);
        }
        if into_summary {
            to = self.part(to, Kind::Gate, rules);
            if matches!(binds, Binds::FF | Binds::SF) {
                issues.push(Issue::FinishLinkIntoSummary(*key));
                self.inner.push((ends.1, to));
            }
        }
        self.push(Raw { from, to, bond });
    }

    fn may_link(&self, key: &DependencyKey, from: u32, to: u32, issues: &mut Vec<Issue>) -> bool {
        if from == to {
            issues.push(Issue::LinkToItself(key.successor));
            return false;
        }
        if is_above(self.rows, &self.hot, from, to) || is_above(self.rows, &self.hot, to, from) {
            issues.push(Issue::LinkToAncestor(*key));
            return false;
        }
        awaited(self.hot[from as usize], self.hot[to as usize])
    }

    /// The gate or rollup of a summary, made when it is first asked for.
    fn part(&mut self, row: u32, kind: Kind, rules: &Rules) -> u32 {
        let rows = self.rows.len();
        let parts = self.parts.get_or_insert_with(|| Virtual { gate: vec![NOBODY; rows], rollup: vec![NOBODY; rows] });
        let parts = if kind == Kind::Gate { &mut parts.gate } else { &mut parts.rollup };
        let slot = &mut parts[row as usize];
        if *slot == NOBODY {
            *slot = self.hot.len() as u32;
            let summary = self.hot[row as usize];
            let node = Node::part_of(&self.cold[summary.duration as usize], kind);
            self.hot.push(node.settle(rules, Hot { is: 0, percent: 0, ..summary }, self.cold.len()));
            self.cold.push(node);
        }
        *slot
    }

    fn join(&mut self, from: u32, to: u32, binds: Binds) {
        self.push(Raw { from, to, bond: binds.number() });
    }

    /// An edge that is more than a plain link between two of a chain.
    fn push(&mut self, raw: Raw) {
        self.hot[raw.from as usize].is &= !CHAINED;
        self.hot[raw.to as usize].is &= !CHAINED;
        self.downwards &= raw.from < raw.to;
        self.raws.push(raw);
    }

    /// Each leaf hangs on the nearest gate above it and feeds the nearest rollup; so do gates and rollups themselves.
    fn join_parts(&mut self, parts: &Virtual) {
        let mut gates = vec![NOBODY; self.rows.len()];
        let mut rollups = vec![NOBODY; self.rows.len()];
        for row in 0..self.rows.len() {
            let (above_gate, above_rollup) = match self.rows[row].parent {
                NOBODY => (NOBODY, NOBODY),
                parent => (gates[parent as usize], rollups[parent as usize]),
            };
            let own = |own: u32, above: u32| if own == NOBODY { above } else { own };
            gates[row] = own(parts.gate[row], above_gate);
            rollups[row] = own(parts.rollup[row], above_rollup);
            let is = self.hot[row].is;
            let summary = is & SUMMARY != 0;
            let waits = if summary { parts.gate[row] } else { row as u32 };
            if waits != NOBODY && above_gate != NOBODY {
                self.join(above_gate, waits, Binds::GateStart);
            }
            let feeds = if summary { parts.rollup[row] } else { row as u32 };
            if feeds != NOBODY && above_rollup != NOBODY && is & INACTIVE == 0 {
                self.join(feeds, above_rollup, Binds::Member);
            }
        }
    }

    /// FF and SF into a summary bind the leaves that nothing inside waits for. The first `typed` edges are links.
    fn join_finishes(&mut self, inner: &[(u32, u32)], typed: usize) {
        if inner.is_empty() {
            return;
        }
        let mut awaited: Vec<Vec<u32>> = vec![Vec::new(); self.rows.len()];
        let row_of = |node: u32| match self.hot[node as usize] {
            _ if (node as usize) < self.rows.len() => node,
            part => self.cold[part.duration as usize].row,
        };
        for raw in &self.raws[..typed] {
            awaited[row_of(raw.from) as usize].push(row_of(raw.to));
        }
        for (summary, gate) in inner {
            let end = end_of(self.rows, *summary);
            for leaf in *summary + 1..end {
                let inside = |to: &u32| *to > *summary && *to < end;
                if self.hot[leaf as usize].is & SUMMARY == 0 && !awaited[leaf as usize].iter().any(inside) {
                    self.join(*gate, leaf, Binds::GateFinish);
                }
            }
        }
    }
}
