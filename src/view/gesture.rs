//! A gesture on the timeline while it lasts: each step says what the plan would be, in dates and in a line of words, and
//! which single edit a release would make. Pointer, touch and keys take the same steps.
//!
//! The network is compiled once, when the gesture begins; what it cannot preview (a link that is not there yet, dates
//! held by hand) is scheduled anew on a copy.

use super::bars::constraint_words;
use crate::edit::{PlanEdit, TaskField};
use crate::plan::{
    Constraint, ConstraintKind, DependencyKey, DependencyKind, Duration, Lag, Moment, Plan, Task, TaskId, Unit,
};
use crate::prepare::{drag_bar, drag_link, enter_percent, lag_reaches, stretch_bar};
use crate::schedule::{Bound, Cause, Change, Engine, LateBound, Schedule, TaskSchedule, WorkingTime, schedule_within};
use crate::words::{DateForm, Dates, days, edit_error, task_name, write_lag};
use chrono::{Days, NaiveDate};
use std::sync::Arc;

/// What is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grip {
    /// The whole bar.
    Move,
    /// Its right end.
    Stretch,
    /// The edge of what is done.
    Progress,
    /// A link: its lag.
    Lag(DependencyKey),
    /// A new link from the bar's start or finish.
    Link { finish: bool },
}

/// How far it has been taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Civil days, as a pointer goes over them.
    Days(i32),
    Hours(i32),
    /// Days with work, as keys step through them.
    WorkingDays(i32),
    Percent(u8),
    /// Onto another bar, and whether onto its finish.
    To(Option<(TaskId, bool)>),
}

/// A gesture that has begun.
pub struct Gesture {
    pub task: TaskId,
    pub grip: Grip,
    row: usize,
    engine: Engine,
    promised: Vec<LateBound>,
    time: WorkingTime,
    before: Arc<Schedule>,
}

/// Where a gesture stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What the plan would be; `None` = as it is.
    pub schedule: Option<Arc<Schedule>>,
    /// What a release does; `None` = nothing.
    pub edit: Option<PlanEdit>,
    /// Names the change for undo.
    pub label: String,
    /// The line that follows the pointer.
    pub readout: String,
    /// What to say after the release: what now holds the task.
    pub said: Option<String>,
    /// It cannot go there.
    pub refused: bool,
}

impl Gesture {
    /// Takes hold. `promised` is what float is measured by beside the plan's own deadlines.
    ///
    /// # Errors
    /// Why this cannot be taken hold of, in words.
    pub fn begin(
        plan: &Plan,
        promised: Vec<LateBound>,
        schedule: Arc<Schedule>,
        task: TaskId,
        grip: Grip,
    ) -> Result<Gesture, String> {
        let row = plan.position(task).filter(|row| *row < schedule.rows.len()).ok_or("That task is gone.")?;
        let (facts, shown) = (&plan.tasks[row], &schedule.rows[row]);
        let name = task_name(plan, task);
        let refuse = |why: &str| Err(format!("{name} {why}"));
        match grip {
            Grip::Move if facts.progress.actual_finish.is_some() => {
                return refuse("is finished: its dates are history.");
            }
            Grip::Stretch if shown.summary => return refuse("is as long as its steps: change one of them."),
            Grip::Stretch if facts.progress.actual_finish.is_some() => return refuse("is finished."),
            Grip::Progress if facts.inactive => return refuse("is inactive."),
            Grip::Lag(key) if !plan.dependencies.contains_key(&key) => return refuse("no longer has that link."),
            _ => {}
        }
        let calendar = facts.calendar.unwrap_or(plan.settings.calendar);
        let time = if facts.duration.elapsed && !shown.summary {
            WorkingTime::always()
        } else {
            WorkingTime::of(plan, calendar)
        };
        let engine = Engine::within(plan, &promised);
        Ok(Gesture { task, grip, row, engine, promised, time, before: schedule })
    }

    /// What it comes to when taken this far. `plan` is the one it began on.
    pub fn step(&self, plan: &Plan, by: By, dates: &Dates) -> Step {
        let said = Said { gesture: self, plan, dates };
        match (self.grip, by) {
            (Grip::Move, by) => said.moved(by),
            (Grip::Stretch, by) => said.stretched(by),
            (Grip::Progress, By::Percent(percent)) => said.progressed(percent),
            (Grip::Lag(key), by) => said.lagged(key, by),
            (Grip::Link { finish }, By::To(to)) => said.linked(finish, to),
            _ => said.nothing(String::new()),
        }
    }

    fn facts<'a>(&self, plan: &'a Plan) -> Option<&'a Task> {
        plan.tasks.get(self.row)
    }

    fn shown(&self) -> &TaskSchedule {
        // `begin` made sure of the row.
        &self.before.rows[self.row]
    }

    /// The schedule after `edit`.
    fn after(&self, plan: &Plan, edit: &PlanEdit) -> Result<Schedule, String> {
        match changes(plan, edit) {
            Some(changes) => Ok(self.engine.preview(&changes)),
            None => {
                let mut copy = plan.clone();
                copy.apply(edit.clone()).map_err(|error| edit_error(&error, plan))?;
                Ok(schedule_within(&copy, &self.promised))
            }
        }
    }

    /// The day that lies `by` from `date`.
    fn day(&self, date: NaiveDate, by: By) -> NaiveDate {
        match by {
            By::WorkingDays(count) => {
                let mut day = date;
                for _ in 0..count.unsigned_abs() {
                    // A calendar may be free for long; a year of looking is enough.
                    for _ in 0..366 {
                        day = shift(day, count.signum());
                        if self.time.works_on(day) {
                            break;
                        }
                    }
                }
                day
            }
            By::Days(count) => shift(date, count),
            _ => date,
        }
    }
}

/// An edit as the engine previews it, if it can.
fn changes(plan: &Plan, edit: &PlanEdit) -> Option<Vec<Change>> {
    Some(match edit {
        PlanEdit::Set { task, field: TaskField::Duration(duration) } => vec![Change::Duration(*task, *duration)],
        PlanEdit::Set { task, field: TaskField::Progress(progress) } => vec![Change::Progress(*task, *progress)],
        PlanEdit::Set { task, field: TaskField::Constraint(Some(Constraint { kind: ConstraintKind::Snet, date })) } => {
            vec![Change::NotBefore(*task, *date)]
        }
        PlanEdit::Link { link, lag: Some(lag) } if plan.dependencies.contains_key(link) => {
            vec![Change::Lag(*link, *lag)]
        }
        _ => return None,
    })
}

fn shift(date: NaiveDate, days: i32) -> NaiveDate {
    let count = Days::new(u64::from(days.unsigned_abs()));
    let there = if days < 0 { date.checked_sub_days(count) } else { date.checked_add_days(count) };
    there.unwrap_or(date)
}

/// A gesture with what its words need.
struct Said<'a> {
    gesture: &'a Gesture,
    plan: &'a Plan,
    dates: &'a Dates,
}

impl Said<'_> {
    fn name(&self) -> String {
        task_name(self.plan, self.gesture.task)
    }

    fn nothing(&self, readout: String) -> Step {
        Step { schedule: None, edit: None, label: String::new(), readout, said: None, refused: false }
    }

    fn refused(&self, readout: String) -> Step {
        Step { refused: true, ..self.nothing(readout) }
    }

    /// A step with an edit: its dates, and the words made from them.
    fn step(&self, edit: PlanEdit, label: String, words: impl FnOnce(&Schedule) -> String) -> Step {
        match self.gesture.after(self.plan, &edit) {
            Ok(after) => {
                let readout = format!("{}{}", words(&after), self.finish(&after));
                Step { schedule: Some(Arc::new(after)), edit: Some(edit), label, readout, said: None, refused: false }
            }
            Err(why) => self.refused(why),
        }
    }

    /// ` · finish 3 Apr → 10 Apr`.
    fn finish(&self, after: &Schedule) -> String {
        let (was, is) = (self.end(self.gesture.before.finish), self.end(after.finish));
        if was == is { format!(" · finish stays {was}") } else { format!(" · finish {was} → {is}") }
    }

    fn start(&self, at: Moment) -> String {
        self.dates.start_day(at, DateForm::Short)
    }

    fn end(&self, at: Moment) -> String {
        self.dates.finish_day(at, DateForm::Short)
    }

    /// `+5 d`, counted in working time.
    fn signed(&self, minutes: i32) -> String {
        let plus = if minutes > 0 { "+" } else { "" };
        format!("{plus}{}", days(minutes, &self.plan.settings.hours, self.dates.locale))
    }

    fn moved(&self, by: By) -> Step {
        let (gesture, shown) = (self.gesture, self.gesture.shown());
        let to = match by {
            By::Hours(hours) => Moment(shown.start.0.saturating_add(hours.saturating_mul(60))),
            by => Moment::start_of(gesture.day(shown.start.date(), by)),
        };
        if matches!(by, By::Days(0) | By::Hours(0) | By::WorkingDays(0)) {
            return self.nothing(format!("{} · {}", self.name(), self.start(shown.start)));
        }
        let drag = drag_bar(self.plan, &gesture.before, gesture.task, to);
        let stopped = drag.stopped_by.map(|bound| format!(" · stopped: {}", self.cause(bound))).unwrap_or_default();
        let Some(edit) = drag.edit else {
            let readout = format!("{} stays {}{stopped}", self.name(), self.start(shown.start));
            return Step { refused: !stopped.is_empty(), ..self.nothing(readout) };
        };
        let said = self.now_held(&edit);
        let words = |after: &Schedule| {
            let start = after.rows.get(gesture.row).map_or(drag.start, |row| row.start);
            let by = self.signed(gesture.time.work(shown.start, start));
            format!("{} → {}, {by}{stopped}", self.name(), self.start(start))
        };
        Step { said, ..self.step(edit, format!("Move {}", self.name()), words) }
    }

    /// No constraint is planted silently.
    fn now_held(&self, edit: &PlanEdit) -> Option<String> {
        match edit {
            PlanEdit::Set { field: TaskField::Constraint(Some(new)), .. } => {
                Some(format!("{}: {}", self.name(), constraint_words(new.kind, new.date, self.dates)))
            }
            PlanEdit::Set { field: TaskField::Constraint(None), .. } => {
                Some(format!("{} is no longer held by a date", self.name()))
            }
            _ => None,
        }
    }

    fn stretched(&self, by: By) -> Step {
        let (gesture, shown) = (self.gesture, self.gesture.shown());
        let Some(task) = gesture.facts(self.plan) else { return self.nothing(String::new()) };
        let to = match by {
            By::Hours(hours) => Moment(shown.finish.0.saturating_add(hours.saturating_mul(60)).max(shown.start.0 + 60)),
            By::Days(days) | By::WorkingDays(days) if task.duration.elapsed => {
                Moment(shown.finish.0.saturating_add(days.saturating_mul(1440)).max(shown.start.0 + 60))
            }
            by => {
                // The same time of day, so that a day more is a day more; on a day off, the end of the work before it.
                let day = shown.finish.date_as_finish();
                let (last, minute) = (gesture.day(day, by), shown.finish.0 - Moment::start_of(day).0);
                match last > shown.start.date() && gesture.time.works_on(last) {
                    true => Moment(Moment::start_of(last).0.saturating_add(minute)),
                    false => Moment::end_of(last.max(shown.start.date())),
                }
            }
        };
        let unchanged = matches!(by, By::Days(0) | By::Hours(0) | By::WorkingDays(0));
        let edit = stretch_bar(self.plan, &gesture.before, gesture.task, to).filter(|_| !unchanged);
        let Some(edit) = edit.map(|edit| self.in_whole_units(edit)) else {
            return self.nothing(format!("{} · up to {}", self.name(), self.end(shown.finish)));
        };
        let words = |after: &Schedule| {
            let Some(row) = after.rows.get(gesture.row) else { return self.name() };
            let hours = &self.plan.settings.hours;
            let (length, by) = (days(row.duration, hours, self.dates.locale), row.duration - shown.duration);
            format!("{} → {}, {length} ({})", self.name(), self.end(row.finish), self.signed(by))
        };
        let longer = if to > shown.finish { "Lengthen" } else { "Shorten" };
        self.step(edit, format!("{longer} {}", self.name()), words)
    }

    /// Six days are not 1.2 weeks: a length that no longer fits its unit is kept in days or hours.
    fn in_whole_units(&self, edit: PlanEdit) -> PlanEdit {
        let hours = &self.plan.settings.hours;
        let whole = |duration: Duration| {
            let day = if duration.elapsed { 1440 } else { hours.minutes_per_day.max(1) };
            let size = match (duration.unit, duration.elapsed) {
                (Unit::Week, false) => hours.minutes_per_week,
                (Unit::Week, true) => 7 * 1440,
                (Unit::Month, false) => day.saturating_mul(hours.days_per_month),
                (Unit::Month, true) => 30 * 1440,
                _ => 1,
            };
            let fits = duration.minutes % size.max(1) == 0;
            Duration { unit: if fits { duration.unit } else { Unit::Day }, ..duration }
        };
        match edit {
            PlanEdit::Set { task, field: TaskField::Duration(duration) } => {
                PlanEdit::Set { task, field: TaskField::Duration(whole(duration)) }
            }
            PlanEdit::Batch(edits) => {
                PlanEdit::Batch(edits.into_iter().map(|edit| self.in_whole_units(edit)).collect())
            }
            other => other,
        }
    }

    fn progressed(&self, percent: u8) -> Step {
        let words = |_: &Schedule| format!("{} · {percent} % done", self.name());
        match enter_percent(self.plan, &self.gesture.before, self.gesture.task, percent) {
            Some(edit) => self.step(edit, format!("{percent} % of {} done", self.name()), words),
            None => self.nothing(words(&self.gesture.before)),
        }
    }

    fn lagged(&self, key: DependencyKey, by: By) -> Step {
        let Some(old) = self.plan.dependencies.get(&key).copied() else {
            return self.refused("That link is gone.".to_owned());
        };
        let names = format!("{} → {}", task_name(self.plan, key.predecessor), task_name(self.plan, key.successor));
        let Some(end) = lag_reaches(self.plan, &self.gesture.before, key) else {
            return self.refused("That link is gone.".to_owned());
        };
        let elapsed = matches!(old, Lag::Time(Duration { elapsed: true, .. }) | Lag::Percent { elapsed: true, .. });
        let to = match by {
            By::Days(0) | By::WorkingDays(0) | By::Hours(0) => end,
            By::Hours(hours) => Moment(end.0.saturating_add(hours.saturating_mul(60))),
            By::Days(days) | By::WorkingDays(days) if elapsed => {
                Moment(end.0.saturating_add(days.saturating_mul(1440)))
            }
            by => {
                // The same time of day on the day it is taken to.
                let begins = matches!(key.kind, DependencyKind::FS | DependencyKind::SS);
                let day = if begins { end.date() } else { end.date_as_finish() };
                let minute = end.0.saturating_sub(Moment::start_of(day).0);
                Moment(Moment::start_of(self.gesture.day(day, by)).0.saturating_add(minute))
            }
        };
        let edit = if to == end { None } else { drag_link(self.plan, &self.gesture.before, key, to) };
        let new = match &edit {
            Some(PlanEdit::Link { lag: Some(new), .. }) => *new,
            _ => old,
        };
        let lag = match write_lag(new, &self.plan.settings.hours, self.dates.locale) {
            text if text.is_empty() || new.is_zero() => "no lag".to_owned(),
            text => format!("lag {text}"),
        };
        let Some(edit) = edit else { return self.nothing(format!("{names} · {lag}")) };
        self.step(edit, format!("Lag of {names}"), |_| format!("{names} · {lag}"))
    }

    fn linked(&self, finish: bool, to: Option<(TaskId, bool)>) -> Step {
        let from = self.name();
        let Some((to, onto_finish)) = to.filter(|(task, _)| *task != self.gesture.task) else {
            return self.nothing(format!("{from} → …"));
        };
        let kind = kind(finish, onto_finish);
        let key = DependencyKey { predecessor: self.gesture.task, successor: to, kind };
        let names = format!("{from} → {}", task_name(self.plan, to));
        if self.plan.dependencies.contains_key(&key) {
            return self.refused(format!("{names} · linked already, {}", kind_words(kind)));
        }
        let edit = PlanEdit::Link { link: key, lag: Some(Lag::default()) };
        self.step(edit, format!("Link {names}"), |_| format!("{names} · {}", kind_words(kind)))
    }

    /// What stops a bar, in words: `waits for Survey`.
    fn cause(&self, bound: Bound) -> String {
        match bound.cause {
            Cause::ProjectStart => format!("the plan starts {}", self.start(bound.at)),
            Cause::StatusDate => "what is not done lies after the status date".to_owned(),
            Cause::Dependency(key) => format!("waits for {}", task_name(self.plan, key.predecessor)),
            Cause::Constraint(kind) => {
                let own = self.gesture.facts(self.plan).and_then(|task| task.constraint);
                own.map_or_else(|| "a constraint".to_owned(), |own| constraint_words(kind, own.date, self.dates))
            }
            Cause::Ancestor(id) => format!("held by {}", task_name(self.plan, id)),
            Cause::ActualStart => format!("it began {}", self.start(bound.at)),
            Cause::Manual => "its dates are held by hand".to_owned(),
            Cause::LevellingDelay => "its levelling delay".to_owned(),
            Cause::AsLateAsPossible => "as late as possible".to_owned(),
            Cause::Child(id) => format!("starts with {}", task_name(self.plan, id)),
        }
    }
}

/// The kind that joins these ends.
pub fn kind(from_finish: bool, to_finish: bool) -> DependencyKind {
    match (from_finish, to_finish) {
        (true, false) => DependencyKind::FS,
        (false, false) => DependencyKind::SS,
        (true, true) => DependencyKind::FF,
        (false, true) => DependencyKind::SF,
    }
}

/// `finish to start`.
pub fn kind_words(kind: DependencyKind) -> &'static str {
    match kind {
        DependencyKind::FS => "finish to start",
        DependencyKind::SS => "start to start",
        DependencyKind::FF => "finish to finish",
        DependencyKind::SF => "start to finish",
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::panic)]
    use super::*;
    use crate::plan::{ManualDates, Progress};
    use crate::schedule::schedule;
    use crate::words::Locale;

    fn at(text: &str) -> Moment {
        Moment::parse(text).unwrap()
    }

    /// Survey 3 d → Design 5 d → Build 5 d from Monday 2 March 2026, and Print 2 d beside them.
    fn plan() -> Plan {
        let mut plan = Plan::new(at("2026-03-02"));
        for (id, name, days) in [(1, "Survey", 3), (2, "Design", 5), (3, "Build", 5), (4, "Print", 2)] {
            plan.tasks.push(Task::new(TaskId(id), 0, name, Duration::working(days * 480)));
        }
        for (from, to) in [(1, 2), (2, 3)] {
            plan.dependencies.insert(fs(from, to), Lag::default());
        }
        plan
    }

    fn fs(from: u32, to: u32) -> DependencyKey {
        DependencyKey { predecessor: TaskId(from), successor: TaskId(to), kind: DependencyKind::FS }
    }

    fn step(plan: &Plan, task: u32, grip: Grip, by: By) -> Step {
        let dates = Dates::new(Locale::from_tag("en-GB"), at("2026-03-02").date());
        let gesture = Gesture::begin(plan, Vec::new(), Arc::new(schedule(plan)), TaskId(task), grip).unwrap();
        gesture.step(plan, by, &dates)
    }

    /// The readout, and what is said after the release; the preview must be what the edit makes.
    fn check(plan: &Plan, task: u32, grip: Grip, by: By, expected: &str) {
        let step = step(plan, task, grip, by);
        let said = step.said.as_ref().map(|said| format!(" // {said}")).unwrap_or_default();
        assert_eq!(format!("{}{said}", step.readout), expected);
        let Some(edit) = step.edit else { return assert_eq!(step.schedule, None) };
        let mut after = plan.clone();
        after.apply(edit).unwrap();
        let dates = |s: &Schedule| s.rows.iter().map(|r| (r.start, r.finish, r.total_float)).collect::<Vec<_>>();
        assert_eq!(dates(&step.schedule.unwrap()), dates(&schedule(&after)));
    }

    #[test]
    fn a_bar_moved_later_says_what_will_hold_it() {
        let plan = plan();
        check(
            &plan,
            2,
            Grip::Move,
            By::Days(5),
            "Design → 10 Mar, +3 d · finish 18 Mar → 23 Mar // Design: not before 10 Mar",
        );
        check(
            &plan,
            2,
            Grip::Move,
            By::WorkingDays(5),
            "Design → 12 Mar, +5 d · finish 18 Mar → 25 Mar // Design: not before 12 Mar",
        );
        check(
            &plan,
            2,
            Grip::Move,
            By::Hours(3),
            "Design → 5 Mar, +3 h · finish 18 Mar → 19 Mar // Design: not before 5 Mar",
        );
        check(
            &plan,
            4,
            Grip::Move,
            By::Days(2),
            "Print → 4 Mar, +2 d · finish stays 18 Mar // Print: not before 4 Mar",
        );
    }

    #[test]
    fn a_bar_moved_earlier_stops_and_says_at_what() {
        let mut plan = plan();
        check(&plan, 2, Grip::Move, By::Days(-1), "Design stays 5 Mar · stopped: waits for Survey");
        check(&plan, 1, Grip::Move, By::Days(-3), "Survey stays 2 Mar · stopped: the plan starts 2 Mar");
        plan.tasks[1].constraint = Some(Constraint { kind: ConstraintKind::Snet, date: at("2026-03-12") });
        check(
            &plan,
            2,
            Grip::Move,
            By::Days(-2),
            "Design → 10 Mar, −2 d · finish 25 Mar → 23 Mar // Design: not before 10 Mar",
        );
        check(
            &plan,
            2,
            Grip::Move,
            By::Days(-9),
            "Design → 5 Mar, −5 d · stopped: waits for Survey · finish 25 Mar → 18 Mar // Design is no longer held by a date",
        );
    }

    #[test]
    fn what_has_happened_stays_where_it_happened() {
        let mut plan = plan();
        plan.tasks[0].progress =
            Progress { actual_start: Some(at("2026-03-02T08:00")), percent: 50, ..Progress::default() };
        check(&plan, 1, Grip::Move, By::Days(3), "Survey stays 2 Mar · stopped: it began 2 Mar");
        plan.tasks[0].progress.actual_finish = Some(at("2026-03-04T17:00"));
        plan.tasks[0].progress.percent = 100;
        let refused = Gesture::begin(&plan, Vec::new(), Arc::new(schedule(&plan)), TaskId(1), Grip::Move).err();
        assert_eq!(refused.as_deref(), Some("Survey is finished: its dates are history."));
    }

    #[test]
    fn a_bar_is_stretched_by_its_end() {
        let mut plan = plan();
        check(&plan, 2, Grip::Stretch, By::Days(1), "Design → 12 Mar, 6 d (+1 d) · finish 18 Mar → 19 Mar");
        check(&plan, 2, Grip::Stretch, By::WorkingDays(-2), "Design → 9 Mar, 3 d (−2 d) · finish 18 Mar → 16 Mar");
        check(&plan, 2, Grip::Stretch, By::Days(-90), "Design → 5 Mar, 1 d (−4 d) · finish 18 Mar → 12 Mar");
        check(&plan, 2, Grip::Stretch, By::Days(0), "Design · up to 11 Mar");
        plan.tasks[1].duration.unit = Unit::Week;
        let Some(PlanEdit::Set { field: TaskField::Duration(new), .. }) =
            step(&plan, 2, Grip::Stretch, By::Days(1)).edit
        else {
            panic!("a duration")
        };
        assert_eq!((new.minutes, new.unit), (6 * 480, Unit::Day));
        plan.tasks[1].manual = Some(ManualDates { start: Some(at("2026-03-05T08:00")), ..ManualDates::default() });
        check(&plan, 2, Grip::Stretch, By::Days(1), "Design → 12 Mar, 6 d (+1 d) · finish 18 Mar → 19 Mar");
    }

    #[test]
    fn progress_lag_and_links_preview_what_they_make() {
        let plan = plan();
        check(&plan, 2, Grip::Progress, By::Percent(40), "Design · 40 % done · finish stays 18 Mar");
        check(&plan, 2, Grip::Lag(fs(1, 2)), By::Days(2), "Survey → Design · lag +2d · finish 18 Mar → 20 Mar");
        check(&plan, 2, Grip::Lag(fs(1, 2)), By::Days(0), "Survey → Design · no lag");
        // Thursday to the Tuesday after: a weekend is no lag.
        check(&plan, 2, Grip::Lag(fs(1, 2)), By::Days(5), "Survey → Design · lag +3d · finish 18 Mar → 23 Mar");
        check(&plan, 2, Grip::Lag(fs(1, 2)), By::WorkingDays(3), "Survey → Design · lag +3d · finish 18 Mar → 23 Mar");
        check(&plan, 2, Grip::Lag(fs(1, 2)), By::Days(-2), "Survey → Design · lag -2d · finish 18 Mar → 16 Mar");
        check(&plan, 3, Grip::Lag(fs(2, 3)), By::Days(-6), "Design → Build · lag -4d · finish 18 Mar → 12 Mar");
        let link = Grip::Link { finish: true };
        check(
            &plan,
            3,
            link,
            By::To(Some((TaskId(4), false))),
            "Build → Print · finish to start · finish 18 Mar → 20 Mar",
        );
        check(&plan, 3, link, By::To(None), "Build → …");
        let back = step(&plan, 3, link, By::To(Some((TaskId(1), false))));
        assert!(back.refused && back.edit.is_none(), "{back:?}");
        assert_eq!(back.readout, "That would run in a circle: Build → Survey → Design → Build.");
        let again = step(&plan, 1, link, By::To(Some((TaskId(2), false))));
        assert_eq!(again.readout, "Survey → Design · linked already, finish to start");
    }
}
