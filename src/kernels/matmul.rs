//! The product of two tables.

use super::pack::{Rows, across, down};
use super::tile::{COLUMNS, Left, ROWS, Right, load, product, store, zero};

/// Terms of a sum that are taken at once: the panels of so many fit into the cache.
const DEPTH: usize = 256;

/// The right table of a product.
#[derive(Debug, Clone, Copy)]
pub enum Factor<'a> {
    /// As it is: a row for each term of the sum.
    Plain(&'a [f32]),
    /// Its rows are the columns of the product, as keys are.
    Transposed(&'a [f32]),
}

/// Room to work in.
#[derive(Debug, Default)]
pub struct Room {
    left: Vec<Left>,
    right: Vec<Right>,
    sums: Vec<Right>,
}

/// c = scale · a b, where a has `depth` columns and c `columns`.
///
/// # Panics
/// Where a table is smaller than its sizes say.
pub fn matmul(
    a: &[f32],
    b: Factor<'_>,
    scale: f32,
    c: &mut [f32],
    [rows, depth, columns]: [usize; 3],
    room: &mut Room,
) {
    c[..rows * columns].fill(0.0);
    for from in (0..depth).step_by(DEPTH) {
        let terms = DEPTH.min(depth - from);
        room.right.resize(columns.div_ceil(COLUMNS) * terms, Right::ZERO);
        let panels = room.right.chunks_exact_mut(terms);
        for (column, panel) in (0..columns).step_by(COLUMNS).zip(panels) {
            match b {
                Factor::Plain(b) => down(Rows::all(b, columns), from, column, panel),
                Factor::Transposed(b) => {
                    let rows = Rows::all(b, depth).some::<COLUMNS>(column, columns);
                    across(rows.map(|row| &row[from..]), 1.0, panel);
                }
            }
        }
        room.left.resize(terms, Left::ZERO);
        for row in (0..rows).step_by(ROWS) {
            let four = Rows::all(a, depth).some::<ROWS>(row, rows);
            across(four.map(|row| &row[from..]), scale, &mut room.left);
            one_row(&room.left, &room.right, &mut room.sums, columns);
            for (at, c) in c[row * columns..].chunks_mut(columns).take(ROWS).enumerate() {
                for (cells, sums) in c.chunks_mut(COLUMNS).zip(room.sums.chunks_exact(ROWS)) {
                    for (cell, sum) in cells.iter_mut().zip(sums[at].0) {
                        *cell += sum;
                    }
                }
            }
        }
    }
}

/// Four rows of a product, tile after tile.
#[inline(never)]
fn one_row(left: &[Left], right: &[Right], sums: &mut Vec<Right>, columns: usize) {
    sums.resize(columns.div_ceil(COLUMNS) * ROWS, Right::ZERO);
    for (sums, right) in
        sums.as_chunks_mut::<ROWS>().0.iter_mut().zip(right.chunks_exact(left.len()))
    {
        *sums = store(product(zero(), left, right));
    }
}

/// The sums plus products, for whoever keeps sums as lines.
#[inline(never)]
pub fn accumulate(sums: &mut [Right; ROWS], left: &[Left], right: &[Right]) {
    *sums = store(product(load(sums), left, right));
}
