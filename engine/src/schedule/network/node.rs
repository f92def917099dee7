//! What a node is: eight bytes for all of them, and the facts of those that have anything unusual about them.

use super::clocks::Follows;
use super::{NOBODY, NONE};
use crate::plan::{ConstraintKind, Duration, Progress, Task};
use crate::schedule::backward::{DEADLINE, LATE_CONSTRAINT, PROMISE};
use crate::schedule::rules::Rules;

/// A node in eight bytes.
#[derive(Clone, Copy, Debug)]
pub(in crate::schedule) struct Hot {
    /// Working minutes of a plain node; of any other, where its facts are.
    pub duration: i32,
    pub clock: u16,
    pub is: u8,
    /// 0–100, as shown.
    pub percent: u8,
}

impl Hot {
    /// Whether a plain link to `other` leaves both chained.
    #[inline]
    pub(super) fn chains(self, other: Hot) -> bool {
        self.is & other.is & (PLAIN | BINDS) == PLAIN | BINDS && self.clock == other.clock
    }

    /// The node of a task that has nothing unusual about it, at a glance: what [`Node::settle`] would say of its facts.
    /// `above` is the summary around it, `marks` what only the row knows.
    #[inline]
    pub(super) fn at_a_glance(task: &Task, above: Option<&Node>, follows: &Follows, marks: Hot) -> Option<Hot> {
        let Task { duration, progress, .. } = task;
        let plain = duration.minutes > 0
            && !duration.elapsed
            && task.constraint.is_none()
            && task.deadline.is_none()
            && task.manual.is_none()
            && progress.actual_start.is_none()
            && progress.actual_finish.is_none()
            && task.levelling_delay <= 0
            && follows.clock == follows.float_clock
            && follows.crew == NOBODY
            && follows.split == 0;
        let inherits = above.is_some_and(|above| above.floor != NONE || above.deadline != i32::MAX);
        if !plain || inherits {
            return None;
        }
        let inactive = task.inactive || above.is_some_and(|above| above.inactive);
        let is = marks.is | LEAF | PLAIN | if inactive { INACTIVE } else { BINDS | CHAINED };
        Some(Hot { duration: duration.minutes, clock: follows.clock, is, percent: marks.percent })
    }
}

/// Bits of [`Hot::is`]: a leaf; a summary's row; inactive.
pub(in crate::schedule) const LEAF: u8 = 1;
pub(in crate::schedule) const SUMMARY: u8 = 2;
pub(in crate::schedule) const INACTIVE: u8 = 4;
/// Unstarted work of some length, bound by links alone.
pub(in crate::schedule) const PLAIN: u8 = 8;
/// Predecessors answer to it.
pub(in crate::schedule) const BINDS: u8 = 16;
/// Shown as a milestone; marked as one.
pub(in crate::schedule) const MILESTONE: u8 = 32;
pub(in crate::schedule) const MARKED: u8 = 64;

/// Plain, binds, and tied by plain links to nothing but plain tasks of its own calendar that bind. Until the links are
/// read it is so for all that might.
pub(in crate::schedule) const CHAINED: u8 = 128;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::schedule) enum Kind {
    Unused,
    Leaf,
    /// All leaves of a summary wait for it.
    Gate,
    /// The earliest start and latest finish of a summary's leaves.
    Rollup,
}

/// The inputs of a node.
#[derive(Clone, Copy, Debug)]
pub(in crate::schedule) struct Node {
    pub kind: Kind,
    pub clock: u16,
    /// The clock it follows when its duration is working time.
    usual: u16,
    /// The clock its float is measured on: its own or the plan's, whoever works on it.
    pub float_clock: u16,
    /// Several resources at work on different calendars; `NOBODY` = one calendar serves.
    pub crew: u32,
    usual_crew: u32,
    /// Working minutes inside the duration in which nothing is done (imported splits).
    pub split: i32,
    pub inactive: bool,
    pub constraint: Option<ConstraintKind>,
    pub date: i32,
    pub duration: i32,
    pub remaining: i32,
    pub started: i32,
    pub finished: i32,
    /// Its own deadline or, where that is earlier, what was promised for it; and which of them.
    pub own_deadline: i32,
    own_deadline_of: u32,
    /// The earliest deadline of the task and its summaries, and the limit it is.
    pub deadline: i32,
    pub deadline_of: u32,
    /// The latest bound of a summary above, and whose it is.
    pub floor: i32,
    pub floor_of: u32,
    pub delay: i32,
    pub manual: bool,
    pub manual_start: i32,
    pub manual_finish: i32,
    /// Held by hand, with something still to be said: never critical.
    pub open: bool,
    pub row: u32,
}

/// What neighbours ask of a node.
#[derive(Clone, Copy)]
pub(in crate::schedule) struct Brief {
    pub clock: u16,
    /// The clock float is measured on and lags count on; that of an elapsed duration is elapsed time for float alone.
    pub float_clock: u16,
    pub leaf: bool,
    pub duration: i32,
    pub split: i32,
    pub delay: i32,
}

impl Brief {
    #[inline]
    pub fn plain(hot: Hot) -> Brief {
        let Hot { clock, duration, .. } = hot;
        Brief { clock, float_clock: clock, leaf: true, duration, split: 0, delay: 0 }
    }

    /// The clock float is measured on; that of an elapsed duration is elapsed time.
    #[inline]
    pub fn floats_on(&self) -> u16 {
        if self.clock == 0 { 0 } else { self.float_clock }
    }
}

impl Node {
    pub(super) fn of(task: &Task, row: u32, kind: Kind, inactive: bool, follows: &Follows) -> Node {
        let manual = task.manual.unwrap_or_default();
        let mut node = Node {
            usual: follows.clock,
            float_clock: follows.float_clock,
            usual_crew: follows.crew,
            split: follows.split,
            constraint: task.constraint.map(|constraint| constraint.kind),
            date: task.constraint.map_or(NONE, |constraint| constraint.date.0),
            own_deadline: task.deadline.map_or(i32::MAX, |at| at.0),
            delay: task.levelling_delay.max(0),
            manual: task.manual.is_some(),
            manual_start: manual.start.map_or(NONE, |at| at.0),
            manual_finish: manual.finish.map_or(NONE, |at| at.0),
            open: manual.open,
            inactive,
            ..Node::nothing(row, kind)
        };
        node.set_work(task.duration, task.progress);
        node
    }

    fn nothing(row: u32, kind: Kind) -> Node {
        Node {
            kind,
            clock: 0,
            usual: 0,
            float_clock: 0,
            crew: NOBODY,
            usual_crew: NOBODY,
            split: 0,
            inactive: false,
            constraint: None,
            date: NONE,
            duration: 0,
            remaining: 0,
            started: NONE,
            finished: NONE,
            own_deadline: i32::MAX,
            own_deadline_of: DEADLINE | row,
            deadline: i32::MAX,
            deadline_of: DEADLINE | row,
            floor: NONE,
            floor_of: row,
            delay: 0,
            manual: false,
            manual_start: NONE,
            manual_finish: NONE,
            open: false,
            row,
        }
    }

    /// The facts of a plain node.
    pub fn plain(hot: Hot, row: u32) -> Node {
        let Hot { clock, duration, .. } = hot;
        let inactive = hot.is & INACTIVE != 0;
        let nothing = Node::nothing(row, Kind::Leaf);
        Node { clock, usual: clock, float_clock: clock, duration, remaining: duration, inactive, ..nothing }
    }

    /// It is promised to be finished by `at`: one more deadline, with a name of its own.
    pub fn promise(&mut self, at: i32) {
        if at < self.own_deadline {
            (self.own_deadline, self.own_deadline_of) = (at, PROMISE | self.row);
        }
    }

    /// A node that stands for part of a summary.
    pub fn part_of(summary: &Node, kind: Kind) -> Node {
        Node {
            crew: NOBODY,
            kind,
            duration: 0,
            remaining: 0,
            started: NONE,
            finished: NONE,
            constraint: None,
            delay: 0,
            ..*summary
        }
    }

    /// Duration and progress, made to agree.
    pub fn set_work(&mut self, duration: Duration, progress: Progress) {
        (self.clock, self.crew) = if duration.elapsed { (0, NOBODY) } else { (self.usual, self.usual_crew) };
        let split = if duration.elapsed { 0 } else { self.split };
        let minutes = duration.minutes.max(0);
        self.duration = minutes.saturating_add(split);
        let percent = i64::from(progress.percent.min(100));
        let left = (i64::from(minutes) * (100 - percent) + 50) / 100;
        self.remaining = progress.remaining.map_or(left as i32, |left| left.clamp(0, i32::MAX));
        self.started = progress.actual_start.map_or(NONE, |at| at.0);
        self.finished = progress.actual_finish.map_or(NONE, |at| at.0);
        if self.finished != NONE {
            self.remaining = 0;
        } else if self.started == NONE {
            self.remaining = self.duration;
        }
    }

    /// Bounds and deadlines of summaries (their FNLT is one) reach everything below them.
    pub fn inherit(&mut self, above: Option<&Node>) {
        let summary = self.kind == Kind::Unused;
        (self.floor, self.floor_of) = (if summary { self.own_floor() } else { NONE }, self.row);
        (self.deadline, self.deadline_of) = (self.own_deadline, self.own_deadline_of);
        if summary && self.constraint == Some(ConstraintKind::Fnlt) && self.date < self.deadline {
            (self.deadline, self.deadline_of) = (self.date, LATE_CONSTRAINT | self.row);
        }
        if let Some(above) = above {
            if above.floor >= self.floor {
                (self.floor, self.floor_of) = (above.floor, above.floor_of);
            }
            // A deadline on a summary is one on every leaf.
            if above.deadline < self.deadline {
                (self.deadline, self.deadline_of) = (above.deadline, above.deadline_of);
            }
        }
    }

    /// What a summary itself demands of everything below: its SNET or its manual start.
    fn own_floor(&self) -> i32 {
        let constraint = match self.constraint {
            Some(ConstraintKind::Snet) => self.date,
            _ => NONE,
        };
        constraint.max(self.manual_start)
    }

    /// The node in short; `was` keeps what only the row knows, `cold` is where its facts go when it is not plain.
    pub fn settle(&self, rules: &Rules, was: Hot, cold: usize) -> Hot {
        let leaf = self.kind == Kind::Leaf;
        let plain = leaf
            && self.duration > 0
            && !self.is_started()
            && self.constraint.is_none()
            && !self.manual
            && self.floor == NONE
            && self.deadline == i32::MAX
            && self.delay == 0
            && self.crew == NOBODY
            && self.split == 0
            && self.clock != 0
            && self.clock == self.float_clock;
        let binds = self.finished == NONE && !self.inactive && !(rules.overrides && self.is_started());
        let bit = |bit: u8, set: bool| if set { bit } else { 0 };
        let is = was.is & (MILESTONE | MARKED | SUMMARY)
            | bit(LEAF, leaf)
            | bit(INACTIVE, self.inactive)
            | bit(PLAIN, plain)
            | bit(BINDS, binds);
        Hot { duration: if plain { self.duration } else { cold as i32 }, clock: self.clock, is, percent: was.percent }
    }

    #[inline]
    pub fn brief(&self) -> Brief {
        let Node { clock, float_clock, duration, split, delay, .. } = *self;
        Brief { clock, float_clock, leaf: self.kind == Kind::Leaf, duration, split, delay }
    }

    #[inline]
    pub fn is_finished(&self) -> bool {
        self.finished != NONE
    }

    #[inline]
    pub fn is_started(&self) -> bool {
        self.started != NONE || self.finished != NONE
    }

    /// Whether it may be moved to be as late as possible.
    pub fn is_alap(&self) -> bool {
        self.kind == Kind::Leaf
            && self.constraint == Some(ConstraintKind::Alap)
            && !self.is_started()
            && !(self.manual && self.manual_start != NONE)
    }
}
