//! The plan on paper: a table with a bar in every row. Links are cut at the rows they cross, so that a page break between
//! two rows cuts nothing.

use super::axis::{Scale, Tick, fit, ticks, tiers};
use super::bars::{Bar, Desk, Shape};
use super::links::{Ends, Links, Tone, route, tone};
use super::numbering::Numbering;
use super::promises::Promised;
use crate::plan::{Moment, Plan};
use crate::project::BaselineDates;
use crate::schedule::{Schedule, WorkingTime};
use crate::words::{DateForm, Dates, days};
use std::collections::HashMap;
use std::fmt::Write;

/// Width of the chart and height of a row, in px of paper.
pub const WIDTH: f64 = 600.0;
pub const ROW: f64 = 20.0;
/// Room left and right of the plan's days in the chart.
const MARGIN: f64 = 10.0;

/// Everything a print shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    pub upper: Vec<Tick>,
    pub lower: Vec<Tick>,
    /// SVG paths every row has: days off, lines at the upper ticks.
    pub off: String,
    pub lines: String,
    /// Where today and the status date stand, if on the chart.
    pub today: Option<f64>,
    pub status: Option<f64>,
    pub rows: Vec<Row>,
}

/// A printed row.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub wbs: String,
    pub level: u16,
    pub name: String,
    pub duration: String,
    pub start: String,
    pub finish: String,
    pub percent: String,
    pub bar: Bar,
    /// What crosses the row of links, and of their heads, as SVG paths: usual and critical.
    pub links: [String; 2],
    pub heads: [String; 2],
}

/// What a print is made from.
pub struct Source<'a> {
    pub plan: &'a Plan,
    pub schedule: &'a Schedule,
    /// Rows of the plan in the order shown.
    pub rows: &'a [usize],
    pub baseline: &'a dyn Fn(usize) -> Option<BaselineDates>,
    pub dates: &'a Dates,
    pub promised: &'a Promised,
    /// First and last working minute of the usual day.
    pub work: (i32, i32),
}

impl Source<'_> {
    /// The sheet.
    pub fn sheet(&self) -> Sheet {
        let (first, last) = self.days();
        let days = last - first;
        let room = (f64::from(days) * MARGIN / WIDTH).ceil().max(1.0) as i32;
        let origin = first - room;
        let scale = Scale::new(origin, fit(f64::from(days + 2 * room), WIDTH), self.work, days + 2 * room);
        let units = tiers(scale.day_width);
        let tier = |unit| ticks(&scale, unit, 0.0, WIDTH, self.dates);
        let (upper, lower) = (tier(units.0), tier(units.1));
        let lines = upper.iter().fold(String::new(), |mut path, tick| {
            let _ = write!(path, "M{:.1} 0v{ROW}", tick.x.max(0.0));
            path
        });
        let on_chart = |x: f64| (0.0..=WIDTH).contains(&x).then_some(x);
        let status = self.plan.settings.status_date.and_then(|at| on_chart(scale.x_finish(at)));
        let mut rows: Vec<Row> = self.bars(&scale);
        self.links(&mut rows);
        Sheet {
            off: self.days_off(&scale),
            lines,
            today: on_chart(scale.day_x(self.dates.today)),
            status,
            upper,
            lower,
            rows,
        }
    }

    fn days(&self) -> (i32, i32) {
        let shown = || self.rows.iter().filter_map(|row| self.schedule.rows.get(*row));
        let first = shown().map(|row| row.start.day()).min().unwrap_or(self.schedule.start.day());
        let last = shown().map(|row| row.finish.day() + 1).max().unwrap_or(first + 1);
        let told = shown().flat_map(|row| self.promised.of(row.id)).map(|told| Moment::end_of(told.now.date).day());
        (first, told.max().unwrap_or(last).max(last).max(first + 1))
    }

    fn bars(&self, scale: &Scale) -> Vec<Row> {
        let numbering = Numbering::new(self.plan);
        let Source { plan, schedule, dates, promised, .. } = *self;
        let desk = Desk { plan, schedule, scale, dates, promised, chances: None };
        let day = |at: Moment, finish: bool| {
            let form = DateForm::Short;
            if finish { self.dates.finish_day(at, form) } else { self.dates.start_day(at, form) }
        };
        let row = |row: &usize| {
            let (task, dates) = (self.plan.tasks.get(*row)?, self.schedule.rows.get(*row)?);
            let bar = desk.bar(*row, (self.baseline)(*row))?;
            let milestone = bar.shape == Shape::Milestone;
            Some(Row {
                wbs: numbering.wbs(*row),
                level: task.level,
                name: task.name.clone(),
                duration: if milestone {
                    String::new()
                } else {
                    days(dates.duration, &self.plan.settings.hours, self.dates.locale)
                },
                start: day(dates.start, false),
                finish: day(dates.finish, !milestone),
                percent: if dates.percent == 0 { String::new() } else { format!("{} %", dates.percent) },
                bar,
                links: Default::default(),
                heads: Default::default(),
            })
        };
        self.rows.iter().filter_map(row).collect()
    }

    /// Gives every row the pieces of links that cross it.
    fn links(&self, rows: &mut [Row]) {
        let place_of: HashMap<_, _> = rows.iter().enumerate().map(|(place, row)| (row.bar.task, place)).collect();
        let row_of = self.plan.tasks.iter().enumerate().map(|(row, task)| (task.id, row)).collect();
        let ends: Vec<Ends> =
            rows.iter().enumerate().map(|(place, row)| Ends::of(&row.bar, place as f64 * ROW, ROW)).collect();
        for link in Links::new(self.plan, &row_of).touching(self.rows) {
            let places = (place_of.get(&link.key.predecessor), place_of.get(&link.key.successor));
            let (Some(from), Some(to)) = places else { continue };
            let strong = usize::from(tone(&link, self.schedule) == Tone::Critical);
            let way = route(link.key.kind, &ends[*from], &ends[*to]);
            for pair in way.points.windows(2) {
                pieces(pair[0], pair[1], rows, strong);
            }
            if let Some(row) = rows.get_mut(*to) {
                way.head(0.0, *to as f64 * ROW, &mut row.heads[strong]);
            }
        }
    }

    fn days_off(&self, scale: &Scale) -> String {
        let mut path = String::new();
        let working = WorkingTime::of(self.plan, self.plan.settings.calendar);
        if scale.day_width < 2.5 {
            return path;
        }
        for day in scale.origin..scale.origin + (WIDTH / scale.day_width) as i32 + 1 {
            let date = Moment(day.saturating_mul(1440)).date();
            if !working.works_on(date) {
                let _ = write!(path, "M{:.1} 0h{:.1}v{ROW}h-{1:.1}z", scale.day_x(date), scale.day_width);
            }
        }
        path
    }
}

/// A straight stretch of a link, cut at the edges of rows.
fn pieces(a: (f64, f64), b: (f64, f64), rows: &mut [Row], strong: usize) {
    let (top, bottom) = (a.1.min(b.1), a.1.max(b.1));
    let first = (top / ROW).floor().max(0.0) as usize;
    // A stretch along the edge of two rows belongs to the lower one.
    let last = if bottom > top { ((bottom / ROW).ceil() as usize).saturating_sub(1) } else { first };
    for place in first..=last.max(first) {
        let Some(row) = rows.get_mut(place) else { return };
        let edge = place as f64 * ROW;
        let cut = |y: f64| (y - edge).clamp(0.0, ROW);
        let _ = write!(row.links[strong], "M{:.1} {:.1}L{:.1} {:.1}", a.0, cut(a.1), b.0, cut(b.1));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{DependencyKey, DependencyKind, Duration, Lag, Task, TaskId};
    use crate::schedule::schedule;
    use crate::words::Locale;

    #[test]
    fn every_row_has_its_facts_and_its_piece_of_each_link() {
        let mut plan = Plan::new(Moment::parse("2026-03-02").unwrap());
        for (id, days) in [(1, 5), (2, 2), (3, 10), (4, 0)] {
            plan.tasks.push(Task::new(TaskId(id), 0, format!("Task {id}"), Duration::working(days * 480)));
        }
        for (from, to) in [(1, 3), (3, 4)] {
            let key = DependencyKey { predecessor: TaskId(from), successor: TaskId(to), kind: DependencyKind::FS };
            plan.dependencies.insert(key, Lag::default());
        }
        let schedule = schedule(&plan);
        let dates = Dates::new(Locale::from_tag("en-GB"), Moment::parse("2026-03-04").unwrap().date());
        let source = Source {
            plan: &plan,
            schedule: &schedule,
            rows: &[0, 1, 2, 3],
            baseline: &|_| None,
            dates: &dates,
            promised: &Promised::default(),
            work: (480, 1020),
        };
        let sheet = source.sheet();
        let line = |row: &Row| {
            let strong = row.links[1].matches('M').count();
            let head = row.heads[1].matches('M').count();
            format!(
                "{} {} {} {} {} {} {strong}|{head}",
                row.wbs, row.name, row.duration, row.start, row.finish, row.links[0]
            )
        };
        let picture: Vec<String> = sheet.rows.iter().map(line).collect();
        assert_eq!(
            picture,
            [
                "1 Task 1 5 d 2 Mar 6 Mar  2|0",
                "2 Task 2 2 d 2 Mar 3 Mar  1|0",
                "3 Task 3 10 d 9 Mar 20 Mar  4|1",
                "4 Task 4  20 Mar 20 Mar  3|1",
            ]
        );
        assert!(sheet.rows.iter().all(|row| row.bar.to <= WIDTH && row.bar.from >= 0.0));
        assert!(sheet.today.is_some_and(|x| x > sheet.rows[0].bar.from && x < sheet.rows[0].bar.to));
        // Nothing shown, nothing printed, nothing broken.
        assert_eq!(Source { rows: &[], ..source }.sheet().rows, []);
    }
}
