//! A way out of a problem: a scenario, and the words and money that go with it.

use super::ScenarioId;
use crate::plan::Money;
use chrono::NaiveDate;
use forthright_engine::field_edits;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Identifies a solution option in a project, for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SolutionId(pub u32);

/// A solution option. Its dates, promises and cost come from its scenario, computed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Solution {
    pub id: SolutionId,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// `None` = it leaves the plan as it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scenario: Option<ScenarioId>,
    /// The client sees it among the ways out of a problem they see. Private is the default.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub client_visible: bool,
    /// What the client would notice, in words they may hear.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub client_notice: String,
    /// What it costs once, beside what the plan's tasks cost.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub cost_once: Money,
    /// What it costs for each of `cost_days` working days, beside what the plan's tasks cost.
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub cost_per_day: Money,
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub cost_days: u32,
    /// Never leaves our side.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub risk: String,
    #[serde(default, skip_serializing_if = "super::is_default")]
    pub state: SolutionState,
    /// Typed scores, 0–10, by criterion.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub scores: BTreeMap<u32, u8>,
}

/// Where a solution option stands.
#[derive(Clone, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SolutionState {
    #[default]
    Proposed,
    Recommended,
    /// Ready in the wings, to be taken on that day or when that comes about.
    Reserve {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        on: Option<NaiveDate>,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        when: String,
    },
    Chosen,
    SetAside {
        #[serde(default, skip_serializing_if = "String::is_empty")]
        reason: String,
    },
}

impl Solution {
    /// One with a name and, where there is one, its scenario.
    pub fn new(id: SolutionId, name: impl Into<String>, scenario: Option<ScenarioId>) -> Solution {
        Solution {
            id,
            name: name.into(),
            scenario,
            client_visible: false,
            client_notice: String::new(),
            cost_once: Money::ZERO,
            cost_per_day: Money::ZERO,
            cost_days: 0,
            risk: String::new(),
            state: SolutionState::Proposed,
            scores: BTreeMap::new(),
        }
    }

    /// What it costs beside the plan's tasks.
    pub fn own_cost(&self) -> Money {
        let days = i64::from(self.cost_days);
        self.cost_once.plus(Money(self.cost_per_day.0.saturating_mul(days)))
    }
}

field_edits! {
    /// One field of a solution option with its new value.
    SolutionField of Solution {
        Name(String) = name,
        Scenario(Option<ScenarioId>) = scenario,
        ClientVisible(bool) = client_visible,
        ClientNotice(String) = client_notice,
        CostOnce(Money) = cost_once,
        CostPerDay(Money) = cost_per_day,
        CostDays(u32) = cost_days,
        Risk(String) = risk,
        State(SolutionState) = state,
        Scores(BTreeMap<u32, u8>) = scores,
    }
}

/// A problem's options as a list in the file, by id in memory.
pub(super) mod as_list {
    use super::{Solution, SolutionId};
    use serde::{Deserialize, Deserializer, Serializer};
    use std::collections::BTreeMap;

    pub fn serialize<S: Serializer>(all: &BTreeMap<SolutionId, Solution>, s: S) -> Result<S::Ok, S::Error> {
        s.collect_seq(all.values())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(d: D) -> Result<BTreeMap<SolutionId, Solution>, D::Error> {
        Ok(Vec::<Solution>::deserialize(d)?.into_iter().map(|one| (one.id, one)).collect())
    }
}
