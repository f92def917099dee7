//! The sheets of the Plan, a file each. None of them stands between a conflict and the work: a refusal is a line in the
//! sheet, and everything done in one is an edit that undo takes back.

mod baselines;
mod calendars;
mod chance;
mod move_start;
pub mod parts;
mod people;
mod progress;
mod recurring;
mod settings;
mod split;
mod status_date;
mod workload;

pub use parts::{LiveField, Refusal};

use super::options::choose;
use super::store::{Dialog, Store};
use forthright::plan::TaskId;
use forthright::project::{ProblemId, SolutionId};
use leptos::prelude::*;

/// A sheet of the Plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlanDialog {
    Calendars,
    Baselines,
    StatusDate,
    Progress,
    People,
    Workload,
    MoveStart,
    Recurring,
    Settings,
    Split(TaskId),
    Choose(ProblemId, SolutionId),
}

/// Opens a sheet.
pub fn open(store: Store, which: PlanDialog) {
    store.dialog.set(Some(Dialog::Plan(which)));
}

/// The sheet that is open.
#[component]
pub fn PlanSheet(which: PlanDialog) -> impl IntoView {
    match which {
        PlanDialog::Calendars => view! { <calendars::Calendars/> }.into_any(),
        PlanDialog::Baselines => view! { <baselines::Baselines/> }.into_any(),
        PlanDialog::StatusDate => view! { <status_date::StatusDate/> }.into_any(),
        PlanDialog::Progress => view! { <progress::Progress/> }.into_any(),
        PlanDialog::People => view! { <people::People/> }.into_any(),
        PlanDialog::Workload => view! { <workload::Workload/> }.into_any(),
        PlanDialog::MoveStart => view! { <move_start::MoveStart/> }.into_any(),
        PlanDialog::Recurring => view! { <recurring::Recurring/> }.into_any(),
        PlanDialog::Settings => view! { <settings::Settings/> }.into_any(),
        PlanDialog::Split(task) => view! { <split::Split task/> }.into_any(),
        PlanDialog::Choose(problem, id) => view! { <choose::Choose problem id/> }.into_any(),
    }
}
