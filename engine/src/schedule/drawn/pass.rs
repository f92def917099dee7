//! The passes of [`Beside`]: the forward and the backward pass of a schedule on keys, for all lanes at once.

use super::super::network::{INACTIVE, NOBODY, NONE, Network, SUMMARY};
use super::super::working_time::WorkingTime;
use super::beside::{
    ACTIVE, Beside, GATE, HELD, LEAST, RESUMES, RIGID, ROLLUP, SIMPLE, STARTED, Step, Term, WANTS_FINISH, WANTS_START,
    Watch, moment,
};
use super::lanes::{Block, LANES};

impl Beside {
    /// All dates anew, from the work each step has.
    pub fn pass(&mut self, network: &Network) {
        self.forward();
        let mut end = Block::all(self.latest);
        for step in &self.project.steps {
            end = end.max(self.early[*step as usize]);
        }
        let end = end.and(Block::all(!1)).min(Block::all(self.must_end));
        self.backward(end);
        self.roll_up(network);
    }

    /// Finishes of a watch in the latest runs.
    pub fn finishes(&self, time: &WorkingTime, watch: &Watch) -> [i32; LANES] {
        let mut latest = Block::all(LEAST);
        for step in &watch.steps {
            latest = latest.max(self.early[*step as usize]);
        }
        latest.values().map(|key| if key == LEAST { watch.fixed } else { moment(time, key).max(watch.fixed) })
    }

    fn forward(&mut self) {
        let Beside { steps, into, into_more, work, early, starts, .. } = self;
        let even = Block::all(!1);
        for (at, step) in steps.iter().enumerate() {
            if step.is & RIGID != 0 {
                continue;
            }
            let mut from = Block::all(step.from);
            for other in &into[step.into.0 as usize..step.into.1 as usize] {
                from = from.max(early[*other as usize]);
            }
            if step.is & SIMPLE != 0 {
                early[at] = from.and(even).plus(work[at]);
                continue;
            }
            let more = &into_more[step.into_more.0 as usize..step.into_more.1 as usize];
            (early[at], starts[at]) = uncommon(step, more, from, work[at], (early, starts), starts[at]);
        }
    }

    fn backward(&mut self, end: Block) {
        let Beside { steps, out, out_more, work, early, starts, late, finishes, critical, .. } = self;
        let threshold = Block::all(self.threshold);
        for (at, step) in steps.iter().enumerate().rev() {
            let mut cap = end.min(Block::all(step.cap));
            for other in &out[step.out.0 as usize..step.out.1 as usize] {
                cap = cap.min(late[*other as usize]);
            }
            let mut floats;
            if step.is & SIMPLE != 0 {
                late[at] = cap.minus(work[at]);
                floats = cap.minus(early[at]);
            } else {
                let mut start = end.min(Block::all(step.cap_start));
                for term in &out_more[step.out_more.0 as usize..step.out_more.1 as usize] {
                    let lag = Block::all(term.lag);
                    let other = if term.to_finish { finishes[term.other as usize] } else { late[term.other as usize] };
                    let bound = other.minus(lag);
                    if step.is & GATE != 0 && !term.to_finish {
                        start = start.min(bound);
                    } else {
                        cap = cap.min(if term.from_start { bound.plus(work[at]) } else { bound });
                    }
                }
                if step.is & GATE != 0 {
                    (late[at], finishes[at]) = (start, cap);
                    continue;
                }
                cap = cap.min(Block::all(step.cap_start).plus(work[at]));
                if step.is & (WANTS_FINISH | ROLLUP) != 0 {
                    finishes[at] = cap;
                }
                floats = cap.minus(early[at]);
                late[at] = if step.is & RESUMES != 0 { early[at] } else { cap }.minus(work[at]);
                if step.is & (RIGID | STARTED) == RIGID {
                    floats = floats.min(cap.minus(work[at]).minus(starts[at]));
                }
            }
            if step.row != NOBODY {
                let open = floats.above(threshold).signs();
                critical[step.row as usize] = if step.is & ACTIVE != 0 { !open } else { 0 };
            }
        }
    }

    /// A summary is critical when anything that counts in it is.
    fn roll_up(&mut self, network: &Network) {
        if !network.summaries {
            return;
        }
        for (bits, hot) in self.critical.iter_mut().zip(&network.hot) {
            if hot.is & SUMMARY != 0 {
                *bits = 0;
            }
        }
        for at in (0..self.critical.len()).rev() {
            let (hot, above) = (network.hot[at], network.rows[at].parent);
            let active = hot.is & INACTIVE == 0;
            if hot.is & SUMMARY != 0 && !active {
                self.critical[at] = 0;
            }
            if above != NOBODY && (active || network.hot[above as usize].is & INACTIVE != 0) {
                self.critical[above as usize] |= self.critical[at];
            }
        }
    }
}

impl Term {
    /// The key it asks for.
    #[inline(always)]
    pub fn bound(&self, early: &[Block], starts: &[Block]) -> Block {
        let other = if self.from_start { starts[self.other as usize] } else { early[self.other as usize] };
        let lag = Block::all(self.lag);
        match self.lag {
            0 => other,
            1.. => other.and(Block::all(!1)).plus(lag),
            _ => other.or(Block::all(1)).plus(lag),
        }
    }
}

/// The early dates of what is more than work and finish-to-start links.
#[inline(never)]
fn uncommon(
    step: &Step,
    terms: &[Term],
    mut from: Block,
    work: Block,
    (early, starts): (&[Block], &[Block]),
    held: Block,
) -> (Block, Block) {
    let mut until = Block::all(step.until);
    for term in terms {
        let bound = term.bound(early, starts);
        if term.to_finish { until = until.max(bound) } else { from = from.max(bound) }
    }
    if step.is & GATE != 0 {
        return (until, from);
    }
    // Where there is work it begins after one minute and ends with another; a milestone stands where it is put.
    let works = work.above(Block::all(0)).and(Block::all(1));
    let even = |key: Block| key.minus(key.and(works));
    let finish = even(from).plus(work).max(even(until));
    let start = if step.is & HELD != 0 { held } else { finish.minus(work).or(works) };
    (finish, if step.is & (WANTS_START | HELD) != 0 { start } else { held })
}

/// What stands for no moment in a watch.
const _: () = assert!(NONE < LEAST);
