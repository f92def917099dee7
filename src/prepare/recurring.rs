//! Recurring tasks are ordinary tasks made from a rule: a summary with one task a time, each not before its day.

use super::copy::{Clip, insert_all};
use crate::edit::PlanEdit;
use crate::plan::{Constraint, ConstraintKind, Duration, Moment, Place, Plan, Task, TaskId};
use chrono::{Datelike, Days, Months, NaiveDate};

/// The most tasks one rule makes.
pub const MOST: usize = 500;

/// When something comes round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    pub every: Every,
    /// The first day that counts.
    pub from: NaiveDate,
    pub until: Until,
}

/// How often. A step of 0 counts as 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Every so many calendar days.
    Days(u32),
    /// On these weekdays (bit 0 = Monday; none = the first day's) of every so many weeks, weeks from Monday.
    Weeks { step: u32, days: u8 },
    /// On this day of every so many months; in shorter months on the last.
    Months { step: u32, day: u32 },
}

/// When it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    Times(u32),
    /// The last day that counts.
    Day(NaiveDate),
}

impl Rule {
    /// The days of the rule, at most [`MOST`].
    pub fn days(&self) -> Vec<NaiveDate> {
        let (times, last) = match self.until {
            Until::Times(times) => ((times as usize).min(MOST), NaiveDate::MAX),
            Until::Day(last) => (MOST, last),
        };
        let mut days = Vec::new();
        // Far enough for the sparsest rule; a rule without days ends here too.
        for turn in 0..MOST as u32 * 2 {
            for day in self.turn(turn) {
                if day > last || days.len() >= times {
                    return days;
                }
                if day >= self.from {
                    days.push(day);
                }
            }
        }
        days
    }

    /// The days of the `turn`-th period.
    fn turn(&self, turn: u32) -> Vec<NaiveDate> {
        match self.every {
            Every::Days(step) => {
                let days = u64::from(turn) * u64::from(step.max(1));
                self.from.checked_add_days(Days::new(days)).into_iter().collect()
            }
            Every::Weeks { step, days } => {
                let weekday = self.from.weekday().num_days_from_monday();
                let chosen = if days & 127 == 0 { 1 << weekday } else { days };
                let monday = self.from.checked_sub_days(Days::new(u64::from(weekday)));
                let week = u64::from(turn) * u64::from(step.max(1)) * 7;
                let days = (0..7_u64).filter(|day| chosen >> day & 1 == 1);
                days.filter_map(|day| monday?.checked_add_days(Days::new(week + day))).collect()
            }
            Every::Months { step, day } => {
                let months = Months::new(turn.saturating_mul(step.max(1)));
                let first = self.from.with_day(1).and_then(|first| first.checked_add_months(months));
                let day = |first: NaiveDate| (1..=day.clamp(1, 31)).rev().find_map(|day| first.with_day(day));
                first.and_then(day).into_iter().collect()
            }
        }
    }
}

/// Makes the tasks of `rule` at `place`, below a summary named `name`. Also the summary's id. `None` for a rule
/// without days.
pub fn recurring(plan: &Plan, name: &str, duration: Duration, rule: &Rule, place: Place) -> Option<(PlanEdit, TaskId)> {
    let days = rule.days();
    if days.is_empty() {
        return None;
    }
    let mut tasks = vec![Task::new(TaskId(0), 0, name, Duration::ZERO)];
    for (number, day) in days.into_iter().enumerate() {
        let date = Moment::start_of(day);
        let constraint = Some(Constraint { kind: ConstraintKind::Snet, date });
        let id = TaskId(number as u32 + 1);
        tasks.push(Task { constraint, ..Task::new(id, 1, format!("{name} {}", number + 1), duration) });
    }
    let (edit, ids) = insert_all(plan.ids, Clip { tasks, dependencies: Vec::new() }, place)?;
    Some((edit, *ids.first()?))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::super::testing::{plan, shown};
    use super::*;

    fn check(every: Every, from: &str, until: Until, expected: &str) {
        let rule = Rule { every, from: from.parse().unwrap(), until };
        let days: Vec<String> = rule.days().iter().map(|day| day.to_string()[5..].to_owned()).collect();
        assert_eq!(days.join(" "), expected);
    }

    #[test]
    fn rules_give_their_days() {
        let day = |text: &str| Until::Day(text.parse().unwrap());
        check(Every::Days(10), "2026-06-01", Until::Times(3), "06-01 06-11 06-21");
        check(Every::Weeks { step: 1, days: 0 }, "2026-06-03", Until::Times(3), "06-03 06-10 06-17");
        check(Every::Weeks { step: 2, days: 0b10001 }, "2026-06-03", day("2026-06-30"), "06-05 06-15 06-19 06-29");
        check(Every::Months { step: 1, day: 31 }, "2026-01-15", Until::Times(3), "01-31 02-28 03-31");
        check(Every::Months { step: 3, day: 1 }, "2026-01-15", day("2026-12-31"), "04-01 07-01 10-01");
        check(Every::Days(0), "2026-06-01", Until::Times(2), "06-01 06-02");
        check(Every::Days(1), "2026-06-02", day("2026-06-01"), "");
        let endless =
            Rule { every: Every::Days(1), from: "2026-06-01".parse().unwrap(), until: Until::Times(u32::MAX) };
        assert_eq!(endless.days().len(), MOST);
    }

    #[test]
    fn a_rule_becomes_ordinary_tasks() {
        let mut plan = plan("A", "");
        let rule = Rule {
            every: Every::Weeks { step: 1, days: 0 },
            from: "2026-06-05".parse().unwrap(),
            until: Until::Times(2),
        };
        let place = Place { parent: None, after: Some(plan.tasks[0].id) };
        let (edit, id) = recurring(&plan, "Call", Duration::working(60), &rule, place).unwrap();
        plan.apply(edit).unwrap();
        let names: Vec<&str> = plan.tasks.iter().map(|task| task.name.as_str()).collect();
        assert_eq!(names, ["A", "Call", "Call 1", "Call 2"]);
        assert_eq!(plan.tasks[1].id, id);
        assert_eq!(shown(&plan, "A"), "Mon 1 Jun – Mon 1 Jun");
        assert_eq!(crate::schedule::schedule(&plan).rows[3].start.to_string(), "2026-06-12T08:00");
    }
}
