//! What the client sees, drawn from the client's own type alone: outline and timeline beside each other, and what stands
//! below. Places are in hundredths of the width, so that one drawing fits every screen.

use crate::analysis::PromiseState;
use crate::client::{ClientProject, ClientPromise, ClientStep, OptionState, Standing};
use crate::plan::{Moment, TaskId};
use crate::words::{DateForm, Dates, month_name};
use chrono::{Datelike, Months, NaiveDate};

/// The outline with its timeline.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    pub months: Vec<Tick>,
    /// Where today stands, if it is within.
    pub today: Option<f64>,
    pub rows: Vec<Row>,
}

/// A month, or the first of a few.
#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    pub at: f64,
    pub label: String,
}

/// A step and its bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub id: TaskId,
    pub level: u16,
    pub name: String,
    pub will_see: String,
    pub owner: String,
    /// `12–16 Mar`, or a milestone's day.
    pub when: String,
    /// `done`, `under way, 40%`, `ahead, after Design`.
    pub state: String,
    pub standing: Standing,
    pub summary: bool,
    pub milestone: bool,
    pub from: f64,
    pub width: f64,
}

/// The most labels above the timeline.
const LABELS: u32 = 8;

impl Picture {
    /// The picture of `seen`; `dates` write the days.
    pub fn of(seen: &ClientProject, dates: &Dates) -> Picture {
        let Some((start, finish)) = seen.span else { return Picture::default() };
        let dates = &seen.dates(dates);
        let scale = Scale::over(start.date(), finish.date_as_finish());
        let today = scale.at(Moment::start_of(seen.today));
        Picture {
            months: scale.months(dates),
            today: (0.0..=100.0).contains(&today).then_some(today),
            rows: seen.steps.iter().map(|step| row(step, &scale, dates)).collect(),
        }
    }
}

fn row(step: &ClientStep, scale: &Scale, dates: &Dates) -> Row {
    let milestone = step.milestone && !step.summary;
    let from = scale.at(step.start);
    let until = if milestone { from } else { scale.at(Moment::end_of(step.ends_on())) };
    let when = match step.start == step.finish {
        true => dates.write(step.starts_on(), DateForm::Short),
        false => dates.range(step.start, step.finish),
    };
    let reason = step.reason.as_ref().map(|reason| format!(", {reason}")).unwrap_or_default();
    let state = match step.standing {
        Standing::Done => "done".to_owned(),
        Standing::UnderWay => format!("under way, {}%", step.percent),
        Standing::Ahead => format!("ahead{reason}"),
    };
    Row {
        id: step.id,
        level: step.level,
        name: step.name.clone(),
        will_see: step.will_see.clone(),
        owner: step.owner.clone().unwrap_or_default(),
        when,
        state,
        standing: step.standing,
        summary: step.summary,
        milestone,
        from,
        width: (until - from).max(0.0),
    }
}

/// From days to hundredths of the width.
struct Scale {
    first: NaiveDate,
    /// The day after the last.
    end: NaiveDate,
}

impl Scale {
    /// Whole months around a span.
    fn over(start: NaiveDate, finish: NaiveDate) -> Scale {
        let first = start.with_day(1).unwrap_or(start);
        let end = finish.with_day(1).and_then(|month| month.checked_add_months(Months::new(1))).unwrap_or(finish);
        Scale { first, end }
    }

    fn at(&self, moment: Moment) -> f64 {
        let minutes = |moment: Moment| f64::from(moment.0);
        let (first, end) = (minutes(Moment::start_of(self.first)), minutes(Moment::start_of(self.end)));
        (minutes(moment) - first) / (end - first).max(1.0) * 100.0
    }

    fn months(&self, dates: &Dates) -> Vec<Tick> {
        let count = (self.end.year() - self.first.year()) * 12 + self.end.month() as i32 - self.first.month() as i32;
        let every = (count.max(1) as u32).div_ceil(LABELS).max(1);
        let days = (0..).step_by(every as usize).map_while(|n| self.first.checked_add_months(Months::new(n)));
        let mut ticks = Vec::new();
        let mut year = dates.near.year();
        for day in days.take_while(|day| *day < self.end) {
            let name = month_name(day.month());
            let label = if day.year() == year { name.to_owned() } else { format!("{name} {}", day.year()) };
            year = day.year();
            ticks.push(Tick { at: self.at(Moment::start_of(day)), label });
        }
        ticks
    }
}

/// How a promise stands, as it can be said to the one it was made to.
pub fn promise_state(promise: &ClientPromise, dates: &Dates) -> String {
    let day = |date| dates.write(date, DateForm::Short);
    match (promise.state, promise.delivered_on, promise.forecast) {
        (_, Some(on), _) if on <= promise.date => format!("kept on {}", day(on)),
        (_, Some(on), _) => format!("delivered on {}", day(on)),
        (PromiseState::AtRisk { .. }, _, Some(forecast)) => format!("at risk: the plan reaches {}", day(forecast)),
        (PromiseState::Missed { .. }, _, Some(forecast)) if forecast > promise.date => {
            format!("missed: the plan reaches {}", day(forecast))
        }
        (PromiseState::Missed { .. }, ..) => "missed".to_owned(),
        (_, _, Some(_)) => "on its way".to_owned(),
        (_, _, None) => "open".to_owned(),
    }
}

/// Where an option stands, in a word.
pub fn option_state(state: OptionState, dates: &Dates) -> String {
    match state {
        OptionState::Proposed => "possible".to_owned(),
        OptionState::Recommended => "recommended".to_owned(),
        OptionState::Reserve(None) => "in reserve".to_owned(),
        OptionState::Reserve(Some(on)) => format!("in reserve until {}", dates.write(on, DateForm::Short)),
        OptionState::Chosen => "chosen".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::project::sample;
    use crate::words::Locale;

    fn seen(day: &str) -> (ClientProject, Dates) {
        let today: NaiveDate = day.parse().unwrap();
        let (project, dates) = (sample(today), Dates::new(Locale::from_tag("en-GB"), today));
        (ClientProject::of(&project, &project.schedule(), today, &dates), dates)
    }

    #[test]
    fn the_outline_stands_beside_its_timeline() {
        let (seen, dates) = seen("2026-06-15");
        let picture = Picture::of(&seen, &dates);
        let line = |row: &Row| {
            format!(
                "{}{} | {} | {} | {:.0}+{:.0}",
                "  ".repeat(row.level.into()),
                row.name,
                row.when,
                row.state,
                row.from,
                row.width
            )
        };
        let some = [0, 1, 9, 10, 39 - 1].map(|at| line(&picture.rows[at]));
        assert_eq!(
            some,
            [
                "Discovery | 11–20 May | done | 8+8",
                "  Kick-off at the museum | 11 May | done | 8+0",
                "  Museum: brand files and photographs | 25–28 May | done | 20+3",
                "  Design | 5–18 Jun | under way, 60% | 29+11",
                "  Wrap-up meeting | 27 Aug | ahead, after Support after launch | 97+0",
            ]
        );
        let months: Vec<String> = picture.months.iter().map(|tick| format!("{} {:.0}", tick.label, tick.at)).collect();
        assert_eq!(months, ["May 0", "Jun 25", "Jul 50", "Aug 75"]);
        assert!(picture.today.is_some_and(|at| (20.0..50.0).contains(&at)), "{:?}", picture.today);
    }

    #[test]
    fn every_bar_is_within_the_picture_on_any_day() {
        for day in ["2026-01-01", "2026-02-28", "2026-07-31", "2026-12-31"] {
            let (seen, dates) = seen(day);
            let picture = Picture::of(&seen, &dates);
            assert!((1..=LABELS as usize).contains(&picture.months.len()), "{day}");
            for row in &picture.rows {
                assert!(row.from >= 0.0 && row.from + row.width <= 100.001, "{day} {row:?}");
            }
        }
    }

    #[test]
    fn with_nothing_to_see_there_is_no_picture() {
        let today: NaiveDate = "2026-06-15".parse().unwrap();
        let dates = Dates::new(Locale::default(), today);
        let project = crate::project::Project::new("", Moment::start_of(today));
        assert_eq!(
            Picture::of(&ClientProject::of(&project, &project.schedule(), today, &dates), &dates),
            Picture::default()
        );
    }
}
