//! The laws of *Hold a date* on generated plans: each suggestion, carried out on a fresh copy and scheduled, holds the
//! date; none can be made a step smaller; what is locked keeps its facts; no smaller shortening was overlooked; and where
//! nothing holds, nothing tried by hand comes nearer.

use super::text::plan;
use chrono::NaiveDate;
use forthright::analysis::hold_date::{Change, Hold, MOST, Options, Suggestion, hold_date};
use forthright::edit::{PlanEdit, SettingField, TaskField};
use forthright::plan::*;
use forthright::schedule::{TaskSchedule, WorkingTime, schedule};
use proptest::prelude::*;

/// Plan text: names, lengths, links backwards, now and then a date, a lock, work done or under way, a summary, a holiday.
fn any_text() -> impl Strategy<Value = String> {
    let link = (0..9_usize, 0..8_usize, -1..3_i32);
    let task = (1..7_i32, prop::collection::vec(link, 0..3), 0..14_u8, 0..16_u8);
    (prop::collection::vec(task, 2..9), 0..4_u8, 0..5_u8).prop_map(|(tasks, holiday, status)| {
        let mut text = String::new();
        match holiday {
            0 => text += "holiday 2026-06-03\n",
            1 => text += "calendar late Tue-Sat 10-14\n",
            _ => {}
        }
        if status == 0 {
            text += "status 2026-06-02\n";
        }
        for (row, (days, links, odd, more)) in tasks.iter().enumerate() {
            let deeper = *more == 15 && row > 0 && row + 1 < tasks.len();
            let mut line = format!("{}T{row} ", if deeper { "-" } else { "" });
            line += &match more {
                0..3 => format!("{}h", days * 3),
                3 => "0d".into(),
                4 => format!("{days}ed"),
                _ => format!("{days}d"),
            };
            for (from, kind, lag) in links.iter().filter(|_| row > 0) {
                let kind = ["FS", "FS", "FS", "FS", "FS", "SS", "FF", "SF"][*kind];
                line += &format!(" T{} {kind}{lag:+}d", from % row);
            }
            line += match odd {
                0 => " locked",
                1 => " snet 2026-06-08",
                2 => " fnet 2026-06-12",
                3 => " pin 2026-06-09",
                4 if holiday == 1 => " calendar late",
                5 => " manual 2026-06-05",
                6 if status == 0 => " started 2026-06-01 30%",
                7 if status == 0 => " started 2026-06-01 done 2026-06-02",
                8 => " alap",
                9 => " delay 2ed",
                _ => "",
            };
            text += &line.replace("FS+0d", "").replace("+0d", "");
            text += "\n";
        }
        text
    })
}

/// A plan as a person could have typed it: what the rules refuse is not in it.
fn typed(text: &str) -> Plan {
    let raw = plan(text);
    let mut plan = Plan { dependencies: Default::default(), ..raw.clone() };
    for (link, lag) in raw.dependencies {
        let _ = plan.apply(PlanEdit::Link { link, lag: Some(lag) });
    }
    plan
}

fn finish(plan: &Plan, edit: &PlanEdit, hold: &Hold) -> Moment {
    let mut after = plan.clone();
    after.apply(edit.clone()).unwrap();
    schedule(&after).rows[plan.position(hold.target).unwrap()].finish
}

fn step(duration: Duration) -> i32 {
    let whole = if duration.elapsed { 1440 } else { 480 };
    let short = duration.minutes != 0 && duration.minutes.abs() < whole;
    if short || matches!(duration.unit, Unit::Hour | Unit::Minute) { 60 } else { whole }
}

/// The edits that do one step less of one change; none of what cannot be made smaller.
fn smaller(plan: &Plan, change: &Change, edit: &PlanEdit) -> Vec<PlanEdit> {
    let set = |task, field| PlanEdit::Set { task, field };
    let later = |at: Moment| {
        let time = WorkingTime::of(plan, plan.settings.calendar);
        let day = (1..9).find(|n| time.works_on(Moment(at.0 + n * 1440).date())).unwrap();
        Moment(at.0 + day * 1440)
    };
    match (change, edit) {
        (Change::Shorten { task, to, begun, .. }, edit) => {
            let whole = plan.task(*task).unwrap().duration;
            let step = step(whole);
            let (minutes, progress) = match edit {
                PlanEdit::Batch(edits) => match edits.as_slice() {
                    [
                        PlanEdit::Set { field: TaskField::Duration(d), .. },
                        PlanEdit::Set { field: TaskField::Progress(p), .. },
                    ] => (d.minutes, Some(*p)),
                    other => panic!("{other:?}"),
                },
                PlanEdit::Set { field: TaskField::Duration(d), .. } => (d.minutes, None),
                other => panic!("{other:?}"),
            };
            assert_eq!(progress.is_some(), *begun);
            let mut edits = vec![set(*task, TaskField::Duration(Duration { minutes: minutes + step, ..whole }))];
            edits.extend(progress.map(|progress| {
                let remaining = Some(to.minutes + step);
                set(*task, TaskField::Progress(Progress { remaining, percent: 1, ..progress }))
            }));
            vec![PlanEdit::Batch(edits)]
        }
        (
            Change::Lead { from, .. } | Change::Wait { from, .. },
            PlanEdit::Link { link, lag: Some(Lag::Time(time)) },
        ) => {
            let Lag::Time(old) = *from else { return vec![] };
            let row = plan.position(link.predecessor).unwrap();
            let whole = if plan.is_summary(row) {
                Duration::working(schedule(plan).rows[row].duration)
            } else {
                plan.tasks[row].duration
            };
            let worked = if whole.elapsed { whole.minutes / 3 } else { whole.minutes };
            let whole = Duration { minutes: worked, elapsed: false, ..whole };
            let step = if old.minutes == 0 { step(whole) } else { step(old) };
            // On the way down no waiting at all is a step of its own.
            let least = if time.minutes < 0 { 0 } else { old.minutes };
            let less = (time.minutes + step).min(least);
            vec![PlanEdit::Link { link: *link, lag: Some(Lag::Time(Duration { minutes: less, ..*time })) }]
        }
        (Change::Together { .. }, PlanEdit::Batch(edits)) => {
            let PlanEdit::Link { link, lag: Some(Lag::Time(time)) } = edits[1].clone() else { panic!("{edits:?}") };
            // No lag at all may be less than a step away.
            let step = if time.unit == Unit::Hour { 60 } else { 480 };
            let lag = Lag::Time(Duration { minutes: time.minutes + step, ..time });
            let less = PlanEdit::Batch(vec![edits[0].clone(), PlanEdit::Link { link, lag: Some(lag) }]);
            if time.minutes > 0 { vec![less] } else { vec![] }
        }
        (Change::Days { days, .. }, PlanEdit::Calendar { id, calendar: Some(calendar) }) => {
            let fewer = |at: usize| {
                let mut calendar = calendar.clone();
                calendar.exceptions.remove(calendar.exceptions.len() - days.len() + at);
                PlanEdit::Calendar { id: *id, calendar: Some(calendar) }
            };
            (0..days.len()).map(fewer).collect()
        }
        (Change::Start { .. }, PlanEdit::Setting(SettingField::Start(at))) => {
            vec![PlanEdit::Setting(SettingField::Start(later(*at)))]
        }
        _ => vec![],
    }
}

fn parts(found: &Suggestion) -> Vec<PlanEdit> {
    match (&found.edit, found.changes.len()) {
        (PlanEdit::Batch(edits), 2) => edits.clone(),
        (edit, _) => vec![edit.clone()],
    }
}

/// Facts and links of the locked tasks.
fn locked(plan: &Plan) -> (Vec<Task>, Vec<(DependencyKey, Lag)>) {
    let is = |id: TaskId| plan.task(id).is_some_and(|task| task.locked);
    let tasks = plan.tasks.iter().filter(|task| task.locked).cloned().collect();
    let links = plan.dependencies.iter().filter(|(key, _)| is(key.predecessor) || is(key.successor));
    (tasks, links.map(|(key, lag)| (*key, *lag)).collect())
}

/// Whether a locked task would be at work on a day that was added: such an answer is refused however small it is.
fn works_locked(plan: &Plan, edits: &[PlanEdit], changes: &[Change]) -> bool {
    let mut after = plan.clone();
    after.apply(PlanEdit::Batch(edits.to_vec())).unwrap();
    let rows = schedule(&after).rows;
    let days =
        changes.iter().filter_map(|change| if let Change::Days { days, .. } = change { Some(days) } else { None });
    let on = |at: &TaskSchedule, day: NaiveDate| at.start < Moment::end_of(day) && at.finish > Moment::start_of(day);
    let locked = |at: &&TaskSchedule| plan.task(at.id).is_some_and(|task| task.locked);
    days.flatten().any(|day| rows.iter().filter(locked).any(|at| on(at, *day)))
}

/// A shortening tried by hand, day by day or hour by hour: the steps that are enough and where each number of them leads.
fn by_hand(plan: &Plan, hold: &Hold) -> Vec<(TaskId, i32, Moment)> {
    let mut found = Vec::new();
    let open = |task: &&Task| !task.locked && task.progress == Progress::default() && task.duration.minutes > 0;
    for task in plan.tasks.iter().filter(open).filter(|task| !plan.is_summary(plan.position(task.id).unwrap())) {
        let above = plan.ancestor_rows(plan.position(task.id).unwrap()).any(|row| plan.tasks[row].locked);
        let step = step(task.duration);
        for n in (1..).take_while(|n| !above && n * step < task.duration.minutes) {
            let duration = Duration { minutes: task.duration.minutes - n * step, ..task.duration };
            let edit = PlanEdit::Set { task: task.id, field: TaskField::Duration(duration) };
            found.push((task.id, n, finish(plan, &edit, hold)));
        }
    }
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn every_suggestion_holds_and_none_can_be_made_smaller(text in any_text(), short in 1..8_i32, which in 0..9_usize) {
        let plan = typed(&text);
        let rows = schedule(&plan).rows;
        let row = plan.tasks.len() - 1 - which % plan.tasks.len().min(3);
        let date = Moment(rows[row].finish.0 - short * 1440).date();
        let hold = hold_date(&plan, &[], plan.tasks[row].id, date, Options::default()).unwrap();
        prop_assert!(!hold.cut_short, "{}", text);
        let end = Moment::end_of(date);
        prop_assert_eq!(hold.holds, rows[row].finish <= end);
        for found in hold.suggestions.iter().chain(&hold.nearest) {
            let at = finish(&plan, &found.edit, &hold);
            prop_assert_eq!(at, found.finish, "{} {:?}", text, found);
            let holds = at <= end;
            prop_assert_eq!(holds, hold.nearest.is_none(), "{} {:?}", text, found);
            let mut after = plan.clone();
            after.apply(found.edit.clone()).unwrap();
            prop_assert_eq!(locked(&plan), locked(&after), "{} {:?}", text, found);
            let parts = parts(found);
            for (at, change) in found.changes.iter().enumerate().filter(|_| holds) {
                // Each part is written on what the part before it left.
                let mut before = plan.clone();
                for part in &parts[..at] {
                    before.apply(part.clone()).unwrap();
                }
                for less in smaller(&before, change, &parts[at]) {
                    let mut edits = parts.clone();
                    edits[at] = less;
                    if works_locked(&plan, &edits, &found.changes) {
                        continue;
                    }
                    let at = finish(&plan, &PlanEdit::Batch(edits.clone()), &hold);
                    prop_assert!(at > end, "{} {:?} also by {:?}", text, found, edits);
                }
            }
        }
        if hold.holds || hold.over {
            return Ok(());
        }
        // What is as late as possible hangs on what comes after it, and elapsed delays turn less work into more waiting:
        // there a shortening may do what a longer one does not, which is not looked for.
        if text.contains("alap") || text.contains("delay") {
            return Ok(());
        }
        let tried = by_hand(&plan, &hold);
        let single = hold.suggestions.iter().any(|found| found.changes.len() == 1);
        for (task, n, at) in &tried {
            if *at <= end {
                prop_assert!(single, "{}: shortening {:?} by {} was overlooked", text, task, n);
                let shortens = |found: &Suggestion| matches!(found.changes[0], Change::Shorten { task: known, .. } if known == *task);
                let known = hold.suggestions.iter().find(|found| shortens(found));
                prop_assert!(known.is_some() || hold.suggestions.len() == MOST, "{}: {:?} was overlooked", text, task);
            }
            if let Some(nearest) = &hold.nearest {
                prop_assert!(nearest.finish <= *at, "{}: shortening {:?} by {} comes nearer", text, task, n);
            }
        }
        if hold.suggestions.is_empty() && hold.nearest.is_none() {
            prop_assert!(tried.iter().all(|(.., at)| *at >= hold.finish), "{}", text);
        }
    }

    #[test]
    fn the_same_question_has_the_same_answer(text in any_text()) {
        let plan = typed(&text);
        let target = plan.tasks[plan.tasks.len() - 1].id;
        let date = Moment(schedule(&plan).finish.0 - 4 * 1440).date();
        let ask = || hold_date(&plan, &[], target, date, Options { today: Some("2026-06-02".parse().unwrap()) });
        prop_assert_eq!(ask(), ask());
    }
}
