//! Adopting equals applying the edits, and one undo gives everything back.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::edit::TaskField;
use crate::plan::{Duration, Moment, TaskId};
use crate::prepare::laws::{any_command, any_plan, prepared};
use crate::prepare::{new_problem, new_solution, set_state};
use crate::project::{History, Promise};
use proptest::prelude::*;

fn takes(task: u32, days: i32) -> PlanEdit {
    PlanEdit::Set { task: TaskId(task), field: TaskField::Duration(Duration::working(days * 480)) }
}

fn told() -> Told {
    Told {
        today: "2026-06-03".parse().unwrap(),
        by: "Anna".into(),
        why: "It keeps the opening.".into(),
        to_tell: vec!["Helen".into()],
        re_promise: vec![(PromiseId(60), "2026-06-19".parse().unwrap())],
        effect: "Design +1 d.".into(),
        client_effect: "Nothing moves.".into(),
    }
}

/// Two tasks, a promise, and a problem with two scenarios as options and a third in reserve.
fn project() -> (Project, ProblemId, Vec<SolutionId>) {
    let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
    for id in [10, 11] {
        project.plan.tasks.push(crate::plan::Task::new(TaskId(id), 0, format!("T{id}"), Duration::working(480)));
    }
    let said = Saying {
        said_on: "2026-06-01".parse().unwrap(),
        date: "2026-06-12".parse().unwrap(),
        reason: String::new(),
        chance: None,
    };
    let promise = Promise { sayings: vec![said], ..Promise::new(PromiseId(60), TaskId(11)) };
    project.promises.insert(promise.id, promise);
    for (id, name, edits) in
        [(50, "Overlap", vec![takes(10, 3), takes(99, 1), takes(11, 2)]), (51, "Split", vec![takes(10, 4)])]
    {
        let drafts = edits.into_iter().map(|edit| Draft { label: String::new(), before: edit.clone(), edit }).collect();
        let scenario = Scenario { drafts, ..Scenario::new(ScenarioId(id), name) };
        project.apply(Edit::Scenario { id: scenario.id, scenario: Some(Box::new(scenario)) }).unwrap();
    }
    project.plan.ids.last = 70;
    let (problem, edit) = new_problem(&project, &[TaskId(10)], told().today);
    project.apply(edit).unwrap();
    let mut options = Vec::new();
    for scenario in [Some(ScenarioId(50)), Some(ScenarioId(51)), None] {
        let (id, edit) = new_solution(&project, problem, scenario).unwrap();
        project.apply(edit).unwrap();
        options.push(id);
    }
    let reserve = SolutionState::Reserve { on: None, when: "the supplier says no".into() };
    project.apply(set_state(&project, problem, options[2], reserve).unwrap()).unwrap();
    (project, problem, options)
}

#[test]
fn choosing_adopts_decides_sets_aside_and_promises_anew_in_one_step() {
    let (mut project, problem, options) = project();
    let (before, mut history) = (project.clone(), History::default());
    let edit = choose(&project, problem, options[0], &told()).unwrap();
    history.act(&mut project, "Choose Overlap", edit, None).unwrap();
    // What fits is in the plan, what does not was left out.
    let days: Vec<i32> = project.plan.tasks.iter().map(|task| task.duration.minutes / 480).collect();
    assert_eq!(days, [3, 2]);
    assert_eq!(fitting(&before.plan, &before.scenarios[&ScenarioId(50)].drafts)[1], Err(EditError::NoTask(TaskId(99))));
    assert!(!project.scenarios.contains_key(&ScenarioId(50)) && project.scenarios.contains_key(&ScenarioId(51)));
    let states: Vec<&SolutionState> = project.problems[&problem].solutions.values().map(|one| &one.state).collect();
    assert_eq!(states[0], &SolutionState::Chosen);
    assert_eq!(states[1], &SolutionState::SetAside { reason: "Overlap was chosen.".into() });
    assert!(matches!(states[2], SolutionState::Reserve { .. }));
    let decision = project.decisions.values().next().unwrap();
    assert_eq!((decision.what.as_str(), decision.by.as_str()), ("Overlap", "Anna"));
    assert_eq!((decision.set_aside.join(", "), decision.to_tell.join(", ")), ("Split".into(), "Helen".into()));
    let sayings = &project.promises[&PromiseId(60)].sayings;
    assert_eq!((sayings.len(), sayings[1].reason.as_str()), (2, "It keeps the opening."));
    let after = project.clone();
    history.undo(&mut project).unwrap();
    assert_eq!(project, before);
    history.redo(&mut project).unwrap();
    assert_eq!(project, after);
}

#[test]
fn adopting_an_options_scenario_chooses_the_option() {
    let (project, problem, options) = project();
    assert_eq!(adopt(&project, ScenarioId(51), &told()), choose(&project, problem, options[1], &told()));
    assert_eq!(adopt(&project, ScenarioId(9), &told()), None);
}

#[test]
fn a_scenario_that_something_else_stands_on_stays_without_its_tab() {
    let (mut project, problem, options) = project();
    let field = SolutionField::Scenario(Some(ScenarioId(50)));
    project.apply(Edit::SolutionField { problem, id: options[2], field }).unwrap();
    project.apply(choose(&project, problem, options[0], &told()).unwrap()).unwrap();
    assert!(!project.scenarios[&ScenarioId(50)].open);
    assert_eq!(project.problems[&problem].solutions[&options[0]].scenario, None);
}

#[test]
fn choosing_what_leaves_the_plan_alone_is_a_decision_too() {
    let (mut project, problem, options) = project();
    let plan = project.plan.clone();
    project.apply(choose(&project, problem, options[2], &told()).unwrap()).unwrap();
    assert_eq!(project.plan, plan);
    assert_eq!(project.decisions.values().next().unwrap().set_aside, ["Overlap", "Split"]);
}

proptest! {
    #[test]
    fn adopting_a_scenario_equals_applying_its_edits(
        plan in any_plan(),
        drafted in prop::collection::vec(any_command(), 0..6),
        meanwhile in prop::collection::vec(any_command(), 0..4),
    ) {
        let mut project = Project::new("", plan.settings.start);
        let mut ahead = plan.clone();
        let drafts = drafted.iter().filter_map(|command| {
            let edit = prepared(&ahead, command)?;
            Draft::on(&mut ahead, "", edit).ok()
        });
        let scenario = Scenario { drafts: drafts.collect(), ..Scenario::new(ScenarioId(500), "") };
        project.plan = plan;
        project.apply(Edit::Scenario { id: scenario.id, scenario: Some(Box::new(scenario.clone())) }).unwrap();
        for command in &meanwhile {
            if let Some(edit) = prepared(&project.plan, command) {
                let _ = project.apply(edit.into());
            }
        }
        let mut applied = project.plan.clone();
        for draft in &scenario.drafts {
            let _ = applied.apply(draft.edit.clone());
        }
        let before = project.clone();
        let back = project.apply(adopt(&project, scenario.id, &Told::default()).unwrap()).unwrap();
        prop_assert_eq!(&project.plan, &applied);
        prop_assert!(project.scenarios.is_empty());
        prop_assert_eq!(project.decisions.len(), 1);
        project.restore(back).unwrap();
        prop_assert_eq!(project, before);
    }
}
