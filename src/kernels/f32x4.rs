//! Four numbers that one instruction works on: all that is different between machines is here.
//!
//! In WebAssembly a [`F32x4`] is a `v128`, and nearly each method is one instruction. Elsewhere it
//! is an array, so that the same kernels run in native tests. Nothing here is unsafe: a load is
//! written as four cells side by side, which the compiler joins to one.

pub use machine::F32x4;

impl F32x4 {
    /// The largest of the four.
    #[must_use]
    pub fn largest(self) -> f32 {
        let [a, b, c, d] = self.array();
        a.max(b).max(c.max(d))
    }

    /// The sum of the four.
    #[must_use]
    pub fn sum(self) -> f32 {
        let [a, b, c, d] = self.array();
        (a + b) + (c + d)
    }

    #[must_use]
    pub fn zero() -> Self {
        Self::splat(0.0)
    }
}

#[cfg(target_feature = "simd128")]
mod machine {
    use core::arch::wasm32::{
        f32x4, f32x4_add, f32x4_ceil, f32x4_div, f32x4_extract_lane, f32x4_mul, f32x4_pmax,
        f32x4_pmin, f32x4_splat, f32x4_sub, i32x4_add, i32x4_shl, i32x4_shuffle, v128,
    };

    #[derive(Clone, Copy)]
    pub struct F32x4(v128);

    #[allow(clippy::inline_always, reason = "each is one instruction")]
    impl F32x4 {
        #[inline(always)]
        #[must_use]
        pub fn new([a, b, c, d]: [f32; 4]) -> Self {
            Self(f32x4(a, b, c, d))
        }

        #[inline(always)]
        #[must_use]
        pub fn splat(cell: f32) -> Self {
            Self(f32x4_splat(cell))
        }

        #[inline(always)]
        #[must_use]
        pub fn array(self) -> [f32; 4] {
            [
                f32x4_extract_lane::<0>(self.0),
                f32x4_extract_lane::<1>(self.0),
                f32x4_extract_lane::<2>(self.0),
                f32x4_extract_lane::<3>(self.0),
            ]
        }

        #[inline(always)]
        #[must_use]
        pub fn plus(self, other: Self) -> Self {
            Self(f32x4_add(self.0, other.0))
        }

        #[inline(always)]
        #[must_use]
        pub fn minus(self, other: Self) -> Self {
            Self(f32x4_sub(self.0, other.0))
        }

        #[inline(always)]
        #[must_use]
        pub fn times(self, other: Self) -> Self {
            Self(f32x4_mul(self.0, other.0))
        }

        #[inline(always)]
        #[must_use]
        pub fn over(self, other: Self) -> Self {
            Self(f32x4_div(self.0, other.0))
        }

        /// self × by + to, rounded once where the machine has such an instruction.
        #[inline(always)]
        #[must_use]
        pub fn fma(self, by: Self, to: Self) -> Self {
            #[cfg(target_feature = "relaxed-simd")]
            return Self(core::arch::wasm32::f32x4_relaxed_madd(self.0, by.0, to.0));
            #[cfg(not(target_feature = "relaxed-simd"))]
            return Self(f32x4_add(f32x4_mul(self.0, by.0), to.0));
        }

        /// The larger of the two, lane by lane. `pmax` is one instruction of the machine; `max`,
        /// which has rules for NaN and −0, is several.
        #[inline(always)]
        #[must_use]
        pub fn max(self, other: Self) -> Self {
            Self(f32x4_pmax(self.0, other.0))
        }

        /// The smaller of the two, lane by lane.
        #[inline(always)]
        #[must_use]
        pub fn min(self, other: Self) -> Self {
            Self(f32x4_pmin(self.0, other.0))
        }

        /// Up to a whole number, lane by lane.
        #[inline(always)]
        #[must_use]
        pub fn ceil(self) -> Self {
            Self(f32x4_ceil(self.0))
        }

        /// self × 2ⁿ, where the low bits of `n` hold the whole number n.
        #[inline(always)]
        #[must_use]
        pub fn raised(self, n: Self) -> Self {
            Self(i32x4_add(self.0, i32x4_shl(n.0, 23)))
        }

        /// Rows become columns.
        #[inline(always)]
        #[must_use]
        pub fn transposed([a, b, c, d]: [Self; 4]) -> [Self; 4] {
            let low = i32x4_shuffle::<0, 4, 1, 5>(a.0, b.0);
            let high = i32x4_shuffle::<2, 6, 3, 7>(a.0, b.0);
            let below = i32x4_shuffle::<0, 4, 1, 5>(c.0, d.0);
            let above = i32x4_shuffle::<2, 6, 3, 7>(c.0, d.0);
            [
                Self(i32x4_shuffle::<0, 1, 4, 5>(low, below)),
                Self(i32x4_shuffle::<2, 3, 6, 7>(low, below)),
                Self(i32x4_shuffle::<0, 1, 4, 5>(high, above)),
                Self(i32x4_shuffle::<2, 3, 6, 7>(high, above)),
            ]
        }
    }
}

#[cfg(not(target_feature = "simd128"))]
mod machine {
    use core::array::from_fn;

    #[derive(Clone, Copy)]
    pub struct F32x4([f32; 4]);

    impl F32x4 {
        #[must_use]
        pub fn new(cells: [f32; 4]) -> Self {
            Self(cells)
        }

        #[must_use]
        pub fn splat(cell: f32) -> Self {
            Self([cell; 4])
        }

        #[must_use]
        pub fn array(self) -> [f32; 4] {
            self.0
        }

        fn with(self, other: Self, f: impl Fn(f32, f32) -> f32) -> Self {
            Self(from_fn(|lane| f(self.0[lane], other.0[lane])))
        }

        #[must_use]
        pub fn plus(self, other: Self) -> Self {
            self.with(other, |a, b| a + b)
        }

        #[must_use]
        pub fn minus(self, other: Self) -> Self {
            self.with(other, |a, b| a - b)
        }

        #[must_use]
        pub fn times(self, other: Self) -> Self {
            self.with(other, |a, b| a * b)
        }

        #[must_use]
        pub fn over(self, other: Self) -> Self {
            self.with(other, |a, b| a / b)
        }

        /// self × by + to
        #[must_use]
        pub fn fma(self, by: Self, to: Self) -> Self {
            self.times(by).plus(to)
        }

        /// The larger of the two, lane by lane.
        #[must_use]
        pub fn max(self, other: Self) -> Self {
            self.with(other, |a, b| if a < b { b } else { a })
        }

        /// The smaller of the two, lane by lane.
        #[must_use]
        pub fn min(self, other: Self) -> Self {
            self.with(other, |a, b| if b < a { b } else { a })
        }

        /// Up to a whole number, lane by lane.
        #[must_use]
        pub fn ceil(self) -> Self {
            Self(self.0.map(f32::ceil))
        }

        /// self × 2ⁿ, where the low bits of `n` hold the whole number n.
        #[must_use]
        pub fn raised(self, n: Self) -> Self {
            let raised =
                |x: f32, n: f32| f32::from_bits(x.to_bits().wrapping_add(n.to_bits() << 23));
            self.with(n, raised)
        }

        /// Rows become columns.
        #[must_use]
        pub fn transposed(rows: [Self; 4]) -> [Self; 4] {
            from_fn(|column| Self(from_fn(|row| rows[row].0[column])))
        }
    }
}
