//! The product of two tables.

use super::pack::{Rows, pack_all_cols, pack_rows};
use super::tile::{F32x8, WIDTH, multiply};

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

/// Memory to work in.
#[derive(Debug, Default)]
pub struct Workspace {
    left: Vec<F32x8>,
    right: Vec<F32x8>,
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
    workspace: &mut Workspace,
) {
    let c = &mut c[..rows * columns];
    c.fill(0.0);
    for from in (0..depth).step_by(DEPTH) {
        let terms = DEPTH.min(depth - from);
        match b {
            Factor::Plain(b) => {
                pack_all_cols(Rows::all(b, columns), from, terms, &mut workspace.right);
            }
            Factor::Transposed(b) => {
                workspace.right.resize(columns.div_ceil(WIDTH) * terms, F32x8::ZERO);
                let panels = workspace.right.chunks_exact_mut(terms);
                for (column, panel) in (0..columns).step_by(WIDTH).zip(panels) {
                    let rows = Rows::all(b, depth).eight(column, columns);
                    pack_rows(rows.map(|row| &row[from..]), 1.0, panel);
                }
            }
        }
        workspace.left.resize(terms, F32x8::ZERO);
        for row in (0..rows).step_by(WIDTH) {
            let eight = Rows::all(a, depth).eight(row, rows);
            pack_rows(eight.map(|row| &row[from..]), scale, &mut workspace.left);
            for (panel, right) in workspace.right.chunks_exact(terms).enumerate() {
                let mut sums = [F32x8::ZERO; WIDTH];
                multiply(&mut sums, &workspace.left, right);
                let rows = c[row * columns..].chunks_mut(columns);
                for (cells, sum) in rows.zip(&sums) {
                    add(&mut cells[panel * WIDTH..], sum);
                }
            }
        }
    }
}

/// Adds a line to the cells of a row, as many as there are.
#[inline(always)]
fn add(cells: &mut [f32], line: &F32x8) {
    if let Some(eight) = cells.first_chunk_mut::<WIDTH>() {
        let ([a, b], [c, d]) = (F32x8(*eight).pair(), line.pair());
        *eight = F32x8::from([a.plus(c), b.plus(d)]).0;
    } else {
        for (cell, more) in cells.iter_mut().zip(line.0) {
            *cell += more;
        }
    }
}
