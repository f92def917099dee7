//! What ends the plan, where the rows' finishes come from, and whether calendars reach that far, for [`super::beside`].

use super::super::network::{INACTIVE, LEAF, NOBODY, NONE};
use super::beside::{Beside, Build, LEAST, Place, RIGID, SIMPLE, STARTED, Step, WANTS_FINISH};

impl Build<'_> {
    /// Where the rows' finishes come from, and the plan's.
    pub(super) fn places(&self, at: &[u32], beside: &mut Beside) {
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
    pub(super) fn reaches(&self, beside: &Beside) -> bool {
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
