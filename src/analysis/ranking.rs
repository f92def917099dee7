//! Options weighed against each other by criteria, and how little would put another one first.
//!
//! Scores run from 0 to 10 and are counted in tenths, as they are shown, so that a table can be checked by hand. A judged
//! score is what was typed; one that was not typed yet counts as 0. A computed one follows a rule: the option with the
//! least (days, promises, money) gets 10, the one with the most gets 0, those between lie on the straight line from one
//! to the other, rounded to a tenth; where all are equal each gets 10. An option's points are the sum of weight × score.
//! Equal points: the option that was thought of first stands first.

use crate::plan::Money;
use crate::project::{Criterion, Measure, SolutionId};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// The highest weight and the highest score.
pub const HIGHEST: u8 = 10;

/// What is computed of an option.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Measured {
    /// How much later the plan finishes, in working minutes; negative is earlier.
    pub finish_slip: i32,
    pub promises_broken: u32,
    /// What it costs more than the plan as it is.
    pub cost: Money,
}

/// An option to be weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct Weighed {
    pub id: SolutionId,
    /// Typed scores by criterion.
    pub scores: BTreeMap<u32, u8>,
    pub measured: Measured,
}

/// The options in order.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Ranking {
    /// The best first.
    pub places: Vec<Place>,
    /// What would put another one first; `None` where no change of a single weight would.
    pub flip: Option<Flip>,
    /// Sum of the weights.
    pub weights: u32,
}

/// Where an option stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub id: SolutionId,
    /// From 1; options with equal points share it.
    pub place: u32,
    /// Sum of weight × score, in tenths.
    pub points: u32,
    /// Its scores in tenths, one a criterion in their order.
    pub scores: Vec<u8>,
}

/// The smallest change of a single weight after which another option has more points than the first one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Flip {
    pub criterion: u32,
    pub from: u8,
    /// The nearest whole weight at which the other one leads.
    pub to: u8,
    /// How far the weight is from where both are level, as a fraction: never more than `to - from`.
    pub level: (u32, u32),
    /// Who is first then.
    pub winner: SolutionId,
}

impl Ranking {
    /// Where this option stands.
    pub fn of(&self, id: SolutionId) -> Option<&Place> {
        self.places.iter().find(|place| place.id == id)
    }

    /// True when more than one has the most points.
    pub fn is_tied(&self) -> bool {
        self.places.get(1).is_some_and(|second| second.place == 1)
    }
}

/// Weighs `options` by `criteria`.
pub fn ranking(criteria: &[Criterion], options: &[Weighed]) -> Ranking {
    let weights: Vec<u8> = criteria.iter().map(|criterion| criterion.weight.min(HIGHEST)).collect();
    let columns: Vec<Vec<u8>> = criteria.iter().map(|criterion| scores(criterion, options)).collect();
    let row = |at: usize| columns.iter().map(|column| column[at]).collect::<Vec<u8>>();
    let table: Vec<(SolutionId, Vec<u8>)> = options.iter().enumerate().map(|(at, one)| (one.id, row(at))).collect();
    let places = places(&weights, &table);
    let flip = flip(criteria, &weights, &places);
    Ranking { places, flip, weights: weights.iter().map(|weight| u32::from(*weight)).sum() }
}

/// The scores of all options by one criterion, in tenths.
fn scores(criterion: &Criterion, options: &[Weighed]) -> Vec<u8> {
    let measured = |read: fn(&Measured) -> i64| {
        let values: Vec<i64> = options.iter().map(|one| read(&one.measured)).collect();
        on_a_line(&values)
    };
    match criterion.measure {
        Measure::Judged => {
            options.iter().map(|one| one.scores.get(&criterion.id).copied().unwrap_or(0).min(HIGHEST) * 10).collect()
        }
        Measure::DaysMoved => measured(|of| i64::from(of.finish_slip)),
        Measure::PromisesBroken => measured(|of| i64::from(of.promises_broken)),
        Measure::Cost => measured(|of| of.cost.0),
    }
}

/// The least 10.0, the most 0.0, straight between.
fn on_a_line(values: &[i64]) -> Vec<u8> {
    let (Some(best), Some(worst)) = (values.iter().min(), values.iter().max()) else { return Vec::new() };
    let span = i128::from(*worst) - i128::from(*best);
    let score = |value: i64| match span {
        0 => 100,
        span => ((i128::from(*worst) - i128::from(value)) * 200 + span) / (2 * span),
    };
    values.iter().map(|value| score(*value) as u8).collect()
}

fn points(weights: &[u8], scores: &[u8]) -> u32 {
    weights.iter().zip(scores).map(|(weight, score)| u32::from(*weight) * u32::from(*score)).sum()
}

fn places(weights: &[u8], table: &[(SolutionId, Vec<u8>)]) -> Vec<Place> {
    let place = |(id, scores): &(SolutionId, Vec<u8>)| {
        let points = points(weights, scores);
        Place { id: *id, place: 0, points, scores: scores.clone() }
    };
    let mut all: Vec<Place> = table.iter().map(place).collect();
    all.sort_by_key(|place| (Reverse(place.points), place.id));
    let (mut shared, mut before) = (0, None);
    for (at, place) in all.iter_mut().enumerate() {
        if before != Some(place.points) {
            (shared, before) = (at as u32 + 1, Some(place.points));
        }
        place.place = shared;
    }
    all
}

/// Every other option against the first, criterion by criterion: the gap closes by the difference of their scores a
/// step of weight. The nearest counts, then the earlier criterion, then the better option.
fn flip(criteria: &[Criterion], weights: &[u8], places: &[Place]) -> Option<Flip> {
    let (first, others) = places.split_first()?;
    let mut nearest: Option<Flip> = None;
    for (at, (criterion, from)) in criteria.iter().zip(weights).enumerate() {
        for other in others {
            let gain = i32::from(other.scores[at]) - i32::from(first.scores[at]);
            if gain == 0 {
                continue;
            }
            let (gap, a_step) = (first.points - other.points, gain.unsigned_abs());
            let to = i64::from(*from) + i64::from(gain.signum()) * i64::from(gap / a_step + 1);
            let Some(to) = u8::try_from(to).ok().filter(|to| *to <= HIGHEST) else { continue };
            if nearest.is_none_or(|found| is_less((gap, a_step), found.level)) {
                let winner = leader(weights, at, to, places)?;
                nearest = Some(Flip { criterion: criterion.id, from: *from, to, level: (gap, a_step), winner });
            }
        }
    }
    nearest
}

fn is_less(one: (u32, u32), other: (u32, u32)) -> bool {
    u64::from(one.0) * u64::from(other.1) < u64::from(other.0) * u64::from(one.1)
}

/// Who is first when the weight at `at` is `to`.
fn leader(weights: &[u8], at: usize, to: u8, places: &[Place]) -> Option<SolutionId> {
    let mut weights = weights.to_vec();
    *weights.get_mut(at)? = to;
    places.iter().min_by_key(|place| (Reverse(points(&weights, &place.scores)), place.id)).map(|place| place.id)
}

#[cfg(test)]
mod tests;
