//! From the packed reasons of the passes to reasons with names.

use super::backward::{DEADLINE, FIXED, LATE_CONSTRAINT, LIMIT, MUST_FINISH_BY, PROMISE};
use super::forward::{ACTUAL, ALAP, ANCESTOR, CONSTRAINT, DELAY, LINK, MANUAL, PROJECT, STATUS, WHAT, Why};
use super::network::{NONE, Network, PLAIN};
use super::{Bound, Cause, LateLimit};
use crate::plan::{ConstraintKind, DependencyKey, Moment, TaskId};

impl Network {
    /// Puts the reason for a start of the leaf of `row` in its place, nothing when there is none.
    ///
    /// Links are most reasons. Each arm puts its own, so that a bound is written where it stays and nowhere else.
    #[inline(always)]
    pub(super) fn tell(&self, why: Why, row: usize, mut put: impl FnMut(Bound)) {
        let at = Moment(why.at);
        if why.at == NONE {
            return;
        }
        if why.what & WHAT == LINK
            && let Some(edge) = self.into.edges.get((why.what & !WHAT) as usize)
            && let Some(kind) = self.kind(*edge)
        {
            let (predecessor, successor) = (self.id_of(edge.other), self.rows[row].id);
            put(Bound { cause: Cause::Dependency(DependencyKey { successor, predecessor, kind }), at });
        } else if why.what & WHAT == PROJECT {
            put(Bound { cause: Cause::ProjectStart, at });
        } else {
            put(Bound { cause: self.cause_of(why, row), at });
        }
    }

    #[inline(never)]
    fn cause_of(&self, why: Why, row: usize) -> Cause {
        match why.what & WHAT {
            STATUS => Cause::StatusDate,
            CONSTRAINT => Cause::Constraint(self.constraint(row).unwrap_or(ConstraintKind::Snet)),
            ANCESTOR => Cause::Ancestor(self.id((why.what & !WHAT) as usize)),
            ACTUAL => Cause::ActualStart,
            MANUAL => Cause::Manual,
            DELAY => Cause::LevellingDelay,
            ALAP => Cause::AsLateAsPossible,
            _ => Cause::ProjectStart,
        }
    }

    /// What a packed limit stands for.
    pub(super) fn limit_of(&self, limit: u32) -> LateLimit {
        let which = (limit & !LIMIT) as usize;
        match limit & LIMIT {
            MUST_FINISH_BY => LateLimit::MustFinishBy,
            DEADLINE => LateLimit::Deadline(self.id(which)),
            PROMISE => LateLimit::Promise(self.id(which), Moment(self.node(which as u32).own_deadline)),
            LATE_CONSTRAINT => {
                LateLimit::Constraint(self.id(which), self.constraint(which).unwrap_or(ConstraintKind::Fnlt))
            }
            FIXED => LateLimit::Fixed(self.id(which)),
            _ => LateLimit::ProjectFinish,
        }
    }

    fn constraint(&self, row: usize) -> Option<ConstraintKind> {
        self.hot.get(row).filter(|hot| hot.is & PLAIN == 0).and_then(|hot| self.facts(*hot).constraint)
    }

    fn id(&self, row: usize) -> TaskId {
        self.rows.get(row).map_or(TaskId(0), |row| row.id)
    }
}
