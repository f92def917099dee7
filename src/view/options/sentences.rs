//! *What changes* for an option, among us and for the client.

use super::{Compared, Style};
use crate::analysis::{AT_REST, Cause, Change, For, absorbed, weights, what_changes};
use crate::edit::PlanEdit;
use crate::project::{Project, ScenarioId};

/// The sentence twice: among us, and as the client may hear it.
pub fn sentences(all: &Compared, project: &Project, scenario: Option<ScenarioId>, style: &Style) -> (String, String) {
    let record = scenario.and_then(|id| project.scenarios.get(&id));
    let (Some(record), Some(under)) = (record, scenario.and_then(|id| all.by.get(&id))) else {
        return ("The plan stays as it is.".into(), "The plan stays as it is.".into());
    };
    let edits: Vec<&PlanEdit> = under.made.edits(record).collect();
    let skipped = under.made.fates.iter().filter(|fate| !fate.is_applied()).count();
    let weights = weights(project, &edits, AT_REST);
    let absorbed = absorbed(project, &edits, &weights);
    let change = Change {
        project,
        now: &under.made.plan,
        cause: Cause::Edits(&edits),
        absorbed: &absorbed,
        weights: &weights,
        skipped,
        currency: &style.currency,
        dates: &style.dates,
    };
    let say = |whom| what_changes(&change, &under.against, whom).to_string();
    (say(For::Us), say(For::Client))
}
