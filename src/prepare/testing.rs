//! Plans and links as one-letter pictures, for the tests of this folder.
#![allow(clippy::unwrap_used)]

use crate::plan::{DependencyKey, DependencyKind, Duration, Lag, Moment, Plan, Task, TaskId};
use crate::words::{Locale, read_lag, write_lag};

/// A plan that starts Monday 1 June 2026, from an outline of one-letter names (two blanks a level; the id is the letter's
/// code; one day each, or as many as a digit after the name says) and links such as `A>B`, `A>B:FF+1d`.
pub fn plan(outline: &str, links: &str) -> Plan {
    let mut plan = Plan::new(Moment::parse("2026-06-01").unwrap());
    for line in outline.lines().filter(|line| !line.trim().is_empty()) {
        let level = (line.len() - line.trim_start().len()) / 2;
        let name = line.trim();
        let days: i32 = name[1..].trim().parse().unwrap_or(1);
        let task = Task::new(id(name), level as u16, &name[..1], Duration::working(days * 480));
        plan.ids.last = plan.ids.last.max(task.id.0);
        plan.tasks.push(task);
    }
    plan.dependencies = links.split_whitespace().map(link).collect();
    plan
}

pub fn id(name: &str) -> TaskId {
    TaskId(u32::from(name.bytes().next().unwrap()))
}

pub fn link(text: &str) -> (DependencyKey, Lag) {
    let at = text.find(['+', '-']).unwrap_or(text.len());
    let lag = if at < text.len() {
        read_lag(&text[at..], &Default::default(), Locale::default()).unwrap()
    } else {
        Lag::default()
    };
    let (ends, kind) = text[..at].split_once(':').unwrap_or((&text[..at], "FS"));
    let (predecessor, successor) = ends.split_once('>').unwrap();
    let kinds = [DependencyKind::FS, DependencyKind::SS, DependencyKind::FF, DependencyKind::SF];
    let kind = kinds.into_iter().find(|known| format!("{known:?}") == kind).unwrap();
    (DependencyKey { predecessor: id(predecessor), successor: id(successor), kind }, lag)
}

/// The links in order of their names.
pub fn links(plan: &Plan) -> String {
    let name = |id: TaskId| plan.task(id).map_or("?", |task| task.name.as_str());
    let mut links: Vec<String> = plan
        .dependencies
        .iter()
        .map(|(key, lag)| {
            let kind = if key.kind == DependencyKind::FS { String::new() } else { format!(":{:?}", key.kind) };
            let lag =
                if lag.is_zero() { String::new() } else { write_lag(*lag, &plan.settings.hours, Locale::default()) };
            format!("{}>{}{kind}{lag}", name(key.predecessor), name(key.successor))
        })
        .collect();
    links.sort();
    links.join(" ")
}

/// The outline, two blanks a level.
pub fn picture(plan: &Plan) -> String {
    plan.tasks
        .iter()
        .map(|task| format!("{}{}", "  ".repeat(task.level.into()), task.name))
        .collect::<Vec<_>>()
        .join("\n")
}

/// `Tue 2 Jun – Wed 3 Jun` of a task.
pub fn shown(plan: &Plan, name: &str) -> String {
    let schedule = crate::schedule::schedule(plan);
    let at = &schedule.rows[plan.position(id(name)).unwrap()];
    let dates = crate::words::Dates::new(Locale::default(), "2026-06-01".parse().unwrap());
    let form = crate::words::DateForm::Weekday;
    format!("{} – {}", dates.start_day(at.start, form), dates.finish_day(at.finish, form))
}
