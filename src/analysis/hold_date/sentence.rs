//! A suggestion in words: `Shorten Design by 2 d, to 3 d`. Without a full stop, so that it also names the scenario made
//! from it and its undo step.

use super::{Change, Suggestion};
use crate::plan::{Constraint, ConstraintKind, Duration, Lag, ManualDates, Moment, Plan, Unit};
use crate::words::{DateForm, Dates, Sentence, constraint_chip, write_duration};
use chrono::NaiveDate;

impl Suggestion {
    /// What is to be done, its tasks as names to follow; two changes joined by *and*.
    pub fn sentence(&self, plan: &Plan, dates: &Dates) -> Sentence {
        let said = Said { plan, dates };
        let mut whole = Sentence::default();
        for (at, change) in self.changes.iter().enumerate() {
            whole = said.change(if at == 0 { whole } else { whole.say(", and ") }, change, at == 0);
        }
        whole
    }
}

struct Said<'a> {
    plan: &'a Plan,
    dates: &'a Dates,
}

impl Said<'_> {
    fn change(&self, said: Sentence, change: &Change, first: bool) -> Sentence {
        let plan = self.plan;
        let verb = |large: &str, small: &str| if first { large.to_owned() } else { small.to_owned() };
        match change {
            Change::Shorten { task, by, to, begun: false } => said
                .say(verb("Shorten ", "shorten "))
                .task(plan, *task)
                .say(format!(" by {}, to {}", self.length(*by), self.length(*to))),
            Change::Shorten { task, by, to, begun: true } => said
                .say(verb("Shorten what is left of ", "shorten what is left of "))
                .task(plan, *task)
                .say(format!(" by {}, to {}", self.length(*by), self.length(*to))),
            Change::Lead { link, by, .. } => said
                .say(verb("Begin ", "begin "))
                .task(plan, link.successor)
                .say(format!(" {} before ", self.length(*by)))
                .task(plan, link.predecessor)
                .say(" is done"),
            Change::Together { link, lag, .. } if lag.minutes == 0 => said
                .say(verb("Begin ", "begin "))
                .task(plan, link.successor)
                .say(" together with ")
                .task(plan, link.predecessor),
            Change::Together { link, lag, .. } => said
                .say(verb("Begin ", "begin "))
                .task(plan, link.successor)
                .say(format!(" {} after ", self.length(*lag)))
                .task(plan, link.predecessor)
                .say(" begins, not when it is done"),
            Change::Drop { task, work } => {
                said.say(verb("Drop ", "drop ")).task(plan, *task).say(format!(" ({})", self.length(*work)))
            }
            Change::Postpone { task, behind, work } => said
                .say(verb("Do ", "do "))
                .task(plan, *task)
                .say(format!(" ({}) after ", self.length(*work)))
                .task(plan, *behind),
            Change::Days { days, calendar, .. } => self.days(said, days, *calendar, &verb("Work on ", "work on ")),
            Change::Free { task, constraint } => said
                .say(verb("Take the date off ", "take the date off "))
                .task(plan, *task)
                .say(format!(": {}", constraint_chip(*constraint, self.dates))),
            Change::Move { task, from, to } => said
                .say(verb("Move the date of ", "move the date of "))
                .task(plan, *task)
                .say(format!(": {} (now {})", constraint_chip(*to, self.dates), self.day(*from))),
            Change::Wait { link, from, to } if to.is_zero() => said
                .say(verb("No waiting", "no waiting"))
                .say(format!(" ({}) between ", self.lag(*from)))
                .task(plan, link.predecessor)
                .say(" and ")
                .task(plan, link.successor),
            Change::Wait { link, from, to } => said
                .say(verb("Wait ", "wait "))
                .say(format!("{} instead of {} between ", self.lag(*to), self.lag(*from)))
                .task(plan, link.predecessor)
                .say(" and ")
                .task(plan, link.successor),
            Change::Delay { task, from, to } => said.say(verb("Put ", "put ")).task(plan, *task).say(format!(
                " off by {} for levelling instead of {}",
                self.elapsed(*to),
                self.elapsed(*from)
            )),
            Change::Hand { task, from, to } => {
                self.by_hand(said.say(verb("Begin ", "begin ")).task(plan, *task), *from, *to)
            }
            Change::Start { from, to, .. } => said.say(verb("Begin the plan on ", "begin the plan on ")).say(format!(
                "{} instead of {}",
                self.start(*to),
                self.start(*from)
            )),
        }
    }

    /// `Work on Sat 14 Mar`, with the holiday's name, and the calendar's where it is not the plan's.
    fn days(&self, said: Sentence, days: &[NaiveDate], id: crate::plan::CalendarId, verb: &str) -> Sentence {
        let calendar = self.plan.calendars.get(&id);
        let day = |day: &NaiveDate| {
            let exceptions = calendar.into_iter().flat_map(|calendar| &calendar.exceptions);
            let mut named = exceptions.filter(|rule| rule.hours.0.is_empty() && !rule.name.is_empty());
            let rule = named.find(|rule| rule.from <= *day && *day <= rule.to && falls_on(rule, *day));
            let name = rule.map(|rule| format!(" ({})", rule.name)).unwrap_or_default();
            format!("{}{name}", self.dates.write(*day, DateForm::Weekday))
        };
        let days: Vec<String> = days.iter().map(day).collect();
        let listed = match days.as_slice() {
            [many @ .., last] if !many.is_empty() => format!("{} and {last}", many.join(", ")),
            all => all.concat(),
        };
        let other = calendar.filter(|_| id != self.plan.settings.calendar);
        let other = other.map(|calendar| format!(" by the calendar {}", calendar.name)).unwrap_or_default();
        said.say(format!("{verb}{listed}{other}"))
    }

    fn day(&self, constraint: Constraint) -> String {
        match constraint.kind {
            ConstraintKind::Fnet | ConstraintKind::Fnlt | ConstraintKind::Mfo => {
                self.dates.finish_day(constraint.date, DateForm::Short)
            }
            _ => self.dates.start_day(constraint.date, DateForm::Short),
        }
    }

    fn by_hand(&self, said: Sentence, from: ManualDates, to: ManualDates) -> Sentence {
        match (from.start, to.start) {
            (Some(old), Some(new)) => said.say(format!(" on {} instead of {}", self.start(new), self.start(old))),
            _ => said.say(" earlier than held by hand"),
        }
    }

    fn start(&self, at: Moment) -> String {
        self.dates.start_day(at, DateForm::Weekday)
    }

    fn length(&self, length: Duration) -> String {
        spaced(&write_duration(length, &self.plan.settings.hours, self.dates.locale))
    }

    fn elapsed(&self, minutes: i32) -> String {
        self.length(Duration { minutes, unit: Unit::Day, elapsed: true, estimated: false })
    }

    fn lag(&self, lag: Lag) -> String {
        match lag {
            Lag::Time(time) => self.length(time),
            Lag::Percent { percent, .. } => format!("{percent} % of its length"),
        }
    }
}

/// `2d` as sentences write it: `2 d`.
fn spaced(length: &str) -> String {
    let unit = length.find(|c: char| c.is_alphabetic()).unwrap_or(length.len());
    format!("{} {}", &length[..unit], &length[unit..])
}

/// A yearly rule names its day alone, any other all days between its ends.
fn falls_on(rule: &crate::plan::Exception, day: NaiveDate) -> bool {
    use chrono::Datelike;
    match rule.recurrence {
        crate::plan::Recurrence::Yearly { month, day: of } => (day.month(), day.day()) == (month.into(), of.into()),
        _ => true,
    }
}
