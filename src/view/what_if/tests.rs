//! The room's tables as pictures: Design 3 d → Test 3 d and Build 9 d before Go-live, from Monday 2 March 2026.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::analysis::{State, compare, effective};
use crate::edit::{PlanEdit, TaskField};
use crate::plan::{DependencyKey, DependencyKind, Duration, Lag, Moment, Money, Plan, Task, TaskCost, TaskId};
use crate::project::{Draft, Project, Promise, PromiseId, Saying, Scenario, ScenarioId};
use crate::schedule::schedule_within;
use crate::words::{Dates, Locale};

fn project() -> Project {
    let mut project = Project::new("", Moment::parse("2026-03-02").unwrap());
    for (id, name, days) in [(2, "Build", 9), (3, "Design", 3), (4, "Test", 3), (5, "Go-live", 0)] {
        let mut task = Task::new(TaskId(id), 0, name, Duration::working(days * 480));
        task.cost = Some(Box::new(TaskCost { per_day: Money(10_000), ..TaskCost::default() }));
        project.plan.tasks.push(task);
    }
    for (from, to) in [(3, 4), (4, 5), (2, 5)] {
        let key = DependencyKey { predecessor: TaskId(from), successor: TaskId(to), kind: DependencyKind::FS };
        project.plan.dependencies.insert(key, Lag::default());
    }
    project.plan.settings.budget = Some(Money(160_000));
    for (id, task, day) in [(20, 5, "2026-03-12"), (21, 3, "2026-03-06")] {
        let saying = Saying {
            said_on: "2026-03-01".parse().unwrap(),
            date: day.parse().unwrap(),
            reason: String::new(),
            chance: None,
        };
        let promise = Promise {
            words: if task == 5 { "You can try it".into() } else { String::new() },
            client_visible: true,
            sayings: vec![saying],
            ..Promise::new(PromiseId(id), TaskId(task))
        };
        project.promises.insert(promise.id, promise);
    }
    project.plan.ids.last = 30;
    project
}

fn takes(task: u32, days: i32) -> PlanEdit {
    PlanEdit::Set { task: TaskId(task), field: TaskField::Duration(Duration::working(days * 480)) }
}

fn scenario(project: &Project, edits: &[PlanEdit]) -> Scenario {
    let mut plan = project.plan.clone();
    let drafts = edits.iter().map(|edit| Draft::on(&mut plan, "Change", edit.clone()).unwrap());
    Scenario { drafts: drafts.collect(), ..Scenario::new(ScenarioId(9), "Late") }
}

fn dates() -> Dates {
    Dates::new(Locale::default(), "2026-03-02".parse().unwrap())
}

#[test]
fn moved_tasks_are_listed_old_to_new_with_the_reason() {
    let project = project();
    let edits = [takes(3, 8), PlanEdit::Remove { task: TaskId(2) }];
    let late = scenario(&project, &edits);
    let found = effective(&project.plan, &late);
    let (before, after) = (project.schedule(), schedule_within(&found.plan, &project.promised()));
    let edits: Vec<&PlanEdit> = found.edits(&late).collect();
    let (then, now) = (State::of(&project.plan, &before), State::of(&found.plan, &after));
    let comparison = compare(&project, then, now, &edits, dates().today);
    let (lines, more) = moved(&project.plan, &found.plan, &after, &comparison.moved, &dates(), 3);
    let told: Vec<String> = lines
        .iter()
        .map(|line| format!("{}: {} → {}, {}. {}", line.name, line.from, line.to, line.slip, line.why))
        .collect();
    assert_eq!(
        told,
        [
            "Design: 2–4 Mar → 2–11 Mar, 5 d later. Starts Mon 2 Mar, when the plan starts.",
            "Test: 5–9 Mar → 12–16 Mar, 5 d later. Starts Thu 12 Mar because Design finishes Wed 11 Mar (FS).",
            "Go-live: 12 Mar → 16 Mar, 2 d later. Starts Mon 16 Mar because Test finishes Mon 16 Mar (FS).",
        ]
    );
    assert_eq!(more, 1);
    let (lines, _) = moved(&project.plan, &found.plan, &after, &comparison.moved, &dates(), 9);
    let last = lines.last().unwrap();
    assert_eq!((last.name.as_str(), last.to.as_str(), last.slip.as_str()), ("Build", "", "dropped"));
}

#[test]
fn every_change_says_what_has_become_of_it() {
    let mut project = project();
    let link = DependencyKey { predecessor: TaskId(3), successor: TaskId(4), kind: DependencyKind::FS };
    let lag = |days: i32| Some(Lag::Time(Duration::working(days * 480)));
    let edits = [takes(3, 8), takes(2, 7), PlanEdit::Link { link, lag: lag(-1) }, takes(4, 5)];
    let late = scenario(&project, &edits);
    project.plan.apply(takes(3, 5)).unwrap();
    project.plan.apply(takes(4, 5)).unwrap();
    project.plan.apply(PlanEdit::Remove { task: TaskId(2) }).unwrap();
    let found = effective(&project.plan, &late);
    let named = |task: TaskId| (task == TaskId(2)).then(|| "Build".to_owned());
    let lines = drafts(&project, &late, &found, &dates(), &named);
    let told: Vec<String> = lines.iter().map(|line| format!("{} | {}", line.detail, line.fate)).collect();
    assert_eq!(
        told,
        [
            "3d → 8d | changed beneath: was 3d, is now 5d",
            "9d → 7d | skipped: Build is no longer in the plan",
            "no lag → -1d | ",
            "3d → 5d | changed beneath: the plan says so already",
        ]
    );
    let nameless = drafts(&project, &late, &found, &dates(), &|_| None);
    assert_eq!(nameless[1].fate, "skipped: that task is no longer in the plan");
    assert_eq!(
        lines.iter().map(|line| line.task).collect::<Vec<_>>(),
        [Some(TaskId(3)), None, Some(TaskId(4)), Some(TaskId(4))]
    );
}

#[test]
fn a_task_added_is_told_by_the_name_it_has_by_now() {
    let project = project();
    let new = crate::plan::Task::new(TaskId(90), 0, "", Duration::working(480));
    let place = project.plan.place_of(project.plan.tasks.len());
    let named = PlanEdit::Set { task: TaskId(90), field: crate::edit::TaskField::Name("Second release".into()) };
    let edits = [PlanEdit::Insert { place, tasks: vec![new], dependencies: Vec::new() }, named];
    let late = scenario(&project, &edits);
    let lines = drafts(&project, &late, &effective(&project.plan, &late), &dates(), &|_| None);
    assert_eq!(lines[0].detail, "Second release");
}

#[test]
fn scenarios_stand_side_by_side() {
    let project = project();
    let plans: Vec<Plan> = [vec![], vec![takes(3, 8)], vec![takes(2, 5), takes(4, 1)]]
        .iter()
        .map(|edits| effective(&project.plan, &scenario(&project, edits)).plan)
        .collect();
    let schedules: Vec<_> = plans.iter().map(|plan| schedule_within(plan, &project.promised())).collect();
    let side = |at: usize, name, changes, skipped| Side {
        name,
        plan: &plans[at],
        schedule: &schedules[at],
        preview: None,
        changes,
        skipped,
    };
    let sides = [side(0, "Plan", None, 0), side(1, "Late", Some(1), 0), side(2, "Faster", Some(3), 1)];
    let table = side_by_side(&project, &sides, "EUR", &dates());
    let rows: Vec<String> = table
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<&str> = row.cells.iter().map(|cell| cell.text.as_str()).collect();
            format!("{}: {}", row.name, cells.join(" | "))
        })
        .collect();
    assert_eq!(table.heads, ["Plan", "Late", "Faster"]);
    assert_eq!(
        rows,
        [
            "Finish: Thu 12 Mar | Mon 16 Mar, 2 d later | Fri 6 Mar, 4 d earlier",
            "“You can try it”, promised for 12 Mar: kept without a day to spare | broken by 2 d | kept with 4 d to spare",
            "Design, promised for 6 Mar: kept with 2 d to spare | broken by 3 d | kept with 2 d to spare",
            "Cost: €1,500 | €2,000, €500 more | €900, €600 less",
            "Against the budget: €100 left | €400 over | €700 left",
            "Critical path: Build, Go-live | Design, Build, Test, Go-live | Build, Go-live",
            "Changes: – | 1 | 3, of which 1 skipped",
            "Notice for what breaks: nothing breaks | 4 days | nothing breaks",
        ]
    );
    assert_eq!(
        table.rows[1].cells.iter().map(|cell| cell.mark).collect::<Vec<_>>(),
        [Mark::Tight, Mark::Bad, Mark::Good]
    );
}
