//! How good the forecasts were: of the dates said with a chance, how many held.

use crate::plan::Moment;
use crate::project::{Project, Promise};
use crate::schedule::Schedule;
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
/// or when a later one took its place: that one did not hold.
pub fn calibration(project: &Project, schedule: &Schedule, today: NaiveDate) -> Vec<Calibration> {
    let mut bands: Vec<Calibration> =
        BANDS.iter().map(|(_, about)| Calibration { about: *about, said: 0, held: 0 }).collect();
    for promise in project.promises.values() {
        let delivered = promise.delivered_on.or_else(|| done_on(project, schedule, promise));
        for (at, saying) in promise.sayings.iter().enumerate() {
            let Some(chance) = saying.chance else { continue };
            let later = promise.sayings.get(at + 1).map(|next| next.date > saying.date);
            let held = match (later, delivered) {
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

/// The day its step was finished.
fn done_on(project: &Project, schedule: &Schedule, promise: &Promise) -> Option<NaiveDate> {
    let done = project.plan.task(promise.task)?.progress.actual_finish;
    let row = schedule.rows.iter().find(|row| row.id == promise.task)?;
    done.map(|_| if row.finish == row.start { row.start.date() } else { Moment::date_as_finish(row.finish) })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Duration, Task, TaskId};
    use crate::project::{PromiseId, Saying};

    #[test]
    fn a_date_is_decided_when_it_is_delivered_over_or_replaced() {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        project.plan.tasks.push(Task::new(TaskId(1), 0, "Design", Duration::working(480)));
        let day = |day: u32| NaiveDate::from_ymd_opt(2026, 6, day).unwrap();
        let mut promise = |id: u32, delivered: Option<u32>, said: &[(u32, Option<u8>)]| {
            let saying = |(on, chance): &(u32, Option<u8>)| Saying {
                said_on: day(1),
                date: day(*on),
                reason: String::new(),
                chance: *chance,
            };
            let sayings = said.iter().map(saying).collect();
            let (id, delivered_on) = (PromiseId(id), delivered.map(day));
            let (words, to) = (String::new(), String::new());
            let promise = Promise { id, task: TaskId(1), words, to, client_visible: false, sayings, delivered_on };
            project.promises.insert(id, promise);
        };
        promise(2, Some(9), &[(10, Some(80))]);
        promise(3, Some(11), &[(10, Some(82))]);
        promise(4, Some(15), &[(10, Some(78)), (16, Some(95))]);
        promise(5, None, &[(29, Some(80))]);
        promise(6, None, &[(12, Some(40))]);
        promise(7, Some(8), &[(12, Some(85)), (9, None)]);
        promise(8, Some(8), &[(12, None)]);
        let found = calibration(&project, &project.schedule(), day(20));
        let told: Vec<_> = found.iter().map(|band| (band.about, band.said, band.held)).collect();
        assert_eq!(told, [(50, 1, 0), (80, 3, 1), (90, 1, 1)]);
    }
}
