//! What many finishes of one row say together.

use crate::plan::Moment;
use chrono::NaiveDate;

/// The finishes of one row, or of the plan, over all runs so far.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// In ascending order.
    finishes: Vec<i32>,
}

/// What the digits of an outcome are worth: 95 % intervals that come from the number of runs alone. They say how much
/// other luck would move the answer, and nothing about how good the typed ranges are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Enough {
    /// The 80 % finish lies between these, by order statistics (no distribution is assumed).
    pub p80: (Moment, Moment),
    /// A chance lies within this much of the one told (0 to 0.5): the widest half-width of the binomial interval, that of
    /// an even chance. [`Outcome::chance_within`] has it for any other.
    pub chance: f64,
}

/// 97.5 % of a normal distribution lie below this many standard deviations.
const DEVIATIONS: f64 = 1.959_963_984_540_054;

impl Outcome {
    pub(super) fn of(finishes: &[i32]) -> Outcome {
        let mut finishes = finishes.to_vec();
        finishes.sort_unstable();
        Outcome { finishes }
    }

    /// How many runs it is of; never 0.
    pub fn runs(&self) -> usize {
        self.finishes.len()
    }

    /// The finish that `percent` of the runs keep, by nearest rank: the earliest finish of a run by which at least that
    /// share of the runs has finished. Always one that occurred, never one between two. Below 0 counts as 0, which is the
    /// earliest of all; above 100 as 100, the latest.
    pub fn percentile(&self, percent: f64) -> Moment {
        self.moment_for(percent / 100.0)
    }

    /// The finish kept in half of the runs.
    pub fn p50(&self) -> Moment {
        self.percentile(50.0)
    }

    /// The finish kept in 80 of 100 runs.
    pub fn p80(&self) -> Moment {
        self.percentile(80.0)
    }

    /// The finish kept in 90 of 100 runs.
    pub fn p90(&self) -> Moment {
        self.percentile(90.0)
    }

    /// The earliest finish that is kept with `chance` (0 to 1), by nearest rank.
    pub fn moment_for(&self, chance: f64) -> Moment {
        let runs = self.finishes.len() as f64;
        // A rank a rounding error above a whole number is that number.
        let (exact, near) = (chance * runs, 1e-9 * runs);
        let below = (exact - near) as usize;
        let rank = if exact - near > below as f64 { below + 1 } else { below };
        self.ranked(rank)
    }

    /// The chance to be finished by `at` (an exclusive boundary): the share of runs, 0 to 1, that end by then.
    pub fn chance(&self, at: Moment) -> f64 {
        self.finishes.partition_point(|finish| *finish <= at.0) as f64 / self.finishes.len().max(1) as f64
    }

    /// Half the 95 % interval around a chance told from this many runs, by the normal approximation of the binomial.
    pub fn chance_within(&self, chance: f64) -> f64 {
        let chance = chance.clamp(0.0, 1.0);
        DEVIATIONS * (chance * (1.0 - chance) / self.finishes.len().max(1) as f64).sqrt()
    }

    /// The mean finish, to the minute. A mean of civil moments, nights and weekends included: for comparing, not for
    /// promising.
    pub fn mean(&self) -> Moment {
        let sum: i64 = self.finishes.iter().map(|finish| i64::from(*finish)).sum();
        Moment(sum.div_euclid(self.finishes.len().max(1) as i64) as i32)
    }

    /// How many runs end on each civil day, days on which none does left out. A finish at 24:00 is of the day it closes.
    pub fn by_day(&self) -> Vec<(NaiveDate, u32)> {
        let mut days: Vec<(NaiveDate, u32)> = Vec::new();
        for finish in &self.finishes {
            let date = Moment(*finish).date_as_finish();
            match days.last_mut() {
                Some((last, count)) if *last == date => *count += 1,
                _ => days.push((date, 1)),
            }
        }
        days
    }

    /// What the digits are worth.
    pub fn enough(&self) -> Enough {
        let runs = self.finishes.len() as f64;
        let (middle, half) = (0.8 * runs, DEVIATIONS * (runs * 0.8 * 0.2).sqrt());
        let low = (middle - half) as usize;
        let high = (middle + half) as usize + 2;
        Enough { p80: (self.ranked(low), self.ranked(high)), chance: self.chance_within(0.5) }
    }

    /// The finish of rank 1 to the number of runs, the nearest of them for any other.
    fn ranked(&self, rank: usize) -> Moment {
        let last = self.finishes.len().saturating_sub(1);
        Moment(self.finishes.get(rank.saturating_sub(1).min(last)).copied().unwrap_or_default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranks_chances_and_moments_agree() {
        let outcome = Outcome::of(&[50, 20, 10, 40, 30]);
        let ranks = [-3.0, 0.0, 19.0, 20.0, 20.1, 50.0, 60.0, 80.0, 81.0, 100.0, 300.0];
        assert_eq!(ranks.map(|p| outcome.percentile(p).0), [10, 10, 10, 10, 20, 30, 30, 40, 50, 50, 50]);
        assert_eq!([9, 10, 25, 49, 50].map(|at| outcome.chance(Moment(at))), [0.0, 0.2, 0.4, 0.8, 1.0]);
        assert_eq!(outcome.mean(), Moment(30));
        assert_eq!(outcome.moment_for(f64::NAN), Moment(10));
        for runs in 1..200 {
            let outcome = Outcome::of(&(1..=runs).collect::<Vec<i32>>());
            for rank in 1..=runs {
                assert_eq!(outcome.moment_for(f64::from(rank) / f64::from(runs)), Moment(rank), "{rank} of {runs}");
            }
        }
    }

    #[test]
    fn days_are_civil_and_midnight_closes_one() {
        let day = 1440 * 20_000;
        let days = Outcome::of(&[day + 1020, day + 1440, day + 1441, day + 1440 * 3 + 1]).by_day();
        assert_eq!(days.iter().map(|(_, count)| *count).collect::<Vec<_>>(), [2, 1, 1]);
        assert_eq!(days[0].0, Moment(day).date());
    }

    #[test]
    fn more_runs_say_more() {
        let of = |runs: i32| Outcome::of(&(0..runs).map(|n| n * (1_000_000 / runs)).collect::<Vec<_>>()).enough();
        let width = |enough: Enough| enough.p80.1.0 - enough.p80.0.0;
        assert!(width(of(100)) > 2 * width(of(1_000)) && width(of(1_000)) > 2 * width(of(10_000)));
        assert!((of(1_000).chance - 0.031).abs() < 0.000_1);
    }
}
