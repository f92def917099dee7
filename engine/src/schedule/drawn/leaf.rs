//! The bounds of a leaf that no run changes, for [`super::beside`].

use super::super::network::{NOBODY, NONE, Node};
use super::Reach;
use super::beside::{Build, FIXED, HELD, RESUMES, RIGID, STARTED, Step, moment};
use super::lanes::Block;
use crate::plan::ConstraintKind;

impl Build<'_> {
    /// The bounds of a leaf that no run changes.
    pub(super) fn leaf(&self, node: u32, facts: &Node, step: &mut Step, early: &mut Block) -> Option<()> {
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
}
