//! The working agreement: how status, money, issues and risks, and meetings were run, and how they are run from now on.

use crate::project::is_default;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What was agreed about working together.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Agreement {
    #[serde(skip_serializing_if = "is_default")]
    pub status: Block,
    #[serde(skip_serializing_if = "is_default")]
    pub money: Block,
    #[serde(skip_serializing_if = "is_default")]
    pub issues: Block,
    #[serde(skip_serializing_if = "is_default")]
    pub meetings: Block,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub agreed_on: Option<NaiveDate>,
    /// The client may be shown it. Private is the default.
    #[serde(skip_serializing_if = "is_default")]
    pub client_visible: bool,
}

/// One part of it.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Block {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub before: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub from_now: String,
}
