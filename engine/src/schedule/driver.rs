//! From the packed reasons of the passes to reasons with names.

use super::backward::{DEADLINE, FIXED, LATE_CONSTRAINT, LIMIT, MUST_FINISH_BY};
use super::forward::{ACTUAL, ALAP, ANCESTOR, CONSTRAINT, DELAY, LINK, MANUAL, STATUS, WHAT, Why};
use super::network::{NONE, Network, PLAIN};
use super::{Bound, Cause, LateLimit};
use crate::plan::{ConstraintKind, Moment, TaskId};

impl Network {
    /// The reason for a start of the leaf of `row`, `None` when there is none.
    #[inline]
    pub(super) fn bound_of(&self, why: Why, row: usize) -> Option<Bound> {
        if why.at == NONE {
            return None;
        }
        let which = (why.what & !WHAT) as usize;
        let cause = match why.what & WHAT {
            STATUS => Cause::StatusDate,
            LINK => self.link(which as u32, row as u32).map_or(Cause::ProjectStart, Cause::Dependency),
            CONSTRAINT => Cause::Constraint(self.constraint(row).unwrap_or(ConstraintKind::Snet)),
            ANCESTOR => Cause::Ancestor(self.id(which)),
            ACTUAL => Cause::ActualStart,
            MANUAL => Cause::Manual,
            DELAY => Cause::LevellingDelay,
            ALAP => Cause::AsLateAsPossible,
            _ => Cause::ProjectStart,
        };
        Some(Bound { cause, at: Moment(why.at) })
    }

    /// What a packed limit stands for.
    pub(super) fn limit_of(&self, limit: u32) -> LateLimit {
        let which = (limit & !LIMIT) as usize;
        match limit & LIMIT {
            MUST_FINISH_BY => LateLimit::MustFinishBy,
            DEADLINE => LateLimit::Deadline(self.id(which)),
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
