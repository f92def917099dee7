//! Something tried before the client: bars moved and stretched as edits that are kept in hand and written nowhere, until
//! they are kept as a scenario.

use super::{drag_bar, lengthen};
use crate::edit::PlanEdit;
use crate::plan::{Moment, TaskId};
use crate::project::{Draft, Edit, Project, Scenario, ScenarioId};
use crate::schedule::schedule_within;
use std::mem::discriminant;

/// A change with its name: "Move Design".
#[derive(Clone, Debug, PartialEq)]
pub struct Try {
    pub label: String,
    pub edit: PlanEdit,
}

/// What is done to a bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Nudge {
    /// So many days later; earlier, below zero.
    Move(i32),
    /// So many working days longer; shorter, below zero.
    Stretch(i32),
}

/// No week has more days without work that a step to the left would have to leap.
const LEAP: i32 = 14;

/// `tries` with one more; `None` when nothing would change, because the bar cannot go there.
pub fn try_more(project: &Project, tries: &[Try], task: TaskId, nudge: Nudge) -> Option<Vec<Try>> {
    let mut plan = project.plan.clone();
    for one in tries {
        let _ = plan.apply(one.edit.clone());
    }
    let schedule = schedule_within(&plan, &project.promised());
    let name = &plan.task(task)?.name;
    let at = plan.position(task).and_then(|row| schedule.rows.get(row))?;
    let nudge = match nudge {
        // A milestone has no length to change.
        Nudge::Stretch(days) if at.milestone => Nudge::Move(days),
        nudge => nudge,
    };
    let (label, edit) = match nudge {
        Nudge::Move(days) => {
            let at = at.start;
            // A bar moved one day back from a Monday goes to the Friday before.
            let further = (days.abs()..days.abs().saturating_add(LEAP)).map(|by| by * days.signum());
            let moved = further.into_iter().find_map(|by| {
                let to = Moment(at.0.saturating_add(by.saturating_mul(1440)));
                let drag = drag_bar(&plan, &schedule, task, to);
                (drag.start != at || drag.stopped_by.is_some()).then_some(drag.edit)
            });
            (format!("Move {name}"), moved.flatten()?)
        }
        Nudge::Stretch(days) => {
            let by = days.saturating_mul(project.plan.settings.hours.minutes_per_day.max(1));
            (format!("Stretch {name}"), lengthen(&plan, &schedule, task, by)?)
        }
    };
    let mut all = tries.to_vec();
    let target = target(&edit);
    // A bar dragged twice is one change.
    all.retain(|one| target.is_none() || self::target(&one.edit) != target);
    all.push(Try { label, edit });
    Some(all)
}

/// What an edit sets, if it sets one field.
fn target(edit: &PlanEdit) -> Option<(TaskId, std::mem::Discriminant<crate::edit::TaskField>)> {
    match edit {
        PlanEdit::Set { task, field } => Some((*task, discriminant(field))),
        _ => None,
    }
}

/// A scenario with what was tried; what does not fit any more is left out. `None` when nothing is left.
pub fn keep_tries(project: &Project, tries: &[Try], name: &str) -> Option<(ScenarioId, Edit)> {
    let mut plan = project.plan.clone();
    let drafts: Vec<Draft> =
        tries.iter().filter_map(|one| Draft::on(&mut plan, one.label.clone(), one.edit.clone()).ok()).collect();
    if drafts.is_empty() {
        return None;
    }
    let id = ScenarioId(plan.fresh_id());
    let scenario = Scenario { drafts, ..Scenario::new(id, name) };
    Some((id, Edit::Scenario { id, scenario: Some(Box::new(scenario)) }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::testing::{id as called, plan};
    use super::*;

    fn project() -> Project {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        project.plan = plan("A 3\nB 2\nC 1", "A>B");
        project
    }

    fn starts(project: &Project, tries: &[Try], task: TaskId) -> String {
        let mut plan = project.plan.clone();
        tries.iter().for_each(|one| drop(plan.apply(one.edit.clone())));
        let row = plan.position(task).unwrap();
        crate::schedule::schedule(&plan).rows[row].start.date().to_string()
    }

    #[test]
    fn a_bar_moved_twice_is_one_change_and_goes_over_the_weekend_both_ways() {
        let project = project();
        let c = called("C");
        let mut tries = Vec::new();
        for day in ["2026-06-02", "2026-06-03", "2026-06-04", "2026-06-05", "2026-06-08"] {
            tries = try_more(&project, &tries, c, Nudge::Move(1)).unwrap();
            assert_eq!(starts(&project, &tries, c), day);
        }
        tries = try_more(&project, &tries, c, Nudge::Move(-1)).unwrap();
        assert_eq!((starts(&project, &tries, c).as_str(), tries.len()), ("2026-06-05", 1));
    }

    #[test]
    fn what_stands_before_holds_a_bar_and_longer_moves_what_follows() {
        let project = project();
        let (a, b) = (called("A"), called("B"));
        assert_eq!(try_more(&project, &[], b, Nudge::Move(-1)), None);
        assert_eq!(try_more(&project, &[], TaskId(999), Nudge::Move(1)), None);
        let tries = try_more(&project, &[], a, Nudge::Stretch(2)).unwrap();
        assert_eq!(starts(&project, &tries, b), "2026-06-08");
    }

    #[test]
    fn kept_it_is_a_scenario_and_the_plan_is_as_it_was() {
        let mut project = project();
        let a = called("A");
        let tries = try_more(&project, &[], a, Nudge::Stretch(2)).unwrap();
        assert_eq!(keep_tries(&project, &[], "Tried"), None);
        let (id, edit) = keep_tries(&project, &tries, "Tried").unwrap();
        let before = project.plan.tasks.clone();
        project.apply(edit).unwrap();
        assert_eq!((project.scenarios[&id].drafts.len(), project.plan.tasks == before), (1, true));
    }
}
