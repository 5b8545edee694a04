//! The exponential: a whole power of two, which only moves bits, times a short polynomial.
//!
//! 2ˣ = 2ⁿ·2ᶠ, where n is the whole number nearest to x and |f| ≤ ½. Adding a number so large that
//! a float has no bits left for fractions rounds x to n and leaves n in the lowest bits, from where
//! a shift moves it into the exponent. On [−½, ½] a polynomial of degree 5 is 2ᶠ to 2·10⁻⁷.

use core::hint::black_box;

use super::f32x4::F32x4;

/// 1.5·2²³: floats of this size are whole numbers.
const WHOLE: f32 = 12_582_912.0;

/// 2ᶠ = 1 + a f + b f² + …: the least relative error on [−½, ½] that begins with 1.
#[allow(clippy::approx_constant, reason = "a little beside ln 2, and better over the whole range")]
const SERIES: [f32; 5] = [0.693_147, 0.240_222_42, 0.055_507_336, 0.009_671_513, 0.001_326_472_7];

/// ln 2 in two parts. The first has few bits, so that n times it is exact.
const LN_2: [f32; 2] = [0.693_359_4, -2.121_944_4e-4];

/// The numbers that a loop over exponentials keeps in registers.
#[derive(Clone, Copy)]
pub struct Powers {
    whole: F32x4,
    lowest: F32x4,
    one: F32x4,
    series: [F32x4; 5],
}

impl Powers {
    /// V8 builds a constant anew wherever it is used, several instructions each time. It cannot
    /// where the compiler before it does not see that these are constants.
    #[must_use]
    pub fn new() -> Self {
        let splat = |cell| F32x4::splat(black_box(cell));
        Self {
            whole: splat(WHOLE),
            lowest: splat(-126.0),
            one: splat(1.0),
            series: SERIES.map(splat),
        }
    }

    /// 2ˣ for x ≤ 127. Below −126 it is 2⁻¹²⁶, which is nothing beside 1.
    #[inline(always)]
    #[must_use]
    pub fn of(&self, x: F32x4) -> F32x4 {
        let x = x.max(self.lowest);
        let n = x.plus(self.whole);
        self.raise(x.minus(n.minus(self.whole)), n)
    }

    /// 2ᶠ·2ⁿ, with n in the low bits of a number.
    #[inline(always)]
    fn raise(&self, f: F32x4, n: F32x4) -> F32x4 {
        let [a, b, c, d, e] = self.series;
        let series = e.fma(f, d).fma(f, c).fma(f, b).fma(f, a);
        series.fma(f, self.one).raised(n)
    }
}

impl Default for Powers {
    fn default() -> Self {
        Self::new()
    }
}

/// The same for eˣ over numbers of any size: between 2⁻¹²⁶ and the largest float.
#[derive(Clone, Copy)]
pub struct Exponentials {
    powers: Powers,
    ends: [F32x4; 2],
    log2_e: F32x4,
    minus_ln_2: [F32x4; 2],
}

impl Exponentials {
    #[must_use]
    pub fn new() -> Self {
        let splat = |cell| F32x4::splat(black_box(cell));
        Self {
            powers: Powers::new(),
            ends: [-87.3, 88.722_83].map(splat),
            log2_e: splat(core::f32::consts::LOG2_E),
            minus_ln_2: LN_2.map(|part| splat(-part)),
        }
    }

    /// eˣ. x·log₂ e alone would lose as many bits as its whole part has: so the whole part is
    /// taken off x first, times ln 2 in two parts.
    #[inline(always)]
    #[must_use]
    pub fn of(&self, x: F32x4) -> F32x4 {
        let [least, most] = self.ends;
        let x = x.max(least).min(most);
        let n = x.fma(self.log2_e, self.powers.whole);
        let whole = n.minus(self.powers.whole);
        let [much, little] = self.minus_ln_2;
        let rest = whole.fma(little, whole.fma(much, x));
        self.powers.raise(rest.times(self.log2_e), n)
    }
}

impl Default for Exponentials {
    fn default() -> Self {
        Self::new()
    }
}

/// eˣ for every cell.
pub fn exp(cells: &mut [f32]) {
    let exponentials = Exponentials::new();
    let (chunks, rest) = cells.as_chunks_mut::<4>();
    for chunk in chunks {
        *chunk = exponentials.of(F32x4::new(*chunk)).array();
    }
    for cell in rest {
        [*cell, ..] = exponentials.of(F32x4::splat(*cell)).array();
    }
}
