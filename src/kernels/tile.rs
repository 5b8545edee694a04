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
//! Both operands are panels: eight rows or eight columns of a table, the numbers of a step side by
//! side. A left panel serves two tiles, one for each half of its rows; so the two operands have one
//! format, and one index finds a step in either.
//!
//! The loop is as plain as it can be, and stays so: unrolled it is slower. The flag
//! `-disable-lsr` in scripts/lib/wasm.mjs keeps the compiler from giving each operand a pointer of
//! its own, which costs half of the speed as well.

use super::f32x4::F32x4;

/// Rows of a tile.
pub const ROWS: usize = 4;

/// Columns of a tile, and rows or columns of a panel.
pub const WIDTH: usize = 8;

/// Eight numbers: a step of a panel, or a row of a tile. Aligned so that no load lies in two lines
/// of the cache.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
#[repr(align(32))]
pub struct F32x8(pub [f32; WIDTH]);

/// The sums, in registers.
type Tile = [[F32x4; 2]; ROWS];

impl F32x8 {
    pub const ZERO: Self = Self([0.0; WIDTH]);

    #[inline(always)]
    #[must_use]
    pub fn pair(&self) -> [F32x4; 2] {
        let [a, b, c, d, e, f, g, h] = self.0;
        [F32x4::new([a, b, c, d]), F32x4::new([e, f, g, h])]
    }
}

impl From<[F32x4; 2]> for F32x8 {
    #[inline(always)]
    fn from([low, high]: [F32x4; 2]) -> Self {
        let ([a, b, c, d], [e, f, g, h]) = (low.array(), high.array());
        Self([a, b, c, d, e, f, g, h])
    }
}

/// A tile's sums plus the product of half of a left panel with a right one.
#[inline(always)]
fn product<const HALF: usize>(mut sums: Tile, left: &[F32x8], right: &[F32x8]) -> Tile {
    let left = &left[..right.len()];
    for step in 0..right.len() {
        let [low, high] = right[step].pair();
        for row in 0..ROWS {
            let cell = F32x4::splat(left[step].0[HALF * ROWS + row]);
            sums[row][0] = cell.fma(low, sums[row][0]);
            sums[row][1] = cell.fma(high, sums[row][1]);
        }
    }
    sums
}

/// sums = left × right: a line for each of the first four or all eight rows of the left panel.
#[inline(never)]
pub fn multiply(sums: &mut [F32x8], left: &[F32x8], right: &[F32x8]) {
    let zero = [[F32x4::zero(); 2]; ROWS];
    let mut tiles = sums.as_chunks_mut::<ROWS>().0.iter_mut();
    if let Some(tile) = tiles.next() {
        *tile = product::<0>(zero, left, right).map(F32x8::from);
    }
    if let Some(tile) = tiles.next() {
        *tile = product::<1>(zero, left, right).map(F32x8::from);
    }
}

/// sums = sums + left × right
#[inline(never)]
pub fn accumulate(sums: &mut [F32x8], left: &[F32x8], right: &[F32x8]) {
    let mut tiles = sums.as_chunks_mut::<ROWS>().0.iter_mut();
    if let Some(tile) = tiles.next() {
        *tile = product::<0>(tile.map(|line| line.pair()), left, right).map(F32x8::from);
    }
    if let Some(tile) = tiles.next() {
        *tile = product::<1>(tile.map(|line| line.pair()), left, right).map(F32x8::from);
    }
}
