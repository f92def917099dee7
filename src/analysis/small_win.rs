//! The next small win: steps ranked by how much the client cares × small × low risk × few unknowns × done before, each
//! 0–3, with a date one can promise because there is a buffer before it.

use crate::plan::{Moment, Plan, TaskId};
use crate::project::Project;
use crate::project::record::Win;
use crate::schedule::{Schedule, WorkingTime};
use chrono::NaiveDate;

/// The most a step can score.
pub const HIGHEST_WIN: u32 = 3 * 3 * 3 * 3 * 3;
/// Steps longer than this many working days are worth splitting into smaller deliveries.
const LARGE_DAYS: i32 = 5;

/// A step as the next small win.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    pub task: TaskId,
    pub win: Win,
    /// The product, 0–243.
    pub score: u32,
    /// The day it is planned for, and a day one can promise: half of what is left of it, at least a day, later.
    pub finish: NaiveDate,
    pub promise_by: NaiveDate,
    /// Too long for a small win as a whole.
    pub large: bool,
    /// A date was promised for it already.
    pub promised: bool,
}

/// Too long for a small win as a whole, in working minutes.
pub fn is_large(plan: &Plan, minutes: i32) -> bool {
    minutes > LARGE_DAYS * plan.settings.hours.minutes_per_day.max(1)
}

/// What speaks for a step, as a number.
pub fn score(win: Win) -> u32 {
    [win.cares, win.small, win.low_risk, win.known, win.done_before]
        .iter()
        .map(|value| u32::from((*value).min(3)))
        .product()
}

/// Steps that are not done, were rated and are worth more than nothing, the best first; of equals the one that is due first.
pub fn small_wins(project: &Project, schedule: &Schedule, today: NaiveDate) -> Vec<Candidate> {
    let time = WorkingTime::of(&project.plan, project.plan.settings.calendar);
    let day = project.plan.settings.hours.minutes_per_day.max(1);
    let rows = project.plan.tasks.iter().zip(&schedule.rows);
    let open = rows.filter(|(task, at)| !at.summary && !task.inactive && task.progress.actual_finish.is_none());
    let mut all: Vec<Candidate> = open
        .filter_map(|(task, at)| {
            let win = *project.record.wins.get(&task.id)?;
            let left = time.work(at.start.max(Moment::start_of(today)), at.finish).max(0);
            let buffer = (left / 2).max(day);
            // Whole days, so that the end of a day's work is what is promised.
            let buffer = (buffer + day - 1) / day * day;
            let late = at.finish.max(Moment::start_of(today));
            Some(Candidate {
                task: task.id,
                win,
                score: score(win),
                finish: at.last_day(),
                promise_by: time.prev_finish(time.add(late, buffer)).date_as_finish(),
                large: is_large(&project.plan, at.duration),
                promised: project.promises.values().any(|promise| promise.task == task.id && promise.is_open()),
            })
        })
        .filter(|candidate| candidate.score > 0)
        .collect();
    all.sort_by_key(|one| (std::cmp::Reverse(one.score), one.finish, one.task));
    all
}

/// What speaks for it and what against, in words: the highest and the lowest of the five.
pub fn why(win: Win) -> String {
    let parts = [
        (win.cares, "they care about it", "they care little about it"),
        (win.small, "it is small", "it is not small"),
        (win.low_risk, "little can go wrong", "much can go wrong"),
        (win.known, "nothing about it is unknown", "much about it is unknown"),
        (win.done_before, "we have done it before", "we have not done it before"),
    ];
    let good: Vec<&str> = parts.iter().filter(|part| part.0 >= 3).map(|part| part.1).collect();
    let bad: Vec<&str> = parts.iter().filter(|part| part.0 <= 1).map(|part| part.2).collect();
    match (good.is_empty(), bad.is_empty()) {
        (true, true) => "A fair choice in everything.".to_owned(),
        (false, true) => capital(&format!("{}.", listed(&good))),
        (true, false) => capital(&format!("{}.", listed(&bad))),
        (false, false) => capital(&format!("{}, but {}.", listed(&good), listed(&bad))),
    }
}

fn listed(parts: &[&str]) -> String {
    match parts {
        [all @ .., before, last] => {
            let all: String = all.iter().map(|part| format!("{part}, ")).collect();
            format!("{all}{before} and {last}")
        }
        _ => parts.concat(),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Duration, Task};

    #[test]
    fn the_best_step_comes_first_with_a_date_that_has_a_buffer() {
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        for (id, name, days) in [(2, "Design", 2), (3, "Build", 12), (4, "Print", 1), (5, "Unrated", 1)] {
            project.plan.tasks.push(Task::new(TaskId(id), 0, name, Duration::working(days * 480)));
        }
        let win = |cares, small| Win { cares, small, low_risk: 3, known: 2, done_before: 3 };
        project.record.wins = [(TaskId(2), win(2, 3)), (TaskId(3), win(3, 1)), (TaskId(4), win(0, 3))].into();
        let found = small_wins(&project, &project.schedule(), "2026-06-01".parse().unwrap());
        let shown: Vec<String> = found
            .iter()
            .map(|one| format!("{} {} {} {} {}", one.task.0, one.score, one.finish, one.promise_by, one.large))
            .collect();
        assert_eq!(shown, ["2 108 2026-06-02 2026-06-03 false", "3 54 2026-06-16 2026-06-24 true"]);
        assert_eq!(why(found[0].win), "It is small, little can go wrong and we have done it before.");
        assert_eq!(
            why(found[1].win),
            "They care about it, little can go wrong and we have done it before, but it is not small."
        );
    }
}
