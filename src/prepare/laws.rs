//! Laws of prepared edits on any plan and any selection: what is prepared is taken by the plan or refused by name, is
//! taken back exactly, and history takes any number of them back and makes them again.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use super::*;
use crate::edit::EditError;
use crate::plan::{DependencyKey, DependencyKind, Duration, Lag, Moment, Place, Plan, Progress, Task, TaskId};
use crate::project::{Edit, History, Project};
use crate::schedule::schedule;
use crate::words::Person;
use proptest::prelude::*;

/// A plan of up to 12 tasks (ids from 10) with links that keep the rules.
pub(super) fn any_plan() -> impl Strategy<Value = Plan> {
    let task = (0..3_u16, 0..6_i32, 0..4_u8);
    let link = (0..12_u32, 0..12_u32, 0..4_usize, -1..3_i32);
    (prop::collection::vec(task, 1..12), prop::collection::vec(link, 0..14), prop::option::of(0..20_i32)).prop_map(
        |(tasks, links, status)| {
            let mut plan = Plan::new(Moment::parse("2026-06-01").unwrap());
            let mut deepest = 0;
            for (row, (level, days, done)) in tasks.into_iter().enumerate() {
                let level = level.min(deepest);
                deepest = level + 1;
                let id = TaskId(10 + row as u32);
                let mut task = Task::new(id, level, format!("T{row}"), Duration::working(days * 480));
                let start = Moment(plan.settings.start.0 + row as i32 * 600);
                match done {
                    2 => task.progress = Progress { actual_start: Some(start), percent: 30, ..Progress::default() },
                    3 => {
                        let finish = Some(Moment(start.0 + 1440));
                        task.progress = Progress {
                            actual_start: Some(start),
                            actual_finish: finish,
                            percent: 100,
                            remaining: Some(0),
                        };
                    }
                    _ => {}
                }
                plan.tasks.push(task);
            }
            plan.ids.last = 30;
            for (from, to, kind, lag) in links {
                let kind = [DependencyKind::FS, DependencyKind::SS, DependencyKind::FF, DependencyKind::SF][kind];
                let link = DependencyKey { predecessor: TaskId(10 + from), successor: TaskId(10 + to), kind };
                // What the rules refuse stays out.
                let _ = plan.apply(PlanEdit::Link { link, lag: Some(Lag::Time(Duration::working(lag * 480))) });
            }
            plan.settings.status_date = status.map(|day| Moment(plan.settings.start.0 + day * 1440));
            plan
        },
    )
}

/// A command with a selection, a task and a number.
pub(super) type Command = (usize, Vec<u32>, u32, i32);

pub(super) fn any_command() -> impl Strategy<Value = Command> {
    (0..30_usize, prop::collection::vec(10..24_u32, 1..5), 10..24_u32, 0..5_000_i32)
}

pub(super) fn prepared(plan: &Plan, (which, chosen, one, number): &Command) -> Option<PlanEdit> {
    let chosen: Vec<TaskId> = chosen.iter().copied().map(TaskId).collect();
    let (one, number) = (TaskId(*one), *number);
    let dates = schedule(plan);
    let moment = Moment(plan.settings.start.0 + number * 7);
    let place = Place { parent: None, after: None };
    let link = plan.dependencies.keys().nth(number as usize % 5).copied();
    let rule = Rule {
        every: Every::Weeks { step: 1, days: number as u8 },
        from: moment.date(),
        until: Until::Times(number as u32 % 4),
    };
    match which {
        0 => indent(plan, &chosen),
        1 => outdent(plan, &chosen),
        2 => move_up(plan, &chosen),
        3 => move_down(plan, &chosen),
        4 => move_to(plan, &chosen, Place { parent: Some(one), after: None }),
        5 => delete(plan, &chosen),
        6 => delete_without_bridging(plan, &chosen),
        7 => deactivate(plan, &chosen),
        8 => activate(plan, &chosen),
        9 => duplicate(plan, &chosen).map(|(edit, _)| edit),
        10 => paste(plan, &copy(plan, &chosen), Place { parent: Some(one), after: None }).map(|(edit, _)| edit),
        11 => enter_percent(plan, &dates, one, (number % 130) as u8),
        12 => enter_remaining(plan, &dates, one, number),
        13 => enter_actual_start(plan, &dates, one, moment),
        14 => enter_actual_finish(plan, &dates, one, moment),
        15 => mark_done(plan, &dates, &chosen),
        16 => clear_progress(plan, &dates, &chosen),
        17 => drag_bar(plan, &dates, one, moment).edit,
        18 => stretch_bar(plan, &dates, one, moment),
        19 => drag_link(plan, &dates, link?, moment),
        20 => link_in_order(plan, &chosen),
        21 => unlink(plan, &chosen),
        22 => Some(move_start(plan, moment).with_dates),
        23 => recurring(plan, "Call", Duration::working(60), &rule, place).map(|(edit, _)| edit),
        24 => sort(plan, &dates, None, SortBy::Finish, number % 2 == 0),
        25 => split(plan, one, number).map(|(edit, _)| edit),
        26 => set_owner(plan, &chosen, Some(&Person::New(format!("P{}", number % 3)))),
        27 => set_people(plan, one, &[(Person::New("Ann".into()), 50), (Person::New("ann".into()), 20)]),
        28 => set_status_date(plan, Some(moment)),
        _ => plan.resources.keys().next().and_then(|id| remove_person(plan, *id)),
    }
}

/// Why a plan may refuse what was prepared: links that could then not hold, or progress after a status date that was
/// moved back.
fn may_be_refused(error: &EditError) -> bool {
    matches!(
        error,
        EditError::Cycle(_)
            | EditError::LinkToAncestor { .. }
            | EditError::LinkToItself(_)
            | EditError::FinishLinkIntoSummary(_)
            | EditError::InsideItself(_)
            | EditError::NoPlace
            | EditError::NoTask(_)
            | EditError::ProgressContradicts
    )
}

proptest! {
    #[test]
    fn prepared_edits_are_taken_and_taken_back(plan in any_plan(), commands in prop::collection::vec(any_command(), 1..8)) {
        let mut plan = plan;
        for command in commands {
            let before = plan.clone();
            let Some(edit) = prepared(&plan, &command) else { continue };
            match plan.apply(edit) {
                Ok(inverse) => {
                    let after = plan.clone();
                    let again = plan.restore(inverse).unwrap();
                    prop_assert_eq!(&plan, &before, "{:?}", command);
                    plan.restore(again).unwrap();
                    prop_assert_eq!(&plan, &after, "{:?}", command);
                }
                Err(error) => {
                    prop_assert!(may_be_refused(&error), "{:?} of {:?}", error, command);
                    // The generated progress may lie after a generated status date.
                    let always = matches!(command.0, 5..=9 | 15..=16 | 21..=26);
                    prop_assert!(!always || error == EditError::ProgressContradicts, "{:?} of {:?}", error, command);
                    prop_assert_eq!(&plan, &before);
                }
            }
        }
    }

    #[test]
    fn history_takes_any_number_of_changes_back_and_makes_them_again(
        plan in any_plan(),
        steps in prop::collection::vec((any_command(), 0..10_u8), 1..30),
    ) {
        let mut project = Project::new("P", plan.settings.start);
        project.plan = plan;
        let mut history = History::default();
        // The states undo and redo lead to, the present one last in `past`.
        let mut past = vec![project.clone()];
        let mut future: Vec<Project> = Vec::new();
        for (command, what) in steps {
            match what {
                0..=4 => {
                    let Some(edit) = prepared(&project.plan, &command) else { continue };
                    if history.act(&mut project, "step", Edit::Plan(edit), None).is_ok() {
                        past.push(project.clone());
                        future.clear();
                    }
                }
                5..=7 => {
                    prop_assert_eq!(history.undo(&mut project).is_some(), past.len() > 1);
                    if past.len() > 1 {
                        future.extend(past.pop());
                    }
                }
                _ => {
                    prop_assert_eq!(history.redo(&mut project).is_some(), !future.is_empty());
                    past.extend(future.pop());
                }
            }
            prop_assert_eq!(Some(&project), past.last());
        }
    }

    /// Deleting with bridges is as if the deleted work took no time.
    #[test]
    fn a_bridge_stands_for_the_chain(plan in any_plan(), chosen in prop::collection::vec(10..22_u32, 1..4), plain: bool) {
        let mut plan = plan;
        if plain {
            plan.dependencies.values_mut().for_each(|lag| *lag = Lag::default());
        }
        for task in &mut plan.tasks {
            task.progress = Progress::default();
        }
        plan.settings.status_date = None;
        // Only plain chains: finish to start, no leads.
        plan.dependencies.retain(|key, lag| {
            key.kind == DependencyKind::FS && matches!(lag, Lag::Time(time) if time.minutes >= 0)
        });
        let chosen: Vec<TaskId> = chosen.into_iter().map(TaskId).filter(|id| plan.task(*id).is_some()).collect();
        let lags = plan.dependencies.values().any(|lag| !lag.is_zero());
        let mut empty = plan.clone();
        let gone = copy(&plan, &chosen);
        for task in &mut empty.tasks {
            if gone.tasks.iter().any(|other| other.id == task.id) {
                task.duration = Duration::ZERO;
            }
        }
        // A summary that loses all its steps is a task of its own then; its duration counts.
        let kept = |row: usize| plan.subtree(row).any(|row| !gone.tasks.iter().any(|task| task.id == plan.tasks[row].id));
        prop_assume!((0..plan.tasks.len()).all(|row| {
            !plan.is_summary(row) || !kept(row) || plan.subtree(row).skip(1).any(kept)
        }));
        // What waits for a summary that stays waits for the steps it keeps, not for what a deleted one waited for.
        let goes = |row: usize| gone.tasks.iter().any(|task| task.id == plan.tasks[row].id);
        let waited_for = |row: usize| plan.dependencies.keys().any(|key| key.predecessor == plan.tasks[row].id);
        prop_assume!((0..plan.tasks.len()).all(|row| goes(row) || !waited_for(row) || !plan.subtree(row).any(goes)));
        let before = schedule(&empty);
        let Some(edit) = delete(&plan, &chosen) else { return Ok(()) };
        plan.apply(edit).unwrap();
        let after = schedule(&plan);
        let time = WorkingTime::of(&plan, plan.settings.calendar);
        for (task, at) in plan.tasks.iter().zip(&after.rows).filter(|(_, at)| !at.summary) {
            let Some(old) = before.rows.iter().find(|row| row.id == task.id) else { continue };
            // A milestone that waits for nothing may stand at midnight, one that waits stands where work begins.
            let (new, old) = (time.next_start(at.start), time.next_start(old.start));
            prop_assert!(new <= old, "{}: {new} after {old}", task.name);
            // A lag behind work that waited for nothing goes with it.
            prop_assert!(new == old || lags, "{}: {new} before {old}", task.name);
        }
    }
}
