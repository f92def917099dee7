//! Edges in compressed form. Most are finish to start without lag, so an edge is two numbers: the other end, and the
//! kind and lag it stands for among the network's bonds.

use crate::plan::{DependencyKind, Lag};

/// How an edge binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::schedule) enum Binds {
    FS,
    SS,
    FF,
    SF,
    /// A summary's gate to what lies in it: start no earlier.
    GateStart,
    /// A summary's gate to what lies in it: finish no earlier.
    GateFinish,
    /// A leaf or inner rollup to the rollup around it.
    Member,
}

/// How a lag counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::schedule) enum LagKind {
    None,
    Working,
    Elapsed,
    Percent,
    ElapsedPercent,
}

/// Kind and lag of an edge.
#[derive(Clone, Copy, Debug)]
pub(in crate::schedule) struct Bond {
    pub lag: i32,
    pub binds: Binds,
    pub lag_kind: LagKind,
}

#[derive(Clone, Copy, Debug)]
pub(in crate::schedule) struct Edge {
    pub other: u32,
    /// Index into the network's bonds.
    pub bond: u32,
}

/// The bond of finish to start without lag.
pub(in crate::schedule) const PLAIN_LINK: u32 = 0;

impl Bond {
    /// The bonds without lag, each at its own number among all bonds.
    pub fn without_lag() -> Vec<Bond> {
        use Binds::{FF, FS, GateFinish, GateStart, Member, SF, SS};
        let bond = |binds| Bond { lag: 0, binds, lag_kind: LagKind::None };
        [FS, SS, FF, SF, GateStart, GateFinish, Member].map(bond).to_vec()
    }

    /// A typed lag.
    pub fn new(binds: Binds, lag: Lag) -> Bond {
        let (lag, lag_kind) = match lag {
            lag if lag.is_zero() => (0, LagKind::None),
            Lag::Time(time) if time.elapsed => (time.minutes, LagKind::Elapsed),
            Lag::Time(time) => (time.minutes, LagKind::Working),
            Lag::Percent { percent, elapsed: true } => (percent, LagKind::ElapsedPercent),
            Lag::Percent { percent, elapsed: false } => (percent, LagKind::Percent),
        };
        Bond { lag, binds, lag_kind }
    }

    /// The number of this bond, which is new to `bonds` when it has a lag.
    #[inline]
    pub fn number(self, bonds: &mut Vec<Bond>) -> u32 {
        if self.lag_kind == LagKind::None {
            return self.binds.number();
        }
        bonds.push(self);
        bonds.len() as u32 - 1
    }
}

impl Binds {
    /// The number of the bond of this kind without lag.
    pub const fn number(self) -> u32 {
        self as u32
    }

    /// The kind of link this is, `None` when it is structure.
    #[inline]
    pub fn kind(self) -> Option<DependencyKind> {
        match self {
            Binds::FS => Some(DependencyKind::FS),
            Binds::SS => Some(DependencyKind::SS),
            Binds::FF => Some(DependencyKind::FF),
            Binds::SF => Some(DependencyKind::SF),
            Binds::GateStart | Binds::GateFinish | Binds::Member => None,
        }
    }
}

impl From<DependencyKind> for Binds {
    #[inline]
    fn from(kind: DependencyKind) -> Binds {
        match kind {
            DependencyKind::FS => Binds::FS,
            DependencyKind::SS => Binds::SS,
            DependencyKind::FF => Binds::FF,
            DependencyKind::SF => Binds::SF,
        }
    }
}

/// Edges grouped by node: those of node `i` are `edges[at[i]..at[i + 1]]`.
#[derive(Clone, Debug, Default)]
pub(in crate::schedule) struct Adjacency {
    pub at: Vec<u32>,
    pub edges: Vec<Edge>,
}

/// An edge before it is sorted into place.
#[derive(Clone, Copy)]
pub(super) struct Raw {
    pub from: u32,
    pub to: u32,
    pub bond: u32,
}

/// The same, at hand for a pass.
#[derive(Clone, Copy)]
pub(in crate::schedule) struct Lists<'a> {
    at: &'a [u32],
    edges: &'a [Edge],
}

impl<'a> Lists<'a> {
    /// The edges of a node, and the number of the first of them.
    #[inline(always)]
    pub fn of(self, node: u32) -> (&'a [Edge], u32) {
        let (from, to) = (self.at[node as usize], self.at[node as usize + 1]);
        (&self.edges[from as usize..to as usize], from)
    }
}

impl Adjacency {
    pub fn lists(&self) -> Lists<'_> {
        Lists { at: &self.at, edges: &self.edges }
    }

    #[inline]
    pub fn of(&self, node: u32) -> &[Edge] {
        &self.edges[self.at[node as usize] as usize..self.at[node as usize + 1] as usize]
    }

    /// Where the edges of a node begin in `edges`.
    #[inline]
    pub fn first(&self, node: u32) -> u32 {
        self.at[node as usize]
    }

    /// Groups edges by the node they lead into and by the node they lead out of; those of a node stay in order.
    pub(super) fn group(raws: &[Raw], nodes: usize) -> (Adjacency, Adjacency) {
        let (mut into, mut out) = (vec![0u32; nodes + 2], vec![0u32; nodes + 2]);
        for raw in raws {
            into[raw.to as usize + 2] += 1;
            out[raw.from as usize + 2] += 1;
        }
        let (mut before_into, mut before_out) = (0, 0);
        for (into, out) in into.iter_mut().zip(&mut out) {
            (before_into, before_out) = (before_into + *into, before_out + *out);
            (*into, *out) = (before_into, before_out);
        }
        let mut edges = [vec![Edge { other: 0, bond: 0 }; raws.len()], vec![Edge { other: 0, bond: 0 }; raws.len()]];
        let [edges_into, edges_out] = &mut edges;
        for raw in raws {
            let slot = &mut into[raw.to as usize + 1];
            edges_into[*slot as usize] = Edge { other: raw.from, bond: raw.bond };
            *slot += 1;
            let slot = &mut out[raw.from as usize + 1];
            edges_out[*slot as usize] = Edge { other: raw.to, bond: raw.bond };
            *slot += 1;
        }
        into.truncate(nodes + 1);
        out.truncate(nodes + 1);
        let [edges_into, edges_out] = edges;
        (Adjacency { at: into, edges: edges_into }, Adjacency { at: out, edges: edges_out })
    }
}
