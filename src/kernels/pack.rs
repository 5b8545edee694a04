//! Tables -> panels: numbers are put side by side in the order in which a tile reads them.
//!
//! Packing touches each number once, and a product then uses it hundreds of times. A panel holds
//! eight rows of a table or eight of its columns, and may be either operand of a product.

use super::f32x4::F32x4;
use super::tile::{F32x8, WIDTH};

/// A table, or the rows of it that `indices` names.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    pub cells: &'a [f32],
    pub width: usize,
    pub indices: Option<&'a [usize]>,
}

impl<'a> Rows<'a> {
    /// Every row.
    #[must_use]
    pub fn all(cells: &'a [f32], width: usize) -> Self {
        Self { cells, width, indices: None }
    }

    #[inline(always)]
    #[must_use]
    pub fn row(&self, row: usize) -> &'a [f32] {
        let row = self.indices.map_or(row, |indices| indices[row]);
        &self.cells[row * self.width..][..self.width]
    }

    /// Eight rows from the first on; where there are fewer, the last one again, whose results
    /// nobody reads.
    #[inline(always)]
    #[must_use]
    pub fn eight(&self, first: usize, rows: usize) -> [&'a [f32]; WIDTH] {
        core::array::from_fn(|at| self.row((first + at).min(rows - 1)))
    }
}

/// Rows become columns: step s of the panel holds cell s of each row, times `scale`.
pub fn pack_rows(rows: [&[f32]; WIDTH], scale: f32, panel: &mut [F32x8]) {
    let rows = rows.map(|row| &row[..panel.len()]);
    let factor = F32x4::splat(scale);
    let (whole, rest) = panel.as_chunks_mut::<4>();
    let fours = rows.map(|row| &row.as_chunks::<4>().0[..whole.len()]);
    for step in 0..whole.len() {
        let half = |from: usize| {
            let square = core::array::from_fn(|row| F32x4::new(fours[from + row][step]));
            F32x4::transposed(square).map(|lanes| lanes.times(factor))
        };
        let (low, high) = (half(0), half(4));
        whole[step] = core::array::from_fn(|at| [low[at], high[at]].into());
    }
    for (step, line) in (whole.len() * 4..).zip(rest) {
        line.0 = rows.map(|row| row[step] * scale);
    }
}

/// Every row of a table in panels, `pack_rows`.
pub fn pack_all_rows(rows: Rows<'_>, count: usize, scale: f32, panels: &mut Vec<F32x8>) {
    panels.resize(count.div_ceil(WIDTH) * rows.width, F32x8::ZERO);
    let panels = panels.chunks_exact_mut(rows.width.max(1));
    for (first, panel) in (0..count).step_by(WIDTH).zip(panels) {
        pack_rows(rows.eight(first, count), scale, panel);
    }
}

/// Columns stay columns: step s of the panel holds cells of row s from `column` on, and 0 where the
/// row has ended.
pub fn pack_cols(rows: Rows<'_>, first: usize, column: usize, panel: &mut [F32x8]) {
    let width = WIDTH.min(rows.width - column);
    for (step, line) in panel.iter_mut().enumerate() {
        let cells = &rows.row(first + step)[column..][..width];
        if let Ok(cells) = cells.try_into() {
            line.0 = cells;
        } else {
            line.0 = [0.0; WIDTH];
            line.0[..width].copy_from_slice(cells);
        }
    }
}

/// Every column of some rows in panels, `pack_cols`.
pub fn pack_all_cols(rows: Rows<'_>, first: usize, count: usize, panels: &mut Vec<F32x8>) {
    panels.resize(rows.width.div_ceil(WIDTH) * count, F32x8::ZERO);
    let panels = panels.chunks_exact_mut(count.max(1));
    for (column, panel) in (0..rows.width).step_by(WIDTH).zip(panels) {
        pack_cols(rows, first, column, panel);
    }
}

/// Columns of sums become rows of a table, the inverse of [`pack_rows`]: each of the first `rows`
/// lanes is a row, times its own factor.
pub fn unpack(columns: &[F32x8], factor: F32x8, rows: usize, width: usize, table: &mut [f32]) {
    let factor = factor.pair();
    let mut lanes: [_; WIDTH] = core::array::from_fn(|_| [0.0; 4]);
    for column in (0..width).step_by(4) {
        let four: [F32x8; 4] = core::array::from_fn(|at| columns[column + at]);
        let pairs = four.map(|line| line.pair());
        for half in 0..2 {
            let four = F32x4::transposed(pairs.map(|pair| pair[half].times(factor[half])));
            for (row, cells) in four.into_iter().enumerate() {
                lanes[half * 4 + row] = cells.array();
            }
        }
        let count = 4.min(width - column);
        for (row, cells) in lanes.iter().take(rows).enumerate() {
            let table = &mut table[row * width + column..][..count];
            match <&mut [f32; 4]>::try_from(&mut *table) {
                Ok(table) => *table = *cells,
                Err(_) => table.copy_from_slice(&cells[..count]),
            }
        }
    }
}
