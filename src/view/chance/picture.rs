//! What a date varies by: how often each day is the one, and how sure one is by each day.

use super::Target;
use crate::analysis::Chances;
use crate::plan::Moment;
use crate::words::{self, DateForm, Dates};
use chrono::{Datelike, Days, NaiveDate};

/// More days than this are drawn as weeks.
const MANY_DAYS: i64 = 70;

/// The histogram and the S-curve on one axis of time, in percent of its width and height.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    pub spots: Vec<Spot>,
    /// The days between the first spot and the end of the last, as a scale.
    from: Option<NaiveDate>,
    days: i64,
    /// Dates below: place and words.
    pub ticks: Vec<(f64, String)>,
    /// In words, for whoever does not see it.
    pub says: String,
}

/// A day, or a week where there are many.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    pub left: f64,
    pub width: f64,
    /// Of the highest.
    pub height: f64,
    /// How sure one is by its end, 0 to 100.
    pub by_then: f64,
    /// For the table: `Thu 19 Mar`, or the week's last day; how often; how sure by then.
    pub day: String,
    pub often: String,
    pub sure: String,
}

impl Picture {
    /// Where the end of a day lies, if it lies within.
    pub fn at(&self, date: NaiveDate) -> Option<f64> {
        let days = (date - self.from?).num_days() + 1;
        (0..=self.days).contains(&days).then(|| place(days, self.days))
    }
}

/// The picture of a target's date.
pub fn picture(chances: &Chances, target: &Target, dates: &Dates) -> Picture {
    let Some(outcome) = chances.outcome(target.task) else { return Picture::default() };
    let by_day = outcome.by_day();
    let (Some((first, _)), Some((last, _))) = (by_day.first(), by_day.last()) else { return Picture::default() };
    let weeks = (*last - *first).num_days() >= MANY_DAYS;
    // A week is told by its Sunday.
    let end = |date: NaiveDate| match weeks {
        true => date + Days::new(6 - u64::from(date.weekday().num_days_from_monday())),
        false => date,
    };
    let width = if weeks { 7 } else { 1 };
    let mut counted: Vec<(NaiveDate, u32)> = Vec::new();
    for (date, runs) in by_day {
        match counted.last_mut() {
            Some((known, count)) if *known == end(date) => *count += runs,
            _ => counted.push((end(date), runs)),
        }
    }
    let (Some((first, _)), Some((last, _))) = (counted.first().copied(), counted.last().copied()) else {
        return Picture::default();
    };
    let from = first - Days::new(width - 1);
    let days = (last - from).num_days() + 1;
    let most = counted.iter().map(|(_, runs)| *runs).max().unwrap_or(1).max(1);
    let spots = counted.iter().map(|(date, runs)| {
        let after = (*date - from).num_days() + 1;
        let (left, right) = (place(after - width as i64, days), place(after, days));
        let share = f64::from(*runs) / outcome.runs().max(1) as f64;
        let by_then = outcome.chance(Moment::end_of(*date));
        Spot {
            left,
            width: right - left,
            height: 100.0 * f64::from(*runs) / f64::from(most),
            by_then: by_then * 100.0,
            day: dates.write(*date, DateForm::Weekday),
            often: words::share(share, 0.0),
            sure: words::share(by_then, outcome.chance_within(by_then)),
        }
    });
    let day = |percent| dates.write(outcome.percentile(percent).date_as_finish(), DateForm::Short);
    let ticks = [first, outcome.p50().date_as_finish(), last];
    let mut ticks: Vec<(f64, String)> = ticks
        .iter()
        .map(|date| (place((*date - from).num_days() + 1, days), dates.write(*date, DateForm::Short)))
        .collect();
    ticks.dedup_by(|a, b| a.0 - b.0 < 14.0);
    Picture {
        spots: spots.collect(),
        from: Some(from),
        days,
        ticks,
        says: format!(
            "Even chance by {}, four times in five by {}, nine times in ten by {}.",
            day(50.0),
            day(80.0),
            day(90.0)
        ),
    }
}

fn place(after: i64, days: i64) -> f64 {
    100.0 * after as f64 / days.max(1) as f64
}
