//! Numbers of several runs side by side, four to a register: in wasm by its own instructions, elsewhere as the compiler
//! makes them. Both say the same to the last bit: integers wrap, and IEEE 754 rounds the rest to one answer.

/// Registers that are worked on together, so that what is looked up for a task serves for all of them.
const WIDE: usize = 4;
/// Runs side by side.
pub(crate) const LANES: usize = 4 * WIDE;

/// The bits of 2^23 as an `f32`: from there on they count whole numbers, so that adding it rounds to them.
pub(crate) const SHIFT: i32 = 0x4B00_0000;

/// One number of each of [`LANES`] runs.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block([Four; WIDE]);

impl Block {
    #[inline(always)]
    pub fn all(value: i32) -> Block {
        Block([Four::all(value); WIDE])
    }

    #[inline(always)]
    pub fn of(values: &[i32; LANES]) -> Block {
        Block::by(|at| {
            let first = 4 * at;
            Four::of([values[first], values[first + 1], values[first + 2], values[first + 3]])
        })
    }

    #[inline(always)]
    pub fn by(each: impl FnMut(usize) -> Four) -> Block {
        Block(std::array::from_fn(each))
    }

    pub fn values(&self) -> [i32; LANES] {
        let mut values = [0; LANES];
        for (four, into) in self.0.iter().zip(values.chunks_exact_mut(4)) {
            into.copy_from_slice(&four.values());
        }
        values
    }

    #[inline(always)]
    pub fn max(self, other: Block) -> Block {
        Block::by(|at| self.0[at].max(other.0[at]))
    }

    #[inline(always)]
    pub fn min(self, other: Block) -> Block {
        Block::by(|at| self.0[at].min(other.0[at]))
    }

    #[inline(always)]
    pub fn plus(self, other: Block) -> Block {
        Block::by(|at| self.0[at].plus(other.0[at]))
    }

    #[inline(always)]
    pub fn minus(self, other: Block) -> Block {
        Block::by(|at| self.0[at].minus(other.0[at]))
    }

    #[inline(always)]
    pub fn and(self, other: Block) -> Block {
        Block::by(|at| self.0[at].and(other.0[at]))
    }

    #[inline(always)]
    pub fn or(self, other: Block) -> Block {
        Block::by(|at| self.0[at].or(other.0[at]))
    }

    /// All bits where it is more than `other`, else none.
    #[inline(always)]
    pub fn above(self, other: Block) -> Block {
        Block::by(|at| self.0[at].above(other.0[at]))
    }

    /// `f` of each register with the same one of `other`.
    #[inline(always)]
    pub fn each(self, other: Block, f: impl Fn(Four, Four) -> Four) -> Block {
        Block::by(|at| f(self.0[at], other.0[at]))
    }

    /// One bit a run, the first run lowest: the sign of each number.
    #[inline(always)]
    pub fn signs(self) -> u32 {
        (0..WIDE).fold(0, |bits, at| bits | self.0[at].signs() << (4 * at))
    }
}

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
pub(crate) use plain::Four;
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
pub(crate) use wasm::Four;

#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
mod plain {
    /// Four numbers in one register.
    #[derive(Clone, Copy, Debug)]
    #[repr(align(16))]
    pub(crate) struct Four([i32; 4]);

    #[inline(always)]
    fn by(each: impl FnMut(usize) -> i32) -> Four {
        Four(std::array::from_fn(each))
    }

    impl Four {
        #[inline(always)]
        pub fn all(value: i32) -> Four {
            Four([value; 4])
        }

        #[inline(always)]
        pub fn of(values: [i32; 4]) -> Four {
            Four(values)
        }

        #[inline(always)]
        pub fn values(self) -> [i32; 4] {
            self.0
        }

        #[inline(always)]
        pub fn max(self, other: Four) -> Four {
            by(|at| self.0[at].max(other.0[at]))
        }

        #[inline(always)]
        pub fn min(self, other: Four) -> Four {
            by(|at| self.0[at].min(other.0[at]))
        }

        #[inline(always)]
        pub fn plus(self, other: Four) -> Four {
            by(|at| self.0[at].wrapping_add(other.0[at]))
        }

        #[inline(always)]
        pub fn minus(self, other: Four) -> Four {
            by(|at| self.0[at].wrapping_sub(other.0[at]))
        }

        #[inline(always)]
        pub fn and(self, other: Four) -> Four {
            by(|at| self.0[at] & other.0[at])
        }

        #[inline(always)]
        pub fn or(self, other: Four) -> Four {
            by(|at| self.0[at] | other.0[at])
        }

        #[inline(always)]
        pub fn xor(self, other: Four) -> Four {
            by(|at| self.0[at] ^ other.0[at])
        }

        #[inline(always)]
        pub fn times(self, other: Four) -> Four {
            by(|at| self.0[at].wrapping_mul(other.0[at]))
        }

        /// Shifted down, with zeros from above.
        #[inline(always)]
        pub fn down<const BITS: u32>(self) -> Four {
            by(|at| (self.0[at] as u32 >> BITS) as i32)
        }

        /// Bits of `a` where this one has them set, of `b` elsewhere.
        #[inline(always)]
        pub fn pick(self, a: Four, b: Four) -> Four {
            by(|at| b.0[at] ^ ((a.0[at] ^ b.0[at]) & self.0[at]))
        }

        /// The root of `this × factor` to the nearest whole number; `factor` has the bits of `f32`s.
        #[inline(always)]
        pub fn root_of(self, factor: Four) -> Four {
            by(|at| ((self.0[at] as f32 * f32::from_bits(factor.0[at] as u32)).sqrt() + 0.5) as i32)
        }

        /// The same plus [`super::SHIFT`], of roots below 2^22; a half goes to the even one.
        #[inline(always)]
        pub fn shifted_root_of(self, factor: Four) -> Four {
            by(|at| {
                let root = (self.0[at] as f32 * f32::from_bits(factor.0[at] as u32)).sqrt();
                (root + f32::from_bits(super::SHIFT as u32)).to_bits() as i32
            })
        }

        #[inline(always)]
        pub fn above(self, other: Four) -> Four {
            by(|at| -i32::from(self.0[at] > other.0[at]))
        }

        #[inline(always)]
        pub fn signs(self) -> u32 {
            (0..4).fold(0, |bits, at| bits | (self.0[at] as u32 >> 31) << at)
        }
    }
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
mod wasm {
    use core::arch::wasm32 as simd;

    /// Four numbers in one register.
    #[derive(Clone, Copy, Debug)]
    pub(crate) struct Four(simd::v128);

    impl Four {
        #[inline(always)]
        pub fn all(value: i32) -> Four {
            Four(simd::i32x4_splat(value))
        }

        #[inline(always)]
        pub fn of([a, b, c, d]: [i32; 4]) -> Four {
            Four(simd::i32x4(a, b, c, d))
        }

        #[inline(always)]
        pub fn values(self) -> [i32; 4] {
            [
                simd::i32x4_extract_lane::<0>(self.0),
                simd::i32x4_extract_lane::<1>(self.0),
                simd::i32x4_extract_lane::<2>(self.0),
                simd::i32x4_extract_lane::<3>(self.0),
            ]
        }

        #[inline(always)]
        pub fn max(self, other: Four) -> Four {
            Four(simd::i32x4_max(self.0, other.0))
        }

        #[inline(always)]
        pub fn min(self, other: Four) -> Four {
            Four(simd::i32x4_min(self.0, other.0))
        }

        #[inline(always)]
        pub fn plus(self, other: Four) -> Four {
            Four(simd::i32x4_add(self.0, other.0))
        }

        #[inline(always)]
        pub fn minus(self, other: Four) -> Four {
            Four(simd::i32x4_sub(self.0, other.0))
        }

        #[inline(always)]
        pub fn and(self, other: Four) -> Four {
            Four(simd::v128_and(self.0, other.0))
        }

        #[inline(always)]
        pub fn or(self, other: Four) -> Four {
            Four(simd::v128_or(self.0, other.0))
        }

        #[inline(always)]
        pub fn xor(self, other: Four) -> Four {
            Four(simd::v128_xor(self.0, other.0))
        }

        #[inline(always)]
        pub fn times(self, other: Four) -> Four {
            Four(simd::i32x4_mul(self.0, other.0))
        }

        /// Shifted down, with zeros from above.
        #[inline(always)]
        pub fn down<const BITS: u32>(self) -> Four {
            Four(simd::u32x4_shr(self.0, BITS))
        }

        /// Bits of `a` where this one has them set, of `b` elsewhere.
        #[inline(always)]
        pub fn pick(self, a: Four, b: Four) -> Four {
            Four(simd::v128_bitselect(a.0, b.0, self.0))
        }

        #[inline(always)]
        fn exact_root_of(self, factor: Four) -> simd::v128 {
            simd::f32x4_sqrt(simd::f32x4_mul(simd::f32x4_convert_i32x4(self.0), factor.0))
        }

        /// The root of `this × factor` to the nearest whole number; `factor` has the bits of `f32`s.
        #[inline(always)]
        pub fn root_of(self, factor: Four) -> Four {
            let half = simd::f32x4_splat(0.5);
            Four(simd::i32x4_trunc_sat_f32x4(simd::f32x4_add(self.exact_root_of(factor), half)))
        }

        /// The same plus [`super::SHIFT`], of roots below 2^22; a half goes to the even one.
        #[inline(always)]
        pub fn shifted_root_of(self, factor: Four) -> Four {
            Four(simd::f32x4_add(self.exact_root_of(factor), simd::i32x4_splat(super::SHIFT)))
        }

        #[inline(always)]
        pub fn above(self, other: Four) -> Four {
            Four(simd::i32x4_gt(self.0, other.0))
        }

        #[inline(always)]
        pub fn signs(self) -> u32 {
            u32::from(simd::i32x4_bitmask(self.0))
        }
    }
}
