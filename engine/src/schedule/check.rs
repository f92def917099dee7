//! What the dates could not obey: links broken by hand, by a pin or by an imported date, work out of sequence,
//! durations beyond the last date, and limits that cannot be met.

use super::forward::{Dates, LINK, WHAT};
use super::network::{Binds, Network, Node};
use super::{Issue, LateLimit, TaskSchedule};
use crate::plan::{ConstraintKind, DependencyKey, TaskId};
use std::collections::BTreeMap;

impl Network {
    /// The issues found while compiling, then those of the dates of the `marked` leaves.
    pub(super) fn issues(&self, dates: &[Dates], rows: &[TaskSchedule], marked: &[u32]) -> Vec<Issue> {
        let mut issues = self.issues.clone();
        let mut short: BTreeMap<LateLimit, (i32, Vec<TaskId>)> = BTreeMap::new();
        for at in marked {
            let (facts, row) = (&self.nodes[*at as usize], &rows[*at as usize]);
            self.too_long(facts, &dates[*at as usize], row.id, &mut issues);
            if facts.manual || facts.is_started() || facts.constraint.is_some() {
                self.broken(*at, facts, dates, row.id, &mut issues);
            }
            if let Some(limit) = row.late_limit
                && !facts.inactive
            {
                let entry = short.entry(limit).or_default();
                entry.0 = entry.0.min(row.total_float);
                entry.1.push(row.id);
            }
        }
        let short = short.into_iter();
        issues.extend(short.map(|(limit, (minutes, tasks))| Issue::NegativeFloat { limit, minutes: -minutes, tasks }));
        issues
    }

    fn too_long(&self, facts: &Node, dates: &Dates, task: TaskId, issues: &mut Vec<Issue>) {
        let cut = dates.ef_w >= self.clock(facts).total() && dates.ef_w - dates.es_w < facts.duration;
        if cut {
            issues.push(Issue::TooLong(task));
        }
    }

    /// Names the links that `task` starts or ends before.
    fn broken(&self, node: u32, facts: &Node, dates: &[Dates], task: TaskId, issues: &mut Vec<Issue>) {
        let clock = self.clock(facts);
        let own = &dates[node as usize];
        for edge in self.into.of(node) {
            let from = &dates[edge.other as usize];
            let (demanded, given) = match edge.binds {
                Binds::FS => (self.lag(edge, from, from.ef, facts), own.es_w),
                Binds::SS => (self.lag(edge, from, from.es, facts), own.es_w),
                Binds::FF => (self.lag(edge, from, from.ef, facts), own.ef_w),
                Binds::SF => (self.lag(edge, from, from.es, facts), own.ef_w),
                Binds::GateStart => (from.driver.at, own.es_w),
                Binds::GateFinish | Binds::Member => continue,
            };
            let key = match edge.binds {
                Binds::GateStart if from.driver.what & WHAT == LINK => from.driver.what & !WHAT,
                Binds::GateStart => continue,
                _ => edge.key,
            };
            if clock.count(demanded) > given
                && let Some(link) = self.links.get(key as usize)
            {
                issues.extend(name(facts, task, *link));
            }
        }
    }
}

fn name(facts: &Node, task: TaskId, link: DependencyKey) -> Option<Issue> {
    use ConstraintKind::{Fnlt, Mfo, Mso, Pinned, Snlt};
    match facts.constraint {
        _ if facts.is_started() => Some(Issue::OutOfSequence { task, link }),
        _ if facts.manual => Some(Issue::ManualBreaksLink { task, link }),
        Some(Pinned) => Some(Issue::PinnedBreaksLink { task, link }),
        Some(constraint @ (Snlt | Fnlt | Mso | Mfo)) => Some(Issue::ConstraintBreaksLink { task, constraint, link }),
        _ => None,
    }
}
