//! How each promise stands: the date that was said against the date that follows from the plan.

use super::heard::Heard;
use crate::plan::{Moment, Plan, TaskId};
use crate::project::{Project, Promise, PromiseId};
use crate::schedule::{Schedule, TaskSchedule, WorkingTime};
use chrono::NaiveDate;

/// How a promise stands. Days are civil days, as people count them. Where plans are compared, of a promise that one of
/// them does not keep it is said that it is *broken*; the standing of that promise is *at risk* until its day has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PromiseState {
    /// Ahead, and the plan keeps it.
    Open,
    /// The plan reaches past it, by this many working minutes of its calendar.
    AtRisk { late_by: i32 },
    /// Delivered on its day.
    Kept,
    /// Delivered before its day.
    Early { by: i32 },
    /// A later date was said, in time: the least notice there was.
    MovedWithNotice { days: i32 },
    /// A later date was said when it was too late to prepare for it; below 0 after the day itself.
    MovedLate { days: i32 },
    /// Its day has passed; or it was delivered after it.
    Missed { by: i32 },
}

/// A promise as it stands today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PromiseNow {
    pub id: PromiseId,
    pub task: TaskId,
    /// The date that holds: the one said last.
    pub date: NaiveDate,
    /// The day its task finishes; of a delivered one, the day it was delivered. `None`: its task has left the plan.
    pub forecast: Option<NaiveDate>,
    pub state: PromiseState,
    /// Civil days from today to the promised day.
    pub notice: i64,
    /// Working minutes of the plan's calendar past the promised day; 0 or below it is kept with that much room.
    pub late_by: i32,
    /// The day it was delivered, typed or as its task finished.
    pub delivered: Option<NaiveDate>,
}

impl PromiseNow {
    /// The plan does not keep it, or did not: it is late, or nothing in the plan delivers it.
    pub fn is_broken(&self) -> bool {
        self.late_by > 0 || self.forecast.is_none()
    }
}

/// Every promise of `project` that names a date, under a plan and its schedule: the project's own, or a scenario's.
pub fn promises(project: &Project, plan: &Plan, schedule: &Schedule, today: NaiveDate) -> Vec<PromiseNow> {
    promises_heard(&Heard::of(project, plan), schedule, today)
}

/// As [`promises`], where what was told is known already.
pub fn promises_heard(heard: &Heard, schedule: &Schedule, today: NaiveDate) -> Vec<PromiseNow> {
    let project = heard.project;
    if project.promises.is_empty() {
        return Vec::new();
    }
    let time = WorkingTime::of(&project.plan, project.plan.settings.calendar);
    Look { heard, time: &time, rows: rows_of(project, schedule), schedule, today }.all()
}

/// As [`promises`], measured by working time that is compiled already.
pub(super) fn promises_by(
    time: &WorkingTime,
    project: &Project,
    plan: &Plan,
    schedule: &Schedule,
    today: NaiveDate,
) -> Vec<PromiseNow> {
    Look { heard: &Heard::of(project, plan), time, rows: rows_of(project, schedule), schedule, today }.all()
}

/// The rows of the promised tasks, by task, found in one walk.
fn rows_of(project: &Project, schedule: &Schedule) -> Vec<(TaskId, Option<usize>)> {
    let mut rows: Vec<(TaskId, Option<usize>)> = project.promises.values().map(|p| (p.task, None)).collect();
    rows.sort_unstable();
    rows.dedup();
    for (row, at) in schedule.rows.iter().enumerate() {
        if let Ok(place) = rows.binary_search_by_key(&at.id, |(task, _)| *task) {
            rows[place].1 = Some(row);
        }
    }
    rows
}

struct Look<'a, 'b> {
    heard: &'a Heard<'b>,
    time: &'a WorkingTime,
    schedule: &'a Schedule,
    rows: Vec<(TaskId, Option<usize>)>,
    today: NaiveDate,
}

impl Look<'_, '_> {
    fn all(&self) -> Vec<PromiseNow> {
        self.heard.project.promises.values().filter_map(|promise| self.now(promise)).collect()
    }

    fn now(&self, promise: &Promise) -> Option<PromiseNow> {
        let date = promise.date()?;
        let place = self.rows.binary_search_by_key(&promise.task, |(task, _)| *task).ok()?;
        let row = self.rows[place].1;
        let at = row.and_then(|row| self.schedule.rows.get(row).filter(|_| !self.is_dropped(row)));
        let delivered = promise.delivered_on.or_else(|| self.done_on(row?, at?));
        let forecast = delivered.or_else(|| at.map(TaskSchedule::last_day));
        let late_by = match (delivered, at) {
            (Some(day), _) => self.late_by(Moment::end_of(day), date),
            (None, Some(at)) => self.late_by(at.finish, date),
            (None, None) => 0,
        };
        let state = match delivered {
            Some(day) => self.kept(promise, date, day),
            None => self.open(promise, date, late_by),
        };
        let notice = days_between(self.today, date);
        Some(PromiseNow { id: promise.id, task: promise.task, date, forecast, state, notice, late_by, delivered })
    }

    /// An inactive task, or one below an inactive summary, delivers nothing.
    fn is_dropped(&self, row: usize) -> bool {
        let inactive = |row: usize| self.heard.plan.tasks.get(row).is_some_and(|task| task.inactive);
        inactive(row) || self.heard.plan.ancestor_rows(row).any(inactive)
    }

    fn done_on(&self, row: usize, at: &TaskSchedule) -> Option<NaiveDate> {
        let finished = match at.summary {
            true => at.percent == 100 && self.all_finished(row),
            false => self.heard.plan.tasks.get(row)?.progress.actual_finish.is_some(),
        };
        finished.then(|| at.last_day())
    }

    fn all_finished(&self, row: usize) -> bool {
        let below = self.heard.plan.subtree(row).skip(1);
        let mut leaves = below.filter(|row| !self.heard.plan.is_summary(*row)).map(|row| &self.heard.plan.tasks[row]);
        leaves.all(|task| task.inactive || task.progress.actual_finish.is_some())
    }

    /// Working minutes from the end of the promised day to `finish`; past it, never nothing.
    fn late_by(&self, finish: Moment, date: NaiveDate) -> i32 {
        let end = Moment::end_of(date);
        let minutes = self.time.work(end, finish);
        if finish > end { minutes.max(1) } else { minutes.min(0) }
    }

    fn kept(&self, promise: &Promise, date: NaiveDate, day: NaiveDate) -> PromiseState {
        let by = days_between(day, date) as i32;
        match self.moved(promise) {
            _ if by < 0 => PromiseState::Missed { by: -by },
            Some(moved) => moved,
            None if by > 0 => PromiseState::Early { by },
            None => PromiseState::Kept,
        }
    }

    fn open(&self, promise: &Promise, date: NaiveDate, late_by: i32) -> PromiseState {
        match self.moved(promise) {
            _ if self.today > date => PromiseState::Missed { by: days_between(date, self.today) as i32 },
            _ if late_by > 0 => PromiseState::AtRisk { late_by },
            Some(moved) => moved,
            None => PromiseState::Open,
        }
    }

    /// What its later dates come to; `None` where none was ever said. A date brought forward breaks nothing.
    fn moved(&self, promise: &Promise) -> Option<PromiseState> {
        let later = |at: &usize| promise.sayings[*at].date > promise.sayings[at - 1].date;
        let moves: Vec<(NaiveDate, NaiveDate)> = (1..promise.sayings.len())
            .filter(later)
            .filter_map(|at| Some((self.heard.told_on(promise, at)?, promise.sayings[at - 1].date)))
            .collect();
        let days = moves.iter().map(|(told, old)| days_between(*told, *old)).min()? as i32;
        Some(match moves.iter().all(|(told, old)| self.in_time(*told, *old)) {
            true => PromiseState::MovedWithNotice { days },
            false => PromiseState::MovedLate { days },
        })
    }

    /// Whether enough working days lie between telling a new date and the one it replaces, to be notice and not news.
    fn in_time(&self, told: NaiveDate, old: NaiveDate) -> bool {
        let least = usize::from(self.heard.project.record.rules.notice_days);
        let days = told.iter_days().skip(1).take_while(|day| *day <= old);
        // A year of looking is enough, whatever the calendar.
        days.take(366).filter(|day| self.time.works_on(*day)).take(least).count() == least
    }
}

fn days_between(from: NaiveDate, to: NaiveDate) -> i64 {
    to.signed_duration_since(from).num_days()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Duration, Progress, Task};
    use crate::project::Saying;

    /// Design takes 1–5 June 2026. Sayings are `said: date` in days of June, `delivered` the day or 0.
    fn check(sayings: &str, delivered: u32, today: u32, expected: &str) {
        let day = |n: &str| format!("2026-06-{:02}", n.parse::<u32>().unwrap()).parse::<NaiveDate>().unwrap();
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        project.plan.tasks.push(Task::new(TaskId(2), 0, "Design", Duration::working(5 * 480)));
        let saying = |text: &str| {
            let (said_on, date) = text.split_once(':').map(|(a, b)| (day(a), day(b))).unwrap();
            Saying::new(said_on, date)
        };
        let promise = Promise {
            sayings: sayings.split_whitespace().map(saying).collect(),
            delivered_on: (delivered > 0).then(|| day(&delivered.to_string())),
            ..Promise::new(PromiseId(7), TaskId(2))
        };
        project.promises.insert(promise.id, promise);
        let found = promises(&project, &project.plan, &project.schedule(), day(&today.to_string()));
        let shown = |now: &PromiseNow| format!("{:?}, {} min, notice {}", now.state, now.late_by, now.notice);
        assert_eq!(found.iter().map(shown).collect::<String>(), expected, "{sayings} {delivered} {today}");
    }

    #[test]
    fn a_promise_stands_by_what_was_said_and_what_follows_from_the_plan() {
        check("1:5", 0, 1, "Open, 0 min, notice 4");
        check("1:8", 0, 1, "Open, -480 min, notice 7");
        check("1:3", 0, 1, "AtRisk { late_by: 960 }, 960 min, notice 2");
        check("1:3", 0, 4, "Missed { by: 1 }, 960 min, notice -1");
        check("1:5", 5, 6, "Kept, 0 min, notice -1");
        check("1:8", 5, 6, "Early { by: 3 }, -480 min, notice 2");
        check("1:3", 5, 6, "Missed { by: 2 }, 960 min, notice -3");
        check("1:9 2:12", 0, 3, "MovedWithNotice { days: 7 }, -2400 min, notice 9");
        check("1:9 3:12", 0, 3, "MovedLate { days: 6 }, -2400 min, notice 9");
        check("1:9 2:12 12:16", 16, 16, "MovedLate { days: 0 }, 0 min, notice 0");
        check("1:9 2:8", 0, 3, "Open, -480 min, notice 5");
        check("", 0, 1, "");
    }

    #[test]
    fn a_finished_task_has_delivered_and_a_task_that_is_gone_delivers_nothing() {
        let day = |n: u32| NaiveDate::from_ymd_opt(2026, 6, n).unwrap();
        let mut project = Project::new("", Moment::parse("2026-06-01").unwrap());
        project.plan.tasks.push(Task::new(TaskId(2), 0, "Design", Duration::working(5 * 480)));
        let promise = Promise { sayings: vec![Saying::new(day(1), day(9))], ..Promise::new(PromiseId(7), TaskId(2)) };
        project.promises.insert(promise.id, promise);
        let actual = |text| Moment::parse(text);
        project.plan.tasks[0].progress = Progress {
            actual_start: actual("2026-06-01T08:00"),
            actual_finish: actual("2026-06-04T17:00"),
            percent: 100,
            remaining: Some(0),
        };
        let now = |project: &Project| promises(project, &project.plan, &project.schedule(), day(5))[0];
        assert_eq!((now(&project).state, now(&project).delivered), (PromiseState::Early { by: 5 }, Some(day(4))));
        project.plan.tasks[0].progress = Progress::default();
        project.plan.tasks[0].inactive = true;
        assert_eq!((now(&project).forecast, now(&project).is_broken()), (None, true));
        project.plan.tasks.clear();
        assert_eq!((now(&project).forecast, now(&project).state), (None, PromiseState::Open));
    }
}
