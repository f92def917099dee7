//! The plan a scenario comes to: its edits carried out, in order, on a copy of the plan as it is.

use crate::edit::{EditError, PlanEdit, TaskField};
use crate::plan::{Plan, TaskId};
use crate::project::{Draft, Scenario};
use std::collections::HashSet;

/// A plan under a scenario, and what became of each of the scenario's edits.
#[derive(Clone, Debug, PartialEq)]
pub struct Effective {
    pub plan: Plan,
    /// One a draft, in their order.
    pub fates: Vec<Fate>,
}

/// What became of a draft on the plan as it is now.
#[derive(Clone, Debug, PartialEq)]
pub enum Fate {
    /// Carried out, from where it was drafted from.
    Applied,
    /// Carried out, but the plan says something else there by now: what takes the draft back is not what it was.
    ChangedBeneath { then: PlanEdit, now: PlanEdit },
    /// It no longer fits or breaks a rule; the rest goes on without it.
    Skipped(EditError),
}

impl Fate {
    /// True where the plan under the scenario has the edit.
    pub fn is_applied(&self) -> bool {
        !matches!(self, Fate::Skipped(_))
    }
}

/// What `scenario` makes of `plan`.
pub fn effective(plan: &Plan, scenario: &Scenario) -> Effective {
    let mut plan = plan.clone();
    let fates = scenario.drafts.iter().map(|draft| fate(&mut plan, draft)).collect();
    Effective { plan, fates }
}

fn fate(plan: &mut Plan, draft: &Draft) -> Fate {
    match plan.apply(draft.edit.clone()) {
        Err(error) => Fate::Skipped(error),
        Ok(now) if now == draft.before => Fate::Applied,
        Ok(now) => Fate::ChangedBeneath { then: draft.before.clone(), now },
    }
}

impl Effective {
    /// The edits that are carried out: what adopting the scenario does, as one batch.
    pub fn edits<'a>(&'a self, scenario: &'a Scenario) -> impl Iterator<Item = &'a PlanEdit> {
        let drafts = scenario.drafts.iter().zip(&self.fates);
        drafts.filter(|(_, fate)| fate.is_applied()).map(|(draft, _)| &draft.edit)
    }
}

/// The tasks an edit is about: those it sets, moves, brings in or takes out, and the successors of its links.
pub fn edited<'a>(edits: impl IntoIterator<Item = &'a PlanEdit>) -> HashSet<TaskId> {
    let mut tasks = HashSet::new();
    edits.into_iter().for_each(|edit| name(edit, &mut tasks));
    tasks
}

fn name(edit: &PlanEdit, tasks: &mut HashSet<TaskId>) {
    match edit {
        PlanEdit::Insert { tasks: new, .. } => tasks.extend(new.iter().map(|task| task.id)),
        PlanEdit::Set { task, field } if moves_dates(field) => drop(tasks.insert(*task)),
        PlanEdit::Remove { task } | PlanEdit::Move { task, .. } => drop(tasks.insert(*task)),
        PlanEdit::RemoveRun { first, last } => tasks.extend([*first, *last]),
        PlanEdit::Link { link, .. } => drop(tasks.insert(link.successor)),
        PlanEdit::Batch(edits) => edits.iter().for_each(|edit| name(edit, tasks)),
        PlanEdit::Set { .. }
        | PlanEdit::Order { .. }
        | PlanEdit::Calendar { .. }
        | PlanEdit::Resource { .. }
        | PlanEdit::Setting(_) => {}
    }
}

/// Fields that dates follow from; a new name makes nobody late.
fn moves_dates(field: &TaskField) -> bool {
    !matches!(
        field,
        TaskField::Name(_)
            | TaskField::Range(_)
            | TaskField::Confidence(_)
            | TaskField::Hill(_)
            | TaskField::Owner(_)
            | TaskField::Cost(_)
            | TaskField::Locked(_)
            | TaskField::ClientVisible(_)
            | TaskField::WillSee(_)
            | TaskField::PrivateNote(_)
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Duration, Moment, Task};
    use crate::project::ScenarioId;

    fn plan() -> Plan {
        let mut plan = Plan::new(Moment::parse("2026-06-01").unwrap());
        for (id, name, days) in [(2, "Design", 5), (3, "Build", 5)] {
            plan.tasks.push(Task::new(TaskId(id), 0, name, Duration::working(days * 480)));
        }
        plan
    }

    fn takes(task: u32, days: i32) -> PlanEdit {
        PlanEdit::Set { task: TaskId(task), field: TaskField::Duration(Duration::working(days * 480)) }
    }

    #[test]
    fn a_scenario_says_what_became_of_each_of_its_edits() {
        let mut plan = plan();
        let mut scenario = Scenario::new(ScenarioId(9), "Late");
        let mut drafted = plan.clone();
        for edit in [takes(2, 7), takes(3, 6), takes(2, 8)] {
            scenario.drafts.push(Draft::on(&mut drafted, "", edit).unwrap());
        }
        let found = effective(&plan, &scenario);
        assert_eq!((found.fates, &found.plan), (vec![Fate::Applied, Fate::Applied, Fate::Applied], &drafted));
        plan.apply(takes(2, 6)).unwrap();
        plan.apply(PlanEdit::Remove { task: TaskId(3) }).unwrap();
        let found = effective(&plan, &scenario);
        assert_eq!(
            found.fates,
            [
                Fate::ChangedBeneath { then: takes(2, 5), now: takes(2, 6) },
                Fate::Skipped(EditError::NoTask(TaskId(3))),
                Fate::Applied
            ]
        );
        assert_eq!(found.edits(&scenario).cloned().collect::<Vec<_>>(), [takes(2, 7), takes(2, 8)]);
        assert_eq!(effective(&plan, &Scenario::new(ScenarioId(9), "")).plan, plan);
    }
}
