//! Refusals as pictures, and the laws of edits: an inverse restores exactly, a refused edit changes nothing.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::plan::*;
use crate::words::edit_error;
use proptest::prelude::*;
use std::ops::Range;

/// A plan from an outline of one-letter names (two blanks a level; the id is the letter's code) and links such as
/// `A>B` or `A>B:FF`.
fn plan(outline: &str, links: &str) -> Plan {
    let mut plan = Plan::new(Moment(0));
    for line in outline.lines().filter(|line| !line.trim().is_empty()) {
        let level = (line.len() - line.trim_start().len()) / 2;
        let task = Task::new(id(line.trim()), level as u16, line.trim(), Duration::working(480));
        plan.ids.last = plan.ids.last.max(task.id.0);
        plan.tasks.push(task);
    }
    plan.dependencies = links.split_whitespace().map(|link| (key(link), Lag::default())).collect();
    plan
}

fn id(name: &str) -> TaskId {
    TaskId(u32::from(name.bytes().next().unwrap()))
}

fn key(text: &str) -> DependencyKey {
    let (ends, kind) = text.split_once(':').unwrap_or((text, "FS"));
    let (predecessor, successor) = ends.split_once('>').unwrap();
    let kind = match kind {
        "SS" => DependencyKind::SS,
        "FF" => DependencyKind::FF,
        "SF" => DependencyKind::SF,
        _ => DependencyKind::FS,
    };
    DependencyKey { predecessor: id(predecessor), successor: id(successor), kind }
}

/// `A>B` links; `B in A`, `B in A after C`, `B in . after C` moves; `-B` removes; `+Z in A` inserts, `+Z in A A>Z` with links.
fn edit(text: &str) -> PlanEdit {
    if let Some((task, place)) = text.split_once(" in ") {
        let mut words = place.split(' ');
        let parent = words.next().filter(|parent| *parent != ".").map(id);
        let mut after = None;
        let mut dependencies = Vec::new();
        while let Some(word) = words.next() {
            match word {
                "after" => after = words.next().map(id),
                link => dependencies.push(Dependency { key: key(link), lag: Lag::default() }),
            }
        }
        let place = Place { parent, after };
        return match task.strip_prefix('+') {
            Some(names) => {
                let tasks =
                    names.split('/').zip(0..).map(|(name, level)| Task::new(id(name), level, name, Duration::ZERO));
                PlanEdit::Insert { place, tasks: tasks.collect(), dependencies }
            }
            None => PlanEdit::Move { task: id(task), place },
        };
    }
    match text.strip_prefix('-') {
        Some(task) => PlanEdit::Remove { task: id(task) },
        None => PlanEdit::Link { link: key(text), lag: Some(Lag::default()) },
    }
}

fn picture(plan: &Plan) -> String {
    plan.tasks
        .iter()
        .map(|task| format!("{}{}", "  ".repeat(task.level.into()), task.name))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Carries `edits` out one by one on the plan; the last is refused with the sentence, or leaves the outline.
fn check(outline: &str, links: &str, edits: &str, expected: &str) {
    let mut plan = plan(outline, links);
    let mut got = String::new();
    for text in edits.split(", ") {
        let before = plan.clone();
        got = match plan.apply(edit(text)) {
            Ok(inverse) => {
                let mut back = plan.clone();
                back.restore(inverse).unwrap();
                assert_eq!(back, before, "{text} taken back");
                picture(&plan)
            }
            Err(error) => {
                assert_eq!(plan, before, "{text} refused");
                edit_error(&error, &plan)
            }
        };
    }
    assert_eq!(got, expected, "{edits} on\n{outline}\n{links}");
}

const HOUSE: &str = "A\n  B\n  C\nD\n  E\n    F\n  G\nH";

#[test]
fn links_that_make_no_sense_are_refused_by_name() {
    for (links, tried, expected) in [
        ("", "A>A", "A cannot wait for itself."),
        ("", "B>A", "B is a part of A: neither can wait for the other."),
        ("", "D>F", "F is a part of D: neither can wait for the other."),
        ("B>C", "C>B", "That would run in a circle: C → B → C."),
        ("B>C C>F:SS F>H:FF", "H>B:SF", "That would run in a circle: H → B → C → F → H."),
        // Into a summary: it binds the leaves. Out of one: it waits for them.
        ("A>D", "F>B", "That would run in a circle: F → B → A → D → F."),
        ("A>D", "D>A:SS", "That would run in a circle: D → A → D."),
        ("H>D", "G>H", "That would run in a circle: G → H → D → G."),
        ("D>H", "H>F", "That would run in a circle: H → F → D → H."),
        (
            "",
            "H>A:FF",
            "A has steps of its own, so its finish cannot be tied to another task. Link one of its steps, or use FS or SS.",
        ),
        (
            "",
            "H>E:SF",
            "E has steps of its own, so its finish cannot be tied to another task. Link one of its steps, or use FS or SS.",
        ),
        ("", "B>Z", "That task is no longer in the plan."),
    ] {
        check(HOUSE, links, tried, expected);
    }
}

#[test]
fn links_through_summaries_that_are_no_circle_are_made() {
    for (links, made) in [("A>D", "B>F"), ("B>F", "E>H"), ("A>E", "A>D:SS"), ("B>F:FF", "A>G:FF"), ("A>D", "D>H:FF")] {
        check(HOUSE, links, made, HOUSE);
    }
}

#[test]
fn moves_are_refused_when_the_links_could_then_not_hold() {
    for (links, tried, expected) in [
        ("", "D in E", "D cannot stand inside itself."),
        ("", "D in . after E", "D cannot stand inside itself."),
        ("", "H in A after G", "There is no such place in the outline any more."),
        ("H>A", "H in A", "H is a part of A: neither can wait for the other."),
        ("D>H", "H in D", "H is a part of D: neither can wait for the other."),
        ("D>B", "A in D", "B is a part of D: neither can wait for the other."),
        ("A>D D>H", "H in A after C", "That would run in a circle: A → D → H → A."),
        ("G>H H>A", "G in A", "That would run in a circle: G → H → A → G."),
        (
            "B>H:FF",
            "G in H",
            "H has steps of its own, so its finish cannot be tied to another task. Link one of its steps, or use FS or SS.",
        ),
    ] {
        // A refusal names the tasks of the relation that would arise.
        let mut plan = plan(HOUSE, links);
        let before = plan.clone();
        let error = plan.apply(edit(tried)).expect_err(tried);
        assert_eq!(plan, before);
        assert_eq!(edit_error(&error, &plan), expected, "{tried} with {links}");
    }
}

#[test]
fn tasks_move_with_all_below_them_and_come_back() {
    check(HOUSE, "B>C C>F", "E in A after B", "A\n  B\n  E\n    F\n  C\nD\n  G\nH");
    check(HOUSE, "", "A in . after H", "D\n  E\n    F\n  G\nH\nA\n  B\n  C");
    check(HOUSE, "A>H", "C in .", "C\nA\n  B\nD\n  E\n    F\n  G\nH");
    check(HOUSE, "B>H:FF", "H in G", "A\n  B\n  C\nD\n  E\n    F\n  G\n    H");
}

#[test]
fn siblings_come_and_go_together() {
    let mut plan = plan(HOUSE, "A>D C>F E>H");
    let before = plan.clone();
    let run = |first: &str, last: &str| PlanEdit::RemoveRun { first: id(first), last: id(last) };
    let back = plan.apply(run("A", "D")).unwrap();
    assert_eq!(picture(&plan), "H");
    assert!(matches!(plan.restore(back.clone()).unwrap(), PlanEdit::RemoveRun { .. }));
    assert_eq!(plan, before);
    for (first, last) in [("D", "A"), ("A", "E"), ("B", "E"), ("E", "B")] {
        let refused = EditError::NotARun { first: id(first), last: id(last) };
        assert_eq!(plan.apply(run(first, last)), Err(refused));
        assert_eq!(plan, before);
    }
}

#[test]
fn children_are_put_in_order_with_all_below_them() {
    let mut plan = plan(HOUSE, "B>C E>H");
    let before = plan.clone();
    let order = |parent: Option<&str>, children: &str| PlanEdit::Order {
        parent: parent.map(id),
        children: children.split(' ').map(id).collect(),
    };
    let back = plan.apply(PlanEdit::Batch(vec![order(None, "H D A"), order(Some("D"), "G E")])).unwrap();
    assert_eq!(picture(&plan), "H\nD\n  G\n  E\n    F\nA\n  B\n  C");
    plan.restore(back).unwrap();
    assert_eq!(plan, before);
    for (parent, children) in [(Some("D"), "E"), (Some("D"), "E E"), (Some("D"), "E B"), (None, "A D H B")] {
        assert_eq!(plan.apply(order(parent, children)), Err(EditError::NotTheChildren(parent.map(id))));
        assert_eq!(plan, before);
    }
}

#[test]
fn inserts_keep_the_rules_too() {
    check(HOUSE, "B>C", "+X/Y in A after B B>X Y>C", "A\n  B\n  X\n    Y\n  C\nD\n  E\n    F\n  G\nH");
    for (links, tried, expected) in [
        ("", "+B in .", "Something in the plan already has the number 66."),
        ("", "+X/X in .", "Something in the plan already has the number 88."),
        ("B>C", "+X in . C>X X>B", "That would run in a circle: C → a task not in the plan → B → C."),
        ("", "+X in A A>X", "a task not in the plan is a part of A: neither can wait for the other."),
        (
            "",
            "+X/Y in A B>X:FF",
            "a task not in the plan has steps of its own, so its finish cannot be tied to another task. Link one of its steps, or use FS or SS.",
        ),
        (
            "B>C:FF",
            "+X in C",
            "C has steps of its own, so its finish cannot be tied to another task. Link one of its steps, or use FS or SS.",
        ),
        ("", "+X in . B>C", "The link from B to C touches none of the new tasks."),
        ("", "+X in . B>Z", "The link from B to a task not in the plan touches none of the new tasks."),
        ("", "+X in . X>Z", "That task is no longer in the plan."),
    ] {
        check(HOUSE, links, tried, expected);
    }
}

#[test]
fn many_links_at_once_are_checked_in_one_pass() {
    let names: Vec<String> = ('a'..='z').map(String::from).collect();
    let place = Place { parent: None, after: None };
    let tasks: Vec<Task> = std::iter::once("R".to_owned())
        .chain(names.clone())
        .zip(0..)
        .map(|(name, row)| Task::new(id(&name), u16::from(row > 0), name, Duration::ZERO))
        .collect();
    let mut dependencies: Vec<Dependency> = names
        .windows(2)
        .map(|pair| Dependency { key: key(&format!("{}>{}", pair[0], pair[1])), lag: Lag::default() })
        .collect();
    let insert = |dependencies: &Vec<Dependency>| PlanEdit::Insert {
        place,
        tasks: tasks.clone(),
        dependencies: dependencies.clone(),
    };
    assert!(plan(HOUSE, "A>D").apply(insert(&dependencies)).is_ok());
    dependencies.push(Dependency { key: key("e>c"), lag: Lag::default() });
    let error = plan(HOUSE, "A>D").apply(insert(&dependencies)).unwrap_err();
    assert!(matches!(error, EditError::Cycle(path) if path.len() == 4));
}

#[test]
fn what_a_file_brought_in_can_be_removed_and_undone() {
    // A circle and a link to an ancestor, as files hold them.
    for (links, done) in [("B>C C>B", "-B"), ("B>A", "B in . after H"), ("H>A:FF", "-A"), ("F>D F>Z", "-D")] {
        let mut plan = plan(HOUSE, links);
        let before = plan.clone();
        let inverse = plan.apply(edit(done)).unwrap();
        plan.restore(inverse).unwrap();
        assert_eq!(plan, before, "{done}");
    }
    // Old circles do not stand in the way of new links elsewhere.
    check(HOUSE, "B>C C>B", "C>H", HOUSE);
}

#[test]
fn values_that_contradict_are_refused() {
    let day = |n: i32| Some(Moment(n * 1440));
    let progress = |actual_start, actual_finish, percent, remaining| {
        TaskField::Progress(Progress { actual_start, actual_finish, percent, remaining })
    };
    let missing = CalendarId(9);
    for (field, expected) in [
        (progress(day(1), None, 50, Some(240)), Ok(())),
        (progress(day(1), day(2), 100, Some(0)), Ok(())),
        (progress(day(1), day(2), 100, None), Ok(())),
        (progress(None, None, 50, None), Err(EditError::ProgressContradicts)),
        (progress(day(1), None, 100, None), Err(EditError::ProgressContradicts)),
        (progress(day(1), None, 40, Some(0)), Err(EditError::ProgressContradicts)),
        (progress(day(2), day(1), 100, None), Err(EditError::ProgressContradicts)),
        (progress(day(1), day(2), 90, None), Err(EditError::ProgressContradicts)),
        (progress(day(1), None, 101, None), Err(EditError::ProgressContradicts)),
        (progress(day(1), None, 10, Some(-1)), Err(EditError::ProgressContradicts)),
        (progress(day(6), None, 10, None), Err(EditError::ProgressContradicts)),
        (TaskField::Duration(Duration::working(-1)), Err(EditError::NegativeDuration)),
        (TaskField::Calendar(Some(missing)), Err(EditError::NoCalendar(missing))),
        (TaskField::Owner(Some(ResourceId(9))), Err(EditError::NoResource(ResourceId(9)))),
        (TaskField::Manual(Some(ManualDates { start: day(2), finish: day(1) })), Err(EditError::DatesBackwards)),
    ] {
        let mut plan = plan(HOUSE, "");
        plan.settings.status_date = day(5);
        let before = plan.clone();
        let got = plan.apply(PlanEdit::Set { task: id("B"), field: field.clone() });
        assert_eq!(got.clone().map(|_| ()), expected, "{field:?}");
        if got.is_err() {
            assert_eq!(plan, before);
        }
    }
}

#[test]
fn calendars_and_people_in_use_stay() {
    let mut plan = plan(HOUSE, "");
    let calendar = |id: u32, base: Option<u32>| {
        let calendar = Calendar { base: base.map(CalendarId), ..Calendar::standard(CalendarId(id)) };
        PlanEdit::Calendar { id: CalendarId(id), calendar: Some(Box::new(calendar)) }
    };
    let drop = |id: u32| PlanEdit::Calendar { id: CalendarId(id), calendar: None };
    assert_eq!(plan.apply(drop(1)), Err(EditError::CalendarInUse(CalendarId(1))));
    assert_eq!(plan.apply(calendar(2, Some(7))), Err(EditError::NoCalendar(CalendarId(7))));
    plan.apply(calendar(2, Some(1))).unwrap();
    assert_eq!(plan.apply(calendar(1, Some(2))), Err(EditError::CalendarLoop(CalendarId(1))));
    assert_eq!(plan.apply(calendar(3, Some(3))), Err(EditError::CalendarLoop(CalendarId(3))));
    plan.apply(PlanEdit::Set { task: id("B"), field: TaskField::Calendar(Some(CalendarId(2))) }).unwrap();
    assert_eq!(plan.apply(drop(2)), Err(EditError::CalendarInUse(CalendarId(2))));

    let anna: Resource = serde_json::from_value(serde_json::json!({ "id": 200, "name": "Anna" })).unwrap();
    let hire = PlanEdit::Resource { id: anna.id, resource: Some(Box::new(anna.clone())) };
    plan.apply(hire).unwrap();
    plan.apply(PlanEdit::Set { task: id("B"), field: TaskField::Owner(Some(anna.id)) }).unwrap();
    assert_eq!(plan.apply(PlanEdit::Resource { id: anna.id, resource: None }), Err(EditError::ResourceInUse(anna.id)));
    assert_eq!(plan.fresh_id(), 201);
}

/// Any edit over a few ids: some fit, many do not.
fn any_edit() -> impl Strategy<Value = PlanEdit> {
    let leaf = prop_oneof![
        (any_id(), any_place()).prop_map(|(task, place)| PlanEdit::Move { task, place }),
        (any_id(), any_place()).prop_map(|(task, place)| PlanEdit::Move { task, place }),
        any_id().prop_map(|task| PlanEdit::Remove { task }),
        (any_id(), any_id()).prop_map(|(first, last)| PlanEdit::RemoveRun { first, last }),
        (prop::option::of(any_id()), prop::collection::vec(any_id(), 0..3))
            .prop_map(|(parent, children)| PlanEdit::Order { parent, children }),
        (any_key(), any_lag()).prop_map(|(link, lag)| PlanEdit::Link { link, lag: Some(lag) }),
        (any_key(), any_lag()).prop_map(|(link, lag)| PlanEdit::Link { link, lag: Some(lag) }),
        any_key().prop_map(|link| PlanEdit::Link { link, lag: None }),
        (any_place(), any_tasks(), prop::collection::vec((any_key(), any_lag()), 0..4)).prop_map(
            |(place, tasks, links)| {
                let dependencies = links.into_iter().map(|(key, lag)| Dependency { key, lag }).collect();
                PlanEdit::Insert { place, tasks, dependencies }
            }
        ),
        (any_id(), any_field()).prop_map(|(task, field)| PlanEdit::Set { task, field }),
        (any_id(), any_field()).prop_map(|(task, field)| PlanEdit::Set { task, field }),
        any_calendar_edit(),
        any_setting().prop_map(PlanEdit::Setting),
        (any_id(), prop::bool::ANY).prop_map(|(TaskId(id), there)| {
            let person = serde_json::json!({ "id": id, "name": "Anna" });
            let resource = there.then(|| Box::new(serde_json::from_value(person).unwrap()));
            PlanEdit::Resource { id: ResourceId(id), resource }
        }),
    ];
    leaf.prop_recursive(2, 8, 4, |inner| prop::collection::vec(inner, 0..4).prop_map(PlanEdit::Batch))
}

const IDS: Range<u32> = 1..16;

fn any_id() -> impl Strategy<Value = TaskId> + Clone {
    prop_oneof![30 => IDS.prop_map(TaskId), 1 => Just(TaskId(0)), 1 => Just(TaskId(u32::MAX))]
}

fn any_place() -> impl Strategy<Value = Place> {
    (prop::option::of(any_id()), prop::option::of(any_id())).prop_map(|(parent, after)| Place { parent, after })
}

fn any_key() -> impl Strategy<Value = DependencyKey> {
    (any_id(), any_id(), any_kind()).prop_map(|(successor, predecessor, kind)| DependencyKey {
        successor,
        predecessor,
        kind,
    })
}

fn any_kind() -> impl Strategy<Value = DependencyKind> {
    use DependencyKind::*;
    prop::sample::select(vec![FS, FS, SS, FF, SF])
}

fn any_lag() -> impl Strategy<Value = Lag> {
    prop_oneof![
        any::<i32>().prop_map(|minutes| Lag::Time(Duration { minutes, ..Duration::ZERO })),
        any::<i32>().prop_map(|percent| Lag::Percent { percent, elapsed: false }),
    ]
}

fn any_tasks() -> impl Strategy<Value = Vec<Task>> {
    let task = (any_id(), 0..3_u16, any::<i32>());
    prop::collection::vec(task, 1..5).prop_map(|tasks| {
        let task = |(row, (id, level, minutes)): (usize, (TaskId, u16, i32))| {
            let minutes = if minutes % 5 == 0 { minutes } else { minutes.saturating_abs() };
            Task::new(id, level.min(row as u16), format!("T{}", id.0), Duration::working(minutes))
        };
        tasks.into_iter().enumerate().map(task).collect()
    })
}

fn any_moment() -> impl Strategy<Value = Option<Moment>> {
    prop::option::of(prop_oneof![any::<i32>(), 0..9_i32].prop_map(Moment))
}

fn any_field() -> impl Strategy<Value = TaskField> {
    prop_oneof![
        "[a-z]{0,3}".prop_map(TaskField::Name),
        any::<i32>().prop_map(|minutes| TaskField::Duration(Duration::working(minutes))),
        any_moment().prop_map(TaskField::Deadline),
        any::<bool>().prop_map(TaskField::Inactive),
        prop::option::of(IDS).prop_map(|id| TaskField::Calendar(id.map(CalendarId))),
        prop::option::of(IDS).prop_map(|id| TaskField::Owner(id.map(ResourceId))),
        (any_moment(), any_moment()).prop_map(|(start, finish)| TaskField::Manual(Some(ManualDates { start, finish }))),
        (any_moment(), any_moment(), any::<u8>(), prop::option::of(any::<i32>())).prop_map(
            |(actual_start, actual_finish, percent, remaining)| {
                TaskField::Progress(Progress { actual_start, actual_finish, percent, remaining })
            }
        ),
    ]
}

fn any_setting() -> impl Strategy<Value = SettingField> {
    prop_oneof![
        any::<i32>().prop_map(|at| SettingField::Start(Moment(at))),
        any_moment().prop_map(SettingField::StatusDate),
        IDS.prop_map(|id| SettingField::Calendar(CalendarId(id))),
        (any::<i32>(), any::<i32>()).prop_map(|(day, week)| {
            SettingField::Hours(HoursSettings { minutes_per_day: day, minutes_per_week: week, days_per_month: 20 })
        }),
    ]
}

fn any_calendar_edit() -> impl Strategy<Value = PlanEdit> {
    (IDS, IDS, prop::option::of(IDS), any::<u16>(), any::<bool>()).prop_map(|(id, own, base, to, there)| {
        let mut calendar = Calendar::standard(CalendarId(if own < 12 { id } else { own }));
        calendar.base = base.map(CalendarId);
        calendar.week[0] = Some(DayHours(vec![Interval { from: 480, to: to % 2000 }]));
        PlanEdit::Calendar { id: CalendarId(id), calendar: there.then(|| Box::new(calendar)) }
    })
}

/// Carries edits out, some, and takes them all back, step by step.
fn obeys_the_laws(start: &Plan, edits: Vec<PlanEdit>) -> Result<(), TestCaseError> {
    let mut plan = start.clone();
    let mut done = Vec::new();
    for edit in edits {
        let before = plan.clone();
        match plan.apply(edit.clone()) {
            Ok(inverse) => {
                for (row, task) in plan.tasks.iter().enumerate() {
                    let above = row.checked_sub(1).map_or(0, |above| plan.tasks[above].level + 1);
                    prop_assert!(task.level <= above, "outline after {:?}", edit);
                    prop_assert!(task.id.0 <= plan.ids.last);
                }
                done.push((before, inverse));
            }
            Err(_) => {
                prop_assert_eq!(&plan, &before, "refused {:?}", edit);
                prop_assert_eq!(plan.ids.last, before.ids.last, "refused {:?}", edit);
            }
        }
    }
    let end = plan.clone();
    let mut again = Vec::new();
    while let Some((before, inverse)) = done.pop() {
        again.push(plan.restore(inverse).map_err(|error| TestCaseError::fail(format!("{error:?}")))?);
        prop_assert_eq!(&plan, &before);
    }
    while let Some(redo) = again.pop() {
        plan.restore(redo).map_err(|error| TestCaseError::fail(format!("{error:?}")))?;
    }
    prop_assert_eq!(plan, end);
    Ok(())
}

/// A plan that keeps the rules has no circle: its tasks can be put in an order (a slow check of `loops`).
fn has_an_order(plan: &Plan) -> bool {
    let leaves = |id: TaskId| {
        let rows = plan.position(id).map_or(0..0, |row| plan.subtree(row));
        rows.filter(|row| !plan.is_summary(*row)).collect::<Vec<_>>()
    };
    let mut waits: Vec<(usize, usize)> = Vec::new();
    for key in plan.dependencies.keys() {
        for to in leaves(key.successor) {
            waits.extend(leaves(key.predecessor).into_iter().map(|from| (from, to)));
        }
    }
    let mut open: Vec<usize> = (0..plan.tasks.len()).collect();
    while let Some(at) = open.iter().position(|row| !waits.iter().any(|(from, to)| to == row && open.contains(from))) {
        open.remove(at);
    }
    open.is_empty()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn every_edit_has_an_exact_inverse_and_a_refused_one_changes_nothing(edits in prop::collection::vec(any_edit(), 1..40)) {
        let start = plan("A\n  B\n    C\n  D\nE\n  F\nG", "");
        let mut start = start;
        for (task, id) in start.tasks.iter_mut().zip(1..) {
            task.id = TaskId(id);
        }
        start.ids.last = 7;
        obeys_the_laws(&start, edits)?;
    }

    #[test]
    fn no_sequence_of_edits_closes_a_circle(edits in prop::collection::vec(any_edit(), 1..60)) {
        let mut plan = Plan::new(Moment(0));
        for id in (1..12).rev() {
            plan.tasks.insert(0, Task::new(TaskId(id), 0, "", Duration::ZERO));
        }
        plan.ids.last = 12;
        for edit in edits {
            let _ = plan.apply(edit);
            prop_assert!(has_an_order(&plan), "{:?}", plan.dependencies.keys());
        }
    }
}
