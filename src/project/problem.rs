//! A problem as it is told: what, why, what is still good, who does what next; and the ways out of it.

use super::{ScenarioId, Solution, SolutionId};
use crate::plan::{ResourceId, TaskId};
use chrono::NaiveDate;
use forthright_engine::field_edits;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Identifies a problem in a project, for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProblemId(pub u32);

/// What sort of problem it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ProblemKind {
    /// It may happen.
    Risk,
    /// It has happened.
    #[default]
    Issue,
    /// Work is later than planned.
    Slip,
    BudgetOverrun,
    /// The client wishes for something else than agreed.
    ChangeRequest,
}

/// Words about a problem. A problem has them twice: as we say it among ourselves, and as the client hears it.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Wording {
    #[serde(skip_serializing_if = "String::is_empty")]
    pub title: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub what: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub why: String,
    /// How it came about.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub how: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub still_good: String,
}

/// A problem with its solution options. Its effect on dates and promises is computed, never typed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Problem {
    pub id: ProblemId,
    #[serde(default)]
    pub kind: ProblemKind,
    /// Never leaves our side.
    #[serde(default)]
    pub private: Wording,
    /// The client's wording.
    #[serde(default)]
    pub client: Wording,
    /// The client sees it, in their wording. Private is the default.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub client_visible: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<ResourceId>,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub next_step: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_on: Option<NaiveDate>,
    /// The tasks it touches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<TaskId>,
    /// What it does to the plan if nothing is done about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scenario: Option<ScenarioId>,
    /// Of a risk: how likely it is and what it would cost in time. Never leaves our side.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub likelihood: Option<Likelihood>,
    pub raised_on: NaiveDate,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_on: Option<NaiveDate>,
    /// By id, in the order they were thought of.
    #[serde(default, with = "super::solution::as_list", skip_serializing_if = "BTreeMap::is_empty")]
    pub solutions: BTreeMap<SolutionId, Solution>,
    /// What the options are weighed by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub criteria: Vec<Criterion>,
}

/// What may come of a risk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Likelihood {
    /// Percent, 0–100.
    pub chance: u8,
    /// Working minutes that each task it touches takes longer if it happens.
    pub delay: i32,
    /// It counts in what the plan's dates are worth.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub counts: bool,
}

/// Something the options are compared by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Criterion {
    /// Unique among the problem's criteria; scores name it.
    pub id: u32,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// How much it counts, 0–10.
    pub weight: u8,
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub measure: Measure,
}

/// Where a criterion's scores come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Typed, 0–10.
    #[default]
    Judged,
    /// Computed: days the plan's finish moves.
    DaysMoved,
    /// Computed: promises broken.
    PromisesBroken,
    /// Computed: what it costs more.
    Cost,
}

impl Problem {
    /// An issue with nothing said about it yet.
    pub fn new(id: ProblemId, raised_on: NaiveDate) -> Problem {
        Problem {
            id,
            kind: ProblemKind::default(),
            private: Wording::default(),
            client: Wording::default(),
            client_visible: false,
            owner: None,
            next_step: String::new(),
            next_on: None,
            tasks: Vec::new(),
            scenario: None,
            likelihood: None,
            raised_on,
            closed_on: None,
            solutions: BTreeMap::new(),
            criteria: Vec::new(),
        }
    }
}

field_edits! {
    /// One field of a problem with its new value.
    ProblemField of Problem {
        Kind(ProblemKind) = kind,
        Private(Wording) = private,
        Client(Wording) = client,
        ClientVisible(bool) = client_visible,
        Owner(Option<ResourceId>) = owner,
        NextStep(String) = next_step,
        NextOn(Option<NaiveDate>) = next_on,
        Tasks(Vec<TaskId>) = tasks,
        Scenario(Option<ScenarioId>) = scenario,
        Likelihood(Option<Likelihood>) = likelihood,
        RaisedOn(NaiveDate) = raised_on,
        ClosedOn(Option<NaiveDate>) = closed_on,
        Criteria(Vec<Criterion>) = criteria,
    }
}
