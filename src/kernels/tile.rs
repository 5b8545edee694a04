//! The register tile: every product of two tables ends in the one loop of this file.
//!
//! A product is held up by loads unless each number that is loaded is used many times. So a tile of
//! the result, 4 rows × 8 columns, stays in registers while its sums grow: a step loads 4 numbers
//! of one table and 8 of the other, and makes 32 products of them. A machine has 16 registers of
//! four numbers; this takes 8 for the sums, 2 for the columns, 1 for a row's number and 1 for a
//! product on the way to its sum. Wider tiles load less, but browsers then run out of registers and
//! keep a sum in memory, which halves the speed (measured: 6 × 8 without a fused multiply-add, and
//! 4 × 12 with and without).
//!
//! The loop is as plain as it can be, and stays so: unrolled it is slower. The flag
//! `-disable-lsr` in scripts/lib/wasm.mjs keeps the compiler from giving each operand a pointer of
//! its own, which costs half of the speed as well.

use super::lanes::Lanes;

/// Rows of a tile.
pub const ROWS: usize = 4;

/// Columns of a tile.
pub const COLUMNS: usize = 8;

/// A step's numbers, side by side. Aligned so that no load lies in two lines of the cache.
#[derive(Debug, Clone, Copy)]
#[repr(align(16))]
pub struct Line<const N: usize>(pub [f32; N]);

/// A step of the left operand: one number for each row. A panel is a slice of them.
pub type Left = Line<ROWS>;

/// A step of the right operand: one number for each column.
pub type Right = Line<COLUMNS>;

/// The sums, in registers.
pub type Tile = [[Lanes; 2]; ROWS];

impl<const N: usize> Line<N> {
    pub const ZERO: Self = Self([0.0; N]);
}

impl Default for Right {
    fn default() -> Self {
        Self::ZERO
    }
}

impl Right {
    #[inline(always)]
    #[must_use]
    pub fn pair(&self) -> [Lanes; 2] {
        let [a, b, c, d, e, f, g, h] = self.0;
        [Lanes::new([a, b, c, d]), Lanes::new([e, f, g, h])]
    }
}

impl From<[Lanes; 2]> for Right {
    #[inline(always)]
    fn from([low, high]: [Lanes; 2]) -> Self {
        let ([a, b, c, d], [e, f, g, h]) = (low.array(), high.array());
        Self([a, b, c, d, e, f, g, h])
    }
}

impl From<Lanes> for Left {
    #[inline(always)]
    fn from(lanes: Lanes) -> Self {
        Self(lanes.array())
    }
}

/// Sums that nothing has been added to.
#[inline(always)]
#[must_use]
pub fn zero() -> Tile {
    [[Lanes::zero(); 2]; ROWS]
}

/// The sums that stand in four lines.
#[inline(always)]
#[must_use]
pub fn load(lines: &[Right; ROWS]) -> Tile {
    lines.each_ref().map(Right::pair)
}

/// The sums as four lines.
#[inline(always)]
#[must_use]
pub fn store(sums: Tile) -> [Right; ROWS] {
    sums.map(Right::from)
}

/// The sums plus the product of two panels of the same length.
#[inline(always)]
#[must_use]
pub fn product(mut sums: Tile, left: &[Left], right: &[Right]) -> Tile {
    let left = &left[..right.len()];
    for step in 0..right.len() {
        let [low, high] = right[step].pair();
        for row in 0..ROWS {
            let cell = Lanes::splat(left[step].0[row]);
            sums[row][0] = cell.times_plus(low, sums[row][0]);
            sums[row][1] = cell.times_plus(high, sums[row][1]);
        }
    }
    sums
}
