//! Laws: undo is exact, the journal and the plan file are round trips, hostile text never panics.

use super::super::*;
use super::world::*;
use crate::project::{History, Project};
use proptest::prelude::*;

/// 100,000 steps when thorough, else 10,000: after every undo and redo the project is byte for byte what it was.
#[test]
fn undo_is_exact() {
    let steps = if thorough() { 100_000 } else { 10_000 };
    let (mut taken, mut seed) = (0, 0);
    while taken < steps {
        let mut dice = Dice(seed);
        let mut project = small_project(8);
        let mut history = History::default();
        let (mut behind, mut ahead): (Vec<Project>, Vec<Project>) = (vec![], vec![]);
        for _ in 0..400 {
            let before = project.clone();
            match dice.below(5) {
                0 => {
                    assert_eq!(history.undo(&mut project).is_some(), !behind.is_empty());
                    if let Some(then) = behind.pop() {
                        assert_eq!(project, then, "seed {seed}: undo");
                        ahead.push(before);
                    }
                }
                1 => {
                    assert_eq!(history.redo(&mut project).is_some(), !ahead.is_empty());
                    if let Some(then) = ahead.pop() {
                        assert_eq!(project, then, "seed {seed}: redo");
                        behind.push(before);
                    }
                }
                _ => {
                    let (label, edit, place) = any_edit(&mut dice, &project);
                    match history.act(&mut project, &label, edit, place) {
                        Ok(()) => {
                            behind.push(before);
                            ahead.clear();
                        }
                        Err(_) => assert_eq!(project, before, "seed {seed}: a refused edit changes nothing"),
                    }
                }
            }
            taken += 1;
        }
        seed += 1;
    }
}

/// Sessions with compactions and reloads at any moment: the project is always the one on the screen, and undo goes back
/// at least as far as the journal does.
#[test]
fn a_session_may_be_reloaded_at_any_moment() {
    for seed in 0..60 {
        let mut dice = Dice(1_000 + seed);
        let mut store = MemoryStore::default();
        let (mut session, _) = Session::create(&mut store, "p", small_project(6));
        for n in 0..80 {
            if let Some(record) = session.act(&mut dice) {
                session.journal.append(&mut store, &record).unwrap();
            }
            if dice.one_in(12) {
                session.journal.compact(&mut store, &session.project, "15:00").unwrap();
            }
            if dice.one_in(10) {
                let loaded = load(&store, None, &id("p")).unwrap();
                assert_eq!(loaded.report, Report::default(), "seed {seed}");
                assert_eq!(loaded.project, session.project, "seed {seed}");
                let short = walk(&loaded.project, &loaded.history);
                let long = walk(&session.project, &session.history);
                let undone = |walk: &[String]| walk[..walk.len() - 1].to_vec();
                // A reload may split what was typed in one go across a compaction, so only whole states are compared.
                assert!(undone(&short).len() <= undone(&long).len() + 1, "seed {seed}");
                let journal = Journal::resume(id("p"), &format!("w{n}"), loaded.thread);
                session = Session { journal, project: loaded.project, history: loaded.history, clock: session.clock };
            }
        }
    }
}

#[test]
fn packing_is_a_round_trip() {
    let mut dice = Dice(6);
    for length in (0..400).chain([5_000, 70_000]) {
        let text: String = (0..length).map(|_| ['a', 'ä', '€', '🦀', '\n', '0'][dice.below(6)]).collect();
        let packed = super::super::pack::pack(&text);
        assert!(packed.chars().all(|unit| ('\u{20}'..='\u{801f}').contains(&unit)));
        assert_eq!(super::super::pack::unpack(&packed, text.len()), Some(text));
    }
}

#[test]
fn a_packed_bomb_is_refused() {
    let packed = super::super::pack::pack(&"0".repeat(50_000_000));
    assert!(packed.len() < 200_000);
    assert_eq!(super::super::pack::unpack(&packed, 1_000), None, "no more than the size it says");
}

#[test]
fn migrations_lead_step_by_step() {
    use super::super::migrate::{Migration, steps};
    fn nothing(_: &mut serde_json::Value) {}
    fn rename(value: &mut serde_json::Value) {
        value["name"] = value["title"].take();
    }
    let all = [Migration { to: 2, plan: rename, edit: nothing }, Migration { to: 3, plan: nothing, edit: nothing }];
    let mut old = serde_json::json!({ "title": "Café" });
    steps(&all, 1, 3).unwrap().for_each(|step| (step.plan)(&mut old));
    assert_eq!(old["name"], "Café");
    assert_eq!(steps(&all, 3, 3).unwrap().count(), 0);
    assert!(steps(&all, 0, 3).is_err() && steps(&all, 1, 4).is_err() && steps(&all, 3, 2).is_err());
    let known: Vec<u32> = migrate::MIGRATIONS.iter().map(|step| step.to).collect();
    assert_eq!(known, (1..SCHEMA).map(|from| from + 1).collect::<Vec<_>>(), "one numbered step a schema");
}

/// A plan file with something changed somewhere.
fn touched() -> impl Strategy<Value = String> {
    let text = plan_file::write(&full_project());
    let changes = prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), any::<char>()), 1..8);
    changes.prop_map(move |changes| {
        let mut chars: Vec<char> = text.chars().collect();
        for (at, how, new) in changes {
            if chars.is_empty() {
                break;
            }
            let at = at.index(chars.len().max(1)).min(chars.len().saturating_sub(1));
            match how % 5 {
                0 => chars[at] = new,
                1 => drop(chars.remove(at)),
                2 => chars.insert(at, new),
                3 => chars.truncate(at.max(1)),
                _ => {
                    let piece: Vec<char> = chars[at..(at + usize::from(how)).min(chars.len())].to_vec();
                    chars.splice(at..at, piece);
                }
            }
        }
        chars.into_iter().collect()
    })
}

/// A number anywhere in a plan file made another.
fn other_numbers() -> impl Strategy<Value = String> {
    let text = plan_file::write(&full_project());
    let numbers: Vec<(usize, usize)> = {
        let bytes = text.as_bytes();
        let start = |at: &usize| bytes[*at].is_ascii_digit() && !bytes[*at - 1].is_ascii_alphanumeric();
        let end = |from: usize| (from..bytes.len()).find(|at| !bytes[*at].is_ascii_digit()).unwrap_or(bytes.len());
        (1..bytes.len()).filter(start).map(|at| (at, end(at))).collect()
    };
    let values = prop::sample::select(vec![
        "0",
        "1",
        "-1",
        "101",
        "65535",
        "65536",
        "2147483647",
        "-2147483648",
        "4294967295",
        "9999999999",
        "1e9",
        "0.5",
        "null",
    ]);
    (prop::sample::subsequence(numbers, 1..6), values).prop_map(move |(places, value)| {
        let mut text = text.clone();
        for (from, to) in places.into_iter().rev() {
            text.replace_range(from..to, value);
        }
        text
    })
}

fn opens_or_says_why(text: &str) {
    match plan_file::open(text) {
        Ok(opened) => {
            let again = plan_file::open(&plan_file::write(&opened.project)).unwrap();
            assert_eq!(again.project, opened.project);
            assert_eq!(again.notes, Vec::<String>::new(), "mended once, it stays mended");
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: if cfg!(debug_assertions) { 400 } else { 5_000 }, ..ProptestConfig::default() })]

    #[test]
    fn a_touched_plan_file_never_panics(text in touched()) {
        opens_or_says_why(&text);
    }

    #[test]
    fn absurd_numbers_never_panic(text in other_numbers()) {
        opens_or_says_why(&text);
    }

    #[test]
    fn any_text_never_panics(text in ".{0,200}", json in "[\\[\\]{}\",:0-9a-z ]{0,200}") {
        opens_or_says_why(&text);
        opens_or_says_why(&json);
        let entries: Entries = [("fr/p/s/1".to_owned(), text.clone()), ("fr/p/j/w/1".to_owned(), json)].into();
        let store = MemoryStore { entries, limit: None };
        prop_assert!(load(&store, None, &id("p")).is_err());
        prop_assert!(Key::parse(&text).is_none_or(|key| key.to_string() == text));
    }
}

#[test]
fn deep_and_huge_json_is_refused_quickly() {
    for text in [
        "[".repeat(3_000_000),
        "{\"a\":".repeat(500_000),
        format!("{{\"forthright\": 1, \"name\": \"{}", "x".repeat(9_000_000)),
    ] {
        assert!(plan_file::open(&text).is_err());
    }
    let many = small_project(3);
    let mut many_tasks = many.clone();
    let task = many.plan.tasks[0].clone();
    many_tasks.plan.tasks = vec![task; 20_000];
    let opened = plan_file::open(&plan_file::write(&many_tasks)).unwrap();
    let ids: std::collections::BTreeSet<_> = opened.project.plan.tasks.iter().map(|task| task.id).collect();
    assert_eq!((ids.len(), opened.notes.len()), (20_000, 51));
}

/// A seeded plan of the size that is promised, with names and notes of ordinary length and two links a task.
pub fn large_project(tasks: u32) -> Project {
    use crate::plan::{DependencyKey, DependencyKind, Duration, Lag, Task, TaskId};
    let words =
        ["Design", "review", "of", "the", "harbour", "kitchen", "wall", "pipes", "and", "paint", "order", "deliver"];
    let mut dice = Dice(10);
    let mut project = small_project(0);
    for n in 0..tasks {
        let name: Vec<&str> = (0..2 + dice.below(4)).map(|_| words[dice.below(words.len())]).collect();
        let level = if n % 10 == 0 { 0 } else { 1 };
        let mut task = Task::new(TaskId(n + 2), level, name.join(" "), Duration::working(60 * dice.below(80) as i32));
        task.client_visible = dice.one_in(5);
        project.plan.tasks.push(task);
        for _ in 0..2 {
            let predecessor = TaskId(2 + dice.below(n.max(1) as usize) as u32);
            let key = DependencyKey { successor: TaskId(n + 2), predecessor, kind: DependencyKind::FS };
            project.plan.dependencies.insert(key, Lag::default());
        }
    }
    project.plan.ids.last = tasks + 2;
    project
}

#[test]
fn ten_thousand_tasks_fit_in_two_generations_and_a_version() {
    let project = large_project(10_000);
    let mut store = MemoryStore { limit: Some(quota::LIMIT), ..MemoryStore::default() };
    let (journal, _) = Journal::create(&mut store, id("p"), "w0", &project, "10:00").unwrap();
    versions::save(&mut store, &journal, &project, (versions::Reason::Named, ""), "10:00").unwrap();
    let usage = quota::Usage::of(&store).unwrap();
    let one = usage.snapshots / 2;
    println!("plan file {} bytes, one snapshot {one} units", plan_file::write(&project).len());
    assert!(one < 400_000, "{one} units");
    assert_eq!(usage.level(), quota::Level::Plenty);
    assert_eq!(load(&store, None, &id("p")).unwrap().project, project);
}
