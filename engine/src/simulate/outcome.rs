//! What the runs say of one finish: percentiles, chances, and how far their digits can be trusted.

use crate::plan::Moment;
use chrono::NaiveDate;

/// The finishes of all runs, in order. Exclusive boundaries, as everywhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome(Vec<i32>);

/// Half the width of a normal 95 % interval, in standard deviations.
const SURE: f64 = 1.96;

impl Outcome {
    pub(super) fn of(finishes: &[i32]) -> Outcome {
        let mut sorted = finishes.to_vec();
        sorted.sort_unstable();
        Outcome(sorted)
    }

    pub fn runs(&self) -> usize {
        self.0.len()
    }

    /// The earliest finish by which this share of runs was done, in percent (80: four times in five), by nearest rank.
    /// `None` before the first run.
    pub fn percentile(&self, percent: f64) -> Option<Moment> {
        self.at_rank(percent / 100.0 * self.0.len() as f64)
    }

    /// The share of runs that were done by `at`, 0 to 1.
    pub fn chance(&self, at: Moment) -> Option<f64> {
        let done = self.0.partition_point(|finish| *finish <= at.0);
        (!self.0.is_empty()).then(|| done as f64 / self.0.len() as f64)
    }

    /// The mean of all finishes.
    pub fn mean(&self) -> Option<Moment> {
        let count = i64::try_from(self.0.len()).ok().filter(|count| *count > 0)?;
        let sum: i64 = self.0.iter().map(|finish| i64::from(*finish)).sum();
        i32::try_from(sum.div_euclid(count)).ok().map(Moment)
    }

    /// Runs by the day they finished on, the first day in front, days without any left out.
    pub fn days(&self) -> Vec<(NaiveDate, usize)> {
        let mut days: Vec<(NaiveDate, usize)> = Vec::new();
        for finish in &self.0 {
            let day = Moment(*finish).date_as_finish();
            match days.last_mut() {
                Some((last, count)) if *last == day => *count += 1,
                _ => days.push((day, 1)),
            }
        }
        days
    }

    /// Between what two finishes the percentile lies, 95 times in a hundred: order statistics (David and Nagaraja, 2003),
    /// with the normal approximation of their ranks.
    pub fn percentile_within(&self, percent: f64) -> Option<(Moment, Moment)> {
        let (count, share) = (self.0.len() as f64, percent / 100.0);
        let off = SURE * (count * share * (1.0 - share)).max(0.0).sqrt();
        Some((self.at_rank(count * share - off)?, self.at_rank(count * share + off + 1.0)?))
    }

    /// How far a chance may be off either way, 95 times in a hundred, as a share: the binomial's normal approximation
    /// (Agresti and Coull, 1998), which is not nothing for a chance of none or all.
    pub fn chance_within(&self, at: Moment) -> Option<f64> {
        let (count, chance) = (self.0.len() as f64, self.chance(at)?);
        let (tries, hits) = (count + SURE * SURE, chance * count + SURE * SURE / 2.0);
        let share = hits / tries;
        Some(SURE * (share * (1.0 - share) / tries).sqrt())
    }

    /// The finish at a rank from 1 on; ranks beyond either end are that end.
    fn at_rank(&self, rank: f64) -> Option<Moment> {
        let last = self.0.len().checked_sub(1)?;
        // A share of runs that is meant to be whole may miss it by what floating point leaves.
        let rank = (rank - 1e-9).ceil().max(1.0) as usize - 1;
        self.0.get(rank.min(last)).copied().map(Moment)
    }
}
