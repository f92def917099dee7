//! The milestone trend as a chart and as the table behind it: the days somebody looked across, the days that were planned
//! up, and the diagonal where the day that was planned is the day itself.

use crate::analysis::{TrendLine, TrendPoint, trend};
use crate::plan::TaskId;
use crate::project::Project;
use crate::schedule::Schedule;
use crate::words::{DateForm, Dates, month_name, task_name};
use chrono::{Datelike, Days, NaiveDate};

/// The chart. Places are 0 to 1: across from the first day looked at to the last, up from the earliest planned day.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Chart {
    pub lines: Vec<Line>,
    /// Both ends of the part of the diagonal that is in the picture.
    pub diagonal: Option<((f64, f64), (f64, f64))>,
    /// Months across and up.
    pub across: Vec<(f64, String)>,
    pub up: Vec<(f64, String)>,
}

/// One milestone.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub task: TaskId,
    pub name: String,
    pub points: Vec<Point>,
    /// Where its name stands beside the last point, moved so that no two names cover each other.
    pub label_at: f64,
    /// The day it was done; nothing seen later is drawn.
    pub done_on: Option<NaiveDate>,
    /// How it has fared: `stands since 12 Mar`, `9 days later than first planned`.
    pub fared: String,
}

/// Where it stood as seen from one day.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    pub x: f64,
    pub y: f64,
    pub on_day: NaiveDate,
    pub planned_day: NaiveDate,
    /// `12 Mar`
    pub on: String,
    pub planned: String,
    /// `5 days later`, `2 days sooner`; empty where it did not move.
    pub moved: String,
    pub reason: String,
    /// A status kept it, so that it can be put right or taken out.
    pub kept: bool,
    /// Somebody looked that day; else it is how things stand today.
    pub update: bool,
}

impl Point {
    /// The point as it is read out: `Seen on 2 Oct: planned for 15 Oct, 7 days later, because …`.
    pub fn says(&self) -> String {
        let moved = if self.moved.is_empty() { String::new() } else { format!(", {}", self.moved) };
        let why = if self.reason.is_empty() { String::new() } else { format!(": {}", self.reason) };
        format!("Seen on {}, planned for {}{moved}{why}", self.on, self.planned)
    }
}

/// The least room between two names, as part of the height.
const NAME_ROOM: f64 = 0.055;

/// The trend of `project` on the day of `dates`.
pub fn chart(project: &Project, schedule: &Schedule, dates: &Dates) -> Chart {
    let lines: Vec<TrendLine> =
        trend(project, schedule, dates.today).into_iter().filter(|line| !line.points.is_empty()).collect();
    let points = || lines.iter().flat_map(|line| &line.points);
    let (Some(first), Some(last)) = (points().map(|one| one.on).min(), points().map(|one| one.on).max()) else {
        return Chart::default();
    };
    let planned = points().map(|one| one.planned);
    let (lowest, highest) = (planned.clone().min().unwrap_or(first), planned.max().unwrap_or(last));
    let (across, up) = (Span::of(first, last, 0), Span::of(lowest, highest, 4));
    let mut drawn: Vec<Line> = lines.iter().map(|line| draw(project, line, &across, &up, dates)).collect();
    spread(&mut drawn);
    let (from, to) = (first.max(up.from), last.min(up.to));
    let corner = |day| (across.at(day), up.at(day));
    Chart {
        diagonal: (from < to).then(|| (corner(from), corner(to))),
        across: across.months(dates),
        up: up.months(dates),
        lines: drawn,
    }
}

fn draw(project: &Project, line: &TrendLine, across: &Span, up: &Span, dates: &Dates) -> Line {
    let mut before: Option<NaiveDate> = None;
    let mut point = |one: &TrendPoint| {
        let by = before.map_or(0, |before| one.planned.signed_duration_since(before).num_days());
        before = Some(one.planned);
        Point {
            x: across.at(one.on),
            y: up.at(one.planned),
            on_day: one.on,
            planned_day: one.planned,
            on: dates.write(one.on, DateForm::Short),
            planned: dates.write(one.planned, DateForm::Short),
            moved: moved(by),
            reason: one.reason.clone(),
            kept: project
                .record
                .standings
                .get(&one.on)
                .is_some_and(|standing| standing.lines.iter().any(|kept| kept.task == line.task)),
            update: one.update,
        }
    };
    let points: Vec<Point> = line.points.iter().map(&mut point).collect();
    let (first, last) = (line.points.first(), line.points.last());
    let all = first.zip(last).map_or(0, |(first, last)| last.planned.signed_duration_since(first.planned).num_days());
    let fared = match all {
        0 => "where it was first planned".to_owned(),
        by => format!("{} than first planned", moved(by)),
    };
    let label_at = points.last().map_or(0.0, |point| point.y);
    let done_on =
        project.plan.task(line.task).and_then(|task| task.progress.actual_finish).and(last.map(|point| point.planned));
    Line { task: line.task, done_on, name: task_name(&project.plan, line.task), points, label_at, fared }
}

fn moved(by: i64) -> String {
    let days = |by: i64| if by == 1 { "1 day".to_owned() } else { format!("{by} days") };
    match by {
        0 => String::new(),
        1.. => format!("{} later", days(by)),
        _ => format!("{} sooner", days(-by)),
    }
}

/// Moves names apart, from the lowest up, and back down where they would leave the picture.
fn spread(lines: &mut [Line]) {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|a, b| lines[*a].label_at.total_cmp(&lines[*b].label_at));
    let mut free = f64::NEG_INFINITY;
    for at in &order {
        lines[*at].label_at = lines[*at].label_at.max(free);
        free = lines[*at].label_at + NAME_ROOM;
    }
    let mut top = 1.0;
    for at in order.iter().rev() {
        lines[*at].label_at = lines[*at].label_at.min(top);
        top = lines[*at].label_at - NAME_ROOM;
    }
}

/// Days from one end of the picture to the other.
struct Span {
    from: NaiveDate,
    to: NaiveDate,
}

impl Span {
    fn of(first: NaiveDate, last: NaiveDate, edge: u64) -> Span {
        let from = first.checked_sub_days(Days::new(edge)).unwrap_or(first);
        let to = last.checked_add_days(Days::new(edge)).unwrap_or(last);
        // One day alone still has a width.
        Span { from, to: if to == from { to.succ_opt().unwrap_or(to) } else { to } }
    }

    fn at(&self, day: NaiveDate) -> f64 {
        let days = |to: NaiveDate| to.signed_duration_since(self.from).num_days() as f64;
        (days(day) / days(self.to) * 1000.0).round() / 1000.0
    }

    fn months(&self, dates: &Dates) -> Vec<(f64, String)> {
        let days = self.to.signed_duration_since(self.from).num_days();
        let every = if days <= 240 { 1 } else { (days / 240) as u32 + 1 };
        let mut ticks = Vec::new();
        let mut month = self.from.with_day(1).unwrap_or(self.from);
        for number in 0..600 {
            if month > self.to {
                break;
            }
            if month >= self.from && number % every == 0 {
                let name = month_name(month.month());
                let name = if month.year() == dates.near.year() {
                    name.to_owned()
                } else {
                    format!("{name} {}", month.year())
                };
                ticks.push((self.at(month), name));
            }
            let Some(next) = month.checked_add_months(chrono::Months::new(1)) else { break };
            month = next;
        }
        ticks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::prepare::story::story;
    use crate::words::Locale;

    #[test]
    fn each_milestone_is_a_line_and_each_step_has_its_reason() {
        let Some(today) = NaiveDate::from_ymd_opt(2026, 11, 27) else { return };
        let project = story(today);
        let chart = chart(&project, &project.schedule(), &Dates::new(Locale::from_tag("en-GB"), today));
        let told: Vec<String> = chart
            .lines
            .iter()
            .map(|line| {
                let steps = line.points.iter().filter(|point| !point.moved.is_empty()).map(Point::says);
                format!("{}, {}: {}", line.name, line.fared, steps.collect::<Vec<_>>().join(" / "))
            })
            .collect();
        assert_eq!(
            told[..3],
            [
                "Letters agreed, where it was first planned: ",
                "Ready to try, 7 days later than first planned: Seen on 2 Oct, planned for 15 Oct, 7 days later: The patient system hands out appointments only one by one",
                "Trial passed, 15 days later than first planned: Seen on 2 Oct, planned for 5 Nov, 7 days later: The patient system hands out appointments only one by one / Seen on 30 Oct, planned for 13 Nov, 8 days later: Answers in other languages have to be understood first",
            ]
        );
        let inside = |value: f64| (0.0..=1.0).contains(&value);
        let points = chart.lines.iter().flat_map(|line| &line.points);
        assert!(points.clone().all(|point| inside(point.x) && inside(point.y)));
        assert!(chart.lines.iter().all(|line| inside(line.label_at)));
        assert!(chart.diagonal.is_some());
    }
}
