//! Chance as a pure function: what a draw comes to follows from the seed, whom it is for and the number of the run, and
//! from nothing else. So the order of tasks and runs is of no matter, two scenarios of a plan meet the same luck, and a
//! draw is made again instead of kept.
//!
//! Only +, −, ×, ÷ and the square root of `f64` are used: IEEE 754 rounds each of them to one answer, in every engine.

use super::Spread;

/// What a draw is for. Each has its own stream of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    /// A task's own luck.
    Task(u32),
    /// Whether a task takes the luck all share in place of its own.
    Coin(u32),
    /// The luck all share.
    All,
    /// Whether a risk comes about.
    Risk(u32),
}

/// One stream of uniform numbers, one a run.
///
/// The generator is SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom number generators, 2014) used as a hash
/// of a counter: `mix(stream + (run + 1) × γ)`, where `stream` is `mix(mix(seed + γ) + key × γ')`, the key is the id with
/// what it is for above it, and γ, γ' are odd constants.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stream(u64);

const GAMMA: u64 = 0x9E37_79B9_7F4A_7C15;
const KEYS: u64 = 0xD1B5_4A32_D192_ED03;

impl Stream {
    pub fn new(seed: u64, what: For) -> Stream {
        let key = match what {
            For::Task(id) => u64::from(id),
            For::Coin(id) => 1 << 32 | u64::from(id),
            For::All => 2 << 32,
            For::Risk(id) => 3 << 32 | u64::from(id),
        };
        Stream(mix(mix(seed.wrapping_add(GAMMA)).wrapping_add(key.wrapping_mul(KEYS))))
    }

    /// The number of one run, strictly between 0 and 1.
    #[inline]
    pub fn at(self, run: u32) -> f64 {
        let bits = mix(self.0.wrapping_add((u64::from(run) + 1).wrapping_mul(GAMMA)));
        // The middles of 2^52 equal steps: exact, and never an end.
        ((bits >> 12) as f64 + 0.5) * (1.0 / 4_503_599_627_370_496.0)
    }
}

/// SplitMix64's finaliser.
#[inline]
fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// A triangular distribution, ready to draw from.
///
/// Triangular and not PERT: its inverse is a square root, the same in every engine, where PERT's needs logarithms or
/// tables; it takes the three typed numbers as they are; and it has the heavier tails of the two, which is the safer
/// error when ranges are typed by people, who mostly type them too narrow.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Triangle {
    low: f64,
    high: f64,
    /// The share of draws up to the likely value.
    turn: f64,
    /// (high − low) × (likely − low), and × (high − likely).
    rise: f64,
    fall: f64,
}

impl Triangle {
    /// Of a spread whose ends do not lie around the likely value, that end is the likely value; nothing is below 0.
    pub fn of(spread: &Spread) -> Triangle {
        let likely = spread.likely.max(0);
        let (low, high) = (spread.low.clamp(0, likely), spread.high.max(likely));
        let (low, likely, high) = (f64::from(low), f64::from(likely), f64::from(high));
        let span = high - low;
        let turn = if span > 0.0 { (likely - low) / span } else { 0.0 };
        Triangle { low, high, turn, rise: span * (likely - low), fall: span * (high - likely) }
    }

    /// The least and the most it may draw.
    pub fn reach(&self) -> (i64, i64) {
        (self.low as i64, self.high as i64)
    }

    /// The value below which the share `u` of draws lies, to the nearest minute.
    #[inline]
    pub fn at(&self, u: f64) -> i32 {
        let value =
            if u < self.turn { self.low + (u * self.rise).sqrt() } else { self.high - ((1.0 - u) * self.fall).sqrt() };
        (value + 0.5) as i32
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::TaskId;

    #[test]
    fn splitmix_is_the_published_one() {
        // The first two numbers of the generator seeded with 1234567.
        assert_eq!(mix(1_234_567_u64.wrapping_add(GAMMA)), 6_457_827_717_110_365_317);
        assert_eq!(mix(1_234_567_u64.wrapping_add(GAMMA.wrapping_mul(2))), 3_203_168_211_198_807_973);
    }

    #[test]
    fn each_stream_is_even_and_no_two_go_together() {
        let streams = [For::Task(1), For::Task(2), For::Coin(1), For::All, For::Risk(1)].map(|f| Stream::new(7, f));
        const RUNS: u32 = 40_000;
        for (n, a) in streams.iter().enumerate() {
            let mut tenths = [0u32; 10];
            (0..RUNS).for_each(|run| tenths[(a.at(run) * 10.0) as usize] += 1);
            // Five standard deviations of a tenth: sqrt(40000 × 0.1 × 0.9) = 60.
            assert!(tenths.iter().all(|count| count.abs_diff(4_000) < 300), "{tenths:?}");
            for b in &streams[n + 1..] {
                let product: f64 = (0..RUNS).map(|run| (a.at(run) - 0.5) * (b.at(run) - 0.5)).sum();
                assert!((product * 12.0 / f64::from(RUNS)).abs() < 0.025);
            }
        }
    }

    #[test]
    fn a_triangle_says_what_its_formula_says() {
        let triangle = |low, likely, high| Triangle::of(&Spread { task: TaskId(1), low, likely, high });
        assert_eq!([0.0, 0.2, 0.5, 1.0].map(|u| triangle(0, 200, 1000).at(u)), [0, 200, 368, 1000]);
        assert_eq!([0.001, 0.5, 0.999].map(|u| triangle(480, 480, 480).at(u)), [480; 3]);
        assert_eq!([0.001, 0.5, 0.999].map(|u| triangle(0, 0, 0).at(u)), [0; 3]);
        // Ends on the wrong side.
        assert_eq!([0.0, 1.0].map(|u| triangle(500, 400, 300).at(u)), [400, 400]);
        assert_eq!([0.0, 1.0].map(|u| triangle(i32::MIN, -5, i32::MAX).at(u)), [0, i32::MAX]);
    }
}
