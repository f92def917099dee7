//! Edits of the plan as drafts of a scenario: what is changed in the What-if room goes into its list and not into the plan.

use crate::edit::{EditError, PlanEdit};
use crate::plan::Plan;
use crate::project::{Draft, Edit, Project, Scenario, ScenarioId};
use std::mem::discriminant;

/// `edit` as one more draft of `scenario`; `None` begins a new scenario. Gives the scenario it went into.
///
/// A change of what the last draft has just set goes on with that draft: a bar dragged twice is one change, and one that
/// is dragged back is none.
///
/// # Errors
/// Why the edit is refused where the scenario has led.
pub fn draft(
    project: &Project,
    scenario: Option<ScenarioId>,
    label: &str,
    edit: PlanEdit,
) -> Result<(ScenarioId, Edit), EditError> {
    let known = scenario.and_then(|id| project.scenarios.get(&id));
    let mut plan = led(&project.plan, known);
    let draft = Draft::on(&mut plan, label, edit)?;
    let Some(scenario) = known else {
        // Past what the edit itself brings in.
        let id = ScenarioId(plan.fresh_id());
        let new = Scenario::new(id, project.fresh_scenario_name());
        let new = Edit::Scenario { id, scenario: Some(Box::new(new)) };
        return Ok((id, Edit::Batch(vec![new, put(id, 0, draft)])));
    };
    let id = scenario.id;
    let count = scenario.drafts.len() as u32;
    let edit = match scenario.drafts.last().filter(|last| same_field(&last.edit, &draft.edit)) {
        Some(last) => {
            let at = count - 1;
            let out = Edit::Draft { scenario: id, at, draft: None };
            let whole = Draft { before: last.before.clone(), ..draft };
            let back = whole.edit == whole.before;
            if back { out } else { Edit::Batch(vec![out, put(id, at, whole)]) }
        }
        None => put(id, count, draft),
    };
    Ok((id, edit))
}

/// A scenario of its own, named for the change that makes it: what `like` changes already, and `edit`.
///
/// # Errors
/// Why the edit is refused where `like` has led.
pub fn scenario_with(
    project: &Project,
    like: Option<ScenarioId>,
    label: &str,
    edit: PlanEdit,
) -> Result<(ScenarioId, Edit), EditError> {
    let like = like.and_then(|id| project.scenarios.get(&id));
    let mut plan = led(&project.plan, like);
    let draft = Draft::on(&mut plan, label, edit)?;
    let id = ScenarioId(plan.fresh_id());
    let mut scenario = Scenario::new(id, label);
    scenario.drafts = like.iter().flat_map(|like| like.drafts.clone()).chain([draft]).collect();
    Ok((id, Edit::Scenario { id, scenario: Some(Box::new(scenario)) }))
}

/// The draft at `from` at the place `to` of its scenario's list. `None` when that is no other place.
pub fn move_draft(project: &Project, scenario: ScenarioId, from: usize, to: usize) -> Option<Edit> {
    let drafts = &project.scenarios.get(&scenario)?.drafts;
    let moved = drafts.get(from).filter(|_| from != to && to < drafts.len())?.clone();
    let out = Edit::Draft { scenario, at: from as u32, draft: None };
    Some(Edit::Batch(vec![out, put(scenario, to as u32, moved)]))
}

/// Takes the draft at `at` out of its scenario's list.
pub fn drop_draft(project: &Project, scenario: ScenarioId, at: usize) -> Option<Edit> {
    project.scenarios.get(&scenario)?.drafts.get(at)?;
    Some(Edit::Draft { scenario, at: at as u32, draft: None })
}

/// A copy of a scenario beside it, with a tab of its own.
pub fn duplicate_scenario(project: &Project, scenario: ScenarioId, name: &str) -> Option<(ScenarioId, Edit)> {
    let id = ScenarioId(project.plan.fresh_id());
    let copy = Scenario { id, name: name.to_owned(), open: true, ..project.scenarios.get(&scenario)?.clone() };
    Some((id, Edit::Scenario { id, scenario: Some(Box::new(copy)) }))
}

/// A scenario with one thing about it changed: its name, its tab.
pub fn with_scenario(project: &Project, scenario: ScenarioId, change: impl FnOnce(&mut Scenario)) -> Option<Edit> {
    let old = project.scenarios.get(&scenario)?;
    let mut new = old.clone();
    change(&mut new);
    (new != *old).then(|| Edit::Scenario { id: scenario, scenario: Some(Box::new(new)) })
}

/// The edits of a plan that an edit of the project comes to, as one; `None` when it is not about the plan alone.
pub fn plan_edit(edit: &Edit) -> Option<PlanEdit> {
    match edit {
        Edit::Plan(edit) => Some(edit.clone()),
        Edit::Batch(edits) => edits.iter().map(plan_edit).collect::<Option<Vec<_>>>().and_then(super::batch),
        _ => None,
    }
}

fn put(scenario: ScenarioId, at: u32, draft: Draft) -> Edit {
    Edit::Draft { scenario, at, draft: Some(Box::new(draft)) }
}

/// The plan where a scenario leads; what is refused is left out.
fn led(plan: &Plan, scenario: Option<&Scenario>) -> Plan {
    let mut plan = plan.clone();
    for draft in scenario.iter().flat_map(|scenario| &scenario.drafts) {
        // What no longer fits is shown as skipped; what comes after it still counts.
        let _ = plan.apply(draft.edit.clone());
    }
    plan
}

fn same_field(one: &PlanEdit, other: &PlanEdit) -> bool {
    match (one, other) {
        (PlanEdit::Set { task, field }, PlanEdit::Set { task: same, field: other }) => {
            task == same && discriminant(field) == discriminant(other)
        }
        (PlanEdit::Link { link, lag: Some(_) }, PlanEdit::Link { link: same, lag: Some(_) }) => link == same,
        (PlanEdit::Setting(one), PlanEdit::Setting(other)) => discriminant(one) == discriminant(other),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::testing::{id, plan};
    use super::*;
    use crate::edit::TaskField;
    use crate::plan::{Duration, Moment, TaskId};

    fn project() -> Project {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        project.plan = plan("A 3\nB 2\nC", "A>B");
        project
    }

    fn stretch(task: TaskId, days: i32) -> PlanEdit {
        PlanEdit::Set { task, field: TaskField::Duration(Duration::working(days * 480)) }
    }

    /// Drafts each in turn and gives what the scenario's list then is, in words; the plan must stay as it was.
    fn drafted(edits: &[PlanEdit]) -> Vec<String> {
        let mut project = project();
        let plan = project.plan.clone();
        let mut at = None;
        for edit in edits {
            let (scenario, edit) = draft(&project, at, "Change", edit.clone()).unwrap();
            project.apply(edit).unwrap();
            assert_eq!(project.plan, plan);
            at = Some(scenario);
        }
        let name = |edit: &PlanEdit| match edit {
            PlanEdit::Set { task, field: TaskField::Duration(duration) } => {
                format!("{} {}d", project.plan.task(*task).unwrap().name, duration.minutes / 480)
            }
            other => format!("{other:?}"),
        };
        let drafts = &project.scenarios[&at.unwrap()].drafts;
        drafts.iter().map(|draft| format!("{} was {}", name(&draft.edit), name(&draft.before))).collect()
    }

    #[test]
    fn a_bar_dragged_twice_is_one_change_and_dragged_back_is_none() {
        let (a, b) = (id("A"), id("B"));
        assert_eq!(drafted(&[stretch(a, 5)]), ["A 5d was A 3d"]);
        assert_eq!(drafted(&[stretch(a, 5), stretch(a, 7)]), ["A 7d was A 3d"]);
        assert_eq!(drafted(&[stretch(a, 5), stretch(a, 3)]), [""; 0]);
        assert_eq!(
            drafted(&[stretch(a, 5), stretch(b, 4), stretch(a, 6)]),
            ["A 5d was A 3d", "B 4d was B 2d", "A 6d was A 5d"]
        );
    }

    #[test]
    fn what_does_not_fit_where_the_scenario_has_led_is_refused() {
        let mut project = project();
        let (scenario, edit) = draft(&project, None, "Drop A", PlanEdit::Remove { task: id("A") }).unwrap();
        project.apply(edit).unwrap();
        assert_eq!(draft(&project, Some(scenario), "x", stretch(id("A"), 4)), Err(EditError::NoTask(id("A"))));
        assert!(project.plan.task(id("A")).is_some());
    }

    #[test]
    fn a_scenario_leaves_the_plan_alone_and_discarded_it_leaves_no_trace() {
        let before = project();
        let mut now = before.clone();
        let mut active = None;
        for (task, days) in [("A", 9), ("B", 1), ("A", 2), ("C", 4), ("A", 9)] {
            let (scenario, edit) = draft(&now, active, "Change", stretch(id(task), days)).unwrap();
            now.apply(edit).unwrap();
            active = Some(scenario);
        }
        assert_eq!(now.plan, before.plan);
        now.apply(Edit::Scenario { id: active.unwrap(), scenario: None }).unwrap();
        assert_eq!(now, before);
    }

    #[test]
    fn drafts_are_reordered_dropped_and_copied_and_all_of_it_is_undone() {
        let mut project = project();
        let (first, edit) = draft(&project, None, "A", stretch(id("A"), 5)).unwrap();
        project.apply(edit).unwrap();
        let (_, edit) = draft(&project, Some(first), "B", stretch(id("B"), 5)).unwrap();
        project.apply(edit).unwrap();
        let before = project.clone();
        let labels = |project: &Project, id: ScenarioId| {
            project.scenarios[&id].drafts.iter().map(|draft| draft.label.clone()).collect::<Vec<_>>().join(" ")
        };
        let moved = project.apply(move_draft(&project, first, 1, 0).unwrap()).unwrap();
        assert_eq!(labels(&project, first), "B A");
        let (copy, edit) = duplicate_scenario(&project, first, "Other").unwrap();
        let copied = project.apply(edit).unwrap();
        let dropped = project.apply(drop_draft(&project, copy, 0).unwrap()).unwrap();
        assert_eq!((labels(&project, first), labels(&project, copy)), ("B A".into(), "A".into()));
        for edit in [dropped, copied, moved] {
            project.restore(edit).unwrap();
        }
        assert_eq!(project, before);
        assert_eq!(move_draft(&project, first, 1, 2), None);
    }
}
