//! Many runs of one network side by side: which networks that serves, and what of them it keeps. `leaf`, `edges` and
//! `ends` compile the parts, `pass` makes the runs.
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
use super::super::network::{Edge, INACTIVE, Kind, LEAF, NOBODY, NONE, Network, PLAIN};
use super::super::working_time::WorkingTime;
use super::lanes::Block;
use super::{Merge, Reach, Slot};
use std::collections::BTreeMap;

/// No bound from below, and none from above: beyond every key, with room for a lag.
pub(super) const LEAST: i32 = -(1 << 30);
pub(super) const MOST: i32 = 1 << 30;

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
/// It is critical when it has no float; not so what is inactive or without dates.
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
        if network.alap || network.rules.from_finish {
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
        // Only what lies below it: looking through the whole plan for each row would take its square.
        let outside = |at: &usize| network.rows[*at].parent == NOBODY || (network.rows[*at].parent as usize) < row;
        let rows = self.rows.len();
        let end = (row + 1..rows).find(outside).unwrap_or(rows);
        let mut below: Vec<Watch> = (row..end).map(|_| nothing()).collect();
        for at in (row..end).rev() {
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
pub(super) struct Build<'a> {
    pub network: &'a Network,
    pub dates: &'a Dates,
    pub clock: u16,
    pub time: &'a WorkingTime,
    pub reach: Vec<Option<Reach>>,
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
    pub(super) fn ended(&self, node: u32) -> bool {
        let hot = self.network.hot[node as usize];
        hot.is & LEAF != 0 && hot.is & PLAIN == 0 && self.network.facts(hot).is_finished()
    }

    pub(super) fn key(&self, at: i32) -> i32 {
        key(self.time, at)
    }

    /// Twice the number of a moment that caps.
    pub(super) fn cap(&self, at: i32) -> i32 {
        if at == i32::MAX { MOST } else { 2 * self.time.count(at) }
    }

    pub(super) fn start(&self, steps: usize) -> Beside {
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
        let active = if hot.is & INACTIVE == 0 && !facts.open { ACTIVE } else { 0 };
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
    pub(super) fn minutes(&self, node: u32) -> (i32, Reach) {
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
}
