//! A value before or after, with its meaning, so that the screen can write dates as this person does.

use crate::plan::{Duration, Moment, Unit};
use std::fmt;

/// One value of a difference.
#[derive(Clone, Debug, PartialEq)]
pub enum Fact {
    /// Not set.
    Nothing,
    Text(String),
    Duration(Duration),
    /// A point in time that begins something.
    Start(Moment),
    /// An exclusive end.
    Finish(Moment),
    Number(i64),
    Flag(bool),
}

/// Plain words with ISO dates; `words` writes them for a locale.
impl fmt::Display for Fact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fact::Nothing => f.write_str("nothing"),
            Fact::Text(text) => f.write_str(text),
            Fact::Duration(duration) => write_duration(*duration, f),
            Fact::Start(at) if at.minute_of_day() == 0 => write!(f, "{}", at.date()),
            Fact::Start(at) => write!(f, "{at}"),
            Fact::Finish(at) if at.minute_of_day() == 0 => write!(f, "{}", at.date_as_finish()),
            Fact::Finish(at) => write!(f, "{at}"),
            Fact::Number(number) => write!(f, "{number}"),
            Fact::Flag(true) => f.write_str("yes"),
            Fact::Flag(false) => f.write_str("no"),
        }
    }
}

/// Hours, since what a day is differs by plan.
fn write_duration(duration: Duration, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let minutes = i64::from(duration.minutes);
    match (duration.unit, minutes % 60) {
        (Unit::Minute, _) | (_, 1..) | (_, ..=-1) => write!(f, "{minutes} min")?,
        _ => write!(f, "{} h", minutes / 60)?,
    }
    f.write_str(if duration.elapsed { " elapsed" } else { "" })?;
    f.write_str(if duration.estimated { "?" } else { "" })
}
