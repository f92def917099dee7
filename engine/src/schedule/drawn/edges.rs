//! Links and structure between the steps, for [`super::beside`].

use super::super::network::{BINDS, Binds, Edge, Kind, LagKind, NOBODY};
use super::beside::{Beside, Build, FIXED, GATE, HELD, Lead, RIGID, ROLLUP, SIMPLE, STARTED, Step, Term, WANTS_START};
use crate::plan::LagCalendar;

/// Lags from here on are left to the general path.
const LONGEST_LAG: i32 = 1 << 27;

impl Build<'_> {
    pub(super) fn edges_into(&self, node: u32, at: &[u32], step: &mut Step, beside: &mut Beside) -> Option<()> {
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
    pub(super) fn lead(&self, edge: Edge, node: u32, at: &[u32]) -> Option<Lead> {
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

    pub(super) fn edges_out(&self, node: u32, at: &[u32], step: &mut Step, beside: &mut Beside) -> Option<()> {
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
}
