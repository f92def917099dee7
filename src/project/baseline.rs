//! A picture of the dates at a moment, to measure against.

use crate::plan::{Moment, TaskId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Identifies a baseline in a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BaselineId(pub u32);

/// The dates as they stood when the baseline was set. A fact: it is never recomputed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Baseline {
    pub name: String,
    /// The civil day it was set.
    pub set_on: chrono::NaiveDate,
    pub shown: bool,
    pub tasks: BTreeMap<TaskId, BaselineDates>,
}

/// One task in a baseline.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BaselineDates {
    pub start: Moment,
    /// An exclusive boundary.
    pub finish: Moment,
    /// Working (or elapsed) minutes.
    pub duration: i32,
}
