//! What an edit moves, before it is made: the tasks, from where to where and why, and the plan's finish.

use crate::edit::PlanEdit;
use crate::plan::{Moment, Plan, TaskId};
use crate::prepare;
use crate::schedule::{Schedule, schedule};
use crate::words::{self, DateForm, Dates, Piece, Sentence};

/// The effect of an edit.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Moves {
    /// The plan's finish, then and now, in a sentence.
    pub finish: String,
    pub lines: Vec<Line>,
    /// Moved tasks beyond the ones listed.
    pub more: usize,
}

/// A task that moves.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub task: TaskId,
    pub name: String,
    pub from: String,
    pub to: String,
    /// What then holds it.
    pub why: Sentence,
}

/// What `edit` moves, the first `most` tasks by name.
///
/// # Errors
/// Why the edit would be refused.
pub fn preview(plan: &Plan, before: &Schedule, edit: &PlanEdit, dates: &Dates, most: usize) -> Result<Moves, String> {
    let mut trial = plan.clone();
    trial.apply(edit.clone()).map_err(|error| words::edit_error(&error, plan))?;
    Ok(between(&trial, before, &schedule(&trial), dates, most))
}

/// What differs between two schedules of the same tasks; `plan` is the one `after` was made from.
pub fn between(plan: &Plan, before: &Schedule, after: &Schedule, dates: &Dates, most: usize) -> Moves {
    let moved = prepare::moved(before, after);
    let lines = moved.iter().take(most).filter_map(|moved| {
        let row = plan.position(moved.task)?;
        Some(Line {
            task: moved.task,
            name: words::task_name(plan, moved.task),
            from: range(dates, moved.start.0, moved.finish.0),
            to: range(dates, moved.start.1, moved.finish.1),
            why: first(words::why_here(plan, after, row, dates)),
        })
    });
    let lines = lines.collect();
    Moves { finish: finish(before.finish, after.finish, dates), lines, more: moved.len().saturating_sub(most) }
}

/// `The plan’s finish moves from Fri 18 Dec to Mon 21 Dec.`
pub fn finish(before: Moment, after: Moment, dates: &Dates) -> String {
    let day = |at| dates.finish_day(at, DateForm::Weekday);
    match day(before) == day(after) {
        true => format!("The plan still finishes on {}.", day(after)),
        false => format!("The plan’s finish moves from {} to {}.", day(before), day(after)),
    }
}

/// A task's days; a milestone's own day.
pub fn range(dates: &Dates, start: Moment, finish: Moment) -> String {
    match start == finish {
        true => dates.start_day(start, DateForm::Short),
        false => dates.range(start, finish),
    }
}

/// The first of several sentences.
pub(super) fn first(sentence: Sentence) -> Sentence {
    let mut pieces = Vec::new();
    for piece in sentence.0 {
        let end = match &piece {
            Piece::Text(text) => text.find(". ").map(|at| Piece::Text(text[..=at].to_owned())),
            Piece::Task(..) => None,
        };
        if let Some(last) = end {
            pieces.push(last);
            break;
        }
        pieces.push(piece);
    }
    Sentence(pieces)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Dependency, DependencyKey, DependencyKind, Duration, Lag, Task};
    use crate::words::Locale;

    #[test]
    fn a_status_date_shows_what_it_moves_and_why() {
        let mut plan = Plan::new(Moment::parse("2026-06-01").unwrap());
        for (id, name, days) in [(2, "Design", 5), (3, "Build", 5), (4, "Site", 20)] {
            plan.tasks.push(Task::new(TaskId(id), 0, name, Duration::working(days * 480)));
        }
        let key = DependencyKey { successor: TaskId(3), predecessor: TaskId(2), kind: DependencyKind::FS };
        let link = Dependency { key, lag: Lag::default() };
        plan.dependencies.insert(link.key, link.lag);
        let dates = Dates::new(Locale::default(), "2026-06-01".parse().unwrap());
        let edit = prepare::set_status_date(&plan, Some(Moment::end_of("2026-06-02".parse().unwrap()))).unwrap();
        let moves = preview(&plan, &schedule(&plan), &edit, &dates, 2).unwrap();
        let told: Vec<String> = moves
            .lines
            .iter()
            .map(|line| format!("{}: {} → {}. {}", line.name, line.from, line.to, line.why))
            .collect();
        assert_eq!(
            told,
            [
                "Design: 1–5 Jun → 3–9 Jun. Starts Wed 3 Jun: what is not done lies after the status date, Tue 2 Jun.",
                "Build: 8–12 Jun → 10–16 Jun. Starts Wed 10 Jun because Design finishes Tue 9 Jun (FS).",
            ]
        );
        assert_eq!((moves.more, moves.finish.as_str()), (1, "The plan’s finish moves from Fri 26 Jun to Tue 30 Jun."));
    }
}
