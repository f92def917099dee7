//! How sure a date is: how far a duration may be from the typed one, and what holds where nobody typed that.

use super::duration::is_default;
use serde::{Deserialize, Serialize};

/// How far the work may be from its duration, which is the most likely one: minutes on the duration's own clock.
///
/// Distances and not ends: work that is stretched, or cut short, keeps its doubt, and a duration is one fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct Range {
    /// It may take so much less; never below nothing in all.
    #[serde(default, skip_serializing_if = "is_default")]
    pub shorter: i32,
    /// It may take so much more.
    #[serde(default, skip_serializing_if = "is_default")]
    pub longer: i32,
}

impl Range {
    /// The doubt of a part of the work, `part` of `whole` minutes.
    pub fn of_part(self, part: i32, whole: i32) -> Range {
        let share = |minutes: i32| {
            let (part, whole) = (i64::from(part.max(0)), i64::from(whole.max(1)));
            (i64::from(minutes) * part / whole).clamp(0, i64::from(i32::MAX)) as i32
        };
        Range { shorter: share(self.shorter), longer: share(self.longer) }
    }
}

/// How sure one is of a duration without a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    Sure,
    Fair,
    Guess,
}

/// How far durations without a range may be from the typed one, in percent of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// Up to 100.
    pub shorter: u8,
    pub longer: u16,
}

/// What chance works with, for the whole plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Uncertainty {
    /// Where the draws begin: the same plan and seed give the same answer.
    pub seed: u32,
    /// How often, in percent, a task takes the luck all share in place of its own. Tasks seldom do well or badly alone,
    /// and a plan of many tasks that do looks falsely certain.
    pub common: u8,
    pub sure: Doubt,
    pub fair: Doubt,
    pub guess: Doubt,
}

/// People mostly type too little rather than too much, so each spread reaches further up than down.
impl Default for Uncertainty {
    fn default() -> Uncertainty {
        Uncertainty {
            seed: 1,
            common: 50,
            sure: Doubt { shorter: 5, longer: 10 },
            fair: Doubt { shorter: 15, longer: 30 },
            guess: Doubt { shorter: 30, longer: 80 },
        }
    }
}

impl Uncertainty {
    /// The spread of a confidence.
    pub fn doubt(&self, confidence: Confidence) -> Doubt {
        match confidence {
            Confidence::Sure => self.sure,
            Confidence::Fair => self.fair,
            Confidence::Guess => self.guess,
        }
    }
}
