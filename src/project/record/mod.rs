//! The record of confidence: what was said and heard, what the client waits for and we wait for, how the work together
//! was agreed, and how dates stood from one status to the next. Facts only; what was told, the ledger, the trend and the
//! radar follow from them.

mod agreement;
mod conversation;
mod edit;
mod guide;
mod listening;
mod standing;

pub use agreement::{Agreement, Block};
pub use conversation::{Channel, Conversation, ConversationId, Tellable};
pub use edit::RecordEdit;
pub use guide::{Guide, GuideId, GuideKind, HeldPart};
pub use listening::{Concern, ConcernId, Input, InputId, Touch, Touchpoint, TouchpointId};
pub use standing::{Snooze, Standing, StandingLine, Win};

use crate::plan::TaskId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything of the record.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Record {
    pub conversations: BTreeMap<ConversationId, Conversation>,
    /// What the client is worried about.
    pub concerns: BTreeMap<ConcernId, Concern>,
    /// What we need from the client.
    pub inputs: BTreeMap<InputId, Input>,
    /// Executives at the table, and fast help.
    pub touchpoints: BTreeMap<TouchpointId, Touchpoint>,
    /// Guided pages: bad news, frank discussions, escalations, the reset, the wrap-up.
    pub guides: BTreeMap<GuideId, Guide>,
    /// How status, money, issues and meetings are run.
    pub agreement: Agreement,
    /// How milestones stood, by the day of the status.
    pub standings: BTreeMap<NaiveDate, Standing>,
    /// Lines of the radar that were put off, by their key.
    pub snoozed: BTreeMap<String, Snooze>,
    /// What speaks for a step as the next small win.
    pub wins: BTreeMap<TaskId, Win>,
    pub rules: Rules,
}

/// From when on something counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// Working days that must lie between telling a new date and the one it replaces, to be notice.
    pub notice_days: u8,
    /// Working days a date the client knows may move before they must be told.
    pub moved_days: u8,
    /// Days after which a status is old.
    pub stale_days: u8,
}

impl Default for Rules {
    fn default() -> Rules {
        Rules { notice_days: 5, moved_days: 1, stale_days: 7 }
    }
}
