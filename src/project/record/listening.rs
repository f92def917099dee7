//! What the client worries about, what we need from them, and who of ours shows their face.

use super::ConversationId;
use crate::plan::TaskId;
use crate::project::{ProblemId, is_default};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Identifies a concern in a project, for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConcernId(pub u32);

/// A concern of the client, and where the plan answers it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Concern {
    pub id: ConcernId,
    /// In their words.
    pub words: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
    pub heard_on: NaiveDate,
    /// Where it was heard.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub conversation: Option<ConversationId>,
    /// It was felt rather than said. Never shown to the client.
    #[serde(default, skip_serializing_if = "is_default")]
    pub sensed: bool,
    /// The steps that answer it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<TaskId>,
    /// The problems it is about.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<ProblemId>,
    /// How the plan answers it, in words the client may read.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub answer: String,
    /// The day we asked whether it is answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked_on: Option<NaiveDate>,
    /// The client sees it among their concerns. Private is the default.
    #[serde(default, skip_serializing_if = "is_default")]
    pub client_visible: bool,
}

/// Identifies an input in a project, for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct InputId(pub u32);

/// Something we need from the client. The day it is needed by follows from the step that waits for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Input {
    pub id: InputId,
    pub what: String,
    /// Who of theirs.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// The step that waits for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<TaskId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub received_on: Option<NaiveDate>,
    /// The client sees it among what we need. Private is the default.
    #[serde(default, skip_serializing_if = "is_default")]
    pub client_visible: bool,
    /// Never leaves our side.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub private_note: String,
}

/// Identifies a touchpoint in a project, for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TouchpointId(pub u32);

/// What sort of clout is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Touch {
    /// One of our executives at a meeting.
    #[default]
    Executive,
    /// Help that came quickly from somebody outside the project.
    FastHelp,
}

/// A touchpoint, planned or held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Touchpoint {
    pub id: TouchpointId,
    #[serde(default, skip_serializing_if = "is_default")]
    pub touch: Touch,
    /// Who of ours.
    pub who: String,
    /// What for.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub what: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub planned_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_on: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "is_default")]
    pub client_visible: bool,
}
