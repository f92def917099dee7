//! The list of a scenario's changes: what each does, and what has become of it since it was drafted.

use crate::analysis::{Effective, Fate};
use crate::edit::{EditError, PlanEdit, TaskField};
use crate::plan::{Lag, Plan, TaskId};
use crate::project::{Draft, Project, Scenario};
use crate::schedule::WorkingTime;
use crate::words::{DateForm, Dates, constraint_by, edit_error_about, write_duration, write_lag};

/// A change in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct DraftLine {
    /// `Lengthen Design`.
    pub label: String,
    /// `5d → 10d`, where it is one value.
    pub detail: String,
    pub standing: Standing,
    /// `skipped: Build is no longer in the plan`, `changed beneath: was 5d, is now 7d`; else nothing.
    pub fate: String,
    /// The task to go to.
    pub task: Option<TaskId>,
}

/// Whether a change still applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    Applied,
    ChangedBeneath,
    Skipped,
}

/// The changes of a scenario over the project's plan, in order, as `effective` carried them out. `gone` knows what tasks
/// were called that have left the plan, as far as that is known beside the scenarios themselves.
pub fn drafts(
    project: &Project,
    scenario: &Scenario,
    effective: &Effective,
    dates: &Dates,
    gone: &dyn Fn(TaskId) -> Option<String>,
) -> Vec<DraftLine> {
    let said = Said { project, plan: &effective.plan, dates, gone };
    let lines = scenario.drafts.iter().zip(&effective.fates);
    lines.map(|(draft, fate)| said.line(draft, fate)).collect()
}

struct Said<'a> {
    project: &'a Project,
    plan: &'a Plan,
    dates: &'a Dates,
    gone: &'a dyn Fn(TaskId) -> Option<String>,
}

impl Said<'_> {
    fn line(&self, draft: &Draft, fate: &Fate) -> DraftLine {
        let (standing, words) = match fate {
            Fate::Applied => (Standing::Applied, String::new()),
            Fate::Skipped(error) => (Standing::Skipped, format!("skipped: {}", self.refusal(error))),
            Fate::ChangedBeneath { then, now } => {
                (Standing::ChangedBeneath, format!("changed beneath: {}", self.changed(&draft.edit, then, now)))
            }
        };
        let detail = match (self.value(&draft.before), self.value(&draft.edit)) {
            (Some(old), Some(new)) if old != new => format!("{old} → {new}"),
            _ => self.added(&draft.edit),
        };
        DraftLine { label: draft.label.clone(), detail, standing, fate: words, task: self.task(&draft.edit) }
    }

    /// What new tasks are called by now.
    fn added(&self, edit: &PlanEdit) -> String {
        let PlanEdit::Insert { tasks, .. } = edit else { return String::new() };
        let names = tasks.iter().filter_map(|task| self.plan.task(task.id)).map(|task| task.name.trim());
        names.filter(|name| !name.is_empty()).take(3).collect::<Vec<_>>().join(", ")
    }

    /// The sentence of a refusal as the end of another one.
    fn refusal(&self, error: &EditError) -> String {
        let text = edit_error_about(error, self.plan, &|task| self.last_name(task));
        let text = text.trim_end_matches('.');
        match text.strip_prefix("That ") {
            Some(rest) => format!("that {rest}"),
            None => text.to_owned(),
        }
    }

    /// What a task is called that is not in the plan the edit was refused by: in the plan beneath, else where a scenario
    /// brings it in or takes it out, else as it was last.
    fn last_name(&self, task: TaskId) -> Option<String> {
        let beneath = self.project.plan.task(task).map(|task| task.name.clone());
        let drafts = || self.project.scenarios.values().flat_map(|scenario| &scenario.drafts);
        let drafted = || {
            let found = drafts().find_map(|draft| draft.edit.brings_in(task).or_else(|| draft.before.brings_in(task)));
            found.map(|task| task.name.clone())
        };
        beneath.or_else(drafted).or_else(|| (self.gone)(task))
    }

    fn changed(&self, edit: &PlanEdit, then: &PlanEdit, now: &PlanEdit) -> String {
        if edit == now {
            return "the plan says so already".to_owned();
        }
        match (self.value(then), self.value(now)) {
            (Some(then), Some(now)) if then != now => format!("was {then}, is now {now}"),
            _ => "what it changes is no longer as it was".to_owned(),
        }
    }

    /// The one value an edit sets; what a value is beside, in a batch, is left aside.
    fn value(&self, edit: &PlanEdit) -> Option<String> {
        let hours = &self.plan.settings.hours;
        let locale = self.dates.locale;
        match edit {
            PlanEdit::Set { task, field } => self.field(*task, field),
            PlanEdit::Link { lag: None, .. } => Some("no link".to_owned()),
            PlanEdit::Link { lag: Some(lag), .. } if lag.is_zero() => Some("no lag".to_owned()),
            PlanEdit::Link { lag: Some(lag @ (Lag::Time(_) | Lag::Percent { .. })), .. } => {
                Some(write_lag(*lag, hours, locale))
            }
            PlanEdit::Batch(edits) => {
                let length = |edit: &&PlanEdit| matches!(edit, PlanEdit::Set { field: TaskField::Duration(_), .. });
                let mut lengths = edits.iter().filter(length);
                let only = lengths.next().filter(|_| lengths.next().is_none())?;
                self.value(only)
            }
            _ => None,
        }
    }

    fn field(&self, task: TaskId, field: &TaskField) -> Option<String> {
        let (hours, locale) = (&self.plan.settings.hours, self.dates.locale);
        Some(match field {
            TaskField::Name(name) => format!("“{name}”"),
            TaskField::Duration(duration) => write_duration(*duration, hours, locale),
            TaskField::Constraint(Some(constraint)) => {
                let own = self.plan.task(task).and_then(|task| task.calendar);
                let time = WorkingTime::of(self.plan, own.unwrap_or(self.plan.settings.calendar));
                constraint_by(*constraint, &time, self.dates)
            }
            TaskField::Constraint(None) => "as soon as possible".to_owned(),
            TaskField::Deadline(Some(at)) => self.dates.finish_typed(*at, DateForm::Short),
            TaskField::Deadline(None) => "no deadline".to_owned(),
            TaskField::Progress(progress) => format!("{} %", progress.percent),
            TaskField::Inactive(true) => "inactive".to_owned(),
            TaskField::Inactive(false) => "active".to_owned(),
            _ => return None,
        })
    }

    /// The task an edit is about: the first there is.
    fn task(&self, edit: &PlanEdit) -> Option<TaskId> {
        let named = match edit {
            PlanEdit::Set { task, .. } | PlanEdit::Remove { task } | PlanEdit::Move { task, .. } => Some(*task),
            PlanEdit::RemoveRun { first, .. } => Some(*first),
            PlanEdit::Link { link, .. } => Some(link.successor),
            PlanEdit::Insert { tasks, .. } => tasks.first().map(|task| task.id),
            PlanEdit::Batch(edits) => return edits.iter().find_map(|edit| self.task(edit)),
            _ => None,
        };
        named.filter(|task| self.plan.position(*task).is_some())
    }
}
