//! What was decided: kept as it was said at the time, whatever the plan does later.

use super::{ProblemId, SolutionId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Identifies a decision in a project, for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct DecisionId(pub u32);

/// A decision: an option chosen, or a scenario adopted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decision {
    pub id: DecisionId,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<ProblemId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solution: Option<SolutionId>,
    /// What was decided: the option's or scenario's name.
    pub what: String,
    pub decided_on: NaiveDate,
    /// Who decided.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// Names of the options set aside for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub set_aside: Vec<String>,
    /// What it changed, in the sentence that stood on the screen when it was decided. Never leaves our side.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub effect: String,
    /// The same as the client may hear it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub client_effect: String,
    /// Who must be told of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to_tell: Vec<String>,
    /// The client sees it among the decisions. Private is the default.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub client_visible: bool,
}
