//! The lane above the timeline: each promise's diamond against the forecast's, all on one line.

use super::axis::Scale;
use super::promises::{Promised, Tone, says, tone};
use crate::plan::{Moment, TaskId};
use crate::project::{Project, PromiseId};
use crate::words::Dates;

/// A promise on the lane.
#[derive(Clone, Debug, PartialEq)]
pub struct OnLane {
    pub id: PromiseId,
    pub task: TaskId,
    /// Where the promised day ends, in px.
    pub promised: f64,
    /// Where the day ends on which the plan delivers it, or on which it was delivered; `None`: nothing delivers it.
    pub forecast: Option<f64>,
    pub tone: Tone,
    /// `Scope agreed: promised 4 Aug, at risk by 2 d`.
    pub says: String,
}

/// Every promise with a date, the one due first in front.
pub fn lane(project: &Project, promised: &Promised, scale: &Scale, dates: &Dates) -> Vec<OnLane> {
    let x = |date| scale.x_finish(Moment::end_of(date));
    let mut all: Vec<_> = promised.all().collect();
    all.sort_by_key(|told| (told.now.date, told.now.id));
    all.into_iter()
        .map(|told| {
            let name = project.plan.task(told.now.task).map_or("", |task| task.name.as_str());
            OnLane {
                id: told.now.id,
                task: told.now.task,
                promised: x(told.now.date),
                forecast: told.now.forecast.map(x),
                tone: tone(&told.now),
                says: format!("{name}: {}", says(told, &project.plan.settings.hours, dates)),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::words::{DateForm, Locale};

    #[test]
    fn each_promise_stands_against_its_forecast() {
        let project = crate::project::sample("2026-06-10".parse().unwrap());
        let dates = Dates::new(Locale::default(), "2026-06-10".parse().unwrap());
        let promised = Promised::new(&project, &project.plan, &project.schedule(), dates.today);
        let first = Moment::start_of("2026-01-01".parse().unwrap()).day();
        // A day is a pixel, so that a place reads as a day of the year.
        let scale = Scale::new(first, 1.0, (0, 1440), 1000);
        let day = |x: f64| {
            dates.write(
                "2026-01-01".parse::<chrono::NaiveDate>().unwrap() + chrono::Days::new((x - 1.0).round() as u64),
                DateForm::Short,
            )
        };
        let told: Vec<_> = lane(&project, &promised, &scale, &dates)
            .iter()
            .map(|one| {
                format!(
                    "{} | {} | {:?} | {}",
                    day(one.promised),
                    one.forecast.map_or("-".into(), day),
                    one.tone,
                    one.says
                )
            })
            .collect();
        let expected = [
            "15 May | 13 May | Kept | Scope agreed: promised 15 May, kept 2 days early",
            "23 Jun | 16 Jun | Ahead | Design approved: promised 23 Jun, before that 15 Jun, moved with notice",
            "24 Jul | 23 Jul | Ahead | Ready for the pilot: promised 24 Jul, open",
            "4 Aug | 6 Aug | Late | Go-live: promised 4 Aug, at risk by 2 d",
        ];
        assert_eq!(told, expected);
    }
}
