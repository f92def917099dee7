//! What things cost: amounts in hundredths of the plan's one currency, never floating point.

use super::duration::is_default;
use serde::{Deserialize, Serialize};

/// An amount in hundredths (cents) of the plan's currency.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Money(pub i64);

impl Money {
    pub const ZERO: Money = Money(0);

    /// The sum, held at the ends of what can be counted.
    pub fn plus(self, other: Money) -> Money {
        Money(self.0.saturating_add(other.0))
    }

    /// The difference, held at the ends of what can be counted.
    pub fn minus(self, other: Money) -> Money {
        Money(self.0.saturating_sub(other.0))
    }

    /// This much a day, for `minutes` of work with `day` working minutes a day; rounded to the nearest hundredth.
    pub fn for_work(self, minutes: i32, day: i32) -> Money {
        let (day, whole) = (i128::from(day.max(1)), i128::from(self.0) * i128::from(minutes.max(0)));
        let rounded = (whole.abs() + day / 2) / day * whole.signum();
        Money(rounded.clamp(i128::from(i64::MIN), i128::from(i64::MAX)) as i64)
    }
}

/// What a task costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct TaskCost {
    /// Once, whatever it takes.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fixed: Money,
    /// For each working day of its duration.
    #[serde(default, skip_serializing_if = "is_default")]
    pub per_day: Money,
    /// What has been spent on it so far: a fact. The forecast is this and what remains.
    #[serde(default, skip_serializing_if = "is_default")]
    pub actual: Option<Money>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_a_day_counts_by_the_minute_and_cannot_overflow() {
        let rate = Money(80_000);
        for (minutes, expected) in [(480, 80_000), (240, 40_000), (1, 167), (0, 0), (-5, 0)] {
            assert_eq!(rate.for_work(minutes, 480), Money(expected), "{minutes}");
        }
        assert_eq!(Money(-100).for_work(720, 480), Money(-150));
        assert_eq!(Money(i64::MAX).for_work(i32::MAX, 1), Money(i64::MAX));
        assert_eq!(Money(i64::MAX).plus(Money(1)), Money(i64::MAX));
    }
}
