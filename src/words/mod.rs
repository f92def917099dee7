//! F3. Words: reading what people type and writing what the plan says. Reading is total (a value, or a plain message that
//! names what was typed and what would work) and what is written reads back as the same value.

mod constraints;
mod cost;
mod dates;
mod durations;
mod edit_errors;
mod estimates;
mod issues;
mod links;
mod locale;
mod money;
mod names;
mod numbers;
mod odds;
mod promises;
mod reasons;
mod sentence;

pub use constraints::{constraint_by, constraint_chip, read_constraint, write_constraint};
pub use cost::{currency_of, read_cost, read_currency, write_cost};
pub use dates::{DateForm, Dates, TypedDate};
pub use durations::{read_duration, write_duration};
pub use edit_errors::{cycle, edit_error, edit_error_about, task_name};
pub use estimates::{Estimate, read_estimate, write_estimate};
pub use issues::issue;
pub use links::{Rows, read_lag, read_predecessors, write_lag, write_link, write_predecessors, write_predecessors_by};
pub use locale::{DateOrder, Locale};
pub use money::{read_money, write_money};
pub use names::{month_name, weekday_name};
pub use numbers::{Person, read_people, read_percent, read_person, write_percent};
pub use odds::{odds, read_doubt, share, write_doubt};
pub use promises::{Trouble, promise_trouble};
pub use reasons::{constraint, days, days_in_full, float, why_here};
pub use sentence::{Piece, Sentence};

/// What was typed, in quotes, cut to a length that fits a message.
fn quoted(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("“{}…”", &text[..end]),
        None => format!("“{text}”"),
    }
}
