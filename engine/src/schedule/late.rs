//! As late as possible. Ours moves such a task within its free float, after the backward pass, last tasks first, so
//! that chains of them move together and nothing else moves at all; Project's takes the late start, total float and all.

use super::forward::{Dates, before};
use super::network::{BINDS, Binds, Brief, Kind, NONE, Network, PLAIN};

impl Network {
    /// Where each as-late-as-possible task is to start (`NONE` for all others); `None` when there is no such task.
    pub(super) fn late_starts(&self, dates: &Dates) -> Option<Vec<i32>> {
        if !self.alap {
            return None;
        }
        let moves = |node: usize| {
            let hot = self.hot[node];
            hot.is & PLAIN == 0 && self.facts(hot).is_alap()
        };
        if !(0..self.hot.len()).any(moves) {
            return None;
        }
        let mut holds = vec![NONE; self.hot.len()];
        if self.rules.msp {
            for (node, (hold, (early, late))) in holds.iter_mut().zip(dates.early.iter().zip(&dates.late)).enumerate() {
                if late.ls > early.es && moves(node) {
                    *hold = late.ls;
                }
            }
            return Some(holds);
        }
        let mut moved: Vec<Moved> = dates.early.iter().map(|d| Moved { es: d.es, ef: d.ef, free: i32::MAX }).collect();
        for node in self.order.iter().rev() {
            let at = *node as usize;
            let hot = self.hot[at];
            let facts = self.brief(hot);
            let room = self.room(*node, &facts, dates, &moved);
            let kind = if hot.is & PLAIN == 0 { self.facts(hot).kind } else { Kind::Leaf };
            match kind {
                Kind::Gate => {
                    let members = self
                        .out
                        .of(*node)
                        .iter()
                        .filter(|edge| self.bonds[edge.bond as usize].binds == Binds::GateStart);
                    moved[at].es = members.map(|edge| moved[edge.other as usize].es).min().unwrap_or(moved[at].es);
                }
                Kind::Rollup => moved[at].free = room,
                Kind::Leaf if moves(at) => {
                    let clock = &self.clocks[usize::from(facts.clock)];
                    let finish = clock.count(room.min(dates.late[at].lf));
                    if finish > dates.early[at].ef_w {
                        let ef =
                            if facts.duration == 0 { room.min(dates.late[at].lf) } else { clock.finish_at(finish) };
                        moved[at] = Moved { es: before(clock, ef, facts.duration), ef, ..moved[at] };
                        holds[at] = moved[at].es;
                    }
                }
                _ => {}
            }
        }
        Some(holds)
    }

    /// The latest finish that moves no successor.
    fn room(&self, node: u32, facts: &Brief, dates: &Dates, moved: &[Moved]) -> i32 {
        let clock = &self.clocks[usize::from(facts.clock)];
        let edges = self.out.of(node).iter().filter(|edge| self.hot[edge.other as usize].is & BINDS != 0);
        let rooms = edges.map(|edge| {
            let (next, brief) = (&moved[edge.other as usize], self.brief(self.hot[edge.other as usize]));
            let (own, bond) = (&dates.early[node as usize], self.bonds[edge.bond as usize]);
            let unlag = |at: i32| self.unlag(bond, node, own, at.saturating_sub(brief.delay), &brief);
            match bond.binds {
                Binds::FS => unlag(next.es),
                Binds::FF => unlag(next.ef),
                Binds::SS => clock.plus(unlag(next.es), facts.duration),
                Binds::SF => clock.plus(unlag(next.ef), facts.duration),
                // The rollup's finish may not move either, should it be what others wait for.
                Binds::Member => next.free,
                Binds::GateStart | Binds::GateFinish => i32::MAX,
            }
        });
        rooms.min().unwrap_or(i32::MAX)
    }
}

/// Early dates after moving, and of a rollup how far its finish may move.
#[derive(Clone, Copy)]
struct Moved {
    es: i32,
    ef: i32,
    free: i32,
}
