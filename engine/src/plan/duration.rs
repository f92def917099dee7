//! How long: minutes, and the unit they were typed in.

use serde::{Deserialize, Serialize};

/// A length of time as typed. `minutes` counts working minutes, or wall-clock minutes when `elapsed`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Duration {
    pub minutes: i32,
    #[serde(default, skip_serializing_if = "is_default")]
    pub unit: Unit,
    /// Ignores calendars: `3ed` is 72 hours on the wall clock.
    #[serde(default, skip_serializing_if = "is_default")]
    pub elapsed: bool,
    /// Typed with a question mark: a guess.
    #[serde(default, skip_serializing_if = "is_default")]
    pub estimated: bool,
}

/// The unit a duration is shown in. Its size in working minutes comes from [`super::HoursSettings`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Unit {
    Minute,
    Hour,
    #[default]
    Day,
    Week,
    Month,
}

impl Duration {
    /// `minutes` of working time, shown in days.
    pub const fn working(minutes: i32) -> Duration {
        Duration { minutes, unit: Unit::Day, elapsed: false, estimated: false }
    }

    /// No time at all: a milestone.
    pub const ZERO: Duration = Duration::working(0);
}

pub(crate) fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
