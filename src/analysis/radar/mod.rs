//! The radar: what will cost confidence if nobody acts, each line a rule of its own, with the notice there still is.

mod rules;
#[cfg(test)]
mod tests;

use super::{Fact, Heard, facts_heard};
use crate::plan::TaskId;
use crate::project::record::{ConcernId, InputId, Snooze};
use crate::project::{ProblemId, Project, PromiseId, SolutionId};
use crate::schedule::Schedule;
use chrono::{Datelike, NaiveDate};

/// What the radar sees.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Radar {
    /// The most pressing first.
    pub lines: Vec<RadarLine>,
    /// Put off, with the reason and the day they come back.
    pub snoozed: Vec<(RadarLine, Snooze)>,
    /// How many facts were not told, and the day of the oldest.
    pub untold: usize,
    pub oldest_untold: Option<NaiveDate>,
}

/// One line.
#[derive(Clone, Debug, PartialEq)]
pub struct RadarLine {
    /// Names the line for good: the same trouble has the same key tomorrow.
    pub key: String,
    pub signal: Signal,
    /// Days of notice the client gets when told now; in a week, seven fewer.
    pub notice: Option<i64>,
    /// It was put off, and has become worse since.
    pub worse: bool,
}

impl RadarLine {
    fn new(key: String, signal: Signal, notice: Option<i64>) -> RadarLine {
        RadarLine { key, signal, notice, worse: false }
    }

    /// How bad it is, in a measure of its own that grows only where something gets worse, not as days go by. `None` where
    /// it cannot get worse: something else then has a line of its own.
    pub fn weight(&self) -> Option<i64> {
        let day = |day: NaiveDate| i64::from(day.num_days_from_ce());
        match &self.signal {
            Signal::PromisePassed { forecast: None, .. } => Some(i64::MAX),
            Signal::PromisePassed { late_by, .. } => Some(i64::from(*late_by)),
            // Needed sooner than it was.
            Signal::InputDue { need_by, .. } => Some(-day(*need_by)),
            Signal::FewOptions { options, .. } => Some(-(*options as i64)),
            Signal::Drifts { planned, .. } => Some(day(*planned)),
            Signal::FloatShrinks { is, .. } => Some(-i64::from(*is)),
            Signal::Chased { lately, .. } => Some(*lately as i64),
            Signal::ConcernOpen { .. }
            | Signal::NotTold(_)
            | Signal::ReserveDue { .. }
            | Signal::ReportDue { .. }
            | Signal::StaleStatus { .. } => None,
        }
    }

    fn is_worse_than(&self, snooze: &Snooze) -> bool {
        self.weight().zip(snooze.weight).is_some_and(|(now, then)| now > then)
    }
}

/// What is wrong.
#[derive(Clone, Debug, PartialEq)]
pub enum Signal {
    /// The plan reaches past a promise.
    PromisePassed {
        promise: PromiseId,
        date: NaiveDate,
        /// `None`: nothing in the plan delivers it.
        forecast: Option<NaiveDate>,
        /// Working minutes.
        late_by: i32,
        /// The client was told, and of the day it stands at now.
        told: bool,
        /// The day past the promise that they were told last; not this one, unless they were told.
        heard: Option<NaiveDate>,
        /// The promised day is over.
        over: bool,
    },
    /// Something was not told.
    NotTold(Fact),
    /// An input of the client is due, or past its day.
    InputDue { input: InputId, need_by: NaiveDate, late: i64 },
    /// An option held in reserve has come to its day.
    ReserveDue { problem: ProblemId, solution: SolutionId, on: NaiveDate },
    /// A problem with one way out, or none.
    FewOptions { problem: ProblemId, options: usize },
    /// A milestone was put later three updates running.
    Drifts { task: TaskId, updates: usize, planned: NaiveDate },
    /// Float melts: from, to, in working minutes.
    FloatShrinks { task: TaskId, was: i32, is: i32 },
    /// A report is due, so many days late.
    ReportDue { due: NaiveDate, late: i64 },
    /// Progress was not updated for so many days.
    StaleStatus { since: Option<NaiveDate>, days: i64 },
    /// The client asks more often where things stand: times in the four weeks before, and in the last two.
    Chased { before: usize, lately: usize },
    /// A concern nobody answered, or nobody asked about again.
    ConcernOpen { concern: ConcernId, answered: bool, days: i64 },
}

/// What is on the radar of `project` on `today`; `report_due` is the day of the report that is due next or was missed.
pub fn radar(project: &Project, schedule: &Schedule, today: NaiveDate, report_due: Option<NaiveDate>) -> Radar {
    let heard = Heard::of(project, &project.plan);
    let facts = facts_heard(&heard, schedule, today);
    let look = rules::Look { project, schedule, today, facts: &facts, heard: &heard };
    let untold = facts.iter().filter(|fact| fact.told.is_none());
    let mut radar = Radar {
        untold: untold.clone().count(),
        oldest_untold: untold.map(|fact| fact.since).min(),
        ..Radar::default()
    };
    for line in look.lines(report_due) {
        match project.record.snoozed.get(&line.key).filter(|snooze| snooze.until > today) {
            Some(snooze) if line.is_worse_than(snooze) => radar.lines.push(RadarLine { worse: true, ..line }),
            Some(snooze) => radar.snoozed.push((line, snooze.clone())),
            None => radar.lines.push(line),
        }
    }
    radar
}
