//! What the task panel shows and how what is typed in it becomes an edit. One function writes a field, one reads it;
//! both work for one task and for several.

use super::typing::not_entered;
use crate::edit::{PlanEdit, TaskField};
use crate::plan::{
    Assignment, Constraint, ConstraintKind, Duration, ManualDates, Moment, Money, Plan, Progress, ResourceId, Task,
    TaskCost, TaskId,
};
use crate::prepare;
use crate::schedule::Schedule;
use crate::words::{self, DateForm, Dates};
use std::collections::BTreeSet;

/// A field of the panel that takes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Field {
    Name,
    Duration,
    ConstraintDate,
    Deadline,
    Percent,
    ActualStart,
    ActualFinish,
    Remaining,
    ManualStart,
    ManualFinish,
    Owner,
    People,
    FixedCost,
    CostPerDay,
    Spent,
    WillSee,
    PrivateNote,
}

/// What fields are read and written with.
#[derive(Clone, Copy)]
pub struct Look<'a> {
    pub plan: &'a Plan,
    pub schedule: &'a Schedule,
    pub dates: Dates,
}

impl Field {
    /// Its label.
    pub fn label(self) -> &'static str {
        match self {
            Field::Name => "Name",
            Field::Duration => "Duration",
            Field::ConstraintDate => "Date of the constraint",
            Field::Deadline => "Deadline",
            Field::Percent => "Done",
            Field::ActualStart => "Began on",
            Field::ActualFinish => "Finished on",
            Field::Remaining => "Left to do",
            Field::ManualStart => "Held start",
            Field::ManualFinish => "Held finish",
            Field::Owner => "Owner",
            Field::People => "People at work",
            Field::FixedCost => "Once",
            Field::CostPerDay => "For each day",
            Field::Spent => "Spent so far",
            Field::WillSee => "What you will see",
            Field::PrivateNote => "Private note",
        }
    }

    /// What its edit is called in undo, before the task's name.
    fn verb(self) -> &'static str {
        match self {
            Field::Name => "Rename",
            Field::Duration => "Change duration of",
            Field::ConstraintDate => "Change constraint of",
            Field::Deadline => "Change deadline of",
            Field::Percent | Field::ActualStart | Field::ActualFinish | Field::Remaining => "Enter progress of",
            Field::ManualStart | Field::ManualFinish => "Hold dates of",
            Field::Owner => "Change owner of",
            Field::People => "Change people of",
            Field::FixedCost | Field::CostPerDay => "Change the cost of",
            Field::Spent => "Enter what was spent on",
            Field::WillSee => "Change what is seen of",
            Field::PrivateNote => "Change note of",
        }
    }
}

/// `Change deadline of Design`, `Change deadline of 3 tasks`.
pub fn label(verb: &str, plan: &Plan, tasks: &[TaskId]) -> String {
    match tasks {
        [one] => format!("{verb} {}", words::task_name(plan, *one)),
        many => format!("{verb} {} tasks", many.len()),
    }
}

/// `tasks` of the plan in outline order, with their rows.
pub fn found<'a>(plan: &'a Plan, tasks: &[TaskId]) -> Vec<(usize, &'a Task)> {
    if let [one] = tasks {
        return plan.position(*one).map(|row| (row, &plan.tasks[row])).into_iter().collect();
    }
    let wanted: BTreeSet<TaskId> = tasks.iter().copied().collect();
    plan.tasks.iter().enumerate().filter(|(_, task)| wanted.contains(&task.id)).collect()
}

/// The value all of `tasks` share, if they do.
pub fn shared<T: PartialEq>(plan: &Plan, tasks: &[TaskId], read: impl Fn(usize, &Task) -> T) -> Option<T> {
    let mut values = found(plan, tasks).into_iter().map(|(row, task)| read(row, task));
    let first = values.next()?;
    values.all(|value| value == first).then_some(first)
}

impl Look<'_> {
    /// A field of one task as it would be typed.
    pub fn text(&self, field: Field, row: usize, task: &Task) -> String {
        let start = |at: Option<Moment>| at.map(|at| self.dates.start_typed(at, DateForm::Weekday)).unwrap_or_default();
        let finish =
            |at: Option<Moment>| at.map(|at| self.dates.finish_typed(at, DateForm::Weekday)).unwrap_or_default();
        let computed = self.schedule.rows.get(row);
        let person = |id: ResourceId| self.plan.resources.get(&id).map(|r| r.name.clone()).unwrap_or_default();
        match field {
            Field::Name => task.name.clone(),
            Field::Duration => match computed.filter(|row| row.summary) {
                Some(row) => self.length(row.duration),
                None => words::write_estimate(task.duration, task.range, &self.plan.settings.hours, self.dates.locale),
            },
            Field::ConstraintDate => match task.constraint {
                Some(Constraint { kind: ConstraintKind::Alap, .. }) | None => String::new(),
                Some(c) if takes_finish(c.kind) => finish(Some(c.date)),
                Some(c) => start(Some(c.date)),
            },
            Field::Deadline => finish(task.deadline),
            Field::Percent => words::write_percent(computed.map_or(task.progress.percent, |row| row.percent)),
            Field::ActualStart => start(task.progress.actual_start),
            Field::ActualFinish => finish(task.progress.actual_finish),
            Field::Remaining => self.duration(Duration { minutes: remaining(task), estimated: false, ..task.duration }),
            Field::ManualStart => start(task.manual.and_then(|manual| manual.start)),
            Field::ManualFinish => finish(task.manual.and_then(|manual| manual.finish)),
            Field::Owner => task.owner.map(person).unwrap_or_default(),
            Field::People => people_text(task, person),
            Field::FixedCost => self.amount(task, |cost| (cost.fixed != Money::ZERO).then_some(cost.fixed)),
            Field::CostPerDay => self.amount(task, |cost| (cost.per_day != Money::ZERO).then_some(cost.per_day)),
            Field::Spent => self.amount(task, |cost| cost.actual),
            Field::WillSee => task.will_see.clone(),
            Field::PrivateNote => task.private_note.clone(),
        }
    }

    fn amount(&self, task: &Task, of: fn(&TaskCost) -> Option<Money>) -> String {
        let amount = task.cost.as_deref().and_then(of);
        amount.map(|amount| words::write_money(amount, "", self.dates.locale)).unwrap_or_default()
    }

    /// A length of working time in days.
    pub fn length(&self, minutes: i32) -> String {
        self.duration(Duration::working(minutes))
    }

    fn duration(&self, duration: Duration) -> String {
        words::write_duration(duration, &self.plan.settings.hours, self.dates.locale)
    }

    /// What typing `text` into a field of `tasks` does: the edits of one undo step and its name. No edit: no change.
    ///
    /// # Errors
    /// A sentence for the person who typed it.
    pub fn read(&self, field: Field, text: &str, tasks: &[TaskId]) -> Result<(String, Vec<PlanEdit>), String> {
        let text = text.trim();
        let rows = found(self.plan, tasks);
        if rows.is_empty() {
            return Err("That task is no longer in the plan.".into());
        }
        let label = label(field.verb(), self.plan, tasks);
        let mut edits = Vec::new();
        match field {
            Field::Owner => {
                let person = words::read_person(text, self.plan)?;
                edits.extend(prepare::set_owner(self.plan, tasks, person.as_ref()));
                return Ok((label, edits));
            }
            Field::People => {
                edits.extend(self.people(text, &rows)?);
                return Ok((label, edits));
            }
            _ => {}
        }
        for (row, task) in &rows {
            if self.text(field, *row, task) != text {
                edits.extend(self.edit(field, text, *row, task)?);
            }
        }
        Ok((label, edits))
    }

    /// The same people at work on each of the tasks; somebody new enters the plan once.
    fn people(&self, text: &str, rows: &[(usize, &Task)]) -> Result<Option<PlanEdit>, String> {
        let people = words::read_people(text, self.plan)?;
        let mut trial = self.plan.clone();
        let mut edits = Vec::new();
        for (_, task) in rows {
            // Read anew each time: after the first task a new name is somebody known.
            let known = words::read_people(text, &trial).unwrap_or_else(|_| people.clone());
            if let Some(edit) = prepare::set_people(&trial, task.id, &known)
                && trial.apply(edit.clone()).is_ok()
            {
                edits.push(edit);
            }
        }
        Ok((!edits.is_empty()).then_some(PlanEdit::Batch(edits)))
    }

    fn edit(&self, field: Field, text: &str, row: usize, task: &Task) -> Result<Option<PlanEdit>, String> {
        let (plan, id) = (self.plan, task.id);
        let near = self.schedule.rows.get(row).map_or(self.dates.near, |row| row.start.date());
        let dates = self.dates.near(near);
        let optional = |finish: bool| match text {
            "" => Ok(None),
            text => dates.read(text).map(|typed| Some(if finish { typed.as_finish() } else { typed.as_start() })),
        };
        let leaf = || match plan.is_summary(row) {
            true => Err("That follows from its steps: change theirs.".to_owned()),
            false => Ok(()),
        };
        let hours = &plan.settings.hours;
        let set = match field {
            Field::Name if text.is_empty() => return Err("A task needs a name.".into()),
            Field::Name => TaskField::Name(text.to_owned()),
            Field::Duration => {
                leaf()?;
                let typed = words::read_estimate(text, task.duration.minutes == 0, hours, self.dates.locale)?;
                return prepare::enter_estimate(task, typed.likely, typed.range)
                    .map_err(|why| not_entered(why, &words::task_name(plan, id), hours, self.dates.locale));
            }
            Field::ConstraintDate => match optional(task.constraint.is_some_and(|c| takes_finish(c.kind)))? {
                None => TaskField::Constraint(None),
                Some(date) => {
                    let kind = task.constraint.map_or(ConstraintKind::Snet, |c| c.kind);
                    let kind = if kind == ConstraintKind::Alap { ConstraintKind::Snet } else { kind };
                    TaskField::Constraint(Some(Constraint { kind, date }))
                }
            },
            Field::Deadline => TaskField::Deadline(optional(true)?),
            Field::Percent => {
                return Ok(prepare::enter_percent(plan, self.schedule, id, words::read_percent(text)?));
            }
            Field::ActualStart => {
                leaf()?;
                return Ok(match optional(false)? {
                    Some(at) => prepare::enter_actual_start(plan, self.schedule, id, at),
                    None => prepare::clear_progress(plan, self.schedule, &[id]),
                });
            }
            Field::ActualFinish => {
                leaf()?;
                match optional(true)? {
                    Some(at) => return Ok(prepare::enter_actual_finish(plan, self.schedule, id, at)),
                    None => TaskField::Progress(reopened(task)),
                }
            }
            Field::Remaining => {
                leaf()?;
                let left = words::read_duration(text, hours, self.dates.locale)?.minutes;
                return Ok(prepare::enter_remaining(plan, self.schedule, id, left));
            }
            Field::ManualStart => manual(task, |dates, at| dates.start = at, optional(false)?),
            Field::ManualFinish => manual(task, |dates, at| dates.finish = at, optional(true)?),
            Field::FixedCost | Field::CostPerDay | Field::Spent => {
                let typed = (!text.is_empty()).then(|| words::read_money(text, self.dates.locale)).transpose()?;
                return Ok(prepare::set_cost(task, |cost| match field {
                    Field::FixedCost => cost.fixed = typed.unwrap_or_default(),
                    Field::CostPerDay => cost.per_day = typed.unwrap_or_default(),
                    _ => cost.actual = typed,
                }));
            }
            Field::WillSee => TaskField::WillSee(text.to_owned()),
            Field::PrivateNote => TaskField::PrivateNote(text.to_owned()),
            Field::Owner | Field::People => return Ok(None),
        };
        Ok(Some(PlanEdit::Set { task: id, field: set }))
    }
}

/// A finished task with its finish taken back: all but done, so that what is known of it stays.
fn reopened(task: &Task) -> Progress {
    Progress { actual_finish: None, remaining: None, percent: task.progress.percent.min(99), ..task.progress }
}

fn people_text(task: &Task, name: impl Fn(ResourceId) -> String) -> String {
    let one = |a: &Assignment| match a.units {
        100 => name(a.resource),
        units => format!("{} {units}%", name(a.resource)),
    };
    task.assignments.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn manual(task: &Task, put: impl Fn(&mut ManualDates, Option<Moment>), at: Option<Moment>) -> TaskField {
    let mut dates = ManualDates { open: false, ..task.manual.unwrap_or_default() };
    put(&mut dates, at);
    TaskField::Manual(Some(dates))
}

/// Minutes still to do, as progress says.
pub fn remaining(task: &Task) -> i32 {
    let whole = i64::from(task.duration.minutes);
    let follows = whole - whole * i64::from(task.progress.percent.min(100)) / 100;
    task.progress.remaining.unwrap_or(follows as i32)
}

/// Whether the constraint's date is an exclusive finish.
pub fn takes_finish(kind: ConstraintKind) -> bool {
    matches!(kind, ConstraintKind::Fnet | ConstraintKind::Fnlt | ConstraintKind::Mfo)
}

/// The computed dates of one task in words.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Computed {
    pub start: String,
    pub finish: String,
    pub early: String,
    pub late: String,
    pub total_float: String,
    pub free_float: String,
    /// `critical`, `near critical`, `milestone`, `summary`, `done`, `inactive`, `imported`: words beside the name.
    pub marks: Vec<&'static str>,
    /// Float is below zero.
    pub short: bool,
    pub summary: bool,
    pub milestone: bool,
}

impl Look<'_> {
    /// The computed dates of the task at `row`.
    pub fn computed(&self, row: usize) -> Option<Computed> {
        let (task, dates) = (self.plan.tasks.get(row)?, self.schedule.rows.get(row)?);
        let day = |at: Moment| self.dates.start_day(at, DateForm::Weekday);
        // A milestone shows its own day, at either end.
        let end = |start: Moment, finish: Moment| match start == finish {
            true => day(start),
            false => self.dates.finish_day(finish, DateForm::Weekday),
        };
        let span = |start: Moment, finish: Moment| match start == finish {
            true => day(start),
            false => format!("{} to {}", day(start), end(start, finish)),
        };
        let marks = [
            (task.inactive, "inactive"),
            (dates.critical, "critical"),
            (dates.near_critical && !dates.critical, "near critical"),
            (dates.percent == 100, "done"),
            (dates.summary, "summary"),
            (dates.milestone, "milestone"),
            (task.manual.is_some(), "held by hand"),
        ];
        Some(Computed {
            start: day(dates.start),
            finish: end(dates.start, dates.finish),
            early: span(dates.early_start, dates.early_finish),
            late: span(dates.late_start, dates.late_finish),
            total_float: self.length(dates.total_float),
            free_float: self.length(dates.free_float),
            marks: marks.into_iter().filter(|(is, _)| *is).map(|(_, word)| word).collect(),
            short: dates.total_float < 0,
            summary: dates.summary,
            milestone: dates.milestone,
        })
    }
}

/// Tasks other than `than` whose name has `text` in it, or whose WBS code begins with it: the first `most`, those whose
/// name begins with it in front. Nothing for no text.
pub fn find_tasks(plan: &Plan, text: &str, than: TaskId, most: usize) -> Vec<(TaskId, String)> {
    let wanted = text.trim().to_lowercase();
    if wanted.is_empty() {
        return Vec::new();
    }
    let codes = plan.wbs();
    let mut found: Vec<(u8, usize)> = Vec::new();
    for (row, task) in plan.tasks.iter().enumerate().filter(|(_, task)| task.id != than) {
        let name = task.name.to_lowercase();
        let rank = match name.find(&wanted) {
            Some(0) => 0,
            Some(_) => 1,
            None if codes[row].starts_with(&wanted) => 2,
            None => continue,
        };
        found.push((rank, row));
    }
    found.sort_unstable();
    let named =
        |row: usize| (plan.tasks[row].id, format!("{} {}", codes[row], words::task_name(plan, plan.tasks[row].id)));
    found.into_iter().take(most).map(|(_, row)| named(row)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::schedule::schedule;
    use crate::words::Locale;

    /// Design (5 d), Build (10 d) from Monday 1 June 2026; Anna is known.
    fn plan() -> Plan {
        let mut plan = Plan::new(Moment::parse("2026-06-01").unwrap());
        for (id, name, days) in [(2, "Design", 5), (3, "Build", 10)] {
            plan.tasks.push(Task::new(TaskId(id), 0, name, Duration::working(days * 480)));
        }
        plan.resources.insert(ResourceId(9), prepare::new_person(ResourceId(9), "Anna"));
        plan.ids.last = 9;
        plan
    }

    /// Types `text` into `field` of both tasks and shows what both then say, or the refusal.
    fn check(field: Field, text: &str, expected: &str) {
        let mut plan = plan();
        let tasks = [TaskId(2), TaskId(3)];
        let dates = Dates::new(Locale::default(), "2026-06-01".parse().unwrap());
        let before = schedule(&plan);
        let read = Look { plan: &plan, schedule: &before, dates }.read(field, text, &tasks);
        let got = match read {
            Err(message) => message,
            Ok((label, edits)) => {
                let inverse = plan.apply(PlanEdit::Batch(edits)).unwrap();
                let after = schedule(&plan);
                let look = Look { plan: &plan, schedule: &after, dates };
                let said: Vec<String> =
                    plan.tasks.iter().enumerate().map(|(row, task)| look.text(field, row, task)).collect();
                let mut undone = plan.clone();
                undone.apply(inverse).unwrap();
                assert_eq!(undone, self::plan(), "one undo takes all of it back");
                format!("{label}: {}", said.join(" | "))
            }
        };
        assert_eq!(got, expected, "{field:?} {text}");
    }

    #[test]
    fn what_is_typed_reads_back_for_several_tasks_as_one_step() {
        check(Field::Duration, "2w", "Change duration of 2 tasks: 2w | 2w");
        check(Field::Duration, "soon", "“soon” is not a duration. Try 5d, 2w or 4h.");
        check(Field::Deadline, "12 June", "Change deadline of 2 tasks: Fri 12 Jun | Fri 12 Jun");
        check(Field::Deadline, "", "Change deadline of 2 tasks:  | ");
        check(Field::ConstraintDate, "8 Jun", "Change constraint of 2 tasks: Mon 8 Jun | Mon 8 Jun");
        check(Field::Name, " ", "A task needs a name.");
        check(Field::Percent, "40", "Enter progress of 2 tasks: 40% | 40%");
        check(Field::Percent, "140", "“140” is more than 100 %.");
        check(Field::ActualFinish, "5 Jun", "Enter progress of 2 tasks: Fri 5 Jun | Fri 5 Jun");
        check(Field::Remaining, "2d", "Enter progress of 2 tasks: 2d | 2d");
        check(Field::FixedCost, "€ 1,200", "Change the cost of 2 tasks: 1,200 | 1,200");
        check(Field::CostPerDay, "80", "Change the cost of 2 tasks: 80 | 80");
        check(Field::Spent, "dear", "“dear” is not an amount. Try 12,500 or 12k.");
        check(Field::Owner, "anna", "Change owner of 2 tasks: Anna | Anna");
        check(Field::Owner, "Ben", "Change owner of 2 tasks: Ben | Ben");
        check(Field::People, "Anna 50%, Ben", "Change people of 2 tasks: Anna 50%, Ben | Anna 50%, Ben");
    }

    #[test]
    fn tasks_are_found_by_name_or_code() {
        let found = |text| find_tasks(&plan(), text, TaskId(2), 8).into_iter().map(|(id, _)| id.0).collect::<Vec<_>>();
        assert_eq!(found("ui"), [3]);
        assert_eq!(found("des"), [] as [u32; 0], "the task itself is not offered");
        assert_eq!(found("2"), [3]);
    }
}
