//! What a careful planner would look at again. Advice, never a score, and nothing is refused.

use crate::plan::{ConstraintKind, DependencyKind, Duration, Lag, Moment, Plan, TaskId};
use crate::schedule::Schedule;
use crate::words::{Locale, days};
use chrono::NaiveDate;
use std::collections::HashSet;

/// Working days from which a duration or a float is long: the yardstick of the DCMA's 14 points.
const LONG_DAYS: i32 = 44;
/// Working days from which a lag is long.
const LONG_LAG_DAYS: i32 = 5;

/// One thing to look at, with the tasks it concerns in outline order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    pub concern: Concern,
    pub tasks: Vec<TaskId>,
}

/// What there is to look at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Concern {
    NoPredecessor,
    NoSuccessor,
    Lead,
    LongLag,
    /// Fewer than nine of ten links are finish to start; the tasks with others.
    FewFinishToStart,
    /// MSO, MFO or pinned: dates that stand against the logic.
    HardConstraint,
    LongFloat,
    NegativeFloat,
    LongDuration,
    /// Said to be done after the status date or today.
    DoneInTheFuture,
    /// Planned, not begun, and before the status date.
    PlannedInThePast,
}

impl Advice {
    /// What it is and why it is worth a look.
    pub fn sentence(&self, plan: &Plan, locale: Locale) -> String {
        let hours = &plan.settings.hours;
        let length = |count: i32| days(count.saturating_mul(hours.minutes_per_day), hours, locale);
        let count = self.tasks.len();
        let (tasks, verb) = if count == 1 { ("task", "s") } else { ("tasks", "") };
        let (is, has) = if count == 1 { ("is", "has") } else { ("are", "have") };
        match self.concern {
            Concern::NoPredecessor => format!("{count} {tasks} wait{verb} for nothing: what has to be done before?"),
            Concern::NoSuccessor => format!("Nothing waits for {count} {tasks}: a slip there goes unnoticed."),
            Concern::Lead => format!("{count} {tasks} begin{verb} before a predecessor is done (lead)."),
            Concern::LongLag => format!(
                "{count} {tasks} wait{verb} more than {} after a predecessor: is that a task of its own?",
                length(LONG_LAG_DAYS)
            ),
            Concern::FewFinishToStart => {
                format!("Fewer than nine in ten links are finish to start; {count} {tasks} {has} others.")
            }
            Concern::HardConstraint => format!("{count} {tasks} {is} held to a date against the links."),
            Concern::LongFloat => {
                format!("{count} {tasks} {has} more than {} of float: is a link missing?", length(LONG_DAYS))
            }
            Concern::NegativeFloat => format!("{count} {tasks} cannot keep a date they are measured against."),
            Concern::LongDuration => format!(
                "{count} {tasks} take{verb} more than {}: smaller steps show sooner whether they go well.",
                length(LONG_DAYS)
            ),
            Concern::DoneInTheFuture => format!("{count} {tasks} {is} said to be done on a day that has not come."),
            Concern::PlannedInThePast => format!("{count} {tasks} {is} planned for days gone by and not begun."),
        }
    }
}

/// Every concern, most pressing first.
const ORDER: [Concern; 11] = [
    Concern::NegativeFloat,
    Concern::DoneInTheFuture,
    Concern::PlannedInThePast,
    Concern::NoSuccessor,
    Concern::NoPredecessor,
    Concern::HardConstraint,
    Concern::Lead,
    Concern::LongLag,
    Concern::FewFinishToStart,
    Concern::LongDuration,
    Concern::LongFloat,
];

/// Everything worth a look, most pressing first. Summaries and inactive tasks are not looked at.
pub fn health(plan: &Plan, schedule: &Schedule, today: NaiveDate) -> Vec<Advice> {
    let (links, parents) = (Links::of(plan), plan.parents());
    let look = Look { plan, schedule, links, parents, today: Moment::end_of(today) };
    let rows: Vec<usize> = (0..plan.tasks.len().min(schedule.rows.len()))
        .filter(|row| !plan.is_summary(*row) && !plan.tasks[*row].inactive)
        .collect();
    // Something has to come first: the first task that waits for nothing is no concern.
    let opening = rows.iter().copied().find(|row| !look.waits(*row));
    let concerned = |concern: Concern| {
        let of_concern = rows.iter().filter(|row| look.applies(concern, **row));
        let counted = of_concern.filter(|row| concern != Concern::NoPredecessor || Some(**row) != opening);
        Advice { concern, tasks: counted.map(|row| plan.tasks[*row].id).collect() }
    };
    ORDER.map(concerned).into_iter().filter(|advice| !advice.tasks.is_empty()).collect()
}

struct Look<'a> {
    plan: &'a Plan,
    schedule: &'a Schedule,
    links: Links,
    parents: Vec<Option<usize>>,
    today: Moment,
}

impl Look<'_> {
    fn applies(&self, concern: Concern, row: usize) -> bool {
        let (task, at) = (&self.plan.tasks[row], &self.schedule.rows[row]);
        let begun = task.progress.actual_start.is_some();
        let open = task.progress.actual_finish.is_none();
        let status = self.plan.settings.status_date;
        let kind = task.constraint.map(|constraint| constraint.kind);
        match concern {
            Concern::NoPredecessor => !begun && kind.is_none() && task.manual.is_none() && !self.waits(row),
            Concern::NoSuccessor => open && at.finish < self.schedule.finish && !self.followed(row),
            Concern::Lead => open && self.links.leads.contains(&task.id),
            Concern::LongLag => open && self.links.long_lags.contains(&task.id),
            Concern::FewFinishToStart => self.links.few_finish_to_start && self.links.other_kinds.contains(&task.id),
            Concern::HardConstraint => {
                open && matches!(kind, Some(ConstraintKind::Mso | ConstraintKind::Mfo | ConstraintKind::Pinned))
            }
            Concern::NegativeFloat => open && at.total_float < 0,
            Concern::LongFloat => open && self.long(at.total_float),
            Concern::LongDuration => open && !task.duration.elapsed && self.long(task.duration.minutes),
            Concern::DoneInTheFuture => {
                let done = task.progress.actual_finish.or(task.progress.actual_start);
                done.is_some_and(|done| done > status.unwrap_or(self.today))
            }
            Concern::PlannedInThePast => status.is_some_and(|status| !begun && at.finish < status),
        }
    }

    fn long(&self, minutes: i32) -> bool {
        minutes > LONG_DAYS.saturating_mul(self.plan.settings.hours.minutes_per_day.max(1))
    }

    fn waits(&self, row: usize) -> bool {
        self.with_summaries(row).any(|id| self.links.into.contains(&id))
    }

    fn followed(&self, row: usize) -> bool {
        self.with_summaries(row).any(|id| self.links.out.contains(&id))
    }

    /// The task and the summaries it is part of: their links hold for it too.
    fn with_summaries(&self, row: usize) -> impl Iterator<Item = TaskId> {
        std::iter::successors(Some(row), |row| self.parents[*row]).map(|row| self.plan.tasks[row].id)
    }
}

/// What the links say, by the task that waits.
#[derive(Default)]
struct Links {
    into: HashSet<TaskId>,
    out: HashSet<TaskId>,
    leads: HashSet<TaskId>,
    long_lags: HashSet<TaskId>,
    other_kinds: HashSet<TaskId>,
    few_finish_to_start: bool,
}

impl Links {
    fn of(plan: &Plan) -> Links {
        let mut links = Links::default();
        let long = LONG_LAG_DAYS.saturating_mul(plan.settings.hours.minutes_per_day.max(1));
        let mut others = 0;
        for (key, lag) in &plan.dependencies {
            links.into.insert(key.successor);
            links.out.insert(key.predecessor);
            if key.kind != DependencyKind::FS {
                others += 1;
                links.other_kinds.insert(key.successor);
            }
            match *lag {
                Lag::Time(Duration { minutes: ..0, .. }) | Lag::Percent { percent: ..0, .. } => {
                    links.leads.insert(key.successor);
                }
                Lag::Time(Duration { minutes, elapsed: false, .. }) if minutes > long => {
                    links.long_lags.insert(key.successor);
                }
                _ => {}
            }
        }
        links.few_finish_to_start = others * 10 > plan.dependencies.len();
        links
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{Constraint, DependencyKey, Task};
    use crate::schedule::schedule;

    #[test]
    fn a_plan_is_told_what_to_look_at_again() {
        let mut plan = Plan::new(Moment::parse("2026-06-01").unwrap());
        for (id, days) in [(1, 2), (2, 50), (3, 2), (4, 1), (5, 1)] {
            plan.tasks.push(Task::new(TaskId(id), 0, format!("T{id}"), Duration::working(days * 480)));
        }
        for (from, to, lag) in [(1, 2, 0), (1, 3, -1), (3, 4, 9)] {
            let key = DependencyKey { successor: TaskId(to), predecessor: TaskId(from), kind: DependencyKind::FS };
            plan.dependencies.insert(key, Lag::Time(Duration::working(lag * 480)));
        }
        let date = Moment::parse("2026-06-03").unwrap();
        plan.tasks[2].constraint = Some(Constraint { kind: ConstraintKind::Mso, date });
        plan.tasks[1].deadline = Some(Moment::parse("2026-07-01").unwrap());
        let advice = health(&plan, &schedule(&plan), "2026-06-01".parse().unwrap());
        let said: Vec<String> = advice
            .iter()
            .map(|advice| {
                let names: Vec<String> = advice.tasks.iter().map(|id| id.0.to_string()).collect();
                format!("{} ({})", advice.sentence(&plan, Locale::default()), names.join(" "))
            })
            .collect();
        assert_eq!(
            said,
            [
                "2 tasks cannot keep a date they are measured against. (1 2)",
                "Nothing waits for 2 tasks: a slip there goes unnoticed. (4 5)",
                "1 task waits for nothing: what has to be done before? (5)",
                "1 task is held to a date against the links. (3)",
                "1 task begins before a predecessor is done (lead). (3)",
                "1 task waits more than 5 d after a predecessor: is that a task of its own? (4)",
                "1 task takes more than 44 d: smaller steps show sooner whether they go well. (2)",
                "1 task has more than 44 d of float: is a link missing? (5)",
            ]
        );
    }

    #[test]
    fn an_empty_plan_is_healthy() {
        let plan = Plan::new(Moment(0));
        assert_eq!(health(&plan, &schedule(&plan), NaiveDate::default()), []);
    }
}
