//! The project on a page, above its steps.

use serde::{Deserialize, Serialize};

/// What the outline says before its steps. Lists are one item a line.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Brief {
    pub client: String,
    pub purpose: String,
    pub outcomes: String,
    pub scope: String,
    pub out_of_scope: String,
    pub assumptions: String,
}

/// One field of the brief with its new text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum BriefField {
    Client(String),
    Purpose(String),
    Outcomes(String),
    Scope(String),
    OutOfScope(String),
    Assumptions(String),
}

impl BriefField {
    /// Puts the text in and returns what was there.
    pub(super) fn swap(self, brief: &mut Brief) -> BriefField {
        use std::mem::replace;
        match self {
            BriefField::Client(text) => BriefField::Client(replace(&mut brief.client, text)),
            BriefField::Purpose(text) => BriefField::Purpose(replace(&mut brief.purpose, text)),
            BriefField::Outcomes(text) => BriefField::Outcomes(replace(&mut brief.outcomes, text)),
            BriefField::Scope(text) => BriefField::Scope(replace(&mut brief.scope, text)),
            BriefField::OutOfScope(text) => BriefField::OutOfScope(replace(&mut brief.out_of_scope, text)),
            BriefField::Assumptions(text) => BriefField::Assumptions(replace(&mut brief.assumptions, text)),
        }
    }
}
