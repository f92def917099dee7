//! What text typed into a cell means: one edit, or a plain sentence why it cannot be read. Every column that can be
//! changed has one reader here; [`super::fields::FIELDS`] names it.

use crate::edit::{PlanEdit, TaskField};
use crate::plan::{Constraint, HoursSettings, Moment, Plan, Task, TaskId};
use crate::prepare;
use crate::project::{Edit, Project};
use crate::schedule::{Bound, Cause, Schedule, TaskSchedule};
use crate::words::{self, DateForm, Dates, Rows};

/// Where something was typed.
#[derive(Clone, Copy)]
pub struct Typing<'a> {
    pub project: &'a Project,
    pub schedule: &'a Schedule,
    pub row: usize,
    pub words: Dates,
}

/// What was typed, understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Typed {
    /// Names the change in undo.
    pub label: String,
    pub edit: Edit,
    /// What else it meant, when that is not plain from the cell itself.
    pub said: Option<String>,
}

/// Reads what was typed in a cell. `Ok(None)` changes nothing.
pub type Reader = fn(&Typing, &str) -> Result<Option<Typed>, String>;

impl<'a> Typing<'a> {
    fn plan(&self) -> &'a Plan {
        &self.project.plan
    }

    fn task(&self) -> Result<&'a Task, String> {
        self.plan().tasks.get(self.row).ok_or_else(|| "This task is no longer in the plan.".to_owned())
    }

    fn shown(&self, task: TaskId) -> Option<&'a TaskSchedule> {
        self.schedule.rows.get(self.row).filter(|shown| shown.id == task)
    }

    fn name(&self, task: TaskId) -> String {
        words::task_name(self.plan(), task)
    }

    /// Refuses what summaries do not have of their own.
    fn not_summary(&self, what: &str) -> Result<&'a Task, String> {
        let task = self.task()?;
        match self.plan().is_summary(self.row) {
            true => Err(format!("{} has steps of its own: its {what} follows from them.", self.name(task.id))),
            false => Ok(task),
        }
    }

    fn set(&self, verb: &str, task: TaskId, field: TaskField) -> Option<Typed> {
        self.made(verb, task, Some(PlanEdit::Set { task, field }))
    }

    fn made(&self, verb: &str, task: TaskId, edit: Option<PlanEdit>) -> Option<Typed> {
        edit.map(|edit| Typed { label: format!("{verb} {}", self.name(task)), edit: edit.into(), said: None })
    }
}

/// A new name.
pub fn name(typing: &Typing, text: &str) -> Result<Option<Typed>, String> {
    let task = typing.task()?;
    let name = text.trim();
    let label = if name.is_empty() { "Rename".to_owned() } else { format!("Rename to {name}") };
    let edit = PlanEdit::Set { task: task.id, field: TaskField::Name(name.to_owned()) };
    Ok((name != task.name).then_some(Typed { label, edit: edit.into(), said: None }))
}

/// How long it takes, or from how long to how long; work that has begun keeps what is done of it.
pub fn duration(typing: &Typing, text: &str) -> Result<Option<Typed>, String> {
    let task = typing.not_summary("duration")?;
    let hours = &typing.plan().settings.hours;
    let typed = words::read_estimate(text, task.duration.minutes == 0, hours, typing.words.locale)?;
    let edit = prepare::enter_estimate(task, typed.likely, typed.range)
        .map_err(|why| not_entered(why, &typing.name(task.id), hours, typing.words.locale))?;
    Ok(typing.made("Change the duration of", task.id, edit))
}

/// Why an estimate was not entered, in words.
pub(super) fn not_entered(
    why: prepare::NotEntered,
    name: &str,
    hours: &HoursSettings,
    locale: words::Locale,
) -> String {
    match why {
        prepare::NotEntered::Done => format!("{name} is done. Take its progress back to change how long it took."),
        prepare::NotEntered::LessThanDone(minutes) => {
            let done = words::days(minutes, hours, locale);
            format!("{done} of it are already done. Type more than that, or 100 % as its progress.")
        }
    }
}

/// A start: moves the task as dragging its bar does, so a later day plants *not before*, and says so.
pub fn start(typing: &Typing, text: &str) -> Result<Option<Typed>, String> {
    let task = typing.task()?;
    let to = typing.words.read(text)?.as_start();
    if task.progress.actual_finish.is_some() || task.progress.actual_start.is_some() {
        known(typing, task, "begun", to)?;
        let edit = prepare::enter_actual_start(typing.plan(), typing.schedule, task.id, to);
        return Ok(typing.made("Enter the start of", task.id, edit));
    }
    if typing.plan().is_summary(typing.row) {
        let constraint = Some(Constraint { kind: crate::plan::ConstraintKind::Snet, date: to });
        let typed = typing.set("Move", task.id, TaskField::Constraint(constraint));
        return Ok(typed.map(|typed| with_constraint(typing, task, typed)).filter(|_| constraint != task.constraint));
    }
    let drag = prepare::drag_bar(typing.plan(), typing.schedule, task.id, to);
    match (typing.made("Move", task.id, drag.edit), drag.stopped_by) {
        (None, None) => Ok(None),
        (None, Some(bound)) => Err(held(typing, task, bound)),
        (Some(typed), _) => Ok(Some(with_constraint(typing, task, typed))),
    }
}

/// What has happened happened by the status date.
fn known(typing: &Typing, task: &Task, what: &str, at: Moment) -> Result<(), String> {
    let Some(status) = typing.plan().settings.status_date.filter(|status| at > *status) else { return Ok(()) };
    let day = typing.words.finish_day(status, DateForm::Short);
    Err(format!(
        "{} has {what}, and that was by the status date, {day}. Move the status date on first.",
        typing.name(task.id)
    ))
}

/// Says what became of the task's constraint.
fn with_constraint(typing: &Typing, task: &Task, typed: Typed) -> Typed {
    let said = match &typed.edit {
        Edit::Plan(PlanEdit::Set { field: TaskField::Constraint(Some(new)), .. }) => {
            Some(format!("{}: {}", typing.name(task.id), words::constraint_chip(*new, &typing.words)))
        }
        Edit::Plan(PlanEdit::Set { field: TaskField::Constraint(None), .. }) => task.constraint.map(|old| {
            let chip = words::constraint_chip(old, &typing.words);
            format!("{}: no longer {chip}", typing.name(task.id))
        }),
        _ => None,
    };
    Typed { said, ..typed }
}

/// Why a start cannot be there.
fn held(typing: &Typing, task: &Task, bound: Bound) -> String {
    let name = typing.name(task.id);
    let at = typing.shown(task.id).map_or(bound.at, |shown| shown.start);
    let day = typing.words.start_day(at, DateForm::Short);
    match bound.cause {
        Cause::Dependency(link) => {
            format!("{name} cannot start before {day}: it waits for {}.", typing.name(link.predecessor))
        }
        Cause::ProjectStart => format!("{name} cannot start before {day}, the start of the plan."),
        Cause::StatusDate => format!("{name} cannot start before {day}: what is not done lies after the status date."),
        Cause::Ancestor(above) => {
            format!("{name} cannot start before {day}: {} holds it there.", typing.name(above))
        }
        Cause::ActualStart => format!("{name} has begun on {day}."),
        Cause::Constraint(_) => match task.constraint {
            Some(constraint) => {
                let chip = words::constraint_chip(constraint, &typing.words);
                format!("{name} has another date: {chip}. Take that away first.")
            }
            None => format!("{name} cannot start before {day}."),
        },
        _ => format!("{name} cannot start before {day}."),
    }
}

/// A finish: the start stays, the duration follows. A milestone moves.
pub fn finish(typing: &Typing, text: &str) -> Result<Option<Typed>, String> {
    let task = typing.not_summary("finish")?;
    let typed = typing.words.read(text)?;
    if task.progress.actual_finish.is_some() {
        let edit = prepare::enter_actual_finish(typing.plan(), typing.schedule, task.id, typed.as_finish());
        return Ok(typing.made("Enter the finish of", task.id, edit));
    }
    if task.duration.minutes == 0 {
        return start(typing, text);
    }
    let to = typed.as_finish();
    if let Some(shown) = typing.shown(task.id).filter(|shown| to <= shown.start) {
        let day = typing.words.start_day(shown.start, DateForm::Short);
        return Err(format!("{} starts {day} and cannot finish before that.", typing.name(task.id)));
    }
    let edit = prepare::stretch_bar(typing.plan(), typing.schedule, task.id, to);
    Ok(typing.made("Change the finish of", task.id, edit).map(|typed| {
        let said = duration_in(&typed.edit).map(|new| {
            let text = words::write_duration(new, &typing.plan().settings.hours, typing.words.locale);
            format!("{} now takes {text}", typing.name(task.id))
        });
        Typed { said, ..typed }
    }))
}

fn duration_in(edit: &Edit) -> Option<crate::plan::Duration> {
    match edit {
        Edit::Plan(edit) => new_duration(edit),
        _ => None,
    }
}

fn new_duration(edit: &PlanEdit) -> Option<crate::plan::Duration> {
    match edit {
        PlanEdit::Set { field: TaskField::Duration(new), .. } => Some(*new),
        PlanEdit::Batch(edits) => edits.iter().find_map(new_duration),
        _ => None,
    }
}

/// What it waits for.
pub fn predecessors(typing: &Typing, text: &str) -> Result<Option<Typed>, String> {
    let task = typing.task()?;
    let plan = typing.plan();
    let links = words::read_predecessors(text, task.id, &Rows::new(plan), &plan.settings.hours, typing.words.locale)?;
    Ok(typing.made("Change the predecessors of", task.id, prepare::set_predecessors(plan, task.id, &links)))
}

/// How much is done.
pub fn progress(typing: &Typing, text: &str) -> Result<Option<Typed>, String> {
    let task = typing.task()?;
    let percent = words::read_percent(if text.trim().is_empty() { "0" } else { text })?;
    let edit = prepare::enter_percent(typing.plan(), typing.schedule, task.id, percent);
    Ok(typing.made("Enter progress of", task.id, edit))
}

/// How much is left.
pub fn remaining(typing: &Typing, text: &str) -> Result<Option<Typed>, String> {
    let task = typing.not_summary("remaining work")?;
    let left = words::read_duration(text, &typing.plan().settings.hours, typing.words.locale)?;
    let edit = prepare::enter_remaining(typing.plan(), typing.schedule, task.id, left.minutes);
    Ok(typing.made("Enter what is left of", task.id, edit))
}

/// When it really began; nothing typed takes its progress back.
pub fn actual_start(typing: &Typing, text: &str) -> Result<Option<Typed>, String> {
    let task = typing.not_summary("actual start")?;
    let edit = match text.trim().is_empty() {
        true => prepare::clear_progress(typing.plan(), typing.schedule, &[task.id]),
        false => {
            let to = typing.words.read(text)?.as_start();
            known(typing, task, "begun", to)?;
            prepare::enter_actual_start(typing.plan(), typing.schedule, task.id, to)
        }
    };
    Ok(typing.made("Enter the start of", task.id, edit))
}

/// When it was really done.
pub fn actual_finish(typing: &Typing, text: &str) -> Result<Option<Typed>, String> {
    let task = typing.not_summary("actual finish")?;
    if text.trim().is_empty() {
        return match task.progress.actual_finish {
            Some(_) => Err("Type a progress below 100 % to open it again.".to_owned()),
            None => Ok(None),
        };
    }
    let to = typing.words.read(text)?.as_finish();
    let edit = prepare::enter_actual_finish(typing.plan(), typing.schedule, task.id, to);
    Ok(typing.made("Enter the finish of", task.id, edit))
}

/// Who answers for it; a new name brings a new person in.
pub fn owner(typing: &Typing, text: &str) -> Result<Option<Typed>, String> {
    let task = typing.task()?;
    let person = words::read_person(text, typing.plan())?;
    let edit = prepare::set_owner(typing.plan(), &[task.id], person.as_ref());
    let new = match &person {
        Some(words::Person::New(name)) => Some(format!("{name} is new in this project")),
        _ => None,
    };
    Ok(typing.made("Change the owner of", task.id, edit).map(|typed| Typed { said: new, ..typed }))
}

/// A bound on its dates.
pub fn constraint(typing: &Typing, text: &str) -> Result<Option<Typed>, String> {
    let task = typing.task()?;
    let new = words::read_constraint(text, &typing.words)?;
    Ok(typing.set("Change the constraint of", task.id, TaskField::Constraint(new)).filter(|_| new != task.constraint))
}

/// The day it must be done by, or nothing.
pub fn deadline(typing: &Typing, text: &str) -> Result<Option<Typed>, String> {
    let task = typing.task()?;
    let new = match text.trim().is_empty() {
        true => None,
        false => Some(typing.words.read(text)?.as_finish()),
    };
    Ok(typing.set("Change the deadline of", task.id, TaskField::Deadline(new)).filter(|_| new != task.deadline))
}

/// The calendar it works by, by name.
pub fn calendar(typing: &Typing, text: &str) -> Result<Option<Typed>, String> {
    let task = typing.task()?;
    let wanted = text.trim().to_lowercase();
    let all = &typing.plan().calendars;
    let found = all.values().find(|calendar| calendar.name.trim().to_lowercase() == wanted);
    if !wanted.is_empty() && found.is_none() {
        let names: Vec<&str> = all.values().map(|calendar| calendar.name.as_str()).take(4).collect();
        return Err(format!("There is no calendar of that name. There are: {}.", names.join(", ")));
    }
    let new = found.map(|calendar| calendar.id);
    Ok(typing.set("Change the calendar of", task.id, TaskField::Calendar(new)).filter(|_| new != task.calendar))
}

/// The day that was said for it: the first time a promise, after that the same promise said anew.
pub fn promise(typing: &Typing, text: &str) -> Result<Option<Typed>, String> {
    let task = typing.task()?;
    let (name, open) = (typing.name(task.id), prepare::open_promise(typing.project, task.id));
    if text.trim().is_empty() {
        return match open {
            Some(_) => Err("A promise is not unsaid. Mark it delivered or remove it in the task panel.".to_owned()),
            None => Ok(None),
        };
    }
    let near = open.and_then(|promise| promise.date());
    let date = near.map_or(typing.words, |near| typing.words.near(near)).read(text)?.date;
    if task.progress.actual_finish.is_some() {
        return Err(format!("{name} is done: what was promised for it is delivered."));
    }
    let today = typing.words.today;
    let day = typing.words.write(date, DateForm::Short);
    let (verb, edit, said) = match open {
        None => {
            let edit = prepare::promise(typing.project, task.id, date, today, prepare::Said::default());
            let said = format!("{name} is promised for {day}. The task panel has room for the words and to whom.");
            ("Promise", edit, said)
        }
        Some(promise) => {
            let edit = prepare::promise_anew(promise, date, today, "");
            let said = format!("{name} is promised anew, for {day}. Say why in the task panel; what was said stays.");
            ("Promise anew", edit, said)
        }
    };
    Ok(edit.map(|edit| Typed { label: format!("{verb} {name}"), edit, said: Some(said) }))
}

/// What it is to cost, once and for each day.
pub fn cost(typing: &Typing, text: &str) -> Result<Option<Typed>, String> {
    let task = typing.not_summary("cost")?;
    let cost = words::read_cost(text, typing.words.locale)?;
    Ok(typing.made("Change the cost of", task.id, prepare::set_planned_cost(task, cost)))
}

/// What has been spent on it.
pub fn spent(typing: &Typing, text: &str) -> Result<Option<Typed>, String> {
    let task = typing.task()?;
    let actual = match text.trim() {
        "" => None,
        text => Some(words::read_money(text, typing.words.locale)?),
    };
    let edit = prepare::set_cost(task, |cost| cost.actual = actual);
    Ok(typing.made("Enter what was spent on", task.id, edit))
}

/// Whether the client sees it.
pub fn client(typing: &Typing, text: &str) -> Result<Option<Typed>, String> {
    let task = typing.task()?;
    let new = match text.trim().to_lowercase().as_str() {
        "yes" | "y" | "x" | "true" | "1" => true,
        "" | "no" | "n" | "false" | "0" => false,
        _ => return Err("Type yes or no.".to_owned()),
    };
    let verb = if new { "Show the client" } else { "Hide from the client" };
    Ok(typing.set(verb, task.id, TaskField::ClientVisible(new)).filter(|_| new != task.client_visible))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::plan::{DependencyKey, DependencyKind, Duration, Lag};
    use crate::schedule::schedule;
    use crate::view::fields::{Cell, field};
    use crate::view::numbering::Numbering;
    use crate::view::promises::Promised;
    use crate::words::Locale;
    use chrono::NaiveDate;

    /// Design (holding Sketch 5d, Approve), Build 10d after Approve, Party 2d. Starts Mon 1 Jun 2026.
    fn project() -> Project {
        let start = Moment::parse("2026-06-01T08:00").unwrap();
        let mut project = Project::new("", start);
        let task = |id, level, name: &str, days: i32| Task::new(TaskId(id), level, name, Duration::working(days * 480));
        project.plan.tasks = vec![
            task(11, 0, "Design", 1),
            task(12, 1, "Sketch", 5),
            task(13, 1, "Approve", 0),
            task(14, 0, "Build", 10),
            task(15, 0, "Party", 2),
        ];
        for (successor, predecessor) in [(13, 12), (14, 13)] {
            let ends = (TaskId(successor), TaskId(predecessor));
            let key = DependencyKey { successor: ends.0, predecessor: ends.1, kind: DependencyKind::FS };
            project.plan.dependencies.insert(key, Lag::default());
        }
        project
    }

    /// Types into cells, a line each: `row column: typed => what the cell says then (what was said)` or `! message`.
    fn check(table: &str) {
        check_in(project(), table);
    }

    fn check_in(mut project: Project, table: &str) {
        for line in table.trim().lines() {
            let (typed, expected) = line.trim().split_once(" => ").unwrap();
            let (cell, text) = typed.split_once(": ").unwrap_or((typed.trim_end_matches(':'), ""));
            let (row, column) = cell.split_once(' ').unwrap();
            let row: usize = row.parse::<usize>().unwrap() - 1;
            let words = Dates::new(Locale::default(), NaiveDate::from_ymd_opt(2026, 6, 1).unwrap());
            let before = schedule(&project.plan);
            let typing = Typing { project: &project, schedule: &before, row, words };
            let said = match (field(column).unwrap().typed.unwrap())(&typing, text) {
                Err(message) => format!("! {message}"),
                Ok(None) => "nothing changed".to_owned(),
                Ok(Some(typed)) => {
                    let task = project.plan.tasks[row].id;
                    match project.apply(typed.edit) {
                        Err(error) => format!("! {}", words::edit_error(&error, &project.plan)),
                        Ok(_) => {
                            let after = project.schedule();
                            let promised = Promised::new(&project, &project.plan, &after, words.today);
                            let costs = crate::analysis::costs(&project.plan, &after);
                            let row = project.plan.position(task).unwrap();
                            let numbering = Numbering::new(&project.plan);
                            let row_of = |id: TaskId| project.plan.position(id);
                            let cell = Cell {
                                project: &project,
                                row,
                                task: &project.plan.tasks[row],
                                dates: Some(&after.rows[row]),
                                numbering: &numbering,
                                row_of: &row_of,
                                words,
                                overload: None,
                                promised: &promised,
                                costs: &costs,
                            };
                            let text = (field(column).unwrap().text)(&cell);
                            let text = if text.is_empty() { "–".to_owned() } else { text };
                            typed.said.map_or(text.clone(), |said| format!("{text} ({said})"))
                        }
                    }
                }
            };
            assert_eq!(said, expected, "{typed}");
        }
    }

    #[test]
    fn names_and_durations_are_typed() {
        check(
            "2 name:  Sketches  => Sketches
             2 name: Sketches => nothing changed
             2 duration: 2w => 2w
             2 duration: 2w => nothing changed
             2 duration: soon => ! “soon” is not a duration. Try 5d, 2w or 4h.
             1 duration: 3d => ! Design has steps of its own: its duration follows from them.",
        );
    }

    #[test]
    fn a_later_start_sets_not_before_and_says_so() {
        check(
            "5 start: 8 jun => 8 Jun (Party: not before 8 Jun)
             5 start: 3 jun => 3 Jun (Party: not before 3 Jun)
             5 start: 1 jun => 1 Jun (Party: no longer not before 3 Jun)
             5 start: 1 jun => nothing changed
             1 start: 3 jun => 3 Jun (Design: not before 3 Jun)",
        );
    }

    #[test]
    fn an_earlier_start_stops_at_what_drives_it_and_names_it() {
        check(
            "4 start: 3 jun => ! Build cannot start before 8 Jun: it waits for Approve.
             5 start: 25 may => ! Party cannot start before 1 Jun, the start of the plan.
             5 start: someday => ! “someday” is not a date. Try 12 Mar or next fri.",
        );
    }

    #[test]
    fn a_finish_changes_the_duration() {
        check(
            "5 finish: 5 jun => 5 Jun (Party now takes 5d)
             5 finish: 5 jun => nothing changed
             5 finish: 29 may => ! Party starts 1 Jun and cannot finish before that.
             1 finish: 9 jun => ! Design has steps of its own: its finish follows from them.",
        );
    }

    #[test]
    fn links_are_typed_as_people_write_them() {
        check(
            "5 predecessors: 2FS+1d, Build => 2FS+1d, 4
             2 predecessors: 5 => ! That would run in a circle: Party → Sketch → Party.
             5 predecessors: 77 => ! There is no row 77.
             5 predecessors: => –",
        );
    }

    #[test]
    fn progress_people_and_days_are_typed() {
        check(
            "2 progress: 40 => 40%
             2 remaining: 1d => 1d
             2 progress: 100 => 100%
             2 duration: 3d => ! Sketch is done. Take its progress back to change how long it took.
             2 progress: 120 => ! “120” is more than 100 %.
             3 owner: Ana => Ana (Ana is new in this project)
             4 owner: ana => Ana
             4 owner: => –
             4 deadline: 12 jun => 12 Jun
             4 deadline: => –
             4 constraint: fnlt 12 jun => done by 12 Jun
             4 constraint: asap => –
             4 calendar: standard => Standard
             4 calendar: moon => ! There is no calendar of that name. There are: Standard.
             4 client: yes => Yes
             4 client: maybe => ! Type yes or no.",
        );
    }

    #[test]
    fn promises_and_costs_are_typed() {
        check(
            "5 promise: 5 jun => 5 Jun (Party is promised for 5 Jun. The task panel has room for the words and to whom.)
             5 promise: 5 jun => nothing changed
             5 promise: 9 jun => 9 Jun, moved late (Party is promised anew, for 9 Jun. Say why in the task panel; what was said stays.)
             5 promise: => ! A promise is not unsaid. Mark it delivered or remove it in the task panel.
             5 promise: soon => ! “soon” is not a date. Try 12 Mar or next fri.
             4 promise: 17 jun => 17 Jun, at risk by 2 d (Build is promised for 17 Jun. The task panel has room for the words and to whom.)
             2 progress: 100 => 100%
             2 promise: 17 jun => ! Sketch is done: what was promised for it is delivered.
             3 promise: => nothing changed
             4 cost: 500 + 80/d => 1,300
             4 spent: 1.200,50 => 1,200.50
             4 spent: => –
             4 cost: 1200 => 1,200
             4 cost: => –
             1 cost: 1200 => ! Design has steps of its own: its cost follows from them.
             4 cost: dear => ! “dear” is not a cost. Try 1200, 80/d or 500 + 80/d.",
        );
    }

    #[test]
    fn what_has_begun_began_by_the_status_date() {
        let mut project = project();
        project.plan.settings.status_date = Moment::parse("2026-06-04");
        project.plan.tasks[4].progress =
            crate::plan::Progress { actual_start: Moment::parse("2026-06-02T08:00"), ..Default::default() };
        check_in(
            project,
            "5 start: 8 Jun => ! Party has begun, and that was by the status date, 3 Jun. Move the status date on first.
             5 actual-start: 8 Jun => ! Party has begun, and that was by the status date, 3 Jun. Move the status date on first.
             5 start: 3 Jun => 3 Jun",
        );
    }
}
