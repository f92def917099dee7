//! Chance as a pure function: what a draw comes to follows from the seed, whom it is for and the number of the run, and
//! from nothing else. So the order of tasks and runs is of no matter, two scenarios of a plan meet the same luck, and a
//! draw is made again instead of kept.
//!
//! Only whole numbers and +, ×, ÷ and the square root of floating point are used: IEEE 754 rounds each of them to one
//! answer, in every engine.

use super::Spread;
use crate::schedule::{Block, Four, LANES, SHIFT};

/// What a draw is for. Each has its own stream of numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum For {
    /// A task's own luck.
    Task(u32),
    /// What all tasks' luck is made of.
    Run,
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
            For::Run => 1 << 32,
            For::All => 2 << 32,
            For::Risk(id) => 3 << 32 | u64::from(id),
        };
        Stream(mix(mix(seed.wrapping_add(GAMMA)).wrapping_add(key.wrapping_mul(KEYS))))
    }

    #[inline]
    fn bits(self, run: u32) -> u64 {
        mix(self.0.wrapping_add((u64::from(run) + 1).wrapping_mul(GAMMA)))
    }

    /// The number of one run, strictly between 0 and 1.
    #[inline]
    pub fn at(self, run: u32) -> f64 {
        // The middles of 2^52 equal steps: exact, and never an end.
        ((self.bits(run) >> 12) as f64 + 0.5) * (1.0 / 4_503_599_627_370_496.0)
    }
}

/// SplitMix64's finaliser.
#[inline]
fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    z ^ (z >> 31)
}

/// Uniform luck is a whole number below this.
const LUCK: i64 = 1 << 31;

/// What a task takes of the luck all tasks of a run share, out of [`LUCK`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Common {
    /// Luck of its own up to here is thrown away for what is shared.
    last: i32,
    /// What is left lies from here on, and shared luck is moved there.
    base: i32,
}

impl Common {
    /// Of a percentage; above 100 counts as 100.
    pub fn new(percent: u8) -> Common {
        let base = LUCK * i64::from(percent.min(100)) / 100;
        Common { last: (base - 1) as i32, base: if base == LUCK { 0 } else { base as i32 } }
    }

    /// No task ever has luck of its own.
    pub fn is_all(self) -> bool {
        i64::from(self.last) == LUCK - 1
    }

    /// How many there are from `base` on.
    fn room(self) -> i64 {
        LUCK - i64::from(self.base)
    }
}

/// The luck of [`LANES`] runs, before it is any task's.
#[derive(Clone, Debug)]
pub(super) struct Lots {
    /// A number each run has alone.
    runs: Block,
    /// The luck all tasks share.
    shared: Block,
    common: Common,
}

impl Lots {
    /// Of the runs from `first` on.
    pub fn new(seed: u64, common: Common, first: u32) -> Lots {
        let (run, all) = (Stream::new(seed, For::Run).0, Stream::new(seed, For::All));
        let numbers: [u32; LANES] = std::array::from_fn(|lane| first.wrapping_add(lane as u32));
        // No two runs have the same number, as each step can be taken back.
        let runs = numbers.map(|number| {
            let mut x = number.wrapping_mul(0x9E37_79B9).wrapping_add(run as u32);
            x = (x ^ (x >> 16)).wrapping_mul(MIX_A as u32);
            x = (x ^ (x >> 15)).wrapping_mul(MIX_B as u32);
            (x ^ (x >> 16)) as i32
        });
        let shared = numbers.map(|number| {
            let luck = (all.bits(number) >> 33) as i64;
            common.base + ((luck * common.room()) >> 31) as i32
        });
        Lots { runs: Block::of(&runs), shared: Block::of(&shared), common }
    }
}

/// The multipliers of Wellons' `lowbias32` (Prospecting for hash functions, 2018), found for how evenly they mix.
const MIX_A: i32 = 0x7FEB_352D;
const MIX_B: i32 = 0x846C_A68B_u32 as i32;

/// A task's luck in every run: the run's number, moved by one key and mixed, moved by another and mixed again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Own {
    plus: i32,
    over: i32,
}

impl Own {
    pub fn new(seed: u64, task: u32) -> Own {
        let Stream(key) = Stream::new(seed, For::Task(task));
        Own { plus: key as i32, over: (key >> 32) as i32 }
    }

    /// Whether the task has luck of its own in each run, and not the luck all share.
    pub fn is_apart(self, lots: &Lots) -> [bool; LANES] {
        let last = Four::all(lots.common.last);
        lots.runs.each(lots.shared, |run, _| self.luck(run).above(last)).values().map(|mask| mask != 0)
    }

    /// Luck below 2^31, of a run's number. The last step of the mixer is left out: it would better the lowest bits only.
    #[inline(always)]
    fn luck(self, run: Four) -> Four {
        let mut x = run.plus(Four::all(self.plus));
        x = x.xor(x.down::<16>()).times(Four::all(MIX_A));
        x = x.xor(x.down::<15>()).xor(Four::all(self.over)).times(Four::all(MIX_B));
        x.down::<1>()
    }
}

/// A triangular distribution, ready to draw from.
///
/// Triangular and not PERT: its inverse is a square root, the same in every engine, where PERT's needs logarithms or
/// tables; it takes the three typed numbers as they are; and it has the heavier tails of the two, which is the safer
/// error when ranges are typed by people, who mostly type them too narrow.
///
/// How far a draw lies from its end is reckoned in 24 bits: to the minute in ranges of up to 30 years, and to so many
/// parts of the range in wider ones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Triangle {
    low: i32,
    likely: i32,
    high: i32,
    /// Luck below this leads up to the likely value.
    turn: i32,
    /// (high − low) × (likely − low), and × (high − likely), a number of luck; bits of an `f32`.
    rise: i32,
    fall: i32,
}

impl Triangle {
    /// Of a spread whose ends do not lie around the likely value, that end is the likely value; nothing is below 0.
    pub fn of(spread: &Spread, common: Common) -> Triangle {
        let likely = spread.likely.max(0);
        let (low, high) = (spread.low.clamp(0, likely), spread.high.max(likely));
        let (up, down) = (f64::from(likely - low), f64::from(high - likely));
        let (span, room) = (up + down, common.room() as f64);
        let turn = if span > 0.0 { up / span } else { 0.0 };
        let bits = |factor: f64| (factor as f32).to_bits() as i32;
        let (rise, fall) = (bits(span * up / room), bits(span * down / room));
        Triangle { low, likely, high, turn: (f64::from(common.base) + turn * room) as i32, rise, fall }
    }

    /// The least and the most it may draw.
    pub fn reach(&self) -> (i32, i32) {
        (self.low, self.high)
    }

    /// Minutes drawn in each run.
    #[inline]
    pub fn draw(&self, own: Own, lots: &Lots) -> Block {
        let (last, base) = (Four::all(lots.common.last), lots.common.base);
        let luck = |run: Four, shared: Four| {
            let luck = own.luck(run);
            luck.above(last).pick(luck, shared)
        };
        if self.narrow() {
            lots.runs.each(lots.shared, |run, shared| self.near(luck(run, shared), base))
        } else {
            lots.runs.each(lots.shared, |run, shared| self.wide(luck(run, shared), base))
        }
    }

    /// Whether its parts are short enough for every rounding error to end in the minute it belongs to.
    #[inline]
    fn narrow(&self) -> bool {
        self.high - self.low < 1 << 20
    }

    /// The value below which lie the draws of less luck; of a narrow one.
    ///
    /// What differs on the two sides is chosen by bits, and −x is `!x + 1`: the side above the turn is reckoned from the
    /// high end downwards.
    #[inline(always)]
    fn near(&self, luck: Four, base: i32) -> Four {
        let Triangle { low, high, turn, rise, fall, .. } = *self;
        let above = luck.above(Four::all(turn - 1));
        let either = |below: i32, other: i32| Four::all(below).xor(Four::all(below ^ other).and(above));
        // luck − base, or the most luck there is − luck.
        let from_end = luck.xor(above).plus(either(-base, i32::MIN));
        let away = from_end.shifted_root_of(either(rise, fall));
        // low + away, or high − away.
        away.xor(above).plus(either(low.wrapping_sub(SHIFT), high.wrapping_add(SHIFT + 1)))
    }

    /// The same, whatever its width.
    #[inline(never)]
    fn wide(&self, luck: Four, base: i32) -> Four {
        let Triangle { low, likely, high, turn, rise, fall } = *self;
        let below = Four::all(turn).above(luck);
        let pick = |a: i32, b: i32| below.pick(Four::all(a), Four::all(b));
        let from_end = below.pick(luck.minus(Four::all(base)), Four::all(i32::MAX).minus(luck));
        let away = from_end.root_of(pick(rise, fall)).min(pick(likely - low, high - likely));
        below.pick(Four::all(low).plus(away), Four::all(high).minus(away))
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

    const RUNS: u32 = 40_000;

    /// Luck of every run, 0 to 1.
    fn of_task(task: u32) -> Vec<f64> {
        let lots = (0..RUNS).step_by(LANES).map(|first| Lots::new(7, Common::new(0), first));
        let luck = |lots: Lots| lots.runs.each(lots.runs, |run, _| Own::new(7, task).luck(run)).values();
        lots.flat_map(luck).map(|luck| f64::from(luck) / LUCK as f64).collect()
    }

    fn of_stream(what: For) -> Vec<f64> {
        (0..RUNS).map(|run| Stream::new(7, what).at(run)).collect()
    }

    #[test]
    fn each_stream_is_even_and_no_two_go_together() {
        let mut streams = vec![of_stream(For::All), of_stream(For::Risk(1))];
        streams.extend((1..60).map(of_task));
        for (n, a) in streams.iter().enumerate() {
            let mut tenths = [0u32; 10];
            a.iter().for_each(|luck| tenths[(luck * 10.0) as usize] += 1);
            // Five standard deviations of a tenth: sqrt(40000 × 0.1 × 0.9) = 60.
            assert!(tenths.iter().all(|count| count.abs_diff(4_000) < 300), "{tenths:?}");
            for b in &streams[n + 1..] {
                let product: f64 = a.iter().zip(b).map(|(a, b)| (a - 0.5) * (b - 0.5)).sum();
                // Five standard deviations of so many runs.
                assert!((product * 12.0 / f64::from(RUNS)).abs() < 0.025);
            }
        }
    }

    #[test]
    fn many_tasks_together_are_spread_as_their_number_says() {
        let mut sums = vec![0.0; RUNS as usize];
        for task in 1..=400 {
            sums.iter_mut().zip(of_task(task)).for_each(|(sum, luck)| *sum += luck - 0.5);
        }
        let power = |n: i32| sums.iter().map(|sum: &f64| (sum / (400.0_f64 / 12.0).sqrt()).powi(n)).sum::<f64>();
        let [mean, variance, skew, tails] = [1, 2, 3, 4].map(|n| power(n) / f64::from(RUNS));
        // Those of a normal distribution, within five standard deviations of so many runs.
        assert!(mean.abs() < 0.025 && (variance - 1.0).abs() < 0.035, "{mean} {variance}");
        assert!(skew.abs() < 0.1 && (tails - 3.0).abs() < 0.25, "{skew} {tails}");
    }

    #[test]
    fn a_triangle_says_what_its_formula_says() {
        let at = |corners: [i32; 3], common: u8, shares: [f64; 4]| {
            let [low, likely, high] = corners;
            let common = Common::new(common);
            let triangle = Triangle::of(&Spread { task: TaskId(1), low, likely, high }, common);
            let luck = |share: f64| ((common.base as f64 + share * common.room() as f64) as i64).min(LUCK - 1) as i32;
            let luck = Four::of(shares.map(luck));
            if !triangle.narrow() {
                return triangle.wide(luck, common.base).values();
            }
            let near = triangle.near(luck, common.base).values();
            assert_eq!(near, triangle.wide(luck, common.base).values());
            near
        };
        for common in [0, 1, 30, 99, 100, 255] {
            assert_eq!(at([0, 200, 1000], common, [0.0, 0.2, 0.5, 1.0]), [0, 200, 368, 1000]);
            assert_eq!(at([480, 480, 480], common, [0.0, 0.001, 0.5, 1.0]), [480; 4]);
            assert_eq!(at([0, 0, 0], common, [0.0, 0.001, 0.5, 1.0]), [0; 4]);
            // Ends on the wrong side.
            assert_eq!(at([500, 400, 300], common, [0.0, 0.001, 0.5, 1.0]), [400; 4]);
            let wide = at([i32::MIN, -5, i32::MAX], common, [0.0, 0.5, 0.75, 1.0]);
            assert!(wide.windows(2).all(|pair| 0 <= pair[0] && pair[0] < pair[1]), "{wide:?}");
        }
    }
}
