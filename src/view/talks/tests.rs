//! A record in, what the room shows out.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::edit::{PlanEdit, TaskField};
use crate::plan::{Duration, Moment, Task, TaskId};
use crate::project::record::*;
use crate::project::{Edit, Promise, PromiseId, Saying};
use crate::words::Locale;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

const TODAY: &str = "2026-06-15";

fn dates() -> Dates {
    Dates::new(Locale::from_tag("en-GB"), day(TODAY))
}

/// Build from 15 Jun for five days, then Live; Live was promised for 12 Jun and then, on 5 Jun, for 22 Jun.
fn small() -> Project {
    let mut project = Project::new("Garden", Moment::parse("2026-06-15").unwrap());
    for (id, name, days) in [(2, "Build", 5), (3, "Live", 0)] {
        let mut task = Task::new(TaskId(id), 0, name, Duration::working(days * 480));
        task.client_visible = true;
        project.plan.tasks.push(task);
    }
    let key = crate::plan::DependencyKey {
        successor: TaskId(3),
        predecessor: TaskId(2),
        kind: crate::plan::DependencyKind::FS,
    };
    project.plan.dependencies.insert(key, Default::default());
    let said = |on: &str, date: &str| Saying::new(day(on), day(date));
    let promise = Promise {
        words: "Go-live".into(),
        to: "Helen".into(),
        client_visible: true,
        sayings: vec![said("2026-05-20", "2026-06-12"), said("2026-06-05", "2026-06-22")],
        ..Promise::new(PromiseId(4), TaskId(3))
    };
    project.promises.insert(promise.id, promise);
    project.plan.ids.last = 20;
    project
}

fn log(project: &mut Project, on: &str, people: &str, change: impl FnOnce(&mut Conversation)) -> ConversationId {
    let id = ConversationId(project.plan.fresh_id());
    let mut one = Conversation::new(id, day(on));
    one.people = crate::prepare::jot::names(people);
    change(&mut one);
    project.apply(crate::prepare::record::put_conversation(one)).unwrap();
    id
}

fn found(project: &Project, question: &str) -> Vec<String> {
    let all = answers(project, &project.schedule(), day(TODAY), &dates(), question);
    all.into_iter().map(|row| row.text).collect()
}

#[test]
fn when_did_we_tell_them_is_answered_in_one_step() {
    let mut project = small();
    let moved = Tellable::Promise { promise: PromiseId(4), date: day("2026-06-22") };
    assert_eq!(
        found(&project, "when did we tell them about go-live?"),
        [
            "“Go-live” moves from 12 Jun to 22 Jun: not told, for 10 days",
            "“Go-live” is promised for 12 Jun: said on 20 May to Helen"
        ]
    );
    assert_eq!(found(&project, "when did we say go-live?").len(), 2);
    log(&mut project, "2026-06-06", "Ana", |one| one.told = vec![moved]);
    log(&mut project, "2026-06-12", "Ben", |one| {
        one.told = vec![moved];
        one.channel = Channel::Corridor;
        one.sensed = "Quiet about go-live\nand the budget".into();
    });
    assert_eq!(
        found(&project, "Go-live 22"),
        ["“Go-live” moves from 12 Jun to 22 Jun: told on 6 Jun, call with Ana; again on 12 Jun"]
    );
    assert_eq!(found(&project, "go-live quiet"), ["12 Jun, in the corridor with Ben: “Quiet about go-live”"]);
    assert_eq!(found(&project, "BEN"), ["12 Jun, in the corridor with Ben"]);
    assert_eq!(found(&project, "  "), [""; 0]);
    // A day in hand before the promise is ours.
    let open = untold(&project, &project.schedule(), day(TODAY), &dates());
    let open: Vec<String> = open.into_iter().map(|one| format!("{}: {}", one.words, one.age)).collect();
    assert_eq!(open, [""; 0]);
}

#[test]
fn conversations_are_lines_and_how_often_they_ask_is_counted() {
    let mut project = small();
    assert_eq!(chased(&project, day(TODAY)), None);
    log(&mut project, "2026-06-06", "Ana, Ben", |one| {
        one.said = "\n It takes long \nreally".into();
        one.chased = true;
    });
    let picture = |project: &Project| {
        let line = |one: TalkLine| format!("{} | {} | {} | {} | {}", one.day, one.head, one.gist, one.told, one.chased);
        talks(project, &dates()).into_iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(picture(&project), ["Sat 6 Jun | Call with Ana, Ben | It takes long |  | true"]);
    assert_eq!(chased(&project, day(TODAY)).unwrap(), "They asked once in two weeks, more than before.");
    for on in ["2026-05-10", "2026-05-11", "2026-06-10"] {
        log(&mut project, on, "", |one| one.chased = true);
    }
    assert_eq!(chased(&project, day(TODAY)).unwrap(), "They asked twice in two weeks, more than before.");
    log(&mut project, "2026-05-12", "", |one| one.chased = true);
    log(&mut project, "2026-05-13", "", |one| one.chased = true);
    assert_eq!(chased(&project, day(TODAY)).unwrap(), "They asked twice in two weeks, as often as before.");
}

#[test]
fn an_input_is_needed_when_its_step_begins_and_follows_the_plan() {
    let mut project = small();
    let picture = |project: &Project| {
        let all = inputs(project, &project.schedule(), day(TODAY), &dates());
        all.into_iter()
            .map(|one| format!("{} | {} | {} | {}", one.state, one.from, one.need, one.effect))
            .collect::<Vec<_>>()
    };
    let (id, edit) = crate::prepare::record::ask_for(&project, "Texts", None, None).unwrap();
    project.apply(edit).unwrap();
    assert_eq!(picture(&project), ["Not asked yet |  | No step waits for it yet, so no day follows. | "]);
    let change = |project: &mut Project, change: fn(&mut Input)| {
        let mut one = project.record.inputs[&id].clone();
        change(&mut one);
        project.apply(crate::prepare::record::put_input(one)).unwrap();
    };
    change(&mut project, |one| {
        one.step = Some(TaskId(3));
        one.who = "Helen".into();
        one.asked_on = Some(day("2026-06-10"));
    });
    let asked = "Asked on 10 Jun | Helen · Live waits for it | Needed by ";
    assert_eq!(
        picture(&project),
        [format!("{asked}Fri 19 Jun, in 4 days. | Each day later moves “Go-live” by a day.")]
    );
    let longer = PlanEdit::Set { task: TaskId(2), field: TaskField::Duration(Duration::working(7 * 480)) };
    project.apply(Edit::Plan(longer)).unwrap();
    assert_eq!(
        picture(&project),
        [format!("{asked}Tue 23 Jun, in 8 days. | Each day later moves “Go-live” by a day.")]
    );
    change(&mut project, |one| one.received_on = Some(day("2026-06-14")));
    assert_eq!(picture(&project), ["Received on 14 Jun | Helen · Live waits for it | It was needed by Tue 23 Jun. | "]);
}

#[test]
fn the_clients_own_steps_are_offered_until_they_are_tracked() {
    let mut project = small();
    let helen = crate::plan::Resource {
        id: crate::plan::ResourceId(15),
        name: "Helen".into(),
        role: String::new(),
        side: crate::plan::Side::Client,
        kind: crate::plan::ResourceKind::Work,
        max_units: 100,
        calendar: None,
        absences: Vec::new(),
        client_visible: false,
    };
    project.plan.resources.insert(helen.id, helen);
    project.plan.tasks[0].owner = Some(crate::plan::ResourceId(15));
    let offered = |project: &Project| their_steps(project, &project.schedule(), &dates());
    let found = offered(&project);
    let picture: Vec<_> = found.iter().map(|one| (one.name.as_str(), one.from.as_str(), one.waits)).collect();
    assert_eq!(picture, [("Build", "Helen · by Fri 19 Jun", Some(TaskId(3)))]);
    let (_, edit) = crate::prepare::record::track(&project, found[0].task, found[0].waits).unwrap();
    project.apply(edit).unwrap();
    assert_eq!(offered(&project), []);
    let all = inputs(&project, &project.schedule(), day(TODAY), &dates());
    assert_eq!((all[0].what.as_str(), all[0].from.as_str()), ("Build", "Helen · Live waits for it"));
    assert_eq!(all[0].need, "Needed by Fri 19 Jun, in 4 days.");
}

#[test]
fn a_concern_is_heard_answered_and_checked_back_on() {
    let mut project = small();
    let (id, edit) = crate::prepare::record::hear(&project, "Will it hold?", "Helen", day("2026-06-03"), None).unwrap();
    project.apply(edit).unwrap();
    let picture = |project: &Project| {
        let line = |one: ConcernLine| format!("{} | {} | {}", one.words, one.from, one.state);
        concerns(project, &dates()).into_iter().map(line).collect::<Vec<_>>()
    };
    assert_eq!(picture(&project), ["Will it hold? | Helen, heard on 3 Jun | Heard, no answer yet"]);
    let edit = crate::prepare::record::tie_step(&project.record.concerns[&id], TaskId(2));
    project.apply(edit).unwrap();
    assert_eq!(picture(&project), ["Will it hold? | Helen, heard on 3 Jun | Answered in the plan"]);
    assert_eq!(ties(&project, id), [Tie::Step(TaskId(2), "Build".into())]);
    let mut one = project.record.concerns[&id].clone();
    (one.checked_on, one.sensed, one.who) = (Some(day("2026-06-12")), true, String::new());
    project.apply(crate::prepare::record::put_concern(one)).unwrap();
    assert_eq!(picture(&project), ["Will it hold? | Sensed on 3 Jun | Checked back on 12 Jun"]);
}

#[test]
fn touchpoints_ahead_come_before_those_held() {
    let mut project = small();
    for (who, planned, held) in
        [("Vera", Some("2026-06-10"), None), ("Ole", Some("2026-06-20"), None), ("Ada", None, Some("2026-06-01"))]
    {
        let (_, edit) = crate::prepare::record::touch(&project, Touch::Executive, who, planned.map(day)).unwrap();
        let Edit::Record(RecordEdit::Touchpoint { touchpoint: Some(mut point), .. }) = edit else { continue };
        point.held_on = held.map(day);
        project.apply(crate::prepare::record::put_touchpoint(*point)).unwrap();
    }
    let all = touches(&project, day(TODAY), &dates());
    let picture: Vec<String> = all.into_iter().map(|one| format!("{}: {}", one.who, one.state)).collect();
    assert_eq!(picture, ["Vera: Was planned for 10 Jun", "Ole: Planned for 20 Jun", "Ada: Held on 1 Jun"]);
}
