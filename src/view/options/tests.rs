//! Problems and options as they read.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::edit::{PlanEdit, TaskField};
use crate::plan::{DependencyKey, DependencyKind, Duration, Lag, Moment, Task, TaskCost, TaskId};
use crate::prepare::{self, Told};
use crate::project::{Draft, Edit, PromiseId, Saying, Scenario, SolutionField, SolutionId};

fn today() -> NaiveDate {
    "2026-06-01".parse().unwrap()
}

fn style() -> Style {
    Style { dates: Dates::new(Locale::default(), today()), currency: "EUR".into() }
}

fn takes(task: u32, days: i32) -> PlanEdit {
    PlanEdit::Set { task: TaskId(task), field: TaskField::Duration(Duration::working(days * 480)) }
}

/// Design 5 d and Print 2 d before Build 5 d before Live, a milestone the client sees, promised for Mon 15 June 2026.
fn project() -> Project {
    let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
    for (id, name, days) in [(2, "Design", 5), (3, "Print", 2), (4, "Build", 5), (5, "Live", 0)] {
        let mut task = Task::new(TaskId(id), 0, name, Duration::working(days * 480));
        task.client_visible = id == 5;
        task.cost = (id == 4).then(|| Box::new(TaskCost { per_day: Money(50_000), ..TaskCost::default() }));
        project.plan.tasks.push(task);
    }
    for (from, to) in [(2, 4), (3, 4), (4, 5)] {
        let key = DependencyKey { predecessor: TaskId(from), successor: TaskId(to), kind: DependencyKind::FS };
        project.plan.dependencies.insert(key, Lag::default());
    }
    project.plan.settings.budget = Some(Money(300_000));
    let said = Saying::new(today(), "2026-06-15".parse().unwrap());
    let promise = Promise {
        words: "You can try it".into(),
        client_visible: true,
        sayings: vec![said],
        ..Promise::new(PromiseId(20), TaskId(5))
    };
    project.promises.insert(promise.id, promise);
    project.plan.ids.last = 40;
    project
}

fn scenario(project: &mut Project, name: &str, edits: &[PlanEdit]) -> ScenarioId {
    let id = ScenarioId(project.plan.fresh_id());
    let mut plan = project.plan.clone();
    let draft = |edit: &PlanEdit| Draft::on(&mut plan, "Change", edit.clone()).unwrap();
    let scenario = Scenario { drafts: edits.iter().map(draft).collect(), ..Scenario::new(id, name) };
    project.apply(Edit::Scenario { id, scenario: Some(Box::new(scenario)) }).unwrap();
    id
}

fn filed(project: &mut Project, options: &[Option<ScenarioId>]) -> (ProblemId, Vec<SolutionId>) {
    let (problem, edit) = prepare::new_problem(project, &[TaskId(3)], today());
    project.apply(edit).unwrap();
    let add = |scenario: &Option<ScenarioId>| {
        let (id, edit) = prepare::new_solution(project, problem, *scenario).unwrap();
        project.apply(edit).unwrap();
        id
    };
    (problem, options.iter().map(add).collect())
}

fn effects(project: &Project, problem: ProblemId) -> BTreeMap<SolutionId, Effect> {
    let problem = &project.problems[&problem];
    let all = Compared::new(project, &project.schedule(), &wanted(problem), today());
    assert!(all.still_holds(project, &wanted(problem), today()));
    let effect = |one: &Solution| (one.id, Effect::of(&all, project, one.scenario, one.own_cost(), &style()));
    problem.solutions.values().map(effect).collect()
}

fn picture(effect: &Effect) -> String {
    let line = |change: &Change| format!("{}: {} {:?}", change.what, change.text, change.tone);
    let changes = [&effect.finish].into_iter().chain(&effect.dates).chain(&effect.promises);
    let changes = changes.chain([&effect.cost, &effect.budget]).map(line);
    changes.chain(effect.broke.iter().cloned()).chain([effect.broken.clone()]).collect::<Vec<_>>().join("\n")
}

#[test]
fn an_option_fills_in_its_dates_promises_and_cost() {
    let mut project = project();
    let longer = scenario(&mut project, "Longer", &[takes(4, 7)]);
    let (problem, options) = filed(&mut project, &[Some(longer), None]);
    let field = SolutionField::CostOnce(Money(20_000));
    project.apply(Edit::SolutionField { problem, id: options[0], field }).unwrap();
    let effects = effects(&project, problem);
    assert_eq!(
        picture(&effects[&options[0]]),
        "Finish: 12 → 16 Jun, 2 d later Worse\n\
         Live: 12 → 16 Jun, 2 d later Worse\n\
         You can try it, 15 Jun: broken by 1 d Worse\n\
         Cost: +€1,200: +€200 of its own, +€1,000 in the plan Worse\n\
         Against the budget: €3,700 of €3,000, €700 over Worse\n\
         1 promise is broken"
    );
    assert_eq!(
        picture(&effects[&options[1]]),
        "Finish: 12 Jun, as planned Same\n\
         You can try it, 15 Jun: kept with 1 d in hand Same\n\
         Cost: nothing more Same\n\
         Against the budget: €2,500 of €3,000, €500 left Same\n\
         No promise is broken"
    );
}

#[test]
fn an_option_that_no_longer_applies_says_what_broke() {
    let mut project = project();
    let edits = [PlanEdit::Remove { task: TaskId(3) }, takes(4, 4)];
    let both = scenario(&mut project, "Both", &edits);
    let (problem, options) = filed(&mut project, &[Some(both)]);
    for edit in [PlanEdit::Remove { task: TaskId(3) }, takes(4, 6)] {
        project.apply(edit.into()).unwrap();
    }
    let effects = effects(&project, problem);
    assert_eq!(
        effects[&options[0]].broke,
        ["Change: skipped: Print is no longer in the plan.", "Change: changed beneath: was 5d, is now 6d.",]
    );
    assert!(!effects[&options[0]].lapsed);
    project.apply(Edit::Scenario { id: both, scenario: None }).unwrap();
    let effect = &self::effects(&project, problem)[&options[0]];
    assert_eq!((&effect.basis, effect.lapsed), (&Basis::Gone, true));
}

#[test]
fn an_option_of_which_nothing_applies_has_no_place() {
    let mut project = project();
    let gone = scenario(&mut project, "Cut", &[PlanEdit::Remove { task: TaskId(3) }]);
    let (problem, options) = filed(&mut project, &[Some(gone), None, None]);
    project.apply(PlanEdit::Remove { task: TaskId(3) }.into()).unwrap();
    let effects = effects(&project, problem);
    assert!(effects[&options[0]].lapsed);
    let found = table(&project.problems[&problem], &effects, &project.plan, &style());
    let first: Vec<&str> = found.rows.iter().map(|row| row.cells[0].score.as_str()).collect();
    assert_eq!(first, ["–", "–", "–"]);
    let places: Vec<&str> = found.points.iter().map(|(_, place)| place.as_str()).collect();
    assert_eq!(places, ["does not apply any more", "1st", "1st"]);
    assert!(found.sentence.starts_with("Option without a name and Option without a name are level"));
}

#[test]
fn a_weight_out_of_its_range_is_refused_and_not_bent() {
    assert_eq!((read_score(" 7 "), read_score("")), (Ok(Some(7)), Ok(None)));
    for text in ["12", "-3", "2.5", "many"] {
        assert_eq!(read_score(text).unwrap_err(), "A whole number from 0 to 10.");
    }
}

#[test]
fn a_reserve_whose_day_has_passed_says_so() {
    let mut project = project();
    let (problem, options) = filed(&mut project, &[None]);
    for (days, said) in [(0, "In reserve: taken on 1 Jun"), (-3, "In reserve: was to be taken on 29 May")] {
        let on = Some(today() + chrono::Duration::days(days));
        let state = SolutionState::Reserve { on, when: String::new() };
        let field = SolutionField::State(state);
        project.apply(Edit::SolutionField { problem, id: options[0], field }).unwrap();
        assert_eq!(state_words(&project.problems[&problem].solutions[&options[0]], &style()), said);
    }
}

#[test]
fn without_a_scenario_a_problem_reaches_what_waits_for_its_tasks() {
    let mut project = project();
    let (problem, _) = filed(&mut project, &[]);
    let found = touched(&project, &project.schedule(), &project.problems[&problem], today(), &style());
    assert_eq!(found.tasks, [(TaskId(3), "Print".to_owned())]);
    assert_eq!(found.float, "3 d of float left before something that was promised or the finish moves.");
    assert_eq!(found.promises, [("You can try it, 15 Jun".to_owned(), "kept, 1 d in hand".to_owned())]);
    assert_eq!(found.dates, [("Live".to_owned(), "12 Jun".to_owned())]);
}

#[test]
fn the_table_says_who_is_first_and_how_little_would_flip_it() {
    let mut project = project();
    let longer = scenario(&mut project, "Longer", &[takes(4, 7)]);
    let (problem, options) = filed(&mut project, &[Some(longer), None]);
    project
        .apply(prepare::add_criterion(&project, problem, "Trust", crate::project::Measure::Judged).unwrap())
        .unwrap();
    project.apply(prepare::set_score(&project, problem, options[0], 4, Some(10)).unwrap()).unwrap();
    let edit = prepare::change_criterion(&project, problem, 4, |one| one.weight = 10).unwrap();
    project.apply(edit).unwrap();
    for criterion in [2, 3] {
        let edit = prepare::change_criterion(&project, problem, criterion, |one| one.weight = 1).unwrap();
        project.apply(edit).unwrap();
    }
    let problem = &project.problems[&problem];
    let found = table(problem, &effects(&project, problem.id), &project.plan, &style());
    let rows: Vec<String> = found
        .rows
        .iter()
        .map(|row| {
            let cells: Vec<String> = row.cells.iter().map(|cell| format!("{} ({})", cell.score, cell.from)).collect();
            format!("{} × {}: {}", row.name, row.weight, cells.join(" | "))
        })
        .collect();
    assert_eq!(
        rows,
        [
            "Promises broken × 5: 0.0 (1 broken) | 10.0 (0 broken)",
            "Days the finish moves × 1: 0.0 (2 d later) | 10.0 (as planned)",
            "Cost × 1: 0.0 (+€1,000) | 10.0 (€0)",
            "Trust × 10: 10.0 () |  ()".replace("10.0 () |", "10 () |").as_str(),
        ]
    );
    assert_eq!(
        found.sentence,
        "Longer is first with 5.9. The smallest change that would flip it: raise the weight of Promises broken from 5 to 9, and Option without a name is first."
    );
}

#[test]
fn what_was_decided_reads_newest_first() {
    let mut project = project();
    let longer = scenario(&mut project, "Longer", &[takes(4, 7)]);
    let (problem, options) = filed(&mut project, &[Some(longer), None]);
    assert_eq!(problems(&project)[0].state, "2 options");
    let told = Told { today: today(), by: "Anna".into(), to_tell: vec!["Helen".into()], ..Told::default() };
    project.apply(prepare::choose(&project, problem, options[0], &told).unwrap()).unwrap();
    let lines = decisions(&project, &style());
    let line = &lines[0];
    assert_eq!((line.what.as_str(), line.when.as_str()), ("Longer", "Mon 1 Jun, by Anna"));
    assert_eq!((line.set_aside.as_str(), line.to_tell.as_str()), ("Option without a name", "Helen"));
    assert_eq!(line.problem, "Problem without a title");
    assert_eq!(problems(&project)[0].state, "decided");
}
