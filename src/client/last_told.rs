//! What the client was told last: where the steps they see stood in the report sent last.

use super::steps::Sight;
use crate::project::{Project, SentStep};
use chrono::NaiveDate;

/// The last report, as far as it tells of steps the client still sees.
#[derive(Clone, Debug, PartialEq)]
pub struct LastTold {
    /// The day it was sent.
    pub told_on: NaiveDate,
    pub steps: Vec<SentStep>,
}

/// Nothing where no report was sent yet.
pub(super) fn of(project: &Project, sight: &Sight) -> Option<LastTold> {
    let sent = project.reports.values().filter_map(|report| report.sent.as_deref());
    let last = sent.max_by_key(|sent| sent.on)?;
    let steps = last.steps.iter().filter(|step| sight.sees(step.task)).copied().collect();
    Some(LastTold { told_on: last.on, steps })
}
