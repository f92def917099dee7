//! Refusals as pictures: what edits a plan does not take, and what it says.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::edit_error;
use crate::edit::*;
use crate::plan::*;

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
        ("", "B>A", "B cannot be a part of A and linked with it at once."),
        ("", "D>F", "F cannot be a part of D and linked with it at once."),
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
        ("H>A", "H in A", "H cannot be a part of A and linked with it at once."),
        ("D>H", "H in D", "H cannot be a part of D and linked with it at once."),
        ("D>B", "A in D", "B cannot be a part of D and linked with it at once."),
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
        ("", "+X in A A>X", "a task not in the plan cannot be a part of A and linked with it at once."),
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
        (
            TaskField::Manual(Some(ManualDates { start: day(2), finish: day(1), open: false })),
            Err(EditError::DatesBackwards),
        ),
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
