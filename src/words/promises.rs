//! What is said about a promise the plan does not keep.

use super::{DateForm, Dates, Sentence, days};
use crate::plan::{Plan, TaskId};
use chrono::NaiveDate;

/// An open promise in trouble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Trouble<'a> {
    pub task: TaskId,
    pub to: &'a str,
    pub date: NaiveDate,
    /// The day the plan reaches; `None`: nothing in it delivers the promise.
    pub forecast: Option<NaiveDate>,
    /// Working minutes past the promised day.
    pub late_by: i32,
}

/// `Go-live was promised to Louise Meyer for Tue 4 Aug; the plan reaches Thu 6 Aug, 2 d past it.`
pub fn promise_trouble(trouble: Trouble, plan: &Plan, dates: &Dates) -> Sentence {
    let Trouble { task, to, date, forecast, late_by } = trouble;
    let day = |date| dates.write(date, DateForm::Weekday);
    let to = if to.trim().is_empty() { String::new() } else { format!(" to {}", to.trim()) };
    let said = Sentence::default().task(plan, task).say(format!(" was promised{to} for {}", day(date)));
    match forecast {
        None => said.say(", and nothing in the plan delivers it."),
        Some(forecast) if late_by > 0 => {
            let by = days(late_by, &plan.settings.hours, dates.locale);
            said.say(format!("; the plan reaches {}, {by} past it.", day(forecast)))
        }
        Some(_) => said.say(". The day has passed, and it is not marked as delivered."),
    }
}
