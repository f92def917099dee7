//! How milestones stood on the day of a status, what was put off on the radar, and what speaks for a small win.

use crate::plan::{Moment, TaskId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// How milestones stood on one day: a column of the trend.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Standing {
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<StandingLine>,
}

/// One milestone as it was forecast.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StandingLine {
    pub task: TaskId,
    /// An exclusive boundary.
    pub finish: Moment,
    /// Total float in working minutes, where it was known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub float: Option<i32>,
    /// Why it moved since the time before.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// A line of the radar that was put off.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Snooze {
    /// It is back on this day.
    pub until: NaiveDate,
    pub reason: String,
    /// How bad the line was when it was put off, in its own measure: worse than that, it is back before its day. `None`
    /// where nobody took it down.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<i64>,
}

/// What speaks for a step as the next small win, each 0–3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Win {
    pub cares: u8,
    pub small: u8,
    pub low_risk: u8,
    pub known: u8,
    pub done_before: u8,
}
