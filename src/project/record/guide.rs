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
    /// What stood on it by itself when it was held: that was shown, and stays whatever the plan does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub held: Vec<HeldPart>,
    /// The client may be shown it. Private is the default.
    #[serde(default, skip_serializing_if = "is_default")]
    pub client_visible: bool,
}

/// A part of a page as it was shown.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct HeldPart {
    /// The question it answers, or stands before; empty at the end of the page.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub key: String,
    /// Of what is computed; empty for what follows as an answer.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub heading: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lines: Vec<String>,
}

impl Guide {
    /// A page with nothing in it yet.
    pub fn new(id: GuideId, kind: GuideKind, begun_on: NaiveDate) -> Guide {
        let (person, answers) = (String::new(), BTreeMap::new());
        let held = Vec::new();
        Guide { id, kind, begun_on, person, problem: None, answers, held_on: None, held, client_visible: false }
    }
}
