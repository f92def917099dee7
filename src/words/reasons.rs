//! *Why here*: what holds a task where it is, what would hold it next, and how much room it has.

use super::sentence::Sentence;
use super::{DateForm, Dates, Locale, write_duration, write_lag};
use crate::plan::{
    ConstraintKind, Dependency, DependencyKey, DependencyKind, Duration, HoursSettings, Moment, Plan, Task, Unit,
};
use crate::schedule::{Bound, Cause, LateLimit, Schedule, TaskSchedule, WorkingTime, takes};
use chrono::{Datelike, Days};

/// Why the task in `row` lies where it does, what would hold it next, and its float.
/// Nothing for a row that is not there.
pub fn why_here(plan: &Plan, schedule: &Schedule, row: usize, dates: &Dates) -> Sentence {
    let (Some(task), Some(at)) = (plan.tasks.get(row), schedule.rows.get(row)) else { return Sentence::default() };
    let said = Why { plan, schedule, dates };
    if let Some(finish) = task.progress.actual_finish {
        let start = task.progress.actual_start.unwrap_or(at.start);
        let text = format!("Done: started {}, finished {}.", said.start(start), said.finish(finish));
        return Sentence::default().say(text);
    }
    if at.summary {
        return said.summary(row, at).then(float(plan, at, dates));
    }
    said.here(task, at).then(said.next(task, at)).then(float(plan, at, dates))
}

/// How much room a task has: `3 d of float`, `Critical`, `6 d short of Go-live’s deadline, Thu 12 Mar`.
pub fn float(plan: &Plan, at: &TaskSchedule, dates: &Dates) -> Sentence {
    let length = |minutes| days(minutes, &plan.settings.hours, dates.locale);
    match (at.total_float, at.late_limit) {
        (..0, Some(limit)) => {
            let text = format!("{} short of ", length(at.total_float.saturating_neg()));
            limit_name(Sentence::default().say(text), limit, plan, dates).say(".")
        }
        (..0, None) => Sentence::default().say(format!("{} too late.", length(at.total_float.saturating_neg()))),
        (0, _) => Sentence::default().say("No float: a slip here moves what comes after."),
        (minutes, _) if at.critical => Sentence::default().say(format!("Critical, with {} of float.", length(minutes))),
        (minutes, _) => Sentence::default().say(format!("{} of float.", length(minutes))),
    }
}

/// Working minutes in words for reading: `6 d`, `2.5 d`, `3 h`, `20 min`.
pub fn days(minutes: i32, hours: &HoursSettings, locale: Locale) -> String {
    let sign = if minutes < 0 { "−" } else { "" };
    let minutes = minutes.saturating_abs();
    let day = hours.minutes_per_day.max(1);
    let tenths = |unit: i32| (f64::from(minutes) * 10.0 / f64::from(unit)).round() / 10.0;
    let text = match minutes {
        0 => "0 d".to_owned(),
        m if m * 10 >= day * 9 || m > 100_000 => format!("{} d", tenths(day)),
        m if m >= 60 => format!("{} h", tenths(60)),
        m => format!("{m} min"),
    };
    format!("{sign}{}", if locale.decimal_comma { text.replace('.', ",") } else { text })
}

/// The same for people who plan nothing: `6 days`, `1 day`, `3 hours`.
pub fn days_in_full(minutes: i32, hours: &HoursSettings, locale: Locale) -> String {
    let short = days(minutes, hours, locale);
    let (number, unit) = short.split_once(' ').unwrap_or((&short, ""));
    let unit = match unit {
        "h" => "hour",
        "min" => "minute",
        _ => "day",
    };
    let s = if matches!(number, "1" | "−1") { "" } else { "s" };
    format!("{number} {unit}{s}")
}

/// What caps late dates, by name.
pub(super) fn limit_name(said: Sentence, limit: LateLimit, plan: &Plan, dates: &Dates) -> Sentence {
    let finish = |at: Moment| dates.finish_typed(at, DateForm::Weekday);
    match limit {
        LateLimit::ProjectFinish => said.say("the plan’s finish"),
        LateLimit::MustFinishBy => match plan.settings.must_finish_by {
            Some(at) => said.say(format!("the plan’s must-finish date, {}", finish(at))),
            None => said.say("the plan’s must-finish date"),
        },
        LateLimit::Deadline(id) => {
            let said = said.task(plan, id);
            match plan.task(id).and_then(|task| task.deadline) {
                Some(at) => said.say(format!("’s deadline, {}", finish(at))),
                None => said.say("’s deadline"),
            }
        }
        LateLimit::Promise(id, at) => {
            said.say("what was promised for ").task(plan, id).say(format!(", {}", finish(at)))
        }
        LateLimit::Constraint(id, kind) => {
            let text = plan.task(id).and_then(|task| task.constraint).map(|c| constraint(kind, c.date, dates));
            said.task(plan, id).say(format!(", which {}", text.unwrap_or_else(|| "has a fixed date".into())))
        }
        LateLimit::Fixed(id) => said.task(plan, id).say(", whose dates are fixed"),
        LateLimit::Successor(key) => said.say("the start of ").task(plan, key.successor),
    }
}

/// What a constraint demands: `must not start before Thu 12 Mar`.
pub fn constraint(kind: ConstraintKind, date: Moment, dates: &Dates) -> String {
    let start = || dates.start_typed(date, DateForm::Weekday);
    let finish = || dates.finish_typed(date, DateForm::Weekday);
    match kind {
        ConstraintKind::Alap => "is placed as late as possible".into(),
        ConstraintKind::Snet => format!("must not start before {}", start()),
        ConstraintKind::Fnet => format!("must not finish before {}", finish()),
        ConstraintKind::Snlt => format!("must not start after {}", start()),
        ConstraintKind::Fnlt => format!("must not finish after {}", finish()),
        ConstraintKind::Mso => format!("must start on {}", start()),
        ConstraintKind::Mfo => format!("must finish on {}", finish()),
        ConstraintKind::Pinned => format!("is pinned to {}", start()),
    }
}

struct Why<'a> {
    plan: &'a Plan,
    schedule: &'a Schedule,
    dates: &'a Dates,
}

impl Why<'_> {
    fn start(&self, at: Moment) -> String {
        self.dates.start_day(at, DateForm::Weekday)
    }

    fn finish(&self, at: Moment) -> String {
        self.dates.finish_day(at, DateForm::Weekday)
    }

    /// The day a task's finish shows: a milestone shows its own.
    fn end(&self, at: &TaskSchedule) -> String {
        if at.start == at.finish { self.start(at.start) } else { self.finish(at.finish) }
    }

    fn times(&self, key: &DependencyKey) -> Option<&TaskSchedule> {
        self.schedule.rows.get(self.plan.position(key.predecessor)?)
    }

    fn here(&self, task: &Task, at: &TaskSchedule) -> Sentence {
        let when = self.start(at.start);
        let said = Sentence::default();
        match at.driver.cause {
            Cause::ProjectStart => said.say(format!("Starts {when}, when the plan starts.")),
            Cause::StatusDate => {
                let status = self.plan.settings.status_date.map(|at| format!(", {}", self.finish(at)));
                said.say(format!(
                    "Starts {when}: what is not done lies after the status date{}.",
                    status.unwrap_or_default()
                ))
            }
            Cause::Dependency(key) => {
                let said = self.link(said.say(format!("Starts {when} ")), &key).say(self.idle(task, at));
                said.say(".")
            }
            Cause::Constraint(kind) => {
                let date = task.constraint.map_or(at.start, |c| c.date);
                let said = said.say(format!("Starts {when} because it {}", constraint(kind, date, self.dates)));
                said.say(self.idle(task, at)).say(".")
            }
            Cause::Ancestor(id) => {
                let said = said.say(format!("Starts {when} because of what holds ")).task(self.plan, id);
                said.say(", which it is a part of.")
            }
            Cause::ActualStart => {
                let left = task.progress.remaining.map(|minutes| {
                    let left = Duration { minutes, estimated: false, ..task.duration };
                    format!(
                        " {} is left, up to {}.",
                        write_duration(left, &self.plan.settings.hours, self.dates.locale),
                        self.end(at)
                    )
                });
                said.say(format!("Started {when}.{}", left.unwrap_or_default()))
            }
            Cause::Manual => said.say(format!("Starts {when} because its dates are held by hand.")),
            Cause::LevellingDelay => {
                let delay =
                    Duration { minutes: task.levelling_delay, unit: Unit::Day, elapsed: true, estimated: false };
                let delay = write_duration(delay, &self.plan.settings.hours, self.dates.locale);
                said.say(format!("Starts {when} because levelling put it off by {delay} in the file it came from."))
            }
            Cause::AsLateAsPossible => {
                said.say(format!("Starts {when}, as late as possible without moving another task."))
            }
            Cause::Child(id) => said.say(format!("Starts {when} with ")).task(self.plan, id).say("."),
        }
    }

    /// `because Design finishes Fri 6 Jun (FS+1d)`.
    fn link(&self, said: Sentence, key: &DependencyKey) -> Sentence {
        let (Some(lag), Some(at)) = (self.plan.dependencies.get(key), self.times(key)) else {
            return said.say("because of ").task(self.plan, key.predecessor);
        };
        let link = match lag.is_zero() {
            true => format!("{:?}", key.kind),
            false => format!("{:?}{}", key.kind, write_lag(*lag, &self.plan.settings.hours, self.dates.locale)),
        };
        let named = |said: Sentence| said.task(self.plan, key.predecessor);
        match key.kind {
            DependencyKind::FS => named(said.say("because ")).say(format!(" finishes {} ({link})", self.end(at))),
            DependencyKind::SS => named(said.say("because ")).say(format!(" starts {} ({link})", self.start(at.start))),
            DependencyKind::FF => {
                named(said.say("because it must not finish before ")).say(format!(", {} ({link})", self.end(at)))
            }
            DependencyKind::SF => named(said.say("because it must not finish before "))
                .say(format!(" starts, {} ({link})", self.start(at.start))),
        }
    }

    /// Days without work between the bound and the start that are more than a weekend.
    fn idle(&self, task: &Task, at: &TaskSchedule) -> String {
        let (bound, start) = (at.driver.at.date_as_finish(), at.start.date());
        let first = bound.checked_add_days(Days::new(1)).unwrap_or(bound);
        let idle = start.signed_duration_since(first).num_days();
        let weekdays =
            first.iter_days().take(idle.clamp(0, 60) as usize).filter(|day| day.weekday().num_days_from_monday() < 5);
        if task.duration.elapsed || weekdays.count() == 0 {
            return String::new();
        }
        let range = self.dates.range(Moment::start_of(first), Moment::start_of(start));
        format!("; no work on {range}{}", self.exception_names(task, first, start))
    }

    fn exception_names(&self, task: &Task, from: chrono::NaiveDate, to: chrono::NaiveDate) -> String {
        let calendar = self.plan.calendars.get(&task.calendar.unwrap_or(self.plan.settings.calendar));
        let base = calendar.and_then(|calendar| self.plan.calendars.get(&calendar.base?));
        let exceptions = calendar.into_iter().chain(base).flat_map(|calendar| &calendar.exceptions);
        let named = exceptions.filter(|one| one.hours.0.is_empty() && !one.name.is_empty());
        // A yearly holiday stands for one day a year, not for all between its first and last.
        let idle = || from.iter_days().take_while(|day| *day < to).take(60);
        let names: Vec<&str> =
            named.filter(|one| idle().any(|day| takes(one, day))).map(|one| one.name.as_str()).take(3).collect();
        if names.is_empty() { String::new() } else { format!(" ({})", names.join(", ")) }
    }

    fn next(&self, task: &Task, at: &TaskSchedule) -> Sentence {
        let Some(Bound { cause, at: bound }) = at.runner_up else { return Sentence::default() };
        let said = Sentence::default().say("Next behind it: ");
        let said = match cause {
            Cause::ProjectStart => said.say("the plan’s start"),
            Cause::StatusDate => said.say("the status date"),
            Cause::Dependency(key) => said.task(self.plan, key.predecessor).say(format!(" ({:?})", key.kind)),
            Cause::Constraint(_) => said.say("its own date"),
            Cause::Ancestor(id) | Cause::Child(id) => said.task(self.plan, id),
            Cause::ActualStart => said.say("its actual start"),
            Cause::Manual => said.say("its dates held by hand"),
            Cause::LevellingDelay => said.say("its levelling delay"),
            Cause::AsLateAsPossible => said.say("as late as possible"),
        };
        // What ends with a day lets the task begin on the next one that is worked.
        let begins = match task.duration.elapsed {
            true => bound,
            false => WorkingTime::of(self.plan, task.calendar.unwrap_or(self.plan.settings.calendar)).next_start(bound),
        };
        said.say(format!(", not before {}.", self.start(begins)))
    }

    fn summary(&self, row: usize, at: &TaskSchedule) -> Sentence {
        let below = self.plan.subtree(row).skip(1).filter(|row| !self.plan.is_summary(*row));
        let times = below.filter_map(|row| self.schedule.rows.get(row).filter(|_| !self.plan.tasks[row].inactive));
        let last = times.max_by_key(|times| times.finish);
        let mut said = Sentence::default().say(format!("Starts {} with its first step", self.start(at.start)));
        if let Cause::Child(first) = at.driver.cause {
            said = said.say(", ").task(self.plan, first).say(",");
        }
        said = said.say(format!(" and finishes {}", self.end(at)));
        match last {
            Some(last) => said.say(" with its last, ").task(self.plan, last.id).say("."),
            None => said.say("."),
        }
    }
}

/// A link with its two tasks: `Design → Build (FS+1d)`.
pub(super) fn link_between(said: Sentence, plan: &Plan, key: &DependencyKey, locale: Locale) -> Sentence {
    let lag = plan.dependencies.get(key).copied().unwrap_or_default();
    let link = Dependency { key: *key, lag };
    let lag = if link.lag.is_zero() { String::new() } else { write_lag(link.lag, &plan.settings.hours, locale) };
    said.task(plan, key.predecessor).say(" → ").task(plan, key.successor).say(format!(" ({:?}{lag})", key.kind))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Calendar, DayHours, Duration, Exception, Moment, Recurrence, TaskId};

    /// A yearly holiday is named where it is the one that is in the way, and nowhere else.
    #[test]
    fn a_gap_is_explained_by_its_own_holidays() {
        let mut plan = Plan::new(Moment::parse("2026-12-21").unwrap());
        let calendar: &mut Calendar = plan.calendars.values_mut().next().unwrap();
        for (name, month, day) in [("New Year", 1, 1), ("Labour Day", 5, 1), ("Christmas Eve", 12, 24)] {
            let (from, to) = ("2020-01-01".parse().unwrap(), "2040-12-31".parse().unwrap());
            let recurrence = Recurrence::Yearly { month, day };
            let hours = DayHours::default();
            calendar.exceptions.push(Exception { name: name.into(), from, to, recurrence, hours });
        }
        plan.tasks.push(Task::new(TaskId(2), 0, "Print", Duration::working(3 * 480)));
        plan.tasks.push(Task::new(TaskId(3), 0, "Send", Duration::working(480)));
        let key = crate::plan::DependencyKey { predecessor: TaskId(2), successor: TaskId(3), kind: DependencyKind::FS };
        plan.dependencies.insert(key, crate::plan::Lag::default());
        let dates = Dates::new(Locale::from_tag("en-GB"), "2026-12-21".parse().unwrap());
        let said = why_here(&plan, &crate::schedule::schedule(&plan), 1, &dates).to_string();
        assert!(said.contains("no work on") && said.contains("(Christmas Eve)"), "{said}");
    }
}
