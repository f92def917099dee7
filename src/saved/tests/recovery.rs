//! Gaps, fallbacks, two writers, tombstones, versions, lists: each a picture.

use super::super::*;
use super::world::*;
use crate::project::{Edit, Project, Step};

fn rename(name: &str, at: &str) -> Record {
    let edit = Some(Edit::Rename(name.into()));
    Record { step: Step::Do, label: format!("Rename to {name}"), edit, place: None, at: at.into() }
}

/// A project renamed A, B, C … by writer w0, one record each.
fn renamed(store: &mut MemoryStore, names: &str) -> Session {
    let (mut session, _) = Session::create(store, "p", small_project(2));
    for (n, name) in names.chars().enumerate() {
        type_in(store, &mut session, &name.to_string(), &format!("14:0{n}"));
    }
    session
}

fn type_in(store: &mut MemoryStore, session: &mut Session, name: &str, at: &str) {
    let record = rename(name, at);
    session.history.act(&mut session.project, &record.label, record.edit.clone().unwrap(), None).unwrap();
    session.journal.append(store, &record).unwrap();
}

fn open(store: &MemoryStore) -> Loaded {
    load(store, None, &id("p")).unwrap()
}

fn sentences(loaded: &Loaded) -> Vec<String> {
    loaded.report.sentences()
}

#[test]
fn after_a_gap_the_rest_is_kept_aside_and_told() {
    let mut store = MemoryStore::default();
    renamed(&mut store, "ABCDE");
    store.entries.remove("fr/p/j/w0/3");
    let loaded = open(&store);
    assert_eq!(loaded.project.name, "B");
    let told = "2 edits after 14:01 could not be placed, because something between is missing. They are kept aside.";
    assert_eq!(sentences(&loaded), [told]);
    assert_eq!(loaded.sweep, Vec::<String>::new());
    repair(&mut store, &loaded.repairs);
    assert!(store.entries.contains_key("fr/q/1/fr/p/j/w0/4") && store.entries.contains_key("fr/q/2/fr/p/j/w0/5"));
    assert_eq!(sentences(&open(&store)), Vec::<String>::new());
    let aside: Vec<String> = store.keys(key::QUARANTINE).unwrap();
    put_back(&mut store, &aside).unwrap();
    assert_eq!(sentences(&open(&store)), [told], "a repair can be undone");
}

#[test]
fn a_lost_snapshot_costs_nothing() {
    let mut store = MemoryStore::default();
    let mut session = renamed(&mut store, "AB");
    session.journal.compact(&mut store, &session.project, "15:00").unwrap();
    type_in(&mut store, &mut session, "C", "15:01");
    store.entries.remove("fr/p/s/3");
    let loaded = open(&store);
    assert_eq!((loaded.project.name.as_str(), loaded.thread.generation), ("C", 2));
    assert_eq!(
        sentences(&loaded),
        ["The newest saved state was not readable; state 2 and the edits after it were used."]
    );
}

#[test]
fn a_version_is_the_last_resort() {
    let mut store = MemoryStore::default();
    let mut session = renamed(&mut store, "AB");
    let reason = (versions::Reason::Named, "Sent");
    versions::save(&mut store, &session.journal, &session.project, reason, "14:30").unwrap();
    type_in(&mut store, &mut session, "C", "14:40");
    for generation in 1..=2 {
        store.entries.insert(format!("fr/p/s/{generation}"), "torn".into());
    }
    let loaded = open(&store);
    assert_eq!(loaded.project.name, "C");
    assert!(sentences(&loaded).contains(&"No saved state was readable; the version “Sent” of 14:30 was used.".into()));
    store.entries.retain(|key, _| !key.contains("/r/"));
    assert!(matches!(load(&store, None, &id("p")), Err(LoadError::Unreadable(_))));
    assert!(raw(&store, None).contains("torn"));
}

#[test]
fn only_two_generations_and_their_journal_stay() {
    let mut store = MemoryStore::default();
    let mut session = renamed(&mut store, "AB");
    for (generation, name) in ["C", "D", "E"].into_iter().enumerate() {
        session.journal.compact(&mut store, &session.project, "15:00").unwrap();
        type_in(&mut store, &mut session, name, &format!("15:0{generation}"));
        for key in open(&store).sweep {
            store.remove(&key).unwrap();
        }
    }
    let left: Vec<&str> = store.entries.keys().map(String::as_str).collect();
    assert_eq!(left, ["fr/p/j/w0/4", "fr/p/j/w0/5", "fr/p/s/4", "fr/p/s/5"]);
    store.entries.remove("fr/p/s/5");
    assert_eq!(open(&store).project.name, "E", "the older of the two and its tail are enough");
}

#[test]
fn nothing_is_swept_while_something_is_wrong() {
    let mut store = MemoryStore::default();
    let mut session = renamed(&mut store, "AB");
    for name in ["C", "D", "E"] {
        session.journal.compact(&mut store, &session.project, "15:00").unwrap();
        type_in(&mut store, &mut session, name, "15:01");
    }
    assert!(!open(&store).sweep.is_empty());
    store.entries.insert("fr/p/j/w0/5".into(), "torn".into());
    let loaded = open(&store);
    assert_eq!((loaded.project.name.as_str(), loaded.sweep.len()), ("D", 0));
}

#[test]
fn a_record_of_another_story_under_the_same_name_is_not_built_upon() {
    let (mut store, mut other) = (MemoryStore::default(), MemoryStore::default());
    renamed(&mut store, "ABCD");
    renamed(&mut other, "AXY");
    store.entries.insert("fr/p/j/w0/2".into(), other.entries["fr/p/j/w0/2"].clone());
    let loaded = open(&store);
    assert_eq!(loaded.project.name, "X", "C and D were typed on top of B");
    assert!(loaded.report.is_loss());
}

#[test]
fn two_tabs_that_could_not_exclude_each_other_keep_both_works() {
    for seed in 0..50 {
        let mut dice = Dice(seed);
        let mut store = MemoryStore::default();
        let (one, _) = Session::create(&mut store, "p", small_project(6));
        let mut tabs = vec![one];
        for writer in ["w1", "w2"] {
            let loaded = open(&store);
            let journal = Journal::resume(id("p"), writer, loaded.thread);
            tabs.push(Session { journal, project: loaded.project, history: loaded.history, clock: dice.roll() % 99 });
        }
        let mut written = 0;
        for _ in 0..60 {
            let at = dice.below(3);
            if dice.one_in(15) {
                let tab = &mut tabs[at];
                tab.journal.compact(&mut store, &tab.project, "15:00").unwrap();
            }
            if let Some(record) = tabs[at].act(&mut dice) {
                tabs[at].journal.append(&mut store, &record).unwrap();
                written += 1;
            }
        }
        let loaded = open(&store);
        let told = loaded.report.findings.iter();
        let refused = told.clone().filter(|finding| matches!(finding, Finding::Refused { .. })).count();
        assert_eq!(
            refused,
            loaded.report.findings.len(),
            "seed {seed}: only edits that no longer fit: {:?}",
            loaded.report
        );
        let records = store.entries.keys().filter(|key| key.contains("/j/")).count();
        assert_eq!(records, written, "seed {seed}: every acknowledged edit is there");
        assert_eq!(open(&store).project, loaded.project, "every tab that reads sees the same");
    }
}

#[test]
fn a_reading_tab_follows_the_writing_one() {
    let mut dice = Dice(9);
    let mut store = MemoryStore::default();
    let (mut writer, _) = Session::create(&mut store, "p", small_project(6));
    let loaded = open(&store);
    let (mut project, mut history) = (loaded.project, loaded.history);
    let mut reader = Journal::resume(id("p"), "w1", loaded.thread);
    for _ in 0..200 {
        let Some(record) = writer.act(&mut dice) else { continue };
        let Written { key, value } = writer.journal.append(&mut store, &record).unwrap();
        assert_eq!(reader.follow(&key, &value, &mut project, &mut history), Followed::Applied);
        assert_eq!(reader.follow(&key, &value, &mut project, &mut history), Followed::Known);
        assert_eq!(project, writer.project);
    }
    assert!(reader.has_seen(&writer.journal.seen()));
    assert_eq!(walk(&project, &history), walk(&writer.project, &writer.history));
}

#[test]
fn a_missed_record_makes_a_reading_tab_read_again() {
    let mut store = MemoryStore::default();
    let mut writer = renamed(&mut store, "A");
    let loaded = open(&store);
    let (mut project, mut history) = (loaded.project, loaded.history);
    let mut reader = Journal::resume(id("p"), "w1", loaded.thread);
    writer.journal.append(&mut store, &rename("B", "14:01")).unwrap();
    let Written { key, value } = writer.journal.append(&mut store, &rename("C", "14:02")).unwrap();
    assert_eq!(reader.follow(&key, &value, &mut project, &mut history), Followed::Reload);
}

#[test]
fn what_a_new_writer_had_seen_is_missed_when_it_is_gone() {
    let mut store = MemoryStore::default();
    renamed(&mut store, "AB");
    let loaded = open(&store);
    let journal = Journal::resume(id("p"), "w1", loaded.thread);
    let mut next = Session { journal, project: loaded.project, history: loaded.history, clock: 0 };
    type_in(&mut store, &mut next, "C", "15:00");
    store.entries.remove("fr/p/j/w0/2");
    let loaded = open(&store);
    assert_eq!(loaded.project.name, "A", "C was typed on top of B and does not stand without it");
    assert!(loaded.report.is_loss());
}

#[test]
fn clocks_that_run_backwards_change_nothing() {
    let mut store = MemoryStore::default();
    let mut session = renamed(&mut store, "A");
    type_in(&mut store, &mut session, "B", "1970-01-01T00:00:00");
    type_in(&mut store, &mut session, "C", "2999-01-01T00:00:00");
    type_in(&mut store, &mut session, "D", "");
    assert_eq!(open(&store).project.name, "D");
}

#[test]
fn a_deleted_project_stays_deleted_and_can_be_brought_back() {
    let mut store = MemoryStore::default();
    let session = renamed(&mut store, "AB");
    let mirror: Entries = store.entries.clone();
    delete(&mut store, &session.journal, &session.project, "16:00").unwrap();
    assert_eq!(store.entries.len(), 1);
    assert_eq!(load(&store, Some(&mirror), &id("p")).unwrap_err(), LoadError::Gone, "the mirror cannot resurrect it");
    assert_eq!(list_projects(&store, Some(&mirror)).unwrap(), []);
    let deleted = list_deleted(&store, Some(&mirror)).unwrap();
    assert_eq!((deleted[0].0.name.as_str(), &deleted[0].1), ("B", &session.project));
}

#[test]
fn a_project_that_was_got_back_has_its_versions_and_goes_on() {
    let mut store = MemoryStore::default();
    let session = renamed(&mut store, "AB");
    let sent = (versions::Reason::Named, "Sent to Anna");
    versions::save(&mut store, &session.journal, &session.project, sent, "15:00").unwrap();
    store.set("fr/p/b", "{}").unwrap();
    let mut mirror: Entries = store.entries.clone();
    let tell = |mirror: &mut Entries, changes: Vec<Change>| {
        for (key, value) in changes {
            match value {
                Some(value) => drop(mirror.insert(key, value)),
                None => drop(mirror.remove(&key)),
            }
        }
    };
    let stale = mirror.clone();
    tell(&mut mirror, delete(&mut store, &session.journal, &session.project, "16:00").unwrap());
    assert_eq!(store.entries, mirror);
    assert_eq!(mirror.keys().map(String::as_str).collect::<Vec<_>>(), ["fr/p/b", "fr/p/gone", "fr/p/r/00000001w0"]);
    assert_eq!(list_projects(&store, Some(&mirror)).unwrap(), [], "versions alone are no project");
    // Also where the second copy was never told of the deletion.
    for (name, second) in [("told", &mirror), ("not told", &stale)] {
        let mut store = store.clone();
        let mut second = second.clone();
        let changes = bring_back(&mut store, Some(&second), &id("p"), ("w7", "17:00")).unwrap();
        tell(&mut second, changes);
        let loaded = load(&store, Some(&second), &id("p")).unwrap();
        assert_eq!((&loaded.project, loaded.history.undo_label()), (&session.project, None), "{name}");
        let list = versions::list(&store, None, &id("p"));
        assert_eq!(list.iter().map(|v| v.title.as_str()).collect::<Vec<_>>(), ["Sent to Anna"], "{name}");
        assert_eq!(list_deleted(&store, Some(&second)).unwrap(), [], "{name}");
        let journal = Journal::resume(id("p"), "w8", loaded.thread);
        assert_eq!(journal.steps(), session.journal.steps(), "{name}: backups are counted on");
        let mut next = Session { journal, project: loaded.project, history: loaded.history, clock: 0 };
        type_in(&mut store, &mut next, "C", "18:00");
        let again = load(&store, Some(&second), &id("p")).unwrap();
        assert_eq!(again.project.name, "C", "{name}");
        assert!(!again.report.is_loss(), "{name}: {:?}", again.report);
    }
}

#[test]
fn where_the_last_state_does_not_fit_nothing_is_deleted() {
    let mut store = MemoryStore::default();
    let session = renamed(&mut store, "AB");
    versions::save(&mut store, &session.journal, &session.project, (versions::Reason::Daily, ""), "15:00").unwrap();
    let before = store.entries.clone();
    store.limit = Some(quota::Usage::of(&store).unwrap().total() + 40);
    assert_eq!(delete(&mut store, &session.journal, &session.project, "16:00"), Err(StoreError::Full));
    assert_eq!(store.entries, before);
    assert_eq!(open(&store).project, session.project);
    // The same on the way back: it stays deleted, and can be tried again.
    store.limit = None;
    delete(&mut store, &session.journal, &session.project, "16:00").unwrap();
    let before = store.entries.clone();
    store.limit = Some(quota::Usage::of(&store).unwrap().total() + 40);
    assert_eq!(bring_back(&mut store, None, &id("p"), ("w7", "17:00")), Err(StoreError::Full));
    assert_eq!(store.entries, before);
}

#[test]
fn what_is_removed_for_good_leaves_nothing_in_either_copy() {
    let mut store = MemoryStore::default();
    let session = renamed(&mut store, "AB");
    versions::save(&mut store, &session.journal, &session.project, (versions::Reason::Named, "Sent"), "15:00").unwrap();
    let mut mirror = store.entries.clone();
    delete(&mut store, &session.journal, &session.project, "16:00").unwrap();
    for (key, value) in forget(&mut store, Some(&mirror.clone()), &id("p")).unwrap() {
        assert_eq!(value, None);
        mirror.remove(&key);
    }
    assert_eq!((store.entries.len(), mirror.len()), (0, 0));
}

#[test]
fn letters_of_one_visit_are_one_change() {
    let mut store = MemoryStore::default();
    let mut session = renamed(&mut store, "A");
    for name in ["B", "Ba", "Bar"] {
        let edit = Edit::Rename(name.into());
        session.history.act_more(&mut session.project, edit.clone()).unwrap();
        let (label, at) = ("Typing".to_owned(), "15:00".to_owned());
        let record = Record { step: Step::More, label, edit: Some(edit), place: None, at };
        session.journal.append(&mut store, &record).unwrap();
    }
    assert_eq!((session.journal.count(), session.journal.steps()), (4, 1));
    assert_eq!(list_projects(&store, None).unwrap()[0].edits, 1);
    session.journal.compact(&mut store, &session.project, "15:10").unwrap();
    let loaded = open(&store);
    assert_eq!(Journal::resume(id("p"), "w9", loaded.thread).steps(), 1, "also once the journal is short");
}

#[test]
fn the_list_tells_names_and_edits_without_opening() {
    let mut store = MemoryStore::default();
    renamed(&mut store, "ABC");
    let (_, _) = Session::create(&mut store, "x2", Project::new("Second", start()));
    store.entries.insert("fr/torn/s/1".into(), "torn".into());
    let cards = list_projects(&store, None).unwrap();
    let told: Vec<(&str, usize, u64, bool)> =
        cards.iter().map(|card| (card.name.as_str(), card.tasks, card.edits, card.readable)).collect();
    assert_eq!(told, [("C", 2, 3, true), ("Second", 0, 0, true), ("torn", 0, 0, false)]);
}

#[test]
fn a_newer_schema_is_read_only_and_untouched() {
    let mut store = MemoryStore::default();
    renamed(&mut store, "AB");
    let newer = |key: &str| super::super::envelope::seal_as(SCHEMA + 1, key, &"?", "?", usize::MAX).value;
    store.entries.insert("fr/p/j/w9/1".into(), newer("fr/p/j/w9/1"));
    store.entries.insert("fr/p/s/9".into(), newer("fr/p/s/9"));
    let before = store.entries.clone();
    let loaded = open(&store);
    assert_eq!((loaded.project.name.as_str(), &loaded.read_only), ("B", &Some(ReadOnly::Newer)));
    assert!(loaded.repairs.is_empty() && loaded.sweep.is_empty());
    store.entries.retain(|key, _| !key.contains("/s/") || key.ends_with("/9"));
    assert_eq!(load(&store, None, &id("p")).unwrap_err(), LoadError::Newer);
    store.entries = before;
    assert_eq!(check_format(&mut store), Ok(true));
    store.entries.insert(key::META.into(), newer(key::META));
    assert_eq!(check_format(&mut store), Ok(false));
    store.entries.insert(key::META.into(), "2".into());
    assert_eq!(check_format(&mut store), Ok(true), "a damaged number is written anew");
}

#[test]
fn versions_are_listed_read_and_pruned() {
    let mut store = MemoryStore::default();
    let mut session = renamed(&mut store, "A");
    use versions::Reason::{BeforeImport, Daily, Named};
    for (n, (reason, title)) in [(Daily, ""), (Named, "Sent"), (BeforeImport, ""), (Daily, "")].into_iter().enumerate()
    {
        versions::save(&mut store, &session.journal, &session.project, (reason, title), &format!("15:0{n}")).unwrap();
        type_in(&mut store, &mut session, &format!("V{n}"), "15:30");
    }
    let list = versions::list(&store, None, &id("p"));
    assert_eq!(
        list.iter().map(|v| (v.reason, v.at.as_str())).collect::<Vec<_>>(),
        [(Daily, "15:03"), (BeforeImport, "15:02"), (Named, "15:01"), (Daily, "15:00")]
    );
    assert_eq!(versions::read(&store, None, &id("p"), &list[2].id).unwrap().name, "V0");
    assert_eq!(versions::prune(&mut store, &id("p"), 1).len(), 2);
    let left: Vec<_> = versions::list(&store, None, &id("p")).into_iter().map(|v| v.reason).collect();
    assert_eq!(left, [Daily, Named], "named ones are never pruned");
}

#[test]
fn a_removed_version_can_be_put_back() {
    let mut store = MemoryStore::default();
    let session = renamed(&mut store, "A");
    let sent = (versions::Reason::Named, "Sent");
    versions::save(&mut store, &session.journal, &session.project, sent, "15:00").unwrap();
    let before = store.entries.clone();
    let point = versions::list(&store, None, &id("p"))[0].id.clone();
    let stored = versions::stored(&store, &id("p"), &point).unwrap().unwrap();
    versions::remove(&mut store, &id("p"), &point).unwrap();
    assert_eq!(versions::list(&store, None, &id("p")), []);
    versions::put_back(&mut store, &id("p"), &point, &stored).unwrap();
    assert_eq!(store.entries, before);
}

#[test]
fn the_share_is_counted_by_kind() {
    let mut store = MemoryStore::default();
    let session = renamed(&mut store, "AB");
    versions::save(&mut store, &session.journal, &session.project, (versions::Reason::Named, ""), "15:00").unwrap();
    store.set("other", "ä🦀").unwrap();
    let usage = quota::Usage::of(&store).unwrap();
    assert_eq!(usage.other, 5 + 3);
    assert!(usage.snapshots > usage.journal && usage.restore_points > 0 && usage.quarantine == 0);
    assert_eq!(usage.total(), store.entries.iter().map(|(k, v)| (k.clone() + v).encode_utf16().count()).sum::<usize>());
    assert_eq!(usage.level(), quota::Level::Plenty);
}
