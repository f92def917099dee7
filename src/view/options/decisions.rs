//! What was decided, the newest first.

use super::{Style, title};
use crate::project::{Decision, DecisionId, Project};
use crate::words::DateForm;

/// A decision in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionLine {
    pub id: DecisionId,
    pub what: String,
    /// `Thu 12 Mar, by Anna Berg`.
    pub when: String,
    pub why: String,
    /// The problem it was about.
    pub problem: String,
    pub set_aside: String,
    pub effect: String,
    pub client_effect: String,
    pub to_tell: String,
    pub client_visible: bool,
}

/// Every decision of the project.
pub fn decisions(project: &Project, style: &Style) -> Vec<DecisionLine> {
    let line = |decision: &Decision| {
        let problem = decision.problem.and_then(|id| project.problems.get(&id));
        let day = style.dates.write(decision.decided_on, DateForm::Weekday);
        let what = if decision.what.trim().is_empty() { "A change of the plan" } else { decision.what.trim() };
        DecisionLine {
            id: decision.id,
            what: what.to_owned(),
            when: if decision.by.is_empty() { day } else { format!("{day}, by {}", decision.by) },
            why: decision.why.clone(),
            problem: problem.map(title).unwrap_or_default(),
            set_aside: decision.set_aside.join(", "),
            effect: decision.effect.clone(),
            client_effect: decision.client_effect.clone(),
            to_tell: decision.to_tell.join(", "),
            client_visible: decision.client_visible,
        }
    };
    let mut all: Vec<&Decision> = project.decisions.values().collect();
    all.sort_by_key(|decision| std::cmp::Reverse((decision.decided_on, decision.id)));
    all.into_iter().map(line).collect()
}
