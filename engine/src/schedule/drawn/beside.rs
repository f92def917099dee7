//! Many runs of one network side by side: which networks that serves, and what of them it keeps.
//!
//! It serves where one calendar governs all that has not ended. Then every date of a run is a number of working minutes
//! on it, adding work is adding, and no calendar is asked but for the finishes somebody watches. What it says is what the
//! passes of a schedule say, to the minute: each moment they reach is one of two a working minute has, where the work
//! before it ends (17:00) or where the work after it begins (08:00 of the next day), and both have the same number. So a
//! moment is twice its number, plus one where work begins: a **key**, in the order of time.
//!
//! Left to the general path are: tasks on several calendars or of elapsed time beside working time, crews, levelling
//! delays, dates that pull a task before its logic under Project's conventions, as late as possible, lags in elapsed time
//! or on another calendar, percent lags of what is drawn, starts of summaries that others wait for, and what comes near
//! the end of the calendars.

use super::super::forward::Dates;
use super::super::network::{BINDS, Binds, Edge, INACTIVE, Kind, LEAF, LagKind, NOBODY, NONE, Network, Node, PLAIN};
use super::super::working_time::WorkingTime;
use super::lanes::Block;
use super::{Merge, Reach, Slot};
use crate::plan::{ConstraintKind, LagCalendar};
use std::collections::BTreeMap;

/// No bound from below, and none from above: beyond every key, with room for a lag.
pub(super) const LEAST: i32 = -(1 << 30);
pub(super) const MOST: i32 = 1 << 30;
/// Lags from here on are left to the general path.
const LONGEST_LAG: i32 = 1 << 27;

/// A network compiled for many runs side by side, and what the latest of them came to.
#[derive(Debug)]
pub(super) struct Beside {
    /// In topological order; everything else is by the place in it.
    pub steps: Vec<Step>,
    /// Finish-to-start links without lag, into and out of the steps: the other end.
    pub into: Vec<u32>,
    pub out: Vec<u32>,
    /// Every other edge.
    pub into_more: Vec<Term>,
    pub out_more: Vec<Term>,
    /// Twice the minutes to be worked, drawn or not.
    pub work: Vec<Block>,
    /// Keys of early finishes and, where somebody asks, starts.
    pub early: Vec<Block>,
    pub starts: Vec<Block>,
    /// What each allows the starts that bind it, and, where somebody asks, late finishes.
    pub late: Vec<Block>,
    pub finishes: Vec<Block>,
    /// Where the finish of each row comes from; a summary's row stands unused.
    pub rows: Vec<Place>,
    /// The step of each row, `NOBODY` where it has none.
    pub step_of: Vec<u32>,
    pub project: Watch,
    /// The links into the nodes where somebody asks what they allow.
    pub leads: BTreeMap<u32, Vec<Lead>>,
    /// The latest key of what ends the plan and no run changes; the latest end the plan may have.
    pub latest: i32,
    pub must_end: i32,
    /// Twice the float from which on a task is no longer critical.
    pub threshold: i32,
    pub clock: u16,
    /// One bit a run for each row: whether it was critical.
    pub critical: Vec<u32>,
}

/// Where the finish of a leaf's row comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    At(u32),
    Fixed(i32),
}

/// A finish that is the latest of some.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Watch {
    /// A moment that does not change; `NONE` when there is none.
    pub fixed: i32,
    pub steps: Vec<u32>,
}

/// One node of the network.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub into: (u32, u32),
    pub out: (u32, u32),
    pub into_more: (u32, u32),
    pub out_more: (u32, u32),
    /// Bounds that no run changes: keys of the earliest start and finish, of the latest finish and start.
    pub from: i32,
    pub until: i32,
    pub cap: i32,
    pub cap_start: i32,
    /// Where its start lies when that is no longer open.
    pub begun: i32,
    pub row: u32,
    pub is: u16,
}

/// Bits of [`Step::is`]. Work of a minute or more, held by finish-to-start links and fixed bounds alone.
pub(super) const SIMPLE: u16 = 1;
pub(super) const GATE: u16 = 2;
pub(super) const ROLLUP: u16 = 4;
/// It has begun: predecessors cannot move its start, and only its finish has float.
pub(super) const STARTED: u16 = 8;
/// Its start is `begun`, whatever its finish is.
pub(super) const HELD: u16 = 16;
/// Its early dates are no run's to change.
pub(super) const RIGID: u16 = 32;
/// Links from its start do not bind it.
pub(super) const FIXED: u16 = 64;
/// Predecessors may wait to where its remaining work begins.
pub(super) const RESUMES: u16 = 128;
/// Somebody asks for its early start, for its late finish.
pub(super) const WANTS_START: u16 = 256;
pub(super) const WANTS_FINISH: u16 = 512;
pub(super) const ACTIVE: u16 = 1024;

/// An edge with all there is to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub other: u32,
    /// Twice the lag.
    pub lag: i32,
    /// It leads from a start, to a finish.
    pub from_start: bool,
    pub to_finish: bool,
}

/// A link and the start it allows: that of a term, or a key that does not change and whether it is a finish.
#[derive(Clone, Copy, Debug)]
pub(super) enum Lead {
    From(Term),
    Fixed(i32, bool),
}

impl Beside {
    /// `None` where the general path is needed. `drawn` are the durations that change, with all they may come to; `dates`
    /// those of a schedule of `network`; of the `merges` it is kept what each link allows.
    pub fn of(network: &Network, dates: &Dates, drawn: &[(Slot, Reach)], merges: &[&Merge]) -> Option<Beside> {
        if network.alap {
            return None;
        }
        let nodes = network.hot.len();
        let mut reach: Vec<Option<Reach>> = vec![None; nodes];
        for (slot, minutes) in drawn {
            *reach.get_mut(slot.row as usize)? = Some(*minutes);
        }
        let clock = governing(network)?;
        let mut build = Build { network, dates, clock, time: network.clocks.get(usize::from(clock))?, reach };
        let ended = |node: &u32| build.ended(*node);
        let order: Vec<u32> = network.order.iter().copied().filter(|node| !ended(node)).collect();
        let mut at = vec![NOBODY; nodes];
        order.iter().zip(0..).for_each(|(node, place)| at[*node as usize] = place);
        let mut beside = build.start(order.len());
        for node in &order {
            build.step(*node, &at, &mut beside)?;
        }
        for merge in merges {
            let lead = |edge: &Edge| build.lead(*edge, merge.node, &at);
            beside.leads.insert(merge.node, merge.edges.iter().map(lead).collect::<Option<_>>()?);
        }
        build.places(&at, &mut beside);
        build.reaches(&beside).then_some(beside)
    }

    /// Where the finish of a row comes from; a summary's from what counts in it.
    pub fn watch(&self, network: &Network, row: usize) -> Watch {
        let nothing = || Watch { fixed: NONE, steps: Vec::new() };
        let mut below: Vec<Watch> = (0..self.rows.len().saturating_sub(row)).map(|_| nothing()).collect();
        for at in (row..self.rows.len()).rev() {
            let mut own = std::mem::replace(&mut below[at - row], nothing());
            let hot = network.hot[at];
            if hot.is & LEAF != 0 {
                match self.rows[at] {
                    Place::At(step) => own.steps.push(step),
                    Place::Fixed(finish) => own.fixed = finish,
                }
            } else {
                let by_hand = network.facts(hot).manual_finish;
                if by_hand != NONE {
                    own = Watch { fixed: by_hand, steps: Vec::new() };
                } else if own.fixed == NONE && own.steps.is_empty() {
                    own.fixed = network.rules.start;
                }
            }
            if at == row {
                return own;
            }
            let Some(above) = network.rows.get(at).map(|row| row.parent as usize).filter(|above| *above >= row) else {
                continue;
            };
            // An inactive task counts only where its whole summary is inactive.
            if let Some(into) = below.get_mut(above - row)
                && (hot.is & INACTIVE == 0 || network.hot[above].is & INACTIVE != 0)
            {
                into.fixed = into.fixed.max(own.fixed);
                into.steps.append(&mut own.steps);
            }
        }
        nothing()
    }
}

/// The calendar of all that has not ended, when there is one.
fn governing(network: &Network) -> Option<u16> {
    let mut found = None;
    for hot in network.hot.iter().filter(|hot| hot.is & LEAF != 0) {
        if hot.is & PLAIN == 0 && network.facts(*hot).is_finished() {
            continue;
        }
        if *found.get_or_insert(hot.clock) != hot.clock {
            return None;
        }
    }
    found
}

/// What is at hand while compiling.
struct Build<'a> {
    network: &'a Network,
    dates: &'a Dates,
    clock: u16,
    time: &'a WorkingTime,
    reach: Vec<Option<Reach>>,
}

/// The key of a moment: of one outside working time that of the work after it, which is where it leads.
pub(super) fn key(time: &WorkingTime, at: i32) -> i32 {
    if at == NONE {
        return LEAST;
    }
    let number = time.count(at);
    2 * number + i32::from(time.finish_at(number) != at)
}

/// The moment of a key.
pub(super) fn moment(time: &WorkingTime, key: i32) -> i32 {
    if key & 1 == 0 { time.finish_at(key >> 1) } else { time.start_at(key >> 1) }
}

impl Build<'_> {
    fn ended(&self, node: u32) -> bool {
        let hot = self.network.hot[node as usize];
        hot.is & LEAF != 0 && hot.is & PLAIN == 0 && self.network.facts(hot).is_finished()
    }

    fn key(&self, at: i32) -> i32 {
        key(self.time, at)
    }

    /// Twice the number of a moment that caps.
    fn cap(&self, at: i32) -> i32 {
        if at == i32::MAX { MOST } else { 2 * self.time.count(at) }
    }

    fn start(&self, steps: usize) -> Beside {
        let zero = || vec![Block::all(0); steps];
        let rules = &self.network.rules;
        Beside {
            steps: Vec::with_capacity(steps),
            into: Vec::new(),
            out: Vec::new(),
            into_more: Vec::new(),
            out_more: Vec::new(),
            work: zero(),
            early: zero(),
            starts: zero(),
            late: zero(),
            finishes: zero(),
            rows: Vec::new(),
            step_of: Vec::new(),
            leads: BTreeMap::new(),
            project: Watch { fixed: NONE, steps: Vec::new() },
            latest: LEAST,
            must_end: self.cap(rules.must_finish_by),
            threshold: rules.critical.clamp(LEAST / 4, MOST / 4) * 2,
            clock: self.clock,
            critical: vec![0; self.network.rows.len()],
        }
    }

    /// Compiles a node into the next step.
    fn step(&mut self, node: u32, at: &[u32], beside: &mut Beside) -> Option<()> {
        let place = beside.steps.len();
        let hot = self.network.hot[node as usize];
        let facts = self.network.node(node);
        let active = if hot.is & INACTIVE == 0 { ACTIVE } else { 0 };
        let mut step = Step {
            into: (0, 0),
            out: (0, 0),
            into_more: (0, 0),
            out_more: (0, 0),
            from: LEAST,
            until: LEAST,
            cap: MOST,
            cap_start: MOST,
            begun: LEAST,
            row: NOBODY,
            is: active,
        };
        match facts.kind {
            Kind::Gate => step.is |= GATE,
            Kind::Rollup if facts.manual_start == NONE && facts.manual_finish == NONE => step.is |= ROLLUP,
            Kind::Leaf => {
                step.row = node;
                self.leaf(node, &facts, &mut step, &mut beside.early[place])?;
                beside.work[place] = Block::all(2 * self.minutes(node).0);
            }
            _ => return None,
        }
        if step.is & (RIGID | HELD) != 0 {
            beside.starts[place] = Block::all(step.begun);
        }
        if step.is & ROLLUP != 0 && self.network.into.of(node).is_empty() {
            step.from = self.key(self.network.rules.start);
        }
        self.edges_into(node, at, &mut step, beside)?;
        self.edges_out(node, at, &mut step, beside)?;
        let plain = step.is & !(ACTIVE | SIMPLE) == 0
            && step.row != NOBODY
            && step.into_more.0 == step.into_more.1
            && step.out_more.0 == step.out_more.1
            && step.until == LEAST
            && step.cap_start == MOST
            && self.minutes(node).1.low > 0;
        step.is |= if plain { SIMPLE } else { 0 };
        beside.steps.push(step);
        Some(())
    }

    /// Minutes to be worked on a leaf: as planned, and all they may come to.
    fn minutes(&self, node: u32) -> (i32, Reach) {
        let hot = self.network.hot[node as usize];
        let facts = self.network.node(node);
        let now = if facts.is_started() { facts.remaining } else { facts.duration };
        let (least, more) = match hot.is & PLAIN {
            0 if facts.is_started() => (0, 0),
            0 => (0, facts.split),
            _ => (1, 0),
        };
        let drawn = |minutes: i32| minutes.max(least).saturating_add(more);
        match self.reach[node as usize] {
            None => (now, Reach { low: now, high: now }),
            Some(Reach { low, high }) => (now, Reach { low: drawn(low), high: drawn(high) }),
        }
    }

    /// The bounds of a leaf that no run changes.
    fn leaf(&self, node: u32, facts: &Node, step: &mut Step, early: &mut Block) -> Option<()> {
        use ConstraintKind::{Alap, Fnet, Fnlt, Mfo, Mso, Pinned, Snet, Snlt};
        let rules = &self.network.rules;
        let (now, reach) = self.minutes(node);
        let one_clock = self.clock == 0 || facts.float_clock == self.clock;
        if !one_clock || facts.crew != NOBODY || facts.delay > 0 {
            return None;
        }
        step.cap = self.cap(facts.deadline);
        let date = facts.date;
        if facts.constraint.is_some() && date != NONE {
            match facts.constraint {
                Some(Fnlt | Mfo) => step.cap = step.cap.min(self.cap(date)),
                Some(Snlt | Mso | Pinned) if !facts.is_started() => step.cap_start = self.cap(date),
                _ => {}
            }
        }
        if rules.msp && facts.manual {
            step.is |= FIXED;
        }
        let dates = self.dates.early.get(node as usize)?;
        let floor = self.key(rules.floor).max(self.key(facts.floor));
        if facts.is_started() {
            step.is |= STARTED | FIXED | HELD;
            step.begun = self.key(dates.es);
            let done = facts.duration.saturating_sub(facts.remaining).max(0);
            let resume = self.time.plus(dates.es, done);
            if reach.high == 0 {
                step.is |= RIGID;
                *early = Block::all(self.key(resume));
                return (now == 0).then_some(());
            }
            if reach.low == 0 {
                return None;
            }
            step.from = self.key(resume);
            if rules.floor != NONE {
                step.from = self.key(rules.floor);
            }
            if rules.msp {
                step.is |= RESUMES;
            } else if !rules.overrides {
                step.from = step.from.max(floor);
            }
            return Some(());
        }
        if facts.manual && (facts.manual_start != NONE || facts.manual_finish != NONE) {
            step.is |= HELD;
            step.begun = self.key(dates.es);
            if facts.manual_finish != NONE {
                step.is |= RIGID;
                *early = Block::all(self.key(dates.ef));
                // Without a start that depends on how long it takes.
                return (facts.manual_start != NONE || reach == Reach { low: now, high: now }).then_some(());
            }
            step.from = step.begun;
            if now == 0 && reach.high == 0 {
                step.is |= RIGID;
                *early = Block::all(step.begun);
                return Some(());
            }
            return (reach.low > 0).then_some(());
        }
        let by_date = matches!(facts.constraint, Some(Snet | Fnet | Mso | Mfo));
        step.from = if rules.msp && by_date { floor } else { floor.max(self.key(rules.start)) };
        match facts.constraint {
            None => {}
            Some(Snet) => step.from = step.from.max(self.key(date)),
            Some(Fnet) => step.until = 2 * self.time.count(date),
            Some(Mso) if !rules.honour => step.from = step.from.max(self.key(date)),
            Some(Mfo) if !rules.honour => step.until = 2 * self.time.count(date),
            Some(Snlt | Fnlt) if !rules.honour => {}
            Some(Pinned) if !rules.msp => {
                step.from = self.key(date);
                step.is |= HELD;
                step.begun = if reach.high == 0 { step.from } else { step.from | 1 };
                return (reach.low > 0 || reach.high == 0).then_some(());
            }
            Some(Alap | Snlt | Fnlt | Mso | Mfo | Pinned) => return None,
        }
        // A milestone that waits for nobody stands at the plan's start, be it in the night; work would not.
        let alone = self.network.into.of(node).is_empty();
        let at_times = reach.low == 0 && (now, reach.high) != (0, 0);
        (!(alone && at_times) || self.touches(rules.start)).then_some(())
    }

    /// Whether a moment is one its key gives back.
    fn touches(&self, at: i32) -> bool {
        moment(self.time, self.key(at)) == at
    }

    fn edges_into(&self, node: u32, at: &[u32], step: &mut Step, beside: &mut Beside) -> Option<()> {
        step.into.0 = beside.into.len() as u32;
        step.into_more.0 = beside.into_more.len() as u32;
        let rules = &self.network.rules;
        // What is held somewhere, or goes on as if its links were met, asks no predecessor.
        let deaf = step.is & RIGID != 0
            || step.is & STARTED == 0 && step.is & HELD != 0
            || step.is & STARTED != 0 && (rules.msp || rules.overrides);
        for edge in self.network.into.of(node).iter().filter(|_| !deaf) {
            let binds = self.network.bonds[edge.bond as usize].binds;
            if rules.msp && binds == Binds::SF && step.is & GATE == 0 {
                return None;
            }
            match self.lead(*edge, node, at)? {
                Lead::Fixed(bound, true) => step.until = step.until.max(bound),
                Lead::Fixed(bound, false) => step.from = step.from.max(bound),
                Lead::From(Term { other, lag: 0, from_start: false, to_finish: false }) => beside.into.push(other),
                Lead::From(term) => {
                    beside.into_more.push(term);
                    if term.from_start
                        && let Some(other) = beside.steps.get_mut(term.other as usize)
                    {
                        other.is = (other.is | WANTS_START) & !SIMPLE;
                    }
                }
            }
        }
        step.into.1 = beside.into.len() as u32;
        step.into_more.1 = beside.into_more.len() as u32;
        Some(())
    }

    /// What an edge into `node` asks of it.
    fn lead(&self, edge: Edge, node: u32, at: &[u32]) -> Option<Lead> {
        let network = self.network;
        let binds = network.bonds[edge.bond as usize].binds;
        let from_start = matches!(binds, Binds::SS | Binds::SF | Binds::GateStart);
        let to_finish = matches!(binds, Binds::FF | Binds::SF | Binds::GateFinish);
        let other = at[edge.other as usize];
        if other == NOBODY {
            let dates = self.dates.early.get(edge.other as usize)?;
            let (at, to) = (if from_start { dates.es } else { dates.ef }, network.brief(network.hot[node as usize]));
            return Some(Lead::Fixed(self.key(network.lag(edge, &self.dates.early, at, &to)), to_finish));
        }
        let lag = 2 * self.lag(edge.other, node, edge)?;
        Some(Lead::From(Term { other, lag, from_start, to_finish }))
    }

    fn edges_out(&self, node: u32, at: &[u32], step: &mut Step, beside: &mut Beside) -> Option<()> {
        step.out.0 = beside.out.len() as u32;
        step.out_more.0 = beside.out_more.len() as u32;
        for edge in self.network.out.of(node) {
            let (other, hot) = (at[edge.other as usize], self.network.hot[edge.other as usize]);
            let binds = self.network.bonds[edge.bond as usize].binds;
            let from_start = matches!(binds, Binds::SS | Binds::SF);
            if step.is & ROLLUP != 0 && from_start {
                return None;
            }
            if hot.is & BINDS == 0 || other == NOBODY {
                continue;
            }
            if step.is & GATE != 0 && binds == Binds::GateStart && self.network.rules.msp {
                // To Project, predecessors of a summary answer to the late start of what has begun in it.
                let facts = self.network.node(edge.other);
                if facts.kind == Kind::Leaf && facts.is_started() {
                    let begun = self.dates.early.get(edge.other as usize)?;
                    step.cap_start = step.cap_start.min(self.cap(begun.es));
                    continue;
                }
            }
            let to_finish = matches!(binds, Binds::FF | Binds::SF | Binds::GateFinish | Binds::Member);
            if from_start && step.is & FIXED != 0 {
                continue;
            }
            let lag = self.lag(node, edge.other, *edge)?;
            if lag == 0 && binds == Binds::FS && step.is & GATE == 0 {
                beside.out.push(other);
            } else {
                beside.out_more.push(Term { other, lag: 2 * lag, from_start, to_finish });
            }
        }
        step.out.1 = beside.out.len() as u32;
        step.out_more.1 = beside.out_more.len() as u32;
        Some(())
    }

    /// Working minutes of a lag, when it counts on the calendar that governs and is no run's to change.
    fn lag(&self, from: u32, to: u32, edge: Edge) -> Option<i32> {
        let network = self.network;
        let bond = network.bonds.get(edge.bond as usize)?;
        let (brief, next) = (network.brief(network.hot[from as usize]), network.brief(network.hot[to as usize]));
        let minutes = match bond.lag_kind {
            LagKind::None => return Some(0),
            LagKind::Working => bond.lag,
            LagKind::Percent if brief.leaf && brief.clock != 0 && self.reach[from as usize].is_none() => {
                let whole = i64::from(brief.duration - brief.split);
                i32::try_from(whole * i64::from(bond.lag) / 100).ok()?
            }
            LagKind::Percent | LagKind::Elapsed | LagKind::ElapsedPercent => return None,
        };
        let counts_on = match network.rules.lag {
            LagCalendar::Elapsed => return None,
            LagCalendar::Predecessor => brief,
            LagCalendar::Successor => next,
        };
        let clock = if counts_on.clock == 0 { counts_on.float_clock } else { counts_on.clock };
        (clock == self.clock && minutes.abs() < LONGEST_LAG).then_some(minutes)
    }

    /// Where the rows' finishes come from, and the plan's.
    fn places(&self, at: &[u32], beside: &mut Beside) {
        let network = self.network;
        // Late finishes are kept where a link or a summary asks for them.
        for term in beside.out_more.iter().filter(|term| term.to_finish) {
            if let Some(step) = beside.steps.get_mut(term.other as usize) {
                step.is = (step.is | WANTS_FINISH) & !SIMPLE;
            }
        }
        let mut counts = vec![false; beside.steps.len()];
        for (row, hot) in (0..network.rows.len()).zip(&network.hot) {
            let early = self.dates.early.get(row).copied().unwrap_or_default();
            let step = at[row];
            let kept = beside.steps.get(step as usize);
            let stands = kept.is_none_or(|step| {
                let (now, reach) = self.minutes(row as u32);
                let alone = network.into.of(row as u32).is_empty();
                step.is & RIGID != 0 || alone && (now, reach.high) == (0, 0)
            });
            let place = if stands { Place::Fixed(early.ef) } else { Place::At(step) };
            beside.rows.push(place);
            beside.step_of.push(step);
            if hot.is & (LEAF | INACTIVE) != LEAF {
                continue;
            }
            match place {
                Place::At(step) => counts[step as usize] = true,
                Place::Fixed(finish) => {
                    beside.project.fixed = beside.project.fixed.max(finish);
                    beside.latest = beside.latest.max(self.key(finish));
                }
            }
        }
        // What somebody that counts waits for does not end the plan.
        let ends: Vec<(u32, u32)> =
            beside.steps.iter().zip(&counts).filter(|(_, counts)| **counts).map(|(step, _)| step.into).collect();
        for (from, to) in ends {
            beside.into[from as usize..to as usize].iter().for_each(|other| counts[*other as usize] = false);
        }
        beside.project.steps = (0..).zip(counts).filter(|(_, counts)| *counts).map(|(step, _)| step).collect();
        if beside.project.steps.is_empty() && beside.project.fixed == NONE {
            beside.project.fixed = network.rules.start;
            beside.latest = self.key(network.rules.start);
        }
    }

    /// Whether all keys stay where calendars have working minutes, whatever is drawn.
    fn reaches(&self, beside: &Beside) -> bool {
        let bound = |fixed: i32| i64::from(fixed);
        let high = |step: &Step| if step.row == NOBODY { 0 } else { 2 * i64::from(self.minutes(step.row).1.high) };
        let early_enough = |step: &Step| step.until == LEAST || bound(step.until) > high(step);
        let mut latest: Vec<i64> = Vec::with_capacity(beside.steps.len());
        for (step, early) in beside.steps.iter().zip(&beside.early) {
            let mut at = bound(step.from).max(bound(step.until)).max(bound(step.begun));
            if step.is & RIGID != 0 {
                at = at.max(bound(early.values()[0]));
            }
            let other = |at: u32| latest.get(at as usize).copied().unwrap_or_default();
            for from in &beside.into[step.into.0 as usize..step.into.1 as usize] {
                at = at.max(other(*from));
            }
            for term in &beside.into_more[step.into_more.0 as usize..step.into_more.1 as usize] {
                at = at.max(other(term.other) + i64::from(term.lag.max(0)) + 1);
            }
            latest.push(at + high(step));
        }
        let last = 2 * i64::from(self.time.total()) - 4;
        let fixed = bound(beside.latest);
        // The plan ends no earlier than any of what it ends with begins.
        let begins = beside.project.steps.iter().filter_map(|step| beside.steps.get(*step as usize));
        let end = begins.map(|step| bound(step.from.max(step.begun))).fold(fixed, i64::max).min(bound(beside.must_end));
        let mut earliest = vec![0_i64; beside.steps.len()];
        let mut least = end;
        for (at, step) in beside.steps.iter().enumerate().rev() {
            let mut cap = bound(step.cap).min(bound(step.cap_start)).min(end);
            for to in &beside.out[step.out.0 as usize..step.out.1 as usize] {
                cap = cap.min(earliest[*to as usize]);
            }
            for term in &beside.out_more[step.out_more.0 as usize..step.out_more.1 as usize] {
                cap = cap.min(earliest[term.other as usize] - i64::from(term.lag.max(0)));
            }
            if step.is & STARTED != 0 {
                cap = cap.min(bound(step.begun)).min(bound(step.from));
            }
            earliest[at] = cap - high(step);
            least = least.min(earliest[at]);
        }
        beside.steps.iter().all(early_enough) && latest.iter().all(|at| *at < last) && fixed < last && least > 2
    }
}
