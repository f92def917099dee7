//! Guided pages: a short form filled in with real data. What a page asks is the app's; what was answered is kept.

use crate::project::{ProblemId, is_default};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Identifies a guided page in a project, for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GuideId(pub u32);

/// Which page it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GuideKind {
    /// A call with bad news.
    BadNews,
    /// A frank discussion: four questions, one person a page.
    Frank,
    /// Our senior manager, before theirs calls.
    Escalation,
    /// A meeting that starts anew.
    Reset,
    WrapUp,
}

/// One page as it was filled in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guide {
    pub id: GuideId,
    pub kind: GuideKind,
    pub begun_on: NaiveDate,
    /// With whom, or who is brought in.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub person: String,
    /// The problem it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub problem: Option<ProblemId>,
    /// The answers, by the key of the question.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub answers: BTreeMap<String, String>,
    /// The day it took place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_on: Option<NaiveDate>,
    /// The client may be shown it. Private is the default.
    #[serde(default, skip_serializing_if = "is_default")]
    pub client_visible: bool,
}

impl Guide {
    /// A page with nothing in it yet.
    pub fn new(id: GuideId, kind: GuideKind, begun_on: NaiveDate) -> Guide {
        let (person, answers) = (String::new(), BTreeMap::new());
        Guide { id, kind, begun_on, person, problem: None, answers, held_on: None, client_visible: false }
    }
}
