//! The backward pass: late dates in reverse order, each the earliest of what successors, deadlines, constraints and the
//! plan's end allow; and, beside them, how far a finish can move before a successor's early dates do.

use super::forward::{Dates, Early, Late, before};
use super::network::{BINDS, Binds, Brief, CHAINED, Edge, Hot, Kind, NOBODY, NONE, Network, Node, PLAIN, PLAIN_LINK};
use super::working_time::WorkingTime;
use crate::plan::ConstraintKind;

/// Limits, packed as the causes in [`super::forward`] are.
pub(super) const FINISH: u32 = 0;
pub(super) const MUST_FINISH_BY: u32 = 1 << 28;
pub(super) const DEADLINE: u32 = 2 << 28;
pub(super) const LATE_CONSTRAINT: u32 = 3 << 28;
pub(super) const FIXED: u32 = 4 << 28;
pub(super) const PROMISE: u32 = 5 << 28;
pub(super) const LIMIT: u32 = 15 << 28;

/// The earliest late finish so far, and whose limit it is.
#[derive(Clone, Copy)]
struct Cap {
    at: i32,
    limit: u32,
}

impl Cap {
    #[inline]
    fn take(&mut self, at: i32, limit: u32) {
        if at < self.at {
            *self = Cap { at, limit };
        }
    }
}

impl Network {
    /// Fills the late dates and floats; `finish` is the computed end of the plan.
    pub(super) fn backward(&self, dates: &mut Dates, finish: i32) {
        let end = if self.rules.from_finish || self.rules.must_finish_by < finish {
            Cap { at: self.rules.must_finish_by, limit: MUST_FINISH_BY }
        } else {
            Cap { at: finish, limit: FINISH }
        };
        let mut ends = std::mem::take(&mut dates.ends);
        ends.clear();
        ends.extend(self.clocks.iter().map(|clock| clock.count(end.at)));
        let hots = &self.hot[..];
        let (out, clocks) = (self.out.lists(), &self.clocks[..]);
        for node in self.order.iter().rev() {
            let hot = hots[*node as usize];
            let (clock, end_w) = (&clocks[usize::from(hot.clock)], ends[usize::from(hot.clock)]);
            let (early, late) = (&dates.early[..hots.len()], &mut dates.late[..hots.len()]);
            let own = early[*node as usize];
            if hot.is & CHAINED != 0 && own.ef_w < clock.total() {
                let edges = out.of(*node).0;
                let (limit, lf_w, free_w) = late_chained(edges, early, late, end, end_w);
                late[*node as usize] = worked_back(clock, hot, lf_w, limit, free_w, own.ef_w);
                continue;
            }
            if hot.is & PLAIN != 0 {
                self.late_plain(*node, hot, dates, end, end_w);
                continue;
            }
            let facts = self.facts(hot);
            match facts.kind {
                Kind::Leaf => self.late_leaf(*node, facts, dates, end),
                Kind::Gate => self.late_gate(*node, dates, end),
                Kind::Rollup => self.late_rollup(*node, dates, end),
                Kind::Unused => {}
            }
        }
        dates.ends = ends;
    }

    /// A plain task: the same as [`Network::late_leaf`], with numbers on the calendar carried along where they are known
    /// instead of looked up.
    #[inline(never)]
    fn late_plain(&self, node: u32, hot: Hot, dates: &mut Dates, end: Cap, end_w: i32) {
        let clock = &self.clocks[usize::from(hot.clock)];
        let ef_w = dates.early[node as usize].ef_w;
        if ef_w >= clock.total() {
            return self.late_leaf(node, &Node::plain(hot, node), dates, end);
        }
        let (mut cap, mut cap_w, mut free_w) = (end, end_w, i32::MAX);
        for edge in self.out.of(node) {
            let other = self.hot[edge.other as usize];
            if edge.bond == PLAIN_LINK && other.is & PLAIN != 0 && other.clock == hot.clock {
                if other.is & BINDS != 0 {
                    free_w = free_w.min(dates.early[edge.other as usize].es_w);
                    let next = &dates.late[edge.other as usize];
                    if next.ls < cap.at {
                        (cap, cap_w) = (Cap { at: next.ls, limit: next.limit }, next.ls_w);
                    }
                }
                continue;
            }
            let asks = Asks { brief: Brief::plain(hot), work: hot.duration, fixed: false };
            let (closer, free) = self.late_edge(node, &asks, *edge, dates, cap);
            if free != i32::MAX {
                free_w = free_w.min(clock.count(free));
            }
            if closer.at < cap.at {
                (cap, cap_w) = (closer, clock.count(closer.at));
            }
        }
        dates.late[node as usize] = worked_back(clock, hot, cap_w, cap.limit, free_w, ef_w);
    }

    /// What the node at the other end of an edge out of `node` leaves of the cap on its late finish; and how far its early
    /// finish may move before that node's dates do, `i32::MAX` when it does not matter.
    fn late_edge(&self, node: u32, asks: &Asks, edge: Edge, dates: &Dates, mut cap: Cap) -> (Cap, i32) {
        let hot = self.hot[edge.other as usize];
        let (own, soon) = (&dates.early[node as usize], &dates.early[edge.other as usize]);
        let next = &dates.late[edge.other as usize];
        let bond = self.bonds[edge.bond as usize];
        let brief = self.brief(hot);
        let clock = &self.clocks[usize::from(asks.brief.clock)];
        let unlag = |at: i32| self.unlag(bond, node, own, at.saturating_sub(brief.delay), &brief);
        let by_start = |at: i32| if asks.fixed { i32::MAX } else { after(clock, at, asks.work) };
        let open_end = |finish: i32| self.open_end(&asks.brief, &brief, finish);
        let (late, early) = match bond.binds {
            Binds::FS => (unlag(next.bind), unlag(soon.es)),
            Binds::FF => (unlag(open_end(next.lf)), unlag(soon.ef)),
            Binds::SS => (by_start(unlag(next.bind)), by_start(unlag(soon.es))),
            Binds::SF => (by_start(unlag(open_end(next.lf))), by_start(unlag(soon.ef))),
            Binds::Member => {
                if self.first(dates, edge.other) == node {
                    cap.take(by_start(next.bind), next.limit);
                }
                (next.lf, next.free)
            }
            Binds::GateStart | Binds::GateFinish => return (cap, i32::MAX),
        };
        if hot.is & BINDS == 0 {
            return (cap, i32::MAX);
        }
        cap.take(late, next.limit);
        (cap, early)
    }

    fn late_leaf(&self, node: u32, facts: &Node, dates: &mut Dates, end: Cap) {
        let clock = self.clock(facts);
        let own = dates.early[node as usize];
        let work = if facts.is_started() { facts.remaining } else { facts.duration };
        // What reaches beyond the last date is as long as there is room.
        let work = if own.ef_w >= clock.total() { work.min(own.ef_w - own.es_w) } else { work };
        let mut cap = end;
        let mut free = i32::MAX;
        // A start that lies behind no longer binds, nor can it move.
        let fixed = facts.is_started() || self.rules.msp && facts.manual;
        let asks = Asks { brief: facts.brief(), work, fixed };
        for edge in self.out.of(node) {
            let early;
            (cap, early) = self.late_edge(node, &asks, *edge, dates, cap);
            free = free.min(early);
        }
        if facts.is_finished() {
            dates.late[node as usize] =
                Late { ls: own.es, lf: own.ef, ls_w: own.es_w, lf_w: own.ef_w, ..Late::default() };
            return;
        }
        if let Some(kind) = facts.constraint {
            late_constraint(kind, facts, clock, work, &mut cap);
        }
        cap.take(facts.deadline, facts.deadline_of);
        let lf_w = clock.count(cap.at);
        let mut next = Late { limit: cap.limit, lf_w, ..Late::default() };
        if work == 0 {
            next.lf = cap.at;
            (next.ls, next.ls_w) = (next.lf, lf_w);
        } else {
            next.lf = clock.finish_at(lf_w);
            next.ls_w = lf_w.saturating_sub(work).max(0);
            next.ls = clock.start_at(next.ls_w);
        }
        if facts.crew != NOBODY {
            let starts = self.members(facts).map(|(clock, work)| before(clock, next.lf, work));
            next.ls = starts.min().unwrap_or(next.ls);
            next.ls_w = clock.count(next.ls);
        }
        next.bind = next.ls;
        if facts.is_started() {
            (next.ls, next.ls_w) = (own.es, own.es_w);
            if self.rules.msp && work > 0 {
                // Project lets predecessors slip to where the work left begins.
                next.bind = self.resumes(facts, &own, clock);
            }
        }
        next.free = if free == i32::MAX { i32::MAX } else { self.float_between(&asks.brief, own.ef, free).max(0) };
        dates.late[node as usize] = next;
    }

    /// The latest moment that asks the same finish of `next` as `finish` does: a predecessor of another calendar may end
    /// while `next` is closed, and moves nothing by it.
    fn open_end(&self, from: &Brief, next: &Brief, finish: i32) -> i32 {
        if from.clock == next.clock { finish } else { self.open_finish(next, finish) }
    }

    /// Under both conventions: the finish asked for is the same, whoever asks.
    fn open_finish(&self, next: &Brief, finish: i32) -> i32 {
        if next.duration == 0 {
            return finish;
        }
        let clock = &self.clocks[usize::from(next.clock)];
        finish.max(clock.start_at(clock.count(finish)))
    }

    /// Where the remaining work of a started task begins.
    fn resumes(&self, facts: &Node, own: &Early, clock: &WorkingTime) -> i32 {
        let by_crew = self.members(facts).map(|(clock, _)| before(clock, own.ef, facts.remaining)).min();
        by_crew.unwrap_or_else(|| clock.start_at(own.ef_w.saturating_sub(facts.remaining)))
    }

    fn late_gate(&self, node: u32, dates: &mut Dates, end: Cap) {
        let (mut start, mut finish) = (end, end);
        let (mut early_start, mut early_finish) = (i32::MAX, i32::MAX);
        for edge in self.out.of(node) {
            let (soon, next) = (&dates.early[edge.other as usize], &dates.late[edge.other as usize]);
            let hot = self.hot[edge.other as usize];
            if hot.is & BINDS == 0 {
                continue;
            }
            let brief = self.brief(hot);
            if self.bonds[edge.bond as usize].binds == Binds::GateFinish {
                // Who waits on a summary's finish may have another calendar than what lies in it.
                finish.take(self.open_finish(&brief, next.lf), next.limit);
                early_finish = early_finish.min(soon.ef);
            } else {
                // To Project, predecessors of a summary answer to its late start, begun or not.
                let bind = if self.rules.msp { next.ls } else { next.bind };
                start.take(bind.saturating_sub(brief.delay), next.limit);
                early_start = early_start.min(soon.es.saturating_sub(brief.delay));
            }
        }
        let (ls, lf, bind, limit) = (start.at, finish.at, start.at, start.limit);
        dates.late[node as usize] = Late { ls, lf, bind, limit, ..Late::default() };
        let own = &mut dates.early[node as usize];
        // From here on the gate's early dates are only asked for how far predecessors can move.
        own.es = if early_start == i32::MAX { own.es } else { early_start };
        own.ef = if early_finish == i32::MAX { own.ef } else { early_finish };
    }

    fn late_rollup(&self, node: u32, dates: &mut Dates, end: Cap) {
        let (mut start, mut finish) = (Cap { at: i32::MAX, limit: end.limit }, end);
        let mut free = i32::MAX;
        for edge in self.out.of(node) {
            let (soon, next) = (&dates.early[edge.other as usize], &dates.late[edge.other as usize]);
            let hot = self.hot[edge.other as usize];
            if hot.is & BINDS == 0 {
                continue;
            }
            let (own, brief, bond) = (&dates.early[node as usize], self.brief(hot), self.bonds[edge.bond as usize]);
            let unlag = |at: i32| self.unlag(bond, node, own, at.saturating_sub(brief.delay), &brief);
            match bond.binds {
                Binds::FS => {
                    finish.take(unlag(next.bind), next.limit);
                    free = free.min(unlag(soon.es));
                }
                Binds::FF => {
                    finish.take(unlag(self.open_finish(&brief, next.lf)), next.limit);
                    free = free.min(unlag(soon.ef));
                }
                Binds::SS => start.take(unlag(next.bind), next.limit),
                Binds::SF => start.take(unlag(self.open_finish(&brief, next.lf)), next.limit),
                Binds::Member => {
                    finish.take(next.lf, next.limit);
                    free = free.min(next.free);
                    if self.first(dates, edge.other) == node {
                        start.take(next.bind, next.limit);
                    }
                }
                Binds::GateStart | Binds::GateFinish => {}
            }
        }
        let (ls, lf, bind, limit) = (start.at, finish.at, start.at, finish.limit);
        dates.late[node as usize] = Late { ls, lf, bind, limit, free, ..Late::default() };
    }
}

impl Network {
    /// What starts first of what feeds the rollup `node`.
    fn first(&self, dates: &Dates, node: u32) -> u32 {
        dates.first[node as usize - self.rows.len()]
    }
}

/// What a task asks of its successors: its calendar, what is to be done, and whether its start can still move.
struct Asks {
    brief: Brief,
    work: i32,
    fixed: bool,
}

/// What the successors of a chained task leave it, the same as for a plain one: whose limit it is, the number of its late
/// finish, and the number of its finish at which a successor moves.
#[inline(always)]
fn late_chained(edges: &[Edge], early: &[Early], late: &[Late], end: Cap, end_w: i32) -> (u32, i32, i32) {
    // The earliest late start, and below it which edge asks for it: of equals the first, before all of them the end.
    let (mut cap, mut free_w) = (i64::from(end.at) << 32, i32::MAX);
    let mut at = 0;
    for edge in edges {
        at += 1;
        cap = cap.min(i64::from(late[edge.other as usize].ls) << 32 | at);
        free_w = free_w.min(early[edge.other as usize].es_w);
    }
    match edges.get((cap as u32 as usize).wrapping_sub(1)) {
        Some(edge) => {
            let next = &late[edge.other as usize];
            (next.limit, next.ls_w, free_w)
        }
        None => (end.limit, end_w, free_w),
    }
}

/// Late dates of a plain task that is to end after `lf_w` minutes, and its free float.
#[inline(always)]
fn worked_back(clock: &WorkingTime, hot: Hot, lf_w: i32, limit: u32, free_w: i32, ef_w: i32) -> Late {
    let ls_w = lf_w.saturating_sub(hot.duration).max(0);
    let (ls, lf) = (clock.start_at(ls_w), clock.finish_at(lf_w));
    let free = if free_w == i32::MAX { free_w } else { (free_w - ef_w).max(0) };
    Late { ls, lf, ls_w, lf_w, free, bind: ls, limit }
}

/// The finish of `work` that starts at `start`.
#[inline]
fn after(clock: &WorkingTime, start: i32, work: i32) -> i32 {
    if start == i32::MAX { start } else { clock.plus(start, work) }
}

fn late_constraint(kind: ConstraintKind, facts: &Node, clock: &WorkingTime, work: i32, cap: &mut Cap) {
    use ConstraintKind::{Alap, Fnet, Fnlt, Mfo, Mso, Pinned, Snet, Snlt};
    if facts.date == NONE {
        return;
    }
    let limit = LATE_CONSTRAINT | facts.row;
    match kind {
        Alap | Snet | Fnet => {}
        Fnlt | Mfo => cap.take(facts.date, limit),
        Snlt | Mso | Pinned if !facts.is_started() => cap.take(clock.plus(facts.date, work), limit),
        Snlt | Mso | Pinned => {}
    }
}
