//! The tasks and links as dense arrays. Node `i` below the number of rows is the leaf of row `i` (summary rows stand
//! unused); then come, for summaries with links, a gate all its leaves wait for and a rollup of their dates.

use super::backward::{DEADLINE, LATE_CONSTRAINT};
use super::rules::Rules;
use super::{Issue, WorkingTime};
use crate::plan::{ConstraintKind, DependencyKey, DependencyKind, Duration, Lag, Plan, Progress, Task, TaskId};

use std::sync::Arc;

mod clocks;
mod links;
mod order;

pub(super) use clocks::Crew;
use clocks::{Clocks, Follows};

/// No date, no row.
pub(super) const NONE: i32 = i32::MIN;
pub(super) const NOBODY: u32 = u32::MAX;

/// A plan compiled for the passes. What previews leave alone is shared between copies.
#[derive(Clone, Debug)]
pub(super) struct Network {
    pub rules: Rules,
    /// 0 counts elapsed time, 1 is the plan's calendar.
    pub clocks: Arc<Vec<WorkingTime>>,
    /// The plan's start on each clock.
    pub starts: Vec<i32>,
    /// The fewest working minutes any clock has; what ends before is in nobody's way.
    pub shortest: i32,
    pub crews: Arc<Vec<Crew>>,
    pub rows: Arc<Vec<Row>>,
    pub nodes: Vec<Node>,
    /// What the passes ask of most nodes, close together; made from `nodes` by [`Network::settle_node`].
    pub hot: Vec<Hot>,
    /// Whether any row is a summary.
    pub summaries: bool,
    /// Links and structure into each node, and out of it, in compressed form.
    pub into: Arc<Adjacency>,
    pub out: Arc<Adjacency>,
    /// Nodes so that every edge points forwards.
    pub order: Arc<Vec<u32>>,
    pub links: Arc<Vec<DependencyKey>>,
    pub issues: Vec<Issue>,
    /// Rows by id.
    pub index: Arc<Index>,
}

/// What the outline says about a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row {
    pub id: TaskId,
    pub parent: u32,
    pub summary: bool,
    /// Marked as one, and shown as one.
    pub marked: bool,
    pub milestone: bool,
    pub inactive: bool,
    pub percent: u8,
    /// Dates a summary is held at by hand.
    pub manual: (i32, i32),
}

/// A node in eight bytes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hot {
    pub duration: i32,
    pub clock: u16,
    /// Unstarted work of some length, bound by links alone.
    pub plain: bool,
    pub is: u8,
}

/// Bits of [`Hot::is`]: a leaf; without a deadline; inactive.
pub(super) const LEAF: u8 = 1;
pub(super) const OPEN: u8 = 2;
pub(super) const INACTIVE: u8 = 4;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Unused,
    Leaf,
    /// All leaves of a summary wait for it.
    Gate,
    /// The earliest start and latest finish of a summary's leaves.
    Rollup,
}

/// The inputs of a node.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub kind: Kind,
    pub clock: u16,
    /// The clock it follows when its duration is working time.
    pub usual: u16,
    /// The clock its float is measured on: its own or the plan's, whoever works on it.
    pub float_clock: u16,
    /// Several resources at work on different calendars; `NOBODY` = one calendar serves.
    pub crew: u32,
    pub usual_crew: u32,
    /// Working minutes inside the duration in which nothing is done (imported splits).
    pub split: i32,
    /// Nothing leads into it.
    pub alone: bool,
    pub inactive: bool,
    pub constraint: Option<ConstraintKind>,
    pub date: i32,
    pub duration: i32,
    pub remaining: i32,
    pub started: i32,
    pub finished: i32,
    pub own_deadline: i32,
    /// The earliest deadline of the task and its summaries, and the limit it is.
    pub deadline: i32,
    pub deadline_of: u32,
    /// The latest bound of a summary above, and whose it is.
    pub floor: i32,
    pub floor_of: u32,
    pub delay: i32,
    pub manual: bool,
    pub manual_start: i32,
    pub manual_finish: i32,
    pub row: u32,
}

/// How an edge binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Binds {
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
pub(super) enum LagKind {
    None,
    Working,
    Elapsed,
    Percent,
    ElapsedPercent,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub other: u32,
    pub lag: i32,
    pub key: u32,
    pub binds: Binds,
    pub lag_kind: LagKind,
}

/// Edges grouped by node: those of node `i` are `edges[at[i]..at[i + 1]]`.
#[derive(Clone, Debug, Default)]
pub(super) struct Adjacency {
    pub at: Vec<u32>,
    pub edges: Vec<Edge>,
}

impl Adjacency {
    #[inline]
    pub fn of(&self, node: u32) -> &[Edge] {
        &self.edges[self.at[node as usize] as usize..self.at[node as usize + 1] as usize]
    }
}

/// Row of each task id. Ids are mostly small and dense, so a table; a sorted list where they are not.
#[derive(Clone, Debug)]
pub(super) enum Index {
    Table(Vec<u32>),
    Sorted(Vec<(TaskId, u32)>),
}

impl Index {
    fn of(plan: &Plan, issues: &mut Vec<Issue>) -> Index {
        let highest = plan.tasks.iter().map(|task| task.id.0 as usize).max().unwrap_or(0);
        if highest < plan.tasks.len() * 8 + 4096 {
            let mut table = vec![NOBODY; highest + 1];
            for (row, task) in plan.tasks.iter().enumerate() {
                match &mut table[task.id.0 as usize] {
                    slot if *slot == NOBODY => *slot = row as u32,
                    _ => issues.push(Issue::DuplicateId(task.id)),
                }
            }
            return Index::Table(table);
        }
        let mut sorted: Vec<(TaskId, u32)> = plan.tasks.iter().zip(0..).map(|(task, row)| (task.id, row)).collect();
        sorted.sort_unstable();
        issues
            .extend(sorted.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| Issue::DuplicateId(pair[0].0)));
        sorted.dedup_by_key(|(id, _)| *id);
        Index::Sorted(sorted)
    }

    pub fn row(&self, id: TaskId) -> Option<u32> {
        match self {
            Index::Table(table) => table.get(id.0 as usize).copied().filter(|row| *row != NOBODY),
            Index::Sorted(sorted) => sorted.binary_search_by_key(&id, |(id, _)| *id).ok().map(|at| sorted[at].1),
        }
    }
}

impl Network {
    /// Compiles `plan`. What cannot stand is left out and named in `issues`.
    pub fn compile(plan: &Plan) -> Network {
        let rules = Rules::of(plan);
        let mut issues = Vec::new();
        if plan.settings.schedule_from == crate::plan::ScheduleFrom::Finish {
            issues.push(Issue::ScheduledFromFinish);
        }
        let index = Index::of(plan, &mut issues);
        let rows = outline(plan);
        let mut clocks = Clocks::new(plan, rules.msp);
        let mut nodes: Vec<Node> = Vec::with_capacity(rows.len() + rows.len() / 8);
        for (row, task) in plan.tasks.iter().enumerate() {
            let node = Node { inactive: rows[row].inactive, ..Node::of(task, row as u32, &clocks.of(task)) };
            if task.duration.minutes < 0 && !rows[row].summary {
                issues.push(Issue::NegativeDuration(task.id));
            }
            nodes.push(if rows[row].summary { Node { kind: Kind::Unused, ..node } } else { node });
        }
        if rows.iter().any(|row| row.summary) {
            inherit(&rows, &mut nodes, 0..rows.len());
        }
        let mut network = Network {
            rules,
            clocks: Arc::default(),
            starts: Vec::new(),
            shortest: 0,
            crews: Arc::default(),
            summaries: rows.iter().any(|row| row.summary),
            rows: Arc::new(rows),
            nodes,
            hot: Vec::new(),
            into: Arc::default(),
            out: Arc::default(),
            order: Arc::default(),
            links: Arc::default(),
            issues,
            index: Arc::new(index),
        };
        let edges = network.connect(plan);
        network.sort(edges);
        let (clocks, crews) = clocks.finish(&mut network.issues);
        network.crews = Arc::new(crews);
        network.settle(clocks);
        network
    }
}

impl Network {
    /// What the passes keep at hand: the plan's start on each clock, and which tasks have links only.
    fn settle(&mut self, mut clocks: Vec<WorkingTime>) {
        let start = self.rules.start;
        // A plan of n tasks seldom runs longer than n / 2 days and two years; what does is looked up by week.
        let days = (self.rows.len() as i32 / 2).min(28 * 366) + 2 * 366;
        let reach = days * 1440;
        if self.rows.len() > 200 {
            for clock in clocks.iter_mut().skip(1).take(8) {
                clock.near(start, start.saturating_add(reach));
            }
        }
        self.clocks = Arc::new(clocks);
        self.starts = self.clocks.iter().map(|clock| clock.count(start)).collect();
        self.shortest = self.clocks.iter().map(WorkingTime::total).min().unwrap_or(0);
        let floor = self.rules.floor;
        self.hot = Vec::with_capacity(self.nodes.len());
        for (node, at) in self.nodes.iter_mut().zip(self.into.at.windows(2)) {
            node.alone = at[0] == at[1];
            self.hot.push(node.settle(floor));
        }
    }

    /// Sees a changed node again.
    pub fn settle_node(&mut self, node: usize) {
        self.hot[node] = self.nodes[node].settle(self.rules.floor);
    }
}

/// Bounds and deadlines of summaries (their FNLT is one) reach everything below them.
pub(super) fn inherit(rows: &[Row], nodes: &mut [Node], range: std::ops::Range<usize>) {
    for row in range {
        let own = own_floor(&nodes[row], rows[row].summary);
        let mut deadline = (nodes[row].own_deadline, DEADLINE | row as u32);
        if rows[row].summary && nodes[row].constraint == Some(ConstraintKind::Fnlt) && nodes[row].date < deadline.0 {
            deadline = (nodes[row].date, LATE_CONSTRAINT | row as u32);
        }
        let mut floor = (own, row as u32);
        if let Some(above) = nodes.get(rows[row].parent as usize) {
            if above.floor >= floor.0 {
                floor = (above.floor, above.floor_of);
            }
            // A deadline on a summary is one on every leaf.
            if above.deadline < deadline.0 {
                deadline = (above.deadline, above.deadline_of);
            }
        }
        (nodes[row].floor, nodes[row].floor_of) = floor;
        (nodes[row].deadline, nodes[row].deadline_of) = deadline;
    }
}

/// What a summary itself demands of everything below: its SNET or its manual start.
fn own_floor(node: &Node, summary: bool) -> i32 {
    let constraint = match node.constraint {
        Some(ConstraintKind::Snet) => node.date,
        _ => NONE,
    };
    if summary { constraint.max(node.manual_start) } else { NONE }
}

/// Parents by a stack; any levels make a tree.
fn outline(plan: &Plan) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::with_capacity(plan.tasks.len());
    let mut open: Vec<u32> = Vec::new();
    for (row, task) in plan.tasks.iter().enumerate() {
        while open.last().is_some_and(|above| plan.tasks[*above as usize].level >= task.level) {
            open.pop();
        }
        let parent = open.last().copied().unwrap_or(NOBODY);
        let above = rows.get_mut(parent as usize);
        let inactive = task.inactive || above.as_ref().is_some_and(|above| above.inactive);
        if let Some(above) = above {
            above.summary = true;
            above.milestone = false;
        }
        let manual = task.manual.unwrap_or_default();
        rows.push(Row {
            id: task.id,
            parent,
            summary: false,
            marked: task.milestone,
            milestone: task.milestone || task.duration.minutes <= 0,
            inactive,
            percent: if task.progress.actual_finish.is_some() { 100 } else { task.progress.percent.min(100) },
            manual: (manual.start.map_or(NONE, |at| at.0), manual.finish.map_or(NONE, |at| at.0)),
        });
        open.push(row as u32);
    }
    rows
}

impl Node {
    fn of(task: &Task, row: u32, follows: &Follows) -> Node {
        let manual = task.manual.unwrap_or_default();
        let mut node = Node {
            kind: Kind::Leaf,
            clock: follows.clock,
            usual: follows.clock,
            float_clock: follows.float_clock,
            crew: follows.crew,
            usual_crew: follows.crew,
            inactive: false,
            split: follows.split,
            alone: true,
            constraint: task.constraint.map(|constraint| constraint.kind),
            date: task.constraint.map_or(NONE, |constraint| constraint.date.0),
            duration: 0,
            remaining: 0,
            started: NONE,
            finished: NONE,
            own_deadline: task.deadline.map_or(i32::MAX, |at| at.0),
            deadline: task.deadline.map_or(i32::MAX, |at| at.0),
            deadline_of: DEADLINE | row,
            floor: NONE,
            floor_of: NOBODY,
            delay: task.levelling_delay.max(0),
            manual: task.manual.is_some(),
            manual_start: manual.start.map_or(NONE, |at| at.0),
            manual_finish: manual.finish.map_or(NONE, |at| at.0),
            row,
        };
        node.set_work(task.duration, task.progress);
        node
    }

    /// A node that stands for part of a summary.
    pub fn part_of(summary: &Node, kind: Kind) -> Node {
        Node {
            crew: NOBODY,
            kind,
            duration: 0,
            remaining: 0,
            started: NONE,
            finished: NONE,
            constraint: None,
            delay: 0,
            ..*summary
        }
    }

    /// Duration and progress, made to agree.
    pub fn set_work(&mut self, duration: Duration, progress: Progress) {
        (self.clock, self.crew) = if duration.elapsed { (0, NOBODY) } else { (self.usual, self.usual_crew) };
        let split = if duration.elapsed { 0 } else { self.split };
        let minutes = duration.minutes.max(0);
        self.duration = minutes.saturating_add(split);
        let percent = i64::from(progress.percent.min(100));
        let left = (i64::from(minutes) * (100 - percent) + 50) / 100;
        self.remaining = progress.remaining.map_or(left as i32, |left| left.clamp(0, i32::MAX));
        self.started = progress.actual_start.map_or(NONE, |at| at.0);
        self.finished = progress.actual_finish.map_or(NONE, |at| at.0);
        if self.finished != NONE {
            self.remaining = 0;
        } else if self.started == NONE {
            self.remaining = self.duration;
        }
    }

    /// The node in short.
    #[inline]
    fn settle(&self, status_floor: i32) -> Hot {
        let leaf = self.kind == Kind::Leaf;
        let plain = leaf
            && self.duration > 0
            && !self.is_started()
            && self.constraint.is_none()
            && !self.manual
            && self.floor == NONE
            && status_floor == NONE
            && self.delay == 0
            && self.crew == NOBODY
            && self.split == 0
            && self.clock != 0
            && self.clock == self.float_clock;
        let bit = |bit: u8, set: bool| if set { bit } else { 0 };
        let is = bit(LEAF, leaf) | bit(OPEN, self.deadline == i32::MAX) | bit(INACTIVE, self.inactive);
        Hot { duration: self.duration, clock: self.clock, plain, is }
    }

    /// The clock float is measured on; that of an elapsed duration is elapsed time.
    #[inline]
    pub fn floats_on(&self) -> u16 {
        if self.clock == 0 { 0 } else { self.float_clock }
    }

    #[inline]
    pub fn is_finished(&self) -> bool {
        self.finished != NONE
    }

    /// Whether predecessors answer to it: what is finished or inactive binds nobody.
    #[inline]
    pub fn binds(&self) -> bool {
        self.finished == NONE && !self.inactive
    }

    #[inline]
    pub fn is_started(&self) -> bool {
        self.started != NONE || self.finished != NONE
    }
}

impl From<DependencyKind> for Binds {
    fn from(kind: DependencyKind) -> Binds {
        match kind {
            DependencyKind::FS => Binds::FS,
            DependencyKind::SS => Binds::SS,
            DependencyKind::FF => Binds::FF,
            DependencyKind::SF => Binds::SF,
        }
    }
}

impl Edge {
    /// Carries a typed lag.
    pub fn set_lag(&mut self, lag: Lag) {
        (self.lag, self.lag_kind) = match lag {
            lag if lag.is_zero() => (0, LagKind::None),
            Lag::Time(time) if time.elapsed => (time.minutes, LagKind::Elapsed),
            Lag::Time(time) => (time.minutes, LagKind::Working),
            Lag::Percent { percent, elapsed: true } => (percent, LagKind::ElapsedPercent),
            Lag::Percent { percent, elapsed: false } => (percent, LagKind::Percent),
        };
    }
}
