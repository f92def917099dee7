//! What is kept comes back.

use super::super::*;
use super::world::*;
use crate::project::Step;

#[test]
fn a_session_comes_back_with_its_undo() {
    for seed in 0..40 {
        let mut dice = Dice(seed);
        let mut store = MemoryStore::default();
        let (mut session, _) = Session::create(&mut store, "p", small_project(6));
        for _ in 0..60 {
            if let Some(record) = session.act(&mut dice) {
                session.journal.append(&mut store, &record).unwrap();
            }
        }
        let loaded = load(&store, None, &id("p")).unwrap();
        assert_eq!(loaded.report, Report::default(), "seed {seed}");
        assert_eq!(walk(&loaded.project, &loaded.history), walk(&session.project, &session.history), "seed {seed}");
    }
}

#[test]
fn undo_past_a_compaction_survives_reload() {
    let mut dice = Dice(3);
    let mut store = MemoryStore::default();
    let (mut session, _) = Session::create(&mut store, "p", small_project(6));
    for _ in 0..20 {
        if let Some(record) = session.act(&mut dice) {
            session.journal.append(&mut store, &record).unwrap();
        }
    }
    session.journal.compact(&mut store, &session.project, "15:00").unwrap();
    let mut undone = 0;
    while let Some(done) = session.history.undo(&mut session.project) {
        let at = "15:01".to_owned();
        let record = Record { step: Step::Undo, label: done.label, edit: Some(done.edit), place: done.place, at };
        session.journal.append(&mut store, &record).unwrap();
        undone += 1;
    }
    assert!(undone > 3);
    let mut loaded = load(&store, None, &id("p")).unwrap();
    assert_eq!(loaded.report, Report::default());
    assert_eq!(loaded.project, session.project);
    for _ in 0..undone {
        let again = loaded.history.redo(&mut loaded.project).unwrap();
        assert_eq!(again.label, session.history.redo(&mut session.project).unwrap().label);
        assert_eq!(loaded.project, session.project);
    }
}
