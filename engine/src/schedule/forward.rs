//! The forward pass: early dates, in topological order, each the latest of its bounds; the two latest are kept to say
//! why. All four kinds of link are lower bounds.

use super::network::{
    Binds, Bond, Brief, CHAINED, Edge, Hot, Kind, LEAF, LagKind, NOBODY, NONE, Network, Node, PLAIN, PLAIN_LINK,
};
use super::rules::Rules;
use super::working_time::WorkingTime;
use crate::plan::{ConstraintKind, LagCalendar};
use std::hint::select_unpredictable;

/// What the passes compute, one entry a node: each pass reads what it needs of its neighbours close together.
#[derive(Debug)]
pub(super) struct Dates {
    pub early: Vec<Early>,
    pub why: Vec<Reasons>,
    pub late: Vec<Late>,
    /// The leaf or rollup that starts first, of the nodes after the rows; a rollup has one.
    pub first: Vec<u32>,
    /// The plan's end on each clock, while the backward pass runs.
    pub ends: Vec<i32>,
}

/// Early dates of a node, and their numbers on its calendar.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Early {
    pub es: i32,
    pub ef: i32,
    pub es_w: i32,
    pub ef_w: i32,
}

/// What holds a start, and what would hold it next.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reasons {
    pub driver: Why,
    pub runner: Why,
}

/// Late dates of a node, and their numbers on its calendar.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Late {
    pub ls: i32,
    pub lf: i32,
    pub ls_w: i32,
    pub lf_w: i32,
    /// How far its finish can move before another task does.
    pub free: i32,
    /// What it allows predecessors: its late start, or where its remaining work can wait to.
    pub bind: i32,
    /// What caps the late dates; see [`super::backward`].
    pub limit: u32,
}

impl Dates {
    /// Room for the dates of `nodes` nodes, the first `rows` of them rows.
    pub fn of(nodes: usize, rows: usize) -> Dates {
        Dates {
            early: vec![Early::default(); nodes],
            why: vec![Reasons::default(); nodes],
            late: vec![Late::default(); nodes],
            first: vec![NOBODY; nodes - rows],
            ends: Vec::new(),
        }
    }
}

/// A bound, packed: what it is in the top four bits, which one in the rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Why {
    pub what: u32,
    pub at: i32,
}

impl Default for Why {
    fn default() -> Why {
        Why { what: PROJECT, at: NONE }
    }
}

pub(super) const PROJECT: u32 = 0;
pub(super) const STATUS: u32 = 1 << 28;
pub(super) const LINK: u32 = 2 << 28;
pub(super) const CONSTRAINT: u32 = 3 << 28;
pub(super) const ANCESTOR: u32 = 4 << 28;
pub(super) const ACTUAL: u32 = 5 << 28;
pub(super) const MANUAL: u32 = 6 << 28;
pub(super) const DELAY: u32 = 7 << 28;
pub(super) const ALAP: u32 = 8 << 28;
pub(super) const WHAT: u32 = 15 << 28;

/// The two latest bounds. Of equals the first stays, so order them by how much they say.
impl Reasons {
    /// Which of two predecessors ends later is anyone's guess, so nothing branches on it.
    #[inline(always)]
    fn take(&mut self, what: u32, at: i32) {
        let (first, second) = (&mut self.driver, &mut self.runner);
        let (later, next) = (at > first.at, at > second.at);
        second.what = select_unpredictable(later, first.what, select_unpredictable(next, what, second.what));
        second.at = select_unpredictable(later, first.at, second.at.max(at));
        first.what = select_unpredictable(later, what, first.what);
        first.at = first.at.max(at);
    }
}

/// The same for bounds that come in the order of `what`, each as one number: the date above, and below it what of equal
/// dates goes first.
struct Ranked {
    first: i64,
    second: i64,
}

impl Ranked {
    /// The plan's start.
    #[inline(always)]
    fn new(start: i32) -> Ranked {
        Ranked { first: rank(PROJECT, start), second: rank(PROJECT, NONE) }
    }

    #[inline(always)]
    fn take(&mut self, what: u32, at: i32) {
        let new = rank(what, at);
        self.second = self.second.max(self.first.min(new));
        self.first = self.first.max(new);
    }

    #[inline(always)]
    fn reasons(&self) -> Reasons {
        let why = |rank: i64| Why { what: !(rank as u32), at: (rank >> 32) as i32 };
        Reasons { driver: why(self.first), runner: why(self.second) }
    }
}

#[inline(always)]
fn rank(what: u32, at: i32) -> i64 {
    i64::from(at) << 32 | i64::from(!what)
}

impl Network {
    /// Fills the early dates.
    ///
    /// `holds` is empty, or gives the start each as-late-as-possible task is moved to.
    pub(super) fn forward(&self, dates: &mut Dates, holds: &[i32]) {
        // At hand and of one length, so that nothing is looked for twice.
        let hots = &self.hot[..];
        let (early, why) = (&mut dates.early[..hots.len()], &mut dates.why[..hots.len()]);
        let (into, clocks) = (self.into.lists(), &self.clocks[..]);
        for node in self.order.iter() {
            let at = *node as usize;
            let hot = hots[at];
            if hot.is & CHAINED != 0 {
                let clock = &clocks[usize::from(hot.clock)];
                let links = self.chained(into.of(*node), hot, early);
                why[at] = links.1;
                early[at] = worked(clock, links.0, hot.duration);
            } else {
                (early[at], why[at]) = self.early(*node, hot, early, &mut dates.first, holds);
            }
        }
    }

    #[inline(never)]
    fn early(&self, node: u32, hot: Hot, dates: &[Early], first: &mut [u32], holds: &[i32]) -> (Early, Reasons) {
        if hot.is & PLAIN != 0 {
            return self.plain(node, hot, dates);
        }
        let facts = self.facts(hot);
        match facts.kind {
            Kind::Leaf => self.leaf(node, facts, dates, holds),
            Kind::Gate => self.gate(node, facts, dates),
            Kind::Rollup => self.rollup(node, facts, dates, first),
            Kind::Unused => (Early::default(), Reasons::default()),
        }
    }

    #[inline]
    pub(super) fn clock(&self, facts: &Node) -> &WorkingTime {
        &self.clocks[usize::from(facts.clock)]
    }

    /// The edges into a node, each with its number among all edges.
    #[inline]
    pub(super) fn edges_into(&self, node: u32) -> impl Iterator<Item = (u32, Edge)> {
        (self.into.first(node)..).zip(self.into.of(node).iter().copied())
    }

    /// What holds a chained task, most of every plan, and the number of its first minute of work: the same as
    /// [`Network::leaf`] says, with the number of the bound on the calendar carried along instead of looked up.
    #[inline(always)]
    fn chained(&self, (edges, first): (&[Edge], u32), hot: Hot, dates: &[Early]) -> (i32, Reasons) {
        let mut latest = Ranked::new(self.rules.start);
        for (what, edge) in (LINK | first..).zip(edges) {
            latest.take(what, dates[edge.other as usize].ef);
        }
        let mut why = latest.reasons();
        if self.rules.floor != NONE {
            why.take(STATUS, self.rules.floor);
        }
        // What is no link has a number that no edge has.
        let number = match edges.get((why.driver.what ^ LINK).wrapping_sub(first) as usize) {
            Some(edge) => dates[edge.other as usize].ef_w,
            None if why.driver.what == STATUS => self.floors[usize::from(hot.clock)],
            None => self.starts[usize::from(hot.clock)],
        };
        (number, why)
    }

    /// An unstarted task with links only: as above, whatever the links.
    fn plain(&self, node: u32, hot: Hot, dates: &[Early]) -> (Early, Reasons) {
        let clock = &self.clocks[usize::from(hot.clock)];
        let mut why = Reasons { driver: Why { what: PROJECT, at: self.rules.start }, runner: Why::default() };
        // The predecessor that is the latest by a plain link.
        let mut carried = NOBODY;
        for (slot, edge) in self.edges_into(node) {
            if edge.bond == PLAIN_LINK {
                let at = dates[edge.other as usize].ef;
                carried = select_unpredictable(at > why.driver.at, edge.other, carried);
                why.take(LINK | slot, at);
            } else if self.rules.msp && self.bonds[edge.bond as usize].binds == Binds::SF {
                return self.leaf(node, &Node::plain(hot, node), dates, &[]);
            } else {
                let (what, at) = self.bound(slot, edge, dates, clock, &Brief::plain(hot), hot.duration);
                carried = if at > why.driver.at { NOBODY } else { carried };
                why.take(what, at);
            }
        }
        if self.rules.floor != NONE {
            carried = if self.rules.floor > why.driver.at { NOBODY } else { carried };
            why.take(STATUS, self.rules.floor);
        }
        let es_w = match self.hot.get(carried as usize) {
            Some(from) if from.clock == hot.clock && from.is & LEAF != 0 => dates[carried as usize].ef_w,
            _ => clock.count(why.driver.at),
        };
        (worked(clock, es_w, hot.duration), why)
    }

    fn leaf(&self, node: u32, facts: &Node, dates: &[Early], holds: &[i32]) -> (Early, Reasons) {
        let rules = &self.rules;
        let clock = self.clock(facts);
        if facts.is_finished() {
            return self.finished(facts, clock);
        }
        let mut latest = Reasons { driver: Why { what: PROJECT, at: rules.start }, runner: Why::default() };
        // To Project such a date stands for the plan's start, even before it. What has begun has begun.
        if facts.is_started() || rules.msp && starts_by_date(facts.constraint) {
            latest.driver.at = NONE;
        }
        let work = if facts.is_started() { facts.remaining } else { facts.duration };
        let mut driven_finish = NONE;
        let brief = facts.brief();
        for (slot, edge) in self.edges_into(node) {
            let (what, at) = self.bound(slot, edge, dates, clock, &brief, work);
            latest.take(what, at);
            if rules.msp && self.bonds[edge.bond as usize].binds == Binds::SF {
                driven_finish = driven_finish.max(self.lag(edge, dates, dates[edge.other as usize].es, &brief));
            }
        }
        if facts.delay > 0 && !facts.is_started() {
            // Imported levelling waits from where the links would let the work begin.
            let begin = clock.start_at(clock.count(latest.driver.at));
            latest.take(DELAY, begin.saturating_add(facts.delay));
        }
        if facts.floor != NONE {
            latest.take(ANCESTOR | facts.floor_of, facts.floor);
        }
        if rules.floor != NONE {
            latest.take(STATUS, rules.floor);
        }
        if facts.is_started() {
            return self.started(facts, clock, latest);
        }
        if facts.manual && (facts.manual_start != NONE || facts.manual_finish != NONE) {
            return self.manual(facts, clock, &latest);
        }
        if let Some(hold) = holds.get(node as usize).filter(|hold| **hold != NONE) {
            latest.take(ALAP, *hold);
        }
        if let Some(kind) = facts.constraint {
            constrain(kind, facts, clock, rules, &mut latest);
        }
        if facts.crew != NOBODY {
            return self.place_crew(facts, clock, latest);
        }
        let mut placed = place(facts, self.into.of(node).is_empty(), clock, latest);
        // Project leaves a finish driven by a start where that start is: 08:00, not the evening before.
        if driven_finish > placed.0.ef && clock.count(driven_finish) == placed.0.ef_w && facts.duration > 0 {
            placed.0.ef = driven_finish;
        }
        placed
    }

    /// Everyone works by their own calendar: the first to start and the last to finish count.
    fn place_crew(&self, facts: &Node, clock: &WorkingTime, latest: Reasons) -> (Early, Reasons) {
        let at = latest.driver.at;
        let (mut es, mut ef) = (i32::MAX, NONE);
        for (clock, work) in self.members(facts) {
            es = es.min(clock.start_at(clock.count(at)));
            ef = ef.max(clock.plus(at, work));
        }
        let ef = ef.max(es);
        let (es_w, ef_w) = (clock.count(es), clock.count(ef));
        (Early { es, ef, es_w, ef_w }, latest)
    }

    /// Everyone at work on a task: their clock and their working minutes.
    pub(super) fn members(&self, facts: &Node) -> impl Iterator<Item = (&WorkingTime, i32)> {
        let members = self.crews.get(facts.crew as usize).map_or(&[][..], |crew| &crew.members);
        let all = facts.duration;
        members
            .iter()
            .map(move |(clock, work)| (&self.clocks[usize::from(*clock)], if *work == NONE { all } else { *work }))
    }

    fn started(&self, facts: &Node, clock: &WorkingTime, latest: Reasons) -> (Early, Reasons) {
        let rules = &self.rules;
        let done = facts.duration.saturating_sub(facts.remaining).max(0);
        let es = self.begun(facts.started, clock);
        let mut resume = clock.plus(es, done);
        if rules.floor != NONE && facts.remaining > 0 {
            resume = rules.floor;
        }
        if !rules.msp && facts.remaining > 0 {
            let logic = if rules.overrides { NONE } else { latest.driver.at };
            resume = resume.max(logic);
        }
        let es_w = clock.count(es);
        let ef = match facts.remaining {
            0 => resume,
            _ if facts.crew != NOBODY => {
                self.members(facts).map(|(clock, work)| clock.plus(es, work)).max().unwrap_or(resume)
            }
            _ => clock.finish_at(clock.count(resume).saturating_add(facts.remaining)),
        };
        let own = Why { what: ACTUAL, at: es };
        (Early { es, ef, es_w, ef_w: clock.count(ef) }, Reasons { driver: own, runner: latest.driver })
    }

    fn finished(&self, facts: &Node, clock: &WorkingTime) -> (Early, Reasons) {
        let ef = self.ended(facts.finished, clock);
        let es = match facts.started {
            NONE => before(clock, ef, facts.duration),
            started => self.begun(started, clock).min(ef),
        };
        let (es_w, ef_w) = (clock.count(es), clock.count(ef));
        let driver = Why { what: ACTUAL, at: es };
        (Early { es, ef, es_w, ef_w }, Reasons { driver, runner: Why::default() })
    }

    fn manual(&self, facts: &Node, clock: &WorkingTime, latest: &Reasons) -> (Early, Reasons) {
        let ends = self.ended(facts.manual_finish, clock);
        let es = match (facts.manual_start, facts.manual_finish) {
            (NONE, _) => before(clock, ends, facts.duration),
            (start, _) => self.begun(start, clock),
        };
        let ef = if facts.manual_finish == NONE { clock.plus(es, facts.duration) } else { ends.max(es) };
        let driver = Why { what: MANUAL, at: es };
        let early = Early { es, ef, es_w: clock.count(es), ef_w: clock.count(ef) };
        (early, Reasons { driver, runner: latest.driver })
    }

    /// A day typed as a start is its first working minute, on a day that has any. Imported dates carry their time.
    fn begun(&self, at: i32, clock: &WorkingTime) -> i32 {
        let start = clock.start_at(clock.count(at));
        if !self.rules.msp && start.div_euclid(1440) == at.div_euclid(1440) { start } else { at }
    }

    /// A day typed as a finish is its last working minute, on a day that has any.
    fn ended(&self, at: i32, clock: &WorkingTime) -> i32 {
        let finish = clock.finish_at(clock.count(at));
        let same_day = (finish - 1).div_euclid(1440) == at.saturating_sub(1).div_euclid(1440);
        if !self.rules.msp && same_day { finish } else { at }
    }

    fn gate(&self, node: u32, facts: &Node, dates: &[Early]) -> (Early, Reasons) {
        let clock = self.clock(facts);
        let mut start = Reasons::default();
        let mut finish = Reasons::default();
        let brief = facts.brief();
        for (slot, edge) in self.edges_into(node) {
            let (what, at) = self.bound(slot, edge, dates, clock, &brief, 0);
            match self.bonds[edge.bond as usize].binds {
                Binds::FF | Binds::SF => finish.take(what, at),
                _ => start.take(what, at),
            };
        }
        (Early { es: start.driver.at, ef: finish.driver.at, ..Early::default() }, start)
    }

    fn rollup(&self, node: u32, facts: &Node, dates: &[Early], starts: &mut [u32]) -> (Early, Reasons) {
        let mut own = Early { es: i32::MAX, ef: NONE, ..Early::default() };
        let mut first = NOBODY;
        for edge in self.into.of(node) {
            let member = &dates[edge.other as usize];
            if member.es < own.es {
                (own.es, first) = (member.es, edge.other);
            }
            own.ef = own.ef.max(member.ef);
        }
        if first == NOBODY {
            (own.es, own.ef) = (self.rules.start, self.rules.start);
        }
        // A summary held by hand hands its own dates on.
        if facts.manual_start != NONE {
            own.es = facts.manual_start;
        }
        if facts.manual_finish != NONE {
            own.ef = facts.manual_finish;
        }
        starts[node as usize - self.rows.len()] = first;
        (own, Reasons::default())
    }

    /// What an edge demands of the start of the node it leads into, when `work` is to be done after it.
    #[inline]
    fn bound(&self, slot: u32, edge: Edge, dates: &[Early], clock: &WorkingTime, to: &Brief, work: i32) -> (u32, i32) {
        let from = &dates[edge.other as usize];
        let what = LINK | slot;
        if edge.bond == PLAIN_LINK {
            return (what, from.ef);
        }
        let back = |finish: i32| if to.leaf { before(clock, finish, work) } else { finish };
        let gate = || ANCESTOR | self.row_of(edge.other);
        match self.bonds[edge.bond as usize].binds {
            Binds::FS => (what, self.lag(edge, dates, from.ef, to)),
            Binds::SS => (what, self.lag(edge, dates, from.es, to)),
            Binds::FF => (what, back(self.lag(edge, dates, from.ef, to))),
            Binds::SF => (what, back(self.lag(edge, dates, from.es, to))),
            Binds::GateStart => (gate(), from.es),
            Binds::GateFinish => (gate(), if from.ef == NONE { NONE } else { back(from.ef) }),
            Binds::Member => (what, from.es),
        }
    }

    /// `at` plus the lag of an edge into `to`.
    #[inline]
    pub(super) fn lag(&self, edge: Edge, dates: &[Early], at: i32, to: &Brief) -> i32 {
        let bond = self.bonds[edge.bond as usize];
        match bond.lag_kind {
            LagKind::None => at,
            _ => self.shift(bond, edge.other, &dates[edge.other as usize], at, to, false),
        }
    }

    /// `at` minus the lag of an edge from the node `from` to `to`.
    #[inline]
    pub(super) fn unlag(&self, bond: Bond, from: u32, dates: &Early, at: i32, to: &Brief) -> i32 {
        if bond.lag_kind == LagKind::None { at } else { self.shift(bond, from, dates, at, to, true) }
    }

    fn shift(&self, bond: Bond, from: u32, dates: &Early, at: i32, to: &Brief, back: bool) -> i32 {
        let from = self.brief(self.hot[from as usize]);
        let share = |percent: i32| {
            let whole = match from.leaf {
                true => from.duration - from.split,
                false => self.float_between(&from, dates.es, dates.ef),
            };
            (i64::from(whole) * i64::from(percent) / 100).clamp(-CAP, CAP) as i32
        };
        let (lag, elapsed) = match bond.lag_kind {
            LagKind::None => (0, false),
            LagKind::Working => (bond.lag, false),
            LagKind::Elapsed => (bond.lag, true),
            // A share of an elapsed duration is elapsed too.
            LagKind::Percent => (share(bond.lag), from.clock == 0),
            LagKind::ElapsedPercent => (share(bond.lag), true),
        };
        let clock = match (elapsed, self.rules.lag) {
            (true, _) | (_, LagCalendar::Elapsed) => &self.clocks[0],
            (_, LagCalendar::Predecessor) => self.lag_clock(&from),
            (_, LagCalendar::Successor) => self.lag_clock(to),
        };
        if back {
            // The latest moment from which the lag still leads no further than `at`.
            return if lag == 0 { at } else { clock.start_at(clock.count(at).saturating_sub(lag)) };
        }
        clock.plus(at, lag)
    }

    /// Working-time lags of a task of elapsed duration count on the calendar it would follow.
    fn lag_clock(&self, node: &Brief) -> &WorkingTime {
        &self.clocks[usize::from(if node.clock == 0 { node.float_clock } else { node.clock })]
    }
}

/// Constraints that say from when on.
fn starts_by_date(constraint: Option<ConstraintKind>) -> bool {
    matches!(constraint, Some(ConstraintKind::Snet | ConstraintKind::Fnet | ConstraintKind::Mso | ConstraintKind::Mfo))
}

const CAP: i64 = 1 << 30;

/// The start from which `work` ends at `finish`.
#[inline]
pub(super) fn before(clock: &WorkingTime, finish: i32, work: i32) -> i32 {
    match work {
        0 => finish,
        _ => clock.start_at(clock.count(finish).saturating_sub(work)),
    }
}

/// Puts the task's own constraint among its bounds.
fn constrain(kind: ConstraintKind, facts: &Node, clock: &WorkingTime, rules: &Rules, latest: &mut Reasons) {
    use ConstraintKind::{Alap, Fnet, Fnlt, Mfo, Mso, Pinned, Snet, Snlt};
    let date = facts.date;
    // A milestone at a day's end stands where the day's work ends.
    let start_for_finish = || match facts.duration {
        0 => clock.finish_at(clock.count(date)),
        work => before(clock, date, work),
    };
    match kind {
        Alap => {}
        Snet => latest.take(CONSTRAINT, date),
        Fnet => latest.take(CONSTRAINT, start_for_finish()),
        Pinned => hold(latest, date),
        Mso | Mfo => {
            let at = if kind == Mso { date } else { start_for_finish() };
            if rules.honour { hold(latest, at) } else { latest.take(CONSTRAINT, at) }
        }
        Snlt | Fnlt => {
            let at = if kind == Snlt { date } else { start_for_finish() };
            if rules.honour && latest.driver.at > at {
                hold(latest, at);
            }
        }
    }
}

/// The start is here whatever the bounds say; the latest of them is the runner-up.
fn hold(latest: &mut Reasons, at: i32) {
    latest.runner = latest.driver;
    latest.driver = Why { what: CONSTRAINT, at };
}

/// Early dates of work that begins after `es_w` minutes.
#[inline(always)]
fn worked(clock: &WorkingTime, es_w: i32, duration: i32) -> Early {
    let ef_w = es_w.saturating_add(duration).min(clock.total());
    Early { es: clock.start_at(es_w), ef: clock.finish_at(ef_w), es_w, ef_w }
}

/// Moves the latest bound into working time and does the work.
#[inline]
fn place(facts: &Node, alone: bool, clock: &WorkingTime, latest: Reasons) -> (Early, Reasons) {
    let at = latest.driver.at;
    let es_w = clock.count(at);
    let (es, ef, ef_w);
    if facts.duration == 0 {
        let stays = alone && latest.driver.what == PROJECT || clock.touches(at, es_w);
        es = if stays { at } else { clock.start_at(es_w) };
        (ef, ef_w) = (es, es_w);
    } else {
        es = clock.start_at(es_w);
        ef_w = es_w.saturating_add(facts.duration).min(clock.total());
        ef = clock.finish_at(ef_w);
    }
    (Early { es, ef, es_w, ef_w }, latest)
}
