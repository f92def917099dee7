//! The laws of edits over generated sequences: an inverse restores exactly, a refused edit changes nothing, and no edit
//! closes a circle.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::plan::*;
use proptest::prelude::*;
use std::ops::Range;

/// A plan of one-letter names, each with its level; the id is the letter's code.
fn letters(outline: &str) -> Plan {
    let mut plan = Plan::new(Moment(0));
    for word in outline.split_whitespace() {
        let (name, level) = word.split_at(1);
        let id = TaskId(u32::from(name.as_bytes()[0]));
        plan.tasks.push(Task::new(id, level.parse().unwrap(), name, Duration::working(480)));
        plan.ids.last = plan.ids.last.max(id.0);
    }
    plan
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
        (any_moment(), any_moment(), any::<bool>())
            .prop_map(|(start, finish, open)| TaskField::Manual(Some(ManualDates { start, finish, open }))),
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
        any_moment().prop_map(SettingField::FirstStart),
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
        let start = letters("A0 B1 C2 D1 E0 F1 G0");
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
