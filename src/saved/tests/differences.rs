//! Differences: the edit leads exactly from one state to the other; the lines say what a person would.

use super::super::difference::{What, between};
use super::world::*;
use crate::edit::{PlanEdit, TaskField};
use crate::plan::{Duration, Place, TaskId};
use crate::project::{Edit, Project};

fn changed(project: &Project, edits: Vec<Edit>) -> Project {
    let mut project = project.clone();
    edits.into_iter().for_each(|edit| drop(project.apply(edit).unwrap()));
    project
}

fn check(old: &Project, new: &Project, expected: &[&str]) {
    let difference = between(old, new);
    let lines: Vec<String> = difference.lines.iter().map(ToString::to_string).collect();
    assert_eq!(lines, expected);
    leads_there(old, new);
}

fn leads_there(old: &Project, new: &Project) {
    let mut project = old.clone();
    let inverse = project.restore(between(old, new).edit).unwrap();
    assert_eq!(project, *new);
    project.restore(inverse).unwrap();
    assert_eq!(project, *old);
}

#[test]
fn nothing_is_no_lines() {
    check(&full_project(), &full_project(), &[]);
}

#[test]
fn what_a_person_did_is_what_is_said() {
    let old = small_project(4);
    let new = changed(
        &old,
        vec![
            Edit::Rename("Café".into()),
            PlanEdit::Set { task: TaskId(101), field: TaskField::Duration(Duration::working(960)) }.into(),
            PlanEdit::Move { task: TaskId(103), place: Place { parent: Some(TaskId(100)), after: None } }.into(),
            PlanEdit::Remove { task: TaskId(102) }.into(),
        ],
    );
    check(
        &old,
        &new,
        &[
            "Project renamed: Harbour café → Café",
            "Step 3 “ä” moved: top level → Step 0 “ä”",
            "Step 1 “ä”: duration changed: 8 h → 16 h",
            "Step 2 “ä” removed",
        ],
    );
}

#[test]
fn a_new_name_is_said_once_and_a_yes_or_no_in_words() {
    let old = small_project(4);
    let set = |task, field| Edit::from(PlanEdit::Set { task: TaskId(task), field });
    let shown = changed(&old, vec![set(100, TaskField::ClientVisible(true))]);
    let hidden = changed(&old, vec![set(100, TaskField::ClientVisible(false))]);
    check(&hidden, &shown, &["Step 0 “ä”: now shown to the client"]);
    check(&shown, &hidden, &["Step 0 “ä”: no longer shown to the client"]);
    let new = changed(
        &hidden,
        vec![
            set(101, TaskField::Name("Footings".into())),
            set(102, TaskField::Name(String::new())),
            set(103, TaskField::Milestone(true)),
        ],
    );
    check(
        &hidden,
        &new,
        &["Renamed Step 1 “ä” → Footings", "Renamed Step 2 “ä” → (no name)", "Step 3 “ä”: now a milestone"],
    );
    check(
        &new,
        &hidden,
        &["Renamed Footings → Step 1 “ä”", "Renamed (no name) → Step 2 “ä”", "Step 3 “ä”: no longer a milestone"],
    );
}

#[test]
fn one_task_dragged_to_the_end_is_one_line() {
    let old = small_project(6);
    let last = Place { parent: None, after: Some(TaskId(105)) };
    let new = changed(&old, vec![PlanEdit::Move { task: TaskId(100), place: last }.into()]);
    check(&old, &new, &["Step 0 “ä” moved"]);
}

#[test]
fn everything_there_is_can_come_and_go() {
    // What a file brought along is the same in all states of a project.
    let (none, all) = (Project::new("", start()), Project { carried: None, ..full_project() });
    leads_there(&none, &all);
    leads_there(&all, &none);
    leads_there(&small_project(9), &all);
    assert!(between(&none, &all).lines.iter().any(|line| line.what == What::Added && line.subject == "Anna"));
}

#[test]
fn any_two_states_of_a_session_lead_to_each_other() {
    for seed in 0..60 {
        let mut dice = Dice(seed);
        let mut store = super::super::MemoryStore::default();
        let (mut session, _) = Session::create(&mut store, "p", small_project(8));
        let mut states = vec![session.project.clone()];
        for _ in 0..30 {
            session.act(&mut dice);
            states.push(session.project.clone());
        }
        for _ in 0..8 {
            let (one, other) = (dice.below(states.len()), dice.below(states.len()));
            leads_there(&states[one], &states[other]);
        }
    }
}
