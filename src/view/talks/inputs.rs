//! What we need from the client: by when, what a day's delay comes to, and where it stands.

use crate::analysis::{self, InputNow};
use crate::plan::{ResourceId, Side, Task, TaskId};
use crate::project::Project;
use crate::project::record::{Input, InputId};
use crate::schedule::Schedule;
use crate::words::{DateForm, Dates, days, task_name};
use chrono::NaiveDate;
use std::collections::HashMap;

/// An input in a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputLine {
    pub id: InputId,
    pub what: String,
    /// `Helen · Build waits for it`
    pub from: String,
    /// `Needed by Wed 3 Mar, in 5 days`
    pub need: String,
    /// `Each day later moves “Go-live” by a day.`
    pub effect: String,
    /// `Received on 2 Mar`, `Late`, `Asked on 1 Mar`, `Not asked yet`.
    pub state: String,
    pub late: bool,
    pub received: bool,
}

/// Every input, those missing first, by the day they are needed; `schedule` is the project's own.
pub fn inputs(project: &Project, schedule: &Schedule, today: NaiveDate, dates: &Dates) -> Vec<InputLine> {
    let say = Say { project, dates };
    let all = analysis::inputs(project, schedule, today);
    all.iter().filter_map(|now| Some(say.line(project.record.inputs.get(&now.id)?, now))).collect()
}

/// A step of the client's own that nobody tracks yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TheirStep {
    pub task: TaskId,
    /// What waits for it and begins first, if anything does.
    pub waits: Option<TaskId>,
    /// `Approve the texts`
    pub name: String,
    /// `Helen · by Wed 3 Mar`
    pub from: String,
}

/// Open steps that people of the client answer for and that are not among what we need, by the day they end.
pub fn their_steps(project: &Project, schedule: &Schedule, dates: &Dates) -> Vec<TheirStep> {
    let plan = &project.plan;
    let theirs =
        |owner: Option<ResourceId>| owner.and_then(|id| plan.resources.get(&id)).filter(|one| one.side == Side::Client);
    let inputs = || project.record.inputs.values();
    let rows: HashMap<TaskId, usize> = plan.tasks.iter().enumerate().map(|(row, task)| (task.id, row)).collect();
    let begins = |task: TaskId| Some((schedule.rows.get(*rows.get(&task)?)?.start, task));
    let is_open = |task: &Task| task.progress.actual_finish.is_none() && !task.inactive;
    let open = plan.tasks.iter().zip(&schedule.rows).filter(|(task, at)| !at.summary && is_open(task));
    let mut all: Vec<_> = open
        .filter_map(|(task, at)| {
            let owner = theirs(task.owner)?;
            let name = task_name(plan, task.id);
            let tracked = inputs().any(|one| one.step == Some(task.id) || one.what.trim() == name);
            if tracked {
                return None;
            }
            let after = plan.dependencies.keys().filter(|link| link.predecessor == task.id).map(|link| link.successor);
            let ours =
                after.filter(|next| plan.task(*next).is_some_and(|next| is_open(next) && theirs(next.owner).is_none()));
            let waits = ours.filter_map(begins).min().map(|(_, task)| task);
            let from = format!("{} · by {}", owner.name, dates.write(at.last_day(), DateForm::Weekday));
            Some((at.finish, TheirStep { task: task.id, waits, name, from }))
        })
        .collect();
    all.sort_by_key(|(at, one)| (*at, one.task));
    all.into_iter().map(|(_, one)| one).collect()
}

struct Say<'a> {
    project: &'a Project,
    dates: &'a Dates,
}

impl Say<'_> {
    fn day(&self, day: NaiveDate) -> String {
        self.dates.write(day, DateForm::Short)
    }

    fn line(&self, one: &Input, now: &InputNow) -> InputLine {
        let late = now.late.is_some_and(|late| late > 0);
        let step = one.step.filter(|step| self.project.plan.task(*step).is_some());
        let waits = step.map(|step| format!("{} waits for it", task_name(&self.project.plan, step)));
        let from: Vec<String> = [one.who.trim().to_owned(), waits.unwrap_or_default()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect();
        InputLine {
            id: one.id,
            what: one.what.clone(),
            from: from.join(" · "),
            need: self.need(now),
            effect: self.effect(now),
            state: match (one.received_on, one.asked_on) {
                (Some(on), _) => format!("Received on {}", self.day(on)),
                _ if late => "Late".to_owned(),
                (_, Some(on)) => format!("Asked on {}", self.day(on)),
                _ => "Not asked yet".to_owned(),
            },
            late,
            received: now.received,
        }
    }

    fn need(&self, now: &InputNow) -> String {
        let Some(by) = now.need_by else { return "No step waits for it yet, so no day follows.".to_owned() };
        let day = self.dates.write(by, DateForm::Weekday);
        match now.late {
            None => format!("It was needed by {day}."),
            Some(0) => format!("Needed today, {day}."),
            Some(-1) => format!("Needed by {day}, tomorrow."),
            Some(late @ ..0) => format!("Needed by {day}, in {} days.", -late),
            Some(1) => format!("It was needed by {day}, 1 day ago."),
            Some(late) => format!("It was needed by {day}, {late} days ago."),
        }
    }

    fn effect(&self, now: &InputNow) -> String {
        if now.received || now.need_by.is_none() {
            return String::new();
        }
        let moves = match now.promises.as_slice() {
            [] => "the finish".to_owned(),
            [one] => self.promise(*one),
            [one, rest @ ..] => {
                let more = if rest.len() == 1 { "another promise".to_owned() } else { format!("{} more", rest.len()) };
                format!("{} and {more}", self.promise(*one))
            }
        };
        match now.room {
            ..=0 => format!("Each day later moves {moves} by a day."),
            room => {
                let room = days(room, &self.project.plan.settings.hours, self.dates.locale);
                format!("It may come {room} later; from then on each day moves {moves} by a day.")
            }
        }
    }

    fn promise(&self, id: crate::project::PromiseId) -> String {
        match self.project.promises.get(&id) {
            Some(one) if !one.words.trim().is_empty() => format!("“{}”", one.words.trim()),
            Some(one) => task_name(&self.project.plan, one.task),
            None => "the finish".to_owned(),
        }
    }
}
