//! A what-if in front of the client: the full plan is rescheduled, then seen as the client sees it. Nothing is written.

use super::{ClientProject, Scene};
use crate::edit::PlanEdit;
use crate::plan::Moment;
use crate::project::Project;
use crate::schedule::{Schedule, schedule_within};
use crate::words::Dates;
use chrono::NaiveDate;

/// What some edits would come to, for the client.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct ClientWhatIf {
    pub seen: ClientProject,
    /// *What changes*, as the client may hear it.
    pub sentence: String,
    /// Edits that do not fit.
    pub skipped: usize,
}

/// What `edits` would make of `project`; `schedule` is the project's own.
pub fn what_if(
    project: &Project,
    schedule: &Schedule,
    edits: &[PlanEdit],
    today: NaiveDate,
    dates: &Dates,
) -> ClientWhatIf {
    let mut changed = project.clone();
    let done: Vec<&PlanEdit> = edits.iter().filter(|edit| changed.plan.apply((*edit).clone()).is_ok()).collect();
    let after = schedule_within(&changed.plan, &project.promised());
    let skipped = edits.len() - done.len();
    let as_of = project.plan.settings.status_date.map_or(today, Moment::date_as_finish);
    let scene = Scene { project, schedule, today, as_of, dates: &dates.of_year(as_of) };
    let sentence = scene.sentence(&changed.plan, &after, &done, skipped);
    ClientWhatIf { seen: ClientProject::of(&changed, &after, today, dates), sentence, skipped }
}
