//! A conversation: when, with whom, what was told, what was said and what was sensed.

use crate::plan::TaskId;
use crate::project::{DecisionId, ProblemId, PromiseId, ReportId, SolutionId, is_default};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Identifies a conversation in a project, for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ConversationId(pub u32);

/// How it was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Channel {
    #[default]
    Call,
    Meeting,
    Mail,
    Report,
    Corridor,
}

impl Channel {
    /// All of them, the most frequent first.
    pub const ALL: [Channel; 5] = [Channel::Call, Channel::Meeting, Channel::Mail, Channel::Report, Channel::Corridor];
}

/// A fact somebody can be told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Tellable {
    /// A date that was promised, or the one it moved to.
    Promise {
        promise: PromiseId,
        date: NaiveDate,
    },
    Problem(ProblemId),
    Solution(SolutionId),
    Decision(DecisionId),
    /// A milestone that is done.
    Delivered(TaskId),
    /// A date the client knows is another one now.
    Moved {
        task: TaskId,
        to: NaiveDate,
    },
}

/// One conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conversation {
    pub id: ConversationId,
    #[serde(default, skip_serializing_if = "is_default")]
    pub channel: Channel,
    pub on: NaiveDate,
    /// With whom, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub people: Vec<String>,
    /// Facts that were told in it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<Tellable>,
    /// What was said, in words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub said: String,
    /// What was not said and could be felt. Never leaves our side.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub sensed: String,
    /// Never leaves our side.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub private_note: String,
    /// The client asked for it: where does it stand, when does it come?
    #[serde(default, skip_serializing_if = "is_default")]
    pub chased: bool,
    /// The report it was, if it was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<ReportId>,
}

impl Conversation {
    /// A call on that day, with nothing in it yet.
    pub fn new(id: ConversationId, on: NaiveDate) -> Conversation {
        Conversation {
            id,
            channel: Channel::Call,
            on,
            people: Vec::new(),
            told: Vec::new(),
            said: String::new(),
            sensed: String::new(),
            private_note: String::new(),
            chased: false,
            report: None,
        }
    }
}
