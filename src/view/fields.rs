//! The columns of the grid, a row each: what they are called and what their cells say. A new field of a task becomes a
//! column by one row here.

use super::numbering::Numbering;
use super::promises::{self, Promised};
use super::rows::RowSort;
use super::typing::{self, Reader};
use crate::analysis::Overload;
use crate::plan::{Duration, Moment, Money, Task, TaskId, Unit};
use crate::prepare;
use crate::project::{BaselineDates, Project};
use crate::schedule::{TaskSchedule, WorkingTime};
use crate::words::{self, DateForm, Dates};
use chrono::{Datelike, Days};

/// One column.
#[derive(Debug)]
pub struct Field {
    /// Names it in preferences and commands.
    pub id: &'static str,
    /// What stands above it, and what a cell is called when it is read out.
    pub heading: &'static str,
    /// Usual width in px.
    pub width: u32,
    /// Figures stand at the end of their cell.
    pub figures: bool,
    /// Shown unless other columns were chosen.
    pub usual: bool,
    /// How rows are put in order by it.
    pub sort: Option<RowSort>,
    /// What the cell says.
    pub text: fn(&Cell) -> String,
    /// What stands in it when it is opened for typing; `None` = what the cell says.
    pub opens: Option<fn(&Cell) -> String>,
    /// How text typed into it becomes an edit; `None` = it follows from other facts.
    pub typed: Option<Reader>,
}

impl PartialEq for Field {
    fn eq(&self, other: &Field) -> bool {
        self.id == other.id
    }
}

/// What a cell is made from.
#[derive(Clone, Copy)]
pub struct Cell<'a> {
    pub project: &'a Project,
    pub row: usize,
    pub task: &'a Task,
    /// `None` while there is no schedule for this row.
    pub dates: Option<&'a TaskSchedule>,
    pub numbering: &'a Numbering,
    /// Row of a task, from 0.
    pub row_of: &'a dyn Fn(TaskId) -> Option<usize>,
    pub words: Dates,
    /// The worst week of somebody who works on it, if that is too much.
    pub overload: Option<&'a Overload>,
    /// What was promised, and how it stands.
    pub promised: &'a Promised,
    /// What each row comes to; empty where no column shows it.
    pub costs: &'a [Money],
}

/// Every column, in the order shown.
pub static FIELDS: &[Field] = &[
    plain("number", "Row", 44, true, false, |cell| (cell.row + 1).to_string()),
    plain("wbs", "WBS", 64, false, true, |cell| cell.numbering.wbs(cell.row)),
    plain("name", "Name", 236, false, true, |cell| cell.task.name.clone()).typed(typing::name).sorts(RowSort::Name),
    plain("duration", "Duration", 76, true, true, duration).typed(typing::duration).sorts(RowSort::Duration),
    plain("start", "Start", 114, true, true, start).typed(typing::start).sorts(RowSort::Start),
    plain("finish", "Finish", 114, true, true, finish).typed(typing::finish).sorts(RowSort::Finish),
    plain("predecessors", "Predecessors", 112, false, true, predecessors).typed(typing::predecessors),
    plain("progress", "Progress", 76, true, true, progress).typed(typing::progress).sorts(RowSort::Progress),
    plain("float", "Total float", 86, true, true, |cell| float(cell, |dates| dates.total_float)).sorts(RowSort::Float),
    plain("free-float", "Free float", 86, true, false, |cell| float(cell, |dates| dates.free_float)),
    plain("promise", "Promise", 184, false, true, promise).typed(typing::promise).opens(promise_typed),
    plain("owner", "Owner", 128, false, false, owner).typed(typing::owner),
    plain("constraint", "Constraint", 150, false, false, constraint).typed(typing::constraint).opens(constraint_typed),
    plain("deadline", "Deadline", 106, true, false, deadline).typed(typing::deadline),
    plain("calendar", "Calendar", 128, false, false, calendar).typed(typing::calendar),
    plain("baseline-start", "Baseline start", 112, true, false, baseline_start),
    plain("baseline-finish", "Baseline finish", 112, true, false, baseline_finish),
    plain("variance", "Finish variance", 116, true, false, variance),
    plain("actual-start", "Actual start", 106, true, false, actual_start).typed(typing::actual_start),
    plain("actual-finish", "Actual finish", 106, true, false, actual_finish).typed(typing::actual_finish),
    plain("remaining", "Remaining", 86, true, false, remaining).typed(typing::remaining),
    plain("cost", "Cost", 86, true, false, cost).typed(typing::cost).opens(cost_typed),
    plain("spent", "Spent", 86, true, false, spent).typed(typing::spent),
    plain("overload", "Overloaded", 200, false, false, |cell| {
        cell.overload.map(|load| overload(load, cell.project, cell.words)).unwrap_or_default()
    }),
    plain("client", "Client sees", 92, false, false, client).typed(typing::client),
];

impl Field {
    /// Whether words are typed into it, which may begin with any letter; dates, lengths, amounts and links do not.
    pub fn takes_words(&self) -> bool {
        matches!(self.id, "name" | "owner" | "constraint" | "calendar")
    }

    const fn typed(self, typed: Reader) -> Field {
        Field { typed: Some(typed), ..self }
    }

    const fn opens(self, opens: fn(&Cell) -> String) -> Field {
        Field { opens: Some(opens), ..self }
    }

    const fn sorts(self, sort: RowSort) -> Field {
        Field { sort: Some(sort), ..self }
    }
}

const fn plain(
    id: &'static str,
    heading: &'static str,
    width: u32,
    figures: bool,
    usual: bool,
    text: fn(&Cell) -> String,
) -> Field {
    Field { id, heading, width, figures, usual, sort: None, text, opens: None, typed: None }
}

/// The column with this id.
pub fn field(id: &str) -> Option<&'static Field> {
    FIELDS.iter().find(|field| field.id == id)
}

/// The columns named, in the table's order; the usual ones when none is named. The name is always among them.
pub fn chosen(ids: &[String]) -> Vec<&'static Field> {
    let wanted = |field: &&Field| {
        field.id == "name" || if ids.is_empty() { field.usual } else { ids.iter().any(|id| id == field.id) }
    };
    FIELDS.iter().filter(wanted).collect()
}

fn duration(cell: &Cell) -> String {
    match cell.dates {
        Some(dates) if dates.summary => time(cell, dates.duration),
        _ => {
            let hours = &cell.project.plan.settings.hours;
            words::write_estimate(cell.task.duration, cell.task.range, hours, cell.words.locale)
        }
    }
}

/// Working minutes as a person says them: whole or tenths of days, hours below a day.
fn time(cell: &Cell, minutes: i32) -> String {
    let hours = &cell.project.plan.settings.hours;
    let unit = if minutes.abs() < hours.minutes_per_day { Unit::Hour } else { Unit::Day };
    let tenth = match unit {
        Unit::Hour => 6,
        _ => (hours.minutes_per_day / 10).max(1),
    };
    let rounded = (minutes + minutes.signum() * (tenth / 2)) / tenth * tenth;
    let unit = if minutes == 0 { Unit::Day } else { unit };
    words::write_duration(Duration { unit, ..Duration::working(rounded) }, hours, cell.words.locale)
}

fn start(cell: &Cell) -> String {
    cell.dates.map(|dates| cell.words.start_day(dates.start, DateForm::Short)).unwrap_or_default()
}

fn finish(cell: &Cell) -> String {
    cell.dates.map(|dates| last_day(cell, dates)).unwrap_or_default()
}

/// The day a row ends on; a milestone's is its own day, not the one before its midnight.
fn last_day(cell: &Cell, dates: &TaskSchedule) -> String {
    match dates.start == dates.finish {
        true => cell.words.start_day(dates.start, DateForm::Short),
        false => cell.words.finish_day(dates.finish, DateForm::Short),
    }
}

fn predecessors(cell: &Cell) -> String {
    let number = |task| (cell.row_of)(task).map(|row| row + 1);
    words::write_predecessors_by(&cell.project.plan, cell.task.id, number, cell.words.locale)
}

fn float(cell: &Cell, of: fn(&TaskSchedule) -> i32) -> String {
    let done = cell.task.progress.actual_finish.is_some() || cell.task.inactive;
    cell.dates.filter(|_| !done).map(|dates| time(cell, of(dates))).unwrap_or_default()
}

fn owner(cell: &Cell) -> String {
    let person = cell.task.owner.and_then(|id| cell.project.plan.resources.get(&id));
    person.map(|person| person.name.clone()).unwrap_or_default()
}

fn calendar(cell: &Cell) -> String {
    let calendar = cell.task.calendar.and_then(|id| cell.project.plan.calendars.get(&id));
    calendar.map(|calendar| calendar.name.clone()).unwrap_or_default()
}

/// The task in the baseline that is shown (the latest of them; without any, the latest set).
fn baseline<'a>(cell: &Cell<'a>) -> Option<&'a BaselineDates> {
    let all = &cell.project.baselines;
    let baseline = all.values().rev().find(|baseline| baseline.shown).or_else(|| all.values().next_back())?;
    baseline.tasks.get(&cell.task.id)
}

/// Days from the baseline's finish to the finish now, counted on the wall calendar.
fn variance(cell: &Cell) -> String {
    let (Some(was), Some(is)) = (baseline(cell), cell.dates) else { return String::new() };
    let days = (is.finish.date_as_finish() - was.finish.date_as_finish()).num_days();
    match days {
        0 => "0d".into(),
        days if days > 0 => format!("+{days}d"),
        days => format!("−{}d", -days),
    }
}

fn remaining(cell: &Cell) -> String {
    let task = cell.task;
    let Some(dates) = cell.dates.filter(|dates| !dates.summary) else { return String::new() };
    let share = |total: i32| (i64::from(total) * i64::from(100 - task.progress.percent.min(100)) / 100) as i32;
    match task.progress.remaining {
        _ if task.progress.actual_finish.is_some() => time(cell, 0),
        Some(minutes) => time(cell, minutes),
        None => time(cell, share(dates.duration)),
    }
}

fn progress(cell: &Cell) -> String {
    cell.dates.map(|dates| words::write_percent(dates.percent)).unwrap_or_default()
}

fn constraint(cell: &Cell) -> String {
    let plan = &cell.project.plan;
    let said = |constraint| {
        let time = WorkingTime::of(plan, cell.task.calendar.unwrap_or(plan.settings.calendar));
        words::constraint_by(constraint, &time, &cell.words)
    };
    cell.task.constraint.map(said).unwrap_or_default()
}

fn constraint_typed(cell: &Cell) -> String {
    cell.task.constraint.map(|constraint| words::write_constraint(constraint, &cell.words)).unwrap_or_default()
}

fn day_of_start(cell: &Cell, at: Option<Moment>) -> String {
    at.map(|at| cell.words.start_day(at, DateForm::Short)).unwrap_or_default()
}

fn day_of_finish(cell: &Cell, at: Option<Moment>) -> String {
    at.map(|at| cell.words.finish_day(at, DateForm::Short)).unwrap_or_default()
}

fn deadline(cell: &Cell) -> String {
    day_of_finish(cell, cell.task.deadline)
}

fn baseline_start(cell: &Cell) -> String {
    day_of_start(cell, baseline(cell).map(|was| was.start))
}

fn baseline_finish(cell: &Cell) -> String {
    day_of_finish(cell, baseline(cell).map(|was| was.finish))
}

fn actual_start(cell: &Cell) -> String {
    day_of_start(cell, cell.task.progress.actual_start)
}

fn actual_finish(cell: &Cell) -> String {
    day_of_finish(cell, cell.task.progress.actual_finish)
}

/// `4 Aug, at risk by 2 d`.
fn promise(cell: &Cell) -> String {
    let told = cell.promised.foremost(cell.task.id);
    told.map(|told| promises::cell(told, &cell.project.plan.settings.hours, &cell.words)).unwrap_or_default()
}

/// The date alone: what stands behind it follows from the plan.
fn promise_typed(cell: &Cell) -> String {
    let open = prepare::open_promise(cell.project, cell.task.id).and_then(|promise| promise.date());
    open.map(|date| cell.words.write(date, DateForm::Short)).unwrap_or_default()
}

/// What it comes to; nothing where nothing is known.
fn cost(cell: &Cell) -> String {
    let sum = cell.costs.get(cell.row).copied().filter(|sum| *sum != Money::ZERO || cell.task.cost.is_some());
    sum.map(|sum| words::write_money(sum, "", cell.words.locale)).unwrap_or_default()
}

fn cost_typed(cell: &Cell) -> String {
    cell.task.cost.as_deref().map(|cost| words::write_cost(cost, cell.words.locale)).unwrap_or_default()
}

fn spent(cell: &Cell) -> String {
    let spent = cell.task.cost.as_deref().and_then(|cost| cost.actual);
    spent.map(|spent| words::write_money(spent, "", cell.words.locale)).unwrap_or_default()
}

fn client(cell: &Cell) -> String {
    if cell.task.client_visible { "Yes".to_owned() } else { String::new() }
}

/// `Ana: 60 h of 40 h in week 24`.
pub fn overload(load: &Overload, project: &Project, words: Dates) -> String {
    let name = project.plan.resources.get(&load.person).map_or("Somebody", |person| person.name.as_str());
    let hours = |minutes: i32| {
        let text = format!("{}", (f64::from(minutes) / 6.0).round() / 10.0);
        if words.locale.decimal_comma { text.replace('.', ",") } else { text }
    };
    // Whatever day weeks begin on, the middle of one lies in the numbered week it mostly is.
    let week = load.week.checked_add_days(Days::new(3)).unwrap_or(load.week).iso_week().week();
    format!("{name}: {} h of {} h in week {week}", hours(load.assigned), hours(load.available))
}
