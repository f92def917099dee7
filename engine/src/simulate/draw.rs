//! Draws: numbers that depend on seed, task and run alone, and the range they stand for. Nothing but `+ - * /` and square
//! roots, which every machine and every browser computes to the same bit.

use super::{Luck, Risk};
use crate::plan::TaskId;

/// What a number is drawn for, so that no two uses share one.
const SHARED: u64 = 1 << 32;
const CHOICE: u64 = 2 << 32;
const HAPPENS: u64 = 3 << 32;

/// A step of SplitMix64 (Steele, Lea, Flood, 2014): every bit of what goes in changes about half of those that come out.
fn mixed(state: u64) -> u64 {
    let state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

/// Between 0 and 1, neither of them.
fn uniform(luck: Luck, what: u64, run: u32) -> f64 {
    let bits = mixed(mixed(mixed(luck.seed) ^ what) ^ u64::from(run));
    ((bits >> 12) as f64 + 0.5) / (1_u64 << 52) as f64
}

/// Where in its range a task comes out in a run: with the share of the common factor where all do, else by its own luck.
/// Either way it is uniform, so that the range of a single task stays what was typed.
pub fn place(luck: Luck, task: TaskId, run: u32) -> f64 {
    let id = u64::from(task.0);
    let shared = uniform(luck, CHOICE | id, run) * 100.0 < f64::from(luck.common.min(100));
    uniform(luck, if shared { SHARED } else { id }, run)
}

/// Whether a risk strikes in a run.
pub fn happens(luck: Luck, risk: &Risk, run: u32) -> bool {
    uniform(luck, HAPPENS | u64::from(risk.key), run) * 100.0 < f64::from(risk.chance.min(100))
}

/// The triangular distribution's value at `place` (0 to 1): the inverse of its cumulative distribution, in closed form.
/// Triangular, because low, likely and high say this much and no more; minutes, rounded to the nearest.
pub fn triangular(low: i32, likely: i32, high: i32, place: f64) -> i32 {
    let (low, likely, high) = (f64::from(low), f64::from(likely), f64::from(high));
    let width = high - low;
    if width <= 0.0 {
        return likely as i32;
    }
    let value = match place * width < likely - low {
        true => low + (place * width * (likely - low)).sqrt(),
        false => high - ((1.0 - place) * width * (high - likely)).sqrt(),
    };
    (value + 0.5).floor() as i32
}
