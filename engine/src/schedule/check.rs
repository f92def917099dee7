//! What the dates could not obey: links broken by hand, by a pin or by an imported date, work out of sequence,
//! durations beyond the last date, and limits that cannot be met.

use super::forward::{Dates, Early, LINK, WHAT};
use super::network::{Binds, Brief, INACTIVE, Network, Node, PLAIN};
use super::{Issue, LateLimit, TaskSchedule};
use crate::plan::{ConstraintKind, DependencyKey, TaskId};
use std::collections::BTreeMap;

impl Network {
    /// The issues found while compiling, then those of the dates of the `marked` leaves.
    pub(super) fn issues(&self, dates: &Dates, rows: &[TaskSchedule], marked: &[u32]) -> Vec<Issue> {
        let mut issues = self.issues.to_vec();
        let mut short: BTreeMap<LateLimit, (i32, Vec<TaskId>)> = BTreeMap::new();
        for at in marked {
            let (hot, row) = (self.hot[*at as usize], &rows[*at as usize]);
            self.too_long(&self.brief(hot), &dates.early[*at as usize], row.id, &mut issues);
            if hot.is & PLAIN == 0 {
                let facts = self.facts(hot);
                if facts.manual || facts.is_started() || facts.constraint.is_some() {
                    self.broken(*at, facts, dates, row.id, &mut issues);
                }
            }
            if let Some(limit) = row.late_limit
                && hot.is & INACTIVE == 0
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

    fn too_long(&self, facts: &Brief, dates: &Early, task: TaskId, issues: &mut Vec<Issue>) {
        let cut =
            dates.ef_w >= self.clocks[usize::from(facts.clock)].total() && dates.ef_w - dates.es_w < facts.duration;
        if cut {
            issues.push(Issue::TooLong(task));
        }
    }

    /// Names the links that `task` starts or ends before.
    fn broken(&self, node: u32, facts: &Node, dates: &Dates, task: TaskId, issues: &mut Vec<Issue>) {
        let clock = self.clock(facts);
        let own = &dates.early[node as usize];
        let brief = facts.brief();
        for (slot, edge) in self.edges_into(node) {
            let from = &dates.early[edge.other as usize];
            let driver = dates.why[edge.other as usize].driver;
            let binds = self.bonds[edge.bond as usize].binds;
            let (demanded, given) = match binds {
                Binds::FS => (self.lag(edge, &dates.early, from.ef, &brief), own.es_w),
                Binds::SS => (self.lag(edge, &dates.early, from.es, &brief), own.es_w),
                Binds::FF => (self.lag(edge, &dates.early, from.ef, &brief), own.ef_w),
                Binds::SF => (self.lag(edge, &dates.early, from.es, &brief), own.ef_w),
                Binds::GateStart => (driver.at, own.es_w),
                Binds::GateFinish | Binds::Member => continue,
            };
            let (slot, into) = match binds {
                Binds::GateStart if driver.what & WHAT == LINK => (driver.what & !WHAT, edge.other),
                Binds::GateStart => continue,
                _ => (slot, node),
            };
            if clock.count(demanded) > given
                && let Some(link) = self.link(slot, into)
            {
                issues.extend(name(facts, task, link));
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
