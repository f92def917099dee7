//! The file outlives the code: samples of every schema, as their build wrote them, open for ever. Never edit a sample;
//! a new schema adds one (`FORTHRIGHT_SAMPLES=write cargo test --lib golden` writes those that are missing).

use super::super::*;
use super::world::*;
use crate::edit::{PlanEdit, TaskField};
use crate::plan::TaskId;
use crate::project::{Edit, Step};
use std::path::PathBuf;

fn sample(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/saved").join(name)
}

/// Everything a store can hold of a project: two generations, a journal of every kind of step, a version, a tombstone.
fn everything() -> Entries {
    let mut store = MemoryStore::default();
    check_format(&mut store).unwrap();
    let (mut session, _) = Session::create(&mut store, "p", full_project());
    let name = |text: &str| -> Edit { PlanEdit::Set { task: TaskId(10), field: TaskField::Name(text.into()) }.into() };
    let mut keep = |session: &mut Session, step: Step, edit: Option<Edit>| {
        let (label, place, at) = ("Rename Build".to_owned(), Some(TaskId(10)), "2026-06-01T14:02:07".to_owned());
        let record = Record { step, label, edit, place, at };
        session.journal.append(&mut store, &record).unwrap();
    };
    let Session { project, history, .. } = &mut session;
    history.act(project, "Rename Build", name("Roof"), Some(TaskId(10))).unwrap();
    keep(&mut session, Step::Do, Some(name("Roof")));
    session.history.act_more(&mut session.project, name("Roof and wall")).unwrap();
    keep(&mut session, Step::More, Some(name("Roof and wall")));
    let done = session.history.undo(&mut session.project).unwrap();
    keep(&mut session, Step::Undo, Some(done.edit));
    let done = session.history.redo(&mut session.project).unwrap();
    keep(&mut session, Step::Redo, Some(done.edit));
    let large = name(&"A long name. ".repeat(2_000));
    let Session { project, history, .. } = &mut session;
    history.act(project, "Rename Build", large.clone(), Some(TaskId(10))).unwrap();
    keep(&mut session, Step::Do, Some(large));
    let reason = (versions::Reason::Named, "Sent to Anna");
    versions::save(&mut store, &session.journal, &session.project, reason, "2026-06-01T15:00:00").unwrap();
    let (gone, _) = Session::create(&mut store, "gone", small_project(2));
    delete(&mut store, &gone.journal, &gone.project, "2026-06-01T16:00:00").unwrap();
    store.entries
}

/// Writes a sample that is missing, when told to.
fn supply(name: &str, text: impl FnOnce() -> String) -> String {
    let path = sample(name);
    if !path.exists() && std::env::var("FORTHRIGHT_SAMPLES").as_deref() == Ok("write") {
        std::fs::write(&path, text()).unwrap();
    }
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn the_store_of_every_schema_opens() {
    for schema in 1..=SCHEMA {
        let name = format!("v{schema}.store.json");
        let text = supply(&name, || serde_json::to_string_pretty(&everything()).unwrap() + "\n");
        let entries: Entries = serde_json::from_str(&text).unwrap();
        let mut store = MemoryStore { entries, limit: None };
        assert_eq!(check_format(&mut store), Ok(true));
        let loaded = load(&store, None, &id("p")).unwrap();
        assert_eq!(loaded.report, Report::default(), "{name}");
        let expected = supply(&format!("v{schema}.opened.plan.json"), || plan_file::write(&loaded.project));
        assert_eq!(loaded.project, plan_file::read(&expected).unwrap(), "{name}");
        assert_eq!(loaded.history.undo_label(), Some("Rename Build"));
        let walked = walk(&loaded.project, &loaded.history);
        assert_eq!(walked.len(), 4, "{name}: two steps back and all the way forth");
        let list = versions::list(&store, None, &id("p"));
        assert_eq!(list[0].title, "Sent to Anna");
        assert_eq!(versions::read(&store, None, &id("p"), &list[0].id).unwrap(), loaded.project);
        assert_eq!(list_deleted(&store, None).unwrap()[0].1, small_project(2));
        assert_eq!(list_projects(&store, None).unwrap().len(), 1);
    }
}

#[test]
fn the_plan_file_of_every_schema_opens() {
    for schema in 1..=SCHEMA {
        let name = format!("v{schema}.plan.json");
        let text = supply(&name, || plan_file::write(&full_project()));
        let opened = plan_file::open(&text).unwrap();
        assert_eq!(opened.notes, Vec::<String>::new(), "{name}");
        assert_eq!(opened.project.plan.tasks.len(), 3);
        if schema == SCHEMA {
            assert_eq!(plan_file::write(&opened.project), text, "what is written today is this schema");
        }
    }
}
