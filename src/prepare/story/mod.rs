//! A second sample: a project that slipped twice and found its way back, told week by week by the same edits a person
//! makes. Its end is a project to look around in; its chapters are what the rules of confidence are tried on.

mod chapters;
mod clinic;

use super::record::{Talk, log, put_conversation, take_status};
use crate::edit::EditError;
use crate::plan::{Moment, Progress, TaskId};
use crate::project::record::{Channel, ConversationId, Tellable};
use crate::project::{Edit, Project, PromiseId};
use crate::schedule::WorkingTime;
use chapters::CHAPTERS;
use chrono::{Datelike, Days, NaiveDate};
use std::collections::HashMap;

/// The project as it ended, on the last Friday before `today` or on it.
pub fn story(today: NaiveDate) -> Project {
    tell(today, |_, _, _| ()).0
}

/// Tells it from its beginning; after each chapter `each` gets its title, its day and the project as it stands then, which
/// it may go on with. With the project it returns the edits that were refused: none.
pub fn tell(
    today: NaiveDate,
    mut each: impl FnMut(&'static str, NaiveDate, &mut Project),
) -> (Project, Vec<EditError>) {
    let monday = monday(today);
    let mut story = Story::begin(monday);
    for chapter in CHAPTERS {
        story.today = day_of(monday, chapter.week, chapter.day);
        (chapter.tell)(&mut story);
        each(chapter.title, story.today, &mut story.project);
    }
    (story.project, story.refused)
}

/// The Monday it all began, so that it is over by `today`.
fn monday(today: NaiveDate) -> NaiveDate {
    let since_friday = (today.weekday().num_days_from_monday() + 3) % 7;
    let weeks = u64::from(chapters::WEEKS - 1) * 7;
    today.checked_sub_days(Days::new(u64::from(since_friday) + 4 + weeks)).unwrap_or(today)
}

/// The `day`-th day (Monday is 0) of a week, the first being 1.
fn day_of(monday: NaiveDate, week: u32, day: u32) -> NaiveDate {
    monday.checked_add_days(Days::new(u64::from((week.max(1) - 1) * 7 + day))).unwrap_or(monday)
}

/// One thing that happens.
pub(super) struct Chapter {
    /// From 1.
    week: u32,
    /// Monday is 0.
    day: u32,
    title: &'static str,
    tell: fn(&mut Story),
}

/// The project while it is told.
pub(super) struct Story {
    project: Project,
    monday: NaiveDate,
    today: NaiveDate,
    tasks: HashMap<&'static str, TaskId>,
    promises: HashMap<&'static str, PromiseId>,
    refused: Vec<EditError>,
}

impl Story {
    fn begin(monday: NaiveDate) -> Story {
        let (project, tasks) = clinic::agreed(monday);
        Story { project, monday, today: monday, tasks, promises: HashMap::new(), refused: Vec::new() }
    }

    fn does(&mut self, edit: impl Into<Option<Edit>>) {
        if let Some(Err(error)) = edit.into().map(|edit| self.project.apply(edit)) {
            self.refused.push(error);
        }
    }

    fn task(&self, key: &str) -> TaskId {
        self.tasks.get(key).copied().unwrap_or(TaskId(0))
    }

    fn on(&self, week: u32, day: u32) -> NaiveDate {
        day_of(self.monday, week, day)
    }

    /// Says a date for a step to somebody.
    fn promises(&mut self, key: &'static str, words: &str, to: &str, date: NaiveDate) {
        let id = PromiseId(self.project.plan.fresh_id());
        let said = super::Said { words: words.into(), to: to.into() };
        self.does(super::promise(&self.project, self.task(key), date, self.today, said));
        let shown = self.project.promises.get(&id).and_then(|promise| super::show_promise(promise, true));
        self.does(shown);
        self.promises.insert(key, id);
    }

    /// Says a later date.
    fn promises_anew(&mut self, key: &str, date: NaiveDate, reason: &str) {
        let promise = self.promises.get(key).and_then(|id| self.project.promises.get(id));
        self.does(promise.and_then(|promise| super::promise_anew(promise, date, self.today, reason)));
    }

    /// A promise and its date, to be told.
    fn said(&self, key: &str) -> Option<Tellable> {
        let promise = *self.promises.get(key)?;
        Some(Tellable::Promise { promise, date: self.project.promises.get(&promise)?.date()? })
    }

    fn talks(&mut self, channel: Channel, people: &[&str], told: Vec<Tellable>, said: &str) -> ConversationId {
        let people = people.iter().map(|name| (*name).to_owned()).collect();
        let (id, edit) =
            log(&self.project, self.today, Talk { channel, people, told, said: said.into(), ..Talk::default() });
        self.does(edit);
        id
    }

    /// Adds to a conversation what only we know of it.
    fn senses(&mut self, id: ConversationId, sensed: &str, note: &str) {
        let known = self.project.record.conversations.get(&id).cloned();
        self.does(known.map(|mut one| {
            (one.sensed, one.private_note) = (sensed.into(), note.into());
            put_conversation(one)
        }));
    }

    /// They asked before they were told.
    fn is_chased(&mut self, channel: Channel, by: &str, said: &str) {
        let talk = Talk { channel, people: vec![by.into()], said: said.into(), chased: true, ..Talk::default() };
        let (_, edit) = log(&self.project, self.today, talk);
        self.does(edit);
    }

    /// The status of the day: what is over is done, what has begun is under way, and how milestones stand is kept.
    fn status(&mut self) {
        let close = Moment::end_of(self.today);
        let (schedule, plan) = (self.project.schedule(), &self.project.plan);
        let time = WorkingTime::of(plan, plan.settings.calendar);
        let begun = plan.tasks.iter().zip(&schedule.rows).filter(|(task, at)| {
            !at.summary && at.start < close && task.progress.actual_finish.is_none() && at.finish != at.start
                || at.milestone && at.finish <= close && task.progress.actual_finish.is_none()
        });
        let edits: Vec<Edit> = begun
            .map(|(task, at)| {
                let left = time.work(close, at.finish).max(0);
                let all = time.work(at.start, at.finish).max(1);
                let percent = u8::try_from((all - left.min(all)) * 100 / all).unwrap_or(0);
                let finish = (left == 0).then_some(at.finish);
                let percent = if finish.is_some() { 100 } else { percent };
                let progress = Progress {
                    actual_start: Some(task.progress.actual_start.unwrap_or(at.start)),
                    actual_finish: finish,
                    percent,
                    remaining: Some(left),
                };
                let field = crate::edit::TaskField::Progress(progress);
                crate::edit::PlanEdit::Set { task: task.id, field }.into()
            })
            .collect();
        // Where work is done decides what the status says, so the progress comes first and the day with it.
        self.does(super::set_status_date(&self.project.plan, Some(close)).map(Edit::Plan));
        self.does((!edits.is_empty()).then_some(Edit::Batch(edits)));
        let milestones = self.project.plan.tasks.iter().filter(|task| task.milestone);
        let kept: Vec<TaskId> = milestones.map(|task| task.id).collect();
        self.does(take_status(&self.project, Some(close), &kept));
    }

    /// Why milestones stand elsewhere than at the status before.
    fn explains(&mut self, reason: &str) {
        let on = self.today;
        let Some(standing) = self.project.record.standings.get(&on).cloned() else { return };
        let before = self.project.record.standings.range(..on).next_back().map(|(_, one)| one.clone());
        for line in standing.lines {
            let was = before.as_ref().and_then(|one| one.lines.iter().find(|old| old.task == line.task));
            if was.is_some_and(|was| was.finish != line.finish) {
                self.does(super::record::explain(&self.project, on, line.task, line.finish, reason));
            }
        }
    }
}
