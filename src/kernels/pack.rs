//! Tables -> panels: numbers are put side by side in the order in which a tile reads them.
//!
//! Packing touches each number once, and a product then uses it hundreds of times. What a row or a
//! column is for depends on the product, so there are two ways, and both for either operand.

use super::lanes::Lanes;
use super::tile::{COLUMNS, Line, Right};

/// A table, or the rows of it that `only` names.
#[derive(Clone, Copy)]
pub struct Rows<'a> {
    pub cells: &'a [f32],
    pub width: usize,
    pub only: Option<&'a [usize]>,
}

impl<'a> Rows<'a> {
    /// Every row.
    #[must_use]
    pub fn all(cells: &'a [f32], width: usize) -> Self {
        Self { cells, width, only: None }
    }

    #[inline(always)]
    #[must_use]
    pub fn row(&self, row: usize) -> &'a [f32] {
        let row = self.only.map_or(row, |only| only[row]);
        &self.cells[row * self.width..][..self.width]
    }

    /// N rows from the first on; where there are fewer, the last one again, whose results nobody
    /// reads.
    #[inline(always)]
    #[must_use]
    pub fn some<const N: usize>(&self, first: usize, rows: usize) -> [&'a [f32]; N] {
        core::array::from_fn(|at| self.row((first + at).min(rows - 1)))
    }
}

/// Rows become columns: step s of the panel holds cell s of each row, times `scale`.
pub fn across<const N: usize>(rows: [&[f32]; N], scale: f32, panel: &mut [Line<N>]) {
    let rows = rows.map(|row| &row[..panel.len()]);
    let factor = Lanes::splat(scale);
    let (whole, rest) = panel.as_chunks_mut::<4>();
    let fours = rows.map(|row| &row.as_chunks::<4>().0[..whole.len()]);
    for step in 0..whole.len() {
        for group in (0..N).step_by(4) {
            let square = core::array::from_fn(|row| Lanes::new(fours[group + row][step]));
            for (line, lanes) in whole[step].iter_mut().zip(Lanes::transposed(square)) {
                line.0[group..group + 4].copy_from_slice(&lanes.times(factor).array());
            }
        }
    }
    for (step, line) in (whole.len() * 4..).zip(rest) {
        line.0 = rows.map(|row| row[step] * scale);
    }
}

/// Columns stay columns: step s of the panel holds cells of row s from `column` on, and 0 where the
/// row has ended.
pub fn down<const N: usize>(rows: Rows<'_>, first: usize, column: usize, panel: &mut [Line<N>]) {
    let width = N.min(rows.width - column);
    for (step, line) in panel.iter_mut().enumerate() {
        let cells = &rows.row(first + step)[column..][..width];
        if let Ok(cells) = cells.try_into() {
            line.0 = cells;
        } else {
            line.0 = [0.0; N];
            line.0[..width].copy_from_slice(cells);
        }
    }
}

/// Columns of sums become rows of a table, the way back from [`across`]: each of the first `rows`
/// lanes is a row, times its own factor.
pub fn back(columns: &[Right], factor: Right, rows: usize, width: usize, table: &mut [f32]) {
    let factor = factor.pair();
    let mut lanes: [_; COLUMNS] = core::array::from_fn(|_| [0.0; 4]);
    for column in (0..width).step_by(4) {
        let four: [Right; 4] = core::array::from_fn(|at| columns[column + at]);
        let pairs = four.map(|line| line.pair());
        for half in 0..2 {
            let four = Lanes::transposed(pairs.map(|pair| pair[half].times(factor[half])));
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
