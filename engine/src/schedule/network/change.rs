//! Changes that keep the network's shape, for previews: each copies what it changes and shares the rest.

use super::edges::Bond;
use super::outline::end_of;
use super::{Binds, CHAINED, Kind, MARKED, MILESTONE, Network, PLAIN, SUMMARY};
use crate::plan::{ConstraintKind, DependencyKey, Duration, Lag, Moment, Plan, Progress, TaskId};
use std::sync::Arc;

impl Network {
    /// Duration and progress as typed, of the rows that are not plain, in the order of their facts.
    pub fn typed(&self, plan: &Plan) -> Vec<(Duration, Progress)> {
        let rows = plan.tasks.iter().zip(&self.hot);
        rows.filter(|(_, hot)| hot.is & PLAIN == 0).map(|(task, _)| (task.duration, task.progress)).collect()
    }

    /// Duration and progress of a row as typed; `typed` is what [`Network::typed`] gave.
    pub fn work(&self, row: u32, typed: &[(Duration, Progress)]) -> (Duration, Progress) {
        let hot = self.hot[row as usize];
        let plain = || (Duration::working(hot.duration), Progress { percent: hot.percent, ..Progress::default() });
        let known = if hot.is & PLAIN == 0 { typed.get(hot.duration as usize).copied() } else { None };
        known.unwrap_or_else(plain)
    }

    /// The task at `row` takes this long, and this much of it is done.
    pub fn set_work(&mut self, row: u32, duration: Duration, progress: Progress) {
        let hot = &mut self.hot[row as usize];
        let shown = hot.is & MARKED != 0 || duration.minutes <= 0;
        hot.is = if shown { hot.is | MILESTONE } else { hot.is & !MILESTONE };
        hot.percent = if progress.actual_finish.is_some() { 100 } else { progress.percent.min(100) };
        let mut node = self.node(row);
        node.set_work(duration, progress);
        self.put(row, node);
    }

    /// The task starts no earlier than `date`, whatever its constraint was.
    pub fn set_not_before(&mut self, id: TaskId, date: Moment) {
        let Some(row) = self.row(id) else { return };
        let mut node = self.node(row);
        (node.constraint, node.date) = (Some(ConstraintKind::Snet), date.0);
        self.put(row, node);
        if self.hot[row as usize].is & SUMMARY != 0 {
            for below in row..end_of(&self.rows, row) {
                let mut node = self.node(below);
                let above = self.rows.get(self.rows[below as usize].parent as usize);
                let above = above.map(|_| self.node(self.rows[below as usize].parent));
                let before = (node.floor, node.floor_of, node.deadline, node.deadline_of);
                node.inherit(above.as_ref());
                if before != (node.floor, node.floor_of, node.deadline, node.deadline_of) {
                    self.put(below, node);
                }
            }
        }
    }

    /// The dependency has this lag, if it is among the edges.
    pub fn set_lag(&mut self, key: DependencyKey, lag: Lag) {
        let (Some(from), Some(to)) = (self.row(key.predecessor), self.row(key.successor)) else { return };
        let (Some(from), Some(to)) = (self.end(from, Kind::Rollup), self.end(to, Kind::Gate)) else { return };
        let binds = Binds::from(key.kind);
        let same = |bonds: &[Bond], bond: u32| bonds[bond as usize].binds == binds;
        let into = self.into.of(to).iter().position(|edge| edge.other == from && same(&self.bonds, edge.bond));
        let out = self.out.of(from).iter().position(|edge| edge.other == to && same(&self.bonds, edge.bond));
        let (Some(into), Some(out)) = (into, out) else { return };
        let bond = Bond::new(binds, lag).number(Arc::make_mut(&mut self.bonds));
        self.hot[from as usize].is &= !CHAINED;
        self.hot[to as usize].is &= !CHAINED;
        let (into, out) = (self.into.first(to) as usize + into, self.out.first(from) as usize + out);
        Arc::make_mut(&mut self.into).edges[into].bond = bond;
        Arc::make_mut(&mut self.out).edges[out].bond = bond;
    }

    /// The node that links of a row are tied to: its own, or the part of a summary.
    fn end(&self, row: u32, part: Kind) -> Option<u32> {
        if self.hot[row as usize].is & SUMMARY == 0 {
            return Some(row);
        }
        let parts = self.rows.len() as u32..self.hot.len() as u32;
        parts.into_iter().find(|node| {
            let facts = self.facts(self.hot[*node as usize]);
            facts.row == row && facts.kind == part
        })
    }
}
