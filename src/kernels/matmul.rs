//! The product of two tables.

use super::pack::{Rows, across, columns_down};
use super::tile::{Line, WIDTH, multiply};

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
    left: Vec<Line>,
    right: Vec<Line>,
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
    let c = &mut c[..rows * columns];
    c.fill(0.0);
    for from in (0..depth).step_by(DEPTH) {
        let terms = DEPTH.min(depth - from);
        match b {
            Factor::Plain(b) => columns_down(Rows::all(b, columns), from, terms, &mut room.right),
            Factor::Transposed(b) => {
                room.right.resize(columns.div_ceil(WIDTH) * terms, Line::ZERO);
                let panels = room.right.chunks_exact_mut(terms);
                for (column, panel) in (0..columns).step_by(WIDTH).zip(panels) {
                    let rows = Rows::all(b, depth).eight(column, columns);
                    across(rows.map(|row| &row[from..]), 1.0, panel);
                }
            }
        }
        room.left.resize(terms, Line::ZERO);
        for row in (0..rows).step_by(WIDTH) {
            let eight = Rows::all(a, depth).eight(row, rows);
            across(eight.map(|row| &row[from..]), scale, &mut room.left);
            for (panel, right) in room.right.chunks_exact(terms).enumerate() {
                let mut sums = [Line::ZERO; WIDTH];
                multiply(&mut sums, &room.left, right);
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
fn add(cells: &mut [f32], line: &Line) {
    if let Some(eight) = cells.first_chunk_mut::<WIDTH>() {
        let ([a, b], [c, d]) = (Line(*eight).pair(), line.pair());
        *eight = Line::from([a.plus(c), b.plus(d)]).0;
    } else {
        for (cell, more) in cells.iter_mut().zip(line.0) {
            *cell += more;
        }
    }
}
