//! Softmax attention as it is written: scores, weights, output, each a pass over a table of N × N.
//!
//! The table does not fit into any cache once N is a thousand or two, so each pass waits for memory.
//! It is here to be compared with [`super::softmax`], and for whoever wants to see the weights.

use super::exp::Exponentials;
use super::f32x4::F32x4;
use super::matmul::{self, Factor, matmul};
use super::softmax::{Attention, Sizes};

/// weights = softmax(scale · q kᵀ) and out = weights · v, one head after another: `weights` is the
/// table of one head, or of all of them if it is large enough.
///
/// # Panics
/// Where a table is smaller than its sizes say.
pub fn attention(
    task: &Attention<'_>,
    weights: &mut [f32],
    out: &mut [f32],
    workspace: &mut matmul::Workspace,
) {
    let Sizes { heads, queries, keys, width, values } = task.sizes;
    let cells = queries * keys;
    let each = if weights.len() >= heads * cells { cells } else { 0 };
    for head in 0..heads {
        let weights = &mut weights[head * each..][..cells];
        let q = &task.q[head * queries * width..];
        let k = Factor::Transposed(&task.k[head * keys * width..]);
        matmul(q, k, task.scale, weights, [queries, width, keys], workspace);
        for (query, row) in weights.chunks_exact_mut(keys.max(1)).enumerate() {
            mask(row, query, task);
            softmax(row);
        }
        let v = Factor::Plain(&task.v[head * keys * values..]);
        let out = &mut out[head * queries * values..];
        matmul(weights, v, 1.0, out, [queries, keys, values], workspace);
    }
}

fn mask(row: &mut [f32], query: usize, task: &Attention<'_>) {
    if task.causal {
        let seen = row.len().min(query + 1);
        row[seen..].fill(f32::NEG_INFINITY);
    }
    for (score, key_mask) in row.iter_mut().zip(task.key_mask.into_iter().flatten()) {
        if *key_mask == 0.0 {
            *score = f32::NEG_INFINITY;
        }
    }
}

/// Softmax of every row of a table.
pub fn softmax_rows(table: &mut [f32], width: usize) {
    for row in table.chunks_exact_mut(width.max(1)) {
        softmax(row);
    }
}

/// Scores -> weights. A score of −∞ has the weight 0, and a row of them no weight at all.
pub fn softmax(row: &mut [f32]) {
    let max = largest(row);
    if max == f32::NEG_INFINITY {
        return row.fill(0.0);
    }
    let exponentials = Exponentials::new();
    let shift = F32x4::splat(max);
    let (chunks, rest) = row.as_chunks_mut::<4>();
    let mut sum = F32x4::zero();
    for chunk in chunks {
        let weights = exponentials.of(F32x4::new(*chunk).minus(shift));
        sum = sum.plus(weights);
        *chunk = weights.array();
    }
    let mut sum = sum.sum();
    for cell in rest {
        [*cell, ..] = exponentials.of(F32x4::splat(*cell).minus(shift)).array();
        sum += *cell;
    }
    for cell in row {
        // What is left of a score of −∞ is the smallest power of two.
        *cell = if *cell <= f32::MIN_POSITIVE { 0.0 } else { *cell / sum };
    }
}

/// The largest cell of a row, −∞ where there is none.
#[must_use]
pub fn largest(row: &[f32]) -> f32 {
    let (chunks, rest) = row.as_chunks::<4>();
    let start = F32x4::splat(f32::NEG_INFINITY);
    let lanes = chunks.iter().fold(start, |max, chunk| max.max(F32x4::new(*chunk)));
    rest.iter().copied().fold(lanes.largest(), f32::max)
}
