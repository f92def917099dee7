//! From nodes to rows: leaves as computed, summaries as the span of their children.

use super::forward::{CONSTRAINT, Dates, Early, Late, Reasons};
use super::network::{Brief, Hot, INACTIVE, LEAF, MILESTONE, NOBODY, NONE, Network, Node, PLAIN, SUMMARY};
use super::{Bound, Cause, Schedule, TaskSchedule};
use crate::plan::Moment;

/// The dates of one node.
type Computed<'a> = (&'a Early, &'a Reasons, &'a Late);

/// What a summary gathers from its children.
#[derive(Clone, Copy)]
struct Gathered {
    start: (i32, u32),
    finish: i32,
    early: (i32, i32),
    late: (i32, i32),
    total: i32,
    free: i32,
    critical: bool,
    near: bool,
    /// Duration-weighted percent, and the weight; then unweighted, for summaries of milestones only.
    done: (i64, i64),
    finished: (u32, u32),
    limit: u32,
    started: bool,
}

impl Gathered {
    const NOTHING: Gathered = Gathered {
        start: (i32::MAX, NOBODY),
        finish: NONE,
        early: (i32::MAX, NONE),
        late: (i32::MAX, NONE),
        total: i32::MAX,
        free: i32::MAX,
        critical: false,
        near: false,
        done: (0, 0),
        finished: (0, 0),
        limit: 0,
        started: false,
    };
}

impl Network {
    /// The rows of the schedule, its start and finish; and the rows that may have something to tell.
    pub(super) fn rows(&self, dates: &Dates) -> (Schedule, Vec<u32>) {
        let count = self.rows.len();
        let start = Moment(self.rules.start);
        let nothing = Bound { cause: Cause::ProjectStart, at: start };
        let mut marked = Vec::new();
        let (mut first, mut last) = (i32::MAX, NONE);
        let all = dates.early.iter().zip(&dates.why).zip(&dates.late).zip(&self.hot).zip(0..count);
        let mut rows: Vec<TaskSchedule> = Vec::with_capacity(count);
        for ((((early, why), late), hot), at) in all {
            rows.push(self.leaf_row(at, *hot, (early, why, late), nothing));
            let row = &mut rows[at];
            self.tell(why.driver, at, |bound| row.driver = bound);
            self.tell(why.runner, at, |bound| row.runner_up = Some(bound));
            if hot.is & LEAF != 0 {
                if hot.is & INACTIVE == 0 {
                    (first, last) = (first.min(early.es), last.max(early.ef));
                }
                if hot.is & PLAIN == 0 || row.total_float < 0 || early.ef_w >= self.shortest {
                    marked.push(at as u32);
                }
            }
        }
        if self.summaries {
            self.roll_up(&mut rows, dates);
        }
        let (first, last) = if last == NONE { (start.0, start.0) } else { (first, last) };
        (Schedule { rows, start: Moment(first), finish: Moment(last), issues: Vec::new() }, marked)
    }

    fn roll_up(&self, rows: &mut [TaskSchedule], dates: &Dates) {
        let mut gathered = vec![Gathered::NOTHING; rows.len()];
        for row in (0..rows.len()).rev() {
            if self.hot[row].is & SUMMARY != 0 {
                self.summary_row(row, &gathered[row], rows);
            }
            if self.rows[row].parent != NOBODY {
                self.gather(row, &rows[row], dates.late[row].limit, &mut gathered);
            }
        }
    }

    #[inline(always)]
    fn leaf_row(&self, row: usize, hot: Hot, dates: Computed, nothing: Bound) -> TaskSchedule {
        let (early, _, late) = dates;
        let active = hot.is & INACTIVE == 0;
        let (total, free, critical, finished, duration) = if hot.is & PLAIN != 0 {
            let total = (late.lf_w - early.ef_w).min(late.ls_w - early.es_w);
            (total, late.free.min(total.max(0)), total <= self.rules.critical, false, hot.duration)
        } else {
            let facts = self.facts(hot);
            let (total, free, critical) = self.floats(facts, dates);
            let held = facts.manual || facts.is_started();
            let duration = if held { early.ef_w - early.es_w } else { facts.duration };
            (total, free, critical, facts.is_finished(), duration - facts.split)
        };
        let near = !critical && total <= self.rules.near && !(hot.percent == 100 && finished);
        TaskSchedule {
            id: self.rows[row].id,
            start: Moment(early.es),
            finish: Moment(early.ef),
            early_start: Moment(early.es),
            early_finish: Moment(early.ef),
            late_start: Moment(late.ls),
            late_finish: Moment(late.lf),
            total_float: total,
            free_float: free,
            critical: critical && active,
            near_critical: near && active,
            summary: false,
            milestone: hot.is & MILESTONE != 0,
            duration,
            percent: hot.percent,
            driver: nothing,
            runner_up: None,
            late_limit: if total < 0 { Some(self.limit_of(late.limit)) } else { None },
        }
    }

    /// Total float, free float, critical.
    #[inline]
    pub(super) fn floats(&self, facts: &Node, dates: Computed) -> (i32, i32, bool) {
        let (early, why, late) = dates;
        if facts.is_finished() {
            return (0, 0, false);
        }
        let brief = facts.brief();
        let (mut start, finish) = if brief.floats_on() == facts.clock && facts.crew == NOBODY {
            (late.ls_w - early.es_w, late.lf_w - early.ef_w)
        } else {
            (self.float_between(&brief, early.es, late.ls), self.float_between(&brief, early.ef, late.lf))
        };
        if self.rules.msp && why.driver.what == CONSTRAINT && why.runner.at > why.driver.at {
            // A date that pulls the task before its logic is short by what the logic asks for.
            let clock = self.clock(facts);
            start = start.min(late.ls_w - clock.count(why.runner.at));
        }
        let total = if facts.is_started() { finish } else { finish.min(start) };
        let free = late.free.min(total.max(0));
        (total, free, total <= self.rules.critical && !facts.open)
    }

    /// Minutes of float from `a` to `b`: on the task's or the plan's calendar, whoever works on it.
    pub(super) fn float_between(&self, facts: &Brief, a: i32, b: i32) -> i32 {
        let clock = &self.clocks[usize::from(facts.floats_on())];
        clock.count(b) - clock.count(a)
    }

    fn gather(&self, row: usize, done: &TaskSchedule, limit: u32, gathered: &mut [Gathered]) {
        let hot = self.hot[row];
        // A summary with an actual finish of its own counts as finished here; what its children say is `percent`.
        let (begun, finished) = match hot.is & PLAIN {
            0 => (self.facts(hot).is_started(), self.facts(hot).is_finished()),
            _ => (false, false),
        };
        let started = if hot.is & SUMMARY != 0 { gathered[row].started } else { begun };
        let parent = self.rows[row].parent as usize;
        let above = &mut gathered[parent];
        // An inactive task counts only where its whole summary is inactive.
        if hot.is & INACTIVE != 0 && self.hot[parent].is & INACTIVE == 0 {
            return;
        }
        // Rows come in reverse: of equal starts the first one named is kept.
        if done.start.0 <= above.start.0 {
            above.start = (done.start.0, row as u32);
        }
        above.finish = above.finish.max(done.finish.0);
        above.early = (above.early.0.min(done.early_start.0), above.early.1.max(done.early_finish.0));
        above.late = (above.late.0.min(done.late_start.0), above.late.1.max(done.late_finish.0));
        above.finished.0 += 1;
        if done.percent < 100 {
            above.finished.1 += 1;
        }
        if done.percent < 100 || !finished {
            above.free = above.free.min(done.free_float);
            if done.total_float < above.total {
                above.total = done.total_float;
                above.limit = limit;
            }
        }
        above.started |= started;
        above.critical |= done.critical;
        above.near |= done.near_critical;
        let weight = i64::from(done.duration.max(0));
        above.done.0 += weight * i64::from(done.percent);
        above.done.1 += weight;
    }

    fn summary_row(&self, row: usize, gathered: &Gathered, rows: &mut [TaskSchedule]) {
        let facts = self.facts(self.hot[row]);
        let clock = &self.clocks[usize::from(facts.float_clock)];
        let mut done = rows[row];
        let held = |by_hand: i32, rolled: i32| Moment(if by_hand == NONE { rolled } else { by_hand });
        let nothing = gathered.finish == NONE;
        let (start, finish) =
            if nothing { (self.rules.start, self.rules.start) } else { (gathered.start.0, gathered.finish) };
        done.start = held(facts.manual_start, start);
        done.finish = held(facts.manual_finish, finish);
        (done.early_start, done.early_finish) = if nothing { (done.start, done.finish) } else { pair(gathered.early) };
        (done.late_start, done.late_finish) = if nothing { (done.start, done.finish) } else { pair(gathered.late) };
        let open = gathered.total != i32::MAX;
        done.total_float = if open { gathered.total } else { 0 };
        done.free_float = if open { gathered.free } else { 0 };
        done.critical = gathered.critical && !facts.inactive;
        if self.rules.msp && open {
            // Project measures a summary as a task of its own: by its span, not by its children.
            let finish = clock.work(done.early_finish, done.late_finish);
            let start = clock.work(done.early_start, done.late_start);
            done.total_float = if gathered.started { finish } else { start.min(finish) };
            done.critical = done.total_float <= self.rules.critical && !facts.inactive;
        }
        done.near_critical = gathered.near && !done.critical && !facts.inactive;
        done.summary = true;
        done.milestone = false;
        done.duration = clock.work(done.start, done.finish);
        done.percent = match gathered {
            Gathered { finished: (1.., 0), .. } => 100,
            Gathered { done: (share, 1..), .. } => (share / gathered.done.1).clamp(0, 99) as u8,
            _ => 0,
        };
        done.driver = match (facts.manual_start, rows.get(gathered.start.1 as usize)) {
            (NONE, Some(child)) => Bound { cause: Cause::Child(child.id), at: done.start },
            (NONE, None) => Bound { cause: Cause::ProjectStart, at: done.start },
            _ => Bound { cause: Cause::Manual, at: done.start },
        };
        done.runner_up = None;
        done.late_limit = if done.total_float < 0 { Some(self.limit_of(gathered.limit)) } else { None };
        rows[row] = done;
    }
}

fn pair((from, to): (i32, i32)) -> (Moment, Moment) {
    (Moment(from), Moment(to))
}
