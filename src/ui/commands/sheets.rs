//! The panels and sheets of the Plan, and what belongs to them.

use super::{Command, Group, Scope, row};
use crate::ui::dialogs::{PlanDialog, open};
use crate::ui::plan::{acts, inspector, issues};

/// The rows of this group.
pub const ROWS: &[Command] = &[
    row("inspector", "Show or hide the task panel", Group::Look, &["Mod+I"], Scope::Plan, inspector::toggle),
    row("issues", "Show or hide the issues", Group::Look, &[], Scope::Plan, issues::toggle),
    row("promise", "Promise a date", Group::Tasks, &[], Scope::Plan, inspector::promises::begin),
    row("pin", "Pin to its date, or unpin", Group::Tasks, &[], Scope::Task, acts::toggle_pin),
    row("split", "Split the task", Group::Tasks, &[], Scope::Task, acts::split),
    row("recurring", "Add recurring tasks", Group::Tasks, &[], Scope::Open, |s| open(s, PlanDialog::Recurring)),
    row("progress", "Enter progress", Group::Project, &[], Scope::Open, |s| open(s, PlanDialog::Progress)),
    row("status-date", "Set the status date", Group::Project, &[], Scope::Open, |s| open(s, PlanDialog::StatusDate)),
    row("baselines", "Baselines: set, compare, show", Group::Project, &[], Scope::Open, |s| {
        open(s, PlanDialog::Baselines)
    }),
    row("calendars", "Working time and holidays", Group::Project, &[], Scope::Open, |s| open(s, PlanDialog::Calendars)),
    row("people", "People and absences", Group::Project, &[], Scope::Open, |s| open(s, PlanDialog::People)),
    row("workload", "Who is busy when", Group::Project, &[], Scope::Open, |s| open(s, PlanDialog::Workload)),
    row("move-start", "Move the project’s start", Group::Project, &[], Scope::Open, |s| {
        // Scheduled from its finish, a plan is moved by that.
        let back = s.plan(|plan| plan.settings.from_finish().is_some());
        open(s, if back { PlanDialog::Settings } else { PlanDialog::MoveStart })
    }),
    row("settings", "Project settings", Group::Project, &[], Scope::Open, |s| open(s, PlanDialog::Settings)),
];
