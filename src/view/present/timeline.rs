//! A timeline for a large screen: positions in percent of its width, so that it fills any screen.

use crate::client::{ClientProject, ClientStep, Standing};
use crate::plan::{Moment, TaskId};
use crate::view::axis::{Scale, Tick, Unit, ticks};
use crate::words::{DateForm, Dates};
use chrono::Datelike;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What stands in the picture.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    /// Where each cell of the axis begins, how wide it is, and what it says.
    pub ticks: Vec<(f64, f64, String)>,
    pub bars: Vec<Bar>,
    /// The day it is seen on, where it lies within.
    pub today: Option<f64>,
    /// How many days it spans.
    pub days: i32,
}

/// A row with its bar or, of a milestone, its diamond.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Bar {
    pub task: TaskId,
    pub name: String,
    /// `12–16 Mar`.
    pub when: String,
    pub left: f64,
    pub width: f64,
    /// Where it and what is drawn of it before begins and ends.
    pub from: f64,
    pub to: f64,
    pub milestone: bool,
    pub summary: bool,
    /// 0–100.
    pub percent: u8,
    pub done: bool,
    /// Where it stood before something was tried.
    pub was: Option<(f64, f64)>,
    /// How it moved, in words.
    pub moved: Option<String>,
    /// Where its days are written.
    pub beside: Beside,
}

/// Which side of a bar has room for words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Beside {
    After,
    Before,
    /// Neither: at the bar's end, on it.
    On,
}

/// Dates before something was tried, by task.
pub type Was = BTreeMap<TaskId, (Moment, Moment)>;

/// As many cells fit on the axis with large type.
const CELLS: usize = 7;
/// The width the axis is laid out at before it becomes percent.
const WIDTH: f64 = 380.0;

/// The width of a letter, and what is around words, in percent of the picture: by the narrowest laptop.
const LETTER: f64 = 1.75;
const AROUND: f64 = 4.6;

/// A row for each of `steps`.
pub(super) fn of(seen: &ClientProject, steps: &[&ClientStep], was: &Was, dates: &Dates) -> Timeline {
    let before = steps.iter().filter_map(|step| was.get(&step.id).copied());
    let all = steps.iter().map(|step| (step.start, step.finish)).chain(before);
    let Some((start, finish)) = all.reduce(|all, one| (all.0.min(one.0), all.1.max(one.1))) else {
        return Timeline::default();
    };
    let first = Moment(start.0).day();
    let days = (Moment(finish.0.saturating_sub(1)).day().saturating_sub(first)).saturating_add(1).max(7);
    let scale = Scale { origin: first, day_width: WIDTH / f64::from(days), work: (0, 1440) };
    let percent = |at: Moment| (scale.x(at) / WIDTH * 100.0).clamp(0.0, 100.0);
    let today = Moment::start_of(seen.today);
    let cells = [Unit::Day, Unit::Week, Unit::Month, Unit::Quarter, Unit::Year, Unit::Years(10), Unit::Years(100)]
        .map(|unit| (unit, ticks(&scale, unit, 0.0, WIDTH, dates)));
    let (unit, cells) =
        cells.into_iter().find(|(_, cells)| cells.len() <= CELLS).unwrap_or((Unit::Years(100), Vec::new()));
    // A quarter is one of a year, and here nothing above it says which.
    let label = |tick: &Tick| match unit {
        // The week began before the picture does: its first day is not where it would stand.
        Unit::Week if tick.x < 0.0 => String::new(),
        Unit::Quarter => format!("{} {}", tick.label, scale.at(tick.x + tick.width / 2.0).date().year()),
        _ => tick.label.clone(),
    };
    Timeline {
        ticks: cells.into_iter().map(|tick| cell(Tick { label: label(&tick), ..tick })).collect(),
        bars: steps.iter().map(|step| bar(step, was.get(&step.id), &percent, dates)).collect(),
        today: (today.day() >= first && today.day() < first.saturating_add(days)).then(|| percent(today)),
        days,
    }
}

/// In percent, within the picture; what has no room says nothing.
fn cell(tick: Tick) -> (f64, f64, String) {
    let (left, right) = (tick.x.max(0.0), (tick.x + tick.width).min(WIDTH));
    let room = right - left;
    let wide = (tick.label.chars().count() as f64 * LETTER + AROUND / 3.0) / 100.0 * WIDTH;
    (left / WIDTH * 100.0, room / WIDTH * 100.0, if room < wide { String::new() } else { tick.label })
}

fn bar(step: &ClientStep, was: Option<&(Moment, Moment)>, percent: &impl Fn(Moment) -> f64, dates: &Dates) -> Bar {
    let (left, right) = (percent(step.start), percent(step.finish));
    let was = was.filter(|was| **was != (step.start, step.finish));
    let stood = was.map(|was| (percent(was.0), percent(was.1)));
    let ended =
        |(start, finish): (Moment, Moment)| if start == finish { start.date() } else { finish.date_as_finish() };
    let when = match step.milestone {
        true => dates.write(step.ends_on(), DateForm::Short),
        false => super::outline::when(step, dates),
    };
    let moved = was.map(|was| dates.change(ended(*was), step.ends_on()));
    let words = moved.as_ref().unwrap_or(&when).chars().count() as f64 * LETTER + AROUND;
    // What stood there before is no place for words either.
    let (from, to) = stood.map_or((left, right), |stood| (left.min(stood.0), right.max(stood.1)));
    Bar {
        task: step.id,
        name: step.name.clone(),
        beside: match () {
            _ if to + words <= 100.0 => Beside::After,
            _ if from >= words => Beside::Before,
            _ => Beside::On,
        },
        when,
        from,
        to,
        left,
        width: (right - left).max(0.0),
        milestone: step.milestone,
        summary: step.parent,
        percent: step.percent,
        done: step.standing == Standing::Done,
        was: stood.map(|(from, to)| (from, (to - from).max(0.0))),
        moved,
    }
}
