//! F2. The saved document: the brief, the plan, baselines, promises, scenarios, problems with their solution options,
//! decisions, what is shared, reports; its edits and their history.

mod baseline;
mod brief;
mod carried;
mod decision;
mod edit;
mod filed;
mod history;
mod problem;
mod promise;
pub mod record;
mod report;
mod sample;
mod scenario;
mod sharing;
mod solution;

pub use baseline::{Baseline, BaselineDates, BaselineId};
pub use brief::{Brief, BriefField};
pub use carried::{Carried, CarriedOf, CarriedRecord};
pub use decision::{Decision, DecisionId};
pub use edit::Edit;
pub use history::{Done, History, Step};
pub use problem::{Criterion, Likelihood, Measure, Problem, ProblemField, ProblemId, ProblemKind, Wording};
pub use promise::{Promise, PromiseId, Saying};
pub use record::{Record, RecordEdit};
pub use report::{LineChange, Report, ReportId, Section, Sent, SentLine, SentMilestone, SentStep};
pub use sample::sample;
pub use scenario::{Draft, Scenario, ScenarioId};
pub use sharing::{BriefPart, Cadence, Every, Page, PageChoice, Sharing, SharingField};
pub use solution::{Solution, SolutionField, SolutionId, SolutionState};

use crate::plan::{Moment, Plan};
use crate::schedule::{LateBound, Schedule, schedule_within};
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
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub promises: BTreeMap<PromiseId, Promise>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scenarios: BTreeMap<ScenarioId, Scenario>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub problems: BTreeMap<ProblemId, Problem>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub decisions: BTreeMap<DecisionId, Decision>,
    /// What the client sees of the whole.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sharing: Sharing,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub reports: BTreeMap<ReportId, Report>,
    /// What was said, heard and agreed with the client.
    #[serde(default, skip_serializing_if = "is_default")]
    pub record: Record,
    /// What the file it was opened from held beyond this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried: Option<Box<Carried>>,
}

impl Project {
    /// An empty project whose plan starts at `start`.
    pub fn new(name: impl Into<String>, start: Moment) -> Project {
        Project {
            name: name.into(),
            brief: Brief::default(),
            plan: Plan::new(start),
            baselines: BTreeMap::new(),
            promises: BTreeMap::new(),
            scenarios: BTreeMap::new(),
            problems: BTreeMap::new(),
            decisions: BTreeMap::new(),
            sharing: Sharing::default(),
            reports: BTreeMap::new(),
            record: Record::default(),
            carried: None,
        }
    }

    /// The latest finishes that open promises allow: what schedules of this project are measured by.
    pub fn promised(&self) -> Vec<LateBound> {
        self.promises.values().filter_map(Promise::bound).collect()
    }

    /// The schedule of the plan as it is, its float measured by deadlines and open promises.
    pub fn schedule(&self) -> Schedule {
        schedule_within(&self.plan, &self.promised())
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
