//! The sentences are pictures: plans, edits and what is said of them stand in `golden.txt`. After a change of words,
//! `FORTHRIGHT_GOLDEN=write cargo test --lib what_changes` writes them anew; read the difference before keeping it.
#![allow(clippy::unwrap_used, clippy::panic)]

use super::*;
use crate::analysis::{AT_REST, State, absorbed, compare, weights};
use crate::edit::{SettingField, TaskField};
use crate::plan::*;
use crate::prepare;
use crate::project::{Promise, PromiseId, Saying};
use crate::schedule::{schedule, schedule_within};
use crate::words::{Locale, read_duration, read_lag};
use std::path::PathBuf;

/// Monday 2 March 2026 is where plans begin, and today.
fn start() -> Moment {
    Moment::parse("2026-03-02").unwrap()
}

fn minutes(text: &str) -> i32 {
    let (sign, size) = text.strip_prefix('-').map_or((1, text), |rest| (-1, rest));
    sign * read_duration(size.trim_start_matches(['+', '=']), &HoursSettings::default(), Locale::default())
        .unwrap()
        .minutes
}

/// `Design 3d seen < Survey SS+1d rate 100 snet 2026-03-04 promise 2026-03-12 Pilot [seen]`; `-` before a name is a level.
fn task(project: &mut Project, line: &str) {
    let words: Vec<&str> = line.split_whitespace().collect();
    let plan = &mut project.plan;
    if words[0] == "budget" {
        plan.settings.budget = Some(Money(words[1].parse::<i64>().unwrap() * 100));
        return;
    }
    let id = TaskId(plan.ids.last + 1);
    plan.ids.last = id.0;
    let level = words[0].chars().take_while(|c| *c == '-').count() as u16;
    let mut task = Task::new(id, level, words[0].trim_start_matches('-'), Duration::working(minutes(words[1])));
    let mut links = false;
    let mut at = 2;
    while at < words.len() {
        let date = || Moment::parse(words[at + 1]).unwrap();
        match words[at] {
            "seen" => task.client_visible = true,
            "<" => links = true,
            "rate" => {
                let per_day = Money(words[at + 1].parse::<i64>().unwrap() * 100);
                task.cost = Some(Box::new(TaskCost { per_day, ..TaskCost::default() }));
                at += 1;
            }
            "snet" => {
                task.constraint = Some(Constraint { kind: ConstraintKind::Snet, date: date() });
                at += 1;
            }
            "promise" => {
                let day = date().date();
                let promise = Promise {
                    words: words[at + 2].replace('_', " "),
                    client_visible: words.get(at + 3) == Some(&"seen"),
                    sayings: vec![Saying::new(start().date(), day)],
                    ..Promise::new(PromiseId(1000 + id.0), id)
                };
                project.promises.insert(promise.id, promise);
                break;
            }
            name if links => {
                let next =
                    words.get(at + 1).filter(|text| ["SS", "FF", "FS"].iter().any(|kind| text.starts_with(kind)));
                let (key, lag) = link(plan, name, id, next.copied().unwrap_or("FS"));
                plan.dependencies.insert(key, lag);
                at += usize::from(next.is_some());
            }
            other => panic!("what is {other}?"),
        }
        at += 1;
    }
    plan.tasks.push(task);
}

fn id(plan: &Plan, name: &str) -> TaskId {
    plan.tasks.iter().find(|task| task.name == name).unwrap_or_else(|| panic!("no {name}")).id
}

fn link(plan: &Plan, from: &str, successor: TaskId, text: &str) -> (DependencyKey, Lag) {
    let kinds = [DependencyKind::FS, DependencyKind::SS, DependencyKind::FF, DependencyKind::SF];
    let kind = kinds.into_iter().find(|kind| text.starts_with(&format!("{kind:?}"))).unwrap();
    let lag = match &text[2..] {
        "" => Lag::default(),
        lag => read_lag(lag, &HoursSettings::default(), Locale::default()).unwrap(),
    };
    (DependencyKey { predecessor: id(plan, from), successor, kind }, lag)
}

fn edit(plan: &Plan, text: &str) -> PlanEdit {
    let words: Vec<&str> = text.split_whitespace().collect();
    let day = |text: &str| Moment::parse(text).unwrap();
    let set = |name: &str, field| PlanEdit::Set { task: id(plan, name), field };
    let ends = |text: &str, kind: &str| {
        let (from, to) = text.split_once('>').unwrap();
        link(plan, from, id(plan, to), kind)
    };
    let exception = |date: &str, hours: DayHours| {
        let mut calendar = plan.calendars[&plan.settings.calendar].clone();
        let (from, recurrence) = (day(date).date(), Recurrence::EveryDay);
        calendar.exceptions.push(Exception { name: String::new(), from, to: from, recurrence, hours });
        PlanEdit::Calendar { id: calendar.id, calendar: Some(Box::new(calendar)) }
    };
    match words.as_slice() {
        ["drop", name] => prepare::delete(plan, &[id(plan, name)]).unwrap(),
        ["off", name] => prepare::deactivate(plan, &[id(plan, name)]).unwrap(),
        ["split", name, first] => prepare::split(plan, id(plan, name), minutes(first)).unwrap().0,
        ["link", pair, kind] => {
            let (link, lag) = ends(pair, kind);
            PlanEdit::Link { link, lag: Some(lag) }
        }
        ["unlink", pair, kind] => PlanEdit::Link { link: ends(pair, kind).0, lag: None },
        ["overlap", pair, kind] => {
            let (link, lag) = ends(pair, kind);
            let gone = PlanEdit::Link { link: ends(pair, "FS").0, lag: None };
            PlanEdit::Batch(vec![gone, PlanEdit::Link { link, lag: Some(lag) }])
        }
        ["work", date] => exception(date, DayHours::standard()),
        ["holiday", date] => exception(date, DayHours::off()),
        ["start", date] => PlanEdit::Setting(SettingField::Start(day(date))),
        ["status", date] => PlanEdit::Setting(SettingField::StatusDate(Some(Moment::end_of(day(date).date())))),
        ["add", name, length, "after", before] => {
            let new = TaskId(plan.ids.last + 1);
            let tasks = vec![Task::new(new, 0, *name, Duration::working(minutes(length)))];
            let (key, lag) = link(plan, before, new, "FS");
            let place = plan.place_of(plan.position(id(plan, before)).unwrap());
            PlanEdit::Insert { place, tasks, dependencies: vec![Dependency { key, lag }] }
        }
        ["rename", name] => set(name, TaskField::Name("Another".into())),
        ["lock", name] => set(name, TaskField::Locked(true)),
        ["cost", name, rate] => {
            let per_day = Money(rate.parse::<i64>().unwrap() * 100);
            set(name, TaskField::Cost(Some(Box::new(TaskCost { per_day, ..TaskCost::default() }))))
        }
        [name, "snet", date] => {
            set(name, TaskField::Constraint(Some(Constraint { kind: ConstraintKind::Snet, date: day(date) })))
        }
        [name, "free"] => set(name, TaskField::Constraint(None)),
        [name, percent] if percent.ends_with('%') => {
            let percent = percent.trim_end_matches('%').parse().unwrap();
            prepare::enter_percent(plan, &schedule(plan), id(plan, name), percent).unwrap()
        }
        [name, length] => {
            let old = plan.task(id(plan, name)).unwrap().duration.minutes;
            let new = if length.starts_with('=') { minutes(length) } else { old + minutes(length) };
            set(name, TaskField::Duration(Duration::working(new)))
        }
        _ => panic!("what is {text}?"),
    }
}

fn sentences(project: &Project, text: &str) -> [String; 2] {
    let (mut plan, mut edits, mut skipped) = (project.plan.clone(), Vec::new(), 0);
    for part in text.split("; ").filter(|part| *part != "nothing") {
        if part == "skip" {
            skipped += 1;
            continue;
        }
        let edit = edit(&plan, part);
        plan.apply(edit.clone()).unwrap();
        edits.push(edit);
    }
    let edits: Vec<&PlanEdit> = edits.iter().collect();
    let (before, after) = (project.schedule(), schedule_within(&plan, &project.promised()));
    let (then, now) = (State::of(&project.plan, &before), State::of(&plan, &after));
    let comparison = compare(project, then, now, &edits, start().date());
    let weights = weights(project, &edits, AT_REST);
    let absorbed = absorbed(project, &edits, &weights);
    let dates = Dates::new(Locale::default(), start().date());
    let cause = Cause::Edits(&edits);
    let (absorbed, weights, dates) = (&absorbed, &weights, &dates);
    let change = Change { project, now: &plan, cause, absorbed, weights, skipped, currency: "EUR", dates };
    [For::Us, For::Client].map(|whom| what_changes(&change, &comparison, whom).to_string())
}

/// Blocks apart by an empty line: a plan, one indented line a task; or edits, and what is said of them on that plan.
fn told(golden: &str) -> String {
    let mut project = Project::new("", start());
    let blocks = golden.trim().split("\n\n").map(|block| {
        let first = block.lines().next().unwrap_or_default();
        if first.starts_with('#') {
            return block.to_owned();
        }
        if first != "plan" {
            let [us, client] = sentences(&project, first);
            return format!("{first}\n    {us}\n    {client}");
        }
        project = Project::new("", start());
        block.lines().skip(1).for_each(|line| task(&mut project, line));
        block.to_owned()
    });
    blocks.collect::<Vec<_>>().join("\n\n") + "\n"
}

#[test]
fn what_changes_is_said_right() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/analysis/what_changes/golden.txt");
    let golden = std::fs::read_to_string(&path).unwrap();
    let told = told(&golden);
    if std::env::var("FORTHRIGHT_GOLDEN").as_deref() == Ok("write") {
        std::fs::write(&path, &told).unwrap();
    }
    for (found, expected) in told.lines().zip(golden.lines()) {
        assert_eq!(found, expected);
    }
    assert_eq!(told, golden);
}

/// Whatever the edits, the client reads no private name, no float and no money.
#[test]
fn the_client_form_keeps_what_is_private() {
    let golden = include_str!("golden.txt");
    let client = golden.split("\n\n").filter_map(|block| block.lines().nth(2).filter(|_| !block.starts_with("plan")));
    for line in client {
        for word in ["Test", "Build", "Secret", "float", "€", "absorbed", "budget"] {
            assert!(!line.contains(word), "{line}");
        }
    }
}
