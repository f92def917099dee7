//! *What changes* for an option, among us and for the client.

use super::{Compared, Style};
use crate::analysis::{Cause, Change, For, absorbed, what_changes};
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
    let absorbed = absorbed(project, &edits);
    let change = Change {
        project,
        now: &under.made.plan,
        cause: Cause::Edits(&edits),
        absorbed: &absorbed,
        skipped,
        currency: &style.currency,
        dates: &style.dates,
    };
    let say = |whom| what_changes(&change, &under.against, whom).to_string();
    (say(For::Us), say(For::Client))
}
