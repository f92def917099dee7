//! F2. The saved document: the brief, the plan, baselines; its edits and their history.

mod baseline;
mod brief;
mod edit;
mod history;
mod sample;

pub use baseline::{Baseline, BaselineDates, BaselineId};
pub use brief::{Brief, BriefField};
pub use edit::Edit;
pub use history::{Done, History, Step};
pub use sample::sample;

use crate::plan::{Moment, Plan};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything a person typed about one piece of work for one client.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Project {
    pub name: String,
    #[serde(default)]
    pub brief: Brief,
    pub plan: Plan,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub baselines: BTreeMap<BaselineId, Baseline>,
}

impl Project {
    /// An empty project whose plan starts at `start`.
    pub fn new(name: impl Into<String>, start: Moment) -> Project {
        Project { name: name.into(), brief: Brief::default(), plan: Plan::new(start), baselines: BTreeMap::new() }
    }
}
