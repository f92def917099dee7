//! The next small win: steps as they rank, with what speaks for each, and those nobody has judged yet.

use crate::analysis::{Candidate, HIGHEST_WIN, is_large, small_wins, why};
use crate::plan::TaskId;
use crate::project::Project;
use crate::project::record::Win;
use crate::schedule::Schedule;
use crate::words::{DateForm, Dates, task_name};
use chrono::NaiveDate;

/// What a step is taken for before anybody has judged it: a little of each.
pub const UNJUDGED: Win = Win { cares: 1, small: 1, low_risk: 1, known: 1, done_before: 1 };

/// The five questions, in their order, as they are asked.
pub const QUESTIONS: [&str; 5] =
    ["They care", "It is small", "Little can go wrong", "Little is unknown", "Done before"];

/// A step as the next small win.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub task: TaskId,
    pub name: String,
    /// The day it is planned for.
    pub finish: String,
    /// 0–3 for each question.
    pub answers: [u8; 5],
    /// Somebody has judged it.
    pub judged: bool,
    /// How much of the most it could score, in percent.
    pub score: u32,
    /// Why it stands where it stands.
    pub why: String,
    /// A day that can be promised, with days in hand.
    pub promise_by: Option<NaiveDate>,
    /// Too long for a small win as a whole.
    pub large: bool,
    /// A date was promised for it already.
    pub promised: bool,
}

/// Judged steps first, the best in front; then open steps by the day they are planned for.
pub fn rows(project: &Project, schedule: &Schedule, dates: &Dates) -> Vec<Row> {
    let ranked = small_wins(project, schedule, dates.today);
    let mut rows: Vec<Row> = ranked.iter().map(|one| judged(project, one, dates)).collect();
    let plan = &project.plan;
    let open =
        plan.tasks.iter().zip(&schedule.rows).filter(|(task, at)| {
            !at.summary && !at.milestone && !task.inactive && task.progress.actual_finish.is_none()
        });
    let mut rest: Vec<_> = open.filter(|(task, _)| !ranked.iter().any(|one| one.task == task.id)).collect();
    // One that was judged to be worth nothing stands behind the others that were judged.
    rest.sort_by_key(|(task, at)| (!project.record.wins.contains_key(&task.id), at.finish, task.id));
    rows.extend(rest.into_iter().map(|(task, at)| {
        let win = project.record.wins.get(&task.id).copied();
        Row {
            task: task.id,
            name: task_name(plan, task.id),
            finish: dates.finish_day(at.finish, DateForm::Short),
            answers: answers(win.unwrap_or(UNJUDGED)),
            judged: win.is_some(),
            score: 0,
            why: win.map(why).unwrap_or_default(),
            promise_by: None,
            large: is_large(plan, at.duration),
            promised: false,
        }
    }));
    rows
}

fn judged(project: &Project, one: &Candidate, dates: &Dates) -> Row {
    Row {
        task: one.task,
        name: task_name(&project.plan, one.task),
        finish: dates.write(one.finish, DateForm::Short),
        answers: answers(one.win),
        judged: true,
        score: one.score * 100 / HIGHEST_WIN,
        why: why(one.win),
        promise_by: Some(one.promise_by),
        large: one.large,
        promised: one.promised,
    }
}

fn answers(win: Win) -> [u8; 5] {
    [win.cares, win.small, win.low_risk, win.known, win.done_before]
}

/// The judgement with one answer changed, 0–3.
pub fn answered(win: Option<Win>, question: usize, answer: u8) -> Win {
    let mut win = win.unwrap_or(UNJUDGED);
    let fields = [&mut win.cares, &mut win.small, &mut win.low_risk, &mut win.known, &mut win.done_before];
    if let Some(field) = fields.into_iter().nth(question) {
        *field = answer.min(3);
    }
    win
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::prepare::story::tell;
    use crate::words::Locale;

    #[test]
    fn judged_steps_come_first_and_say_why() {
        let mut told = Vec::new();
        tell("2026-11-27".parse().unwrap(), |title, on, project| {
            if title == "The reset meeting" {
                let rows = rows(project, &project.schedule(), &Dates::new(Locale::from_tag("en-GB"), on));
                let one =
                    |row: &Row| format!("{} {} {}% {} {}", row.name, row.finish, row.score, row.promised, row.why);
                told = rows.iter().map(one).collect();
            }
        });
        assert_eq!(
            told[0],
            "List of cancelled appointments 10 Nov 66% true They care about it, it is small, little can go wrong and nothing about it is unknown."
        );
        assert!(told[3].contains(" 0% false"), "{told:?}");
    }

    #[test]
    fn one_answer_leaves_the_others() {
        let win = answered(None, 1, 9);
        assert_eq!((win.small, win.cares), (3, 1));
        assert_eq!(answered(Some(win), 0, 2), Win { cares: 2, ..win });
        assert_eq!(answered(Some(win), 7, 2), win);
    }
}
