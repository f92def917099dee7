//! The plan file: what is written comes back; what others wrote does no harm.

use super::super::SCHEMA;
use super::super::plan_file::{PlanFileError, open, read, write};
use super::world::*;
use crate::project::Project;

#[test]
fn everything_comes_back_and_nothing_is_noted() {
    for project in [full_project(), small_project(5), Project::new("", start())] {
        let text = write(&project);
        let opened = open(&text).unwrap();
        assert_eq!(opened.project, project);
        assert_eq!(opened.project.plan.ids.last, project.plan.ids.last);
        assert_eq!(opened.notes, Vec::<String>::new());
        assert_eq!(write(&opened.project), text, "writing again gives the same bytes");
    }
}

#[test]
fn the_version_is_first_and_a_record_is_a_line() {
    let text = write(&full_project());
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[..2], ["{", &format!("\"forthright\": {SCHEMA},")]);
    assert_eq!(lines.iter().filter(|line| line.starts_with("{\"id\":4000000000")).count(), 1);
    let mut changed = full_project();
    changed.plan.tasks[1].name = "Other".into();
    let other = write(&changed);
    let differing = text.lines().zip(other.lines()).filter(|(one, two)| one != two).count();
    assert_eq!((text.lines().count(), differing), (other.lines().count(), 1), "one changed task is one changed line");
}

#[test]
fn keys_of_others_are_noted_and_do_no_harm() {
    let text = write(&small_project(2)).replacen("\"name\"", "\"colour\": {\"red\": 1},\n\"name\"", 1);
    let opened = open(&text).unwrap();
    assert_eq!(opened.project, small_project(2));
    assert_eq!(opened.notes.len(), 2, "{:?}", opened.notes);
}

#[test]
fn a_merge_by_hand_is_mended_and_told() {
    let mut project = small_project(3);
    project.plan.tasks[1].id = project.plan.tasks[0].id;
    project.plan.tasks[0].level = 3;
    project.plan.settings.calendar = crate::plan::CalendarId(9);
    project.plan.tasks[2].progress.percent = 200;
    let opened = open(&write(&project)).unwrap();
    assert_eq!(opened.notes.len(), 4, "{:?}", opened.notes);
    let plan = &opened.project.plan;
    assert_eq!(
        plan.tasks.iter().map(|task| (task.id.0, task.level)).collect::<Vec<_>>(),
        [(100, 0), (103, 0), (102, 0)]
    );
    assert_eq!(plan.fresh_id(), 104);
}

#[test]
fn what_cannot_be_read_says_where() {
    let good = write(&small_project(2));
    assert_eq!(read("[1]"), Err(PlanFileError::NotAPlan));
    assert_eq!(read("{\"a\": 1}"), Err(PlanFileError::NotAPlan));
    assert!(matches!(read(""), Err(PlanFileError::NotJson { .. })));
    assert!(matches!(read(&good[..good.len() - 9]), Err(PlanFileError::NotJson { .. })));
    let schema = |n: u32| good.replace(&format!("\"forthright\": {SCHEMA}"), &format!("\"forthright\": {n}"));
    assert_eq!(read(&schema(SCHEMA + 1)), Err(PlanFileError::Newer(SCHEMA + 1)));
    assert!(matches!(read(&schema(0)), Err(PlanFileError::NoWay(_))));
    let broken = good.replace("\"minutes\":480", "\"minutes\":\"long\"");
    let Err(PlanFileError::Form { line, what }) = read(&broken) else { panic!() };
    assert!(broken.lines().nth(line - 1).unwrap().contains("long"), "line {line}: {what}");
}
