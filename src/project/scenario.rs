//! What might be done: a list of plan edits that lie over the plan and are not in it.

use super::Project;
use crate::edit::PlanEdit;
use crate::plan::Plan;
use serde::{Deserialize, Serialize};

/// What a scenario without a name of its own is called, before its number.
const UNNAMED: &str = "What if ";

/// Identifies a scenario in a project, for good.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ScenarioId(pub u32);

/// A what-if: edits over the plan, in the same words as everything else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Scenario {
    pub id: ScenarioId,
    /// A number until it is given a name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
    /// It has a tab in the What-if room.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub open: bool,
    /// In the order they are carried out.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub drafts: Vec<Draft>,
}

/// One edit of a scenario, with what the plan said then.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Draft {
    /// Names the change: "Stretch Design".
    pub label: String,
    pub edit: PlanEdit,
    /// What took it back when it was drafted. Where the plan has changed since, this says from what.
    pub before: PlanEdit,
}

impl Project {
    /// What a scenario is called: the name it has, else `What if 2` by its place among the project's scenarios.
    pub fn scenario_name(&self, id: ScenarioId) -> String {
        match self.scenarios.get(&id).map(|scenario| scenario.name.trim()) {
            Some(name) if !name.is_empty() => name.to_owned(),
            _ => format!("{UNNAMED}{}", self.scenarios.keys().take_while(|known| **known < id).count() + 1),
        }
    }

    /// The name a new scenario begins with: a number no other one has, which it keeps whatever becomes of the others.
    pub fn fresh_scenario_name(&self) -> String {
        let number = |id: &ScenarioId| self.scenario_name(*id).strip_prefix(UNNAMED)?.parse::<u32>().ok();
        let last = self.scenarios.keys().filter_map(number).max().unwrap_or(0);
        format!("{UNNAMED}{}", last.saturating_add(1))
    }
}

impl Scenario {
    /// One with nothing in it yet, open in a tab.
    pub fn new(id: ScenarioId, name: impl Into<String>) -> Scenario {
        Scenario { id, name: name.into(), open: true, drafts: Vec::new() }
    }

    /// The highest id its edits bring in: none of them is to be given to anything else meanwhile.
    pub(super) fn last_id(&self) -> u32 {
        self.drafts.iter().map(Draft::last_id).max().unwrap_or(0)
    }
}

impl Draft {
    /// `edit` as it would be carried out on `plan`, where the scenario has led so far; the plan is led on.
    ///
    /// # Errors
    /// Why the edit is refused there; the plan is then unchanged.
    pub fn on(plan: &mut Plan, label: impl Into<String>, edit: PlanEdit) -> Result<Draft, crate::edit::EditError> {
        let before = plan.apply(edit.clone())?;
        Ok(Draft { label: label.into(), edit, before })
    }

    pub(super) fn last_id(&self) -> u32 {
        last_id(&self.edit)
    }
}

fn last_id(edit: &PlanEdit) -> u32 {
    match edit {
        PlanEdit::Insert { tasks, .. } => tasks.iter().map(|task| task.id.0).max().unwrap_or(0),
        PlanEdit::Calendar { id, .. } => id.0,
        PlanEdit::Resource { id, .. } => id.0,
        PlanEdit::Batch(edits) => edits.iter().map(last_id).max().unwrap_or(0),
        _ => 0,
    }
}
