//! The record as the client finds it: a picture of each part; and its canaries.

use super::*;
use crate::project::record::*;
use crate::project::{Problem, ProblemId, Promise, PromiseId, Saying};

/// A concern heard on 1 June.
fn concern(id: u32, words: &str) -> Concern {
    Concern {
        id: ConcernId(id),
        words: words.into(),
        who: String::new(),
        heard_on: day("2026-06-01"),
        conversation: None,
        sensed: false,
        steps: Vec::new(),
        problems: Vec::new(),
        answer: String::new(),
        checked_on: None,
        client_visible: true,
    }
}

fn input(id: u32, what: &str, step: u32) -> Input {
    Input {
        id: InputId(id),
        what: what.into(),
        who: String::new(),
        step: Some(TaskId(step)),
        asked_on: None,
        received_on: None,
        client_visible: true,
        private_note: String::new(),
    }
}

fn touchpoint(id: u32, who: &str, visible: bool) -> Touchpoint {
    let (planned_on, held_on) = (Some(day("2026-06-12")), None);
    let (touch, what) = (Touch::Executive, String::new());
    Touchpoint { id: TouchpointId(id), touch, who: who.into(), what, planned_on, held_on, client_visible: visible }
}

fn promise(project: &mut Project, id: u32, task: u32, visible: bool) {
    let said_on = day("2026-06-01");
    let sayings = vec![Saying::new(said_on, day("2026-06-12"))];
    let words = format!("Date {id}");
    let (id, task) = (PromiseId(id), TaskId(task));
    let promise = Promise { words, client_visible: visible, sayings, ..Promise::new(id, task) };
    project.promises.insert(id, promise);
}

#[test]
fn a_concern_is_answered_by_what_the_client_sees_and_by_nothing_else() {
    let mut project = project("Design 2\n!Secret 3 after Design");
    let said = [
        concern(20, "Will it be ready?"),
        Concern { steps: vec![TaskId(3)], ..concern(21, "Who tests it?") },
        Concern { steps: vec![TaskId(2), TaskId(3)], ..concern(22, "Is the design done?") },
        Concern { answer: "Yes".into(), checked_on: Some(day("2026-06-04")), ..concern(23, "Is it safe?") },
        Concern { sensed: true, ..concern(24, "They doubt us") },
        Concern { client_visible: false, ..concern(25, "Not for them") },
        concern(26, "  "),
    ];
    project.record.concerns = said.into_iter().map(|one| (one.id, one)).collect();
    let found = seen(&project).concerns;
    let found: Vec<_> = found.iter().map(|one| (one.words.as_str(), one.steps.len(), one.state)).collect();
    assert_eq!(
        found,
        [
            ("Will it be ready?", 0, ConcernState::Heard),
            ("Who tests it?", 0, ConcernState::Heard),
            ("Is the design done?", 1, ConcernState::Answered),
            ("Is it safe?", 0, ConcernState::Checked(day("2026-06-04"))),
        ]
    );
}

#[test]
fn an_input_has_its_day_from_the_step_that_waits_and_names_only_what_is_seen() {
    let mut project = project("Design 2\n!Secret 3 after Design\nBuild 1 after Secret");
    promise(&mut project, 30, 4, true);
    promise(&mut project, 31, 4, false);
    project.promises.get_mut(&PromiseId(30)).unwrap().sayings[0].date = day("2026-06-08");
    let all = [
        input(20, "Logo", 4),
        input(21, "Key", 3),
        Input { received_on: Some(day("2026-06-01")), ..input(22, "Texts", 4) },
        Input { client_visible: false, ..input(23, "Not for them", 4) },
        Input { step: None, ..input(24, "A room", 4) },
    ];
    project.record.inputs = all.into_iter().map(|one| (one.id, one)).collect();
    let seen = seen(&project);
    let asked = crate::view::asked::asked(&seen);
    let line = |one: &crate::view::asked::Asked| {
        let by = one.by.map(|by| by.to_string()).unwrap_or_default();
        format!("{} {by} [{}] [{}]", one.what, one.waits, one.effect)
    };
    assert_eq!(
        asked.iter().map(line).collect::<Vec<_>>(),
        [
            "Key 2026-06-03 [] [each day later moves “Date 30” by a day]",
            "Logo 2026-06-08 [Build waits for it] [each day later moves “Date 30” by a day]",
            "A room  [] []",
        ]
    );
}

#[test]
fn the_agreement_the_meetings_and_the_wrap_up_are_private_until_marked() {
    let mut project = project("Design 2\n!Secret 3");
    promise(&mut project, 30, 2, true);
    promise(&mut project, 31, 3, false);
    for id in [30, 31] {
        project.promises.get_mut(&PromiseId(id)).unwrap().delivered_on = Some(day("2026-06-10"));
    }
    project.problems.insert(ProblemId(32), Problem::new(ProblemId(32), day("2026-06-02")));
    project.record.agreement.status = Block { before: "Monthly".into(), from_now: "Every Friday".into() };
    project.record.touchpoints = [touchpoint(40, "Ada", false)].map(|one| (one.id, one)).into();
    let answers = [("downs", "Late once"), ("next_time", " "), ("among us", "Badly")];
    let answers = answers.map(|(key, text)| (key.to_owned(), text.to_owned())).into();
    let guide = Guide { answers, ..Guide::new(GuideId(41), GuideKind::WrapUp, day("2026-06-20")) };
    project.record.guides.insert(guide.id, guide);
    let before = seen(&project);
    assert!(before.agreement.is_none() && before.touchpoints.is_empty() && before.wrap_up.is_none());
    project.record.agreement.client_visible = true;
    project.record.touchpoints.values_mut().for_each(|one| one.client_visible = true);
    project.record.guides.values_mut().for_each(|one| one.client_visible = true);
    let after = seen(&project);
    let agreement = after.agreement.clone().unwrap();
    assert_eq!(agreement.blocks.iter().map(|block| block.about.name()).collect::<Vec<_>>(), ["Status"]);
    assert_eq!(after.touchpoints[0].who, "Ada");
    let wrap_up = after.wrap_up.clone().unwrap();
    assert_eq!((wrap_up.ups.len(), wrap_up.downs.len()), (1, 0), "only what they know of");
    assert_eq!(wrap_up.answers, [(WrapUpQuestion::Downs, "Late once".to_owned())]);
    // What travels inside a file opens to the same.
    let travelled = seen(&after.as_project());
    let after = after.numbered();
    assert_eq!((travelled.agreement, travelled.touchpoints), (after.agreement, after.touchpoints));
    assert_eq!(travelled.wrap_up.unwrap().answers, wrap_up.answers);
}

/// A canary in every private field of the record, beside what is marked for the client.
pub(super) fn add_canaries(project: &mut Project, canary: &mut dyn FnMut() -> String, unknown: &str) {
    let on = day("2026-06-10");
    let shown = project.plan.tasks.iter().find(|task| task.client_visible).map(|task| task.id).unwrap();
    let hidden = project.plan.tasks.iter().find(|task| !task.client_visible).map(|task| task.id).unwrap();
    let call = Conversation {
        people: vec![canary()],
        told: vec![Tellable::Problem(ProblemId(904)), Tellable::Moved { task: hidden, to: on }],
        said: canary(),
        sensed: canary(),
        private_note: canary(),
        ..Conversation::new(ConversationId(920), on)
    };
    for one in project.record.conversations.values_mut() {
        (one.said, one.sensed, one.private_note) = (canary(), canary(), canary());
    }
    project.record.conversations.insert(call.id, call);
    let mut said = vec![
        Concern {
            who: canary(),
            steps: vec![shown, hidden],
            problems: vec![ProblemId(904)],
            answer: "The test is in the plan".into(),
            conversation: Some(ConversationId(920)),
            ..concern(921, "Will it hold on the first day?")
        },
        Concern { sensed: true, ..concern(922, &canary()) },
        Concern { client_visible: false, ..concern(923, &canary()) },
    ];
    for one in said.iter_mut().skip(1) {
        (one.who, one.answer) = (canary(), canary());
    }
    project.record.concerns.extend(said.into_iter().map(|one| (one.id, one)));
    let mut inputs = [
        Input { who: canary(), asked_on: Some(on), ..input(924, "Photographs of the rooms", hidden.0) },
        Input { client_visible: false, who: canary(), ..input(925, &canary(), shown.0) },
        Input { received_on: Some(on), ..input(926, &canary(), shown.0) },
    ];
    inputs.iter_mut().for_each(|one| one.private_note = canary());
    project.record.inputs.extend(inputs.into_iter().map(|one| (one.id, one)));
    let mut points = [
        touchpoint(927, "Our director", true),
        touchpoint(928, &canary(), false),
        touchpoint(929, &format!("Our director; {unknown}"), true),
    ];
    points[0].what = "The go-live".into();
    points[1].what = canary();
    points[2].what = "The pilot".into();
    project.record.touchpoints.extend(points.into_iter().map(|one| (one.id, one)));
    let kinds = [GuideKind::Frank, GuideKind::Escalation, GuideKind::Reset, GuideKind::BadNews, GuideKind::WrapUp];
    for (id, kind) in (930..).zip(kinds) {
        let mut guide = Guide::new(GuideId(id), kind, on);
        (guide.person, guide.client_visible) = (canary(), true);
        guide.answers.insert("among us".into(), canary());
        guide.held_on = Some(on);
        guide.held = ["next_time", "ups", ""]
            .map(|key| HeldPart { key: key.into(), heading: canary(), text: canary(), lines: vec![canary()] })
            .into();
        if kind == GuideKind::WrapUp {
            guide.answers.insert("next_time".into(), "Next time we ask earlier".into());
        } else {
            guide.answers.insert("recap".into(), canary());
        }
        project.record.guides.insert(guide.id, guide);
    }
    // An earlier one, which nobody was to see.
    let mut early = Guide::new(GuideId(936), GuideKind::WrapUp, day("2026-06-01"));
    early.answers.insert("next_time".into(), canary());
    project.record.guides.insert(early.id, early);
    project.record.agreement = Agreement {
        status: Block { before: "When we remembered".into(), from_now: "Every Friday by three".into() },
        client_visible: true,
        ..Agreement::default()
    };
    let line = StandingLine { task: hidden, finish: Moment::end_of(on), float: Some(0), reason: canary() };
    project.record.standings.insert(on, crate::project::record::Standing { lines: vec![line] });
    project.record.snoozed.insert("stale".into(), Snooze { until: on, reason: canary(), weight: None });
}
