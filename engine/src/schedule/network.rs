//! The tasks and links as dense arrays. Node `i` below the number of rows is the leaf of row `i` (summary rows stand
//! unused); then come, for summaries with links, a gate all its leaves wait for and a rollup of their dates.
//!
//! Most tasks are work of some length bound by links alone: such a node is eight bytes, [`Hot`]. What is unusual about
//! the others lies beside them in a [`Node`]. So a plan costs memory for what is typed in it, and a preview copies the
//! eight bytes and the nodes it changes.

use super::LateBound;
use super::rules::Rules;
use super::{Issue, WorkingTime};
use crate::plan::{ConstraintKind, DependencyKey, DependencyKind, Plan, ScheduleFrom, TaskId};
use std::collections::HashMap;
use std::sync::Arc;

mod change;
mod clocks;
mod edges;
mod index;
mod links;
mod node;
mod order;
mod outline;

pub(super) use clocks::Crew;
pub(super) use edges::{Adjacency, Binds, Bond, Edge, LagKind, PLAIN_LINK};
use index::Index;
pub(super) use node::{BINDS, Brief, CHAINED, Hot, INACTIVE, Kind, LEAF, MARKED, MILESTONE, Node, PLAIN, SUMMARY};
pub(super) use outline::Row;

/// No date, no row.
pub(super) const NONE: i32 = i32::MIN;
pub(super) const NOBODY: u32 = u32::MAX;

/// The earliest of the late bounds on each task.
pub(super) struct Promised(HashMap<TaskId, i32>);

impl Promised {
    fn new(bounds: &[LateBound]) -> Promised {
        let mut earliest = HashMap::with_capacity(bounds.len());
        for bound in bounds {
            let at = earliest.entry(bound.task).or_insert(i32::MAX);
            *at = bound.at.0.min(*at);
        }
        Promised(earliest)
    }

    /// When the task is to be finished, if anything was promised for it.
    #[inline]
    fn of(&self, task: TaskId) -> Option<i32> {
        if self.0.is_empty() { None } else { self.0.get(&task).copied() }
    }
}

/// A plan compiled for the passes. What previews leave alone is shared between copies.
#[derive(Clone, Debug)]
pub(super) struct Network {
    pub rules: Rules,
    /// 0 counts elapsed time, 1 is the plan's calendar.
    pub clocks: Arc<Vec<WorkingTime>>,
    /// The plan's start on each clock.
    pub starts: Vec<i32>,
    /// The end of the status date on each clock.
    pub floors: Vec<i32>,
    /// The fewest working minutes any clock has; what ends before is in nobody's way.
    pub shortest: i32,
    pub crews: Arc<Vec<Crew>>,
    pub rows: Arc<Vec<Row>>,
    pub hot: Vec<Hot>,
    /// The facts of all nodes that are not plain, and after them of those a preview has changed.
    pub cold: Arc<Vec<Node>>,
    changed: Vec<Node>,
    /// Whether any row is a summary; whether any task may have to be as late as possible.
    pub summaries: bool,
    pub alap: bool,
    /// Links and structure into each node, and out of it, in compressed form.
    pub into: Arc<Adjacency>,
    pub out: Arc<Adjacency>,
    pub bonds: Arc<Vec<Bond>>,
    /// Nodes so that every edge points forwards.
    pub order: Arc<Vec<u32>>,
    pub issues: Arc<Vec<Issue>>,
    /// Rows by id.
    index: Arc<Index>,
}

impl Network {
    /// Compiles `plan`, with what was promised of it. What cannot stand is left out and named in `issues`.
    pub fn compile(plan: &Plan, bounds: &[LateBound]) -> Network {
        let rules = Rules::of(plan);
        let mut issues = Vec::new();
        if plan.settings.schedule_from == ScheduleFrom::Finish && !rules.from_finish {
            issues.push(Issue::NoFinishToScheduleFrom);
        }
        let mut clocks = clocks::Clocks::new(plan, rules.msp);
        let outline = outline::Outline::of(plan, &Promised::new(bounds), &rules, &mut clocks);
        let index = Index::of(&outline.rows, &mut issues);
        issues.extend(outline.negative.into_iter().map(Issue::NegativeDuration));
        let mut connected = links::Links::new(&outline.rows, &index, outline.hot, outline.cold);
        connected.connect(plan, &rules, &mut issues);
        let links::Links { hot, cold, bonds, raws, downwards, .. } = connected;
        let mut network = Network {
            rules,
            clocks: Arc::default(),
            starts: Vec::new(),
            floors: Vec::new(),
            shortest: 0,
            crews: Arc::default(),
            rows: Arc::new(outline.rows),
            alap: cold.iter().any(|node| node.constraint == Some(ConstraintKind::Alap)),
            summaries: outline.summaries,
            hot,
            cold: Arc::new(cold),
            changed: Vec::new(),
            into: Arc::default(),
            out: Arc::default(),
            bonds: Arc::new(bonds),
            order: Arc::default(),
            issues: Arc::default(),
            index: Arc::new(index),
        };
        network.sort(raws, downwards, &mut issues);
        let (clocks, crews) = clocks.finish(&mut issues);
        network.crews = Arc::new(crews);
        network.issues = Arc::new(issues);
        network.settle(clocks);
        network.start_from_finish();
        network
    }

    /// What the passes keep at hand: the plan's start and the status date on each clock.
    fn settle(&mut self, mut clocks: Vec<WorkingTime>) {
        let start = self.rules.start;
        // Twenty days for the root of the number of tasks: 200 for a hundred, five years for ten thousand. Plans seldom run
        // longer; what does is looked up by week.
        let reach = (20 * self.rows.len().min(1 << 18).isqrt()) as i32 * 1440;
        if self.rows.len() > 200 {
            for clock in clocks.iter_mut().skip(1).take(8) {
                clock.near(start, start.saturating_add(reach));
            }
        }
        self.starts = clocks.iter().map(|clock| clock.count(start)).collect();
        self.floors = clocks.iter().map(|clock| clock.count(self.rules.floor)).collect();
        self.shortest = clocks.iter().map(WorkingTime::total).min().unwrap_or(0);
        self.clocks = Arc::new(clocks);
    }

    /// The row of a task.
    pub fn row(&self, id: TaskId) -> Option<u32> {
        self.index.row(id)
    }

    /// The facts of a node that is not plain.
    #[inline]
    pub fn facts(&self, hot: Hot) -> &Node {
        let at = hot.duration as usize;
        self.cold.get(at).unwrap_or_else(|| &self.changed[at - self.cold.len()])
    }

    /// The facts of any node, written out.
    pub fn node(&self, node: u32) -> Node {
        match self.hot[node as usize] {
            hot if hot.is & PLAIN != 0 => Node::plain(hot, node),
            hot => *self.facts(hot),
        }
    }

    /// What neighbours ask of a node.
    #[inline]
    pub fn brief(&self, hot: Hot) -> Brief {
        if hot.is & PLAIN != 0 { Brief::plain(hot) } else { self.facts(hot).brief() }
    }

    /// Puts a changed node in its place.
    pub fn put(&mut self, at: u32, node: Node) {
        for edge in self.into.of(at).iter().chain(self.out.of(at)) {
            self.hot[edge.other as usize].is &= !CHAINED;
        }
        let hot = &mut self.hot[at as usize];
        let cold = self.cold.len() + self.changed.len();
        *hot = node.settle(&self.rules, *hot, cold);
        if hot.is & PLAIN == 0 {
            self.changed.push(node);
        }
    }

    /// The row of a node: its own, or that of the summary it is part of.
    #[inline]
    pub fn row_of(&self, node: u32) -> u32 {
        if (node as usize) < self.rows.len() { node } else { self.facts(self.hot[node as usize]).row }
    }

    /// The task of a node, or the summary it is part of.
    #[inline]
    pub fn id_of(&self, node: u32) -> TaskId {
        self.rows.get(self.row_of(node) as usize).map_or(TaskId(0), |row| row.id)
    }

    /// The typed link at `slot` of the edges into `node`, `None` when it is structure.
    #[inline(always)]
    pub fn link(&self, slot: u32, node: u32) -> Option<DependencyKey> {
        let edge = self.into.edges.get(slot as usize)?;
        self.key(edge.other, node, *edge)
    }

    /// The kind of link an edge is, `None` when it is structure.
    #[inline(always)]
    pub fn kind(&self, edge: Edge) -> Option<DependencyKind> {
        if edge.bond == PLAIN_LINK { Some(DependencyKind::FS) } else { self.bonds[edge.bond as usize].binds.kind() }
    }

    #[inline(always)]
    pub(super) fn key(&self, from: u32, to: u32, edge: Edge) -> Option<DependencyKey> {
        let kind = self.kind(edge)?;
        Some(DependencyKey { predecessor: self.id_of(from), successor: self.id_of(to), kind })
    }
}
