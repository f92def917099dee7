//! The practical limit of a simulation: the bare network of [`Network`] run with drawn durations, sixteen runs side by
//! side, and how often each task is critical; no calendars, no risks, no luck that tasks share, no progress.

use super::reference::Network;
use register::Four;

/// Registers that are worked on together.
const WIDE: usize = 4;
type Wide = [Four; WIDE];

/// A network with ranges: each duration is drawn from `low` on, by two dice that add up to `range`.
pub struct Ranges<'a> {
    network: &'a Network,
    low: Vec<i32>,
    range: Vec<i32>,
}

impl<'a> Ranges<'a> {
    /// From four fifths of each duration to half as much again, as the engine's simulation is measured.
    pub fn new(network: &'a Network) -> Ranges<'a> {
        let low: Vec<i32> = network.durations.iter().map(|minutes| minutes * 4 / 5).collect();
        let range = network.durations.iter().zip(&low).map(|(minutes, low)| minutes * 3 / 2 - low).collect();
        Ranges { network, low, range }
    }

    /// The finish of every run, and in how many of them each task was critical.
    pub fn run(&self, runs: u32) -> (Vec<i32>, Vec<u32>) {
        let count = self.low.len();
        let zero: Wide = [Four::all(0); WIDE];
        let (mut drawn, mut ends, mut tails) = (vec![zero; count], vec![zero; count], vec![zero; count]);
        let (mut finishes, mut critical) = (Vec::new(), vec![0; count]);
        let mut dice: Wide = std::array::from_fn(|at| Four::seeds(at as i32));
        for _ in 0..runs.div_ceil(4 * WIDE as u32) {
            let mut finish = zero;
            for node in &self.network.order {
                let node = *node as usize;
                let mut start = zero;
                for from in self.network.into(node) {
                    let end = ends[*from as usize];
                    (0..WIDE).for_each(|at| start[at] = start[at].max(end[at]));
                }
                let (low, range) = (Four::all(self.low[node]), Four::all(self.range[node]));
                for at in 0..WIDE {
                    let length = low.plus(dice[at].throw(range));
                    drawn[node][at] = length;
                    ends[node][at] = start[at].plus(length);
                    finish[at] = finish[at].max(ends[node][at]);
                }
            }
            for node in self.network.order.iter().rev() {
                let node = *node as usize;
                let mut tail = zero;
                for to in self.network.out(node) {
                    let (after, length) = (tails[*to as usize], drawn[*to as usize]);
                    (0..WIDE).for_each(|at| tail[at] = tail[at].max(after[at].plus(length[at])));
                }
                tails[node] = tail;
                critical[node] += (0..WIDE).map(|at| ends[node][at].plus(tail[at]).same(finish[at])).sum::<u32>();
            }
            finishes.extend(finish.iter().flat_map(Four::values));
        }
        (finishes, critical)
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod register {
    use core::arch::wasm32::*;

    /// Four numbers in one register.
    #[derive(Clone, Copy)]
    pub struct Four(v128);

    impl Four {
        pub fn all(value: i32) -> Four {
            Four(i32x4_splat(value))
        }

        pub fn seeds(first: i32) -> Four {
            let seed = |at: i32| (first * 4 + at + 1).wrapping_mul(0x2545_F491);
            Four(i32x4(seed(0), seed(1), seed(2), seed(3)))
        }

        #[inline(always)]
        pub fn plus(self, other: Four) -> Four {
            Four(i32x4_add(self.0, other.0))
        }

        #[inline(always)]
        pub fn max(self, other: Four) -> Four {
            Four(i32x4_max(self.0, other.0))
        }

        /// The next two dice of sixteen bits, added up to `range` at most.
        #[inline(always)]
        pub fn throw(&mut self, range: Four) -> Four {
            let mut dice = self.0;
            dice = v128_xor(dice, i32x4_shl(dice, 13));
            dice = v128_xor(dice, u32x4_shr(dice, 17));
            dice = v128_xor(dice, i32x4_shl(dice, 5));
            self.0 = dice;
            let both = i32x4_add(v128_and(dice, i32x4_splat(0xFFFF)), u32x4_shr(dice, 16));
            Four(u32x4_shr(i32x4_mul(both, range.0), 17))
        }

        /// In how many lanes they are the same.
        #[inline(always)]
        pub fn same(self, other: Four) -> u32 {
            u32::from(i32x4_bitmask(i32x4_eq(self.0, other.0))).count_ones()
        }

        pub fn values(&self) -> [i32; 4] {
            [
                i32x4_extract_lane::<0>(self.0),
                i32x4_extract_lane::<1>(self.0),
                i32x4_extract_lane::<2>(self.0),
                i32x4_extract_lane::<3>(self.0),
            ]
        }
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod register {
    use std::array::from_fn;

    /// Four numbers in one register, as the compiler makes them.
    #[derive(Clone, Copy)]
    #[repr(align(16))]
    pub struct Four([i32; 4]);

    impl Four {
        pub fn all(value: i32) -> Four {
            Four([value; 4])
        }

        pub fn seeds(first: i32) -> Four {
            Four(from_fn(|at| (first * 4 + at as i32 + 1).wrapping_mul(0x2545_F491)))
        }

        #[inline(always)]
        pub fn plus(self, other: Four) -> Four {
            Four(from_fn(|at| self.0[at].wrapping_add(other.0[at])))
        }

        #[inline(always)]
        pub fn max(self, other: Four) -> Four {
            Four(from_fn(|at| self.0[at].max(other.0[at])))
        }

        /// The next two dice of sixteen bits, added up to `range` at most.
        #[inline(always)]
        pub fn throw(&mut self, range: Four) -> Four {
            self.0 = self.0.map(|mut dice| {
                dice ^= dice << 13;
                dice ^= (dice as u32 >> 17) as i32;
                dice ^ dice << 5
            });
            Four(from_fn(|at| {
                let both = (self.0[at] & 0xFFFF) + (self.0[at] as u32 >> 16) as i32;
                (both.wrapping_mul(range.0[at]) as u32 >> 17) as i32
            }))
        }

        /// In how many lanes they are the same.
        #[inline(always)]
        pub fn same(self, other: Four) -> u32 {
            (0..4).map(|at| u32::from(self.0[at] == other.0[at])).sum()
        }

        pub fn values(&self) -> [i32; 4] {
            self.0
        }
    }
}
