//! F3. Words: reading what people type and writing what the plan says. Reading is total (a value, or a plain message that
//! names what was typed and what would work) and what is written reads back as the same value.

mod dates;
mod durations;
mod edit_errors;
mod links;
mod locale;
mod numbers;

pub use dates::{DateForm, Dates, TypedDate, month_name, weekday_name};
pub use durations::{read_duration, write_duration};
pub use edit_errors::edit_error;
pub use links::{Rows, read_lag, read_predecessors, write_lag, write_link, write_predecessors};
pub use locale::{DateOrder, Locale};
pub use numbers::{Person, read_people, read_percent, read_person, write_percent};

/// What was typed, in quotes, cut to a length that fits a message.
fn quoted(text: &str) -> String {
    let text = text.trim();
    match text.char_indices().nth(40) {
        Some((end, _)) => format!("“{}…”", &text[..end]),
        None => format!("“{text}”"),
    }
}
