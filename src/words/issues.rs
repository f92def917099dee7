//! What the schedule could not obey, as sentences with the tasks named.

use super::reasons::{days, limit_name, link_between};
use super::sentence::Sentence;
use super::{Dates, task_name};
use crate::plan::{CalendarId, DependencyKey, Plan, TaskId};
use crate::schedule::{CalendarFault, Issue, LateLimit};

/// An issue of the schedule for the person who keeps the plan: what it is and what was done instead.
pub fn issue(issue: &Issue, plan: &Plan, dates: &Dates) -> Sentence {
    let said = Sentence::default();
    let link = |said: Sentence, key: &DependencyKey| link_between(said, plan, key, dates.locale);
    match issue {
        Issue::Cycle { path, ignored } => {
            let mut said = said.say("Links run in a circle: ");
            for (at, id) in path.iter().enumerate() {
                said = if at == 0 { said } else { said.say(" → ") }.task(plan, *id);
            }
            let ignored = if ignored.len() == 1 { "It is" } else { "They are" };
            said.say(format!(". {ignored} left out of the schedule until one of the links is taken away."))
        }
        Issue::LinkToAncestor(key) => {
            link(said.say("A link between a task and a summary it is part of is left out: "), key).say(".")
        }
        Issue::LinkToItself(id) => said.task(plan, *id).say(" waits for itself; that link is left out."),
        Issue::DanglingLink(key) => {
            let here = [key.successor, key.predecessor].into_iter().find(|id| plan.position(*id).is_some());
            match here {
                Some(id) => {
                    said.task(plan, id).say(" is linked to a task that is not in the plan; that link is left out.")
                }
                None => said.say("A link joins two tasks that are not in the plan; it is left out."),
            }
        }
        Issue::DuplicateId(id) => {
            said.say(format!("Two rows carry the number {}: links go to the first, ", id.0)).task(plan, *id).say(".")
        }
        Issue::FinishLinkIntoSummary(key) => {
            link(said.say("A link to the finish of a summary holds only its last steps: "), key).say(".")
        }
        Issue::Calendar { fault, tasks } => said.say(calendar_fault(*fault, plan)).say(users(tasks, plan)),
        Issue::TooLong(id) => said.task(plan, *id).say(" would reach beyond the year 2399; it is cut there."),
        Issue::NegativeDuration(id) => said.task(plan, *id).say(" has a duration below zero; it counts as none."),
        Issue::ManualBreaksLink { task, link: key } => {
            link(said.task(plan, *task).say(" is held by hand before this link allows: "), key).say(".")
        }
        Issue::PinnedBreaksLink { task, link: key } => {
            link(said.task(plan, *task).say(" is pinned before this link allows: "), key).say(".")
        }
        Issue::ConstraintBreaksLink { task, link: key, .. } => {
            link(said.task(plan, *task).say(" is pulled by its date to before this link allows: "), key).say(".")
        }
        Issue::OutOfSequence { task, link: key } => {
            link(said.task(plan, *task).say(" began before this link allows: "), key).say(".")
        }
        Issue::NegativeFloat { limit, minutes, tasks } => {
            let short = days(minutes.saturating_abs(), &plan.settings.hours, dates.locale);
            let first = tasks.first().filter(|first| !names(*limit, **first));
            let said = match first {
                Some(first) => said.task(plan, *first).say(format!(" is {short} short of ")),
                None => said.say(format!("{short} short of ")),
            };
            let said = limit_name(said, *limit, plan, dates);
            match tasks.len().saturating_sub(1) {
                0 => said.say("."),
                1 => said.say(", and one more task with it."),
                others => said.say(format!(", and {others} more tasks with it.")),
            }
        }
        Issue::NoFinishToScheduleFrom => said.say(
            "The plan asks to be scheduled from its finish, but has no date for it: dates run from its start. Say by when it must finish in the project settings.",
        ),
    }
}

/// True when the limit is the task's own.
fn names(limit: LateLimit, task: TaskId) -> bool {
    matches!(limit, LateLimit::Deadline(id) | LateLimit::Promise(id, _) | LateLimit::Constraint(id, _) | LateLimit::Fixed(id) if id == task)
}

fn calendar_fault(fault: CalendarFault, plan: &Plan) -> String {
    let name = |id: CalendarId| plan.calendars.get(&id).map_or("that is missing".into(), |c| format!("“{}”", c.name));
    match fault {
        CalendarFault::Missing(_) => "A calendar is missing; Monday to Friday, 8 to 17, stands in for it".into(),
        CalendarFault::MissingBase(id) => {
            format!("The calendar {} is based on one that is missing or on itself; it stands alone", name(id))
        }
        CalendarFault::NoWork(id) => {
            format!("The calendar {} has no working time; Monday to Friday, 8 to 17, stands in for it", name(id))
        }
    }
}

fn users(tasks: &[TaskId], plan: &Plan) -> String {
    match tasks {
        [] => ".".into(),
        [one] => format!(", for {}.", task_name(plan, *one)),
        [one, rest @ ..] => format!(", for {} and {} more.", task_name(plan, *one), rest.len()),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{ConstraintKind, DependencyKind, Duration, Lag, Moment, Task};
    use crate::schedule::schedule;
    use crate::words::{Locale, why_here};

    /// Design (5 d) → Build (5 d) → Go-live with lags as given, in June 2026.
    fn plan() -> Plan {
        let mut plan = Plan::new(Moment::parse("2026-06-01").unwrap());
        for (id, name, days) in [(1, "Design", 5), (2, "Build", 5), (3, "Go-live", 0), (4, "Copy", 2)] {
            plan.tasks.push(Task::new(TaskId(id), 0, name, Duration::working(days * 480)));
        }
        for (from, to, lag) in [(1, 2, 480), (2, 3, 0), (4, 2, 0)] {
            let key = DependencyKey { successor: TaskId(to), predecessor: TaskId(from), kind: DependencyKind::FS };
            plan.dependencies.insert(key, Lag::Time(Duration::working(lag)));
        }
        plan
    }

    fn dates() -> Dates {
        Dates::new(Locale::default(), "2026-06-01".parse().unwrap())
    }

    fn why(plan: &Plan, row: usize) -> String {
        why_here(plan, &schedule(plan), row, &dates()).to_string()
    }

    #[test]
    fn why_here_names_what_drives_and_what_comes_next() {
        let mut plan = plan();
        assert_eq!(
            why(&plan, 1),
            "Starts Tue 9 Jun because Design finishes Fri 5 Jun (FS+1d). Next behind it: Copy (FS), not before Wed 3 Jun. \
             No float: a slip here moves what comes after."
        );
        assert_eq!(why(&plan, 3), "Starts Mon 1 Jun, when the plan starts. 4 d of float.");
        plan.tasks[2].deadline = Some(Moment::parse("2026-06-11").unwrap());
        assert!(why(&plan, 0).ends_with("3 d short of Go-live’s deadline, Wed 10 Jun."), "{}", why(&plan, 0));
        plan.tasks[1].constraint =
            Some(crate::plan::Constraint { kind: ConstraintKind::Snet, date: Moment::parse("2026-06-15").unwrap() });
        assert!(why(&plan, 1).starts_with(
            "Starts Mon 15 Jun because it must not start before Mon 15 Jun. Next behind it: Design (FS), not before"
        ));
    }

    #[test]
    fn issues_name_the_tasks_and_what_was_done_instead() {
        let mut plan = plan();
        plan.tasks[2].deadline = Some(Moment::parse("2026-06-11").unwrap());
        let key = DependencyKey { successor: TaskId(4), predecessor: TaskId(9), kind: DependencyKind::FS };
        plan.dependencies.insert(key, Lag::default());
        let said: Vec<String> = schedule(&plan).issues.iter().map(|i| issue(i, &plan, &dates()).to_string()).collect();
        assert!(
            said.contains(&"Copy is linked to a task that is not in the plan; that link is left out.".to_owned()),
            "{said:?}"
        );
        let short = Issue::NegativeFloat {
            limit: LateLimit::Deadline(TaskId(3)),
            minutes: -1440,
            tasks: vec![TaskId(3), TaskId(1)],
        };
        let said = issue(&short, &plan, &dates()).to_string();
        assert_eq!(said, "3 d short of Go-live’s deadline, Wed 10 Jun, and one more task with it.");
    }
}
