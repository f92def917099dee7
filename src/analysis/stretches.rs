//! Work on a split task goes in stretches. The file's stretches have the dates they had there; in a plan that has moved
//! since, they begin where the task now does and keep their working time.

use crate::plan::{Moment, Plan, Task, WorkSegment};
use crate::schedule::WorkingTime;

/// How stretches moved with their task.
#[derive(Clone, Copy)]
pub(super) struct Shift {
    begun: Moment,
    start: Moment,
}

impl Shift {
    /// From where the first stretch of anybody begins in the file to `start`; `None` where nothing moved.
    pub(super) fn of(task: &Task, start: Moment) -> Option<Shift> {
        let begun = segments(task).filter_map(|own| own.first()).map(|first| first.start).min()?;
        (begun != start).then_some(Shift { begun, start })
    }

    /// Where a stretch that ended `at` ends now.
    pub(super) fn end(self, time: &WorkingTime, at: Moment) -> Moment {
        time.add(self.start, time.work(self.begun, at))
    }

    /// Where a stretch that began `at` begins now.
    pub(super) fn start(self, time: &WorkingTime, at: Moment) -> Moment {
        time.next_start(self.end(time, at))
    }
}

/// The stretches of each who is at work on it; of a task nobody is assigned to, its own.
fn segments(task: &Task) -> impl Iterator<Item = &[WorkSegment]> {
    let own = task.assignments.is_empty().then_some(&task.segments[..]);
    task.assignments.iter().map(|assignment| &assignment.segments[..]).chain(own)
}

/// When work on a split task pauses and goes on: where everybody pauses.
pub fn pauses(plan: &Plan, task: &Task, start: Moment) -> Vec<(Moment, Moment)> {
    let mut all: Option<Vec<(Moment, Moment)>> = None;
    for own in segments(task) {
        let own = own.windows(2).map(|pair| (pair[0].finish, pair[1].start));
        let both = |gap: (Moment, Moment)| match &all {
            Some(known) => known.iter().map(|k| (k.0.max(gap.0), k.1.min(gap.1))).filter(|k| k.0 < k.1).collect(),
            None => vec![gap],
        };
        all = Some(own.flat_map(both).collect());
    }
    let pauses = all.unwrap_or_default();
    let Some(shift) = Shift::of(task, start).filter(|_| !pauses.is_empty()) else { return pauses };
    let time = WorkingTime::of(plan, task.calendar.unwrap_or(plan.settings.calendar));
    pauses.into_iter().map(|(pause, again)| (shift.end(&time, pause), shift.start(&time, again))).collect()
}
