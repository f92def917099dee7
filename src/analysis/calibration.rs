//! How good the forecasts were: of the dates said with a chance, how many held.

use super::promises::PromiseNow;
use crate::project::Project;
use chrono::NaiveDate;

/// Dates that were said with about the same chance, and are decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Calibration {
    /// The middle of the band, in percent: 10, 30, 50, 70, 80, 90.
    pub about: u8,
    pub said: usize,
    /// Delivered on or before the day.
    pub held: usize,
}

/// Bands of chances: the first percent of each, and what it is called.
const BANDS: &[(u8, u8)] = &[(0, 10), (20, 30), (40, 50), (60, 70), (75, 80), (86, 90)];

/// Every band in which a date is decided, the boldest first. A date is decided when it was delivered, when its day is over,
/// or when a later one took its place: that one did not hold. How promises stand, and so when each was delivered, is what
/// [`promises`](super::promises()) says.
pub fn calibration<'a>(
    project: &Project,
    standing: impl IntoIterator<Item = &'a PromiseNow>,
    today: NaiveDate,
) -> Vec<Calibration> {
    let mut bands: Vec<Calibration> =
        BANDS.iter().map(|(_, about)| Calibration { about: *about, said: 0, held: 0 }).collect();
    for now in standing {
        let Some(promise) = project.promises.get(&now.id) else { continue };
        for (at, saying) in promise.sayings.iter().enumerate() {
            let Some(chance) = saying.chance else { continue };
            let later = promise.sayings.get(at + 1).map(|next| next.date > saying.date);
            let held = match (later, now.delivered) {
                (Some(true), _) => false,
                // An earlier date took its place: the new one decides.
                (Some(false), _) => continue,
                (None, Some(on)) => on <= saying.date,
                (None, None) if saying.date < today => false,
                (None, None) => continue,
            };
            let place = BANDS.partition_point(|(from, _)| *from <= chance).saturating_sub(1);
            if let Some(band) = bands.get_mut(place) {
                (band.said, band.held) = (band.said + 1, band.held + usize::from(held));
            }
        }
    }
    bands.retain(|band| band.said > 0);
    bands
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::analysis::promises;
    use crate::plan::{Duration, Moment, Progress, Task, TaskId};
    use crate::project::{Promise, PromiseId, Saying};

    #[test]
    fn a_date_is_decided_when_it_is_delivered_over_or_replaced() {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        let day = |day: u32| NaiveDate::from_ymd_opt(2026, 6, day).unwrap();
        for (id, level) in [(1, 0), (50, 0), (51, 1)] {
            project.plan.tasks.push(Task::new(TaskId(id), level, "Design", Duration::working(480)));
        }
        project.plan.tasks[2].progress = Progress {
            actual_start: Moment::parse("2026-06-01T08:00"),
            actual_finish: Moment::parse("2026-06-01T17:00"),
            percent: 100,
            remaining: Some(0),
        };
        let mut promise = |id: u32, task: u32, delivered: Option<u32>, said: &[(u32, Option<u8>)]| {
            let saying = |(on, chance): &(u32, Option<u8>)| Saying {
                said_on: day(1),
                date: day(*on),
                reason: String::new(),
                chance: *chance,
            };
            let sayings = said.iter().map(saying).collect();
            let (id, delivered_on) = (PromiseId(id), delivered.map(day));
            let (words, to) = (String::new(), String::new());
            let promise = Promise { words, to, sayings, delivered_on, ..Promise::new(id, TaskId(task)) };
            project.promises.insert(id, promise);
        };
        promise(2, 1, Some(9), &[(10, Some(80))]);
        promise(3, 1, Some(11), &[(10, Some(82))]);
        promise(4, 1, Some(15), &[(10, Some(78)), (16, Some(95))]);
        promise(5, 1, None, &[(29, Some(80))]);
        promise(6, 1, None, &[(12, Some(40))]);
        promise(7, 1, Some(8), &[(12, Some(85)), (9, None)]);
        promise(8, 1, Some(8), &[(12, None)]);
        // A phase is delivered when all in it is done.
        promise(9, 50, None, &[(2, Some(80))]);
        let standing = promises(&project, &project.plan, &project.schedule(), day(20));
        let found = calibration(&project, &standing, day(20));
        let told: Vec<_> = found.iter().map(|band| (band.about, band.said, band.held)).collect();
        assert_eq!(told, [(50, 1, 0), (80, 4, 2), (90, 1, 1)]);
    }
}
