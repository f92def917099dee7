//! Side by side: the plan and its scenarios as columns. Finish, every promise, cost, the critical path, how many changes,
//! and the notice that is left for what breaks.

use crate::analysis::{PromiseNow, State, promises};
use crate::edit::PlanEdit;
use crate::plan::{Money, Plan, TaskId};
use crate::project::{Project, PromiseId};
use crate::schedule::{Schedule, WorkingTime};
use crate::words::{DateForm, Dates, days, task_name, write_money};
use chrono::NaiveDate;

/// Steps of the critical path that are named in a cell.
const NAMED: usize = 4;

/// A column: the plan itself or a scenario.
#[derive(Clone, Copy, Debug)]
pub struct Side<'a> {
    pub name: &'a str,
    pub plan: &'a Plan,
    pub schedule: &'a Schedule,
    /// What the schedule has already and the plan has not: a gesture that lasts.
    pub preview: Option<&'a PlanEdit>,
    /// How many changes it has; `None`: it is the plan.
    pub changes: Option<usize>,
    /// How many of them no longer apply.
    pub skipped: usize,
}

/// The table.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    pub heads: Vec<String>,
    pub rows: Vec<Row>,
}

/// One thing that is compared.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub name: String,
    /// The promise it is about.
    pub promise: Option<PromiseId>,
    pub cells: Vec<Cell>,
}

/// What a column says of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    pub text: String,
    pub mark: Mark,
}

/// What a cell means beside its words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Neither good nor bad, or as in the plan.
    Plain,
    Good,
    /// Kept, with less than a day to spare.
    Tight,
    Bad,
}

/// The columns against the first one, which is the plan.
pub fn side_by_side(project: &Project, sides: &[Side], currency: &str, dates: &Dates) -> Table {
    let time = WorkingTime::of(&project.plan, project.plan.settings.calendar);
    let said = Said { project, dates, currency, time };
    let columns: Vec<Column> = sides.iter().map(|side| said.column(side)).collect();
    let row = |name: &str, cell: &dyn Fn(usize) -> Cell| Row {
        name: name.to_owned(),
        promise: None,
        cells: (0..columns.len()).map(cell).collect(),
    };
    let mut rows = vec![row("Finish", &|at| said.finish(&columns, at))];
    for (at, promise) in columns.first().iter().flat_map(|column| column.promises.iter().enumerate()) {
        let cells = columns.iter().map(|column| said.promise(column.promises.get(at))).collect();
        rows.push(Row { name: said.promise_name(promise), promise: Some(promise.id), cells });
    }
    rows.push(row("Cost", &|at| said.cost(&columns, at)));
    if let Some(budget) = project.plan.settings.budget {
        rows.push(row("Against the budget", &|at| said.budget(columns[at].cost, budget)));
    }
    rows.push(row("Critical path", &|at| plain(said.critical(&columns[at]))));
    rows.push(row("Changes", &|at| plain(columns[at].changes())));
    rows.push(row("Notice for what breaks", &|at| said.notice(&columns[at])));
    Table { heads: sides.iter().map(|side| side.name.to_owned()).collect(), rows }
}

struct Column<'a> {
    side: &'a Side<'a>,
    promises: Vec<PromiseNow>,
    cost: Money,
    /// The critical leaves, by start.
    critical: Vec<TaskId>,
}

impl Column<'_> {
    fn changes(&self) -> String {
        match (self.side.changes, self.side.skipped) {
            (None, _) => "–".to_owned(),
            (Some(changes), 0) => changes.to_string(),
            (Some(changes), skipped) => format!("{changes}, of which {skipped} skipped"),
        }
    }
}

struct Said<'a> {
    project: &'a Project,
    dates: &'a Dates,
    currency: &'a str,
    time: WorkingTime,
}

impl Said<'_> {
    fn column<'b>(&self, side: &'b Side<'b>) -> Column<'b> {
        let state = State { plan: side.plan, schedule: side.schedule, preview: side.preview };
        Column {
            side,
            promises: promises(self.project, side.plan, side.schedule, self.dates.today),
            cost: state.cost(),
            critical: state.critical(),
        }
    }

    fn length(&self, minutes: i32) -> String {
        days(minutes.saturating_abs(), &self.project.plan.settings.hours, self.dates.locale)
    }

    fn money(&self, money: Money) -> String {
        write_money(money, self.currency, self.dates.locale)
    }

    fn finish(&self, columns: &[Column], at: usize) -> Cell {
        let (first, now) = (columns[0].side.schedule.finish, columns[at].side.schedule.finish);
        let day = self.dates.finish_day(now, DateForm::Weekday);
        let slip = self.time.work(first, now);
        match slip {
            0 => plain(day),
            1.. => Cell { text: format!("{day}, {} later", self.length(slip)), mark: Mark::Bad },
            _ => Cell { text: format!("{day}, {} earlier", self.length(slip)), mark: Mark::Good },
        }
    }

    fn promise_name(&self, promise: &PromiseNow) -> String {
        let words = self.project.promises.get(&promise.id).map_or("", |promise| promise.words.trim());
        let day = self.day(promise.date);
        match words.is_empty() {
            true => format!("{}, promised for {day}", task_name(&self.project.plan, promise.task)),
            false => format!("“{words}”, promised for {day}"),
        }
    }

    fn promise(&self, promise: Option<&PromiseNow>) -> Cell {
        let Some(promise) = promise else { return plain("–".to_owned()) };
        let (text, mark) = match (promise.delivered, promise.late_by) {
            (Some(day), late) if late > 0 => {
                (format!("delivered {}, {} late", self.day(day), self.length(late)), Mark::Bad)
            }
            (Some(day), _) => (format!("delivered {}", self.day(day)), Mark::Good),
            (None, _) if promise.forecast.is_none() => ("nothing delivers it".to_owned(), Mark::Bad),
            (None, late @ 1..) => (format!("broken by {}", self.length(late)), Mark::Bad),
            (None, early) if -early < self.project.plan.settings.hours.minutes_per_day => {
                ("kept without a day to spare".to_owned(), Mark::Tight)
            }
            (None, early) => (format!("kept with {} to spare", self.length(early)), Mark::Good),
        };
        Cell { text, mark }
    }

    fn cost(&self, columns: &[Column], at: usize) -> Cell {
        let cost = columns[at].cost;
        let more = cost.minus(columns[0].cost);
        match more.0 {
            0 => plain(self.money(cost)),
            1.. => Cell { text: format!("{}, {} more", self.money(cost), self.money(more)), mark: Mark::Bad },
            _ => {
                let less = Money(more.0.saturating_neg());
                Cell { text: format!("{}, {} less", self.money(cost), self.money(less)), mark: Mark::Good }
            }
        }
    }

    fn budget(&self, cost: Money, budget: Money) -> Cell {
        let over = cost.minus(budget);
        match over.0 {
            1.. => Cell { text: format!("{} over", self.money(over)), mark: Mark::Bad },
            0 => Cell { text: "used up".to_owned(), mark: Mark::Tight },
            _ => Cell { text: format!("{} left", self.money(Money(over.0.saturating_neg()))), mark: Mark::Good },
        }
    }

    /// `Design, Build, Test, Go-live and 4 more`, by start: with a promise that breaks, several paths are critical at once.
    fn critical(&self, column: &Column) -> String {
        let names: Vec<String> =
            column.critical.iter().take(NAMED).map(|id| task_name(column.side.plan, *id)).collect();
        match column.critical.len() {
            0 => "none".to_owned(),
            count if count > NAMED => format!("{} and {} more", names.join(", "), count - NAMED),
            _ => names.join(", "),
        }
    }

    /// The least notice among what breaks.
    fn notice(&self, column: &Column) -> Cell {
        let broken = column.promises.iter().filter(|promise| promise.is_broken() && promise.delivered.is_none());
        match broken.map(|promise| promise.notice).min() {
            None => plain("nothing breaks".to_owned()),
            Some(..=0) => Cell { text: "none".to_owned(), mark: Mark::Bad },
            Some(1) => plain("1 day".to_owned()),
            Some(days) => plain(format!("{days} days")),
        }
    }

    fn day(&self, date: NaiveDate) -> String {
        self.dates.write(date, DateForm::Short)
    }
}

fn plain(text: String) -> Cell {
    Cell { text, mark: Mark::Plain }
}
